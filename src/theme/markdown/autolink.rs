//! Bare addresses in text, as GitHub links them.

use std::ops::Range;

/// An address, and what it needs before it to be one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Bare {
    pub(super) place: Range<usize>,
    /// `mailto:` of a mail address, else nothing.
    pub(super) scheme: &'static str,
}

/// The addresses of pages and of mail in `text`, in order.
pub(super) fn find(text: &str) -> Vec<Bare> {
    let pages: Vec<_> = web(text).collect();
    let mails = mail(text).filter(|mail| {
        // The address of a page may hold an `@` as well.
        let next = pages.partition_point(|page| page.end <= mail.start);
        pages.get(next).is_none_or(|page| mail.end <= page.start)
    });
    let bare = |scheme| move |place| Bare { place, scheme };
    let mut found: Vec<_> = mails.map(bare("mailto:")).collect();
    found.extend(pages.iter().cloned().map(bare("")));
    found.sort_by_key(|bare| bare.place.start);
    found
}

/// The places of mail addresses in `text`.
///
/// Narrower than GitHub, which also links `lodash@4.17.21` and
/// `git@host.example:path` (GFM, section 6.9, "extended email autolink"): the
/// host ends in a label of letters, and no path follows.
fn mail(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_local = |c: char| c.is_ascii_alphanumeric() || ".-_+".contains(c);
    let is_host = |c: char| c.is_ascii_alphanumeric() || ".-".contains(c);
    text.match_indices('@').filter_map(move |(at, _)| {
        let (before, after) = (&text[..at], &text[at + 1..]);
        let start = before.trim_end_matches(is_local).len();
        let length = after.len() - after.trim_start_matches(is_host).len();
        let host = after[..length].trim_end_matches(['.', '-']);
        let (name, last) = host.rsplit_once('.')?;
        let is_last = last.len() > 1 && last.bytes().all(|b| b.is_ascii_alphabetic());
        let labels_are_fine = name
            .split('.')
            .all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'));
        let starts_well = before[start..].starts_with(|c: char| c.is_ascii_alphanumeric())
            && !before[..start].ends_with(|c: char| c.is_alphanumeric() || "/@".contains(c));
        let mut rest = after[host.len()..].chars();
        let ends_well = match rest.next() {
            Some('/' | '@' | '_') => false,
            Some(':') => rest.next().is_none_or(char::is_whitespace),
            Some(c) => !c.is_alphanumeric(),
            None => true,
        };
        (starts_well && is_last && labels_are_fine && ends_well).then(|| start..at + 1 + host.len())
    })
}

/// The places of http and https addresses in `text`.
///
/// An address starts after something that is no letter or digit and ends
/// before white space or a character that no address holds; punctuation at its
/// end belongs to the sentence (GFM, section 6.9, "extended autolinks").
fn web(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut done = 0;
    text.match_indices("://").filter_map(move |(colon, _)| {
        let start = scheme_start(text.get(done..colon)?)? + done;
        let address = &text[start..];
        let end = address
            .find(|c: char| c.is_whitespace() || c.is_control() || "<>\"`".contains(c))
            .unwrap_or(address.len());
        let end = start + trimmed(&address[..end]);
        let host = text.get(colon + "://".len()..end)?;
        if !host.starts_with(char::is_alphanumeric) {
            return None;
        }
        done = end;
        Some(start..end)
    })
}

/// Where the scheme at the end of `before` starts.
fn scheme_start(before: &str) -> Option<usize> {
    let scheme = ["https", "http"].into_iter().find(|scheme| {
        before
            .len()
            .checked_sub(scheme.len())
            .and_then(|at| before.get(at..))
            .is_some_and(|end| end.eq_ignore_ascii_case(scheme))
    })?;
    let start = before.len() - scheme.len();
    (!before[..start].ends_with(char::is_alphanumeric)).then_some(start)
}

/// The length of `address` without the punctuation of the sentence around it.
fn trimmed(address: &str) -> usize {
    let count = |bracket| address.matches(bracket).count();
    let mut unopened_round = count(')').saturating_sub(count('('));
    let mut unopened_square = count(']').saturating_sub(count('['));
    let mut end = address.len();
    for (at, c) in address.char_indices().rev() {
        match c {
            '?' | '!' | '.' | ',' | ':' | ';' | '*' | '_' | '~' | '\'' => {}
            ')' if unopened_round > 0 => unopened_round -= 1,
            ']' if unopened_square > 0 => unopened_square -= 1,
            _ => break,
        }
        end = at;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_without_the_sentence_around_them() {
        let cases: &[(&str, &[&str])] = &[
            ("see https://a.example/b.", &["https://a.example/b"]),
            ("(https://a.example/b_(c))", &["https://a.example/b_(c)"]),
            ("[http://a.example];", &["http://a.example"]),
            (
                "HTTPS://A.example, http://b",
                &["HTTPS://A.example", "http://b"],
            ),
            ("\"https://a.example\"<x>", &["https://a.example"]),
            (
                "https://a.example?u=http://b",
                &["https://a.example?u=http://b"],
            ),
            (
                "https://a.example/?a=1&b=2?!",
                &["https://a.example/?a=1&b=2"],
            ),
            ("xhttps://a.example ftp://b http:// https://.", &[]),
            ("é://a :// https://-a", &[]),
        ];
        for (text, expected) in cases {
            let found: Vec<_> = web(text).map(|range| &text[range]).collect();
            assert_eq!(found, *expected, "{text}");
        }
    }

    #[test]
    fn mail_addresses_are_found_and_what_only_looks_like_one_is_not() {
        let cases: &[(&str, &[&str])] = &[
            ("write to security@a.example.", &["security@a.example"]),
            (
                "(a.b+c@d-e.example), f@g.example:",
                &["a.b+c@d-e.example", "f@g.example"],
            ),
            ("mailto:a@b.example", &["a@b.example"]),
            (
                "a@b.example, https://c.example/@d",
                &["a@b.example", "https://c.example/@d"],
            ),
            ("https://a@b.example", &["https://a@b.example"]),
            ("git@a.example:b/c ssh://git@a.example git@a.example/b", &[]),
            (
                "lodash@4.17.21 a@b a@b.c @a.example a@ a@.example a@-b.example",
                &[],
            ),
            ("a@b..example éa@b.example a@b.example_c a@b@c.example", &[]),
        ];
        for (text, expected) in cases {
            let found: Vec<_> = find(text)
                .into_iter()
                .map(|bare| &text[bare.place])
                .collect();
            assert_eq!(found, *expected, "{text}");
        }
    }
}
