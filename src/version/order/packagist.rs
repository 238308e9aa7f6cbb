//! Packagist: Composer's normal form (`Composer\Semver\VersionParser::normalize`)
//! compared by PHP's `version_compare`
//! (<https://www.php.net/manual/en/function.version-compare.php>).
//!
//! Numbers are filled up to four, `1.x-dev` is newer than every release of its
//! line, and `dev` < `alpha` < `beta` < `RC` < release < `patch`. Named branches
//! (`dev-main`) have no order in Composer either and do not parse.

use super::sequence::{Number, Sequence, Symbol, split_run};

/// A token of the normal form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Token<'a> {
    Dev,
    Alpha,
    Beta,
    Candidate,
    End,
    Number(Number<'a>),
    Patch,
}

impl Symbol for Token<'_> {
    const END: Self = Self::End;
}

/// Composer's number for `x` in a branch.
const ANY: &str = "9999999";

/// Separators within a date.
const SEPARATORS: [char; 3] = ['.', ':', '-'];

/// Composer's stabilities; a longer word before the word that it begins with.
const STABILITIES: [(&str, Option<Token<'static>>); 9] = [
    ("stable", None),
    ("beta", Some(Token::Beta)),
    ("b", Some(Token::Beta)),
    ("rc", Some(Token::Candidate)),
    ("alpha", Some(Token::Alpha)),
    ("a", Some(Token::Alpha)),
    ("patch", Some(Token::Patch)),
    ("pl", Some(Token::Patch)),
    ("p", Some(Token::Patch)),
];

/// The key of a version.
pub(super) fn key(text: &str) -> Option<Sequence<Token<'_>>> {
    let text = text.trim_ascii();
    let text = match text.split_once('+') {
        Some((text, metadata)) if !text.is_empty() && !metadata.is_empty() => text,
        _ => text,
    };
    let text = text.strip_prefix(['v', 'V']).unwrap_or(text);
    release(text)
        .or_else(|| date(text))
        .or_else(|| branch(text))
        .map(Sequence)
}

/// One to four numbers, the first of five digits at most.
fn release(text: &str) -> Option<Vec<Token<'_>>> {
    let (first, mut rest) = split_run(text, |c| c.is_ascii_digit());
    if first.len() > 5 {
        return None;
    }
    let mut tokens = vec![Token::Number(Number::parse(first)?)];
    while tokens.len() < 4 {
        let after = rest.strip_prefix('.').unwrap_or_default();
        let (digits, after) = split_run(after, |c| c.is_ascii_digit());
        let Some(number) = Number::parse(digits) else {
            break;
        };
        tokens.push(Token::Number(number));
        rest = after;
    }
    tokens.resize(4, Token::Number(Number::ZERO));
    modifier(rest, tokens)
}

/// Four digits, one to six pairs of digits, then perhaps up to three digits,
/// each after a separator or none.
fn date(text: &str) -> Option<Vec<Token<'_>>> {
    let digits = |from: usize, count: usize| {
        let run = text.get(from..from + count)?;
        Number::parse(run).map(|_| from + count)
    };
    let part = |from: usize, count: usize| {
        digits(from, count).or_else(|| {
            text[from..]
                .starts_with(SEPARATORS)
                .then_some(from + 1)
                .and_then(|from| digits(from, count))
        })
    };
    let mut end = part(digits(0, 4)?, 2)?;
    for _ in 1..6 {
        end = part(end, 2).unwrap_or(end);
    }
    end = (1..=3)
        .rev()
        .find_map(|count| part(end, count))
        .unwrap_or(end);
    let (date, rest) = text.split_at(end);
    let numbers = date.split(SEPARATORS).map(Number::parse);
    modifier(
        rest,
        numbers
            .map(|number| number.map(Token::Number))
            .collect::<Option<_>>()?,
    )
}

/// A line of development: `2.x-dev`.
fn branch(text: &str) -> Option<Vec<Token<'_>>> {
    let line = strip_end(text, "dev")?;
    let line = line.strip_suffix(['.', '-']).unwrap_or(line);
    let mut tokens = Vec::new();
    for (at, part) in line.split('.').enumerate() {
        let part = if at > 0 && matches!(part, "x" | "X" | "*") {
            ANY
        } else {
            part
        };
        tokens.push(Token::Number(Number::parse(part)?));
    }
    (tokens.len() <= 4).then_some(())?;
    tokens.resize(4, Token::Number(Number::of_digits(ANY)));
    tokens.push(Token::Dev);
    Some(tokens)
}

/// Adds what follows the numbers: a stability with numbers of its own, `dev`,
/// both or nothing.
fn modifier<'a>(text: &'a str, mut tokens: Vec<Token<'a>>) -> Option<Vec<Token<'a>>> {
    let text = text.strip_prefix(['.', '_', '-']).unwrap_or(text);
    for (word, token) in STABILITIES {
        let Some(rest) = strip_start(text, word) else {
            continue;
        };
        let (numbers, rest) = counters(rest);
        let Some(dev) = is_dev(rest) else {
            continue;
        };
        if let Some(token) = token {
            tokens.push(token);
            tokens.extend(numbers.into_iter().map(Token::Number));
            tokens.extend(dev.then_some(Token::Dev));
        }
        return Some(tokens);
    }
    tokens.extend(is_dev(text)?.then_some(Token::Dev));
    Some(tokens)
}

/// The numbers at the start, each after a dot, a hyphen or nothing.
fn counters(mut text: &str) -> (Vec<Number<'_>>, &str) {
    let mut numbers = Vec::new();
    loop {
        let after = text.strip_prefix(['.', '-']).unwrap_or(text);
        let (digits, after) = split_run(after, |c| c.is_ascii_digit());
        let Some(number) = Number::parse(digits) else {
            return (numbers, text);
        };
        numbers.push(number);
        text = after;
    }
}

/// Whether the rest is `dev`; `None` when it is neither that nor empty.
fn is_dev(text: &str) -> Option<bool> {
    let word = text.strip_prefix(['.', '-']).unwrap_or(text);
    match word {
        _ if text.is_empty() => Some(false),
        _ => word.eq_ignore_ascii_case("dev").then_some(true),
    }
}

fn strip_start<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(word.len())?;
    start.eq_ignore_ascii_case(word).then_some(rest)
}

fn strip_end<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (rest, end) = text.split_at_checked(text.len().checked_sub(word.len())?)?;
    end.eq_ignore_ascii_case(word).then_some(rest)
}
