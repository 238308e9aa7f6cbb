// Reads "a<TAB>b" lines, prints "a<TAB>sign<TAB>b" by npm's semver.
const semver = require("semver");
const lines = require("fs").readFileSync(0, "utf8").split("\n").filter(Boolean);
for (const line of lines) {
  const [a, b] = line.split("\t");
  console.log([a, "<=>"[semver.compare(a, b) + 1], b].join("\t"));
}
