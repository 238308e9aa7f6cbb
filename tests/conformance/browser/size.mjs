// Weighs what a visitor loads, before compression.

import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

const KB = 1000;
const LIMITS = { page: 20 * KB, styles: 20 * KB, scripts: 5 * KB };
/** An advisory is a usual one while its OSV record is no larger. */
const USUAL_RECORD = 10 * KB;

/** Judges every page of the site; tells what advisory pages weigh. */
export function judgeSizes(folder, pages, findings) {
  const advisories = [];
  const loads = new Map();
  for (const page of pages) {
    const html = readFileSync(path.join(folder, page), "utf8");
    const size = Buffer.byteLength(html);
    const record = html.match(/<link rel="alternate" type="application\/json"[^>]* href="([^"]*osv\/[^"]*)"/);
    if (record) {
      advisories.push(size);
      const isUsual = weigh(folder, page, [record[1]]) <= USUAL_RECORD;
      if (isUsual && size > LIMITS.page) {
        findings.add(page, `a usual advisory of ${size} bytes is over ${LIMITS.page}`);
      }
    }
    const styles = [...html.matchAll(/<link rel="stylesheet"[^>]* href="([^"]*)"/g)].map((match) => match[1]);
    const scripts = [...html.matchAll(/<script[^>]* src="([^"]*)"/g)].map((match) => match[1]);
    loads.set(JSON.stringify([styles, scripts]), { page, styles, scripts });
  }
  for (const { page, ...load } of loads.values()) {
    for (const [kind, addresses] of Object.entries(load)) {
      const size = weigh(folder, page, addresses);
      if (size > LIMITS[kind]) {
        findings.add(page, `its ${kind} of ${size} bytes are over ${LIMITS[kind]}`);
      }
    }
  }
  return summary(advisories.sort((a, b) => a - b));
}

function weigh(folder, page, addresses) {
  return addresses
    .map((address) => path.join(folder, path.dirname(page), address))
    .filter((file) => existsSync(file))
    .reduce((sum, file) => sum + statSync(file).size, 0);
}

function summary(sizes) {
  if (sizes.length === 0) {
    return "no advisory page";
  }
  const at = (share) => sizes[Math.min(Math.floor(sizes.length * share), sizes.length - 1)];
  return `${sizes.length} advisory pages of ${at(0.5)} bytes in the middle, ${at(0.9)} for 9 of 10, ${at(1)} at most`;
}
