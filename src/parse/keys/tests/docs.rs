//! The tables of keys in `docs/` say what the tables here say.
//!
//! A comment, `<!-- keys: INPUT PATH -->`, names what the rows of the table behind it
//! are keys of; which rows there are, and in which columns, is up to the author.

use std::collections::BTreeSet;

use super::{INPUTS, maps};
use crate::yaml::{Key, Keys, Takes};

/// Where a key stands: what its map is called, and its name.
type Place = (&'static str, &'static str);

#[test]
fn the_tables_of_the_docs_are_up_to_date() {
    let mut told = BTreeSet::new();
    // `SNAPSHOTS=overwrite cargo test --lib keys` writes them anew.
    for (page, file) in [
        (
            include_str!("../../../../docs/advisories.md"),
            snapbox::file!["../../../../docs/advisories.md"].raw(),
        ),
        (
            include_str!("../../../../docs/vex.md"),
            snapbox::file!["../../../../docs/vex.md"].raw(),
        ),
        (
            include_str!("../../../../docs/announcements.md"),
            snapbox::file!["../../../../docs/announcements.md"].raw(),
        ),
        (
            include_str!("../../../../docs/configuration.md"),
            snapbox::file!["../../../../docs/configuration.md"].raw(),
        ),
        (
            include_str!("../../../../docs/overlay.md"),
            snapbox::file!["../../../../docs/overlay.md"].raw(),
        ),
    ] {
        snapbox::assert_data_eq!(with_tables(page, &mut told), file);
    }
    let mut all = BTreeSet::new();
    for (_, keys) in INPUTS {
        places(keys, &mut all);
    }
    let untold: Vec<_> = all.difference(&told).collect();
    assert!(
        untold.is_empty(),
        "no table of the docs has these: {untold:?}\n\
         Write a row with the name alone, such as \"| `NAME` |\", and renew the docs."
    );
}

/// Every key of a map and of those in it, but for one that holds nothing but a map:
/// the keys of that stand for it.
fn places(keys: &Keys, all: &mut BTreeSet<Place>) {
    for key in keys.keys {
        if !matches!(key.takes, Takes::Map(_)) {
            all.insert((keys.what, key.name));
        }
        for inner in maps(key.takes) {
            places(inner, all);
        }
    }
}

/// The page with the rows of its tables of keys written anew.
fn with_tables(page: &str, told: &mut BTreeSet<Place>) -> String {
    let mut out = String::new();
    let mut input = None;
    let mut headings: Option<Vec<&str>> = None;
    for line in page.lines() {
        let comment = line.strip_prefix("<!-- keys: ");
        if let Some(named) = comment.and_then(|rest| rest.strip_suffix(" -->")) {
            (input, headings) = (Some(named), None);
        } else if !line.starts_with('|') && headings.is_some() {
            (input, headings) = (None, None);
        }
        let Some(input) = input.filter(|_| line.starts_with('|') && !line.starts_with("|---"))
        else {
            out.push_str(line);
            out.push('\n');
            continue;
        };
        let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
        if let Some(headings) = &headings {
            out.push_str(&row(input, cells[0], headings, told));
        } else {
            out.push_str(line);
            out.push('\n');
            headings = Some(cells);
        }
    }
    out
}

fn row(input: &str, name: &str, headings: &[&str], told: &mut BTreeSet<Place>) -> String {
    let (_, keys) = INPUTS
        .iter()
        .find(|(name, _)| input.starts_with(name))
        .unwrap_or_else(|| panic!("there is no input `{input}`"));
    let path = input.split_once('.').map_or("", |(_, path)| path);
    let path = path.split('.').chain(name.trim_matches('`').split('.'));
    let path: Vec<_> = path.filter(|part| !part.is_empty()).collect();
    let (what, key) =
        find(keys, &path).unwrap_or_else(|| panic!("`{input}` has no key {name} {path:?}"));
    told.insert((what, key.name));
    let cells = headings.iter().map(|heading| match *heading {
        "Key" => format!(" {name} |"),
        "Default" => cell(key.default),
        "Becomes in OSV" => cell(key.becomes),
        _ => cell(&about(key)),
    });
    format!("|{}\n", cells.collect::<String>())
}

fn cell(text: &str) -> String {
    if text.is_empty() {
        " |".to_owned()
    } else {
        format!(" {text} |")
    }
}

/// What a key is for, and the words that it chooses among.
fn about(key: &Key) -> String {
    let Takes::Words(words) = key.takes else {
        return key.about.to_owned();
    };
    let quoted: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    let (last, others) = quoted.split_last().expect("a choice has words");
    let listed = match others {
        [] => last.clone(),
        others => format!("{} or {last}", others.join(", ")),
    };
    let about = key.about.replace("{words}", &listed);
    for word in quoted {
        assert!(
            about.contains(&word),
            "`{}` does not tell of {word}",
            key.name
        );
    }
    about
}

/// The key at a path, such as `ranges[].type`.
fn find(keys: &Keys, path: &[&str]) -> Option<(&'static str, &'static Key)> {
    let (first, rest) = path.split_first()?;
    let name = first.trim_end_matches("[]");
    let key = keys.keys.iter().find(|key| key.name == name)?;
    match rest {
        [] => Some((keys.what, key)),
        rest => maps(key.takes)
            .into_iter()
            .find_map(|keys| find(keys, rest)),
    }
}
