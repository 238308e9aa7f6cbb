//! A file of FriendsOfPHP/security-advisories, by the rules of its `validator.php`.

use super::Document;
use super::public::{About, Refusal};
use super::yaml::Yaml;
use crate::model::Timestamp;
use crate::version::interval::{End, Interval};

/// `VENDOR/NAME/CVE.yaml`, or named by the day where there is no CVE.
pub(super) fn document(about: &About<'_>) -> Result<Document, Refusal> {
    about.must_stand()?;
    let cve = about.named("CVE-").map(|number| format!("CVE-{number}"));
    let package = &about.package.name;
    let mut file = vec![
        ("title", Yaml::text(about.advisory.title())),
        ("link", Yaml::text(about.link()?)),
    ];
    file.extend(cve.clone().map(|cve| ("cve", Yaml::Text(cve))));
    file.push(("branches", branches(about)?));
    file.push(("reference", Yaml::Text(format!("composer://{package}"))));
    let name = cve.unwrap_or_else(|| format!("{}-1", about.published().date()));
    Ok(Document {
        text: Yaml::map(file).document(),
        place: Some(format!(
            "`{package}/{name}.yaml` of github.com/FriendsOfPHP/security-advisories"
        )),
    })
}

/// Each interval is a branch, named by the series in which it ends.
fn branches(about: &About<'_>) -> Result<Yaml, Refusal> {
    let mut branches: Vec<(String, Yaml)> = Vec::new();
    for interval in &about.extent {
        let (sign, end, fixed) = match &interval.end {
            End::Fixed(end) => ("<", end, about.fixed_at(end)),
            End::Before(end) => ("<", end, None),
            End::LastAffected(end) => ("<=", end, None),
            End::Open => return Err(open(about, interval)),
        };
        let end = bound(end)?;
        let mut versions = Vec::new();
        if interval.introduced != "0" {
            versions.push(format!(">={}", bound(&interval.introduced)?));
        }
        versions.push(format!("{sign}{end}"));
        let name = series(&end);
        let is_taken = branches.iter().any(|(taken, _)| *taken == name);
        let name = if is_taken {
            numbers(&end).to_owned()
        } else {
            name
        };
        let time = fixed.map_or_else(|| "null".to_owned(), moment);
        let members = [
            ("time", Yaml::Plain(time)),
            ("versions", Yaml::texts(versions)),
        ];
        branches.push((name, Yaml::map(members)));
    }
    Ok(Yaml::Map(branches))
}

fn open(about: &About<'_>, interval: &Interval) -> Refusal {
    Refusal::new(
        format!(
            "{} has no end in `{}`",
            about.package,
            interval.constraint()
        ),
        "the database takes branches that end: export it when there is a fix",
    )
}

/// Numbers and a word of a pre-release: `2.0.0-rc1`.
fn bound(version: &str) -> Result<String, Refusal> {
    let version = version.strip_prefix(['v', 'V']).unwrap_or(version);
    let (numbers, word) = match version.split_once('-') {
        Some((numbers, word)) => (numbers, Some(word.to_ascii_lowercase())),
        None => (version, None),
    };
    let is_number = |part: &str| {
        let is_bare = part == "0" || !part.starts_with('0');
        !part.is_empty() && is_bare && part.bytes().all(|b| b.is_ascii_digit())
    };
    let is_word = |word: &String| {
        let words = ["alpha", "beta", "rc", "patch", "p"];
        let number = words.iter().find_map(|known| word.strip_prefix(known));
        number.is_some_and(|n| is_number(n) && n != "0")
    };
    if !numbers.split('.').all(is_number) || !word.as_ref().is_none_or(is_word) {
        return Err(Refusal::new(
            format!("the database has no form for the version `{version}`"),
            "it takes numbers, perhaps with `-alpha1`, `-beta1`, `-rc1` or `-p1` behind them",
        ));
    }
    Ok(word.map_or_else(|| numbers.to_owned(), |word| format!("{numbers}-{word}")))
}

fn numbers(bound: &str) -> &str {
    bound.split_once('-').map_or(bound, |(numbers, _)| numbers)
}

/// `2.4.x` for `2.4.3`.
fn series(bound: &str) -> String {
    let numbers: Vec<&str> = numbers(bound).split('.').take(2).collect();
    format!("{}.x", numbers.join("."))
}

/// As the database writes a moment, in UTC.
fn moment(at: Timestamp) -> String {
    at.to_jiff().strftime("%Y-%m-%d %H:%M:%S").to_string()
}
