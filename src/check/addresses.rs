//! Addresses that pages will not link to.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::Advisory;

/// Reports references that are not http, https or mailto.
pub(super) fn check(advisory: &Advisory, out: &mut Diagnostics) {
    for reference in advisory.references.iter().flatten() {
        let url = &reference.url;
        let scheme = url
            .value
            .split_once(':')
            .map(|(scheme, _)| scheme.to_ascii_lowercase());
        if !matches!(scheme.as_deref(), Some("http" | "https" | "mailto")) {
            out.push(
                Diagnostic::new(
                    Code::UrlScheme,
                    url.span,
                    format!("{} is shown, but not linked", quoted(&url.value)),
                )
                .help("write a whole address that opens with `https://`"),
            );
        }
    }
}
