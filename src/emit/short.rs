//! One line a finding: `path:line:column: level[code]: message`.

use std::fmt::Write;

use super::escape::visible;
use super::place::Places;
use crate::diagnostic::{Diagnostic, Level};

/// The form that compilers print and editors jump by.
pub(super) fn print(found: &[(Level, Diagnostic)], places: &mut Places<'_>) -> String {
    let mut out = String::new();
    for (level, diagnostic) in found {
        let place = places.of(diagnostic.primary);
        writeln!(
            out,
            "{}:{}:{}: {}[{}]: {}",
            visible(&place.path),
            place.start.line,
            place.start.column,
            level.as_str(),
            diagnostic.code.as_str(),
            visible(&diagnostic.message),
        )
        .expect("a string takes what it is given");
    }
    out
}
