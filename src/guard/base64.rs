//! Text that stands in another as base64 (RFC 4648), in a data address or a
//! mail: of either alphabet, with or without padding, on one line or several.

use super::decode::Decoded;

/// Words shorter than this hold less than an id.
const SHORTEST: usize = 16;

/// All that is written in base64, one run a line; `None` when nothing is.
pub(super) fn debase(text: &[u8]) -> Option<Decoded> {
    let mut decoded = Decoded::default();
    for run in runs(text) {
        let (start, first) = run[0];
        for (at, line) in run {
            decoded.runs_from(decoded.text.len(), at);
            decode(line, &mut decoded.text);
        }
        decoded.text.push(b'\n');
        // What looks like one word may be a path, with the text as its last part.
        let mut at = start;
        for part in first.split(|&byte| byte == b'/') {
            if part.len() >= SHORTEST && part.len() < first.len() {
                decoded.runs_from(decoded.text.len(), at);
                decode(part, &mut decoded.text);
                decoded.text.push(b'\n');
            }
            at += part.len() + 1;
        }
    }
    (!decoded.text.is_empty()).then_some(decoded)
}

/// The bytes of each run of which `is_wanted` by its first.
pub(super) fn blocks<'t>(
    text: &'t [u8],
    is_wanted: impl Fn(&[u8]) -> bool + 't,
) -> impl Iterator<Item = Vec<u8>> + 't {
    runs(text).filter_map(move |run| {
        let mut block = Vec::new();
        decode(&run[0].1[..SHORTEST], &mut block);
        is_wanted(&block).then(|| {
            block.clear();
            for (_, line) in run {
                decode(line, &mut block);
            }
            block
        })
    })
}

/// The runs of base64: of each the lines, and where they stand.
fn runs(text: &[u8]) -> impl Iterator<Item = Vec<(usize, &[u8])>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let line = next_word(text, &mut at)?;
            if !looks_encoded(line.1) {
                continue;
            }
            let mut run = vec![line];
            // Lines are broken after whole groups of four, and nowhere else.
            while run.last().is_some_and(|(_, line)| line.len() % 4 == 0)
                && let Some(next) = continued(text, at)
            {
                at = next.0 + next.1.len();
                run.push(next);
            }
            return Some(run);
        }
    })
}

/// The next word that is long enough, from `at` on, which is moved behind it.
fn next_word<'t>(text: &'t [u8], at: &mut usize) -> Option<(usize, &'t [u8])> {
    // A long word covers every so many bytes one.
    while let Some(&probe) = text.get(*at + SHORTEST - 1) {
        if value(probe).is_none() {
            *at += SHORTEST;
            continue;
        }
        let before = text[*at..*at + SHORTEST].iter().rev();
        let start = *at + SHORTEST - before.take_while(|b| value(**b).is_some()).count();
        let word = word(text, start);
        *at = start + word.len().max(1);
        if word.len() >= SHORTEST {
            return Some((start, word));
        }
    }
    None
}

/// The word on the line after the one that ends at `end`.
fn continued(text: &[u8], end: usize) -> Option<(usize, &[u8])> {
    let rest = &text[end..];
    let written = [&b"\\r\\n"[..], b"\\n"]
        .into_iter()
        .find(|line_end| rest.starts_with(line_end));
    let blanks = match written {
        Some(line_end) => line_end.len(),
        None => rest.iter().take_while(|b| b.is_ascii_whitespace()).count(),
    };
    let word = word(text, end + blanks);
    let is_next_line = written.is_some() || rest[..blanks].contains(&b'\n');
    (is_next_line && !word.is_empty()).then_some((end + blanks, word))
}

fn word(text: &[u8], start: usize) -> &[u8] {
    let rest = &text[start..];
    let length = rest.iter().position(|&byte| value(byte).is_none());
    &rest[..length.unwrap_or(rest.len())]
}

/// Whether a word may be anything but a word, path or number.
fn looks_encoded(word: &[u8]) -> bool {
    word.iter().any(u8::is_ascii_uppercase)
        && word
            .iter()
            .any(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
}

fn decode(word: &[u8], bytes: &mut Vec<u8>) {
    for group in word.chunks(4) {
        let bits = group
            .iter()
            .fold(0, |bits, &byte| bits << 6 | value(byte).unwrap_or(0));
        let bits = bits << (6 * (4 - group.len()));
        bytes.extend_from_slice(&u32::to_be_bytes(bits)[1..group.len()]);
    }
}

fn value(byte: u8) -> Option<u32> {
    let value = match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    };
    Some(value.into())
}
