// Looks at tables whose cells have signs for the eye and words for the ear, and at tables that scroll.

/** The share of a box that scrolls which the heads of rows may take at most. */
const HEADS = 0.5;
/** WCAG 1.4.11: a sign stands out from what is around it. */
const CONTRAST = 3;

export async function judgeTables(tab, found) {
  const faults = await tab.evaluate(lookAtScrollers, HEADS);
  faults.push(...(await tab.evaluate(lookAtSigns, CONTRAST)));
  faults.forEach((fault) => found(fault));
}

/** The words of cells with a sign are what a screen reader is told, without the sign. */
export async function judgeEars(tab, found) {
  const words = await tab.evaluate(() => inside.signed().map((cell) => cell.textContent.trim()));
  if (words.length === 0) {
    return;
  }
  const session = await tab.context().newCDPSession(tab);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  const told = nodes.filter((node) => node.role?.value === "cell").map((node) => node.name?.value);
  for (const word of new Set(words)) {
    const count = (list) => list.filter((other) => other === word).length;
    if (count(told) < count(words)) {
      found(`“${word}” is in ${count(words)} cells, and told of ${count(told)}`);
    }
  }
}

// Inside the page: at the far end of a box one still sees what the rows are about, and that it scrolls at all.
function lookAtScrollers(share) {
  const faults = new Set();
  for (const box of inside.scrollingBoxes()) {
    const table = box.querySelector(":scope > table");
    if (!table) {
      continue;
    }
    if (getComputedStyle(box).backgroundImage === "none") {
      faults.add(`nobody sees that it scrolls: ${inside.named(box)}`);
    }
    const before = box.scrollLeft;
    table.rows[0].lastElementChild.scrollIntoView({ behavior: "instant", block: "nearest", inline: "end" });
    const frame = box.getBoundingClientRect();
    for (const head of table.querySelectorAll("tbody th")) {
      const { left, right, width } = head.getBoundingClientRect();
      if (left < frame.left - 1 || right > frame.right + 1) {
        faults.add(`the head of a row scrolls away: ${inside.named(head)}`);
      } else if (width > frame.width * share) {
        faults.add(`the head of a row leaves no room: ${inside.named(head)}`);
      }
    }
    box.scrollLeft = before;
  }
  return [...faults];
}

// Inside the page: each sign can be seen, stands for the same words everywhere, and is told by a legend.
function lookAtSigns(contrast) {
  const faults = new Set();
  const meanings = new Map();
  for (const cell of inside.signed()) {
    const words = cell.textContent.trim();
    const sign = inside.signOf(cell);
    if (!sign) {
      faults.add(`nobody sees “${words}”`);
    } else if ((meanings.get(sign) ?? words) !== words) {
      faults.add(`${sign} stands for “${words}” and for “${meanings.get(sign)}”`);
    } else if (inside.contrast(getComputedStyle(cell, "::before").color, inside.groundOf(cell)) < contrast) {
      faults.add(`${sign} of less than ${contrast}:1 stands for “${words}”`);
    }
    meanings.set(sign, meanings.get(sign) ?? words);
  }
  const legend = new Set([...document.querySelectorAll("li, dt, dd, span")].map(inside.signOf));
  for (const [sign, words] of meanings) {
    if (sign && !legend.has(sign)) {
      faults.add(`no legend tells that ${sign} stands for “${words}”`);
    }
  }
  return [...faults];
}
