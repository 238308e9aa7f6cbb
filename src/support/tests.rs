//! Schedules against what projects really promised, and laws.

mod facts;
mod laws;
mod states;

use std::num::NonZeroUsize;

use jiff::civil::Date;

use crate::model::Ecosystem;
use crate::model::config::PackageName;
use crate::model::support::{
    Calendar, Latest, MonthDay, Nth, Period, PeriodUnit, Phase, PhaseLength, Planned, Release,
    ReleaseName, Rounding, Rule, Support, Unit, When,
};
use crate::source::{FileId, Sources, Span, Spanned};

pub(crate) fn file() -> FileId {
    Sources::new().text("content/supported-versions.yaml", "")
}

pub(crate) fn at<T>(value: T) -> Spanned<T> {
    Spanned::new(value, Span::file(file()))
}

/// Supported versions of `package` with a rule and nothing else.
pub(crate) fn support(package: &str, rule: Rule, series: Unit) -> Support {
    let (ecosystem, name) = package.split_once('/').unwrap();
    Support {
        file: file(),
        package: at(PackageName {
            ecosystem: Ecosystem::new(ecosystem),
            name: name.to_owned(),
        }),
        development: Some(at("main".to_owned())),
        rule,
        series,
        lts: Vec::new(),
        minor_releases: None,
        releases: Vec::new(),
        bundled: Vec::new(),
    }
}

/// `latest: count, of: of`; the series are what is counted.
pub(crate) fn latest(package: &str, count: usize, of: Unit) -> Support {
    let count = NonZeroUsize::new(count).unwrap();
    support(package, Rule::Latest(Latest { count, of }), of)
}

/// Django's rule.
fn webframe() -> Support {
    let years = Period::new(3, PeriodUnit::Years).unwrap();
    let phases = vec![
        Phase {
            name: at("mainstream".to_owned()),
            length: PhaseLength::UntilSeries {
                skipped: 0,
                lts: None,
            },
            round: None,
        },
        Phase {
            name: at("security".to_owned()),
            length: PhaseLength::UntilSeries {
                skipped: 1,
                lts: Some(years),
            },
            round: Some(Rounding::EndOfMonth),
        },
    ];
    let mut support = support("PyPI/webframe", Rule::Phases(phases), Unit::Minor);
    support.lts.push("x.2".parse().unwrap());
    support
}

/// PostgreSQL's rule.
fn database() -> Support {
    let calendar = Calendar::new(
        [2, 5, 8, 11],
        MonthDay {
            nth: Nth::Second,
            weekday: jiff::civil::Weekday::Thursday,
        },
    )
    .unwrap();
    let phase = Phase {
        name: at("support".to_owned()),
        length: PhaseLength::For {
            period: Period::new(5, PeriodUnit::Years).unwrap(),
            lts: None,
        },
        round: Some(Rounding::NextMinor(calendar.clone())),
    };
    let mut support = support("generic/postgresql", Rule::Phases(vec![phase]), Unit::Major);
    support.minor_releases = Some(calendar);
    support
}

/// One entry a line: a version, or `series NAME`; then any of a date,
/// `expected DATE`, `end DATE`, `lts`.
pub(crate) fn with(mut support: Support, releases: &str) -> Support {
    for line in releases
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
    {
        let mut words = line.split(' ');
        let mut next = || words.next().map(str::to_owned);
        let name = match next().unwrap().as_str() {
            "series" => ReleaseName::Series(at(next().unwrap())),
            version => ReleaseName::Version(at(version.to_owned())),
        };
        let mut release = Release {
            span: Span::file(file()),
            name,
            when: When::Undated,
            end: None,
            lts: None,
            link: None,
            tag: None,
        };
        while let Some(word) = next() {
            match word.as_str() {
                "lts" => release.lts = Some(true),
                "end" => release.end = Some(at(next().unwrap().parse().unwrap())),
                "expected" => {
                    let text = next().unwrap();
                    let planned = match text.parse::<Date>() {
                        Ok(day) => Planned::Day(day),
                        Err(_) => Planned::month_of(format!("{text}-01").parse().unwrap()),
                    };
                    release.when = When::Expected(at(planned));
                }
                date => release.when = When::On(at(date.parse().unwrap())),
            }
        }
        support.releases.push(release);
    }
    support
}

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}
