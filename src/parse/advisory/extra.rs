//! Keys inside OSV's own lists that OSV does not have.

use super::secrecy;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::Map;
use crate::parse::nearest;
use crate::yaml::{Entry, Table};

/// The keys of `what` that nobody took. They are kept, and the author is warned:
/// they may belong to the database that the record comes from.
pub(super) fn extra(table: Table<'_>, what: &str, out: &mut Diagnostics) -> Map {
    kept(table, what, &HOLDING_BACK[1..], out)
}

/// The same of a credit, in which one key more decides what is published.
pub(super) fn extra_of_credit(table: Table<'_>, out: &mut Diagnostics) -> Map {
    kept(table, "a credit", HOLDING_BACK, out)
}

/// Keys that hold something back, elsewhere or here, and may be misspelt.
const HOLDING_BACK: &[&str] = &["consent", "draft", "embargo", "private"];

/// Keeps no key that was meant as one that holds something back, since whatever
/// is kept is published.
fn kept(table: Table<'_>, what: &str, holding_back: &[&'static str], out: &mut Diagnostics) -> Map {
    let mut kept = Vec::new();
    for Entry { key, value } in table.rest() {
        let near = || nearest(&key.value, holding_back.iter().copied());
        match secrecy::mark_of(&key.value).or_else(near) {
            Some("consent") => {
                let message = format!("unknown key {} in {what}", quoted(&key.value));
                let fault = Diagnostic::new(Code::UnknownKey, key.span, message);
                out.push(fault.help("did you mean `consent`?"));
            }
            Some(mark) => secrecy::without_effect(mark, key.span, what, out),
            None => {
                secrecy::published(value, what, out);
                let message = format!("OSV has no key {} in {what}", quoted(&key.value));
                let fault = Diagnostic::new(Code::ForeignKey, key.span, message);
                out.push(
                    fault.help(
                        "strict readers drop the whole record; move it to `database_specific`",
                    ),
                );
                kept.push((key.value.clone(), value.to_value()));
            }
        }
    }
    Map::from_unique(kept)
}
