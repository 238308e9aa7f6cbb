//! PEP 440 (<https://packaging.python.org/en/latest/specifications/version-specifiers/>,
//! "Summary of permitted suffixes and relative ordering"), by the `pep440_rs`
//! crate. Numbers above 2^64-1 do not parse.

use std::cmp::Ordering;

use pep440_rs::Version;

/// How many numbers a [plain](Key::Plain) version has room for.
const ROOM: usize = 5;

/// A version as it is compared. Nearly all are a few numbers and nothing else, and
/// those need neither the crate nor memory of their own.
#[derive(Debug)]
pub(super) enum Key {
    /// Numbers and nothing else; zeros at the end say nothing.
    Plain([u32; ROOM]),
    /// Any other version.
    Full(Version),
}

/// The key of a version.
pub(super) fn key(text: &str) -> Option<Key> {
    plain(text).map_or_else(
        || text.parse().ok().map(Key::Full),
        |key| Some(Key::Plain(key)),
    )
}

fn plain(text: &str) -> Option<[u32; ROOM]> {
    let mut numbers = [0; ROOM];
    let mut places = numbers.iter_mut();
    for number in text.split('.') {
        // A sign is no digit, though Rust reads it.
        let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
        *places.next().filter(|_| is_number)? = number.parse().ok()?;
    }
    Some(numbers)
}

/// How a version that is numbers and nothing else compares with another.
fn compare(plain: &[u32; ROOM], full: &Version) -> Ordering {
    let release = full.release();
    let numbers = (0..release.len().max(ROOM)).map(|at| {
        let own = plain.get(at).copied().map_or(0, u64::from);
        own.cmp(&release.get(at).copied().unwrap_or(0))
    });
    let by_numbers = numbers.into_iter().find(|order| order.is_ne());
    0.cmp(&full.epoch())
        .then(by_numbers.unwrap_or(Ordering::Equal))
        .then_with(|| match (full.pre(), full.post(), full.dev()) {
            (Some(_), ..) | (None, None, Some(_)) => Ordering::Greater,
            (None, Some(_), _) => Ordering::Less,
            (None, None, None) => 0.cmp(&full.local().len()),
        })
}

impl Ord for Key {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Plain(a), Self::Plain(b)) => a.cmp(b),
            (Self::Full(a), Self::Full(b)) => a.cmp(b),
            (Self::Plain(a), Self::Full(b)) => compare(a, b),
            (Self::Full(a), Self::Plain(b)) => compare(b, a).reverse(),
        }
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Key {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn plain_versions_are_as_the_crate_has_them(
            a in r"(1!)?[0-3]{1,2}(\.[0-3]{1,2}){0,5}(a1|rc2|\.post1|\.dev3|\+x)?",
            b in r"[0-3](\.[0-3]){0,5}(a1|\.post1|\.dev3|\+x)?",
        ) {
            let of_crate = |text: &str| text.parse::<Version>().unwrap();
            prop_assert_eq!(key(&a).cmp(&key(&b)), of_crate(&a).cmp(&of_crate(&b)), "{} {}", a, b);
        }
    }

    #[test]
    fn what_the_crate_refuses_is_no_plain_version() {
        for text in [
            "",
            ".",
            "1.",
            "1..2",
            "+1",
            "1.-2",
            "1. 2",
            "99999999999999999999",
        ] {
            assert_eq!(plain(text), None, "{text}");
            assert!(key(text).is_none(), "{text}");
        }
        for text in ["1.2.3.4.5.6", "4294967296", " 1.0 ", "v1.0"] {
            assert_eq!(plain(text), None, "{text}");
            assert!(key(text).is_some(), "{text}");
        }
    }
}
