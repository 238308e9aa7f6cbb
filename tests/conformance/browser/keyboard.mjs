// Walks a page with the Tab key: it reaches everything, in order, and one sees where one is.

/** What a walk may take beyond the controls of the page before it counts as caught. */
const SPARE = 3;
/** WCAG 1.4.11: what shows the focus stands out from what is around it. */
const CONTRAST = 3;

export async function judgeKeyboard(tab, found) {
  // What is reached slides into the window at once.
  await tab.emulateMedia({ reducedMotion: "reduce" });
  const expected = await tab.evaluate(prepare);
  const visited = [];
  // Boxes that scroll may be stops of their own; nothing else may.
  for (let press = 0; press < expected.length * 2 + SPARE; press += 1) {
    await tab.keyboard.press("Tab");
    let stop = await tab.evaluate(arrive, CONTRAST);
    if (stop?.faults.length > 0) {
      // The window may have followed only now.
      await tab.evaluate(() => new Promise(requestAnimationFrame));
      stop = await tab.evaluate(arrive, CONTRAST);
    }
    // Behind its last control the page is left, or begun anew.
    if (stop === null || (stop.index === 0 && visited.length === expected.length)) {
      break;
    }
    stop.faults.forEach((fault) => found(`keyboard: ${stop.name} ${fault}`));
    if (stop.index >= 0) {
      visited.push(stop.index);
    }
  }
  const strayed = expected.findIndex((_, index) => visited[index] !== index);
  if (strayed >= 0) {
    const instead = visited[strayed] === undefined ? "nothing" : expected[visited[strayed]];
    found(`keyboard: Tab should reach ${expected[strayed]}, and reaches ${instead}`);
  } else if (visited.length > expected.length) {
    found("keyboard: Tab does not leave the page at its end");
  }
  await judgeSkipLink(tab, found);
  await tab.evaluate(() => document.activeElement.blur());
  await tab.emulateMedia({ reducedMotion: "no-preference" });
}

// The first stop leads past the navigation to the main part of the page, unless it lies there:
// then there is nothing to lead past.
async function judgeSkipLink(tab, found) {
  await tab.evaluate(() => {
    document.activeElement.blur();
    getSelection().removeAllRanges();
    scrollTo(0, 0);
    // Tab goes on from where the reader last was.
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
  });
  await tab.keyboard.press("Tab");
  if (await tab.evaluate(() => document.activeElement.closest("main") !== null)) {
    return;
  }
  const fault = await tab.evaluate(() => {
    const link = document.activeElement;
    const target = link.hash ? document.getElementById(decodeURIComponent(link.hash.slice(1))) : null;
    return target?.closest("main") || target?.querySelector("main") ? null : `the first stop is no skip link: ${inside.named(link)}`;
  });
  if (fault) {
    found(`keyboard: ${fault}`);
    return;
  }
  await tab.keyboard.press("Enter");
  await tab.keyboard.press("Tab");
  const astray = await tab.evaluate(() => {
    const main = document.querySelector("main");
    const isBehind = (stop) => main.contains(stop) || main.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING;
    const next = globalThis.controls.find(isBehind);
    const isScroller = (stop) => stop !== document.body && stop.tabIndex < 0 && main.contains(stop);
    const { activeElement } = document;
    return next === undefined || activeElement === next || isScroller(activeElement) ? null : inside.named(activeElement);
  });
  if (astray) {
    found(`keyboard: behind the skip link, Tab reaches ${astray}`);
  }
}

// Inside the page: remembers what can be reached and how it looks without the focus.
function prepare() {
  const looks = (style) => [style.outline, style.boxShadow, style.borderColor, style.backgroundColor, style.textDecoration].join("|");
  globalThis.looks = looks;
  globalThis.controls = [...document.querySelectorAll("*")].filter((element) => {
    const isOther = element.type === "radio" && !element.checked;
    return element.tabIndex >= 0 && !element.disabled && !isOther && element.checkVisibility({ visibilityProperty: true });
  });
  globalThis.without = new Map(globalThis.controls.map((control) => [control, looks(getComputedStyle(control))]));
  return globalThis.controls.map(inside.named);
}

// Inside the page: where the focus is now, and what is wrong with how it shows; null once it has left.
function arrive(contrast) {
  const stop = document.activeElement;
  if (stop === null || stop === document.body || stop === document.documentElement) {
    return null;
  }
  const style = getComputedStyle(stop);
  const faults = [];
  const hasOutline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  if (!hasOutline && globalThis.without.get(stop) === globalThis.looks(style)) {
    faults.push("does not show that it has the focus");
  } else if (hasOutline && inside.contrast(style.outlineColor, inside.groundOf(stop.parentElement)) < contrast) {
    faults.push(`shows the focus by an outline of less than ${contrast}:1`);
  }
  // The middle of what the window shows of it.
  const { left, right, top, bottom } = stop.getClientRects()[0];
  const middle = (from, to, size) => (Math.max(from, 0) + Math.min(to, size)) / 2;
  const onTop = document.elementFromPoint(middle(left, right, innerWidth), middle(top, bottom, innerHeight));
  if (!onTop) {
    faults.push("has the focus outside the window");
  } else if (!stop.contains(onTop) && !onTop.contains(stop)) {
    faults.push(`is covered by ${inside.named(onTop)}`);
  }
  return { index: globalThis.controls.indexOf(stop), name: inside.named(stop), faults };
}
