//! Enumerated versions against ranges.

use std::collections::BTreeSet;

use super::releases::Releases;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::affected::Enumeration;
use crate::model::{Advisory, Affected};
use crate::source::{Span, Spanned};
use crate::version::interval::{self, Cover, End, Interval};
use crate::version::{Key, Order, plain};

/// Reports packages with listed versions that no range covers, or with releases
/// that the ranges cover and the list leaves out. One finding a package.
pub(super) fn check(advisory: &Advisory, releases: &[Releases<'_>], out: &mut Diagnostics) {
    for entries in advisory.by_package() {
        let order = Order::of_affected(entries[0]);
        let differs = |entry: &&Affected| Order::of_affected(entry) != order;
        if entries.iter().any(differs) {
            continue;
        }
        let known = releases.iter().find(|known| known.concern(entries[0]));
        if let Some(found) = out_of(order, &entries, known) {
            out.push(found);
        }
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
            let fixes = runs.iter().filter_map(|run| match &run.end {
                End::Fixed(fix) => Some(order.key(fix)),
                End::Open | End::Before(_) | End::LastAffected(_) => None,
            });
            let fixes: BTreeSet<Key> = fixes.collect();
            let is_fix = |version: &&&Spanned<String>| fixes.contains(&order.key(&version.value));
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
    let oldest = listed.iter().map(|version| order.key(&version.value)).min();
    runs.iter().find(|run| {
        let start = Some(order.key(plain(&run.introduced)));
        run.introduced == "0" || oldest > start
    })
}

/// What to write for single versions beside ranges, and for these alone.
fn advice(
    order: Order,
    entry: &Affected,
    listed: &[&Spanned<String>],
    runs: &[Interval],
) -> String {
    let union = interval::union(order, runs.to_vec());
    let cover = Cover::new(order, &union);
    let covered = |version: &str| cover.find(version).is_some();
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
    let union = interval::union(order, runs.to_vec());
    let cover = Cover::new(order, &union);
    let covered = |version: &str| cover.find(version).is_some();
    let keys: BTreeSet<Key> = listed.iter().map(|v| order.key(&v.value)).collect();
    let is_listed = |version: &str| keys.contains(&order.key(version));
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
