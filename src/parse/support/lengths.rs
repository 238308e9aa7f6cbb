//! Lengths of support: `5y`, and `next-series + 1 + 6m`.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::support::{Cadence, Next, Period, PeriodUnit, Successor, Until};
use crate::parse::support::calendar::calendar;
use crate::source::Spanned;
use crate::yaml::{self, Node};

/// More newer series than anybody waits for.
const SKIPPED: usize = 99;

/// `announced`, or a newer series, how many come before it, and a period after it:
/// `next-series`, `next-series + 1`, `next-series + 6m`, `next-major + 1 + 4w`.
pub(super) fn until(text: &Spanned<String>, out: &mut Diagnostics) -> Option<Until> {
    let until = read_until(&text.value);
    if until.is_none() {
        let message = format!("a phase cannot last until {}", quoted(&text.value));
        out.push(
            Diagnostic::new(Code::InvalidValue, text.span, message).help(
                "write `next-series`, `next-lts` or `next-major`, with `+ 1` for the one after \
                 it and `+ 6m` for six months later, or `announced`; a date belongs to a \
                 release, as `end`",
            ),
        );
    }
    until
}

/// A period, or as [`until`].
pub(super) fn long_term(text: &Spanned<String>, out: &mut Diagnostics) -> Option<Until> {
    let lts = read_period(text.value.trim()).map(Until::For);
    let lts = lts.or_else(|| read_until(&text.value));
    if lts.is_none() {
        let message = format!("long-term support cannot last {}", quoted(&text.value));
        out.push(
            Diagnostic::new(Code::InvalidValue, text.span, message).help(
                "write a period (`3y`, `18m`), or what it lasts until: `next-lts`, \
                 `next-lts + 8w`, `announced`; which series have it is told by `lts` of the file",
            ),
        );
    }
    lts
}

fn read_until(text: &str) -> Option<Until> {
    let mut parts = text.split('+').map(str::trim);
    let of = match parts.next()? {
        "announced" => return parts.next().is_none().then_some(Until::Announced),
        "next-series" => Successor::Series,
        "next-lts" => Successor::LongTerm,
        "next-major" => Successor::Major,
        _ => return None,
    };
    let mut rest = parts.peekable();
    let count = rest.peek().and_then(|part| part.parse().ok());
    let skipped = match count {
        Some(skipped) => {
            rest.next();
            skipped
        }
        None => 0,
    };
    let then = match rest.next() {
        Some(part) => Some(read_period(part)?),
        None => None,
    };
    (skipped <= SKIPPED && rest.next().is_none()).then_some(Until::Next(Next { of, skipped }, then))
}

/// `5y`, `18m`, `8w` or `90d`.
pub(super) fn period(text: &Spanned<String>, out: &mut Diagnostics) -> Option<Period> {
    let period = read_period(text.value.trim());
    if period.is_none() {
        let message = format!("{} is no length of support", quoted(&text.value));
        out.push(
            Diagnostic::new(Code::InvalidValue, text.span, message)
                .help("write years, months, weeks or days: `5y`, `18m`, `8w`, `90d`"),
        );
    }
    period
}

fn read_period(text: &str) -> Option<Period> {
    let units = [
        ('y', PeriodUnit::Years),
        ('m', PeriodUnit::Months),
        ('w', PeriodUnit::Weeks),
        ('d', PeriodUnit::Days),
    ];
    units.iter().find_map(|(letter, unit)| {
        let count = text.strip_suffix(*letter)?;
        Period::new(count.parse().ok()?, *unit)
    })
}

/// `cadence`: a period, or a calendar.
pub(super) fn cadence(node: &Node, out: &mut Diagnostics) -> Option<Cadence> {
    if node.as_map().is_some() {
        return calendar(node, out).map(Cadence::On);
    }
    let text = yaml::text_of(node, "cadence", out)?;
    let every = read_period(text.value.trim());
    if every.is_none() {
        let message = format!("{} is no interval of series", quoted(&text.value));
        out.push(
            Diagnostic::new(Code::InvalidValue, text.span, message).help(
                "write how long it is from one to the next (`8w`, `6m`), or a calendar: \
                 `{every: [april, october]}`, `{day: third thursday}`",
            ),
        );
    }
    every.map(Cadence::Every)
}
