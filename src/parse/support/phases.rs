//! `phases`, `majors` and `earlier`: what a series gets, and for how long.

use super::calendar::calendar;
use super::lengths::{long_term, period, until};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::support::{
    Calendar, EarlierRule, Length, Next, Phase, Rounding, Successor, Until,
};
use crate::parse::advisory::version_of;
use crate::parse::keys::support::{EARLIER, MAJORS, PHASE, ROUND, Round};
use crate::version::Order;
use crate::yaml::{self, Entry, Node, Table};

/// Projects change their rules less often.
const EARLIER_RULES: usize = 100;

/// Reads phases, which may end with minor releases.
pub(super) struct Reader<'a> {
    pub(super) minor_releases: Option<&'a Calendar>,
}

impl Reader<'_> {
    /// The map of phases, in their order; a phase that cannot be read is left out.
    pub(super) fn phases(&self, node: &Node, out: &mut Diagnostics) -> Vec<Phase> {
        let Some(entries) = yaml::entries_of(node, "`phases`", out) else {
            return Vec::new();
        };
        if entries.is_empty() {
            out.push(
                Diagnostic::new(Code::MissingKey, node.span, "`phases` names no phase")
                    .help("write `phases: {security: {for: 2y}}`"),
            );
        }
        let phases = entries.iter();
        let phases = phases.filter_map(|entry| self.phase(entry, out));
        let phases: Vec<Phase> = phases.collect();
        let first = phases.first().filter(|_| phases.len() == entries.len());
        if let Some(first) = first.filter(|_| phases.iter().all(|phase| phase.extended)) {
            out.push(
                Diagnostic::new(
                    Code::MissingKey,
                    first.name.span,
                    "no phase counts as support",
                )
                .here("`extended` phases are for those who pay, or by others")
                .help("put the support for all in front of them: `support: {for: 1y}`"),
            );
        }
        phases
    }

    /// How long a major version lasts.
    pub(super) fn majors(&self, entry: &Entry, out: &mut Diagnostics) -> Option<Phase> {
        let mut table = Table::new(&entry.value, &MAJORS, out)?;
        let all = conditions(&mut table, out);
        let round = self.rounding(&mut table, all.iter(), out);
        table.finish(out);
        if all.is_empty() {
            out.push(no_end(entry, "next-major"));
            return None;
        }
        let all: Vec<Until> = all.into_iter().collect::<Option<_>>()?;
        let is_of_series = |until: &Until| matches!(until, Until::Next(Next { of, .. }, _) if *of != Successor::Major);
        if all.iter().any(is_of_series) {
            let message = "a major version waits for no series";
            out.push(
                Diagnostic::new(Code::InvalidValue, entry.value.span, message)
                    .help("write `next-major`, or `next-major + 1` for the one after it"),
            );
        }
        Some(Phase {
            name: entry.key.clone(),
            length: Length { all, lts: None },
            round,
            extended: false,
        })
    }

    /// The rules of older series, those of the newest first.
    pub(super) fn earlier(
        &self,
        node: &Node,
        order: Order,
        out: &mut Diagnostics,
    ) -> Vec<EarlierRule> {
        let items = node.as_list().unwrap_or(std::slice::from_ref(node));
        let rules = items.iter().filter_map(|item| self.older(item, out));
        let mut rules: Vec<EarlierRule> = rules.take(EARLIER_RULES).collect();
        if items.len() > EARLIER_RULES {
            let message = format!(
                "{} earlier rules are given; at most {EARLIER_RULES} are read",
                items.len()
            );
            let fault = Diagnostic::new(Code::TooMany, node.span, message);
            out.push(fault.help("give single series that differ an `end` of their own"));
        }
        rules.sort_by(|a, b| order.compare(&b.before.value, &a.before.value));
        for pair in rules.windows(2) {
            let (first, other) = (&pair[0].before, &pair[1].before);
            if order.compare(&first.value, &other.value).is_eq() {
                let message = format!("two rules hold before {}", quoted(&other.value));
                out.push(
                    Diagnostic::new(Code::ConflictingKeys, other.span, message)
                        .label(first.span, "the first is here")
                        .help("keep one of the two"),
                );
            }
        }
        rules
    }

    fn older(&self, node: &Node, out: &mut Diagnostics) -> Option<EarlierRule> {
        let mut table = Table::new(node, &EARLIER, out)?;
        let before = table.required("before", out);
        let before = before.and_then(|entry| version_of(&entry.value, "before", out));
        let phases = table.required("phases", out);
        let phases = phases.map(|entry| self.phases(&entry.value, out));
        let majors = table.take_value("majors");
        let majors = majors.and_then(|entry| self.majors(entry, out));
        table.finish(out);
        Some(EarlierRule {
            before: before?,
            phases: phases.filter(|phases| !phases.is_empty())?,
            majors,
        })
    }

    fn phase(&self, entry: &Entry, out: &mut Diagnostics) -> Option<Phase> {
        let mut table = Table::new(&entry.value, &PHASE, out)?;
        if entry.key.value.trim().is_empty() {
            let fault = Diagnostic::new(Code::InvalidValue, entry.key.span, "a phase needs a name");
            out.push(fault.help("write what the project calls it: `security: {for: 2y}`"));
        }
        let all = conditions(&mut table, out);
        let lts = table.take_value("lts").map(|entry| {
            let text = yaml::text_of(&entry.value, "lts", out)?;
            long_term(&text, out)
        });
        let extended = table.flag("extended", out).is_some_and(|flag| flag.value);
        let round = self.rounding(&mut table, all.iter().chain(&lts), out);
        table.finish(out);
        if all.is_empty() && lts.is_none() {
            out.push(no_end(entry, "next-series"));
            return None;
        }
        let lts = match lts {
            None => None,
            Some(read) => Some(read?),
        };
        let all = all.into_iter().collect::<Option<_>>()?;
        Some(Phase {
            name: entry.key.clone(),
            length: Length { all, lts },
            round,
            extended,
        })
    }

    /// One of the words, or a calendar: where the end of a period among the
    /// `conditions` moves to.
    fn rounding<'u>(
        &self,
        table: &mut Table<'_>,
        conditions: impl Iterator<Item = &'u Option<Until>>,
        out: &mut Diagnostics,
    ) -> Option<Rounding> {
        let entry = table.take_value("round")?;
        let is_exact =
            |until: &Option<Until>| matches!(until, Some(Until::Next(_, None) | Until::Announced));
        let mut conditions = conditions.peekable();
        if conditions.peek().is_some() && conditions.all(is_exact) {
            out.push(
                Diagnostic::new(
                    Code::MissingKey,
                    entry.key.span,
                    "`round` needs a period beside it",
                )
                .here("what lasts until a release, or a day that is announced, ends then")
                .help("leave it out, or add a period: `for: 2y`, `until: next-series + 6m`"),
            );
        }
        let node = &entry.value;
        if node.as_map().is_some() {
            return calendar(node, out).map(Rounding::Nearest);
        }
        let text = yaml::text_of(node, "round", out)?;
        let known = ROUND.iter().find(|(word, _)| *word == text.value);
        let Some((_, round)) = known else {
            let message = format!("`round` cannot be {}", quoted(&text.value));
            out.push(
                Diagnostic::new(Code::InvalidValue, text.span, message).help(
                    "write `end-of-month`, `end-of-quarter`, `end-of-year` or `next-minor`, or the \
                 nearest of some days: `{every: [may, november], day: 1}`",
                ),
            );
            return None;
        };
        match round {
            Round::Month => Some(Rounding::EndOfMonth),
            Round::Quarter => Some(Rounding::EndOfQuarter),
            Round::Year => Some(Rounding::EndOfYear),
            Round::NextMinor => {
                if self.minor_releases.is_none() {
                    let message = "`next-minor` needs the days of minor releases";
                    out.push(Diagnostic::new(Code::MissingKey, text.span, message).help(
                        "add `minor_releases: {every: [feb, may, aug, nov], day: second thursday}`",
                    ));
                }
                self.minor_releases.cloned().map(Rounding::NextMinor)
            }
        }
    }
}

/// `for` and `until`, as far as they can be read.
fn conditions(table: &mut Table<'_>, out: &mut Diagnostics) -> Vec<Option<Until>> {
    let period = table.take_value("for").map(|entry| {
        let text = yaml::text_of(&entry.value, "for", out)?;
        period(&text, out).map(Until::For)
    });
    let until = table.take_value("until").map(|entry| {
        let text = yaml::text_of(&entry.value, "until", out)?;
        until(&text, out)
    });
    period.into_iter().chain(until).collect()
}

fn no_end(entry: &Entry, until: &str) -> Diagnostic {
    let message = format!("{} has no end", quoted(&entry.key.value));
    Diagnostic::new(Code::MissingKey, entry.key.span, message)
        .help(format!("add `until: {until}`, or a period: `for: 2y`"))
}
