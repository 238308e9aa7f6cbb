//! What a browser would see in a page: just enough of HTML to judge our own.

/// A start tag.
#[derive(Debug)]
pub(super) struct Element<'a> {
    pub(super) name: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
}

impl Element<'_> {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| *value)
    }
}

/// Every start tag. Quoted values end at their quote, as in a browser.
pub(super) fn elements(page: &str) -> Vec<Element<'_>> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some(open) = rest.find('<') {
        rest = &rest[open + 1..];
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap();
        let name = &rest[..end];
        rest = &rest[end..];
        let mut attributes = Vec::new();
        loop {
            rest = rest.trim_start();
            if let Some(after) = rest.strip_prefix('>') {
                rest = after;
                break;
            }
            let end = rest.find(['=', '>', ' ', '\n']).unwrap();
            let attribute = &rest[..end];
            rest = &rest[end..];
            let value = rest.strip_prefix("=\"").map_or("", |after| {
                let end = after.find('"').unwrap();
                rest = &after[end + 1..];
                &after[..end]
            });
            attributes.push((attribute, value));
        }
        found.push(Element { name, attributes });
    }
    found
}

/// The text of the first element of that name, blanks collapsed.
pub(super) fn text_of(page: &str, name: &str) -> String {
    let start = page.find(&format!("<{name}")).unwrap();
    let end = start + page[start..].find(&format!("</{name}>")).unwrap();
    let mut text = String::new();
    let mut in_tag = false;
    for c in page[start..end].chars() {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => {
                in_tag = false;
            }
            c if !in_tag => text.push(c),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a page of ours may hold the element: what templates and Markdown
/// make, without anything that runs but the theme's own scripts, and with links
/// that open nothing but pages and mail.
pub(super) fn is_expected(element: &Element<'_>) -> bool {
    const NAMES: &str = "html head meta title link body header footer nav main article section div \
        p span a ul ol li dl dt dd h1 h2 h3 h4 h5 h6 table caption colgroup thead tbody tr th td time code \
        pre strong em del s bdi br hr blockquote details summary img sup input \
        form label button output script";
    const ATTRIBUTES: &str = "lang charset http-equiv content name rel type title href class id \
        aria-label aria-current aria-hidden datetime scope colspan rowspan span data-label src alt tabindex role \
        aria-labelledby start checked disabled property dir defer data-copy data-copied \
        data-selected colspan for hidden autocomplete autocapitalize spellcheck data-unknown \
        data-index data-label data-hits data-nothing data-more data-failed data-withdrawn \
        data-exploited data-critical data-high data-medium data-low data-none";
    let listed = |list: &str, word: &str| list.split_whitespace().any(|known| known == word);
    let links = ["href", "src"].map(|name| element.attribute(name));
    listed(NAMES, element.name)
        && (element.name != "script" || is_own_script(element))
        && element
            .attributes
            .iter()
            .all(|(name, _)| listed(ATTRIBUTES, name))
        && links.into_iter().flatten().all(is_safe)
}

/// A file of the theme, or a block of data.
fn is_own_script(element: &Element<'_>) -> bool {
    match element.attribute("src") {
        Some(address) => address.contains("assets/") && !address.contains(':'),
        None => element.attribute("type") == Some("application/ld+json"),
    }
}

fn is_safe(address: &str) -> bool {
    let scheme = address
        .split_once(':')
        .map(|(scheme, _)| scheme)
        .filter(|scheme| !scheme.contains(['/', '?', '#', '.']));
    scheme.is_none_or(|scheme| {
        ["http", "https", "mailto"].contains(&scheme.to_ascii_lowercase().as_str())
    })
}
