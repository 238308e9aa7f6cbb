//! The version at which a series opens in data: its lowest, pre-releases
//! included, since those were made before anybody fixed anything.
//!
//! It is the lowest that people write, and mostly the lowest there is:
//!
//! | Order | Opening of 2.0 | Lower still |
//! |---|---|---|
//! | SemVer, pub.dev, NuGet | `2.0.0-0` | |
//! | PEP 440 | `2.0.dev0` | |
//! | RubyGems | `2.0.a` | capital letters and further words: `2.0.A`, `2.0.a.a` |
//! | Maven | `2.0-alpha` | a second qualifier: `2.0-alpha-SNAPSHOT` |
//! | Packagist | `2.0.0-dev` | |
//! | dpkg, opam, rpm | `2.0~` | a second tilde: `2.0~~`; a version without the zero: `2` |
//! | apk | `2.0_alpha` | a second suffix: `2.0_alpha_pre`; a number with a zero before it: `2.00`; `2` |
//! | CRAN | `2.0` | |
//! | Hackage | `2.0` | `2` |
//! | Generic | `2.0` | every pre-release, since no rule says how one is written |
//!
//! The branch rule opens earlier still where it knows of such a release.

use super::Order;

/// What follows the numbers of an opening, and how many numbers those are.
const SUFFIXES: [(&str, &[usize]); 7] = [
    (".0-0", &[2]),
    (".dev0", &[2]),
    (".a", &[2]),
    ("-alpha", &[2]),
    (".0-dev", &[2]),
    ("~", &[1, 2]),
    ("_alpha", &[1, 2]),
];

/// The opening of the series that begins with `start`.
pub(super) fn of_series(order: Order, start: &str) -> String {
    let suffix = match order {
        Order::Semver | Order::Pub | Order::NuGet => "-0",
        Order::Pep440 => ".dev0",
        Order::RubyGems => ".a",
        Order::Maven => "-alpha",
        Order::Packagist if start.matches('.').count() == 1 => ".0-dev",
        Order::Packagist => "-dev",
        Order::Dpkg | Order::Opam | Order::Rpm => "~",
        Order::Apk => "_alpha",
        Order::Hackage | Order::Cran | Order::Generic => "",
    };
    format!("{start}{suffix}")
}

/// A version as readers are told it: the series where it is one's opening, else
/// as it is.
///
/// ```
/// use forewarn::version::plain;
///
/// assert_eq!(plain("2.0.dev0"), "2.0");
/// assert_eq!(plain("2.0.0-0"), "2.0");
/// assert_eq!(plain("2.0.1"), "2.0.1");
/// ```
pub fn plain(version: &str) -> &str {
    let openings = SUFFIXES.iter();
    let mut starts = openings.filter_map(|(suffix, numbers)| {
        let start = version.strip_suffix(suffix)?;
        numbers.contains(&count(start)?).then_some(start)
    });
    starts.next().unwrap_or(version)
}

/// How many numbers a text has that holds nothing else but an epoch.
fn count(text: &str) -> Option<usize> {
    let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let numbers = match text.split_once(['!', ':']) {
        Some((epoch, numbers)) if number(epoch) => numbers,
        _ => text,
    };
    numbers
        .split('.')
        .all(number)
        .then(|| numbers.split('.').count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_openings_lose_their_suffix() {
        for (version, expected) in [
            ("2.0.dev0", "2.0"),
            ("1!2.0.dev0", "1!2.0"),
            ("2.0.0-0", "2.0"),
            ("3.1.0-0", "3.1"),
            ("2.0.a", "2.0"),
            ("2.0-alpha", "2.0"),
            ("2.0.0-dev", "2.0"),
            ("2.0~", "2.0"),
            ("2~", "2"),
            ("1:2~", "1:2"),
            ("2.0_alpha", "2.0"),
            ("2_alpha", "2"),
        ] {
            assert_eq!(plain(version), expected);
        }
        for version in [
            "",
            "0",
            "main",
            "2.0",
            "2.0.dev1",
            "2.1.3.dev0",
            "2.dev0",
            "2.1.3-0",
            "2.0.0-0.1",
            "2.0-0",
            "2.0.0-alpha",
            "2-alpha",
            "2.0~rc1",
            "2.1.3~",
            "~",
            "v2.0~",
            "2.0.0-rc.1",
        ] {
            assert_eq!(plain(version), version);
        }
    }
}
