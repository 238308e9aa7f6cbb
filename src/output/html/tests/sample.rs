//! Models built by hand.

use crate::model::affected::{Event, RangeEvent};
use crate::model::config::{Channel, Contact, OpenPgp};
use crate::model::{
    Advisory, AdvisoryId, Affected, Bundled, Config, Credit, CreditType, Dates, Ecosystem, Format,
    Map, Package, Page, Range, RangeType, RatingWord, Reference, ReferenceType, Revision, Sections,
    Severity, SeverityType, SitePath, TimelineEntry, Timestamp, Withdrawn, WrittenTime,
};
use crate::source::{FileId, Sources, Span, Spanned};

pub(super) fn file() -> FileId {
    Sources::new().text("advisories/A.yaml", "")
}

pub(super) fn span() -> Span {
    Span::file(file())
}

pub(super) fn spanned<T>(value: impl Into<T>) -> Spanned<T> {
    Spanned::new(value.into(), span())
}

pub(super) fn at(text: &str) -> Timestamp {
    text.parse::<jiff::Timestamp>().unwrap().into()
}

/// The dates of a record that was published then.
pub(super) fn published(text: &str) -> Dates {
    Dates {
        published: Some(spanned(at(text))),
        ..Dates::default()
    }
}

/// A time as an author wrote it: a moment, or a day.
fn written(text: &str) -> WrittenTime {
    let day = text.parse().ok();
    WrittenTime {
        text: text.to_owned(),
        at: at(&day.map_or(text.to_owned(), |day: jiff::civil::Date| {
            format!("{day}T14:00Z")
        })),
        day,
        span: span(),
    }
}

fn entry(event: &str, time: &str) -> TimelineEntry {
    TimelineEntry {
        event: event.to_owned(),
        at: written(time),
    }
}

fn revision(time: &str, note: &str) -> Revision {
    Revision {
        at: written(time),
        note: note.to_owned(),
        significant: None,
    }
}

/// A record with nothing but an id and a date.
pub(super) fn bare(id: &str) -> Advisory {
    Advisory {
        file: file(),
        overlay: false,
        id: spanned(AdvisoryId::new(id).unwrap()),
        path_mark: None,
        dates: published("2026-09-22T14:00:00Z"),
        aliases: None,
        related: None,
        upstream: None,
        summary: None,
        sections: Sections::default(),
        severity: None,
        severity_word: None,
        severity_rationale: None,
        cwe: None,
        kind: None,
        affected: None,
        references: None,
        credits: None,
        exploited: None,
        unexploited: false,
        timeline: None,
        database_specific: None,
        branches: Vec::new(),
        bundled: None,
        withheld_names: Vec::new(),
        private: Vec::new(),
    }
}

/// An entry of a package, with one range of these events.
pub(super) fn affected(name: &str, events: Vec<Event>) -> Affected {
    let events = events
        .into_iter()
        .map(|event| RangeEvent::new(event, span()))
        .collect();
    Affected {
        package: Some(Package {
            span: span(),
            ecosystem: Ecosystem::new("PyPI"),
            name: name.to_owned(),
            purl: None,
            extra: Map::new(),
        }),
        ranges: Some(vec![
            Range::new(RangeType::Ecosystem, None, events).unwrap(),
        ]),
        ..Affected::empty(span())
    }
}

pub(super) fn introduced(version: &str) -> Event {
    Event::Introduced(version.into())
}

pub(super) fn fixed(version: &str) -> Event {
    Event::Fixed(version.into())
}

pub(super) fn last_affected(version: &str) -> Event {
    Event::LastAffected(version.into())
}

pub(super) fn git(events: Vec<Event>) -> Range {
    let events = events
        .into_iter()
        .map(|event| RangeEvent::new(event, span()))
        .collect();
    let repo = "https://github.com/example/tinysig".to_owned();
    Range::new(RangeType::Git, Some(repo), events).unwrap()
}

pub(super) fn cvss(kind: SeverityType, vector: &str) -> Severity {
    Severity {
        kind,
        score: spanned(vector),
        extra: Map::new(),
    }
}

