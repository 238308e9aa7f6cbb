//! An advisory of RustSec/advisory-db: TOML in a block of Markdown, then the title
//! and the text (rustsec 0.30, `advisory::parts` and `advisory::linter`).

use std::fmt::Write;

use super::Document;
use super::public::{About, Refusal};
use super::safe::Safe;
use crate::model::SeverityType;

/// Numbers are given when a pull request is merged.
const PLACEHOLDER: &str = "RUSTSEC-0000-0000";

/// `crates/NAME/ID.md`.
pub(super) fn document(about: &About<'_>) -> Result<Document, Refusal> {
    let krate = &about.package.name;
    let number = about.named("RUSTSEC-");
    let id = number.map_or_else(
        || PLACEHOLDER.to_owned(),
        |number| format!("RUSTSEC-{number}"),
    );
    let mut toml = String::from("[advisory]\n");
    let mut line = |key: &str, value: &str| {
        let _ = writeln!(toml, "{key} = {value}");
    };
    line("id", &quoted(&id));
    line("package", &quoted(krate));
    line("date", &quoted(&about.published().date().to_string()));
    let link = about.link()?;
    // The linter takes no other scheme.
    if link.starts_with("https://") {
        line("url", &quoted(&link));
    }
    let references = about.advisory.references.iter().flatten();
    let references = references.map(|reference| reference.url.value.as_str());
    let references: Vec<&str> = references.filter(|url| *url != link).collect();
    if !references.is_empty() {
        line("references", &list(&references));
    }
    // Programs of before 2025 refuse a database with CVSS 4 in it.
    let vector = about
        .severity(SeverityType::CvssV3)
        .or_else(|| about.severity(SeverityType::CvssV4));
    if let Some(vector) = vector {
        line("cvss", &quoted(&vector.score.value));
    }
    let aliases: Vec<&str> = about.names().filter(|name| *name != id).collect();
    if !aliases.is_empty() {
        line("aliases", &list(&aliases));
    }
    if let Some(withdrawn) = about.advisory.withdrawn() {
        line("withdrawn", &quoted(&withdrawn.at.value.date().to_string()));
    }
    let safe = Safe::around(&about.extent);
    toml.push_str("\n[versions]\n");
    let _ = writeln!(toml, "patched = {}", list(&safe.patched));
    if !safe.unaffected.is_empty() {
        let _ = writeln!(toml, "unaffected = {}", list(&safe.unaffected));
    }
    let title = about.advisory.title();
    let description = about.description();
    Ok(Document {
        text: format!("```toml\n{toml}```\n\n# {title}\n\n{description}"),
        place: Some(format!(
            "`crates/{krate}/{id}.md` of github.com/RustSec/advisory-db"
        )),
    })
}

/// A basic string (TOML 1.0.0): JSON's, which leaves one control character as it is.
fn quoted(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    json.replace('\u{7f}', "\\u007f")
}

fn list(texts: &[impl AsRef<str>]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text.as_ref())).collect();
    format!("[{}]", texts.join(", "))
}
