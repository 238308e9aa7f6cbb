//! What is shown at the moment, for all who ask.

use std::sync::{Arc, PoisonError, RwLock};

use super::generation::{Generation, News, ShownMoment};
use super::reading::Reading;
use crate::command::inputs;
use crate::diagnostic::Diagnostics;
use crate::model::SitePath;
use crate::preview::{Changes, Faults, Pages, Response};

/// The generation that is shown, and what is told of the project. Both are swapped
/// whole: whoever makes a page meanwhile makes it of the older one.
pub(super) struct Shown {
    latest: RwLock<Displayed>,
    changes: Changes,
    seal: String,
}

#[derive(Clone)]
struct Displayed {
    /// The number of the latest change.
    number: u64,
    generation: Arc<Generation>,
    faults: Arc<Faults>,
}

impl Shown {
    /// Shows `reading`. Changes are counted from `number` on, and told under `seal`.
    pub(super) fn new(
        reading: &Arc<Reading>,
        moment: ShownMoment,
        number: u64,
        seal: &str,
    ) -> Self {
        let generation = Generation::of(Arc::clone(reading), moment, number);
        Self {
            latest: RwLock::new(Displayed {
                number,
                generation: Arc::new(generation),
                faults: Arc::default(),
            }),
            changes: Changes::new(number),
            seal: seal.to_owned(),
        }
    }

    /// Shows another reading.
    pub(super) fn show(&self, reading: &Arc<Reading>, moment: ShownMoment) {
        let latest = self.latest();
        let number = latest.number + 1;
        let generation = Generation::of(Arc::clone(reading), moment, number);
        self.tell(Displayed {
            number,
            generation: Arc::new(generation),
            ..latest
        });
    }

    /// Tells what was found, where that is news.
    pub(super) fn tell_found(&self, faults: Faults) {
        let latest = self.latest();
        if *latest.faults != faults {
            self.tell(Displayed {
                number: latest.number + 1,
                faults: Arc::new(faults),
                ..latest
            });
        }
    }

    /// What was found in planning what is shown.
    pub(super) fn found(&self) -> Diagnostics {
        self.latest().generation.found()
    }

    fn latest(&self) -> Displayed {
        let latest = self.latest.read();
        latest.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Pages that are asked for because of the number have the news already.
    fn tell(&self, latest: Displayed) {
        let number = latest.number;
        *self.latest.write().unwrap_or_else(PoisonError::into_inner) = latest;
        self.changes.tell(number);
    }
}

impl Pages for Shown {
    fn page(&self, path: &SitePath) -> Option<Response> {
        let latest = self.latest();
        let news = News {
            number: latest.number,
            seal: &self.seal,
            faults: &latest.faults,
        };
        latest.generation.page(path, &news, inputs::now())
    }

    fn changes(&self) -> &Changes {
        &self.changes
    }
}
