// What was found on a site: collected, printed in order, turned into an exit code.

/** The views in which every page is looked at: all six widths and schemes. */
export const WIDTHS = [360, 768, 1280];
export const SCHEMES = ["light", "dark"];

/** The findings on one site; each once, with all the views that show it. */
export class Findings {
  #views = new Map();

  /** Adds a finding; `view` says where it shows: a width, a scheme, a medium. */
  add(page, message, view = "") {
    const line = `${page}: ${message}`;
    const views = this.#views.get(line) ?? new Set();
    this.#views.set(line, views.add(view));
  }

  /** Prints everything and tells the exit code; `lookedAt` maps a noun to how many were looked at. */
  finish(lookedAt, remark) {
    const lines = [...this.#views].map(([line, views]) => line + shown([...views]));
    for (const [noun, count] of Object.entries(lookedAt)) {
      // A judge that saw nothing has judged nothing.
      if (count === 0) {
        lines.push(`browser: found no ${noun} to judge`);
      }
    }
    for (const line of lines.sort()) {
      console.log(line);
    }
    const counts = Object.entries(lookedAt).map(([noun, count]) => `${count} ${noun}`);
    console.log(`browser: ${counts.join(", ")}, ${lines.length} findings; ${remark}`);
    return lines.length > 0 ? 1 : 0;
  }
}

function shown(views) {
  const everywhere = [WIDTHS.map(String), WIDTHS.flatMap((width) => SCHEMES.map((scheme) => `${width} ${scheme}`))];
  const known = views.filter((view) => view !== "");
  if (known.length === 0 || everywhere.some((all) => all.every((view) => known.includes(view)))) {
    return "";
  }
  return ` [${known.sort().join(", ")}]`;
}
