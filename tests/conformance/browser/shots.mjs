// Takes pictures of a site for a person to look at: every kind of page on a phone and a desk, in both
// schemes, and as a PDF of what a printer makes of it.
//
// usage: shots.mjs SITE DIR [PAGE...]

import { mkdirSync } from "node:fs";
import path from "node:path";

import { SCHEMES } from "./findings.mjs";
import { pagesOf, select } from "./selection.mjs";
import { serve } from "./server.mjs";
import { startBrowser } from "./tools.mjs";

const [folder, target, ...named] = process.argv.slice(2);
if (!target) {
  console.error("usage: shots.mjs SITE DIR [PAGE...]");
  process.exit(2);
}
mkdirSync(target, { recursive: true });
const site = await serve(folder);
const browser = await startBrowser();
const tab = await browser.newPage();
for (const page of named.length > 0 ? named : select(folder, pagesOf(folder), 0)) {
  const name = path.join(target, page.replaceAll("/", "_").replace(".html", ""));
  await tab.goto(site.address(page));
  for (const width of [360, 1280]) {
    await tab.setViewportSize({ width, height: 900 });
    for (const colorScheme of SCHEMES) {
      await tab.emulateMedia({ colorScheme });
      await tab.screenshot({ path: `${name}-${width}-${colorScheme}.png`, fullPage: true });
    }
  }
  await tab.pdf({ path: `${name}.pdf`, format: "A4" });
}
await browser.close();
site.close();
