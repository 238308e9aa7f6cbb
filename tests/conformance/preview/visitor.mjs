// A browser that looks at the preview, and hears whatever goes wrong in it.

import { readFileSync } from "node:fs";

import { judgeAccessibility } from "../browser/accessibility.mjs";
import { AXE } from "../browser/tools.mjs";

const INSIDE = readFileSync(new URL("../browser/inside.js", import.meta.url), "utf8");

export const FAULTS = ".forewarn-preview-faults";
export const CURRENT = ".forewarn-preview-views [aria-current]";

export class Visitor {
  /** What went wrong without being asked for. */
  heard = [];
  /** A part of messages that are none of the preview's faults, while it is away. */
  expected = null;

  static async create(browser, origin, options = {}) {
    const visitor = new Visitor();
    visitor.origin = origin;
    visitor.tab = await (await browser.newContext(options)).newPage();
    visitor.tab.setDefaultTimeout(10_000);
    const hear = (message) => {
      if (!visitor.expected?.test(message)) {
        visitor.heard.push(message);
      }
    };
    // The console tells what could not be loaded and what the policy forbids, too.
    visitor.tab.on("console", (message) => {
      const { url } = message.location();
      // Of a file that names no icon, a patch say, browsers ask the host for one when they come to it.
      if (url !== new URL("/favicon.ico", visitor.origin).href) {
        hear(`the console says: ${message.text()} (${url})`);
      }
    });
    visitor.tab.on("pageerror", (error) => hear(`a script failed: ${error.message}`));
    visitor.tab.on("dialog", (dialog) => hear(`a dialog opened: ${dialog.message()}`));
    visitor.tab.on("request", (request) => {
      if (!request.url().startsWith(`${visitor.origin}/`)) {
        hear(`asks another host: ${request.url()}`);
      }
    });
    return visitor;
  }

  open(address) {
    return this.tab.goto(this.origin + address);
  }

  /** The address of the page that is shown, below the token. */
  get path() {
    return this.tab.url().slice(this.origin.length);
  }

  /** The text of the first such element, on one line. */
  async text(selector) {
    return (await this.tab.innerText(selector)).replace(/\s+/g, " ").trim();
  }

  /** Waits until `selector` shows `text`. */
  async shows(selector, text) {
    await this.tab.locator(selector, { hasText: text }).first().waitFor();
  }

  /** Waits until there is no such element. */
  async lacks(selector) {
    await this.tab.locator(selector).waitFor({ state: "detached" });
  }

  /** Marks the page, and tells later whether it is still the same or was loaded anew. */
  mark() {
    return this.tab.evaluate(() => {
      globalThis.isSame = true;
    });
  }

  isSame() {
    return this.tab.evaluate(() => globalThis.isSame === true);
  }

  /** What is wrong with the page for those who see, hear or steer otherwise. */
  async faults() {
    const faults = [];
    await this.tab.evaluate(AXE);
    await this.tab.evaluate(INSIDE);
    await judgeAccessibility(this.tab, (fault) => faults.push(fault));
    const wider = await this.tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wider > 0) {
      faults.push(`the page is ${wider} pixels wider than the window`);
    }
    return faults;
  }
}
