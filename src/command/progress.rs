//! A bar for work that takes long enough to watch.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Work shorter than this shows no bar.
const PATIENCE: Duration = Duration::from_millis(300);

/// A bar on stderr that appears only on a terminal and only after a while.
pub(super) struct Bar {
    started: Instant,
    total: usize,
    quiet: bool,
    shown: OnceLock<ProgressBar>,
}

/// A bar of `total` steps.
pub(super) fn bar(total: usize, quiet: bool) -> Bar {
    Bar {
        started: Instant::now(),
        total,
        quiet,
        shown: OnceLock::new(),
    }
}

impl Bar {
    /// Says that `done` steps are done.
    pub(super) fn advance(&self, done: usize) {
        if self.quiet || self.started.elapsed() < PATIENCE {
            return;
        }
        let bar = self.shown.get_or_init(|| {
            // indicatif draws nothing when stderr is no terminal.
            let target = ProgressDrawTarget::stderr();
            let style = ProgressStyle::with_template("{bar:40} {pos}/{len} files")
                .unwrap_or_else(|_| ProgressStyle::default_bar());
            ProgressBar::with_draw_target(Some(self.total as u64), target).with_style(style)
        });
        bar.set_position(done as u64);
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        if let Some(bar) = self.shown.get() {
            bar.finish_and_clear();
        }
    }
}
