// Looks a version up in the list of known ones that stands below the box.
for (const form of document.querySelectorAll("form.lookup")) {
  const input = form.querySelector("input");
  const output = form.querySelector("output");
  const folded = (text) => text.trim().toLowerCase().replace(/^v(?=\d)/, "");
  const known = new Map();
  for (const group of form.nextElementSibling.querySelectorAll("dl > div")) {
    for (const line of group.querySelectorAll("dd")) {
      line.textContent.split(", ").forEach((version) => known.set(folded(version), group));
    }
  }

  const tell = (isAsked) => {
    const version = folded(input.value);
    const verdict = known.get(version)?.querySelector("dt > *");
    if (verdict) {
      output.replaceChildren(`${input.value.trim()}: `, verdict.cloneNode(true));
    } else {
      const unknown = form.dataset.unknown.replace("#", () => input.value.trim());
      output.textContent = version && isAsked ? unknown : "";
    }
  };
  // Who is still typing has not asked yet; a version that is known answers at once.
  input.addEventListener("input", () => tell(false));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    tell(true);
  });
  form.hidden = false;
}
