//! The answer for people.

use super::answer::{Answer, Applying, RefugeKind};
use crate::emit::visible;
use crate::model::{Rating, SitePath};

/// The whole answer, with a final line end. Text of the input is shown with
/// hidden characters as escapes.
pub(super) fn text(answer: &Answer<'_>) -> String {
    let mut lines = vec![verdict(answer)];
    for applying in &answer.applying {
        lines.push(String::new());
        lines.extend(advisory(answer, applying));
    }
    let closing: Vec<String> = [way_out(answer), standing(answer)]
        .into_iter()
        .flatten()
        .collect();
    if !answer.applying.is_empty() && !closing.is_empty() {
        lines.push(String::new());
    }
    lines.extend(closing);
    let mut text = String::new();
    for line in lines {
        text.push_str(&visible(&line));
        text.push('\n');
    }
    text
}

/// `PyPI/tinysig 3.2 is affected by 2 of 10 advisories.`
fn verdict(answer: &Answer<'_>) -> String {
    let version = format!("{} {}", answer.query.package, answer.query.version);
    match (answer.applying.len(), answer.about) {
        (0, 0) => format!("{version} is not affected: no public advisory is about the package."),
        (0, 1) => format!("{version} is not affected by the one public advisory."),
        (0, about) => format!("{version} is not affected by any of {about} public advisories."),
        (_, 1) => format!("{version} is affected by the one public advisory."),
        (some, about) if some == about => {
            format!("{version} is affected by all of {about} public advisories.")
        }
        (some, about) => format!("{version} is affected by {some} of {about} public advisories."),
    }
}

fn advisory(answer: &Answer<'_>, applying: &Applying<'_>) -> Vec<String> {
    let advisory = applying.advisory;
    let aliases = advisory.aliases().map(|alias| alias.value.as_str());
    let names: Vec<&str> = std::iter::once(advisory.id.value.as_str())
        .chain(aliases)
        .collect();
    let rating = advisory
        .rating()
        .filter(|_| answer.config.severity.words())
        .map(|rating| format!(" ({})", Rating::as_str(rating)));
    let mut lines = vec![format!(
        "{}{}",
        names.join(", "),
        rating.unwrap_or_default()
    )];
    if let Some(summary) = &advisory.summary {
        lines.push(format!("  {}", summary.value));
    }
    lines.push(match (&applying.interval, applying.is_listed) {
        (Some(interval), _) => format!("  affected: {interval}"),
        (None, _) => "  affected: the advisory names this version".to_owned(),
    });
    let address = answer
        .config
        .address(&SitePath::advisory(&advisory.id.value));
    lines.extend(address.map(|address| format!("  {address}")));
    lines
}

fn way_out(answer: &Answer<'_>) -> Option<String> {
    if answer.applying.is_empty() {
        return None;
    }
    let Some(refuge) = &answer.refuge else {
        return Some("No safe version is known.".to_owned());
    };
    let version = &refuge.version;
    Some(match refuge.kind {
        RefugeKind::SameSeries => {
            format!("Go to {version}, the next of its series that no advisory affects.")
        }
        RefugeKind::Newest => format!("Go to {version}, the newest that no advisory affects."),
        RefugeKind::Older => format!(
            "No newer version is known to be safe; the newest that no advisory affects is {version}."
        ),
    })
}

fn standing(answer: &Answer<'_>) -> Option<String> {
    let version = &answer.query.version;
    let standing = answer.standing.as_ref()?;
    let subject = match &standing.series {
        Some(series) => format!("The series {series}"),
        None => version.clone(),
    };
    let fixes = match standing.is_supported {
        Some(true) => Some(format!("{subject} gets security fixes.")),
        Some(false) if standing.is_prerelease => Some(format!(
            "{version} is a pre-release, which gets no security fixes."
        )),
        Some(false) => Some(format!("{subject} gets no security fixes.")),
        None => None,
    };
    let unknown = format!("{version} is not a known release.");
    let unknown = (!standing.is_known).then_some(unknown);
    let parts: Vec<String> = [unknown, fixes].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}
