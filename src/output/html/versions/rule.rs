//! The rule of support in a sentence of the site's language. In English it is
//! the sentence that data and findings have, as a test makes sure.

use crate::model::Support;
use crate::model::support::{Latest, Period, PeriodUnit, Phase, PhaseLength, Rounding, Rule, Unit};
use crate::output::html::day::Day;
use crate::support::Schedule;
use crate::theme::Language;

/// The rule as a sentence or two.
pub(super) fn rule(language: &Language, support: &Support) -> String {
    let branch = support.development.as_ref();
    let branch = branch.map(|branch| branch.value.as_str());
    match (&support.rule, branch) {
        (Rule::Latest(latest), branch) => newest(language, *latest, branch),
        (Rule::Phases(phases), branch) => {
            let phases: Vec<String> = phases.iter().map(|p| phase(language, p)).collect();
            let then = |first: String, next: String| {
                let values = [("first", first.into()), ("next", next.into())];
                language.fill("phase_then", values)
            };
            let phases = phases.into_iter().reduce(then).unwrap_or_default();
            let each = language.fill("rule_phases", [("phases", phases.into())]);
            let always =
                |branch: &str| language.fill("rule_branch_always", [("branch", branch.into())]);
            [Some(each), branch.map(always)]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" ")
        }
        (Rule::Dates, None) => language.text("rule_dates").to_owned(),
        (Rule::Dates, Some(branch)) => {
            language.fill("rule_branch_dates", [("branch", branch.into())])
        }
    }
}

/// The series that depart from the rule on the day of the schedule, a sentence
/// for each.
pub(super) fn exceptions(language: &Language, schedule: &Schedule) -> Vec<String> {
    let exceptions = schedule.exceptions().into_iter();
    exceptions
        .map(|(series, day)| {
            let day = Day::new(language, day).text;
            let values = [("series", series.into()), ("day", day.into())];
            language.fill("rule_exception", values)
        })
        .collect()
}

fn newest(language: &Language, latest: Latest, branch: Option<&str>) -> String {
    let count = latest.count.get();
    let key = match (latest.of, branch) {
        (Unit::Release, None) => "rule_latest_release",
        (Unit::Minor, None) => "rule_latest_minor",
        (Unit::Major, None) => "rule_latest_major",
        (Unit::Release, Some(_)) => "rule_branch_latest_release",
        (Unit::Minor, Some(_)) => "rule_branch_latest_minor",
        (Unit::Major, Some(_)) => "rule_branch_latest_major",
    };
    let values = [
        ("branch", branch.unwrap_or_default().into()),
        ("count", count.into()),
        ("number", number(language, count).into()),
    ];
    language.fill(key, values)
}

fn phase(language: &Language, phase: &Phase) -> String {
    let name = phase.name.value.as_str();
    let fixes = match name {
        "support" | "supported" | "fixes" => language.text("phase_fixes").to_owned(),
        _ => language.fill("phase_fixes_named", [("name", name.into())]),
    };
    let rounded = match &phase.round {
        None => "",
        Some(Rounding::EndOfMonth) => language.text("rounded_month"),
        Some(Rounding::NextMinor(_)) => language.text("rounded_minor"),
    };
    let lasting = |key, fixes: String, period| {
        let values = [
            ("fixes", fixes.into()),
            ("period", length(language, period).into()),
            ("rounded", rounded.into()),
        ];
        language.fill(key, values)
    };
    let (phase, lts) = match phase.length {
        PhaseLength::UntilSeries { skipped, lts } => (until(language, fixes, skipped), lts),
        PhaseLength::For { period, lts } => (lasting("phase_for", fixes, period), lts),
        PhaseLength::OnlyLts(period) => return lasting("phase_if_long_term", fixes, period),
    };
    let Some(period) = lts else { return phase };
    let values = [
        ("phase", phase.into()),
        ("period", length(language, period).into()),
        ("rounded", rounded.into()),
    ];
    language.fill("phase_or_long_term", values)
}

fn until(language: &Language, fixes: String, skipped: usize) -> String {
    let fixes = ("fixes", fixes.into());
    match skipped {
        0 => language.fill("phase_until_next", [fixes]),
        1 => language.fill("phase_until_second", [fixes]),
        2 => language.fill("phase_until_third", [fixes]),
        _ => {
            let count = number(language, skipped.saturating_add(1));
            language.fill("phase_until_several", [fixes, ("number", count.into())])
        }
    }
}

fn length(language: &Language, period: Period) -> String {
    let key = match period.unit() {
        PeriodUnit::Years => "period_years",
        PeriodUnit::Months => "period_months",
        PeriodUnit::Days => "period_days",
    };
    language.fill(key, [("count", period.count().into())])
}

fn number(language: &Language, count: usize) -> String {
    const WORDS: [&str; 10] = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    ];
    let word = count.checked_sub(2).and_then(|at| WORDS.get(at));
    word.map_or_else(|| count.to_string(), |word| language.text(word).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::versions::tests::project;
    use crate::theme::spoken;

    /// The supported versions of `rule`, with and without a branch that always
    /// gets fixes.
    fn rules(rule: &str) -> Vec<Support> {
        let releases = "releases: [{series: \"1\", date: 2025-01-01}]";
        let file = |first: &str| {
            let text = format!("package: PyPI/tinysig\n{first}{rule}{releases}\n");
            let project = project(&[("content/supported-versions.yaml", &text)]);
            project.support.into_iter().next().expect(rule)
        };
        vec![file(""), file("development: main\n")]
    }

    fn all_rules() -> impl Iterator<Item = Support> {
        let mut rules_of = Vec::new();
        for of in ["release", "minor", "major"] {
            for latest in [1, 2, 11, 12] {
                rules_of.push(format!("support: {{latest: {latest}, of: {of}}}\n"));
            }
        }
        for until in [
            "next-series",
            "next-series + 1",
            "next-series + 2",
            "next-series + 3",
        ] {
            rules_of.push(format!(
                "series: major\nphases: {{support: {{until: {until}}}}}\n"
            ));
        }
        rules_of.extend(
            [
                "{mainstream: {until: next-series}, security: {for: 1y, lts: 18m, round: end-of-month}}",
                "{active: {for: 90d}, fixes: {lts: 2y}}",
            ]
            .map(|phases| format!("series: major\nphases: {phases}\n")),
        );
        rules_of.push(
            "series: major\nphases: {support: {for: 5y, round: next-minor}}\n\
             minor_releases: {every: [feb, may], day: second thursday}\n"
                .to_owned(),
        );
        rules_of.into_iter().flat_map(|rule| rules(&rule))
    }

    #[test]
    fn pages_say_the_rule_as_data_and_findings_do() {
        for support in all_rules() {
            assert_eq!(rule(spoken("en"), &support), crate::support::rule(&support));
        }
    }

    #[test]
    fn each_rule_has_its_sentence_in_german() {
        let sentences: Vec<_> = all_rules()
            .map(|support| rule(spoken("de"), &support))
            .collect();
        assert_eq!(
            sentences[2..4],
            [
                "Die zwei neuesten Versionen erhalten Sicherheitskorrekturen.",
                "Der Zweig main und die zwei neuesten Versionen erhalten Sicherheitskorrekturen.",
            ]
        );
        assert_eq!(
            sentences[sentences.len() - 6],
            "Jede Serie erhält Korrekturen (mainstream) bis zur nächsten Serie, danach Korrekturen \
             (security) für 1 Jahr ab Erscheinen, bis zum Ende des Monats (mit Langzeitunterstützung: \
             für 18 Monate, bis zum Ende des Monats)."
        );
    }
}
