//! Holds a site to the one that was published before it: what importers, mirrors,
//! feed readers and links remember must still be true.
//!
//! Files are compared by their bytes, and only what differs is parsed. What the last
//! site says was public, so that nothing said of it tells of a secret.

mod addresses;
mod feed;
mod last;
mod record;
mod revision;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Level, quoted};
use crate::model::{Advisory, Changes, Project, SitePath, State, Timestamp, View};
use crate::site::Site;
use crate::source::Span;
pub use last::Last;
use record::Record;
use revision::Revision;

/// What is found by comparing two sites, all of which a project may give another level.
pub const CODES: [Code; 6] = [
    Code::AddressVanished,
    Code::FeedIdChanged,
    Code::IdVanished,
    Code::LastSiteUnread,
    Code::ModifiedUnmoved,
    Code::PublishedChanged,
];

/// A site beside the one that was published before it.
pub struct Comparison<'a> {
    project: &'a Project,
    last: &'a Last,
    clock: Timestamp,
    /// Where what no other file says is reported: forewarn.yaml.
    place: Span,
    /// The public advisories by the paths of their records.
    records: HashMap<SitePath, &'a Advisory>,
    /// The ids that were public and are not, with their aliases.
    vanished: BTreeMap<String, Vec<String>>,
    /// The newest `modified` of the last site.
    mark: Option<Timestamp>,
    seen: Mutex<Seen<'a>>,
}

/// What was found of single files, in any order.
#[derive(Default)]
struct Seen<'a> {
    revisions: Vec<Revision<'a>>,
    findings: Vec<Diagnostic>,
}

impl<'a> Comparison<'a> {
    /// Compares what is public at `clock` with `last`.
    pub fn new(project: &'a Project, clock: Timestamp, last: &'a Last, place: Span) -> Self {
        let public = project.public(clock).into_iter();
        let records = public.map(|advisory| (SitePath::record(&advisory.id.value), advisory));
        let records: HashMap<_, _> = records.collect();
        let vanished = last
            .records()
            .filter(|(path, _)| !records.contains_key(path));
        let vanished = vanished.filter_map(|(path, id)| {
            // One that is none: `all.json`, or another's file.
            let record = last.record(path.as_str())?;
            Some((id.to_owned(), Record::parse(&record, id)?.aliases))
        });
        Self {
            vanished: vanished.collect(),
            mark: last.newest(),
            project,
            last,
            clock,
            place,
            records,
            seen: Mutex::default(),
        }
    }

    /// Reports what shows before any file is looked at: ids and addresses that are no
    /// longer there, and new records that importers would pass over.
    pub fn report_paths(&self, site: &Site<'_>, out: &mut Diagnostics) {
        let hidden = self.project.advisories.iter();
        let hidden =
            hidden.filter(|advisory| self.vanished.contains_key(advisory.id.value.as_str()));
        let hidden: HashMap<_, _> = hidden
            .map(|advisory| (advisory.id.value.as_str(), &**advisory))
            .collect();
        for id in self.vanished.keys() {
            out.push(self.vanishing(id, hidden.get(id.as_str()).copied()));
        }
        self.report_addresses(site, out);
        let new = self.records.iter().filter(|(path, _)| !self.last.has(path));
        for (_, advisory) in new {
            let modified = advisory.as_of(View::public(self.clock)).record_modified();
            if let Some(mark) = self.mark.filter(|mark| modified <= *mark) {
                out.push(revision::passed_over(advisory, modified, mark, self.clock));
            }
        }
    }

    /// Looks at all files of the site that it has something to say of.
    pub fn look_at(&self, site: &Site<'_>) {
        let paths: Vec<_> = self.compared(site).collect();
        paths.into_par_iter().for_each(|path| {
            // A template that fails is a fault of its own.
            if let Some(Ok(bytes)) = site.render(path) {
                self.look(path, &bytes);
            }
        });
    }

    /// The paths of `site` that [`look`](Self::look) has something to say of.
    fn compared<'s>(&self, site: &'s Site<'_>) -> impl Iterator<Item = &'s SitePath> {
        let paths = site.paths().filter(|path| self.last.has(path));
        paths.filter(|path| self.records.contains_key(path) || feed::is_feed(path))
    }

