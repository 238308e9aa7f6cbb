//! What every page tells besides its content.

use std::sync::{Arc, PoisonError, RwLock};

use tokio::sync::watch;

use crate::preview::Faults;

/// The latest change, and what was found in the project.
#[derive(Clone, Debug)]
pub(super) struct News {
    /// The number of the change.
    pub(super) number: u64,
    /// By what a page knows that it is told by the preview.
    pub(super) seal: Arc<str>,
    /// What was found.
    pub(super) faults: Faults,
}

/// The news, for those who make pages and those who wait for changes.
pub(super) struct Latest {
    news: RwLock<Arc<News>>,
    numbers: watch::Sender<u64>,
}

impl Latest {
    /// No change yet; they are counted from `number` on, and told under `seal`.
    pub(super) fn new(number: u64, seal: &str) -> Self {
        let news = News {
            number,
            seal: seal.into(),
            faults: Faults::default(),
        };
        Self {
            news: RwLock::new(Arc::new(news)),
            numbers: watch::Sender::new(number),
        }
    }

    /// The news as they are.
    pub(super) fn get(&self) -> Arc<News> {
        let news = self.news.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&news)
    }

    /// Hears of every change.
    pub(super) fn listen(&self) -> watch::Receiver<u64> {
        self.numbers.subscribe()
    }

    /// Tells that other pages are shown, and gives the number of that change.
    pub(super) fn shown(&self) -> u64 {
        self.tell(self.get().faults.clone())
    }

    /// Tells what was found, where that is news.
    pub(super) fn found(&self, faults: Faults) {
        if self.get().faults != faults {
            self.tell(faults);
        }
    }

    /// Pages that are asked for because of the number have the news already.
    fn tell(&self, faults: Faults) -> u64 {
        let mut news = self.news.write().unwrap_or_else(PoisonError::into_inner);
        let number = news.number + 1;
        let seal = Arc::clone(&news.seal);
        *news = Arc::new(News {
            number,
            seal,
            faults,
        });
        drop(news);
        self.numbers.send_replace(number);
        number
    }
}
