// Looks at a page as some readers have it: without motion, in a palette of their own, on paper.

import { judgeTables } from "./tables.mjs";

/** A4 less margins of 15 mm, at 96 dots an inch. */
const PAPER = { width: 680, height: 1009 };
const MARGINS = { top: "15mm", right: "15mm", bottom: "15mm", left: "15mm" };
/** A printed page holds about so many letters; tables need more room, and a first page has its head. */
const LETTERS = 700;
/** Smaller print is no use to anybody. */
const POINTS = 7;
/** What is of no use on paper. */
const CONTROLS = "nav, button, form, input, [role='search'], a[href^='#']";

export async function judgeMotion(tab, found) {
  await tab.emulateMedia({ reducedMotion: "reduce" });
  new Set(await tab.evaluate(() => inside.motions())).forEach((fault) => found(fault));
  await tab.emulateMedia({ reducedMotion: "no-preference" });
}

export async function judgeForcedColors(tab, found) {
  const before = await tab.evaluate(() => inside.visibleText());
  await tab.emulateMedia({ forcedColors: "active" });
  const after = await tab.evaluate(() => inside.visibleText());
  reportLost(before, after, found);
  const faults = await tab.evaluate(() => [...inside.paintedOver(), ...inside.faintTexts()]);
  faults.forEach((fault) => found(fault));
  await judgeTables(tab, found);
  await tab.emulateMedia({ forcedColors: "none" });
}

/** Paper is white, whatever the screen is: the scheme is left dark on purpose. */
export async function judgePrint(tab, found) {
  const before = await tab.evaluate((controls) => inside.visibleText("main", controls), CONTROLS);
  await tab.setViewportSize(PAPER);
  await tab.emulateMedia({ media: "print", colorScheme: "dark" });
  const after = await tab.evaluate((controls) => inside.visibleText("main", controls), CONTROLS);
  reportLost(before, after, found);
  const faults = await tab.evaluate((points) => {
    const shown = [...document.querySelectorAll("nav")].filter((nav) => nav.checkVisibility());
    const folded = [...document.querySelectorAll("details > :not(summary)")].filter((part) => !part.checkVisibility());
    return [
      ...shown.map((nav) => `navigation is printed: ${inside.named(nav)}`),
      ...folded.map((part) => `stays folded: ${inside.named(part)}`),
      ...inside.scrollingBoxes().map((box) => `is cut off: ${inside.named(box)}`),
      ...inside.spills(),
      ...inside.faintTexts(),
      ...inside.smallTexts(points),
      ...inside.unprintedAddresses(),
    ];
  }, POINTS);
  await judgeTables(tab, found);
  faults.forEach((fault) => found(fault));
  const letters = after.join(" ").length;
  const sheets = (await tab.pdf({ format: "A4", margin: MARGINS })).toString("latin1").match(/\/Type \/Page\b/g)?.length ?? 0;
  if (sheets === 0 || sheets > 3 + letters / LETTERS) {
    found(`${letters} letters are printed on ${sheets} sheets`);
  }
  await tab.emulateMedia({ media: "screen", colorScheme: "light" });
}

function reportLost(before, after, found) {
  const kept = new Set(after);
  const lost = before.filter((piece) => !kept.has(piece));
  if (lost.length > 0) {
    const more = lost.length > 1 ? ` (and ${lost.length - 1} more)` : "";
    found(`“${lost[0].slice(0, 60)}” is lost${more}`);
  }
}
