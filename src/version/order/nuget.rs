//! `NuGetVersion` (<https://learn.microsoft.com/en-us/nuget/concepts/package-versioning>,
//! "Version normalization"; `VersionComparer` of NuGet.Versioning): one to four
//! numbers, missing ones are zero; pre-release labels as in Semantic Versioning
//! 2.0.0, but in any case of letters; metadata is ignored.

use super::sequence::Number;

/// A version.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key<'a> {
    numbers: [Number<'a>; 4],
    labels: Labels<'a>,
}

/// A release is newer than its pre-releases.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Labels<'a> {
    Prerelease(Vec<Label<'a>>),
    Release,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Label<'a> {
    Number(Number<'a>),
    Word(String),
}

/// The key of a version.
pub(super) fn key(text: &str) -> Option<Key<'_>> {
    let text = text.trim_ascii();
    let (text, metadata) = match text.split_once('+') {
        Some((text, metadata)) => (text, Some(metadata)),
        None => (text, None),
    };
    if !metadata.is_none_or(are_labels) {
        return None;
    }
    let (release, labels) = match text.split_once('-') {
        Some((release, labels)) if are_labels(labels) => (release, prerelease(labels)),
        Some(_) => return None,
        None => (text, Labels::Release),
    };
    let mut numbers = [Number::ZERO; 4];
    for (at, number) in release.split('.').enumerate() {
        *numbers.get_mut(at)? = Number::parse(number)?;
    }
    Some(Key { numbers, labels })
}

fn are_labels(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    text.split('.')
        .all(|label| !label.is_empty() && label.bytes().all(plain))
}

fn prerelease(text: &str) -> Labels<'_> {
    let label = |label| {
        Number::parse(label).map_or_else(
            || Label::Word(str::to_ascii_uppercase(label)),
            Label::Number,
        )
    };
    Labels::Prerelease(text.split('.').map(label).collect())
}
