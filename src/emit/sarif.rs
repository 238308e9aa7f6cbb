//! SARIF 2.1.0 (OASIS), which code scanning services take.
//!
//! Only the parts that GitHub's code scanning and the SARIF viewers read are
//! written. No snippet is: the service has the file, or must not have it.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::explain::explain;
use super::json::serialised;
use super::place::{Places, is_whole_file};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::source::Span;

/// What a path segment holds as it is (RFC 3986, section 2.3), and its separator.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<RunResult<'a>>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
struct Driver {
    name: &'static str,
    version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Message<&'static str>,
    full_description: Message<&'static str>,
    help: Message<String>,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Message<T> {
    text: T,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RunResult<'a> {
    rule_id: &'static str,
    level: &'static str,
    message: Message<String>,
    locations: [Location<'a>; 1],
    related_locations: Vec<Location<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message<&'a str>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    /// The column after the last character (SARIF 2.1.0, 3.30.8).
    end_column: usize,
}

/// The log of one run, also when nothing was found.
pub(super) fn print(found: &[(Level, Diagnostic)], places: &mut Places<'_>) -> String {
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: env!("CARGO_PKG_NAME"),
                    version: env!("CARGO_PKG_VERSION"),
                    rules: Code::ALL.iter().copied().map(rule).collect(),
                },
            },
            column_kind: "unicodeCodePoints",
            results: found
                .iter()
                .map(|(level, diagnostic)| result(*level, diagnostic, places))
                .collect(),
        }],
    };
    serialised(&log)
}

fn rule(code: Code) -> Rule {
    Rule {
        id: code.as_str(),
        short_description: Message { text: code.title() },
        full_description: Message { text: code.why() },
        help: Message {
            text: explain(code),
        },
        default_configuration: Configuration {
            level: code.level().as_str(),
        },
    }
}

fn result<'a>(level: Level, diagnostic: &'a Diagnostic, places: &mut Places<'_>) -> RunResult<'a> {
    RunResult {
        rule_id: diagnostic.code.as_str(),
        level: level.as_str(),
        message: Message {
            text: message(diagnostic),
        },
        locations: [location(
            diagnostic.primary,
            &diagnostic.primary_label,
            places,
        )],
        related_locations: diagnostic
            .labels
            .iter()
            .map(|label| location(label.span, &label.text, places))
            .collect(),
    }
}

/// The message and the help; a SARIF result has no place of its own for help
/// in words.
fn message(diagnostic: &Diagnostic) -> String {
    match &diagnostic.help {
        Some(help) => format!("{}\nhelp: {help}", diagnostic.message),
        None => diagnostic.message.clone().into_owned(),
    }
}

fn location<'a>(span: Span, text: &'a str, places: &mut Places<'_>) -> Location<'a> {
    let place = places.of(span);
    Location {
        physical_location: PhysicalLocation {
            artifact_location: ArtifactLocation {
                uri: utf8_percent_encode(&place.path, PATH).to_string(),
            },
            region: (!is_whole_file(span)).then_some(Region {
                start_line: place.start.line,
                start_column: place.start.column,
                end_line: place.end.line,
                end_column: place.end.column,
            }),
        },
        message: (!text.is_empty()).then_some(Message { text }),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::emit::{Format, emit};
    use crate::source::Sources;

    fn log(found: &Diagnostics, sources: &Sources) -> Value {
        serde_json::from_str(&emit(Format::Sarif, found, sources, false)).unwrap()
    }

    #[test]
    fn the_tool_lists_every_code_as_a_rule() {
        let mut log = log(&Diagnostics::new(), &Sources::new());
        let rules = log["runs"][0]["tool"]["driver"]["rules"].take();
        assert_eq!(
            log,
            json!({
                "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
                "version": "2.1.0",
                "runs": [{
                    "tool": {"driver": {"name": "forewarn", "version": env!("CARGO_PKG_VERSION"), "rules": null}},
                    "columnKind": "unicodeCodePoints",
                    "results": [],
                }],
            })
        );
        let rules = rules.as_array().unwrap();
        assert_eq!(rules.len(), Code::ALL.len());
        let dead_link = rules.iter().find(|rule| rule["id"] == "dead-link").unwrap();
        assert_eq!(
            *dead_link,
            json!({
                "id": "dead-link",
                "shortDescription": {"text": Code::DeadLink.title()},
                "fullDescription": {"text": Code::DeadLink.why()},
                "help": {"text": explain(Code::DeadLink)},
                "defaultConfiguration": {"level": "warning"},
            })
        );
    }

    #[test]
    fn a_result_has_its_places_and_no_text_of_the_file() {
        let mut sources = Sources::new();
        let file = sources.text("advisories/é 1.yaml", "id: A\nid:\n  B\n");
        let other = sources.text("forewarn.yaml", "");
        let mut found = Diagnostics::new();
        found.push(
            Diagnostic::new(Code::DuplicateKey, Span::new(file, 6, 13), "given twice")
                .label(Span::new(file, 0, 2), "first here")
                .label(Span::file(other), "and there")
                .help("keep one"),
        );
        assert_eq!(
            log(&found, &sources)["runs"][0]["results"],
            json!([{
                "ruleId": "duplicate-key",
                "level": "error",
                "message": {"text": "given twice\nhelp: keep one"},
                "locations": [{
                    "physicalLocation": {
                        "artifactLocation": {"uri": "advisories/%C3%A9%201.yaml"},
                        "region": {"startLine": 2, "startColumn": 1, "endLine": 3, "endColumn": 4},
                    },
                }],
                "relatedLocations": [
                    {
                        "physicalLocation": {
                            "artifactLocation": {"uri": "advisories/%C3%A9%201.yaml"},
                            "region": {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 3},
                        },
                        "message": {"text": "first here"},
                    },
                    {
                        "physicalLocation": {"artifactLocation": {"uri": "forewarn.yaml"}},
                        "message": {"text": "and there"},
                    },
                ],
            }])
        );
    }
}
