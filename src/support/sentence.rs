//! The rule in plain English, to be shown and to be compared with the policy.

use jiff::civil::Date;

use super::cycle::State;
use super::end::{Cause, EndDay};
use super::schedule::Schedule;
use crate::model::Support;
use crate::model::support::{Latest, Phase, PhaseLength, Rounding, Rule, Unit};

/// The rule as one sentence:
///
/// * `The main branch and the latest release get security fixes.`
/// * `The main branch and the latest two minor series get security fixes.`
/// * `Each series gets mainstream fixes until the next series, then security fixes
///   until the second series after it (long-term support: for 3 years, to the end
///   of the month).`
pub fn rule(support: &Support) -> String {
    let development = support.development.as_ref();
    let branch = development.map(|branch| format!("the {} branch", branch.value));
    let subject = |rest: &str| match &branch {
        Some(branch) => capitalised(&format!("{branch} and {rest}")),
        None => capitalised(rest),
    };
    match &support.rule {
        Rule::Latest(latest) => {
            let plural = branch.is_some() || latest.count.get() > 1;
            let verb = if plural { "get" } else { "gets" };
            format!("{} {verb} security fixes.", subject(&newest(*latest)))
        }
        Rule::Phases(phases) => {
            let phases: Vec<String> = phases.iter().map(phase).collect();
            let own = branch.map(|branch| format!(" {} always gets fixes.", capitalised(&branch)));
            format!(
                "Each series gets {}.{}",
                phases.join(", then "),
                own.unwrap_or_default()
            )
        }
        Rule::Dates => {
            let verb = if branch.is_some() { "get" } else { "gets" };
            let each = subject("each series until its end date");
            format!("{each} {verb} security fixes.")
        }
    }
}

/// An exception to the rule as a sentence:
/// `2.4 gets security fixes until 31 March 2027.`
pub fn exception((series, day): (&str, Date)) -> String {
    let day = day.strftime("%-d %B %Y");
    format!("{series} gets security fixes until {day}.")
}

impl Schedule {
    /// The exceptions to the rule that count on the day of the schedule: each
    /// series that ends on a day of its own, with its last day.
    pub fn exceptions(&self) -> Vec<(&str, Date)> {
        let exceptions = self.cycles().iter().rev().filter_map(|cycle| {
            let eol = cycle.eol.as_ref()?;
            let EndDay::On(day) = eol.day else {
                return None;
            };
            let given = eol.cause == Cause::Given && matches!(cycle.state, State::Supported(_));
            given.then_some((cycle.cycle.as_str(), day))
        });
        exceptions.collect()
    }
}

fn newest(latest: Latest) -> String {
    let count = latest.count.get();
    let (one, several) = match latest.of {
        Unit::Release => ("release", "releases"),
        Unit::Minor => ("minor series", "minor series"),
        Unit::Major => ("major series", "major series"),
    };
    match count {
        1 => format!("the latest {one}"),
        _ => format!("the latest {} {several}", number(count)),
    }
}

fn phase(phase: &Phase) -> String {
    let name = &phase.name.value;
    let what = match name.as_str() {
        "support" | "supported" | "fixes" => "fixes".to_owned(),
        _ => format!("{name} fixes"),
    };
    let rounded = match &phase.round {
        None => "",
        Some(Rounding::EndOfMonth) => ", to the end of the month",
        Some(Rounding::NextMinor(_)) => ", to the next scheduled minor release",
    };
    let (length, lts) = match phase.length {
        PhaseLength::UntilSeries { skipped, lts } => (until(skipped), lts),
        PhaseLength::For { period, lts } => {
            (format!("for {period} from its release{rounded}"), lts)
        }
        PhaseLength::OnlyLts(period) => {
            return format!(
                "{what} for {period} from its release{rounded}, if it has long-term support"
            );
        }
    };
    let lts = lts.map(|period| format!(" (with long-term support: for {period}{rounded})"));
    format!("{what} {length}{}", lts.unwrap_or_default())
}

fn until(skipped: usize) -> String {
    match skipped {
        0 => "until the next series".to_owned(),
        1 => "until the second series after it".to_owned(),
        2 => "until the third series after it".to_owned(),
        _ => format!(
            "until {} newer series are out",
            number(skipped.saturating_add(1))
        ),
    }
}

fn number(count: usize) -> String {
    const WORDS: [&str; 10] = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    ];
    let word = count.checked_sub(2).and_then(|at| WORDS.get(at));
    word.map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
