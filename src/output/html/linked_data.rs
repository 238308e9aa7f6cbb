//! What a page is about, for machines that read pages: JSON-LD in the words of
//! schema.org, which knows no advisories, but articles about software.

use std::char::REPLACEMENT_CHARACTER;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CharEscape, Formatter};

use crate::model::text::is_forbidden;
use crate::model::{Advisory, State};
use crate::output::Frame;
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
pub(super) fn of_advisory(frame: &Frame<'_>, advisory: &Advisory, heading: &str) -> String {
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
    let dated = advisory.as_of(frame.view());
    let is_withdrawn = dated.state() == State::Withdrawn;
    let article = TechArticle {
        context: "https://schema.org",
        kind: "TechArticle",
        headline: heading,
        identifier: [own].into_iter().chain(aliases).collect(),
        published: dated.published().map(|at| at.to_string()),
        modified: dated.last_changed().to_string(),
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
    in_script(&article)
}

/// What is serialised, as JSON that is fit for a `<script>`.
fn in_script(value: &impl Serialize) -> String {
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, Script);
    let written = value.serialize(&mut serializer);
    written.expect("these structs have string keys only");
    String::from_utf8(bytes).expect("JSON is UTF-8")
}

/// JSON without what could end a `<script>` or begin a comment in one (HTML,
/// section 4.12.1.3), and without the line ends that older JavaScript takes for
/// its own: in strings, JSON lets them be escaped. Characters that the rest of
/// the page cannot hold are replaced here as they are there.
struct Script;

impl Formatter for Script {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        let is_replaced =
            |c: char| matches!(c, '<' | '>' | '&' | '\u{2028}' | '\u{2029}') || is_forbidden(c);
        while let Some(at) = rest.find(is_replaced) {
            let (plain, after) = rest.split_at(at);
            writer.write_all(plain.as_bytes())?;
            let mut chars = after.chars();
            match chars.next() {
                Some(c) if is_forbidden(c) => write!(writer, "{REPLACEMENT_CHARACTER}")?,
                Some(c) => write!(writer, "\\u{:04x}", u32::from(c))?,
                None => {}
            }
            rest = chars.as_str();
        }
        writer.write_all(rest.as_bytes())?;
        Ok(())
    }

    fn write_char_escape<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        escape: CharEscape,
    ) -> io::Result<()> {
        let escaped = match escape {
            CharEscape::Quote => "\\\"",
            CharEscape::ReverseSolidus => "\\\\",
            CharEscape::Solidus => "/",
            CharEscape::LineFeed => "\\n",
            CharEscape::CarriageReturn => "\\r",
            CharEscape::Tab => "\\t",
            CharEscape::Backspace | CharEscape::FormFeed | CharEscape::AsciiControl(_) => {
                "\u{FFFD}"
            }
        };
        writer.write_all(escaped.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::in_script;
    use crate::model::text::{is_forbidden, without_forbidden};

    #[test]
    fn nothing_ends_the_script() {
        assert_eq!(
            in_script(&["</script><!--\u{2028}&"]),
            "[\"\\u003c/script\\u003e\\u003c!--\\u2028\\u0026\"]"
        );
    }

    proptest! {
        #[test]
        fn what_is_escaped_says_what_the_page_says(text in "([<>&/!a\\\\\"-]|\\PC|\\pC){0,20}") {
            let script = in_script(&text);
            let acts = script.contains(['<', '>', '&', '\u{2028}', '\u{2029}']);
            prop_assert!(!acts && !script.contains(is_forbidden), "{script}");
            let said = serde_json::from_str::<String>(&script).unwrap();
            prop_assert_eq!(said, without_forbidden(&text));
        }
    }
}
