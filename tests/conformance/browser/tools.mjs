// The pinned tools below tests/conformance/.tools, and the browser they drive: Debian's Chromium.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../.tools/node_modules/", import.meta.url));
const { chromium } = require("playwright-core");

/** The source of axe-core: a script that a page is given. */
export const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** Starts a browser for which there is no host but this machine. */
export function startBrowser() {
  return chromium.launch({
    executablePath: "/usr/bin/chromium",
    // A container has no sandbox for root; what is looked at is our own.
    chromiumSandbox: process.getuid() !== 0,
    args: ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--font-render-hinting=none"],
  });
}
