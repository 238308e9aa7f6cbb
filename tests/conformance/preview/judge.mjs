// Looks at `forewarn serve` in a browser: what its pages say of themselves, the views, and what they do
// while the files change.
//
// usage: judge.mjs FOREWARN EXAMPLE
//
// FOREWARN is the program, EXAMPLE the folder of the project that is copied.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";

import { startBrowser } from "../browser/tools.mjs";
import { DRAFT, Project, SECRET, TITLE, UNTIL } from "./project.mjs";
import { CURRENT, FAULTS, Visitor } from "./visitor.mjs";

const PUBLIC = "x_tinysig-2026-0001";
/** Nobody is led anywhere from it. */
const WITHDRAWN = "x_tinysig-2025-0003";
const FILE = `tree/advisories/2026/${PUBLIC}.yaml`;
const NEWS = ".forewarn-preview-news";
const STATE = ".forewarn-preview-state";
const LEFT = "[data-until]";
const PHONE = { width: 360, height: 740 };
const HOSTILE = "</script><img src=x onerror=alert(1)>";

const page = (id) => `/advisories/${id}.html`;

const steps = {
  async "a page says that it is a preview, what of and until when it is secret"({ visitor }) {
    const day = UNTIL.toLocaleDateString("en-GB", { dateStyle: "full", timeZone: "UTC" });
    const short = day.replace(/^(\w{3})\w*,?/, "$1");
    const local = UNTIL.toLocaleTimeString("en-GB", { timeStyle: "short", timeZone: "Europe/Berlin" });
    await visitor.open(page(SECRET));
    assert.match(
      await visitor.text(STATE),
      new RegExp(`^Preview on this machine: Embargoed until ${short}, 14:00 UTC \\(${local} Europe/Berlin\\), in 6 d \\d+ h$`),
    );
    assert.match(await visitor.text(".forewarn-preview-notes"), /Not public: 2 embargoed, 2 drafts, 1 patch, 2 recipients/);
    for (const [address, words] of [
      [page(DRAFT), "Draft"],
      [page(WITHDRAWN), "Public"],
      // It leads to a version that the secret affects, and says so.
      [page(PUBLIC), "Shows what is not public"],
      ["/advisories/index.html", "Shows what is not public"],
    ]) {
      await visitor.open(address);
      assert.equal(await visitor.text(STATE), `Preview on this machine: ${words}`);
    }
  },

  async "the public's view has nothing of a secret"({ visitor, project }) {
    await visitor.open("/advisories/index.html");
    assert.match(await visitor.tab.content(), new RegExp(SECRET));
    await visitor.tab.click("text=As the public sees it now");
    assert.equal(visitor.path, "/.forewarn/public/advisories/index.html");
    assert.equal(await visitor.text(CURRENT), "As the public sees it now");
    assert.equal(await visitor.text(STATE), "Preview on this machine: Public");
    for (const path of ["index.html", "advisories/index.html", "feed.atom", "osv/all.json", "sitemap.xml"]) {
      const answer = await visitor.tab.request.get(`${project.origin}/.forewarn/public/${path}`);
      assert.equal(answer.status(), 200, path);
      const text = await answer.text();
      for (const secret of [SECRET, DRAFT, TITLE]) {
        assert(!text.includes(secret), `${path} has ${secret}`);
      }
    }
  },

  async "a page that a view lacks says so, and where it is"({ visitor }) {
    await visitor.open(page(SECRET));
    const item = visitor.tab.locator(".forewarn-preview-views li", { hasText: "As the public sees it now" });
    assert.match(await item.innerText(), /\(without this page\)$/);
    await item.locator("a").click();
    assert.equal(visitor.path, "/.forewarn/public/");
    visitor.expected = /status of 404/;
    const answer = await visitor.open(`/.forewarn/public${page(SECRET)}`);
    assert.equal(answer.status(), 404);
    assert.equal(await visitor.text("h1"), "No such page in this view");
    await visitor.tab.locator("main").getByText("Everything").click();
    assert.equal(visitor.path, page(SECRET));
  },

  async "release day shows a secret as it will be published"({ visitor }) {
    await visitor.open(page(SECRET));
    assert.match(await visitor.text("main"), /Do not share this page/);
    await visitor.tab.click("text=As of release day");
    const stamp = UNTIL.toISOString().replace(/[-:]|\.000/g, "");
    assert.equal(visitor.path, `/.forewarn/release/${stamp}${page(SECRET)}`);
    assert.match(await visitor.text(CURRENT), /^As of release day, .* 14:00 UTC$/);
    const main = await visitor.text("main");
    assert.match(main, new RegExp(TITLE));
    assert.doesNotMatch(main, /Do not share|Embargoed/);
    assert.match(await visitor.text(STATE), /Embargoed until/);
  },

  async "an edit shows without a reload by hand, and where one was reading"({ visitor, project }) {
    await visitor.open(page(PUBLIC));
    await visitor.tab.evaluate(() => scrollTo(0, 400));
    // The browser notes a while later where one is.
    await visitor.tab.waitForTimeout(1000);
    const text = project.read(FILE);
    const loaded = visitor.tab.waitForEvent("load");
    project.write(FILE, text.replace(/^summary: .*/m, "summary: Edited while it was read"));
    await loaded;
    await visitor.shows("h1", "Edited while it was read");
    // It holds on to what one was reading, even where the title above takes a line less.
    await visitor.tab.waitForFunction(() => Math.abs(scrollY - 400) < 100);
    project.write(FILE, text);
    await visitor.tab.waitForFunction(() => !document.querySelector("h1").textContent.includes("Edited"));
  },

  async "a fault shows file and line, over the last good page, until it is mended"({ visitor, project }) {
    await visitor.open(page(PUBLIC));
    const heading = await visitor.text("h1");
    const text = project.read(FILE);
    const lines = text.split("\n").length;
    await visitor.mark();
    project.write(FILE, `${text}summary: ${HOSTILE}\n`);
    await visitor.shows(FAULTS, `advisories/2026/${PUBLIC}.yaml:${lines}:1`);
    assert.match(await visitor.text(FAULTS), /error\[duplicate-key\]/);
    assert.match(await visitor.text(`${FAULTS} pre`), /\^\^\^\^\^\^\^/);
    assert((await visitor.text(`${FAULTS} pre`)).includes(HOSTILE));
    assert.equal(await visitor.tab.locator(`${FAULTS} :is(img, script)`).count(), 0);
    assert.equal(await visitor.text("h1"), heading);
    assert(await visitor.isSame(), "the page was loaded again");
    assert.match(await visitor.tab.textContent("[role=status]"), /^1 error/);
    assert.deepEqual(await visitor.faults(), []);

    await visitor.tab.focus(`${FAULTS} summary`);
    await visitor.tab.keyboard.press("Enter");
    await visitor.tab.locator(`${FAULTS} pre`).first().waitFor({ state: "hidden" });
    project.write(FILE, `${text}summary: again\n`);
    await visitor.shows(`${FAULTS} pre`, "again");
    assert(await visitor.tab.locator(`${FAULTS} pre`).first().isVisible(), "it stays closed at the next change");

    project.write(FILE, text);
    await visitor.lacks(FAULTS);
    assert.equal(await visitor.text("h1"), heading);
  },

  async "without scripts there are banner and faults all the same"({ plain, project }) {
    await plain.open(page(SECRET));
    assert.match(await plain.text(STATE), /Embargoed until .*, in 6 d \d+ h$/);
    const text = project.read(FILE);
    project.write(FILE, `${text}summary: again\n`);
    for (let tries = 0; tries < 50 && !(await plain.tab.isVisible(FAULTS)); tries += 1) {
      await plain.tab.waitForTimeout(100);
      await plain.tab.reload();
    }
    assert.match(await plain.text(FAULTS), new RegExp(`${PUBLIC}.yaml:\\d+:1`));
    await plain.tab.click(`${FAULTS} summary`);
    assert(await plain.tab.locator(`${FAULTS} pre`).first().isHidden(), "it cannot be closed");
    project.write(FILE, text);
    for (let tries = 0; tries < 50 && (await plain.tab.isVisible(FAULTS)); tries += 1) {
      await plain.tab.waitForTimeout(100);
      await plain.tab.reload();
    }
    assert(await plain.tab.isHidden(FAULTS));
  },

  async "the time left goes on, in the server's words"({ visitor }) {
    await visitor.tab.clock.install();
    await visitor.open(page(SECRET));
    const left = () => visitor.tab.textContent(LEFT);
    const [minutes, hours] = [60_000, 3_600_000];
    const until = async (rest) => {
      const now = await visitor.tab.evaluate(() => Date.now());
      await visitor.tab.clock.fastForward(UNTIL.getTime() - now - rest);
      await visitor.tab.clock.runFor(1000);
    };
    for (const [rest, words] of [
      [50.5 * hours, "in 2 d 2 h"],
      [4 * hours + 30.5 * minutes, "in 4 h 30 min"],
      [40.5 * minutes, "in 40 min"],
      [30_000, "in less than a minute"],
      [-5_000, "now"],
    ]) {
      await until(rest);
      assert.equal(await left(), words);
    }
  },

  async "a tab that is hidden lets go of the server, and catches up once it is seen"({ visitor, project }) {
    const hide = (hidden) =>
      visitor.tab.evaluate((value) => {
        Object.defineProperty(document, "hidden", { value, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
      }, hidden);
    await visitor.open(page(PUBLIC));
    await visitor.mark();
    await hide(true);
    const text = project.read(FILE);
    project.write(FILE, text.replace(/^summary: .*/m, "summary: Edited behind its back"));
    await visitor.tab.waitForTimeout(1000);
    assert(await visitor.isSame());
    await hide(false);
    await visitor.shows("h1", "Edited behind its back");
    project.write(FILE, text);
  },

  async "a page whose preview has ended says so, also when there is another"({ visitor, project }) {
    await visitor.open(page(SECRET));
    await visitor.mark();
    visitor.expected = /Failed to load resource|net::ERR_/;
    await project.stop();
    await visitor.shows(NEWS, "This preview has ended");
    await project.serve(new URL(project.origin).port);
    await visitor.tab.waitForResponse((answer) => answer.status() === 404);
    assert(await visitor.isSame(), "the page went away");
    assert(await visitor.tab.isVisible(NEWS));
    assert.deepEqual(await visitor.faults(), []);
    visitor.origin = project.origin;
    await visitor.open(page(SECRET));
    assert.equal(await visitor.text(NEWS), "");
  },

  async "a page does not believe whoever has the port later"({ visitor, project }) {
    await visitor.open(page(SECRET));
    await visitor.mark();
    const before = await visitor.text("main");
    visitor.expected = /Failed to load resource|net::ERR_/;
    await project.stop();
    let asked = 0;
    const impostor = createServer((request, answer) => {
      asked += 1;
      const stream = request.url.endsWith("/live");
      answer.setHeader("content-type", stream ? "text/event-stream" : "text/html");
      answer.end(stream ? "retry: 100\ndata: 1\n\nevent: open\ndata: 2\n\n" : '<p class="forewarn-preview-faults">Ha</p>');
    });
    impostor.listen(new URL(project.origin).port, "127.0.0.1");
    while (asked < 5) {
      await visitor.tab.waitForTimeout(100);
    }
    assert(await visitor.isSame(), "it was told to load the page again");
    assert.equal(await visitor.text("main"), before);
    assert.equal(await visitor.tab.locator(FAULTS).count(), 0);
    impostor.closeAllConnections();
    await new Promise((closed) => impostor.close(closed));
    await project.serve();
  },

  async "`--open` leads a browser in by its file"({ visitor, project }) {
    await project.stop();
    const file = await project.open();
    visitor.origin = project.origin;
    // The file, the address that is good for one visit, and the icon that a browser asks for there.
    visitor.expected = /asks another host: (file:|http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}$)|status of 404/;
    // Its next address is asked for before it is done.
    await visitor.tab.goto(pathToFileURL(file).href).catch(() => {});
    await visitor.tab.waitForURL(`${project.origin}/`);
    assert.match(await visitor.text(STATE), /^Preview on this machine/);
    assert(!existsSync(file), "the file is still there");
  },

  async "the dashboard has every secret"({ visitor }) {
    await visitor.open(page(SECRET));
    await visitor.tab.click("text=Not public:");
    assert.equal(visitor.path, "/.forewarn/");
    const main = await visitor.text("main");
    for (const words of [SECRET, DRAFT, TITLE, "A Distribution <security@distribution.example>", "b@example.org"]) {
      assert(main.includes(words), words);
    }
    assert.match(main, new RegExp(`Next to become public: ${SECRET}, .*, in 6 d`));
    await visitor.tab.click("text=fix 1.patch");
    assert.equal(await visitor.text("body"), "+ return False");
  },

  async "paper has the words and not the switch"({ visitor }) {
    await visitor.open(page(SECRET));
    await visitor.tab.emulateMedia({ media: "print" });
    const place = await visitor.tab.locator(STATE).evaluate((state) => getComputedStyle(state).position);
    // What is fixed is printed on every sheet.
    assert.equal(place, "fixed");
    assert(await visitor.tab.isHidden(".forewarn-preview-views"));
    await visitor.tab.emulateMedia({ media: "screen" });
  },

  async "everybody can use its pages"({ visitor }) {
    visitor.expected = /status of 404/;
    for (const colorScheme of ["light", "dark"]) {
      for (const size of [PHONE, { width: 1280, height: 900 }]) {
        await visitor.tab.emulateMedia({ colorScheme });
        await visitor.tab.setViewportSize(size);
        for (const address of [page(SECRET), page(PUBLIC), "/.forewarn/", `/.forewarn/public${page(SECRET)}`]) {
          await visitor.open(address);
          assert.deepEqual(await visitor.faults(), [], `${address}, ${colorScheme}, ${size.width}`);
        }
      }
    }
  },
};

async function main([forewarn, example]) {
  const project = new Project(forewarn, example);
  const browser = await startBrowser();
  const original = project.read(FILE);
  let failed = 0;
  try {
    await project.serve();
    for (const [name, step] of Object.entries(steps)) {
      const visitor = await Visitor.create(browser, project.origin, { locale: "en-GB" });
      const plain = await Visitor.create(browser, project.origin, { javaScriptEnabled: false });
      try {
        await step({ visitor, plain, project });
        assert.deepEqual([...visitor.heard, ...plain.heard], []);
      } catch (fault) {
        failed += 1;
        console.log(`${name}: ${fault.stack}`);
      }
      project.write(FILE, original);
      await visitor.tab.context().close();
      await plain.tab.context().close();
    }
  } finally {
    await browser.close();
    await project.stop();
    project.remove();
  }
  console.log(`preview: ${Object.keys(steps).length} things done in a browser, ${failed} went wrong`);
  process.exitCode = failed > 0 ? 1 : 0;
}

await main(process.argv.slice(2));
