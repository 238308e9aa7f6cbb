//! Kinds of weakness by their number (MITRE, Common Weakness Enumeration).

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Number, tab, name; lines that begin with `#` tell where they are from.
const NAMES: &str = include_str!("weakness/names.tsv");

/// The number of a CWE id: 347 of `CWE-347`. `None` of anything else.
pub fn number(id: &str) -> Option<u32> {
    let digits = id.strip_prefix("CWE-")?;
    let is_number = digits.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| digits.parse().ok()).flatten()
}

/// MITRE's name of a weakness; `None` of those that are newer than its list in
/// this program, deprecated, or no weakness at all.
pub fn name(number: u32) -> Option<&'static str> {
    by_number(number).map(|(name, _)| name)
}

/// Whether it is a weakness, and no category of them: some formats take nothing else.
pub fn is_weakness(number: u32) -> bool {
    by_number(number).is_some_and(|(_, is_category)| !is_category)
}

/// The name, and whether it is that of a category.
fn by_number(number: u32) -> Option<(&'static str, bool)> {
    type ByNumber = BTreeMap<u32, (&'static str, bool)>;
    static BY_NUMBER: LazyLock<ByNumber> = LazyLock::new(|| entries().collect());
    BY_NUMBER.get(&number).copied()
}

/// Whether there may be a weakness of that number: MITRE's list has it, or has
/// it among what is not held here, views and categories from 1000 on and what is
/// newer.
pub fn may_exist(number: u32) -> bool {
    (1000..2000).contains(&number) || name(number).is_some()
}

/// The names of all of them, those of categories too.
pub fn names() -> impl Iterator<Item = &'static str> {
    entries().map(|(_, (name, _))| name)
}

fn entries() -> impl Iterator<Item = (u32, (&'static str, bool))> {
    let lines = NAMES.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let (number, name) = line.split_once('\t')?;
        let category = name.strip_suffix("\tcategory");
        let is_category = category.is_some();
        Some((
            number.parse().ok()?,
            (category.unwrap_or(name), is_category),
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_number_and_a_name_in_order() {
        let lines = NAMES.lines().filter(|line| !line.starts_with('#'));
        assert_eq!(entries().count(), lines.count());
        let all: Vec<_> = entries().collect();
        assert!(all.is_sorted_by(|a, b| a.0 < b.0));
        for (number, (name, _)) in all {
            assert!(number > 0 && !name.is_empty(), "{number}");
            assert_eq!(name.trim(), name, "{number}");
            assert!(!name.contains(['\t', '\u{fffd}']), "{number}");
        }
    }

    #[test]
    fn a_number_has_the_name_that_mitre_gave_it() {
        for (number, known) in [
            (20, "Improper Input Validation"),
            (264, "Permissions, Privileges, and Access Controls"),
            (347, "Improper Verification of Cryptographic Signature"),
            (918, "Server-Side Request Forgery (SSRF)"),
            (1333, "Inefficient Regular Expression Complexity"),
        ] {
            assert_eq!(name(number), Some(known));
        }
        assert_eq!(name(0), None);
        assert_eq!(name(99_999), None);
    }

    #[test]
    fn what_is_newer_than_the_list_may_exist() {
        for (number, may) in [
            (79, true),
            (1035, true),
            (1427, true),
            (3, false),
            (99_999, false),
        ] {
            assert_eq!(may_exist(number), may, "{number}");
        }
    }

    #[test]
    fn only_a_cwe_id_has_a_number() {
        assert_eq!(number("CWE-347"), Some(347));
        for other in [
            "CWE-",
            "CWE-+1",
            "CWE-1a",
            "cwe-1",
            "CWE-99999999999",
            "347",
        ] {
            assert_eq!(number(other), None, "{other}");
        }
    }
}
