// Judges CSAF documents by a second validator: secvisogram's library, all tests but spelling.
//
// usage: csaf.mjs SITE
//
// A document says which version of CSAF it speaks, and is judged by that one.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const LIBRARY = new URL(".tools/node_modules/@secvisogram/csaf-validator-lib/", import.meta.url);
const KINDS = {
  "2.0": ["schemaTests", "mandatoryTests", "optionalTests", "informativeTests"],
  "2.1": ["csaf_2_1/schemaTests", "csaf_2_1/mandatoryTests", "csaf_2_1/recommendedTests", "csaf_2_1/informativeTests"],
};
// What is told, and is no fault of a document: always, or where it holds.
const ACCEPTED = {
  // The project rates in words, or not at all, and CSAF 2.0 has CVSS alone.
  optionalTest_6_2_3: (document) => !(document.vulnerabilities ?? []).some((it) => "scores" in it),
  optionalTest_6_2_16: () => true, // software without a registry has no package URL
  informativeTest_6_3_9: () => true, // a range has no product_version above it
  informativeTest_6_3_10: () => true, // and is a range where no release is known
  informativeTest_6_3_1: () => true, // a project that rates by CVSS 2 alone has no CVSS 3
  informativeTest_6_3_2: () => true, // what was rated by CVSS 3.0 stays so
  informativeTest_6_3_3: () => true, // not every vulnerability has a CVE
  informativeTest_6_3_4: () => true, // nor a CWE
  informativeTest_6_3_6: () => true, // links are looked up by those who write them: no test goes to the network
  informativeTest_6_3_7: () => true, // nor here
};

const site = process.argv[2];
const folder = path.join(site, ".well-known", "csaf");
const names = existsSync(folder) ? readdirSync(folder, { recursive: true }) : [];
const lines = [];
let documents = 0;
let tests = 0;
for (const name of names.filter((name) => /(^|\/)\d{4}\/[^/]+\.json$/.test(name)).sort()) {
  const document = JSON.parse(readFileSync(path.join(folder, name), "utf8"));
  const kinds = KINDS[document.document?.csaf_version] ?? KINDS["2.0"];
  for (const test of await testsOf(kinds)) {
    const result = await test(document);
    const faults = ["errors", "warnings", "infos"].flatMap((kind) => result[kind] ?? []);
    if (result.isValid === false && faults.length === 0) {
      faults.push({ message: "fails" });
    }
    tests += 1;
    for (const fault of ACCEPTED[test.name]?.(document) ? [] : faults) {
      lines.push(`.well-known/csaf/${name}: ${test.name}: ${fault.instancePath ?? ""} ${fault.message}`);
    }
  }
  documents += 1;
}
if (documents === 0) {
  lines.push("csaf: found no documents to judge");
}
for (const line of lines.sort()) {
  console.log(line);
}
console.log(`csaf: ${documents} documents, ${tests} tests, ${lines.length} findings`);
process.exitCode = lines.length > 0 ? 1 : 0;

async function testsOf(kinds) {
  const modules = await Promise.all(kinds.map((kind) => import(new URL(`${kind}.js`, LIBRARY))));
  // Spelling wants a dictionary of the words of a project.
  return modules.flatMap((module) => Object.values(module)).filter((test) => test.name !== "informativeTest_6_3_8");
}
