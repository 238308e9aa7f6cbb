//! Enumerated versions against ranges.

use std::collections::BTreeSet;

use super::releases::Releases;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::affected::Enumeration;
use crate::model::{Advisory, Affected, VersionText};
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

/// A version that a list enumerates.
struct Listed<'a> {
    version: &'a Spanned<VersionText>,
    key: Key<'a>,
}

fn out_of(order: Order, entries: &[&Affected], known: Option<&Releases<'_>>) -> Option<Diagnostic> {
    let listed = entries
        .iter()
        .flat_map(|entry| entry.versions.iter().flatten());
    let listed = listed.map(|version| Listed {
        version,
        key: order.key(&version.value),
    });
    let listed: Vec<Listed> = listed.filter(|listed| listed.key.is_accepted()).collect();
    let first = listed.first()?;
    let runs = entries
        .iter()
        .flat_map(|entry| interval::intervals(order, entry));
    let runs: Vec<Interval> = runs.collect();
    if runs.is_empty() {
        return None;
    }
    let finding = |place, message| Diagnostic::new(Code::VersionsContradict, place, message);
    let enumeration = entries[0].enumeration;
    if enumeration == Enumeration::Further {
        let fixes = runs.iter().filter_map(|run| match &run.end {
            End::Fixed(fix) => Some(order.key(fix)),
            End::Open | End::Before(_) | End::LastAffected(_) => None,
        });
        let fixes: BTreeSet<Key> = fixes.collect();
        let fix = listed.iter().find(|listed| fixes.contains(&listed.key))?;
        let fix = fix.version;
        let message = format!("`{}` is affected, and the fix as well", fix.value);
        return Some(finding(fix.span, message).help("correct the range, or remove the version"));
    }
    let union = interval::union(order, runs.clone());
    let cover = Cover::new(order, &union);
    let outside = listed.iter().filter(|v| cover.find(&v.key).is_none());
    let outside: Vec<&Spanned<VersionText>> = outside.map(|listed| listed.version).collect();
    let left_out = left_out(order, &listed, &cover, known);
    let is_unclear = enumeration == Enumeration::Unclear;
    let (place, message) = contradiction(&listed, &outside, &left_out).or_else(|| {
        let is_open = is_unclear && known.is_none();
        let wider = is_open.then(|| wider(order, &listed, &runs))??;
        let texts: Vec<&str> = listed.iter().map(|v| v.version.value.as_str()).collect();
        let message = format!("the range `{wider}` covers more than {}", some(&texts));
        Some((first.version.span, message))
    })?;
    let finding = finding(place, message);
    Some(if is_unclear {
        finding.help(advice(entries[0], outside.first()))
    } else {
        finding.help("correct the range, or the list")
    })
}

/// The known releases that the ranges cover, and the list leaves out.
fn left_out<'r>(
    order: Order,
    listed: &[Listed<'_>],
    cover: &Cover<'_>,
    known: Option<&Releases<'r>>,
) -> Vec<&'r str> {
    let Some(known) = known else {
        return Vec::new();
    };
    let keys: BTreeSet<&Key> = listed.iter().map(|listed| &listed.key).collect();
    let is_left_out = |version: &&str| {
        let key = order.key(version);
        cover.find(&key).is_some() && !keys.contains(&key)
    };
    known.finished().filter(is_left_out).collect()
}

/// A range that opens before the first listed version in it.
fn wider<'r>(order: Order, listed: &[Listed<'_>], runs: &'r [Interval]) -> Option<&'r Interval> {
    let oldest = listed.iter().map(|listed| &listed.key).min()?;
    runs.iter()
        .find(|run| run.introduced == "0" || *oldest > order.key(plain(&run.introduced)))
}

/// What to write for single versions beside ranges, and for these alone.
fn advice(entry: &Affected, further: Option<&&Spanned<VersionText>>) -> String {
    let Some(further) = further else {
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

/// Where a list and the ranges say different things, if they do: versions of the
/// list `outside` of all ranges, and what it has `left_out`.
fn contradiction(
    listed: &[Listed<'_>],
    outside: &[&Spanned<VersionText>],
    left_out: &[&str],
) -> Option<(Span, String)> {
    let texts: Vec<&str> = outside.iter().map(|v| v.value.as_str()).collect();
    let place = outside
        .first()
        .copied()
        .unwrap_or(listed.first()?.version)
        .span;
    let message = match (outside.is_empty(), left_out.is_empty()) {
        (true, true) => return None,
        (false, true) => format!("no range covers {}", some(&texts)),
        (false, false) => format!(
            "no range covers {}, and `versions` leaves out {}",
            some(&texts),
            some(left_out)
        ),
        (true, false) => {
            format!(
                "`versions` leaves out {}, which a range covers",
                some(left_out)
            )
        }
    };
    Some((place, message))
}

/// The first of some versions, and how many more there are.
fn some(versions: &[&str]) -> String {
    let shown: Vec<String> = versions.iter().take(3).map(|v| format!("`{v}`")).collect();
    match versions.len() - shown.len() {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
