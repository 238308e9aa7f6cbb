//! The keys that a map of an input may hold, as data: the parser's hints come from
//! them, and so do the tables in `docs/`.

/// Up to this many keys are listed when an unknown one resembles none of them.
const FEW: usize = 9;

/// The keys of one kind of map.
#[derive(Debug)]
pub struct Keys {
    /// What messages call such a map, with its article: `an advisory`.
    pub what: &'static str,
    /// The keys, in the order of the docs.
    pub keys: &'static [Key],
}

/// A key, and what it is for.
#[derive(Debug)]
pub struct Key {
    /// The key.
    pub name: &'static str,
    /// The values that it takes.
    pub takes: Takes,
    /// A value that it takes, as it stands in a flow map of YAML.
    pub example: &'static str,
    /// What it is for: a phrase of Markdown, in which `{words}` are those that it
    /// chooses among.
    pub about: &'static str,
    /// What holds without it, in Markdown; empty where nothing does.
    pub default: &'static str,
    /// What becomes of it in an OSV record, in Markdown; empty where that is plain.
    pub becomes: &'static str,
}

/// What a key takes.
#[derive(Clone, Copy, Debug)]
pub enum Takes {
    /// A scalar, as the text that was written.
    Text,
    /// A moment in any of the forms of `published`.
    Time,
    /// A day: `2026-09-22`.
    Day,
    /// A whole number.
    Number,
    /// `true` or `false`.
    Flag,
    /// One of these words.
    Words(&'static [&'static str]),
    /// A map with these keys.
    Map(&'static Keys),
    /// A map of names that are the author's, each with such a value.
    Named(&'static Takes),
    /// A list of such values.
    List(&'static Takes),
    /// One such value, or a list of them.
    Several(&'static Takes),
    /// A value of any of these kinds.
    Either(&'static [Takes]),
    /// Any value at all.
    Anything,
}

/// A row of a table of keys.
pub const fn key(
    name: &'static str,
    takes: Takes,
    example: &'static str,
    about: &'static str,
) -> Key {
    Key {
        name,
        takes,
        example,
        about,
        default: "",
        becomes: "",
    }
}

impl Key {
    /// The key with what holds where it is not given.
    #[must_use]
    pub const fn or(mut self, default: &'static str) -> Self {
        self.default = default;
        self
    }

    /// The key with what becomes of it in an OSV record.
    #[must_use]
    pub const fn becomes(mut self, becomes: &'static str) -> Self {
        self.becomes = becomes;
        self
    }
}

/// The words among which a key chooses, for [`Takes::Words`].
pub const fn words<T: Copy, const N: usize>(choice: &[(&'static str, T); N]) -> [&'static str; N] {
    let mut words = [""; N];
    let mut at = 0;
    while at < N {
        words[at] = choice[at].0;
        at += 1;
    }
    words
}

impl Keys {
    /// The keys of the maps that messages call `what`, with its article.
    pub const fn new(what: &'static str, keys: &'static [Key]) -> Self {
        Self { what, keys }
    }

    /// Whether `name` is one of the keys.
    pub fn has(&self, name: &str) -> bool {
        self.names().any(|known| known == name)
    }

    fn names(&self) -> impl Iterator<Item = &'static str> {
        self.keys.iter().map(|key| key.name)
    }

    /// What to write instead of an unknown `key`.
    pub(super) fn hint(&self, key: &str) -> Option<String> {
        let nearest = self
            .names()
            .filter_map(|known| Some((distance(key, known)?, known)))
            .min_by_key(|(distance, _)| *distance);
        let longer = || self.names().find(|known| is_longer(key, known));
        if let Some(known) = nearest.map(|(_, known)| known).or_else(longer) {
            return Some(format!("did you mean `{known}`?"));
        }
        if (1..=FEW).contains(&self.keys.len()) {
            let mut known: Vec<_> = self.names().map(|key| format!("`{key}`")).collect();
            known.sort_unstable();
            return Some(format!("known here: {}", known.join(", ")));
        }
        let own = "data of your own goes under `database_specific`";
        self.has("database_specific").then(|| own.to_owned())
    }
}

/// How many letters to change to make `known` of `key`, when they are few
/// enough for a slip of the pen: one in a short word, two in a longer one.
/// Case and the sign between words do not count.
fn distance(key: &str, known: &str) -> Option<usize> {
    let allowed = if known.len() < 6 { 1 } else { 2 };
    // Also keeps the comparison of a very long key short.
    if key.len().abs_diff(known.len()) > allowed {
        return None;
    }
    let folded = |text: &str| text.to_ascii_lowercase().replace(['-', ' '], "_");
    let distance = strsim::osa_distance(&folded(key), &folded(known));
    (distance <= allowed).then_some(distance)
}

/// Whether one of the two is the other with a word more: `embargo_until`.
fn is_longer(key: &str, known: &str) -> bool {
    let begins = |long: &str, short: &str| {
        let rest = long.strip_prefix(short);
        !short.is_empty() && rest.is_some_and(|rest| rest.starts_with(['_', '-', ' ']))
    };
    begins(key, known) || begins(known, key)
}
