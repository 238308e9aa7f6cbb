// A box that searches the whole list of advisories.

const box = document.querySelector("[data-index]");
const words = box?.dataset;
// From a folder nothing can be fetched.
if (box && location.protocol !== "file:") offer();

function offer() {
  const [label, input, status, list] = [make("label", words.label), make("input"), make("p"), make("ul")];
  input.type = "search";
  status.setAttribute("role", "status");
  box.setAttribute("role", "search");
  label.append(input);
  box.append(label, status, list);

  let index;
  const search = async () => {
    const asked = input.value;
    const wanted = asked.toLowerCase().match(/\S+/g);
    let [found, said] = [[], ""];
    if (wanted) {
      try {
        index ??= load();
        found = (await index).filter(({ text }) => wanted.every((word) => text.includes(word)));
        said = words.hits.replace("#", found.length);
      } catch {
        index = null; // The next letter tries again.
        said = words.failed;
      }
    }
    if (asked !== input.value) return; // Somebody typed on.
    status.textContent = said;
    list.replaceChildren(...found.slice(0, 50).map(row));
    if (found.length > 50) list.append(make("li", words.more.replace("#", found.length - 50)));
    // The page's own list gives way.
    for (let next = box; (next = next.nextElementSibling); ) next.hidden = found.length > 0;
  };

  input.oninput = search;
  // The address can be passed on.
  input.onblur = () => {
    const hash = `#${new URLSearchParams({ q: input.value })}`;
    if (input.value || /^#q=/.test(location.hash)) history.replaceState(null, "", hash);
  };
  input.onkeydown = ({ key }) => {
    if (key === "Enter") input.onblur();
    if (key === "Escape") search((input.value = ""));
  };
  input.value = new URLSearchParams(location.hash.slice(1)).get("q") ?? "";
  search();
}

async function load() {
  const answer = await fetch(words.index);
  if (!answer.ok) throw answer.status;
  return (await answer.json()).map((entry) => {
    const { id, title, aliases, packages, cwe } = entry;
    return { ...entry, text: [id, title, aliases, packages, cwe].join().toLowerCase() };
  });
}

function row({ id, aliases = [], title, withdrawn }) {
  const [item, link] = [make("li"), make("a", id)];
  link.href = words.index.replace(/[^/]*$/, `${encodeURIComponent(id)}.html`);
  item.append(link, " ", make("span", aliases.join(", ")), " ");
  if (withdrawn) item.append(make("strong", words.withdrawn), " ");
  item.append(make(withdrawn ? "s" : "bdi", title));
  return item;
}

// Texts are texts, whatever they hold.
function make(name, textContent = "") {
  return Object.assign(document.createElement(name), { textContent });
}
