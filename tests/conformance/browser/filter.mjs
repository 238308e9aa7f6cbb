// Searches a site's list of advisories as its readers do, and compares what they see with the index.
//
// usage: filter.mjs SITE

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";

import { Findings } from "./findings.mjs";
import { serve } from "./server.mjs";
import { startBrowser } from "./tools.mjs";

/** What is shown of many hits. */
const SHOWN = 50;
/** How long one may wait for what a letter changes, in the largest of lists. */
const PATIENCE = { entries: 10_000, milliseconds: 50 };
const HOSTILE = "<img src=x onerror=alert(1)>";
const LIST = "advisories/index.html";

/** A tab at the list of a site, and what it asks the server for. */
class Reader {
  constructor(tab, site) {
    this.tab = tab;
    this.address = site.address(LIST);
    this.asked = 0;
    tab.on("request", (request) => (this.asked += request.url().endsWith("/search.json")));
    this.input = tab.getByRole("searchbox");
    this.status = tab.locator("[role=search] [role=status]");
  }

  async open(hash = "") {
    await this.tab.goto("about:blank");
    this.asked = 0;
    await this.tab.goto(this.address + hash);
  }

  async type(words) {
    await this.input.fill("");
    await this.input.fill(words);
    await this.tab.waitForFunction(() => /\S/.test(document.querySelector("[role=search] [role=status]").textContent));
  }

  ids() {
    return this.tab.locator("[role=search] li a").allTextContents();
  }

  /** The index is `entries` from now on; a number is the status of an answer without any. */
  async serve(entries) {
    await this.tab.unroute("**/search.json");
    const answer = typeof entries === "number" ? { status: entries } : { json: entries };
    await this.tab.route("**/search.json", (route) => route.fulfill(answer));
  }
}

