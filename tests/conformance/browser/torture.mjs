// Writes a project that no theme likes: long words, long lists, scripts from right to left.
//
// usage: torture.mjs DIR
//
// The files are JSON, which is YAML too.

import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

const LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetzesverordnungsentwurf";
const HEBREW = "חבילה לבדיקת חתימות";
const ARABIC = "عبد الرحمن بن محمد النموذجي";
const ADDRESS = "https://a-host-with-a-long-name.example/and/a/path/that/does/not/end/";
const ID = `x_tinysig-${"0123456789".repeat(5)}-001`;

const range = (count) => Array.from({ length: count }, (_, index) => index);
const commit = (number) => number.toString(16).padStart(40, "5");
const long = (number) => `${LONG}-${number}`;

const configuration = {
  project: {
    name: LONG,
    url: `${ADDRESS}project`,
    repository: "https://code.example/an-organisation-with-a-long-name/a-repository-with-a-long-name",
    package: [`PyPI/${LONG.toLowerCase().replaceAll("ü", "ue")}`, "PyPI/two", `generic/${HEBREW}`],
  },
  base_url: "https://torture.example/a/rather/long/prefix/",
  timezone: "Pacific/Chatham",
  contacts: [
    { url: `${ADDRESS}${LONG}?with=a&query=too` },
    {
      email: `${"security.reports.".repeat(3)}team@a-host-with-a-long-name.example`,
      openpgp: { fingerprint: "0123456789ABCDEF".repeat(4) },
    },
  ],
  csaf: { publisher: { name: LONG, namespace: `${ADDRESS}${encodeURIComponent(LONG)}`, category: "vendor", contact_details: `${LONG} `.repeat(10) } },
};
const [MAIN, TWO, GENERIC] = configuration.project.package;

const supported = {
  package: MAIN,
  development: "the-main-branch-which-has-a-long-name-too",
  support: { latest: 12, of: "minor" },
  releases: range(60).flatMap((minor) =>
    range(5).map((patch) => ({
      version: `10.${minor}.${patch}`,
      date: new Date(Date.UTC(2012, minor, 1 + patch * 5)).toISOString().slice(0, 10),
    })),
  ),
};

const branches = [
  ...range(8).map((index) => ({
    branch: `10.${59 - index}`,
    introduced: `10.${59 - index}.1`,
    fixed: `10.${59 - index}.3`,
    fix: commit(index),
    date: "2020-05-06",
    why: index % 3 === 0 ? `${LONG} and ${HEBREW}` : undefined,
  })),
  { branch: "10.51", interim: "10.51.2", status: "pending" },
  { branch: "10.50", status: "not-affected", why: `\`${LONG}()\` came later.` },
  { branch: "10.49", status: "wont-fix", why: "x".repeat(200) },
  { branch: "10.48", fixed: "10.48.4", fix: `${ADDRESS}${LONG}/fix.patch` },
];

const everything = {
  id: ID,
  aliases: range(20).map((index) => `x_${"alias-".repeat(8)}${index}`),
  cve: range(20).map((index) => `CVE-2020-${40000 + index}`),
  upstream: ["CVE-2019-40001", `x_${"upstream-".repeat(6)}1`],
  related: ["x_torture-2", "x_torture-3"],
  summary: `${LONG}: ${"a summary of many words that goes on and on ".repeat(8)}in \`${LONG}()\` of ${HEBREW}`,
  severity: {
    rating: "critical",
    cvss: ["CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H"],
    because: `It is as bad as ${LONG}.`,
  },
  cwe: range(12).map((index) => 79 + index),
  published: "2020-05-01T12:00:00Z",
  package: MAIN,
  branches,
  affected_if: `You call \`${LONG}.${LONG}()\`, or see <${ADDRESS}${LONG}>.`,
  impact: `${LONG} `.repeat(20),
  workarounds: `    ${"a long line of code, ".repeat(20)}\n\n${ARABIC} ${HEBREW}`,
  detection: `\`\`\`sh\ngrep -r ${"x".repeat(300)} .\n\`\`\``,
  exploited: { since: "2026-09-18", note: `${LONG} was seen on ${HEBREW}, and on ${ADDRESS}.` },
  bundled: { component: LONG, purl: `pkg:generic/${"x".repeat(90)}@1`, in: LONG, not_in: HEBREW, fixed_component: "1.4.3-".repeat(12) + "1" },
  timeline: [{ reported: "2020-01-01" }, { [LONG]: "2020-02-02T02:02Z" }, { released: "2020-05-01" }],
  revisions: range(12).map((index) => ({ at: `2020-06-${10 + index}`, note: `${long(index)} was mended.`, significant: true })),
  credits: [
    { reporter: ARABIC, contact: [ADDRESS + LONG, "mailto:someone@host.example"], consent: "yes" },
    { reporter: HEBREW, consent: "yes" },
    ...range(20).map((index) => ({ developer: long(index) })),
  ],
  references: range(40).map((index) => ({ [["fix", "report", "article", "web"][index % 4]]: `${ADDRESS}${LONG}/${index}` })),
};

