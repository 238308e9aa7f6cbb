//! Trees to model: everything that was read becomes a [`Project`].
//!
//! A parser keeps all that it could read and reports the rest; it never stops
//! at the first fault. It knows no clock: it says from when on a file is public,
//! and whoever prints what was found [reveals](Diagnostics::reveal) those that are.

mod advisory;
mod announcement;
mod appearance;
mod characters;
mod config;
mod contact;
mod keys;
mod manifest;
mod name;
mod page;
mod policy;
mod promises;
mod publisher;
pub(crate) mod purl;
mod recipients;
mod redirects;
mod register;
mod repository;
mod security_txt;
mod support;
pub mod time;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::config::PackageName;
use crate::model::{Advisory, Announcement, Config, Ecosystem, Format, Page, Project};
use crate::source::{Content, FileId, Refusal, SourceFile, Sources, Span, Spanned};
use crate::yaml;

/// The name of the configuration file, which marks the root.
pub const CONFIG: &str = "forewarn.yaml";

/// The folder of the advisories.
const ADVISORIES: &str = "advisories/";

/// The folder of what is reported and is no vulnerability.
const REGISTER: &str = "not-a-vulnerability/";

/// The folder of the announcements.
const ANNOUNCEMENTS: &str = "announcements/";

/// Who is told first: a file of the overlay.
const RECIPIENTS: &str = "recipients.yaml";

/// The overlay's folder of fixes to come.
const PATCHES: &str = "patches/";

/// What an advisory is, for a file that is none.
const KINDS: &str = "an advisory is .yaml, .yml or .json";

/// The same of an entry of the register.
const ENTRY_KINDS: &str = "an entry of the register is .yaml, .yml or .json";

/// The same of an announcement.
const ANNOUNCEMENT_KINDS: &str = "an announcement is .yaml, .yml or .json";

/// What the folder of `path` holds.
fn kinds(path: &str) -> &'static str {
    if path.starts_with(REGISTER) {
        ENTRY_KINDS
    } else if path.starts_with(ANNOUNCEMENTS) {
        ANNOUNCEMENT_KINDS
    } else {
        KINDS
    }
}

/// What a file holds that lies among the inputs and is none.
const NOT_AN_INPUT: Content = Content::Refused(Refusal::NotAnInput);

/// What `forewarn.yaml` says, for what must be known before everything can be
/// parsed: where the overlay is, and what a bare date means. Its faults are
/// found then.
pub fn config(sources: &Sources) -> Config {
    let config = Config::default();
    match sources.find(CONFIG) {
        Some(file) => config::config(sources, file, config, &mut Diagnostics::new()),
        None => config,
    }
}

/// What was read of each advisory, and of which sources.
#[derive(Clone, Debug, Default)]
pub struct Known {
    sources: Sources,
    advisories: BTreeMap<FileId, (Option<Arc<Advisory>>, Diagnostics)>,
}

impl Known {
    /// Whether all that an advisory is read in the light of is the same still: the
    /// configuration, what stands in for it, and the supported versions.
    fn holds_for(&self, sources: &Sources) -> bool {
        let matters = |file: &SourceFile| {
            let is_content = file.path.starts_with("content/") && !support::is_support(&file.path);
            let is_theme = file.path.starts_with("themes/");
            let has_findings_of_its_own =
                is_advisory(file) || is_entry(file) || is_announcement(file);
            !is_content && !is_theme && !has_findings_of_its_own
        };
        let mut light = sources.tree().filter(|(_, file)| matters(file));
        sources.len() == self.sources.len()
            && light.all(|(file, _)| sources.is_as_in(file, &self.sources))
    }
}

/// Parses all sources.
pub fn parse(sources: &Sources, out: &mut Diagnostics) -> Project {
    parse_again(sources, &Known::default(), out).0
}

