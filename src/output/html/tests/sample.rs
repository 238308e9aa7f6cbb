//! Models built by hand.

use crate::model::affected::{Event, RangeEvent};
use crate::model::config::{Channel, Contact, OpenPgp};
use crate::model::{
    Advisory, AdvisoryId, Affected, Bundled, Config, Credit, CreditType, Ecosystem, Format, Map,
    Package, Page, Range, RangeType, Reference, ReferenceType, Sections, Severity, SeverityType,
    SitePath, Timestamp, Value, Withdrawn,
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

/// A record with nothing but an id and a date.
pub(super) fn bare(id: &str) -> Advisory {
    let published = spanned(at("2026-09-22T14:00:00Z"));
    Advisory {
        file: file(),
        overlay: false,
        id: spanned(AdvisoryId::new(id).unwrap()),
        modified: Some(published),
        record_changed: None,
        published: Some(published),
        withdrawn: None,
        aliases: None,
        related: None,
        upstream: None,
        summary: None,
        sections: Sections::default(),
        severity: None,
        affected: None,
        references: None,
        credits: None,
        exploited: None,
        database_specific: None,
        branches: Vec::new(),
        bundled: None,
        withheld_names: Vec::new(),
        private: Vec::new(),
        draft: false,
        embargo_until: None,
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
    Event::Introduced(version.to_owned())
}

pub(super) fn fixed(version: &str) -> Event {
    Event::Fixed(version.to_owned())
}

pub(super) fn last_affected(version: &str) -> Event {
    Event::LastAffected(version.to_owned())
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

/// An object of strings.
pub(super) fn map(entries: &[(&str, &str)]) -> Value {
    let mut map = Map::new();
    for &(key, value) in entries {
        map.insert(key, value);
    }
    map.into()
}

/// `text` in every field that holds any.
pub(super) fn filled(text: &str) -> Advisory {
    let text_field = || Some(spanned::<String>(text));
    let list = || Some(vec![spanned::<String>(text)]);
    let mut specific = Map::new();
    specific.insert("severity", "HIGH");
    specific.insert("severity_rationale", text);
    specific.insert("withdrawn_reason", text);
    specific.insert("cwe_ids", vec![Value::from("CWE-79"), Value::from(text)]);
    specific.insert(
        "timeline",
        vec![
            map(&[("event", text), ("at", "2026-09-15")]),
            map(&[("event", "released"), ("at", text)]),
        ],
    );
    specific.insert("revisions", vec![map(&[("at", text), ("note", text)])]);
    let mut entry = affected(text, vec![introduced(text), fixed(text), introduced(text)]);
    entry.package.as_mut().unwrap().ecosystem = Ecosystem::new(text);
    entry.versions = Some(vec![spanned(text)]);
    entry.severity = Some(vec![cvss(SeverityType::CvssV3, text)]);
    let commits = vec![RangeEvent::new(introduced(text), span())];
    let git = Range::new(RangeType::Git, Some(text.to_owned()), commits).unwrap();
    entry.ranges.as_mut().unwrap().push(git);
    Advisory {
        summary: text_field(),
        aliases: list(),
        related: list(),
        upstream: list(),
        withdrawn: Some(Withdrawn {
            at: spanned(at("2026-10-01T00:00:00Z")),
            duplicate_of: text_field(),
        }),
        sections: Sections {
            details: text_field(),
            affected_if: text_field(),
            impact: text_field(),
            workarounds: text_field(),
            detection: text_field(),
        },
        severity: Some(vec![cvss(SeverityType::CvssV4, text)]),
        affected: Some(vec![entry]),
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
        database_specific: Some(specific),
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
        modified: Some(spanned(at("2026-09-24T14:00:00Z"))),
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
        database_specific: Some(usual_specific()),
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

fn usual_specific() -> Map {
    let mut specific = Map::new();
    specific.insert(
        "severity_rationale",
        "The `strict=False` option is rarely used.",
    );
    specific.insert("cwe_ids", vec![Value::from("CWE-347")]);
    specific.insert(
        "timeline",
        vec![
            map(&[("event", "reported"), ("at", "2026-09-01T08:12Z")]),
            map(&[("event", "distributors-notified"), ("at", "2026-09-15")]),
        ],
    );
    let note = "1.9.7 was released for those who stay on `1.9`.";
    specific.insert(
        "revisions",
        vec![map(&[("at", "2026-09-24"), ("note", note)])],
    );
    specific
}

/// A record that was taken back.
pub(super) fn withdrawn() -> Advisory {
    let mut specific = Map::new();
    specific.insert("withdrawn_reason", "No caller reaches the `weak` path.");
    specific.insert("severity", "LOW");
    Advisory {
        withdrawn: Some(Withdrawn {
            at: spanned(at("2026-09-29T09:30:00Z")),
            duplicate_of: None,
        }),
        summary: Some(spanned("Key import accepts weak parameters")),
        affected: Some(vec![affected(
            "tinysig",
            vec![introduced("0"), fixed("2.9")],
        )]),
        database_specific: Some(specific),
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
