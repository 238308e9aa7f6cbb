//! Reads JSON, exactly as RFC 8259 has it, into the same tree as YAML.

use std::borrow::Cow;

use super::budget::{Budget, Cost};
use super::duplicates::drop_duplicates;
use super::node::{Entry, Kind, Node, Scalar};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{FileId, Span, Spanned};

type Result<T> = std::result::Result<T, Box<Diagnostic>>;

/// Reads the whole of a file's `text`. `None` when there is nothing in it; an
/// error is what stopped the reader.
pub(super) fn read(file: FileId, text: &str, out: &mut Diagnostics) -> Result<Option<Node>> {
    let mut reader = Reader {
        file,
        text,
        // A parser may ignore a byte order mark (RFC 8259, section 8.1).
        at: if text.starts_with('\u{feff}') { 3 } else { 0 },
        budget: Budget::new(),
        out,
    };
    reader.skip_space();
    if reader.peek().is_none() {
        return Ok(None);
    }
    let node = reader.value(0)?;
    reader.skip_space();
    match reader.peek() {
        None => Ok(Some(node)),
        Some(_) => Err(reader.expected("the file should end here").into()),
    }
}

struct Reader<'s, 'o> {
    file: FileId,
    text: &'s str,
    /// The byte that is looked at, always at the start of a character.
    at: usize,
    budget: Budget,
    out: &'o mut Diagnostics,
}

impl Reader<'_, '_> {
    /// Reads a value that stands inside `depth` collections. The recursion ends
    /// because the budget has a limit of depth.
    fn value(&mut self, depth: usize) -> Result<Node> {
        let start = self.at;
        let kind = match self.peek() {
            Some(b'[') => self.array(depth)?,
            Some(b'{') => self.object(depth)?,
            Some(b'"') => {
                let text = self.string()?;
                Kind::Scalar(Scalar { text, plain: false })
            }
            _ => {
                let length = literal_length(&self.text[self.at..]);
                if length == 0 {
                    return Err(self.expected("a value is expected here").into());
                }
                self.at += length;
                let text = self.text[start..self.at].to_owned();
                Kind::Scalar(Scalar { text, plain: true })
            }
        };
        let span = self.span(start, self.at);
        if let Kind::Scalar(scalar) = &kind {
            self.budget.spend(Cost::scalar(&scalar.text), depth, span)?;
        }
        Ok(Node { span, kind })
    }

