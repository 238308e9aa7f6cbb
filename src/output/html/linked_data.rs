//! What a page is about, for machines that read pages: JSON-LD in the words of
//! schema.org, which knows no advisories, but articles about software.

use serde::Serialize;

use super::Frame;
use super::record::Heading;
use crate::model::{Advisory, State};
use crate::theme::markdown::external;

/// <https://schema.org/TechArticle>
#[derive(Serialize)]
struct TechArticle<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    headline: &'a str,
    identifier: Vec<&'a str>,
    #[serde(rename = "datePublished", skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(rename = "dateModified")]
    modified: String,
    #[serde(rename = "creativeWorkStatus", skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    #[serde(rename = "inLanguage")]
    language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    about: Vec<SoftwareApplication<'a>>,
    publisher: Organization<'a>,
}

/// <https://schema.org/SoftwareApplication>
#[derive(PartialEq, Serialize)]
struct SoftwareApplication<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    identifier: Option<&'a str>,
}

/// <https://schema.org/Organization>
#[derive(Serialize)]
struct Organization<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

/// The JSON-LD of an advisory, fit for a `<script>`. Its id and dates are those
/// of the OSV record.
pub(super) fn of_advisory(frame: &Frame<'_>, advisory: &Advisory, heading: &Heading) -> String {
    let mut about = Vec::new();
    for package in advisory.affected().filter_map(|a| a.package.as_ref()) {
        let software = SoftwareApplication {
            kind: "SoftwareApplication",
            name: &package.name,
            identifier: package.purl.as_deref(),
        };
        if !about.contains(&software) {
            about.push(software);
        }
    }
    let own = advisory.id.value.as_str();
    let aliases = advisory.aliases().map(|alias| alias.value.as_str());
    let is_withdrawn = advisory.state_in(frame.view()) == State::Withdrawn;
    let article = TechArticle {
        context: "https://schema.org",
        kind: "TechArticle",
        headline: &heading.text,
        identifier: [own].into_iter().chain(aliases).collect(),
        published: advisory.published.map(|at| at.value.to_string()),
        modified: advisory.modified_or(frame.clock).to_string(),
        status: is_withdrawn.then_some("Withdrawn"),
        language: frame.language().tag(),
        url: frame.config.address(frame.path),
        about,
        publisher: Organization {
            kind: "Organization",
            name: frame.language().name_of(frame.config),
            url: frame.config.url.as_deref().and_then(external),
        },
    };
    in_script(&serde_json::to_string(&article).expect("these structs have string keys only"))
}

/// JSON without what could end a `<script>` or begin a comment in one (HTML,
/// section 4.12.1.3), and without the line ends that older JavaScript takes for
/// its own. All of it stands in strings only, where JSON lets it be escaped.
fn in_script(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            '\u{2028}' => safe.push_str("\\u2028"),
            '\u{2029}' => safe.push_str("\\u2029"),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::in_script;

    #[test]
    fn nothing_ends_the_script() {
        assert_eq!(
            in_script("{\"a\":\"</script><!--\u{2028}&\"}"),
            "{\"a\":\"\\u003c/script\\u003e\\u003c!--\\u2028\\u0026\"}"
        );
    }

    proptest! {
        #[test]
        fn what_is_escaped_still_says_the_same(text in "[<>&/!a\\\\\"\u{2028}\u{2029}-]{0,20}") {
            let script = in_script(&serde_json::to_string(&text).unwrap());
            let acts = script.contains(['<', '>', '&', '\u{2028}', '\u{2029}']);
            prop_assert!(!acts, "{script}");
            prop_assert_eq!(serde_json::from_str::<String>(&script).unwrap(), text);
        }
    }
}
