//! How much one advisory may say: each package has pages and a record of its own, and
//! lists every version.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::Span;

/// More packages than any record of osv.dev names.
const PACKAGES: usize = 2_000;

/// Packages, times the versions and branches that are said of each of them.
const STATEMENTS: usize = 100_000;

/// How many of `packages` are read, of each of which so many versions and branches are
/// said at `place`. Reports the rest.
pub(super) fn most(packages: usize, said: usize, place: Span, out: &mut Diagnostics) -> usize {
    let most = PACKAGES.min((STATEMENTS / said.max(1)).max(1));
    if packages > most {
        let each = match said {
            0 | 1 => String::new(),
            _ => format!(", with {said} versions or branches each"),
        };
        let message = format!("{packages} packages are named{each}; at most {most} are read");
        out.push(
            Diagnostic::new(Code::TooMany, place, message)
                .help("write several advisories, or name fewer versions or branches"),
        );
    }
    packages.min(most)
}