    fn array(&mut self, depth: usize) -> Result<Kind> {
        self.open(depth)?;
        let mut items = Vec::new();
        if self.skip_over(b']') {
            return Ok(Kind::List(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            self.skip_space();
            if self.skip_over(b']') {
                return Ok(Kind::List(items));
            }
            self.comma("a `,` or `]` is expected here")?;
        }
    }

    fn object(&mut self, depth: usize) -> Result<Kind> {
        self.open(depth)?;
        let mut entries = Vec::new();
        if self.skip_over(b'}') {
            return Ok(Kind::Map(entries));
        }
        loop {
            entries.push(self.member(depth + 1)?);
            self.skip_space();
            if self.skip_over(b'}') {
                drop_duplicates(&mut entries, self.out);
                return Ok(Kind::Map(entries));
            }
            self.comma("a `,` or `}` is expected here")?;
        }
    }

    fn member(&mut self, depth: usize) -> Result<Entry> {
        let start = self.at;
        if self.peek() != Some(b'"') {
            return Err(self
                .expected("a key in double quotes is expected here")
                .into());
        }
        let key = self.string()?;
        let span = self.span(start, self.at);
        self.budget.spend(Cost::scalar(&key), depth, span)?;
        self.skip_space();
        if !self.skip_over(b':') {
            return Err(self.expected("a `:` is expected here").into());
        }
        self.skip_space();
        let value = self.value(depth)?;
        let key = Spanned::new(key, span);
        Ok(Entry { key, value })
    }

    /// Steps over an opening bracket and the space after it.
    fn open(&mut self, depth: usize) -> Result<()> {
        let bracket = self.span(self.at, self.at + 1);
        self.budget.spend(Cost::COLLECTION, depth, bracket)?;
        self.at += 1;
        self.skip_space();
        Ok(())
    }

    /// Steps over a comma and the space after it.
    fn comma(&mut self, expected: &'static str) -> Result<()> {
        let comma = self.at;
        if !self.skip_over(b',') {
            return Err(self.expected(expected).into());
        }
        self.skip_space();
        if matches!(self.peek(), Some(b']' | b'}')) {
            let message = "a comma stands before the closing bracket";
            let fault = self.fault(comma, comma + 1, message);
            return Err(fault.help("remove the comma").into());
        }
        Ok(())
    }

    /// Reads a string from its opening quote to its closing one.
    fn string(&mut self) -> Result<String> {
        let open = self.at;
        self.at += 1;
        let mut value = String::new();
        loop {
            let rest = &self.text[self.at..];
            let Some(length) = rest
                .bytes()
                .position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f))
            else {
                return Err(self
                    .fault(open, open + 1, "this string is not closed")
                    .help("write a `\"` where the text ends")
                    .into());
            };
            value.push_str(&rest[..length]);
            self.at += length;
            match rest.as_bytes()[length] {
                b'"' => {
                    self.at += 1;
                    return Ok(value);
                }
                b'\\' => value.push(self.escape()?),
                b'\n' | b'\r' => {
                    return Err(self
                        .fault(open, open + 1, "this string is not closed on its line")
                        .help(r#"write a `"` where the text ends, and `\n` for a line break in it"#)
                        .into());
                }
                control => {
                    let message = format!("the control character U+{control:04X} is not escaped");
                    return Err(self.fault(self.at, self.at + 1, message).into());
                }
            }
        }
    }

    /// Reads an escape from its backslash on (RFC 8259, section 7).
    fn escape(&mut self) -> Result<char> {
        let start = self.at;
        let rest = &self.text[start + 1..];
        let plain = match rest.as_bytes().first() {
            Some(&byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(),
            _ => {
                let length = rest.chars().next().map_or(0, char::len_utf8);
                let message = "JSON has no such escape";
                let fault = self.fault(start, start + 1 + length, message);
                return Err(fault.help(r"write `\\` for a backslash").into());
            }
        };
        self.at += 2;
        Ok(plain)
    }

    /// Reads `\uXXXX`, or the two that make a surrogate pair.
    fn unicode_escape(&mut self) -> Result<char> {
        let start = self.at;
        let first = self.code_unit()?;
        let is_high = (0xd800..=0xdbff).contains(&first);
        let second = if is_high && self.text[self.at..].starts_with(r"\u") {
            Some(self.code_unit()?)
        } else {
            None
        };
        let mut characters = char::decode_utf16([first].into_iter().chain(second));
        match (characters.next(), characters.next()) {
            (Some(Ok(character)), None) => Ok(character),
            _ => Err(self
                .fault(
                    start,
                    start + 6,
                    "half of a surrogate pair without its other half",
                )
                .help("write the character itself, or both of its halves")
                .into()),
        }
    }

    fn code_unit(&mut self) -> Result<u16> {
        let start = self.at;
        let digits: String = self.text[start + 2..]
            .chars()
            .take(4)
            .take_while(char::is_ascii_hexdigit)
            .collect();
        self.at = start + 2 + digits.len();
        match u16::from_str_radix(&digits, 16) {
            Ok(unit) if digits.len() == 4 => Ok(unit),
            _ => Err(self
                .fault(
                    start,
                    self.at,
                    r"`\u` is followed by four hexadecimal digits",
                )
                .into()),
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn skip_over(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, start, end)
    }

    fn fault(&self, start: usize, end: usize, message: impl Into<Cow<'static, str>>) -> Diagnostic {
        let span = self.span(start, end);
        Diagnostic::new(Code::JsonSyntax, span, message)
    }

    /// The fault that something else stands here.
    fn expected(&self, message: &'static str) -> Diagnostic {
        let rest = &self.text[self.at..];
        let Some(first) = rest.chars().next() else {
            let end = self.text.trim_end().len();
            let length = self.text[..end]
                .chars()
                .next_back()
                .map_or(0, char::len_utf8);
            return self
                .fault(end - length, end, message)
                .here("the file ends here");
        };
        let word = rest
            .find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '.' | '+' | '-'))
            .unwrap_or(rest.len())
            .max(first.len_utf8());
        let fault = self.fault(self.at, self.at + word, message);
        let help = match first {
            '/' | '#' => "JSON has no comments",
            '\'' => "JSON has double quotes only",
            _ if self.at == 0 => "a file whose name ends in .json opens with `{`; call YAML .yaml",
            _ => return fault,
        };
        fault.help(help)
    }
}

/// The length of the number or the `true`, `false` or `null` that `text` opens
/// with; 0 for neither.
fn literal_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let word = ["true", "false", "null"]
        .into_iter()
        .find(|word| text.starts_with(word));
    let length = word.map_or_else(|| number_length(bytes), str::len);
    // `truely`, `01` and `1.` are no values with something behind them.
    match bytes.get(length) {
        Some(byte) if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'+' | b'-') => 0,
        _ => length,
    }
}

/// The length of the number (RFC 8259, section 6) that `bytes` open with.
fn number_length(bytes: &[u8]) -> usize {
    let digits = |from: usize| {
        let digits = &bytes[from.min(bytes.len())..];
        digits
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count()
    };
    let start = usize::from(bytes.first() == Some(&b'-'));
    let mut end = match bytes.get(start) {
        Some(b'0') => start + 1,
        Some(b'1'..=b'9') => start + digits(start),
        _ => return 0,
    };
    if bytes.get(end) == Some(&b'.') && digits(end + 1) > 0 {
        end += 1 + digits(end + 1);
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        if digits(end + 1 + sign) > 0 {
            end += 1 + sign + digits(end + 1 + sign);
        }
    }
    end
}
