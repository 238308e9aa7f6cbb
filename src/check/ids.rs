//! The ids that a record lists: its aliases, what it is related to, and what is
//! upstream of it.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::id::shape;
use crate::model::{Advisory, AdvisoryId};
use crate::source::{Span, Spanned};

/// Reports ids that are none, that are listed twice, and the record's own.
pub(super) fn check(advisory: &Advisory, out: &mut Diagnostics) {
    let own = advisory.id.value.as_str();
    misshapen(own, advisory.id.span, out);
    let lists = [
        ("aliases", &advisory.aliases),
        ("related", &advisory.related),
        ("upstream", &advisory.upstream),
    ];
    let mut seen: BTreeMap<String, (&str, &Spanned<String>)> = BTreeMap::new();
    for (list, ids) in lists {
        for id in ids.iter().flatten() {
            if id.value.eq_ignore_ascii_case(own) {
                out.push(own_id(list, id));
                continue;
            }
            if AdvisoryId::new(&id.value).is_err() {
                out.push(no_id(list, id));
            } else {
                misshapen(&id.value, id.span, out);
            }
            match seen.entry(id.value.to_ascii_lowercase()) {
                Entry::Vacant(entry) => {
                    entry.insert((list, id));
                }
                Entry::Occupied(entry) => {
                    let (known, first) = *entry.get();
                    out.push(repeated(list, id, known, first));
                }
            }
        }
    }
}

fn misshapen(id: &str, span: Span, out: &mut Diagnostics) {
    if let Some(shape) = shape(id) {
        out.push(
            Diagnostic::new(
                Code::IdShape,
                span,
                format!("{} is not how {} writes an id", quoted(id), shape.database),
            )
            .help(format!("write it as in `{}`", shape.example)),
        );
    }
}

fn no_id(list: &str, id: &Spanned<String>) -> Diagnostic {
    let id_shown = quoted(&id.value);
    let (code, message) = if list == "aliases" {
        (Code::NoAliasPage, format!("{id_shown} gets no page"))
    } else {
        (Code::IdShape, format!("{id_shown} is no id of a record"))
    };
    Diagnostic::new(code, id.span, message)
        .help("write the id of another record, such as `CVE-2026-40001`, or remove it")
}

fn own_id(list: &str, id: &Spanned<String>) -> Diagnostic {
    let help = match list {
        "aliases" => "remove it; aliases are other names",
        _ => "remove it; other records stand here",
    };
    let message = format!("{} is the id of this advisory itself", quoted(&id.value));
    Diagnostic::new(Code::AliasIsSelf, id.span, message).help(help)
}

fn repeated(list: &str, id: &Spanned<String>, known: &str, first: &Spanned<String>) -> Diagnostic {
    let id_shown = quoted(&id.value);
    let (message, help) = if list == known {
        (format!("{id_shown} is listed twice"), "keep one of the two")
    } else {
        (
            format!("{id_shown} is in `{known}` and in `{list}`"),
            "keep it where it belongs: an alias is the same vulnerability, the others are not",
        )
    };
    Diagnostic::new(Code::IdRepeated, id.span, message)
        .label(first.span, "the first time")
        .help(help)
}
