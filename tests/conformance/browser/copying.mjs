// Presses a button that copies: it says that it has, and where a browser forbids it the text is selected.

/** Judges the first button of a page that a script put there for copying, if there is one. */
export async function judgeCopying(tab, found) {
  const [sources, buttons] = await tab.evaluate(() => [".copyable", ".copy"].map((all) => document.querySelectorAll(all).length));
  if (sources !== buttons) {
    found(`${sources} texts are to be copied, by ${buttons} buttons`);
  }
  if (sources === 0 || buttons === 0) {
    return;
  }
  // The tabs that are judged at once have one clipboard, so each is given its own.
  await tab.evaluate(() => {
    navigator.clipboard.writeText = async (text) => {
      globalThis.copied = text;
    };
  });
  const [text, shown] = await tab.$eval(".copyable", (source) => {
    const shown = source.textContent.trim();
    return [source.dataset.copy ?? shown, shown];
  });
  const said = await press(tab);
  if (!said) {
    found("nothing says that a text was copied");
  }
  const copied = await tab.evaluate(() => globalThis.copied);
  if (copied !== text) {
    found(`“${copied}” is copied, and not “${text}”`);
  }
  await tab.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  if (said && said === (await press(tab))) {
    found("what was not copied is said to be");
  }
  const selected = await tab.evaluate(() => getSelection().toString().trim());
  if (selected !== shown) {
    found(`“${selected}” is selected where copying is forbidden`);
  }
}

// What the page says once the button was pressed.
async function press(tab) {
  await tab.focus(".copy");
  await tab.keyboard.press("Enter");
  // It waits for what copies.
  await tab.waitForTimeout(100);
  return tab.$eval(".copy", (button) => button.nextElementSibling?.matches("[role=status]") && button.nextElementSibling.textContent);
}
