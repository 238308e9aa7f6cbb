//! Keys inside OSV's own lists that OSV does not have.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::Map;
use crate::parse::nearest;
use crate::yaml::{Entry, Table};

/// The keys of `what` that nobody took. They are kept, and the author is warned:
/// they may belong to the database that the record comes from.
pub(super) fn extra(table: Table<'_>, what: &str, out: &mut Diagnostics) -> Map {
    kept(table, what, &["draft", "embargo", "private"], out)
}

/// The same of a credit, in which one key more decides what is published.
pub(super) fn extra_of_credit(table: Table<'_>, out: &mut Diagnostics) -> Map {
    let holding_back = &["consent", "draft", "embargo", "private"];
    kept(table, "a credit", holding_back, out)
}

/// Keeps no key that was meant as one that holds something back, since whatever
/// is kept is published.
fn kept(table: Table<'_>, what: &str, holding_back: &[&'static str], out: &mut Diagnostics) -> Map {
    let mut kept = Vec::new();
    for Entry { key, value } in table.rest() {
        let name = quoted(&key.value);
        if let Some(meant) = nearest(&key.value, holding_back.iter().copied()) {
            let help = match meant {
                "consent" => "did you mean `consent`?",
                _ => "such a key works at the top of the file only; what stands here is published",
            };
            let message = format!("unknown key {name} in {what}");
            out.push(Diagnostic::new(Code::UnknownKey, key.span, message).help(help));
            continue;
        }
        out.push(
            Diagnostic::new(
                Code::ForeignKey,
                key.span,
                format!("OSV has no key {name} in {what}"),
            )
            .help("strict readers drop the whole record; move it to `database_specific`"),
        );
        kept.push((key.value.clone(), value.to_value()));
    }
    Map::from_unique(kept)
}
