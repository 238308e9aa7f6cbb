//! Enumerated versions against ranges.

use super::releases::Releases;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::affected::Enumeration;
use crate::model::{Advisory, Affected};
use crate::source::{Span, Spanned};
use crate::version::interval::{self, End, Interval};
use crate::version::{Order, plain};

/// Reports packages with listed versions that no range covers, or with releases
/// that the ranges cover and the list leaves out. One finding a package.
pub(super) fn check(advisory: &Advisory, releases: &[Releases<'_>], out: &mut Diagnostics) {
    let mut done: Vec<&Affected> = Vec::new();
    for affected in advisory.affected() {
        if done.iter().any(|other| is_same(other, affected)) {
            continue;
        }
        done.push(affected);
        let entries = advisory.affected().filter(|other| is_same(other, affected));
        let entries: Vec<&Affected> = entries.collect();
        let order = Order::of_affected(affected);
        if entries
            .iter()
            .any(|entry| Order::of_affected(entry) != order)
        {
            continue;
        }
        let known = releases.iter().find(|releases| releases.concern(affected));
        if let Some(found) = out_of(order, &entries, known) {
            out.push(found);
        }
    }
}

/// Whether two entries are about the same package.
fn is_same(a: &Affected, b: &Affected) -> bool {
    match (&a.package, &b.package) {
        (Some(a), Some(b)) => a.canonical() == b.canonical(),
        (a, b) => a.is_none() && b.is_none(),
    }
}

fn out_of(order: Order, entries: &[&Affected], known: Option<&Releases<'_>>) -> Option<Diagnostic> {
    let listed = entries
        .iter()
        .flat_map(|entry| entry.versions.iter().flatten());
    let listed: Vec<&Spanned<String>> = listed.filter(|v| order.accepts(&v.value)).collect();
    let first = listed.first()?;
    let runs = entries
        .iter()
        .flat_map(|entry| interval::intervals(order, entry));
    let runs: Vec<Interval> = runs.collect();
    if runs.is_empty() {
        return None;
    }
    let finding = |place, message| Diagnostic::new(Code::VersionsContradict, place, message);
    match entries[0].enumeration {
        Enumeration::Further => {
            let is_fix = |version: &&&Spanned<String>| {
                let mut ends = runs.iter().map(|run| &run.end);
                ends.any(|end| match end {
                    End::Fixed(fix) => order.compare(fix, &version.value).is_eq(),
                    End::Open | End::Before(_) | End::LastAffected(_) => false,
                })
            };
            let fix = listed.iter().find(is_fix)?;
            let message = format!("`{}` is affected, and the fix as well", fix.value);
            Some(finding(fix.span, message).help("correct the range, or remove the version"))
        }
        enumeration => {
            let (place, message) = contradiction(order, &listed, &runs, known).or_else(|| {
                let unclear = enumeration == Enumeration::Unclear && known.is_none();
                let wider = unclear.then(|| wider(order, &listed, &runs))??;
                let texts: Vec<&str> = listed.iter().map(|v| v.value.as_str()).collect();
                let message = format!("the range `{wider}` covers more than {}", some(&texts));
                Some((first.span, message))
            })?;
            let help = match enumeration {
                Enumeration::Whole | Enumeration::Further => {
                    "correct the range, or the list".to_owned()
                }
                Enumeration::Unclear => advice(order, entries[0], &listed, &runs),
            };
            Some(finding(place, message).help(help))
        }
    }
}

/// A range that opens before the first listed version in it.
fn wider<'r>(
    order: Order,
    listed: &[&Spanned<String>],
    runs: &'r [Interval],
) -> Option<&'r Interval> {
    runs.iter().find(|run| {
        let opens = |version: &&Spanned<String>| {
            order
                .compare(&version.value, plain(&run.introduced))
                .is_le()
        };
        run.introduced == "0" || !listed.iter().any(opens)
    })
}

/// What to write for single versions beside ranges, and for these alone.
fn advice(
    order: Order,
    entry: &Affected,
    listed: &[&Spanned<String>],
    runs: &[Interval],
) -> String {
    let covered = |version: &str| runs.iter().any(|run| run.contains(order, version));
    let Some(further) = listed.iter().find(|version| !covered(&version.value)) else {
        return "where only the listed versions are affected, write `versions` alone, or \
                `introduced` with the first of them; else leave `versions` out"
            .to_owned();
    };
    let package = match &entry.package {
        Some(package) => format!("{}/{}", package.ecosystem, package.name),
        None => "generic/NAME".to_owned(),
    };
    format!(
        "write versions beside a range as `affected: {{{package}: [RANGE, \"= {}\"]}}`",
        further.value
    )
}

/// Where a list and the ranges say different things, if they do.
fn contradiction(
    order: Order,
    listed: &[&Spanned<String>],
    runs: &[Interval],
    known: Option<&Releases<'_>>,
) -> Option<(Span, String)> {
    let first = listed.first()?;
    let covered = |version: &str| runs.iter().any(|run| run.contains(order, version));
    let is_listed = |version: &str| {
        let mut listed = listed.iter();
        listed.any(|listed| order.compare(&listed.value, version).is_eq())
    };
    let outside = listed.iter().filter(|version| !covered(&version.value));
    let outside: Vec<&Spanned<String>> = outside.copied().collect();
    let left_out = known.into_iter().flat_map(Releases::finished);
    let left_out: Vec<&str> = left_out
        .filter(|version| covered(version) && !is_listed(version))
        .collect();
    let texts: Vec<&str> = outside
        .iter()
        .map(|version| version.value.as_str())
        .collect();
    Some(match (outside.first(), left_out.is_empty()) {
        (Some(first), true) => (first.span, format!("no range covers {}", some(&texts))),
        (Some(first), false) => (
            first.span,
            format!(
                "no range covers {}, and `versions` leaves out {}",
                some(&texts),
                some(&left_out)
            ),
        ),
        (None, false) => (
            first.span,
            format!(
                "`versions` leaves out {}, which a range covers",
                some(&left_out)
            ),
        ),
        (None, true) => return None,
    })
}

/// The first of some versions, and how many more there are.
fn some(versions: &[&str]) -> String {
    let shown: Vec<String> = versions.iter().take(3).map(|v| format!("`{v}`")).collect();
    match versions.len() - shown.len() {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
