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
    const wanted = asked.toLowerCase().match(/\S+/g)?.map(bare);
    let [found, said, answered] = [[], "", false];
    if (wanted) {
      try {
        index ??= load();
        found = (await index).filter(({ text }) => wanted.every((word) => text.includes(word)));
        said = found.length ? words.hits.replace("#", found.length) : words.nothing.replace("#", () => asked.trim());
        answered = true;
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
    for (let next = box; (next = next.nextElementSibling); ) next.hidden = answered;
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

// Of a package URL, what an ecosystem's own name ends with.
function bare(word) {
  return word.replace(/^pkg:[^/]*(\/[^?#]*?)(@[^/?#]*)?([?#].*)?$/, "$1").replace("/%40", "/@");
}

function row({ id, aliases = [], title, packages = [], severity, exploited, withdrawn, secret }) {
  const [item, link] = [make("li"), make("a", id)];
  link.href = words.index.replace(/[^/]*$/, `${encodeURIComponent(id)}.html`);
  item.append(link, " ", make("span", aliases.join(", ")), " ");
  const tag = (name, word, kind) => item.append(Object.assign(make(name, words[word]), { className: kind }), " ");
  if (severity) tag("span", severity, `severity ${severity}`);
  if (secret) tag("strong", secret, "tag");
  if (withdrawn) tag("strong", "withdrawn", "tag");
  else if (exploited) tag("strong", "exploited", "tag exploited");
  const names = packages.slice(0, 2).map((name) => name.slice(name.indexOf("/") + 1));
  const more = packages[2] ? ` ${words.more.replace("#", packages.length - 2)}` : "";
  if (names[0]) item.append(make("bdi", names.join(", ")), `${more}: `);
  item.append(make(withdrawn ? "s" : "bdi", title));
  return item;
}

// Texts are texts, whatever they hold.
function make(name, textContent = "") {
  return Object.assign(document.createElement(name), { textContent });
}
