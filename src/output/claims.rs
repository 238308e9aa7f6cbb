//! Which paths the outputs of a site want, and who gets them.

use std::collections::{HashMap, HashSet};

use super::plan::{DataFile, Output, Plan};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::SitePath;
use crate::model::config::PackageName;
use crate::source::Span;

/// What to do about the name of a file of `content/`.
pub(super) const OF_FILE: &str =
    "rename the file; letters, digits, `-`, `_` and `.` work everywhere";

/// Who wants a path.
#[derive(Clone, Copy)]
enum Owner {
    /// forewarn writes it in every site.
    Forewarn,
    /// The input at this place.
    Input(Span),
}

/// Paths in the making. Two that a file system might take for one collide: the
/// same but for case, or a file where another path needs a folder.
#[derive(Default)]
pub struct Claims<'p> {
    /// Each path once: what is sorted at the end is sorted quickly.
    outputs: Vec<(SitePath, Box<dyn Output + 'p>)>,
    plan: Plan<'p>,
    /// Who has a folded path. Folders count as their first file's.
    owners: HashMap<String, Owner>,
    folders: HashSet<String>,
    found: Diagnostics,
}

impl<'p> Claims<'p> {
    pub(super) fn with_capacity(paths: usize) -> Self {
        Self {
            outputs: Vec::with_capacity(paths),
            owners: HashMap::with_capacity(paths),
            ..Self::default()
        }
    }

    /// The plan that they come to, and what was found.
    pub(super) fn settled(mut self) -> (Plan<'p>, Diagnostics) {
        self.plan.outputs = self.outputs.into_iter().collect();
        (self.plan, self.found)
    }

    /// Takes a path for what forewarn writes of itself; an input that has it is
    /// reported.
    pub(super) fn own(&mut self, path: SitePath, output: impl Output + 'p) {
        let folded = path.folded();
        match self.owner_of(&folded) {
            Some(Owner::Input(place)) => self.report(of_forewarn(&path, place)),
            _ => self.insert(folded, path, output, Owner::Forewarn),
        }
    }

    /// The same of a path that never changes.
    pub(super) fn own_fixed(&mut self, path: &str, output: impl Output + 'p) {
        let path = SitePath::new(path).expect("a path of forewarn's own");
        self.own(path, output);
    }

    /// Takes a path if nobody has it.
    pub(super) fn own_if_free(&mut self, path: SitePath, output: impl Output + 'p) {
        if self.is_free(&path) {
            self.own(path, output);
        }
    }

    /// Takes a path for what becomes of the input at `place`, or reports who was
    /// first.
    pub(super) fn of_input(&mut self, path: SitePath, place: Span, output: impl Output + 'p) {
        let folded = path.folded();
        let fault = match self.owner_of(&folded) {
            None => return self.insert(folded, path, output, Owner::Input(place)),
            Some(Owner::Forewarn) => of_forewarn(&path, place),
            Some(Owner::Input(first)) => {
                let path = quoted(path.as_str());
                let message = format!("{path} is what another file becomes");
                Diagnostic::new(Code::PathTaken, place, message)
                    .label(first, "this one")
                    .help("rename one of the two; upper and lower case count as the same")
            }
        };
        self.report(fault);
    }

    /// The same for a name that is the author's own, or that must be as it is: says
    /// when some systems cannot hold it. Other names are spelled so that all can.
    pub(super) fn of_name(
        &mut self,
        path: SitePath,
        place: Span,
        help: &'static str,
        output: impl Output + 'p,
    ) {
        if let Some(why) = path.hindrance() {
            let message = format!("{} {why}", quoted(path.as_str()));
            self.report(Diagnostic::new(Code::FileName, place, message).help(help));
        }
        self.of_input(path, place, output);
    }

    pub(super) fn is_free(&self, path: &SitePath) -> bool {
        self.owner_of(&path.folded()).is_none()
    }

    /// How many pages sitemaps list so far.
    pub(super) fn listed(&self) -> usize {
        let outputs = self.outputs.iter();
        outputs.filter(|(_, output)| output.is_listed()).count()
    }

    /// Takes the path of a feed that every page offers.
    pub(super) fn offer(&mut self, feed: DataFile, output: impl Output + 'p) {
        self.plan.feeds.push(feed.clone());
        self.list(feed, output);
    }

    /// Takes the path of a file for programs, which the index of the site lists.
    pub(super) fn list(&mut self, file: DataFile, output: impl Output + 'p) {
        self.own(file.path.clone(), output);
        self.list_kind(file);
    }

    /// Lists files whose paths are taken one by one.
    pub(super) fn list_kind(&mut self, files: DataFile) {
        self.plan.data.push(files);
    }

    /// Says where the page of a package is.
    pub(super) fn settle_package(&mut self, package: PackageName, page: SitePath) {
        self.plan.packages.insert(package, page);
    }

    /// Whether a package has a page.
    pub(super) fn has_packages(&self) -> bool {
        !self.plan.packages.is_empty()
    }

    pub(super) fn report(&mut self, fault: Diagnostic) {
        self.found.push(fault);
    }

    fn owner_of(&self, folded: &str) -> Option<Owner> {
        let as_folder = || {
            ancestors(folded)
                .filter(|folder| !self.folders.contains(*folder))
                .find_map(|folder| self.owners.get(folder))
        };
        self.owners.get(folded).or_else(as_folder).copied()
    }

    fn insert(&mut self, folded: String, path: SitePath, output: impl Output + 'p, owner: Owner) {
        for folder in ancestors(&folded) {
            if !self.folders.contains(folder) {
                self.folders.insert(folder.to_owned());
                self.owners.entry(folder.to_owned()).or_insert(owner);
            }
        }
        self.owners.insert(folded, owner);
        self.outputs.push((path, Box::new(output)));
    }
}

fn of_forewarn(path: &SitePath, place: Span) -> Diagnostic {
    let path = quoted(path.as_str());
    let message = format!("{path} is the place of a file that forewarn writes");
    Diagnostic::new(Code::PathTaken, place, message).help("give it another name")
}

/// The folders a path lies in: `a` and `a/b` for `a/b/c`.
fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}
