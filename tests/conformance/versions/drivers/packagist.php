<?php
// Reads "a<TAB>b" lines, prints "a<TAB>sign<TAB>b" by composer/semver.
require "/usr/share/php/Composer/Semver/autoload.php";
use Composer\Semver\Comparator;
use Composer\Semver\VersionParser;

$parser = new VersionParser();

while (($line = fgets(STDIN)) !== false) {
    [$a, $b] = explode("\t", rtrim($line, "\n"));
    [$x, $y] = [$parser->normalize($a), $parser->normalize($b)];
    $sign = Comparator::lessThan($x, $y) ? "<" : (Comparator::greaterThan($x, $y) ? ">" : "=");
    echo "$a\t$sign\t$b\n";
}
