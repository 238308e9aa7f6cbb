//! The leak guard in a command: looks at what is rendered, keeps what it finds.

use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::inputs::Inputs;
use crate::diagnostic::Diagnostics;
use crate::guard::{Guard, Leak};
use crate::model::SitePath;
use crate::site::Site;
use crate::theme::embedded;

/// A guard, and what it has found so far.
pub(super) struct LeakWatch<'i> {
    guard: Guard<'i>,
    leaks: Mutex<Vec<Leak>>,
}

impl<'i> LeakWatch<'i> {
    /// A guard of what is secret in `inputs`.
    pub(super) fn new(inputs: &'i Inputs) -> Self {
        let theme = embedded().iter().map(|(_, bytes)| *bytes);
        Self {
            guard: Guard::new(&inputs.project, &inputs.sources, inputs.clock, theme),
            leaks: Mutex::new(Vec::new()),
        }
    }

    /// Whether an output may be published.
    pub(super) fn passes(&self, path: &SitePath, bytes: &[u8]) -> bool {
        let found = self.guard.search(path, bytes);
        let passes = found.is_empty();
        let mut leaks = self.leaks.lock().unwrap_or_else(PoisonError::into_inner);
        leaks.extend(found);
        passes
    }

    /// Whether nothing is secret.
    pub(super) fn is_idle(&self) -> bool {
        self.guard.is_idle()
    }

    /// Renders a whole site to look at it. A template that fails is a finding too.
    pub(super) fn look_at(&self, site: &Site<'_>, found: &mut Diagnostics) {
        let paths: Vec<_> = site.paths().collect();
        let faults = paths.par_iter().filter_map(|path| {
            let rendered = site.render(path).expect("the paths are the site's own");
            rendered.map(|bytes| self.passes(path, &bytes)).err()
        });
        for fault in faults.collect::<Vec<_>>() {
            if let Some(diagnostic) = fault.diagnostic() {
                found.push(diagnostic);
            }
        }
    }

    /// Adds what was found to the findings; whether that is anything.
    pub(super) fn report(self, found: &mut Diagnostics) -> bool {
        let mut leaks = self
            .leaks
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        // Threads find them in any order, and only the first are kept.
        leaks.sort_unstable();
        for leak in &leaks {
            found.push(leak.diagnostic());
        }
        !leaks.is_empty()
    }
}
