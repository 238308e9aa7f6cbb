// Puts a button beside everything that is worth copying: each element of class `copyable`.
{
  const { copy, copied, selected } = document.currentScript.dataset;

  const take = async (source) => {
    try {
      await navigator.clipboard.writeText(source.dataset.copy ?? source.textContent.trim());
      return copied;
    } catch {
      // Forbidden, as on a page that is opened from a folder: readers copy what is selected.
      getSelection().selectAllChildren(source);
      return selected;
    }
  };

  for (const source of document.querySelectorAll(".copyable")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.title = copy;
    button.setAttribute("aria-label", `${copy}: ${source.textContent.trim()}`);
    const status = document.createElement("span");
    status.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      status.textContent = await take(source);
      setTimeout(() => status.replaceChildren(), 2000);
    });
    source.after(button, status);
  }
}
