// A copy of a project with an overlay of secrets, and `forewarn serve` for it.

import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

/** What the overlay holds: an advisory under embargo, a draft, a patch, two recipients. */
export const SECRET = "x_tinysig-2026-0090";
export const DRAFT = "x_tinysig-2026-0091";
export const TITLE = "A truncated tag is accepted";

/** When the embargo ends: at 14:00 UTC, more than six days from now and less than seven. */
export const UNTIL = new Date(Math.ceil((Date.now() + 6 * DAY - 14 * HOUR) / DAY) * DAY + 14 * HOUR);

const written = UNTIL.toISOString().replace(".000", "");
const OVERLAY = {
  "advisories/secret.yaml": `id: ${SECRET}\nsummary: ${TITLE}\npublished: ${written}\nintroduced: "3.0"\nfixed: 3.4.1\n`,
  "advisories/draft.yaml": `id: ${DRAFT}\nsummary: Not even half an advisory\n`,
  "patches/fix 1.patch": "+    return False\n",
  "recipients.yaml": "- {name: A Distribution, email: security@distribution.example}\n- b@example.org\n",
};

export class Project {
  #process;

  /** Copies what forewarn reads of `example`. */
  constructor(forewarn, example) {
    this.forewarn = forewarn;
    this.folder = mkdtempSync(path.join(tmpdir(), "forewarn-preview-"));
    for (const part of ["forewarn.yaml", "content", "advisories"]) {
      cpSync(path.join(example, part), path.join(this.folder, "tree", part), { recursive: true });
    }
    for (const [name, text] of Object.entries(OVERLAY)) {
      mkdirSync(path.dirname(path.join(this.folder, "overlay", name)), { recursive: true });
      this.write(`overlay/${name}`, text);
    }
  }

  read(file) {
    return readFileSync(path.join(this.folder, file), "utf8");
  }

  write(file, text) {
    writeFileSync(path.join(this.folder, file), text);
  }

  /** Where the preview is, token included, without the last slash. */
  origin;

  /** Starts the preview; resolves when it is there. */
  async serve(port = 0, more = [], env = process.env) {
    const options = ["-C", path.join(this.folder, "tree"), "serve", "--port", `${port}`];
    options.push("--private", path.join(this.folder, "overlay"), ...more);
    this.#process = spawn(this.forewarn, options, { env, stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    return new Promise((resolve, reject) => {
      this.#process.stderr.on("data", (text) => {
        said += text;
        const address = said.match(/(http:\/\/\S+)\/ /);
        if (address) {
          this.origin = address[1];
          resolve();
        }
      });
      this.#process.on("exit", () => reject(new Error(`the preview ended: ${said}`)));
    });
  }

  /** Starts the preview with `--open` and a browser that does nothing; resolves to the file it was given. */
  async open() {
    const [session, bin] = ["session", "bin"].map((name) => path.join(this.folder, name));
    mkdirSync(session, { mode: 0o700 });
    mkdirSync(bin);
    writeFileSync(path.join(bin, "xdg-open"), "#!/bin/sh\n", { mode: 0o755 });
    await this.serve(0, ["--open"], { PATH: bin, XDG_RUNTIME_DIR: session });
    return path.join(session, readdirSync(session)[0]);
  }

  async stop() {
    const ended = new Promise((resolve) => this.#process.on("exit", resolve));
    this.#process.kill();
    await ended;
  }

  remove() {
    rmSync(this.folder, { recursive: true });
  }
}