/// Parses all sources but for the advisories that are known from `before`.
pub fn parse_again(sources: &Sources, before: &Known, out: &mut Diagnostics) -> (Project, Known) {
    let guessed = manifest::guess(sources);
    let mut config = match sources.find(CONFIG) {
        Some(file) => config::config(sources, file, guessed, out),
        None => guessed,
    };
    if config.repository.is_none() {
        config.repository = repository::guess(sources);
    }
    let policies = policy::find(sources, out);
    let policy = policies
        .chosen
        .and_then(|file| page::policy(sources, file, out));
    if config.name.is_none() {
        config.name = policy.as_ref().and_then(|page| name::of_title(&page.title));
    }
    let theme = format!("themes/{}/", config.theme);
    // Before the advisories: the branch rule asks which releases there are.
    let tables: Vec<_> = sources
        .tree()
        .filter(|(_, source)| support::is_support(&source.path))
        .filter_map(|(file, _)| support::support(sources, file, &config, out))
        .collect();
    support::report_repeated(&tables, out);
    let mut project = Project {
        policy,
        config,
        support: tables,
        pages: Vec::new(),
        assets: Vec::new(),
        security_txt: None,
        advisories: Vec::new(),
        register: Vec::new(),
        announcements: Vec::new(),
        theme: Vec::new(),
        recipients: Vec::new(),
        patches: Vec::new(),
    };
    let known = advisories(sources, &project, before);
    for (advisory, found) in known.advisories.values() {
        project.advisories.extend(advisory.clone());
        out.append(found.clone());
    }
    let entries = sources.tree().filter(|(_, source)| is_entry(source));
    let disclosure = &project.config.disclosure_time;
    let entries = entries.filter_map(|(file, _)| register::entry(sources, file, disclosure, out));
    project.register = entries.collect();
    project.announcements = announcements(sources, &project.config, out);
    overlay(sources, &mut project, out);
    for (file, source) in sources.tree() {
        let path = source.path.as_str();
        if policies.hold(file)
            || support::is_support(path)
            || is_advisory(source)
            || is_entry(source)
            || is_announcement(source)
        {
            continue;
        }
        if source.content == NOT_AN_INPUT {
            let message = "this file is not read";
            let fault = Diagnostic::new(Code::AdvisoryUnread, Span::file(file), message);
            out.push(fault.help(kinds(path)));
        } else if path.starts_with(&theme) {
            if let Content::Refused(why) = &source.content {
                out.push(yaml::refused(file, why));
            }
            project.theme.push(file);
        } else if let Some(path) = path.strip_prefix("content/") {
            content(sources, file, path, &mut project, out);
        }
    }
    project.pages.sort_by(|a, b| {
        let order = |page: &Page| page.order.unwrap_or(i64::MAX);
        (order(a).cmp(&order(b)))
            .then_with(|| a.title.cmp(&b.title))
            .then_with(|| a.path.cmp(&b.path))
    });
    (project, known)
}

/// Reads every advisory that is not known, in parallel: each reports to a list of
/// its own, and those are joined in the order of the files, so that neither the
/// project nor the findings depend on which was read first.
fn advisories(sources: &Sources, project: &Project, before: &Known) -> Known {
    let scope = advisory::Scope {
        config: &project.config,
        support: &project.support,
    };
    let holds = before.holds_for(sources);
    let known = |file| {
        let is_same = holds && sources.is_as_in(file, &before.sources);
        before.advisories.get(&file).filter(|_| is_same).cloned()
    };
    let read = |file| {
        let mut found = Diagnostics::new();
        if sources.get(file).overlay.is_some() {
            found.withhold(file);
        }
        let advisory = advisory::advisory(sources, file, &scope, &mut found);
        (advisory.map(Arc::new), found)
    };
    let files = sources.iter().filter(|(_, source)| is_advisory(source));
    let files: Vec<_> = files.map(|(file, _)| file).collect();
    let files = files.into_par_iter();
    Known {
        sources: sources.clone(),
        advisories: files
            .map(|file| (file, known(file).unwrap_or_else(|| read(file))))
            .collect(),
    }
}

/// Whether a file is meant as an advisory: it lies in `advisories/` of the tree
/// or of the overlay, and is of a kind that is read there.
pub fn is_advisory(file: &SourceFile) -> bool {
    lies_in(ADVISORIES, file)
}

/// The same of an announcement.
fn is_announcement(file: &SourceFile) -> bool {
    lies_in(ANNOUNCEMENTS, file)
}

fn lies_in(folder: &str, file: &SourceFile) -> bool {
    let path = file.overlay.as_ref().unwrap_or(&file.path);
    path.starts_with(folder) && file.content != NOT_AN_INPUT
}

/// Every announcement that could be read, in the order of the paths.
fn announcements(sources: &Sources, config: &Config, out: &mut Diagnostics) -> Vec<Announcement> {
    let files = sources.iter().filter(|(_, source)| is_announcement(source));
    let read = files.filter_map(|(file, source)| {
        if source.overlay.is_some() {
            out.withhold(file);
        }
        announcement::announcement(sources, file, config, out)
    });
    read.collect()
}

/// Whether a file of the tree is meant as an entry of the register. It is about what is
/// public, so that there is none in an overlay.
fn is_entry(file: &SourceFile) -> bool {
    let is_in_tree = file.overlay.is_none();
    is_in_tree && file.path.starts_with(REGISTER) && file.content != NOT_AN_INPUT
}

