//! Schedules against what projects really promised, and laws.

mod facts;
mod laws;
mod rules;
mod states;

use std::num::NonZeroUsize;

use jiff::civil::Date;

use crate::model::Ecosystem;
use crate::model::config::PackageName;
use crate::model::support::{
    Calendar, Latest, Length, LongTerm, MonthDay, Next, Nth, Period, PeriodUnit, Phase, Planned,
    Release, ReleaseName, Rounding, Rule, Successor, Support, Unit, Until, When,
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
        majors: None,
        earlier: Vec::new(),
        series,
        lines: None,
        lts: Vec::new(),
        cadence: None,
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

/// A phase that lasts until all of these have happened.
pub(crate) fn phase(name: &str, all: &[Until], round: Option<Rounding>) -> Phase {
    Phase {
        name: at(name.to_owned()),
        length: Length {
            all: all.to_vec(),
            lts: None,
        },
        round,
        extended: false,
    }
}

/// Until that many newer series and one are out.
pub(crate) fn next(skipped: usize) -> Until {
    let of = Successor::Series;
    Until::Next(Next { of, skipped }, None)
}

pub(crate) fn years(count: u16) -> Until {
    Until::For(Period::new(count, PeriodUnit::Years).unwrap())
}

/// Django's rule.
fn webframe() -> Support {
    let mut security = phase("security", &[next(1)], Some(Rounding::EndOfMonth));
    security.length.lts = Some(years(3));
    let phases = vec![phase("mainstream", &[next(0)], None), security];
    let mut support = support("PyPI/webframe", Rule::Phases(phases), Unit::Minor);
    support.lts.push(LongTerm::Pattern("x.2".parse().unwrap()));
    support
}

/// PostgreSQL's rule.
fn database() -> Support {
    let day = MonthDay::Weekday(Nth::Second, jiff::civil::Weekday::Thursday);
    let calendar = Calendar::new([2, 5, 8, 11], Some(day)).unwrap();
    let round = Rounding::NextMinor(calendar.clone());
    let phases = vec![phase("support", &[years(5)], Some(round))];
    let mut support = support("generic/postgresql", Rule::Phases(phases), Unit::Major);
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
            bundled: Vec::new(),
            span: Span::file(file()),
            name,
            when: When::Undated,
            end: None,
            phase_ends: Vec::new(),
            codename: None,
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
