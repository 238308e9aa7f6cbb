//! A project as it was read, and what a later reading takes from it.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use crate::check::{self, OfEach};
use crate::diagnostic::Diagnostics;
use crate::model::{Config, Project, Timestamp};
use crate::parse::{self, Known};
use crate::source::{FileId, Sources};
use crate::theme::Theme;

/// Files, and what they say.
pub(super) struct Reading {
    pub(super) sources: Sources,
    pub(super) project: Project,
    /// The project's theme, or the embedded one while that has faults.
    pub(super) theme: Arc<Theme>,
    /// What was found while parsing.
    found: Diagnostics,
    /// What was found in the theme.
    of_theme: Diagnostics,
    known: Known,
    /// What was found in each advisory, once somebody has asked.
    of_each: OnceLock<OfEach>,
    /// The same of the reading before.
    known_of_each: OfEach,
}

impl Reading {
    /// What was parsed already, with what was `found` doing so.
    pub(super) fn new(
        sources: Sources,
        (project, known): (Project, Known),
        found: Diagnostics,
    ) -> Self {
        let (theme, of_theme) = theme(&sources, &project);
        Self {
            theme,
            of_theme,
            sources,
            project,
            found,
            known,
            of_each: OnceLock::new(),
            known_of_each: OfEach::new(),
        }
    }

    /// The same files for another moment, at which checks find something else.
    pub(super) fn turned(&self) -> Self {
        Self {
            known_of_each: OfEach::new(),
            ..self.again(self.sources.clone())
        }
    }

    /// Parses what is not as it was in this reading, which stands for the same moment.
    pub(super) fn again(&self, sources: Sources) -> Self {
        let mut found = Diagnostics::new();
        let (project, known) = parse::parse_again(&sources, &self.known, &mut found);
        let config = sources.find(parse::CONFIG).into_iter();
        let mut light = config.chain(project.theme.iter().copied());
        let is_same_theme = project.theme == self.project.theme
            && light.all(|file| sources.is_as_in(file, &self.sources));
        let (theme, of_theme) = if is_same_theme {
            (Arc::clone(&self.theme), self.of_theme.clone())
        } else {
            theme(&sources, &project)
        };
        Self {
            sources,
            project,
            theme,
            found,
            of_theme,
            known,
            of_each: OnceLock::new(),
            known_of_each: self.of_each.get().unwrap_or(&self.known_of_each).clone(),
        }
    }

    /// The files in which parsing found errors.
    pub(super) fn unsound(&self) -> BTreeSet<FileId> {
        let mut unsound = self.found.files_with_errors();
        unsound.extend(self.of_theme.files_with_errors());
        unsound
    }

    /// Runs every check, and gives all that was found, `of_site` included.
    pub(super) fn findings(&self, clock: Timestamp, of_site: Diagnostics) -> Diagnostics {
        let of_each = self
            .of_each
            .get_or_init(|| check::advisories(&self.project, clock, &self.known_of_each));
        let mut found = self.found.clone();
        found.append(self.of_theme.clone());
        check::check_together(&self.project, &self.sources, clock, of_each, &mut found);
        found.append(of_site);
        found.reveal(clock.to_jiff());
        found
    }
}

/// The theme of a project, and what was found in it.
fn theme(sources: &Sources, project: &Project) -> (Arc<Theme>, Diagnostics) {
    let mut found = Diagnostics::new();
    let own = Theme::load(sources, &project.theme, &project.config, &mut found);
    (Arc::new(own.unwrap_or_else(embedded)), found)
}

/// The theme that is always there.
fn embedded() -> Theme {
    let config = Config::default();
    let theme = Theme::load(&Sources::new(), &[], &config, &mut Diagnostics::new());
    theme.expect("the embedded theme is sound")
}