/// What the overlay holds besides advisories. No diagnostic quotes any of it.
fn overlay(sources: &Sources, project: &mut Project, out: &mut Diagnostics) {
    for (file, path) in sources.overlay() {
        out.withhold(file);
        if path == RECIPIENTS {
            project.recipients = recipients::recipients(sources, file, out);
        } else if path.starts_with(PATCHES) {
            if let Content::Refused(why) = &sources.get(file).content {
                out.push(yaml::refused(file, why));
            }
            project.patches.push(file);
        } else if !is_advisory(sources.get(file)) && !is_announcement(sources.get(file)) {
            out.push(unread(file, path));
        }
    }
}

/// The fault of what lies at `path` of the overlay and is not read. It tells what
/// was meant, in forewarn's own words.
fn unread(file: FileId, path: &str) -> Diagnostic {
    let known = [ADVISORIES, ANNOUNCEMENTS, PATCHES, RECIPIENTS];
    let (message, help) = if path.starts_with(ADVISORIES) || path.starts_with(ANNOUNCEMENTS) {
        ("this file is not read", kinds(path).to_owned())
    } else if let Some(meant) = nearest(path, known) {
        ("this is not read", format!("did you mean `{meant}`?"))
    } else {
        let help = "an advisory lies in `advisories/`, an announcement in `announcements/`, a fix in `patches/`; anything else belongs elsewhere, but for hidden files, README*, LICENSE* and `outbox/`";
        ("this is not read", help.to_owned())
    };
    Diagnostic::new(Code::OverlayUnread, Span::file(file), message)
        .help(help)
        .free_of_input()
}

/// The address of a site, with a final slash; `None` when the text is no web
/// address.
pub fn base_url(text: &str) -> Option<String> {
    config::is_web_address(text).then(|| format!("{}/", text.trim_end_matches('/')))
}

/// A file under `content/`: a page, or copied as it is.
fn content(
    sources: &Sources,
    file: FileId,
    path: &str,
    project: &mut Project,
    out: &mut Diagnostics,
) {
    if let Content::Refused(why) = &sources.get(file).content {
        out.push(yaml::refused(file, why));
        return;
    }
    if sources.get(file).path == security_txt::PATH {
        project.security_txt = Some(security_txt::security_txt(sources, file, out));
    }
    match Format::of(path) {
        // A text is as good as it is: a key, a robots.txt.
        None | Some((_, Format::Text)) => project.assets.push(file),
        Some((stem, _)) => project.pages.extend(page::page(sources, file, stem, out)),
    }
}

/// The nearest of `known` to what was written, when it is near enough to be meant.
pub(crate) fn nearest<'k>(
    written: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Option<&'k str> {
    known
        .into_iter()
        .map(|name| {
            (
                strsim::jaro_winkler(&written.to_lowercase(), &name.to_lowercase()),
                name,
            )
        })
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}

/// `PyPI/tinysig` or a package URL to a package name, in the registry's
/// canonical form.
fn package_name(text: &Spanned<String>, out: &mut Diagnostics) -> Option<PackageName> {
    if text.value.starts_with("pkg:") {
        return purl::package(text, out);
    }
    let parts = text.value.split_once('/');
    let Some((ecosystem, name)) = parts.filter(|(e, n)| !e.is_empty() && !n.is_empty()) else {
        out.push(
            Diagnostic::new(
                Code::InvalidValue,
                text.span,
                format!("{} does not name a package", quoted(&text.value)),
            )
            .help("write the ecosystem and the name, `PyPI/tinysig`, or a package URL"),
        );
        return None;
    };
    let ecosystem = Ecosystem::new(ecosystem);
    if !ecosystem.is_generic() {
        known_ecosystem(&ecosystem, text.span, out, |near| match near {
            Some(near) => format!("did you mean `{near}/{name}`?"),
            None => format!("software without a registry is `generic/{name}`"),
        });
    }
    let name = ecosystem.canonical_name(name).into_owned();
    Some(PackageName { ecosystem, name })
}

/// Reports an ecosystem that OSV does not know; `help` is given the nearest
/// that it does.
fn known_ecosystem(
    ecosystem: &Ecosystem,
    place: Span,
    out: &mut Diagnostics,
    help: impl FnOnce(Option<&'static str>) -> String,
) {
    if ecosystem.is_known() {
        return;
    }
    let near = nearest(ecosystem.base(), Ecosystem::known().iter().copied());
    let message = format!("OSV knows no ecosystem {}", quoted(ecosystem.as_str()));
    out.push(Diagnostic::new(Code::UnknownEcosystem, place, message).help(help(near)));
}
