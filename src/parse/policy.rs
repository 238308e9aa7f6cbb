//! Which file is the policy.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Format;
use crate::source::{Content, FileId, SourceFile, Sources, Span};
use crate::yaml;

use super::CONFIG;

/// Where a policy that is called SECURITY lies, best first.
const FOLDERS: [&str; 3] = ["", ".github", "docs"];

/// Formats of documents that forges show and forewarn does not read; none is a
/// name without an ending.
const FOREIGN: [&str; 18] = [
    "",
    "adoc",
    "asc",
    "asciidoc",
    "creole",
    "docx",
    "htm",
    "html",
    "mediawiki",
    "odt",
    "org",
    "pdf",
    "pod",
    "rdoc",
    "rtf",
    "tex",
    "textile",
    "wiki",
];

/// How good a place a policy has; files of one rank are equals.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// `content/policy.md`.
    Content,
    /// `SECURITY.md`, where forges look for it.
    Forge,
    /// `content/SECURITY.md`, which is a page like any other where there is a policy.
    Page,
}

/// Whether a file is called as a policy is and lies where one is looked for,
/// whatever its format.
fn is_policy(path: &str) -> bool {
    rank(path).is_some()
}

/// The rank of a file, and the order among its equals.
fn rank(path: &str) -> Option<(Rank, usize)> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let (stem, ending) = name.split_once('.').unwrap_or((name, ""));
    let is_known = Format::of(name).is_some_and(|(known, _)| known == stem)
        || FOREIGN.contains(&ending.to_ascii_lowercase().as_str());
    let is_called = |wanted| is_known && stem.eq_ignore_ascii_case(wanted);
    if folder == "content" {
        return match () {
            () if is_called("policy") => Some((Rank::Content, 0)),
            () if is_called("security") => Some((Rank::Page, 0)),
            () => None,
        };
    }
    let place = FOLDERS.iter().position(|known| *known == folder)?;
    is_called("security").then_some((Rank::Forge, place))
}

/// The files that are the policy, or would be: the first counts.
pub(super) struct Policies {
    pub(super) chosen: Option<FileId>,
    /// Its equals, which are nothing.
    equals: Vec<FileId>,
}

impl Policies {
    /// Whether `file` is the policy or stands back behind it.
    pub(super) fn hold(&self, file: FileId) -> bool {
        self.chosen == Some(file) || self.equals.contains(&file)
    }
}

/// Looks for the policy, and reports what was meant as one and is none.
pub(super) fn find(sources: &Sources, out: &mut Diagnostics) -> Policies {
    let mut found: Vec<_> = sources
        .tree()
        .filter_map(|(file, source)| Some((rank(&source.path)?, file, source)))
        .filter(|(_, _, source)| !is_security_txt(source))
        .collect();
    // A format that is not read counts only where nothing else does.
    found.sort_by_key(|((rank, place), _, source)| {
        let format = Format::of(&source.path).map(|(_, format)| format);
        (
            format.is_none(),
            *rank,
            *place,
            format,
            source.path.as_str(),
        )
    });
    folders(sources, out);
    let Some(&((rank, _), chosen, source)) = found.first() else {
        missing(sources, out);
        return Policies {
            chosen: None,
            equals: Vec::new(),
        };
    };
    if Format::of(&source.path).is_none() {
        for (_, file, source) in found {
            out.push(foreign(file, source));
        }
        return Policies {
            chosen: None,
            equals: Vec::new(),
        };
    }
    for (_, file, source) in &found[1..] {
        if let Content::Refused(why) = &source.content {
            out.push(yaml::refused(*file, why));
        }
    }
    let equals = found[1..].iter().filter(|((other, _), ..)| *other == rank);
    let equals: Vec<_> = equals.map(|(_, file, _)| *file).collect();
    for other in &equals {
        let message = format!("this is not the policy: `{}` is", source.path);
        out.push(
            Diagnostic::new(Code::TwoPolicies, Span::file(*other), message)
                .help("keep one of the two"),
        );
    }
    Policies {
        chosen: Some(chosen),
        equals,
    }
}

/// A file of RFC 9116, which is for machines and is called as a policy may be.
fn is_security_txt(source: &SourceFile) -> bool {
    let begins = |field: &'static str| {
        move |line: &str| {
            let start = line.get(..field.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(field))
        }
    };
    let text = source.text().unwrap_or_default();
    matches!(Format::of(&source.path), Some((_, Format::Text)))
        && text.lines().any(begins("contact:"))
        && text.lines().any(begins("expires:"))
}

fn foreign(file: FileId, source: &SourceFile) -> Diagnostic {
    let message = format!("`{}` is in a format that is not read", source.path);
    let (stem, _) = source.path.rsplit_once('.').unwrap_or((&source.path, ""));
    let help = format!(
        "write the policy as Markdown (`{stem}.md`), reStructuredText (`{stem}.rst`) or plain \
         text (`{stem}.txt`)"
    );
    Diagnostic::new(Code::PolicyFormat, Span::file(file), message).help(help)
}