    /// Looks at one file of the site that may differ from the one of the last site;
    /// the codes of what it finds. Called from any thread.
    pub fn look(&self, path: &SitePath, bytes: &[u8]) -> Vec<Code> {
        if !self.last.has(path) {
            return Vec::new();
        }
        let (revision, findings) = match self.records.get(path) {
            Some(advisory) => match self.revision(path, advisory, bytes) {
                Ok(revision) => (revision, Vec::new()),
                Err(unread) => (None, vec![unread]),
            },
            None if feed::is_feed(path) => (None, self.feed(path, bytes)),
            None => return Vec::new(),
        };
        let of_revision = revision.iter().flat_map(Revision::codes);
        let found = of_revision.chain(findings.iter().map(|finding| finding.code));
        let found = found.collect();
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.revisions.extend(revision);
        seen.findings.extend(findings);
        found
    }

    /// How the record of an advisory differs from the last one.
    fn revision(
        &self,
        path: &SitePath,
        advisory: &'a Advisory,
        bytes: &[u8],
    ) -> Result<Option<Revision<'a>>, Diagnostic> {
        let id = advisory.id.value.as_str();
        let old = self.last.record(path.as_str());
        if old.as_deref() == Some(bytes) {
            return Ok(None);
        }
        let old = old.and_then(|old| Record::parse(&old, id));
        let Some((old, new)) = old.zip(Record::parse(bytes, id)) else {
            let message = format!("the last `{path}` is no record that can be compared");
            let unread = Diagnostic::new(Code::LastSiteUnread, advisory.id.span, message);
            return Err(unread.help("see what is there: the whole file, and nothing but it, must be the record that was published"));
        };
        let places = old.differences(&new).into_iter().collect();
        Ok(Some(Revision {
            advisory,
            old: old.dates,
            new: new.dates,
            places,
            mark: self.mark,
        }))
    }

    /// Reports what was found of single files, and tells what changed.
    pub fn report_changed(self, out: &mut Diagnostics) -> Changes {
        let seen = self.seen.into_inner();
        let Seen {
            mut revisions,
            findings,
        } = seen.unwrap_or_else(PoisonError::into_inner);
        for finding in findings {
            out.push(finding);
        }
        revisions.sort_by_key(|revision| revision.advisory.file);
        revision::report(&revisions, self.clock, self.place, out);
        let ids = |chosen: &dyn Fn(&&Revision<'_>) -> bool| {
            let chosen = revisions.iter().filter(chosen);
            chosen
                .map(|revision| revision.advisory.id.value.to_string())
                .collect()
        };
        let new = self.records.iter().filter(|(path, _)| !self.last.has(path));
        let mut changes = Changes {
            new: new
                .map(|(_, advisory)| advisory.id.value.to_string())
                .collect(),
            revised: ids(&|it| !it.is_withdrawal() && !it.places.is_empty()),
            withdrawn: ids(&|it| it.is_withdrawal()),
            vanished: self.vanished.into_keys().collect(),
        };
        changes.new.sort_unstable();
        changes.revised.sort_unstable();
        changes.withdrawn.sort_unstable();
        changes
    }

    /// What to say of an id that was public. Of an advisory that is secret now, the path
    /// of its file alone.
    fn vanishing(&self, id: &str, hidden: Option<&Advisory>) -> Diagnostic {
        let (place, message) = match hidden.map(|it| (it, it.state(self.clock))) {
            Some((advisory, State::Draft)) => (
                Span::file(advisory.file),
                "an advisory that was public is a draft again".into(),
            ),
            Some((advisory, _)) => (
                Span::file(advisory.file),
                "an advisory that was public is embargoed again".into(),
            ),
            None => {
                let message = format!("the advisory {} was public and is gone", quoted(id));
                (self.place, Cow::Owned(message))
            }
        };
        Diagnostic::new(Code::IdVanished, place, message).help_of_ours(
            "importers keep what they have, and hear nothing of this: publish it again, with \
             `withdrawn` if it no longer holds",
        )
    }
}

/// Gives what a build finds the level of a warning, unless forewarn.yaml says otherwise:
/// a change must not keep the next one from the world.
pub fn only_warn(out: &mut Diagnostics) {
    for code in CODES {
        out.default_level(code, Level::Warning);
    }
}
