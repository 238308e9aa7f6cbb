// Compares a page with scripts and without: scripts may add controls, and neither give nor take content.

const CONTROLS = "button, datalist, dialog, form, input, label, output, select, [role=search], [role=status]";

/** `tab` runs scripts, `plain` does not; both are at the same page. */
export async function judgeWithoutScripts(tab, plain, found) {
  const withScripts = await tab.evaluate(() => inside.visibleText());
  const without = await plain.evaluate(() => inside.visibleText());
  const added = await tab.evaluate((controls) => inside.visibleText("body", controls), CONTROLS);
  report(missing(without, withScripts), "is shown only without JavaScript", found);
  report(missing(added, without), "is shown only with JavaScript", found);
  await judgeDetails(plain, found);
}

// The pieces that `others` has less often.
function missing(pieces, others) {
  const left = new Map();
  others.forEach((piece) => left.set(piece, (left.get(piece) ?? 0) + 1));
  return pieces.filter((piece) => {
    const count = left.get(piece) ?? 0;
    left.set(piece, count - 1);
    return count < 1;
  });
}

function report(pieces, fault, found) {
  if (pieces.length > 0) {
    const more = pieces.length > 1 ? ` (and ${pieces.length - 1} more)` : "";
    found(`“${pieces[0].slice(0, 60)}” ${fault}${more}`);
  }
}

async function judgeDetails(plain, found) {
  for (const details of await plain.$$("details:not([open])")) {
    await (await details.$("summary"))?.press("Enter");
    const fault = await details.evaluate((element) => {
      const content = [...element.children].find((child) => child.localName !== "summary");
      return element.open && (!content || content.checkVisibility()) ? null : `${inside.named(element)} does not open`;
    });
    if (fault) {
      found(fault);
    }
  }
}
