//! A project as it was read, kept current one advisory at a time.
//!
//! Reading ten thousand advisories takes a third of a second; an edit is to be
//! seen in a tenth. So an advisory that changed is parsed and checked alone.
//! What the project says as a whole is small, and is asked anew.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use crate::check::{self, OfEach};
use crate::diagnostic::Diagnostics;
use crate::model::{Advisory, Config, Project, Timestamp};
use crate::parse;
use crate::source::{Content, FileId, Sources};
use crate::theme::Theme;

/// Files, and what they say.
#[derive(Clone)]
pub(super) struct Reading {
    pub(super) sources: Sources,
    pub(super) project: Project,
    /// The project's theme, or the embedded one while that has faults.
    pub(super) theme: Arc<Theme>,
    /// What was found while parsing, and in the theme.
    found: Diagnostics,
    /// What was found in each advisory, once somebody has asked.
    of_each: OnceLock<OfEach>,
}

/// What an edit took the place of.
pub(super) struct Displaced {
    content: Content,
    advisory: Option<Advisory>,
}

impl Reading {
    /// Parses everything.
    pub(super) fn new(sources: Sources, clock: Timestamp) -> Self {
        let mut found = Diagnostics::new();
        let project = parse::parse(&sources, clock, &mut found);
        Self::of(sources, project, found)
    }

    /// What was parsed already, with what was `found` doing so.
    pub(super) fn of(sources: Sources, project: Project, mut found: Diagnostics) -> Self {
        let own = Theme::load(&sources, &project.theme, &project.config, &mut found);
        Self {
            theme: Arc::new(own.unwrap_or_else(embedded)),
            sources,
            project,
            found,
            of_each: OnceLock::new(),
        }
    }

    /// Gives the advisory `file` other content, and reads it again.
    pub(super) fn edit(&mut self, file: FileId, content: Content, clock: Timestamp) -> Displaced {
        let content = self.sources.replace(file, content);
        self.found.forget(file);
        let mut found = Diagnostics::new();
        let advisory = parse::advisory(&self.sources, file, &self.project, clock, &mut found);
        self.found.append(found);
        if let Some(of_each) = self.of_each.get_mut() {
            of_each.remove(&file);
            let found = advisory
                .as_ref()
                .map(|advisory| check::advisory(&self.project, advisory, clock));
            of_each.extend(found.filter(|f| !f.is_empty()).map(|found| (file, found)));
        }
        Displaced {
            content,
            advisory: self.put(file, advisory),
        }
    }

    /// Undoes an edit of `file`, but for what was found in it: whoever shows an
    /// earlier version of a file tells of the present one.
    pub(super) fn restore(&mut self, file: FileId, before: Displaced) {
        self.sources.replace(file, before.content);
        self.put(file, before.advisory);
    }

    /// Puts an advisory in the place of the one that was read from `file`, and
    /// returns that.
    fn put(&mut self, file: FileId, advisory: Option<Advisory>) -> Option<Advisory> {
        let all = &mut self.project.advisories;
        // In the order of the files, which a whole reading gives.
        match (
            all.binary_search_by_key(&file, |known| known.file),
            advisory,
        ) {
            (Ok(at), Some(advisory)) => Some(std::mem::replace(&mut all[at], advisory)),
            (Ok(at), None) => Some(all.remove(at)),
            (Err(at), Some(advisory)) => {
                all.insert(at, advisory);
                None
            }
            (Err(_), None) => None,
        }
    }

    /// Whether parsing found no error in `file`.
    pub(super) fn is_sound(&self, file: FileId) -> bool {
        !self.found.has_errors_in(file)
    }

    /// The files in which parsing found errors.
    pub(super) fn unsound(&self) -> BTreeSet<FileId> {
        self.found.files_with_errors()
    }

    /// Runs every check, and gives all that was found, `of_site` included.
    pub(super) fn findings(&self, clock: Timestamp, of_site: Diagnostics) -> Diagnostics {
        let of_each = self
            .of_each
            .get_or_init(|| check::advisories(&self.project, clock));
        let mut found = self.found.clone();
        check::check_together(&self.project, &self.sources, clock, of_each, &mut found);
        found.append(of_site);
        found
    }
}

/// The theme that is always there.
fn embedded() -> Theme {
    let config = Config::default();
    let theme = Theme::load(&Sources::new(), &[], &config, &mut Diagnostics::new());
    theme.expect("the embedded theme is sound")
}
