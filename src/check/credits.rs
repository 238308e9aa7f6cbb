//! Credits that thank nobody.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Advisory;

/// Reports credits without a name.
pub(super) fn check(advisory: &Advisory, out: &mut Diagnostics) {
    let credits = advisory.credits.iter().flatten();
    for credit in credits.filter(|credit| credit.name.value.trim().is_empty()) {
        out.push(
            Diagnostic::new(
                Code::CreditUnnamed,
                credit.name.span,
                "this credit names nobody",
            )
            .help("write the name, or remove the credit; pages leave it out"),
        );
    }
}
