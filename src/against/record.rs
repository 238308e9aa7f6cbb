//! Two records, compared as data.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::model::Timestamp;

/// What a record says of itself.
#[derive(Clone, Copy)]
pub(super) struct Dates {
    pub(super) modified: Option<Timestamp>,
    pub(super) published: Option<Timestamp>,
    pub(super) is_withdrawn: bool,
}

/// A record as far as it matters whether it is another one.
pub(super) struct Record {
    pub(super) dates: Dates,
    /// Every other name of the vulnerability.
    pub(super) aliases: Vec<String>,
    /// All but the dates above and the version of the schema.
    rest: Map<String, Value>,
}

impl Record {
    /// The record in `bytes`; `None` when that is no JSON, or the record of another id.
    pub(super) fn parse(bytes: &[u8], id: &str) -> Option<Self> {
        let mut rest: Map<String, Value> = serde_json::from_slice(bytes).ok()?;
        if rest.get("id").and_then(Value::as_str) != Some(id) {
            return None;
        }
        let mut time = |key: &str| {
            let text = rest.remove(key)?;
            let at = text.as_str()?.parse::<jiff::Timestamp>().ok()?;
            Some(Timestamp::from(at))
        };
        let (modified, published) = (time("modified"), time("published"));
        rest.remove("schema_version");
        let aliases = rest.get("aliases").and_then(Value::as_array);
        let aliases = aliases.into_iter().flatten().filter_map(Value::as_str);
        Some(Self {
            dates: Dates {
                modified,
                published,
                is_withdrawn: rest.contains_key("withdrawn"),
            },
            aliases: aliases.map(str::to_owned).collect(),
            rest,
        })
    }

    /// The places where two records differ, as `affected.ranges.events`. Neither the
    /// order of keys nor that of `ranges` tells them apart.
    pub(super) fn differences(&self, other: &Self) -> BTreeSet<String> {
        let mut places = BTreeSet::new();
        of_maps("", &self.rest, &other.rest, &mut places);
        places
    }
}

fn of_maps(
    path: &str,
    old: &Map<String, Value>,
    new: &Map<String, Value>,
    places: &mut BTreeSet<String>,
) {
    for (key, value) in old {
        let path = join(path, key);
        match new.get(key) {
            Some(other) => of_values(&path, value, other, places),
            None => {
                places.insert(path);
            }
        }
    }
    let added = new.keys().filter(|key| !old.contains_key(*key));
    places.extend(added.map(|key| join(path, key)));
}

fn of_values(path: &str, old: &Value, new: &Value, places: &mut BTreeSet<String>) {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => of_maps(path, old, new, places),
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => match path {
            "affected.ranges" => of_items(path, &sorted(old), &sorted(new), places),
            _ => of_items(path, old, new, places),
        },
        (old, new) if old == new => {}
        _ => {
            places.insert(path.to_owned());
        }
    }
}

fn of_items(path: &str, old: &[Value], new: &[Value], places: &mut BTreeSet<String>) {
    for (old, new) in old.iter().zip(new) {
        of_values(path, old, new, places);
    }
}

/// The items in an order that hangs on nothing but what they say.
fn sorted(items: &[Value]) -> Vec<Value> {
    let mut items = items.to_vec();
    items.iter_mut().for_each(Value::sort_all_objects);
    items.sort_by_cached_key(Value::to_string);
    items
}

fn join(path: &str, key: &str) -> String {
    match path {
        "" => key.to_owned(),
        path => format!("{path}.{key}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_compared_as_data() {
        let old = r#"{"id": "A", "schema_version": "1.7.0", "modified": "2026-01-01T00:00:00Z",
            "summary": "s", "aliases": ["B", "C"], "affected": [{"versions": ["1.0"], "ranges": [
                {"type": "GIT", "events": [{"introduced": "0"}]},
                {"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "2"}]}]}]}"#;
        let none: [&str; 0] = [];
        for (from, to, places) in [
            ("", "", &none[..]),
            // Neither of these is something that importers fetch a record for.
            (r#""schema_version": "1.7.0", "#, "", &none),
            (r#""modified": "2026-01-01T00:00:00Z","#, "", &none),
            (
                r#""events": [{"introduced": "0"}, {"fixed": "2"}]}"#,
                r#""events": [{"introduced": "0"}, {"fixed": "3"}]}"#,
                &["affected.ranges.events.fixed"],
            ),
            (
                r#"{"type": "SEMVER", "#,
                r#"{"type": "ECOSYSTEM", "#,
                &["affected.ranges.type"],
            ),
            (r#""summary": "s", "#, "", &["summary"]),
            (
                r#""summary": "s""#,
                r#""summary": "t", "details": "d""#,
                &["details", "summary"],
            ),
            (r#"["B", "C"]"#, r#"["C", "B"]"#, &["aliases"]),
            (r#"["1.0"]"#, r#"["1.0", "1.1"]"#, &["affected.versions"]),
            (r#"["1.0"]"#, "1.0", &["affected.versions"]),
        ] {
            let new = old.replacen(from, to, 1);
            let [old, new] = [old, &new].map(|text| Record::parse(text.as_bytes(), "A").unwrap());
            for (one, other) in [(&old, &new), (&new, &old)] {
                let found: Vec<_> = one.differences(other).into_iter().collect();
                assert_eq!(found, places, "{from}");
            }
        }
    }

    #[test]
    fn order_of_keys_and_of_ranges_is_none() {
        let record = |affected: &str| {
            let text = format!(r#"{{"id": "A", "affected": [{affected}]}}"#);
            Record::parse(text.as_bytes(), "A").unwrap()
        };
        let git = r#"{"type": "GIT", "repo": "r", "events": [{"introduced": "0"}]}"#;
        let git_again = r#"{"events": [{"introduced": "0"}], "repo": "r", "type": "GIT"}"#;
        let versions = r#"{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "2"}]}"#;
        let old = record(&format!(
            r#"{{"package": {{}}, "ranges": [{git}, {versions}]}}"#
        ));
        let new = record(&format!(
            r#"{{"ranges": [{versions}, {git_again}], "package": {{}}}}"#
        ));
        assert_eq!(old.differences(&new), BTreeSet::new());
        let other = record(&format!(r#"{{"ranges": [{git}, {git}], "package": {{}}}}"#));
        assert!(!old.differences(&other).is_empty());
    }

    #[test]
    fn what_is_no_record_of_the_id_is_none() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        let deep = format!(r#"{{"id": "A", "x": {deep}}}"#);
        for text in [
            "",
            "{",
            "[]",
            "\"A\"",
            r#"{"id": 1}"#,
            r#"{"id": "B"}"#,
            &deep,
        ] {
            assert!(Record::parse(text.as_bytes(), "A").is_none());
        }
        // A hostile one may say anything of its dates.
        let odd = Record::parse(br#"{"id": "A", "modified": [], "published": "soon"}"#, "A");
        assert_eq!(odd.unwrap().dates.modified, None);
    }
}
