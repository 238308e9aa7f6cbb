//! What holds for the HTML of every text.

use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event as Xml};

use super::*;

const ELEMENTS: &[&str] = &[
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "div",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "span",
    "strong",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

const ATTRIBUTES: &[&str] = &[
    "alt",
    "aria-label",
    "class",
    "href",
    "id",
    "rel",
    "role",
    "scope",
    "src",
    "start",
    "tabindex",
    "title",
];

/// Elements that may stand in a paragraph, a heading or a link.
const INLINE: &[&str] = &[
    "a", "br", "code", "del", "em", "img", "span", "strong", "sup",
];

/// Containers, their items, emphasis, and a table or a code block at the end.
const DEEPEST: usize = 2 * MAX_DEPTH + MAX_DEPTH + 64;

/// Asserts that `html` is well-formed, holds only what it may, and links only
/// to where it may.
pub(super) fn assert_safe(html: &str) {
    assert!(
        html.chars()
            .all(|c| crate::theme::escape(&c.to_string()) != "\u{FFFD}" || c == '\u{FFFD}')
    );
    let document = format!("<div>{html}</div>");
    let mut reader = Reader::from_str(&document);
    let mut open: Vec<String> = Vec::new();
    let mut ids = HashSet::new();
    let mut own_links = Vec::new();
    loop {
        match reader.read_event().expect("well-formed XML") {
            Xml::Start(tag) => {
                open.push(element(&tag, &open, &mut ids, &mut own_links));
                assert!(open.len() <= DEEPEST, "{} deep", open.len());
            }
            Xml::Empty(tag) => {
                let name = element(&tag, &open, &mut ids, &mut own_links);
                assert!(["br", "hr", "img"].contains(&name.as_str()));
            }
            Xml::End(_) => {
                open.pop();
            }
            Xml::Text(_) => {}
            Xml::GeneralRef(entity) => {
                let entity: &str = &entity;
                assert!(
                    ["amp", "lt", "gt", "quot", "#39"].contains(&entity),
                    "{entity}"
                );
            }
            Xml::Eof => break,
            other => panic!("{other:?}"),
        }
    }
    assert!(open.is_empty());
    for id in own_links {
        assert!(ids.contains(&id), "nothing has the id {id}");
    }
}

fn element(
    tag: &BytesStart<'_>,
    open: &[String],
    ids: &mut HashSet<String>,
    own_links: &mut Vec<String>,
) -> String {
    let name = tag.name().as_ref().to_owned();
    assert!(ELEMENTS.contains(&name.as_str()), "<{name}>");
    let inside = |elements: &[&str]| open.iter().any(|name| elements.contains(&name.as_str()));
    if inside(&["p", "h1", "h2", "h3", "h4", "h5", "h6", "a", "td", "th"]) {
        assert!(INLINE.contains(&name.as_str()), "<{name}> in {open:?}");
    }
    assert!(name != "a" || !inside(&["a"]), "a link in a link");
    let attributes: Vec<(String, String)> = tag
        .attributes()
        .map(|attribute| {
            let attribute = attribute.expect("an attribute that is given once and quoted");
            let key = attribute.key.as_ref().to_owned();
            assert!(ATTRIBUTES.contains(&key.as_str()), "{key}");
            let value = quick_xml::escape::unescape(&attribute.value);
            (key, value.unwrap().into_owned())
        })
        .collect();
    let get = |key| attributes.iter().find(|(k, _)| k == key).map(|(_, v)| v);
    if let Some(id) = get("id") {
        assert!(!id.is_empty() && !id.contains(char::is_whitespace), "{id}");
        assert!(ids.insert(id.clone()), "{id} twice");
    }
    if let Some(address) = get("href") {
        let (external, relative) = leads(address);
        assert!(external || relative, "{address}");
        // Only links of the renderer's own making carry a name.
        if get("aria-label").is_some() {
            own_links.extend(address.strip_prefix('#').map(str::to_owned));
        }
    }
    if let Some(address) = get("src") {
        assert!(leads(address).1, "{address}");
    }
    name
}

/// Whether an address leads to an allowed scheme, and whether it is relative.
fn leads(address: &str) -> (bool, bool) {
    assert!(
        address
            .chars()
            .all(|c| c.is_ascii_graphic() || c.is_alphanumeric()),
        "{address}"
    );
    let lower = address.to_ascii_lowercase();
    let external = ["http://", "https://", "mailto:"]
        .iter()
        .any(|scheme| lower.starts_with(scheme) && lower.len() > scheme.len());
    let first = lower.split(['/', '?', '#']).next().unwrap_or_default();
    let relative = !lower.is_empty()
        && !first.contains(':')
        && !lower.starts_with("//")
        && !lower.contains('\\');
    (external, relative)
}

pub(super) fn assert_all_safe(text: &str) {
    let options = Options {
        heading_offset: 1,
        id_prefix: "x-",
        ..Options::default()
    };
    let rendered = render(text, &options);
    assert_safe(&rendered.html);
    for link in &rendered.links {
        assert!(text.get(link.range.clone()).is_some());
    }
    for heading in &rendered.headings {
        assert!(rendered.html.contains(&format!("id=\"{}\"", heading.id)));
    }
    let line = inline(text);
    assert_safe(&format!("<p>{line}</p>"));
    assert!(!line.contains("<img"));
    assert_eq!(without_forbidden(&plain(text)), plain(text));
}

proptest! {
    #[test]
    fn any_text_is_safe(text in any::<String>()) {
        assert_all_safe(&text);
    }

    #[test]
    fn any_soup_of_markdown_is_safe(
        pieces in prop::collection::vec(prop_oneof![
            3 => prop::sample::select(vec![
                " ", "\n", "\n\n", "  \n", "    ", "\t", "a", "é", "1. ", "- ", "> ", "# ", "###### ", "\n---\n",
                "\n===\n", "|", "\n|-|:-:|\n", "[", "]", "(", ")", "![", "](", "[^a]", "\n[^a]: ", "\n[^b]: ",
                "[^b]", "[x] ", "*", "**", "_", "~~", "`", "``", "\n```\n", "\n```python\n", "\n~~~html\n", "<", ">",
                "\"", "'", "=", "&", ";", ":", "//", "\\", "{", "}", "$", "[!NOTE]\n", "\n[r]: ", "[r]",
            ]),
            2 => prop::sample::select(vec![
                "javascript:alert(1)", "java\tscript:", "&#106;avascript&colon;", "data:text/html,", "//host",
                "https://a.example/b", "http://[::1]", "https://", "mailto:a@b", "<a@b.example>", "<https://c.example>",
                "<script>", "</script>", "<img src=x onerror=y>", "<!--", "-->", "<![CDATA[", "]]>", "<?x", "?>", "<div\n",
                "onclick=", "&lt;", "&#0;", "&#x1b;", "\u{0}", "\u{b}", "\u{85}", "\u{202e}", "\u{feff}", "\u{fffe}",
                "\u{2028}", "\r", "\r\n", "#x", "x.md", "?", "%", "%zz",
            ]),
        ], 0..60),
    ) {
        assert_all_safe(&pieces.concat());
    }
}