pub(super) fn reference(kind: ReferenceType, url: &str) -> Reference {
    Reference {
        kind,
        url: spanned(url),
        extra: Map::new(),
    }
}

pub(super) fn credit(name: &str, kind: Option<CreditType>, contact: &[&str]) -> Credit {
    Credit {
        name: spanned(name),
        contact: Some(contact.iter().map(|&c| c.to_owned()).collect()),
        kind,
        extra: Map::new(),
    }
}

/// `text` in every field that holds any.
pub(super) fn filled(text: &str) -> Advisory {
    let text_field = || Some(spanned::<String>(text));
    let list = || Some(vec![spanned::<String>(text)]);
    let mut package = affected(text, vec![introduced(text), fixed(text), introduced(text)]);
    package.package.as_mut().unwrap().ecosystem = Ecosystem::new(text);
    package.versions = Some(vec![spanned(text)]);
    package.severity = Some(vec![cvss(SeverityType::CvssV3, text)]);
    let commits = vec![RangeEvent::new(introduced(text), span())];
    let git = Range::new(RangeType::Git, Some(text.to_owned()), commits).unwrap();
    package.ranges.as_mut().unwrap().push(git);
    Advisory {
        summary: text_field(),
        aliases: list(),
        related: list(),
        upstream: list(),
        dates: Dates {
            withdrawn: Some(Withdrawn {
                at: spanned(at("2026-10-01T00:00:00Z")),
                reason: text_field(),
                duplicate_of: text_field(),
            }),
            revisions: Some(vec![revision("2026-09-30", text)]),
            ..published("2026-09-22T14:00:00Z")
        },
        severity_word: RatingWord::new("high"),
        severity_rationale: Some(text.to_owned()),
        cwe: Some(vec![79]),
        timeline: Some(vec![entry(text, "2026-09-15")]),
        sections: Sections {
            details: text_field(),
            affected_if: text_field(),
            impact: text_field(),
            workarounds: text_field(),
            detection: text_field(),
        },
        severity: Some(vec![cvss(SeverityType::CvssV4, text)]),
        affected: Some(vec![package]),
        references: Some(
            ReferenceType::ALL
                .iter()
                .map(|&kind| reference(kind, text))
                .collect(),
        ),
        credits: Some(
            CreditType::ALL
                .iter()
                .map(|&kind| credit(text, Some(kind), &[text]))
                .collect(),
        ),
        bundled: Some(Bundled {
            component: text.to_owned(),
            purl: Some(text.to_owned()),
            within: Some(text.to_owned()),
            not_within: Some(text.to_owned()),
            fixed_component: Some(text.to_owned()),
        }),
        ..bare("x_tinysig-2026-0009")
    }
}

/// What a careful author writes.
pub(super) fn usual() -> Advisory {
    Advisory {
        dates: Dates {
            revisions: Some(vec![revision(
                "2026-09-24",
                "1.9.7 was released for those who stay on `1.9`.",
            )]),
            ..published("2026-09-22T14:00:00Z")
        },
        severity_rationale: Some("The `strict=False` option is rarely used.".to_owned()),
        cwe: Some(vec![347]),
        timeline: Some(vec![
            entry("reported", "2026-09-01T08:12Z"),
            entry("distributors-notified", "2026-09-15"),
        ]),
        aliases: Some(vec![
            spanned("CVE-2026-40001"),
            spanned("GHSA-aaaa-bbbb-cccc"),
        ]),
        related: Some(vec![spanned("x_tinysig-2026-0002"), spanned("OTHER-1")]),
        summary: Some(spanned(
            "Signature check accepts a truncated tag in `verify()`",
        )),
        sections: usual_sections(),
        severity: Some(vec![cvss(
            SeverityType::CvssV3,
            "CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:H/A:N",
        )]),
        affected: Some(vec![usual_package()]),
        references: Some(vec![
            reference(
                ReferenceType::Web,
                "https://example.org/blog/truncated-tags",
            ),
            reference(
                ReferenceType::Report,
                "https://github.com/example/tinysig/issues/481",
            ),
            reference(ReferenceType::Web, "irc://example.org/tinysig"),
        ]),
        credits: Some(vec![
            credit(
                "Ada Example",
                Some(CreditType::Reporter),
                &["https://ada.example"],
            ),
            credit("Kenji Example", Some(CreditType::RemediationDeveloper), &[]),
        ]),
        bundled: Some(Bundled {
            component: "OpenSSL".to_owned(),
            purl: Some("pkg:generic/openssl".to_owned()),
            within: Some("wheels for Windows, macOS and Linux".to_owned()),
            not_within: Some("source builds".to_owned()),
            fixed_component: Some("3.0.8".to_owned()),
        }),
        ..bare("x_tinysig-2026-0001")
    }
}

