// Reads "a<TAB>b" lines, prints "a<TAB>sign<TAB>b" by Maven's ComparableVersion.
import java.util.Scanner;
import org.apache.maven.artifact.versioning.ComparableVersion;

class Maven {
    public static void main(String[] args) {
        Scanner lines = new Scanner(System.in);
        while (lines.hasNextLine()) {
            String[] pair = lines.nextLine().split("\t");
            int sign = new ComparableVersion(pair[0]).compareTo(new ComparableVersion(pair[1]));
            System.out.println(pair[0] + "\t" + "<=>".charAt(Integer.signum(sign) + 1) + "\t" + pair[1]);
        }
    }
}
