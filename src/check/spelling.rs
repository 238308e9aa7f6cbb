//! Names that a complete record spells otherwise than its ecosystem. Shorthands
//! are respelled as they are read; such a record leaves as it came.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::Advisory;

/// Reports names under which no scanner looks a package up.
pub(super) fn check(advisory: &Advisory, out: &mut Diagnostics) {
    let packages = advisory
        .affected()
        .filter_map(|entry| entry.package.as_ref());
    for package in packages {
        let canonical = package.ecosystem.canonical_name(&package.name);
        if canonical == package.name {
            continue;
        }
        let message = format!(
            "scanners look this package up as {}, not {}",
            quoted(&canonical),
            quoted(&package.name)
        );
        out.push(
            Diagnostic::new(Code::NameSpelling, package.span, message)
                .help(format!("write `name: {canonical}`")),
        );
    }
}
