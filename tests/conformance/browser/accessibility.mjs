// Asks axe-core: WCAG 2.0, 2.1 and 2.2, levels A and AA, and what it calls best practice.

const OPTIONS = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
  // Part of WCAG 2.2 AA, and off unless it is asked for.
  rules: { "target-size": { enabled: true } },
  resultTypes: ["violations"],
  preload: false,
};

/** Runs axe; each violation is a finding. */
export async function judgeAccessibility(tab, found) {
  const violations = await tab.evaluate(async (given) => {
    const result = await axe.run(document, given);
    if (result.passes.length === 0) {
      return [{ id: "nothing", help: "no rule of axe had anything to judge", nodes: [{ target: ["html"] }] }];
    }
    return result.violations;
  }, OPTIONS);
  for (const { id, help, nodes } of violations) {
    const more = nodes.length > 1 ? ` and ${nodes.length - 1} more` : "";
    found(`axe ${id}: ${help}: ${nodes[0].target.flat().join(" ")}${more}`);
  }
  (await tab.evaluate(() => inside.faintTexts())).forEach((fault) => found(fault));
}
