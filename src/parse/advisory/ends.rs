//! Versions of the shorthands that the branch rule could not use: it would
//! leave them out, and the record would say something else than its author.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::config::PackageName;
use crate::model::{Branch, BranchStatus, Event, VersionText};
use crate::source::{Span, Spanned};
use crate::version::branch::{Series, SeriesNames};
use crate::version::interval::{End, Interval};
use crate::version::{self, Order};

/// A version in the spelling of the package's ecosystem; as written where that has
/// no such version, which is reported.
pub(super) fn spelled(
    package: &PackageName,
    version: &Spanned<VersionText>,
    out: &mut Diagnostics,
) -> Spanned<VersionText> {
    match version::spelled(package, &version.value) {
        Some(spelled) => Spanned::new(spelled.text.into(), version.span),
        None => {
            report_unreadable(package, version, out);
            version.clone()
        }
    }
}

/// The same for a version that is affected itself: by 1.2 its author may mean
/// 1.2.0, or every version of that series.
pub(super) fn spelled_whole(
    package: &PackageName,
    version: &Spanned<VersionText>,
    out: &mut Diagnostics,
) -> Spanned<VersionText> {
    let spelled = spelled(package, version, out);
    if version::spelled(package, &version.value).is_some_and(|found| found.is_completed) {
        let (short, whole) = (quoted(&version.value), quoted(&spelled.value));
        let message = format!("{short} may be {whole} alone, or every version of that series");
        out.push(
            Diagnostic::new(Code::InvalidValue, version.span, message)
                .help("write all numbers of the version, or name the fix"),
        );
    }
    spelled
}

/// An event at its version as the package's ecosystem spells it.
pub(super) fn spelled_event(
    package: &PackageName,
    event: &Event,
    span: Span,
    out: &mut Diagnostics,
) -> Event {
    let version = Spanned::new(VersionText::from(event.version()), span);
    let spelled = match event {
        Event::LastAffected(_) => spelled_whole(package, &version, out),
        _ => spelled(package, &version, out),
    };
    event.at(spelled.value)
}

/// Reports a `fixed` that is not after the `introduced` it closes.
pub(super) fn report(
    package: &PackageName,
    introduced: Option<&Spanned<VersionText>>,
    fixed: &[&Spanned<VersionText>],
    out: &mut Diagnostics,
) {
    let order = Order::of(&package.ecosystem);
    let Some(introduced) =
        introduced.filter(|from| from.value != "0" && order.accepts(&from.value))
    else {
        return;
    };
    let before = |fixed: &&&Spanned<VersionText>| {
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

fn report_unreadable(package: &PackageName, version: &Spanned<VersionText>, out: &mut Diagnostics) {
    let message = format!(
        "{} is not how {} writes a version",
        quoted(&version.value),
        package.ecosystem
    );
    out.push(
        Diagnostic::new(Code::InvalidValue, version.span, message)
            .help("write one version, as it was released; a list for several branches"),
    );
}

/// Reports two statements about one branch: the rule takes the less favourable,
/// and nobody can tell whether the other was meant to be enough. And a branch whose
/// fix is older than the branch itself.
pub(super) fn report_repeated(
    names: &SeriesNames,
    fixed: &[Spanned<VersionText>],
    branches: &[Branch],
    out: &mut Diagnostics,
) {
    let mut seen: Vec<(Option<Series>, &Spanned<VersionText>, bool)> = Vec::new();
    for version in fixed {
        if let Some(series) = names.of_version(&version.value) {
            seen.push((Some(series), version, true));
        }
    }
    for branch in branches {
        let named = branch.branch.as_ref();
        let told = named.and_then(|name| names.of_branch(&name.value));
        let fixed = branch.fixed.as_ref();
        let of_fix = fixed.and_then(|fixed| names.of_version(&fixed.value));
        if let (Some(name), Some(told), Some(fixed), Some(fix)) = (named, &told, fixed, &of_fix)
            && fix.is_before(told)
        {
            out.push(
                Diagnostic::new(
                    Code::EventOrder,
                    fixed.span,
                    format!("{} is older than branch {told}", fixed.value),
                )
                .here("and would fix nothing of it")
                .label(name.span, format!("this is branch {told}"))
                .help("write the fix of this branch, or the later one that it waits for"),
            );
        }
        if let Some(place) = named.or(fixed) {
            seen.push((told.or(of_fix), place, named.is_none()));
        }
    }
    let mut firsts = BTreeMap::new();
    for (series, place, is_fix) in seen {
        match firsts.entry(series) {
            Entry::Vacant(entry) => {
                entry.insert((place, is_fix));
            }
            Entry::Occupied(entry) => {
                let (first, was_fix) = *entry.get();
                out.push(repeated(
                    entry.key().as_ref(),
                    place,
                    first,
                    is_fix && was_fix,
                ));
            }
        }
    }
}

/// Reports an oldest branch that is not affected, where nobody says since when the
/// others are: all that is older than it counts as affected.
pub(super) fn report_older(
    names: &SeriesNames,
    branches: &[Branch],
    runs: &[Interval],
    out: &mut Diagnostics,
) {
    let named = branches.iter().filter_map(|branch| {
        let name = branch.branch.as_ref()?;
        Some((names.of_branch(&name.value)?, branch.status, name))
    });
    let oldest = named.min_by(|(a, ..), (b, ..)| a.cmp(b));
    let Some((_, BranchStatus::NotAffected, name)) = oldest else {
        return;
    };
    let is_older = |run: &Interval| run.introduced == "0" && matches!(run.end, End::Before(_));
    if !runs.first().is_some_and(is_older) {
        return;
    }
    out.push(
        Diagnostic::new(
            Code::OlderAffected,
            name.span,
            format!(
                "branch {} is not affected, and every version before it is",
                name.value
            ),
        )
        .help("write the first affected version as `introduced` at the top; `introduced: \"0\"` if the older ones are"),
    );
}

/// `place` says of a series what `first` did.
fn repeated(
    series: Option<&Series>,
    place: &Spanned<VersionText>,
    first: &Spanned<VersionText>,
    are_fixes: bool,
) -> Diagnostic {
    let (message, help) = match series {
        Some(series) if are_fixes => (
            format!("branch {series} is fixed twice"),
            "keep the version that fixes it; what it took to get there is for `revisions`",
        ),
        Some(series) => (
            format!("{} is branch {series} once more", quoted(&place.value)),
            "say once what became of each branch; whether that is `major` or `major.minor`, \
             `branches` in forewarn.yaml tells",
        ),
        None => (
            format!(
                "{} and {} have no number, and are read as one branch",
                quoted(&first.value),
                quoted(&place.value)
            ),
            "name the series: `branch: \"3.4\"`",
        ),
    };
    Diagnostic::new(Code::ConflictingKeys, place.span, message)
        .label(first.span, "the first time")
        .help(help)
}

/// Reports ranges among `versions`, which lists versions one by one.
pub(super) fn report_ranges(versions: &[Spanned<VersionText>], out: &mut Diagnostics) {
    for version in versions.iter().filter(|version| is_range(version)) {
        let message = format!("{} is a range and no version", quoted(&version.value));
        out.push(
            Diagnostic::new(Code::InvalidValue, version.span, message)
                .help("write ranges by package: `affected: {PyPI/tinysig: \">= 1.0, < 2.3\"}`"),
        );
    }
}

/// Whether a text opens as ranges do.
pub(super) fn is_range(version: &Spanned<VersionText>) -> bool {
    version.value.starts_with(['<', '>', '=', '^', '~'])
}
