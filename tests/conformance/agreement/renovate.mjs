// What Renovate's reader of OSV finds about a package: @renovatebot/osv-offline-db, on the records of a folder.
//
// usage: renovate.mjs RECORDS ECOSYSTEM NAME
//
// RECORDS is a JSON array of OSV records, as in ECO/all.zip. Prints the ids that the reader returns;
// whether a version is affected is Renovate's own code, which is no package: agreement.py EMULATES it.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";

const [records, ecosystem, name] = process.argv.slice(2);
const folder = mkdtempSync(path.join(tmpdir(), "renovate-"));
process.env.OSV_OFFLINE_ROOT_DIR = folder; // read when the module is loaded
const require = createRequire(new URL("../.tools/node_modules/", import.meta.url));
const { OsvOfflineDb } = require("@renovatebot/osv-offline-db");

try {
  const lines = JSON.parse(readFileSync(records, "utf8")).map((record) => JSON.stringify({ _id: record.id, ...record }));
  writeFileSync(path.join(folder, `${ecosystem.toLowerCase()}.nedb`), lines.map((line) => `${line}\n`).join(""));
  const database = await OsvOfflineDb.create();
  const found = await database.query(ecosystem, name);
  console.log(JSON.stringify(found.map((record) => record.id).sort()));
} finally {
  rmSync(folder, { recursive: true });
}
