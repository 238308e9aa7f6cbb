//! `releases: {git: PATTERN}`: every matching tag of the repository is a release.
//!
//! The tags are an input like any other: whoever reads the sources puts them
//! into the virtual file [`TAGS`], one `refs/tags/NAME` a line. Tags have no
//! dates here; what git knows of them is when they were made, not when the
//! release came out.

use glob::{MatchOptions, Pattern};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::support::Release;
use crate::source::{Content, Sources, Spanned, TAGS};
use crate::version::Order;

/// What every line, and most patterns, begin with.
const PREFIX: &str = "refs/tags/";

/// `*` and `?` stop at `/`, as they do for `git for-each-ref`.
const OPTIONS: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: false,
};

/// The releases that the tags name, each version once, in the order of the tags.
/// A matching tag that is no version of the ecosystem (`1.x-start`) is no release.
pub(super) fn releases(
    sources: &Sources,
    pattern: &Spanned<String>,
    order: Order,
    out: &mut Diagnostics,
) -> Vec<Release> {
    let wanted = pattern.value.strip_prefix(PREFIX).unwrap_or(&pattern.value);
    let matcher = match Pattern::new(wanted) {
        Ok(matcher) => matcher,
        Err(fault) => {
            let message = format!("{} is no pattern of tags", quoted(&pattern.value));
            out.push(
                Diagnostic::new(Code::InvalidValue, pattern.span, message)
                    .here(fault.msg)
                    .help("write a pattern such as `refs/tags/v*` or `refs/tags/[0-9]*`"),
            );
            return Vec::new();
        }
    };
    let Some(file) = sources.find(TAGS) else {
        out.push(
            Diagnostic::new(
                Code::ReleasesUnread,
                pattern.span,
                "the tags of the repository cannot be read",
            )
            .help("build inside the Git repository with its tags, or list the releases"),
        );
        return Vec::new();
    };
    if let Content::Refused(_) = sources.get(file).content {
        let message = "the repository keeps its tags in a reftable, which is not read";
        out.push(
            Diagnostic::new(Code::ReleasesUnread, pattern.span, message)
                .help("list the releases, or convert it: `git refs migrate --ref-format=files`"),
        );
        return Vec::new();
    }
    let before = before_version(wanted);
    let mut versions: Vec<(String, &str)> = sources
        .get(file)
        .quotable()
        .lines()
        .filter_map(|line| line.strip_prefix(PREFIX))
        .filter(|tag| matcher.matches_with(tag, OPTIONS))
        .filter_map(|tag| Some((version(tag.strip_prefix(before)?), tag)))
        .filter(|(version, _)| order.accepts(version))
        .collect();
    versions.sort_by(|(a, _), (b, _)| order.compare(a, b));
    versions.dedup_by(|(a, _), (b, _)| order.compare(a, b).is_eq());
    if versions.is_empty() {
        let message = format!(
            "no tag that is a version matches {}",
            quoted(&pattern.value)
        );
        out.push(
            Diagnostic::new(Code::ReleasesUnread, pattern.span, message)
                .help("`git tag --list` shows the tags; a shallow clone may have none"),
        );
    }
    versions
        .into_iter()
        .map(|(version, tag)| Release {
            tag: Some(tag.to_owned()),
            ..Release::of_version(Spanned::new(version, pattern.span))
        })
        .collect()
}

/// What stands before the version in every tag that matches: the literal text
/// that the pattern opens with, up to its last character that a version could
/// not begin with. `v` of `v*`, of `v1.*` and of `v1_*`, nothing of `1.*`.
fn before_version(pattern: &str) -> &str {
    let literal = pattern.split(['*', '?', '[']).next().unwrap_or_default();
    let mut number = literal.len();
    for (at, character) in literal.char_indices().rev() {
        let after_digit = literal[..at].ends_with(|c: char| c.is_ascii_digit());
        match character {
            '0'..='9' | '.' => number = at,
            '_' if after_digit => number = at,
            _ => break,
        }
    }
    &literal[..number]
}

/// The version that a tag names, from its number on. Where it has `_` and no dot, `_`
/// is the dot: `17_1`, `3_4_0_rc1`.
fn version(tag: &str) -> String {
    let number = tag.trim_start_matches(|c: char| c.is_ascii_digit());
    if number.len() < tag.len() && number.starts_with('_') && !tag.contains('.') {
        tag.replace('_', ".")
    } else {
        tag.to_owned()
    }
}