const steps = {
  async "nothing is fetched before somebody searches"({ reader }) {
    await reader.open();
    await reader.input.focus();
    await reader.tab.keyboard.press("Tab");
    assert.equal(reader.asked, 0);
    await reader.type("a");
    await reader.type("b");
    assert.equal(reader.asked, 1);
  },

  async "every word must be there, in whatever case, in id, other names, title, package or weakness"({ reader, index }) {
    await reader.open();
    for (const words of samples(index)) {
      const wanted = words.toLowerCase().split(" ");
      const hits = index.filter((entry) => {
        const fields = [entry.id, entry.title ?? "", ...["aliases", "packages", "cwe"].flatMap((key) => entry[key] ?? [])];
        return wanted.every((word) => fields.some((field) => field.toLowerCase().includes(word)));
      });
      await reader.type(words);
      const said = await reader.status.textContent();
      if (hits.length) assert.match(said, new RegExp(`\\b${hits.length}$`), words);
      else assert(said.includes(words) && !/\d/.test(said), said);
      assert.deepEqual(await reader.ids(), hits.slice(0, SHOWN).map((entry) => entry.id), words);
      const more = await reader.tab.locator("[role=search] li:last-child:not(:has(a))").count();
      assert.equal(more, hits.length > SHOWN ? 1 : 0, words);
    }
  },

  async "a package is found by its registry's name for it, and by its package URL"({ reader }) {
    const index = ["PyPI/django", "npm/@scope/name", "Go/example.org/django"].map((name, at) => ({ id: `x_${at}`, packages: [name] }));
    await reader.serve(index);
    await reader.open();
    for (const [words, ids] of [
      ["django", ["x_0", "x_2"]],
      ["PyPI/django", ["x_0"]],
      ["pkg:pypi/django", ["x_0", "x_2"]],
      ["pkg:pypi/Django@4.2?a=b#c", ["x_0", "x_2"]],
      ["pkg:npm/%40scope/name@1", ["x_1"]],
      ["pkg:golang/example.org/django", ["x_2"]],
    ]) {
      await reader.type(words);
      assert.deepEqual(await reader.ids(), ids, words);
    }
  },

  async "a hit leads to its page"({ reader, index }) {
    await reader.open();
    await reader.type(index.at(-1).id);
    const id = (await reader.ids())[0];
    await reader.tab.locator("[role=search] li a").first().click();
    await reader.tab.waitForURL(`**/${encodeURIComponent(id)}.html`);
    assert((await reader.tab.textContent("main")).includes(id));
  },

  async "the list gives way to what was found, and Escape brings it back"({ reader, index }) {
    await reader.open();
    const table = reader.tab.locator("main > table");
    await reader.type(index[0].id);
    assert(await table.isHidden());
    await reader.type("no-such-word-$&-anywhere");
    assert(await table.isHidden());
    assert.match(await reader.status.textContent(), /no-such-word-\$&-anywhere/);
    await reader.input.press("Escape");
    await table.waitFor();
    assert.deepEqual([await reader.input.inputValue(), await reader.status.textContent(), await reader.ids()], ["", "", []]);
  },

  async "an address holds what was searched for"({ reader, index }) {
    await reader.open();
    await reader.input.pressSequentially(index[0].id);
    await reader.input.press("Enter");
    await reader.tab.waitForURL(/#./);
    const { hash } = new URL(reader.tab.url());
    await reader.open(hash);
    await reader.tab.locator("[role=search] li a").first().waitFor();
    assert.equal((await reader.ids())[0], index[0].id);
    await reader.open("#%E0%A4%A");
    assert.equal(await reader.input.inputValue(), "");
  },

  async "a list that does not come is told, and asked for again"({ reader, index }) {
    await reader.serve(500);
    await reader.open();
    await reader.type(index[0].id);
    assert.deepEqual(await reader.ids(), []);
    assert.match(await reader.status.textContent(), /\w{3}/);
    await reader.serve(index);
    await reader.type(index[0].id);
    assert.equal((await reader.ids())[0], index[0].id);
    assert.equal(reader.asked, 2);
  },

  async "what a record says is text, and what is bad, exploited or withdrawn says so"({ reader }) {
    const packages = ["a/one", "a/b/two", "a/three", HOSTILE];
    await reader.serve([
      { id: "x_a:1", title: HOSTILE, aliases: [HOSTILE], withdrawn: true, exploited: true },
      { id: "x_b" },
      { id: "x_c", title: "Title", severity: "high", exploited: true, packages },
    ]);
    await reader.open();
    await reader.type("x_");
    const hits = reader.tab.locator("[role=search] ul");
    assert.equal(await hits.locator("img").count(), 0);
    assert.equal(await hits.locator("li").first().locator("s").textContent(), HOSTILE);
    assert.equal(await hits.locator("li").first().locator("strong").count(), 1);
    assert.match(await hits.locator("a").first().getAttribute("href"), /(^|\/)x_a%3A1\.html$/);
    assert.equal(await hits.locator("li").nth(1).locator("s, strong, .severity").count(), 0);
    assert.match(await hits.locator("li").nth(2).textContent(), /^x_c +\S+ \S+ one, b\/two \S+ 2 \S+: Title$/);
  },

  async "a letter takes no time, however long the list is"({ reader, index }) {
    await reader.serve(Array.from({ length: PATIENCE.entries }, (_, at) => ({ ...index[at % index.length], id: `x_long-2026-${at}` })));
    await reader.open();
    await reader.type("x");
    // The time that the tab is at work, whatever else the machine does.
    const session = await reader.tab.context().newCDPSession(reader.tab);
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    const busy = async () => {
      const { metrics } = await session.send("Performance.getMetrics");
      return metrics.find(({ name }) => name === "TaskDuration").value * 1000;
    };
    for (const words of ["x_", "x_long-2026-9", "x_long a", "nothing at all", "e", "x_long-2026-9999"]) {
      const start = await busy();
      await reader.tab.evaluate(async (words) => {
        const input = document.querySelector("[role=search] input");
        input.value = words;
        input.dispatchEvent(new Event("input"));
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      }, words);
      reader.slowest = Math.max(reader.slowest ?? 0, Math.ceil((await busy()) - start));
    }
    assert(reader.slowest < PATIENCE.milliseconds, `${reader.slowest} ms`);
  },

  async "without scripts there is nothing but the list"({ browser, reader }) {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const tab = await context.newPage();
    await tab.goto(reader.address);
    assert.equal(await tab.locator("input, [role=search]").count(), 0);
    assert(await tab.locator("main > table").isVisible());
    await context.close();
  },
};

// Words of which some hit much, some little and some nothing.
function samples(index) {
  const entry = index[Math.floor(index.length / 2)];
  const [first = "", second = ""] = (entry.title ?? "").split(/[^\w]+/).filter((word) => word.length > 3);
  const fields = [entry.aliases?.[0], entry.packages?.[0], entry.cwe?.[0]].filter(Boolean);
  return [entry.id, entry.id.toUpperCase(), `${first} ${second}`.trim(), "e", `${entry.id} e`, "no-such-word-anywhere", ...fields]
    .filter(Boolean);
}

async function main(folder) {
  const findings = new Findings();
  const index = JSON.parse(readFileSync(path.join(folder, "advisories/search.json"), "utf8"));
  const site = await serve(folder);
  const browser = await startBrowser();
  let slowest;
  for (const [name, step] of Object.entries(steps)) {
    const context = await browser.newContext();
    const tab = await context.newPage();
    const reader = new Reader(tab, site);
    tab.on("pageerror", (error) => findings.add(LIST, `${name}: a script failed: ${error.message}`));
    tab.setDefaultTimeout(5000);
    try {
      await step({ reader, index, browser });
    } catch (error) {
      findings.add(LIST, `${name}: ${error.message.split("\n").slice(0, 3).join(" ")}`);
    }
    slowest = reader.slowest ?? slowest;
    await context.close();
  }
  await browser.close();
  site.close();
  return findings.finish({ steps: Object.keys(steps).length }, `${slowest} ms for a letter in ${PATIENCE.entries} entries`);
}

if (process.argv.length !== 3) {
  console.error("usage: filter.mjs SITE");
  process.exit(2);
}
process.exit(await main(process.argv[2]));
