//! `fix` and `introduced_in`: commits and addresses of changes.

use super::references::link;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::affected::{Event, Range, RangeEvent, RangeType, is_commit};
use crate::model::{Branch, Config, Reference, ReferenceType};
use crate::source::Spanned;
use crate::yaml::Table;

/// The changes that an advisory names.
pub(super) struct Fixes {
    /// References to each, in the order of the branches they fix.
    pub(super) links: Vec<Reference>,
    /// Commits of the project's repository, as a GIT range.
    pub(super) range: Option<Range>,
    /// Whether the file names any change at all.
    pub(super) any: bool,
}

impl Fixes {
    /// Takes `fix` and `introduced_in`; the fixes of `branches`, which come
    /// oldest branch last in most files, are listed oldest branch first.
    pub(super) fn new(
        table: &mut Table<'_>,
        branches: &[Branch],
        config: &Config,
        out: &mut Diagnostics,
    ) -> Self {
        let introduced = table.texts("introduced_in", out).unwrap_or_default();
        let mut fixed = table.texts("fix", out).unwrap_or_default();
        fixed.extend(super::branches::oldest_first(branches, config).filter_map(|b| b.fix.clone()));
        let any = !fixed.is_empty() || !introduced.is_empty();

        let mut links = Vec::new();
        let mut commits = |changes: Vec<Spanned<String>>, kind| -> Vec<Spanned<String>> {
            changes
                .into_iter()
                .filter_map(|change| {
                    let (address, commit) = resolve(change, config, out)?;
                    links.push(link(kind, address));
                    commit
                })
                .collect()
        };
        let fixed = commits(fixed, ReferenceType::Fix);
        let introduced = commits(introduced, ReferenceType::Introduced);
        let range = git_range(&introduced, &fixed, config.repository.as_deref());
        Self { links, range, any }
    }
}

/// `0` or the named commits open the range, the fixes close it.
fn git_range(
    introduced: &[Spanned<String>],
    fixed: &[Spanned<String>],
    repository: Option<&str>,
) -> Option<Range> {
    let repository = repository?;
    let span = introduced.iter().chain(fixed).next()?.span;
    let mut events = Vec::new();
    if introduced.is_empty() {
        events.push(RangeEvent::new(Event::Introduced("0".into()), span));
    }
    for commit in introduced {
        let event = Event::Introduced(commit.value.as_str().into());
        events.push(RangeEvent::new(event, commit.span));
    }
    for commit in fixed {
        events.push(RangeEvent::new(
            Event::Fixed(commit.value.as_str().into()),
            commit.span,
        ));
    }
    Range::new(RangeType::Git, Some(repository.to_owned()), events).ok()
}

/// A change as an address, and as a commit when it is one of the repository.
fn resolve(
    change: Spanned<String>,
    config: &Config,
    out: &mut Diagnostics,
) -> Option<(Spanned<String>, Option<Spanned<String>>)> {
    let span = change.span;
    let text = change.value;
    if text.contains("://") {
        let commit = config
            .repository
            .as_deref()
            .and_then(|repository| text.strip_prefix(&commit_address(repository, "")))
            .filter(|rest| is_commit(rest))
            .map(|commit| Spanned::new(commit.to_owned(), span));
        return Some((Spanned::new(text, span), commit));
    }
    if !is_commit(&text) {
        out.push(
            Diagnostic::new(
                Code::InvalidValue,
                span,
                format!("{} is neither a commit nor an address", quoted(&text)),
            )
            .help("write all 40 (or 64) digits of the commit, or `https://...`"),
        );
        return None;
    }
    let Some(repository) = &config.repository else {
        out.push(
            Diagnostic::new(Code::MissingKey, span, "a commit needs a repository")
                .help("name it as `project: {repository: https://...}` in forewarn.yaml, or write the address of the change"),
        );
        return None;
    };
    let address = commit_address(repository, &text);
    Some((Spanned::new(address, span), Some(Spanned::new(text, span))))
}

/// The page of a commit, as the forge of the repository lays it out.
fn commit_address(repository: &str, commit: &str) -> String {
    let folder = if repository.contains("gitlab") {
        "-/commit"
    } else if repository.contains("bitbucket.org") {
        "commits"
    } else {
        "commit"
    };
    format!("{repository}/{folder}/{commit}")
}
