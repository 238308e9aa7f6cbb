//! Lists of the documents: by change for programs, by folder for whoever looks.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Arc;

use super::issue::{HASHES, Issue, Issues};
use crate::model::Timestamp;
use crate::output::Frame;
use crate::theme::escape;

/// The documents by their last change, newest first.
pub(super) fn newest_first<'i, 'p>(
    frame: &Frame<'_>,
    issues: &'i Issues<'p>,
) -> Vec<(Timestamp, &'i Issue<'p>)> {
    let issues = issues.iter().map(Arc::as_ref);
    let dated = issues.map(|issue| (issue.history(frame.site).current(), issue));
    let mut dated: Vec<_> = dated.collect();
    dated.sort_by(|(a, this), (b, other)| {
        let by_date = Reverse(a).cmp(&Reverse(b));
        by_date.then_with(|| this.file().cmp(other.file()))
    });
    dated
}

/// `index.txt`: each document on a line (CSAF 2.0, section 7.1.12).
pub(super) fn index(_: &Frame<'_>, issues: &Issues<'_>) -> Vec<u8> {
    let mut places: Vec<&str> = issues.iter().map(|issue| issue.file()).collect();
    places.sort_unstable();
    places
        .iter()
        .fold(String::new(), |text, place| text + place + "\n")
        .into_bytes()
}

/// `changes.csv`: each document with its last change, newest first (section 7.1.13).
pub(super) fn changes(frame: &Frame<'_>, issues: &Issues<'_>) -> Vec<u8> {
    let mut text = String::new();
    for (at, issue) in newest_first(frame, issues) {
        writeln!(text, "\"{}\",\"{at}\"", issue.file()).expect("a text takes all");
    }
    text.into_bytes()
}

/// Every year with documents.
pub(super) fn all_years(issues: &Issues<'_>) -> BTreeSet<String> {
    issues.iter().map(|issue| issue.year().to_owned()).collect()
}

/// The folder of all (section 7.1.14).
pub(super) fn years(_: &Frame<'_>, issues: &Issues<'_>) -> Vec<u8> {
    let folders = all_years(issues)
        .into_iter()
        .rev()
        .map(|year| format!("{year}/"));
    let files = ["index.txt", "changes.csv"].map(str::to_owned);
    listing("CSAF documents", folders.chain(files))
}

/// The folder of a year.
pub(super) fn of_year(_: &Frame<'_>, issues: &Issues<'_>, year: &str) -> Vec<u8> {
    let of_year = issues.iter().filter(|issue| issue.year() == year);
    let mut names: Vec<String> = of_year
        .flat_map(|issue| {
            let hashes = HASHES.map(|hash| format!("{}.{}", issue.name(), hash.extension()));
            std::iter::once(issue.name().to_owned()).chain(hashes)
        })
        .collect();
    names.sort_unstable();
    listing(&format!("CSAF documents of {year}"), names.into_iter())
}

/// A page as servers make them of a folder: programs read its links.
fn listing(title: &str, names: impl Iterator<Item = String>) -> Vec<u8> {
    let title = escape(title);
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{title}</title>\n<h1>{title}</h1>\n<ul>\n"
    );
    for name in names {
        let name = escape(&name);
        writeln!(page, "<li><a href=\"{name}\">{name}</a></li>").expect("a text takes all");
    }
    page.push_str("</ul>\n</html>\n");
    page.into_bytes()
}
