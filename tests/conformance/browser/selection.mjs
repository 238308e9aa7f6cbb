// Chooses the pages of a site to look at: all of a small one; of a large one every kind and a sample.

import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

const VOID = new Set("area base br col embed hr img input link meta source track wbr".split(" "));
const SAMPLE = 8;

/**
 * The HTML files below `folder`, as paths of the site, in order. What stands in for a host's listing of a
 * folder is for programs.
 */
export function pagesOf(folder) {
  return readdirSync(folder, { recursive: true })
    .map((file) => file.split(path.sep).join("/"))
    .filter((file) => file.endsWith(".html") && !file.startsWith(".well-known/"))
    .sort();
}

/**
 * At most `limit` pages are all looked at. Of more, as few as show every structure that a page of the site
 * has, of each folder the largest page and the one with the longest word, and a sample that is the same
 * for the same site.
 */
export function select(folder, pages, limit) {
  if (pages.length <= limit) {
    return pages;
  }
  const htmls = new Map(pages.map((page) => [page, readFileSync(path.join(folder, page), "utf8")]));
  const features = new Map(pages.map((page) => [page, structure(page, htmls.get(page))]));
  const chosen = new Set(cover(features));
  for (const family of new Set(pages.map(familyOf))) {
    const members = pages.filter((page) => familyOf(page) === family);
    for (const measure of [(html) => html.length, longestWord]) {
      const measured = new Map(members.map((page) => [page, measure(htmls.get(page))]));
      chosen.add(members.reduce((a, b) => (measured.get(b) > measured.get(a) ? b : a)));
    }
  }
  const random = generator(pages.length);
  for (let count = 0; count < SAMPLE; count += 1) {
    chosen.add(pages[Math.floor(random() * pages.length)]);
  }
  return [...chosen].sort();
}

// The folder at the top that a page is below; what stands at the top is one of its own.
const familyOf = (page) => page.split("/")[0];

const longestWord = (html) => Math.max(...html.replace(/<[^>]*>/g, " ").split(/\s+/).map((word) => word.length));

// The structure of a page: which family it is of, and which element stands in which, by name and classes.
function structure(page, html) {
  const found = new Set([familyOf(page)]);
  const open = [];
  for (const [, end, name, attributes] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)((?:[^">]|"[^"]*")*)>/g)) {
    if (end) {
      open.length = Math.max(open.map((element) => element.name).lastIndexOf(name), 0);
      continue;
    }
    const classes = attributes.match(/ class="([^"]*)"/)?.[1] ?? "";
    const element = { name, label: classes ? `${name}.${classes}` : name };
    // What a language's code is made of is no structure of the page.
    if (!open.some((outer) => outer.name === "pre")) {
      found.add(`${open.at(-1)?.label} > ${element.label}`);
    }
    if (!VOID.has(name)) {
      open.push(element);
    }
  }
  return found;
}

// Greedy: the page that shows most of what has not been seen, until all has been.
function cover(features) {
  const chosen = [];
  const unseen = new Set([...features.values()].flatMap((found) => [...found]));
  while (unseen.size > 0) {
    const news = (page) => [...features.get(page)].filter((feature) => unseen.has(feature)).length;
    const best = [...features.keys()].reduce((a, b) => (news(b) > news(a) ? b : a));
    features.get(best).forEach((feature) => unseen.delete(feature));
    chosen.push(best);
  }
  return chosen;
}

// Mulberry32: the same numbers for the same seed.
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
