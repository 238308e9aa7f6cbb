// Judges a site in a browser: each page in both colour schemes and three widths, and as readers have it
// who use a keyboard, run no scripts, force their colours or print.
//
// usage: judge.mjs SITE
//
// A site of up to 80 pages is looked at whole; of a larger one every structure that its pages have, its
// extremes and a sample (selection.mjs).

import { readFileSync } from "node:fs";

import { judgeAccessibility } from "./accessibility.mjs";
import { judgeCopying } from "./copying.mjs";
import { Findings, SCHEMES, WIDTHS } from "./findings.mjs";
import { judgeKeyboard } from "./keyboard.mjs";
import { judgeForcedColors, judgeMotion, judgePrint } from "./media.mjs";
import { pagesOf, select } from "./selection.mjs";
import { serve } from "./server.mjs";
import { judgeSizes } from "./size.mjs";
import { judgeEars, judgeTables } from "./tables.mjs";
import { AXE, startBrowser } from "./tools.mjs";
import { judgeWithoutScripts } from "./without_scripts.mjs";

const WHOLE = 80;
const TABS = 3;
const HEIGHT = 900;
/** What rounds to nothing is a column that settles by a hair while a long table comes in. */
const LEAST_SHIFT = 0.005;
/** Where the Tab key is tried: on a phone and a desk, and so in both schemes. */
const WALKS = [[360, "dark"], [1280, "light"]];
const INSIDE = readFileSync(new URL("inside.js", import.meta.url), "utf8");

/** A pair of tabs, with and without scripts, and what is wrong with the page that they are at. */
class Visitor {
  static async create(browser, site, findings) {
    const visitor = new Visitor();
    visitor.site = site;
    visitor.findings = findings;
    visitor.tab = await (await browser.newContext()).newPage();
    visitor.plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    [visitor.tab, visitor.plain].forEach((tab) => visitor.#listen(tab));
    return visitor;
  }

  #listen(tab) {
    const found = (message) => this.findings.add(this.page, message);
    tab.on("pageerror", (error) => found(`a script failed: ${error.message}`));
    tab.on("console", (message) => {
      const directive = message.text().match(/Content Security Policy directive '(.*?)'\./)?.[1];
      if (directive) {
        found(`violates its policy: ${directive}`);
      } else if (!message.text().startsWith("Failed to load resource")) {
        // What could not be loaded is told by the requests.
        found(`the console says: ${message.text()}`);
      }
    });
    tab.on("request", (request) => {
      const { origin, protocol } = new URL(request.url());
      if (origin !== this.site.origin && protocol !== "data:") {
        found(`asks another host: ${request.url()}`);
      }
    });
    const failed = (request, why) => {
      const isErrorPage = this.page === "404.html" && request.url() === this.address;
      if (request.url().startsWith(this.site.origin) && !isErrorPage) {
        found(`cannot load ${request.url().replace(this.site.origin, "")}: ${why}`);
      }
    };
    tab.on("requestfailed", (request) => {
      const why = request.failure().errorText;
      // A drawing that was still on its way when the tab went on to the next page.
      if (why !== "net::ERR_ABORTED") {
        failed(request, why);
      }
    });
    tab.on("response", (response) => response.status() >= 400 && failed(response.request(), response.status()));
  }

  /** Looks at a page in every way. */
  async judge(page) {
    this.page = page;
    this.address = this.site.address(page);
    for (const width of WIDTHS) {
      await this.tab.setViewportSize({ width, height: HEIGHT });
      await this.#open(this.tab);
      const shift = await this.tab.evaluate(() => inside.layoutShift());
      if (shift >= LEAST_SHIFT) {
        this.findings.add(page, `the layout shifts by ${shift.toFixed(2)}`, String(width));
      }
      await this.#judgeLayout(width);
      for (const scheme of SCHEMES) {
        const found = this.#at(`${width} ${scheme}`);
        await this.tab.emulateMedia({ colorScheme: scheme });
        await judgeAccessibility(this.tab, found);
        await judgeTables(this.tab, found);
        if (WALKS.some((walk) => walk[0] === width && walk[1] === scheme)) {
          await judgeKeyboard(this.tab, found);
        }
      }
      await this.tab.emulateMedia({ colorScheme: SCHEMES[0] });
    }
    for (const width of await this.#tightWidths()) {
      await this.tab.setViewportSize({ width, height: HEIGHT });
      await this.#judgeLayout(width);
    }
    await judgeEars(this.tab, this.#at("ears"));
    await judgeMotion(this.tab, this.#at("reduced motion"));
    await judgeForcedColors(this.tab, this.#at("forced colours"));
    await this.#open(this.plain);
    await judgeWithoutScripts(this.tab, this.plain, this.#at(""));
    await judgePrint(this.tab, this.#at("print"));
    await judgeCopying(this.tab, this.#at(""));
  }

  #at(view) {
    return (message) => this.findings.add(this.page, message, view);
  }

  async #open(tab) {
    await tab.goto(this.address);
    await tab.evaluate(tab === this.tab ? AXE + INSIDE : INSIDE);
  }

  // A layout is tightest right before the next one takes over.
  async #tightWidths() {
    const breakpoints = await this.tab.evaluate(() => inside.breakpoints());
    const widths = breakpoints.flatMap((width) => [Math.floor(width), Math.floor(width) + 1]);
    return [...new Set(widths)].filter((width) => width > WIDTHS[0] && !WIDTHS.includes(width));
  }

  async #judgeLayout(width) {
    const found = this.#at(String(width));
    const sideways = await this.tab.evaluate(() => inside.sidewaysScroll());
    if (sideways > 0) {
      found(`the page scrolls sideways by ${sideways} pixels`);
    }
    (await this.tab.evaluate(() => inside.spills())).forEach((fault) => found(fault));
  }
}

async function main(folder) {
  const findings = new Findings();
  const pages = pagesOf(folder);
  const sizes = judgeSizes(folder, pages, findings);
  const site = await serve(folder);
  const browser = await startBrowser();
  const waiting = select(folder, pages, WHOLE);
  const lookedAt = { pages: waiting.length, views: 0 };
  const visit = async () => {
    const visitor = await Visitor.create(browser, site, findings);
    while (waiting.length > 0) {
      await visitor.judge(waiting.shift());
      lookedAt.views += WIDTHS.length * SCHEMES.length;
    }
  };
  await Promise.all(Array.from({ length: Math.min(TABS, waiting.length) }, visit));
  await browser.close();
  site.close();
  return findings.finish(lookedAt, sizes);
}

if (process.argv.length !== 3) {
  console.error("usage: judge.mjs SITE");
  process.exit(2);
}
process.exit(await main(process.argv[2]));
