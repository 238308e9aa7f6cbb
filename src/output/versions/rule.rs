//! The rule of support in sentences of the site's language.

use super::duration::{Wording, count_word};
use crate::model::Support;
use crate::model::support::{Latest, Lines, LongTerm, Phase, Rule, SeriesPattern, Unit};
use crate::output::html::Day;
use crate::support::Schedule;
use crate::theme::Language;

/// The rule in a sentence or a few.
pub(in crate::output) fn rule(language: &Language, support: &Support) -> String {
    let branch = support.development.as_ref();
    let branch = branch.map(|branch| branch.value.as_str());
    let words = Wording { language, support };
    let always = |branch: &str| language.fill("rule_branch_always", [("branch", branch.into())]);
    let mut sentences = Vec::new();
    match &support.rule {
        Rule::Latest(latest) => {
            sentences.push(newest(&words, *latest, branch));
            sentences.extend(majors(&words, "rule_majors", support.majors.as_ref()));
            sentences.extend(words.cadence());
        }
        Rule::Phases(phases) => {
            sentences.extend(by_phases(&words, phases));
            sentences.extend(long_term(&words));
            sentences.extend(words.cadence());
            sentences.extend(branch.map(always));
        }
        Rule::Dates => sentences.push(match branch {
            None => language.text("rule_dates").to_owned(),
            Some(branch) if support.releases.is_empty() => always(branch),
            Some(branch) => language.fill("rule_branch_dates", [("branch", branch.into())]),
        }),
    }
    sentences.join(" ")
}

/// The series that depart from the rule on the day of the schedule, a sentence
/// for each.
pub(in crate::output) fn exceptions(language: &Language, schedule: &Schedule) -> Vec<String> {
    let exceptions = schedule.exceptions().into_iter();
    exceptions
        .map(|(series, day)| {
            let day = Day::new(language, day).text;
            let values = [("series", series.into()), ("day", day.into())];
            language.fill("rule_exception", values)
        })
        .collect()
}

fn newest(words: &Wording<'_>, latest: Latest, branch: Option<&str>) -> String {
    let language = words.language;
    let count = latest.count.get();
    let key = match (latest.of, branch) {
        (Unit::Release, None) => "rule_latest_release",
        (Unit::Minor, None) => "rule_latest_minor",
        (Unit::Major, None) => "rule_latest_major",
        (Unit::Release, Some(_)) => "rule_branch_latest_release",
        (Unit::Minor, Some(_)) => "rule_branch_latest_minor",
        (Unit::Major, Some(_)) => "rule_branch_latest_major",
    };
    let lines = match &words.support.lines {
        None => String::new(),
        Some(Lines::Majors) => language.text("of_each_major").to_owned(),
        Some(Lines::Named(lines)) => {
            let lines = lines.iter();
            let lines =
                lines.map(|(name, pattern)| format!("{name}: {}", in_words(language, pattern)));
            let lines = lines.collect::<Vec<_>>().join(", ");
            language.fill("of_each_line", [("lines", lines.into())])
        }
    };
    let values = [
        ("branch", branch.unwrap_or_default().into()),
        ("count", count.into()),
        ("number", count_word(language, count).into()),
        ("lines", lines.into()),
    ];
    language.fill(key, values)
}

/// Today's rule, and those of older series.
fn by_phases(words: &Wording<'_>, phases: &[Phase]) -> Vec<String> {
    let support = words.support;
    let today = (phases, support.majors.as_ref());
    let older = support.earlier.iter();
    let rules = [today]
        .into_iter()
        .chain(older.map(|rule| (rule.phases.as_slice(), rule.majors.as_ref())));
    let mut sentences = Vec::new();
    for (at, (phases, major)) in rules.enumerate() {
        // Each begins where the one that comes next in the file ends.
        let since = support.earlier.get(at);
        let since = since.map(|rule| rule.before.value.as_str());
        let key = match (at, since) {
            (0, None) => "rule_phases",
            (0, Some(_)) => "rule_phases_since",
            (_, Some(_)) => "rule_earlier_since",
            (_, None) => "rule_earlier",
        };
        let (extended, own): (Vec<&Phase>, Vec<&Phase>) =
            phases.iter().partition(|phase| phase.extended);
        let values = [
            ("phases", words.phases(&own).into()),
            ("since", since.unwrap_or_default().into()),
        ];
        sentences.push(words.language.fill(key, values));
        let key = if at == 0 {
            "rule_majors"
        } else {
            "rule_majors_earlier"
        };
        sentences.extend(majors(words, key, major));
        if !extended.is_empty() {
            let values = [("phases", words.phases(&extended).into())];
            sentences.push(words.language.fill("rule_extended", values));
        }
    }
    sentences
}

fn majors(words: &Wording<'_>, key: &str, major: Option<&Phase>) -> Option<String> {
    let duration = words.duration(major?);
    Some(words.language.fill(key, [("duration", duration.into())]))
}

/// A pattern with the language's words for numbers of a kind.
fn in_words(language: &Language, pattern: &SeriesPattern) -> String {
    let text = pattern.as_str();
    match text {
        "even" => language.text("even_numbers").to_owned(),
        "odd" => language.text("odd_numbers").to_owned(),
        _ => text
            .replace("odd", language.text("odd"))
            .replace("even", language.text("even")),
    }
}

/// Which series have long-term support, where a pattern says it.
fn long_term(words: &Wording<'_>) -> Option<String> {
    let series = words.support.lts.iter().map(|lts| match lts {
        LongTerm::Pattern(pattern) => in_words(words.language, pattern),
        LongTerm::LastOfMajor => words.language.text("last_of_major").to_owned(),
    });
    let series = series.collect::<Vec<_>>().join(", ");
    let values = [("series", series.as_str().into())];
    (!series.is_empty()).then(|| words.language.fill("rule_long_term", values))
}