const versions = {
  schema_version: "1.7.5",
  id: "x_torture-2",
  modified: "2020-07-02T00:00:00Z",
  published: "2020-07-01T00:00:00Z",
  withdrawn: "2020-07-02T00:00:00Z",
  summary: `${HEBREW}: ${ARABIC}`,
  details: markdown(),
  affected: [
    {
      package: { ecosystem: "PyPI", name: "two" },
      ranges: [{ type: "ECOSYSTEM", events: range(24).flatMap((major) => [{ introduced: `${major}` }, { fixed: `${major}.5.post20200701` }]) }],
      versions: range(300).map((index) => `${Math.floor(index / 15)}.${index % 15 % 5}.${index}.dev20200701+local.build.${index}`),
    },
  ],
  database_specific: { withdrawn_reason: `${LONG} `.repeat(5) },
};

const packages = {
  id: "x_torture-3",
  published: "2020-08-01T00:00:00Z",
  affected: Object.fromEntries([...range(30).map((index) => `PyPI/${"a-name-".repeat(8)}${index}`), GENERIC, TWO].map((name) => [name, "< 2.0"])),
};

const known = {
  ...versions,
  id: "x_torture-5",
  withdrawn: undefined,
  summary: undefined,
  database_specific: undefined,
  exploited: true,
  timeline: [{ "exploited-in-the-wild": "2020-07-01T01:02:03Z" }],
  references: range(12).map((index) => ({ type: "FIX", url: `https://github.com/example/${LONG}/commit/${commit(index)}` })),
};

const bare = { id: "x_torture-4", published: "2020-09-01T00:00:00Z", package: TWO, introduced: "0" };

const announced = {
  id: "a-long-id-".repeat(6) + "2020",
  package: MAIN,
  published: "2020-09-02",
  release_at: "2020-09-09",
  versions: range(30).map((index) => `10.59.${index}`),
  highest_severity: "critical",
  counts: { critical: 12345, high: 67890, low: 1 },
  text: markdown(),
};

const reported = {
  id: "x".repeat(60),
  title: `\`${LONG}\` ${HEBREW} ${"is reported again and again ".repeat(6)}`,
  why: markdown(),
  applies_to: range(12).map((index) => ({ id: `CVE-2020-${50000 + index}`, package: `npm/${"dependency-".repeat(12)}${index}` })),
  justification: "vulnerable_code_not_in_execute_path",
  since: "2020-03-03",
};

// Everything that Markdown has, each too long.
function markdown() {
  const cells = (text) => `|${` ${text} |`.repeat(12)}\n`;
  return [
    ...range(6).map((depth) => `${"#".repeat(depth + 1)} ${LONG} \`${LONG}\`\n\n${HEBREW}`),
    `> [!WARNING]\n> ${LONG} ${"!".repeat(200)}`,
    `> ${LONG}\n>> ${LONG}\n>>> ${LONG}`,
    range(8).map((depth) => `${"  ".repeat(depth)}- ${LONG}`).join("\n"),
    `1. ${LONG}\n2. [ ] ${LONG}\n\n- [x] ${LONG}`,
    cells("head") + cells("---") + cells(LONG),
    `\`\`\`python\n${"with_a_call_that_goes_on(and_on) or ".repeat(12)}\n\`\`\``,
    `**${LONG}** ~~${LONG}~~ [${LONG}](${ADDRESS}${LONG}) <${ADDRESS}${LONG}> \`${"x".repeat(200)}\``,
    `${ARABIC}[^1]\n\n[^1]: ${LONG}`,
    "---",
  ].join("\n\n");
}

function write(folder, files) {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content, null, 2));
  }
}

write(process.argv[2], {
  "forewarn.yaml": configuration,
  "content/policy.md": `# ${LONG} ${HEBREW}\n\n${markdown().replace(/^#/gm, "##")}`,
  "content/another-page.md": markdown(),
  "content/supported-versions.yaml": supported,
  "announcements/announced.yaml": announced,
  "not-a-vulnerability/reported.yaml": reported,
  "advisories/everything.yaml": everything,
  "advisories/versions.json": versions,
  "advisories/known.json": known,
  "advisories/packages.yaml": packages,
  "advisories/bare.yaml": bare,
});
