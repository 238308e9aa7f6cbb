//! Public text that names what is not public.
//!
//! The first lock on that door. The site never contains a secret file, but a
//! public one that mentions its id announces it all the same.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::guard;
use crate::model::{Project, Timestamp};
use crate::source::{Sources, Span, TAGS};

/// Searches every source that is not withheld for ids and aliases of secret
/// advisories.
pub(super) fn check(project: &Project, sources: &Sources, clock: Timestamp, out: &mut Diagnostics) {
    let Some(finder) = guard::secret_ids(project, clock) else {
        return;
    };
    let mut places = Vec::new();
    for (file, source) in sources.iter() {
        // Whatever may be quoted is public, or lies beside what is. The tags are
        // a list of names; none of them is published as it is.
        if out.is_withheld(file) || source.path == TAGS {
            continue;
        }
        let in_path = finder.places(source.path.as_bytes()).into_iter().take(1);
        places.extend(in_path.map(|_| Span::file(file)));
        let in_text = finder.places(source.bytes()).into_iter();
        places.extend(in_text.map(|at| Span::new(file, at.start, at.end)));
    }
    for place in places {
        out.push(
            Diagnostic::new(
                Code::NamesSecretId,
                place,
                "this names an advisory that is not public",
            )
            .help("remove it until the other is published"),
        );
    }
}
