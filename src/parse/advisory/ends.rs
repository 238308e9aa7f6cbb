//! Versions of the shorthands that the branch rule could not use: it would
//! leave them out, and the record would say something else than its author.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::config::{Branching, PackageName};
use crate::source::{Span, Spanned};
use crate::version::{Order, branch};

/// Reports a version that the package's ecosystem does not have, and a `fixed`
/// that is not after the `introduced` it closes.
pub(super) fn report(
    package: &PackageName,
    introduced: Option<&Spanned<String>>,
    fixed: &[&Spanned<String>],
    out: &mut Diagnostics,
) {
    let order = Order::of(&package.ecosystem);
    for version in introduced.iter().chain(fixed) {
        report_unreadable(package, &version.value, version.span, out);
    }
    let Some(introduced) =
        introduced.filter(|from| from.value != "0" && order.accepts(&from.value))
    else {
        return;
    };
    let before = |fixed: &&&Spanned<String>| {
        order.accepts(&fixed.value) && order.compare(&fixed.value, &introduced.value).is_le()
    };
    for fixed in fixed.iter().filter(before) {
        let message = format!(
            "`fixed` {} is not after `introduced` {}",
            fixed.value, introduced.value
        );
        out.push(
            Diagnostic::new(Code::EventOrder, fixed.span, message)
                .here("and would close before it")
                .label(introduced.span, "the range opens here")
                .help("correct one of the two"),
        );
    }
}

/// Reports a version that the package's ecosystem does not have.
pub(super) fn report_unreadable(
    package: &PackageName,
    version: &str,
    span: Span,
    out: &mut Diagnostics,
) {
    if version == "0" || Order::of(&package.ecosystem).accepts(version) {
        return;
    }
    let message = format!(
        "{} is not how {} writes a version",
        quoted(version),
        package.ecosystem
    );
    out.push(
        Diagnostic::new(Code::InvalidValue, span, message)
            .help("write one version, as it was released; a list for several branches"),
    );
}

/// Reports two fixes for one branch: the rule takes the later, and nobody can
/// tell whether the earlier was meant to be enough.
pub(super) fn report_twice_fixed(
    package: &PackageName,
    branching: Branching,
    fixed: &[Spanned<String>],
    out: &mut Diagnostics,
) {
    let order = Order::of(&package.ecosystem);
    let mut seen: Vec<(String, Span)> = Vec::new();
    for version in fixed {
        let Some(series) = branch::series(order, branching, &version.value) else {
            continue;
        };
        match seen.iter().find(|(known, _)| *known == series) {
            Some((_, first)) => out.push(
                Diagnostic::new(
                    Code::ConflictingKeys,
                    version.span,
                    format!("branch {series} is fixed twice"),
                )
                .label(*first, "the first time")
                .help(
                    "keep the version that fixes it; what it took to get there is for `revisions`",
                ),
            ),
            None => seen.push((series, version.span)),
        }
    }
}

/// Reports ranges among `versions`, which lists versions one by one.
pub(super) fn report_ranges(versions: &[Spanned<String>], out: &mut Diagnostics) {
    let is_range =
        |version: &&Spanned<String>| version.value.starts_with(['<', '>', '=', '^', '~']);
    for version in versions.iter().filter(is_range) {
        let message = format!("{} is a range and no version", quoted(&version.value));
        out.push(
            Diagnostic::new(Code::InvalidValue, version.span, message)
                .help("write ranges by package: `affected: {PyPI/tinysig: \">= 1.0, < 2.3\"}`"),
        );
    }
}