/// Folders below `content/` that are called as the policy is.
fn folders(sources: &Sources, out: &mut Diagnostics) {
    let mut last = "";
    for (file, source) in sources.tree() {
        let mut slashes = source.path.match_indices('/').map(|(at, _)| at);
        let Some(folder) = slashes.nth(1).map(|at| &source.path[..at]) else {
            continue;
        };
        let is_page = Format::of(folder).is_some();
        if folder != last && is_page && matches!(rank(folder), Some((Rank::Content, _))) {
            last = folder;
            let message = format!("`{folder}` is a folder, and so not the policy");
            out.push(
                Diagnostic::new(Code::FileRefused, Span::file(file), message)
                    .help("make it a file, or give the folder another name"),
            );
        }
    }
}

/// Reports that nothing tells how to report, where a project is.
fn missing(sources: &Sources, out: &mut Diagnostics) {
    let is_manifest = |path: &str| !path.contains('/') && !is_policy(path);
    let mut tree = sources.tree();
    let mut manifest = || tree.find(|(_, source)| is_manifest(&source.path));
    let mark = sources.find(CONFIG).or_else(|| Some(manifest()?.0));
    let Some(place) = mark else { return };
    let message = "the project has no security policy";
    out.push(
        Diagnostic::new(Code::NoPolicy, Span::file(place), message).help(
            "write how to report a vulnerability in SECURITY.md or content/policy.md; \
             `.rst` and `.txt` are read as well",
        ),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(files: &[(&str, &str)]) -> (Option<String>, Vec<String>) {
        let mut sources = Sources::new();
        for (path, text) in files {
            sources.text(*path, *text);
        }
        let mut out = Diagnostics::new();
        let found = find(&sources, &mut out).chosen;
        let found = found.map(|file| sources.get(file).path.clone());
        let told = out.sorted(&sources);
        let told = told.iter().map(|(_, finding)| {
            let path = &sources.get(finding.primary.file).path;
            format!("{path}: {}", finding.message)
        });
        (found, told.collect())
    }

    #[test]
    fn the_policy_is_found_in_any_case_format_and_place() {
        for path in [
            "SECURITY.md",
            "security.md",
            "Security.MD",
            "SECURITY.markdown",
            "SECURITY.rst",
            "security.txt",
            ".github/security.md",
            ".github/Security.rst",
            "docs/security.rst",
            "docs/SECURITY.md",
            "content/policy.md",
            "content/Policy.rst",
            "content/policy.txt",
            "content/SECURITY.md",
        ] {
            let files = [(path, "Text"), ("Cargo.toml", "")];
            assert_eq!(chosen(&files), (Some(path.to_owned()), vec![]), "{path}");
        }
        for path in [
            "docs/policy.md",
            "SECURITY.md.asc",
            "SECURITY.py",
            "src/SECURITY.md",
        ] {
            let told = "Cargo.toml: the project has no security policy".to_owned();
            let files = [("Cargo.toml", ""), (path, "Text")];
            assert_eq!(chosen(&files), (None, vec![told]), "{path}");
        }
    }

    #[test]
    fn of_two_the_better_place_counts_and_equals_are_named() {
        let told = |files: &[&str]| {
            let files: Vec<_> = files.iter().map(|path| (*path, "Text")).collect();
            let (chosen, told) = chosen(&files);
            (chosen.unwrap(), told)
        };
        let (first, none) = told(&["SECURITY.md", "content/policy.rst", "content/security.md"]);
        assert_eq!((first.as_str(), none), ("content/policy.rst", vec![]));
        for (files, first, second) in [
            (
                ["content/policy.rst", "content/policy.md"],
                "content/policy.md",
                "content/policy.rst",
            ),
            (
                [".github/security.md", "SECURITY.rst"],
                "SECURITY.rst",
                ".github/security.md",
            ),
            (
                ["docs/security.rst", ".github/SECURITY.md"],
                ".github/SECURITY.md",
                "docs/security.rst",
            ),
        ] {
            let message = format!("{second}: this is not the policy: `{first}` is");
            assert_eq!(told(&files), (first.to_owned(), vec![message]));
        }
    }

    #[test]
    fn what_was_meant_as_the_policy_and_is_none_is_told() {
        for (path, message) in [
            (
                "SECURITY.adoc",
                "SECURITY.adoc: `SECURITY.adoc` is in a format that is not read",
            ),
            (
                "docs/SECURITY",
                "docs/SECURITY: `docs/SECURITY` is in a format that is not read",
            ),
        ] {
            assert_eq!(chosen(&[(path, "= T")]), (None, vec![message.to_owned()]));
            let beside = chosen(&[(path, "= T"), ("SECURITY.md", "# T")]);
            let message = format!("{path}: this is not the policy: `SECURITY.md` is");
            assert_eq!(beside, (Some("SECURITY.md".to_owned()), vec![message]));
        }
        let (none, told) = chosen(&[("content/policy.md/a.md", "A"), ("forewarn.yaml", "")]);
        assert_eq!(none, None);
        assert_eq!(
            told[0],
            "content/policy.md/a.md: `content/policy.md` is a folder, and so not the policy"
        );
    }

    #[test]
    fn a_security_txt_is_no_policy() {
        let text = "# Ours\nContact: mailto:a@b.example\nExpires: 2027-01-01T00:00:00Z\n";
        let (none, told) = chosen(&[("security.txt", text), ("forewarn.yaml", "")]);
        assert_eq!((none, told.len()), (None, 1));
        assert!(chosen(&[("security.txt", "Contact: Ada\n")]).0.is_some());
    }
}
