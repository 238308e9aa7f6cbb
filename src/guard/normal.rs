//! One way of writing for all texts that read alike.
//!
//! Left are letters and digits, in lower case, decomposed and without accents,
//! and one blank between words. Marks of punctuation, line ends and every kind
//! of space separate words and nothing more: it is the same sentence with other
//! quotes, dashes or emphasis, wrapped, or quoted behind `>`. Where a script has
//! no blanks between words, there are none.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use super::decode::Decoded;

/// What becomes of a byte of ASCII: itself in lower case, or a blank.
const ASCII: [u8; 128] = {
    let mut table = [b' '; 128];
    let mut byte = 0;
    while byte < 128_u8 {
        if byte.is_ascii_alphanumeric() {
            table[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    table
};

/// The text in the one way of writing. With one of `TRACED`, its bytes know where
/// they come from.
pub(super) fn normal<const TRACED: bool>(text: &[u8]) -> Decoded {
    let mut writer = Writer::<TRACED> {
        out: Decoded::default(),
        is_apart: true,
    };
    writer.out.text.reserve(text.len());
    let mut at = 0;
    for chunk in text.utf8_chunks() {
        let valid = chunk.valid();
        let mut rest = valid;
        while !rest.is_empty() {
            let length = writer.ascii(rest.as_bytes(), at);
            at += length;
            rest = &rest[length..];
            if let Some(other) = rest.chars().next() {
                writer.character(other, at);
                at += other.len_utf8();
                rest = &rest[other.len_utf8()..];
            }
        }
        // What is no UTF-8 may be a text of Western Europe.
        for &byte in chunk.invalid() {
            writer.character(char::from(byte), at);
            at += 1;
        }
    }
    writer.out
}

/// The pattern by which a text is found: its normal form, edges trimmed.
pub(super) fn pattern(text: &[u8]) -> Vec<u8> {
    normal::<false>(text).text.trim_ascii().to_vec()
}

struct Writer<const TRACED: bool> {
    out: Decoded,
    /// Whether a blank would add nothing: at the beginning, after another, and
    /// after a script without blanks.
    is_apart: bool,
}

impl<const TRACED: bool> Writer<TRACED> {
    /// Writes what the text opens with as far as it is ASCII; gives its length.
    fn ascii(&mut self, text: &[u8], at: usize) -> usize {
        let length = ascii_length(text);
        let start = self.out.text.len();
        // One more, for the blank that the next byte will overwrite.
        self.out.text.resize(start + length + 1, 0);
        let (mut end, mut is_apart) = (start, self.is_apart);
        for (offset, &byte) in text[..length].iter().enumerate() {
            let byte = ASCII[usize::from(byte & 0x7F)];
            let is_blank = byte == b' ';
            let is_kept = !(is_blank && is_apart);
            if TRACED && is_kept {
                self.out.runs_from(end, at + offset);
            }
            self.out.text[end] = byte;
            end += usize::from(is_kept);
            is_apart = is_blank;
        }
        self.out.text.truncate(end);
        self.is_apart = if length == 0 { self.is_apart } else { is_apart };
        length
    }

    fn character(&mut self, character: char, at: usize) {
        if !is_ignored(character) {
            decompose_compatible(character, |part| self.part(part, at));
        }
    }

    fn part(&mut self, part: char, at: usize) {
        if is_combining_mark(part) || is_ignored(part) {
            return;
        }
        // Some apostrophes count as letters.
        if !part.is_alphanumeric() || matches!(part, '\u{2B9}'..='\u{2BF}') {
            if !self.is_apart {
                self.push(' ', at);
            }
            self.is_apart = true;
            return;
        }
        let is_dense = is_dense(part);
        if is_dense && self.out.text.last() == Some(&b' ') {
            self.out.text.pop();
        }
        match part {
            'ß' | 'ẞ' => ['s', 's'].into_iter().for_each(|s| self.push(s, at)),
            'ς' => self.push('σ', at),
            _ => part.to_lowercase().for_each(|part| {
                if !is_combining_mark(part) {
                    self.push(part, at);
                }
            }),
        }
        self.is_apart = is_dense;
    }

    fn push(&mut self, character: char, at: usize) {
        let end = self.out.text.len();
        let mut bytes = [0; 4];
        let bytes = character.encode_utf8(&mut bytes).as_bytes();
        self.out.text.extend_from_slice(bytes);
        if TRACED {
            // Each byte stands for the character as a whole.
            (end..end + bytes.len()).for_each(|here| self.out.runs_from(here, at));
        }
    }
}

/// How many bytes of ASCII the text opens with.
fn ascii_length(text: &[u8]) -> usize {
    let blocks = text.chunks(64).take_while(|block| block.is_ascii());
    let sure = blocks.map(<[u8]>::len).sum::<usize>();
    let rest = text[sure..].iter().take_while(|byte| byte.is_ascii());
    sure + rest.count()
}

/// Whether a character belongs to a script that has no blanks between words.
pub(super) fn is_dense(c: char) -> bool {
    matches!(
        c,
        '\u{E00}'..='\u{EFF}'
            | '\u{1000}'..='\u{109F}'
            | '\u{1780}'..='\u{17FF}'
            | '\u{2E80}'..='\u{2FDF}'
            | '\u{3005}'..='\u{3007}'
            | '\u{3040}'..='\u{312F}'
            | '\u{31F0}'..='\u{31FF}'
            | '\u{3400}'..='\u{4DBF}'
            | '\u{4E00}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{3FFFF}'
    )
}

/// Whether a character shows nothing and separates nothing (Unicode,
/// `Default_Ignorable_Code_Point`).
pub(super) fn is_ignored(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'
            | '\u{1160}'
            | '\u{17B4}'
            | '\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// The end of the character that ends with, or goes on at, `end`, with the
/// marks that belong to it.
pub(super) fn end_of_character(text: &[u8], end: usize) -> usize {
    let mut end = end;
    while text.get(end).is_some_and(|byte| byte & 0xC0 == 0x80) {
        end += 1;
    }
    while let Some(mark) = first_char(&text[end..])
        && is_combining_mark(mark)
    {
        end += mark.len_utf8();
    }
    end
}

/// The character that the text opens with.
pub(super) fn first_char(text: &[u8]) -> Option<char> {
    let head = &text[..text.len().min(4)];
    head.utf8_chunks().next()?.valid().chars().next()
}

/// The character that the text ends with.
pub(super) fn last_char(text: &[u8]) -> Option<char> {
    let tail = &text[text.len().saturating_sub(4)..];
    tail.utf8_chunks().last()?.valid().chars().next_back()
}
