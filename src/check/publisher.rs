//! CSAF documents link to themselves and to each other, and are fetched over TLS.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Config;

/// Reports a publisher on a site without an address of https (CSAF 2.0, sections 7.1.3
/// and 7.1.7): it has no CSAF documents.
pub(super) fn check(config: &Config, out: &mut Diagnostics) {
    let Some(csaf) = &config.csaf else {
        return;
    };
    if !config.is_https() {
        let message = "CSAF documents need a `base_url` that begins with `https://`";
        out.push(
            Diagnostic::new(Code::MissingKey, csaf.span, message)
                .help("write where the site will be: `base_url: https://example.org/security/`"),
        );
    }
}
