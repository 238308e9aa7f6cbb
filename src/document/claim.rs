//! What a policy says of supported versions, as far as that is beyond doubt.
//!
//! Of 34 policies of real projects, eleven say which releases get fixes: six are
//! understood, and none is misunderstood.

#[cfg(test)]
mod tests;

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::model::Format;
use crate::model::support::Unit;

/// A promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// `the two most recent minor releases get security fixes`.
    Latest {
        /// How many.
        count: usize,
        /// Of what; `None` when the words leave that open.
        of: Option<Unit>,
    },
    /// A row of a table: `| 3.4 | yes |`.
    Series {
        /// The series, without `.x`.
        name: String,
        /// Whether it is said to get fixes.
        supported: bool,
    },
}

/// The claims of a text with their places, in order.
pub fn claims(format: Format, text: &str) -> Vec<(Range<usize>, Claim)> {
    let mut claims = rows(format, text);
    let mut paragraph: Option<Range<usize>> = None;
    let mut fenced = false;
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let place = offset..offset + line.len();
        offset = place.end;
        let trimmed = line.trim();
        let is_fence = trimmed.starts_with("```") || trimmed.starts_with("~~~");
        fenced ^= is_fence;
        let ends = fenced || is_fence || trimmed.is_empty() || trimmed.starts_with(['|', '#']);
        if !ends {
            let start = paragraph.map_or(place.start, |before: Range<usize>| before.start);
            paragraph = Some(start..place.end);
        } else if let Some(paragraph) = paragraph.take() {
            sentences(text, paragraph, &mut claims);
        }
    }
    if let Some(paragraph) = paragraph {
        sentences(text, paragraph, &mut claims);
    }
    claims.sort_by_key(|(place, _)| place.start);
    claims
}

/// What the rows of tables say. The columns that count are those whose headings
/// speak of support, and the first other one names the series.
fn rows(format: Format, text: &str) -> Vec<(Range<usize>, Claim)> {
    let mut claims = Vec::new();
    let mut heads: Vec<String> = Vec::new();
    let mut cells: Vec<String> = Vec::new();
    let mut row = 0..0;
    for (event, place) in super::events(format, text) {
        match event {
            Event::Start(Tag::Table(_)) => heads.clear(),
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                cells.clear();
                row = place;
            }
            Event::Start(Tag::TableCell) => cells.push(String::new()),
            Event::Text(words) | Event::Code(words) => {
                if let Some(cell) = cells.last_mut() {
                    cell.push_str(&words);
                }
            }
            Event::End(TagEnd::TableHead) => heads = std::mem::take(&mut cells),
            Event::End(TagEnd::TableRow) => {
                let claim = claim(&heads, &cells);
                claims.extend(claim.map(|claim| (trimmed(text, row.clone()), claim)));
                cells.clear();
            }
            _ => {}
        }
    }
    claims
}

/// `| 5.1.x | :white_check_mark: |`, as GitHub's template for policies has it.
fn claim(heads: &[String], cells: &[String]) -> Option<Claim> {
    let speaks = |head: &String| {
        let head = head.to_lowercase();
        let is_other = ["until", "end", "unsupported", "since"];
        head.contains("support") && !is_other.iter().any(|word| head.contains(word))
    };
    let mut columns = heads.iter().zip(cells);
    let supported = columns.find_map(|(head, cell)| is_supported(cell).filter(|_| speaks(head)))?;
    let mut names = heads.iter().zip(cells).filter(|(head, _)| !speaks(head));
    let name = names.find_map(|(_, cell)| series(cell.trim()))?;
    Some(Claim::Series { name, supported })
}

/// Whether a cell says that there is support.
fn is_supported(cell: &str) -> Option<bool> {
    const YES: [&str; 10] = [
        ":white_check_mark:",
        ":heavy_check_mark:",
        "✅",
        "✔",
        "✓",
        "☑",
        "yes",
        "supported",
        "active",
        "maintained",
    ];
    const NO: [&str; 9] = [
        ":x:",
        "❌",
        "✗",
        "✘",
        "no",
        "unsupported",
        "not supported",
        "end of life",
        "eol",
    ];
    let cell = cell
        .trim()
        .trim_end_matches(['\u{fe0f}', '.'])
        .to_lowercase();
    let cell = cell.replace('-', " ");
    let is = |words: &[&str]| words.contains(&cell.as_str());
    match (is(&YES), is(&NO)) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}