fn usual_sections() -> Sections {
    Sections {
        details: Some(spanned(
            "The length of the tag was taken from the message.\n\n## How it was found\n\nBy a *fuzzer*.",
        )),
        affected_if: Some(spanned(
            "You call `verify()` with `strict=False`. The default is not affected.",
        )),
        impact: Some(spanned(
            "An attacker who can change a message in transit can shorten its tag until `verify()` accepts a forgery.",
        )),
        workarounds: Some(spanned(
            "Pass `strict=True`, or check the length:\n\n```python\nif len(tag) != 32:\n    raise ValueError(\"truncated\")\n```",
        )),
        detection: None,
    }
}

fn usual_package() -> Affected {
    let events = ["0", "1.10"].map(introduced).into_iter();
    let fixes = ["1.9.7", "3.4.1"].map(fixed);
    let mut entry = affected(
        "tinysig",
        events
            .zip(fixes)
            .flat_map(|(from, to)| [from, to])
            .collect(),
    );
    entry.versions = Some(vec![spanned("1.10"), spanned("1.11"), spanned("3.4.0")]);
    let commits = vec![
        introduced("0"),
        fixed("9f1c2a77d0b1e4c6a8f3b5d7e9012c4a6e8f0b1d"),
    ];
    entry.ranges.as_mut().unwrap().push(git(commits));
    entry
}

/// A record that was taken back.
pub(super) fn withdrawn() -> Advisory {
    Advisory {
        dates: Dates {
            withdrawn: Some(Withdrawn {
                at: spanned(at("2026-09-29T09:30:00Z")),
                reason: Some(spanned("No caller reaches the `weak` path.")),
                duplicate_of: None,
            }),
            ..published("2026-09-22T14:00:00Z")
        },
        severity_word: RatingWord::new("low"),
        summary: Some(spanned("Key import accepts weak parameters")),
        affected: Some(vec![affected(
            "tinysig",
            vec![introduced("0"), fixed("2.9")],
        )]),
        ..bare("x_tinysig-2026-0002")
    }
}

pub(super) fn config() -> Config {
    Config {
        name: Some("tinysig".to_owned()),
        url: Some("https://tinysig.example".to_owned()),
        base_url: Some("https://tinysig.example/security/".to_owned()),
        timezone: Some(jiff::tz::TimeZone::get("Europe/Berlin").unwrap()),
        contacts: vec![
            Contact {
                channel: Channel::Url(spanned(
                    "https://github.com/example/tinysig/security/advisories/new",
                )),
                openpgp: None,
            },
            Contact {
                channel: Channel::Email(spanned("security@tinysig.example")),
                openpgp: Some(OpenPgp {
                    fingerprint: "E27D4AA0165172CBC5D2AF2B125F5C67DFE94084".to_owned(),
                    key: Some(spanned("content/security-key.asc")),
                }),
            },
        ],
        ..Config::default()
    }
}

/// A page of the project's own.
pub(super) fn document(path: &str, title: &str, body: &str) -> Page {
    Page {
        path: SitePath::new(path).unwrap(),
        source: format!("content/{path}").replace(".html", ".md"),
        format: Format::Markdown,
        title: title.to_owned(),
        description: None,
        order: None,
        hidden: false,
        body: spanned(body),
    }
}
