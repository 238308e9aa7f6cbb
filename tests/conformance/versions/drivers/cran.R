# Reads "a<TAB>b" lines, prints "a<TAB>sign<TAB>b" by R's compareVersion.
for (pair in strsplit(readLines("stdin"), "\t")) {
  sign <- c("<", "=", ">")[compareVersion(pair[1], pair[2]) + 2]
  cat(pair[1], "\t", sign, "\t", pair[2], "\n", sep = "")
}