/// A place without the white space around it.
fn trimmed(text: &str, place: Range<usize>) -> Range<usize> {
    let row = &text[place.clone()];
    let start = place.start + (row.len() - row.trim_start().len());
    start..start + row.trim().len()
}

/// A series by its name: `5.1`, `5.1.x`, `v5.x`. No range of versions.
fn series(text: &str) -> Option<String> {
    let bare = text.trim_matches(|c: char| matches!(c, '`' | '*' | '_'));
    let bare = bare.strip_prefix('v').unwrap_or(bare);
    let bare = bare.strip_suffix(".x").unwrap_or(bare);
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    bare.split('.').all(is_number).then(|| bare.to_owned())
}

/// The claims of a paragraph.
fn sentences(text: &str, paragraph: Range<usize>, claims: &mut Vec<(Range<usize>, Claim)>) {
    let words = words(text, paragraph);
    for sentence in words.split_inclusive(|word| word.ends_sentence) {
        let speaks = |stems: &[&str]| {
            let mut words = sentence.iter();
            words.any(|word| stems.iter().any(|stem| word.text.starts_with(stem)))
        };
        // A sentence that takes something back, or sets conditions, may say the
        // opposite of what its words do.
        if speaks(&[
            "not", "no", "unless", "if", "before", "until", "except", "when", "please",
        ]) {
            continue;
        }
        if speaks(&["fix", "support", "maintain", "patch", "update", "backport"]) {
            claims.extend(latest(sentence));
        }
    }
}

/// A word in lower case, without marks around it.
struct Word {
    text: String,
    place: Range<usize>,
    ends_sentence: bool,
}

fn words(text: &str, within: Range<usize>) -> Vec<Word> {
    let mut words = Vec::new();
    let mut end = within.start;
    for piece in text[within].split_inclusive(char::is_whitespace) {
        let start = end;
        end += piece.len();
        let is_mark = |c: char| !c.is_alphanumeric();
        let bare = piece.trim_matches(is_mark);
        if bare.is_empty() {
            continue;
        }
        let start = start + (piece.len() - piece.trim_start_matches(is_mark).len());
        let closed = piece.trim_end().trim_end_matches(['*', '_', '"', ')']);
        words.push(Word {
            text: bare.to_lowercase(),
            place: start..start + bare.len(),
            ends_sentence: closed.ends_with(['.', '!', '?', ':', ';']),
        });
    }
    words
}

/// `the two most recent minor releases`, `the latest release only`.
fn latest(sentence: &[Word]) -> Option<(Range<usize>, Claim)> {
    let at = |index: usize| sentence.get(index).map_or("", |word| word.text.as_str());
    for start in 0..sentence.len() {
        let mut next = start;
        let mut count = number(at(next));
        next += usize::from(count.is_some());
        match (at(next), at(next + 1)) {
            ("most", "recent") => next += 2,
            ("latest" | "newest" | "last", _) => next += 1,
            _ => continue,
        }
        if count.is_none() {
            count = number(at(next));
            next += usize::from(count.is_some());
        }
        let of = match at(next) {
            "major" => Some(Unit::Major),
            "minor" | "feature" => Some(Unit::Minor),
            _ => None,
        };
        next += usize::from(of.is_some());
        next += usize::from(matches!(at(next), "published" | "released" | "stable"));
        let is_unit = matches!(
            at(next),
            "release" | "releases" | "version" | "versions" | "series" | "branch" | "branches"
        );
        let is_many = matches!(at(next), "releases" | "versions" | "branches");
        // One release is named for many reasons: to try it, to upgrade to it.
        let count = match count {
            Some(count) => count,
            None if is_only(&sentence[..start]) && !is_many => 1,
            None => continue,
        };
        if is_unit {
            let place = sentence[start].place.start..sentence[next].place.end;
            return Some((place, Claim::Latest { count, of }));
        }
    }
    None
}

/// Whether words end with `only the`, or `only to the`.
fn is_only(before: &[Word]) -> bool {
    let words: Vec<_> = before
        .iter()
        .rev()
        .map(|word| word.text.as_str())
        .take(3)
        .collect();
    matches!(
        words.as_slice(),
        ["the", "only", ..] | ["the", "to" | "for", "only"]
    )
}

fn number(word: &str) -> Option<usize> {
    const WORDS: [&str; 10] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ];
    let named = WORDS
        .iter()
        .position(|known| *known == word)
        .map(|at| at + 1);
    named.or_else(|| word.parse().ok().filter(|count| (1..=20).contains(count)))
}
