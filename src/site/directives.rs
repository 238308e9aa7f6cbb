//! Directives of the project's own pages that cannot be answered.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::{SitePath, promises};
use crate::output::Material;
use crate::output::html::{Outline, Part, PartFault, Request};

/// Reports every directive of the policy and the pages in whose place nothing
/// will stand.
pub(super) fn check(
    site: &Material<'_>,
    pages: &BTreeMap<&SitePath, Outline>,
    out: &mut Diagnostics,
) {
    for page in pages.values() {
        let mut answered = 0;
        for request in &page.requests {
            let found = match Part::of(&request.text.value) {
                Err(fault) => Some(unknown(request, &fault)),
                Ok(part) => {
                    answered += usize::from(request.is_placed);
                    unanswered(site, request, part, answered)
                }
            };
            if let Some(found) = found {
                out.push(found);
            }
        }
    }
}

/// Why nothing will stand in the place of a part, which is the `number`th of its page
/// that has one.
fn unanswered(
    site: &Material<'_>,
    request: &Request,
    part: Part,
    number: usize,
) -> Option<Diagnostic> {
    let most = Part::MOST_OF_A_PAGE;
    let place = request.text.span;
    let misplaced = |message: String| Diagnostic::new(Code::DirectiveMisplaced, place, message);
    if !request.is_placed {
        return Some(misplaced("nothing can be put here".to_owned()).help(
            "give the comment a line of its own between empty lines, outside lists, quotes, \
             tables and code",
        ));
    }
    if number > most {
        let message = format!("a page answers {most} directives, and this is one more");
        return Some(misplaced(message).help("leave it out, or give it a page of its own"));
    }
    let (message, help) = lack(site, part)?;
    Some(Diagnostic::new(Code::DirectiveEmpty, place, message).help(help))
}

fn unknown(request: &Request, fault: &PartFault) -> Diagnostic {
    let known = Part::DIRECTIVES.map(|text| format!("`{text}`")).join(", ");
    let (message, help) = match fault {
        PartFault::Unknown(name) if name.is_empty() => {
            let message = "the comment asks for nothing".to_owned();
            (message, format!("write one of {known}"))
        }
        PartFault::Unknown(name) => {
            let message = format!("forewarn makes no part {}", quoted(name));
            (message, format!("write one of {known}"))
        }
        PartFault::Argument { part, argument } => {
            let message = format!("`{part}` takes no argument {}", quoted(argument));
            let mut known = Part::DIRECTIVES.into_iter();
            let directive = known.find(|text| text.starts_with(part)).unwrap_or(part);
            (message, format!("write `<!-- forewarn: {directive} -->`"))
        }
        PartFault::Twice(argument) => {
            let message = format!("{} is given twice", quoted(argument));
            (message, "keep one of the two".to_owned())
        }
        PartFault::Latest(number) => {
            let most = Part::MOST;
            let message = format!("`latest` is from 1 to {most}, not {}", quoted(number));
            (message, "the list of advisories has them all".to_owned())
        }
    };
    Diagnostic::new(Code::DirectiveUnknown, request.text.span, message).help(help)
}

/// What the project has to say before there is anything to show, and how.
fn lack(site: &Material<'_>, part: Part) -> Option<(&'static str, &'static str)> {
    let config = site.config;
    let today = site.clock.date();
    match part {
        Part::Contacts if config.contacts.is_empty() => Some((
            "the project names no contact",
            "add `contacts: [{email: security@example.org}]` to forewarn.yaml",
        )),
        Part::Promises if config.promises.is_empty() => Some((
            "the project makes no promise",
            "add `promises: [{acknowledge_within: 48h}]` to forewarn.yaml",
        )),
        Part::Promises if promises::in_force(&config.promises, today).is_none() => Some((
            "no promise is in force",
            "an entry of `promises` counts from its `since` on, until a later one replaces it",
        )),
        Part::SupportedVersions if site.tables.is_empty() => Some((
            "the project does not say which versions it supports",
            "add content/supported-versions.yaml; docs/configuration.md tells how",
        )),
        _ => None,
    }
}
