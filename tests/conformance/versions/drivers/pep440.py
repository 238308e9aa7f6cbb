# Reads "a<TAB>b" lines, prints "a<TAB>sign<TAB>b" by PyPA's packaging.
import sys
from packaging.version import Version

for line in sys.stdin:
    a, b = line.rstrip("\n").split("\t")
    x, y = Version(a), Version(b)
    print(a, "<" if x < y else ">" if x > y else "=", b, sep="\t")
