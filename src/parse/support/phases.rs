//! `phases`: what a series gets, and for how long.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::support::{Calendar, Period, PeriodUnit, Phase, PhaseLength, Rounding};
use crate::parse::keys::support::{PHASE, ROUND};
use crate::source::Spanned;
use crate::yaml::{self, Entry, Node, Table};

/// Reads the map of phases, in their order; a phase that cannot be read is left
/// out.
pub(super) fn phases(
    node: &Node,
    minor_releases: Option<&Calendar>,
    out: &mut Diagnostics,
) -> Vec<Phase> {
    let Some(entries) = yaml::entries_of(node, "`phases`", out) else {
        return Vec::new();
    };
    if entries.is_empty() {
        out.push(
            Diagnostic::new(Code::MissingKey, node.span, "`phases` names no phase")
                .help("write `phases: {security: {for: 2y}}`"),
        );
    }
    entries
        .iter()
        .filter_map(|entry| phase(entry, minor_releases, out))
        .collect()
}

fn phase(entry: &Entry, minor_releases: Option<&Calendar>, out: &mut Diagnostics) -> Option<Phase> {
    let mut table = Table::new(&entry.value, &PHASE, out)?;
    let until = table.take_value("until");
    let period = table.take_value("for");
    if let (Some(until), Some(period)) = (until, period) {
        out.push(super::conflict(until, period));
    }
    let lts = table.take_value("lts");
    if until.or(period).or(lts).is_none() {
        let message = format!("{} has no end", quoted(&entry.key.value));
        out.push(
            Diagnostic::new(Code::MissingKey, entry.key.span, message)
                .help("add `until: next-series`, or a period: `for: 2y`"),
        );
    }
    // Read before either is used: every fault is reported.
    let skipped = until.map(|entry| until_series(entry, out));
    let period = period.map(|entry| self::period(entry, out));
    let lts = lts.map(|entry| self::period(entry, out));
    let round = table
        .text("round", out)
        .and_then(|text| rounding(&text, minor_releases, out));
    table.finish(out);
    let lts = match lts {
        None => None,
        Some(read) => Some(read?),
    };
    let length = match (skipped, period) {
        (Some(skipped), _) => PhaseLength::UntilSeries {
            skipped: skipped?,
            lts,
        },
        (None, Some(period)) => PhaseLength::For {
            period: period?,
            lts,
        },
        (None, None) => PhaseLength::OnlyLts(lts?),
    };
    Some(Phase {
        name: entry.key.clone(),
        length,
        round,
    })
}

/// `next-series`, or `next-series + 1` for the one after it.
fn until_series(entry: &Entry, out: &mut Diagnostics) -> Option<usize> {
    let text = yaml::text_of(&entry.value, "until", out)?;
    let skipped = text.value.strip_prefix("next-series").and_then(|rest| {
        let rest = rest.trim();
        match rest.strip_prefix('+') {
            Some(count) => count.trim().parse().ok(),
            None => rest.is_empty().then_some(0),
        }
    });
    if skipped.is_none() {
        let message = format!("a phase cannot last until {}", quoted(&text.value));
        out.push(
            Diagnostic::new(Code::InvalidValue, text.span, message).help(
                "write `next-series`, or `next-series + 1` for the series after it; \
                 a date belongs to a release, as `end`",
            ),
        );
    }
    skipped
}

/// `5y`, `18m` or `90d`.
fn period(entry: &Entry, out: &mut Diagnostics) -> Option<Period> {
    let text = yaml::text_of(&entry.value, &entry.key.value, out)?;
    let units = [
        ('y', PeriodUnit::Years),
        ('m', PeriodUnit::Months),
        ('d', PeriodUnit::Days),
    ];
    let period = units.iter().find_map(|(letter, unit)| {
        let count = text.value.trim().strip_suffix(*letter)?;
        Period::new(count.parse().ok()?, *unit)
    });
    if period.is_none() {
        let message = format!("{} is no length of support", quoted(&text.value));
        out.push(
            Diagnostic::new(Code::InvalidValue, text.span, message)
                .help("write years, months or days: `5y`, `18m`, `90d`"),
        );
    }
    period
}

fn rounding(
    text: &Spanned<String>,
    minor_releases: Option<&Calendar>,
    out: &mut Diagnostics,
) -> Option<Rounding> {
    if !yaml::choice("round", text, &ROUND, out)? {
        return Some(Rounding::EndOfMonth);
    }
    if minor_releases.is_none() {
        out.push(
            Diagnostic::new(
                Code::MissingKey,
                text.span,
                "`next-minor` needs the days of minor releases",
            )
            .help("add `minor_releases: {every: [feb, may, aug, nov], day: second thursday}`"),
        );
    }
    minor_releases.cloned().map(Rounding::NextMinor)
}
