//! A small project with secrets of every kind.

use jiff::tz::TimeZone;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Timestamp;
use crate::parse;
use crate::preview::{Edition, Faults, Secrets, WallClock};
use crate::source::{Content, Sources, Span};

pub(super) fn at(text: &str) -> Timestamp {
    text.parse::<jiff::Timestamp>().unwrap().into()
}

/// What an edition borrows.
pub(super) struct Sample {
    pub(super) project: String,
    pub(super) secrets: Secrets,
    pub(super) faults: Faults,
    pub(super) clock_is_set: bool,
    zone: TimeZone,
}

impl Sample {
    pub(super) fn new() -> Self {
        Self {
            project: "tiny <sig>".to_owned(),
            secrets: secrets(),
            faults: warned(),
            clock_is_set: false,
            zone: TimeZone::get("Europe/Berlin").unwrap(),
        }
    }

    pub(super) fn edition(&self) -> Edition<'_> {
        Edition {
            number: 8,
            site: 7,
            seal: "5ea1",
            project: &self.project,
            clock: WallClock {
                now: at("2026-09-16T10:00:00Z"),
                is_set: self.clock_is_set,
                zone: Some(&self.zone),
            },
            secrets: &self.secrets,
            faults: &self.faults,
        }
    }
}

/// Read from a tree with one embargoed advisory and one public, and from an
/// overlay with the rest.
pub(super) fn secrets() -> Secrets {
    let mut sources = Sources::new();
    sources.text(
        "advisories/7.yaml",
        "id: x_tinysig-2026-0007\nsummary: A tag & its end\npublished: 2026-09-22T14:00:00Z\n",
    );
    sources.text(
        "advisories/6.yaml",
        "id: x_tinysig-2026-0006\nsummary: Known\npublished: 2026-09-01T14:00:00Z\n",
    );
    for (path, text) in [
        (
            "advisories/8.yaml",
            "id: x_tinysig-2026-0008\nsummary: Later\npublished: 2026-09-01T14:00:00Z\nembargo: {until: 2026-11-10T14:00:30Z}\n",
        ),
        (
            "advisories/9.yaml",
            "id: x_tinysig-2026-0009\nsummary: Ready\npublished: 2026-09-01T14:00:00Z\n",
        ),
        (
            "advisories/10.yaml",
            "id: x_tinysig-2026-0010\nsummary: In the making\n",
        ),
        ("patches/fix 1.patch", "+ return False\n"),
        (
            "recipients.yaml",
            "- {name: Distribution, email: security@distribution.example}\n- b@example.org\n",
        ),
    ] {
        sources.add_private("../private", path, Content::Bytes(text.into()));
    }
    let clock = at("2026-09-16T10:00:00Z");
    let project = parse::parse(&sources, &mut Diagnostics::new());
    Secrets::of(&project, &sources, clock)
}

/// One warning.
fn warned() -> Faults {
    let (mut sources, mut found) = (Sources::new(), Diagnostics::new());
    let file = sources.text("content/policy.md", "See [it](there.md).\n");
    found.push(
        Diagnostic::new(
            Code::DeadLink,
            Span::new(file, 9, 17),
            "`there.md` leads nowhere",
        )
        .help("correct it"),
    );
    Faults::of(&found, &sources)
}

/// Two errors, one of them of a whole file, and a warning.
pub(super) fn broken() -> Faults {
    let (mut sources, mut found) = (Sources::new(), Diagnostics::new());
    let file = sources.text(
        "advisories/A.yaml",
        "id: A\nintroduced: 1.5.0\nfixed: 1.4.0\nsummary: a <b>\n",
    );
    let span = |start, end| Span::new(file, start, end);
    found.push(Diagnostic::new(
        Code::ControlCharacter,
        span(46, 51),
        "text holds `\u{7}`",
    ));
    found.push(
        Diagnostic::new(
            Code::EventOrder,
            span(31, 36),
            "`fixed` 1.4.0 is not after `introduced` 1.5.0",
        )
        .here("and would close before it")
        .label(span(18, 23), "the range opens here")
        .help("order the events & see"),
    );
    found.push(Diagnostic::new(
        Code::NotUtf8,
        Span::file(file),
        "the file is not UTF-8",
    ));
    Faults::of(&found, &sources)
}
