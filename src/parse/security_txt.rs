//! A security.txt that the project wrote by hand, line by line (RFC 9116; fields of
//! the registry at IANA as of March 2026).

use super::config::is_language_tag;
use super::{nearest, time};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::config::DisclosureTime;
use crate::model::security_txt::WrittenSecurityTxt;
use crate::source::{FileId, Sources, Span, Spanned};

/// Where it lies.
pub(super) const PATH: &str = "content/.well-known/security.txt";

/// What a field holds.
#[derive(Clone, Copy)]
enum Holds {
    /// A URI with one of these schemes.
    Uri(&'static [&'static str]),
    /// The address of a provider's metadata.
    ProviderMetadata,
    Moment,
    Languages,
    Flag,
}

const WEB: Holds = Holds::Uri(&["https"]);

/// The fields, by the names that the registry gives them. Upper and lower case are
/// the same there (section 2.2).
const FIELDS: [(&str, Holds); 10] = [
    ("Acknowledgments", WEB),
    ("Bug-Bounty", Holds::Flag),
    ("Canonical", WEB),
    ("Contact", Holds::Uri(&["https", "mailto", "tel"])),
    ("CSAF", Holds::ProviderMetadata),
    ("Encryption", Holds::Uri(&["https", "openpgp4fpr", "dns"])),
    ("Expires", Holds::Moment),
    ("Hiring", WEB),
    ("Policy", WEB),
    ("Preferred-Languages", Holds::Languages),
];

/// Which part of a signed message a line lies in (RFC 9580, section 7).
#[derive(PartialEq, Eq)]
enum Part {
    Text,
    Signature,
    End,
}

/// Reads the file, and reports every line that its readers would refuse.
pub(super) fn security_txt(
    sources: &Sources,
    file: FileId,
    out: &mut Diagnostics,
) -> WrittenSecurityTxt {
    let mut reader = Reader {
        read: WrittenSecurityTxt {
            file,
            fields: Vec::new(),
            expires: None,
            is_signed: false,
        },
        part: Part::Text,
        out,
    };
    let whole = Span::file(file);
    match sources.get(file).text() {
        Ok(text) => reader.lines(text),
        Err(at) => {
            let place = Span::new(file, at, at);
            reader.fault(place, "this is not UTF-8", "save the file as UTF-8");
        }
    }
    for (field, example) in [
        ("Contact", "Contact: mailto:security@example.org"),
        ("Expires", "Expires: 2027-05-01T00:00:00Z"),
    ] {
        if reader.read.values(field).next().is_none() {
            let message = format!("security.txt needs `{field}`");
            reader.fault(whole, &message, &format!("add a line `{example}`"));
        }
    }
    reader.read
}

struct Reader<'o> {
    read: WrittenSecurityTxt,
    part: Part,
    out: &'o mut Diagnostics,
}

impl Reader<'_> {
    fn fault(&mut self, place: Span, message: &str, help: &str) {
        let fault = Diagnostic::new(Code::SecurityTxtInvalid, place, message.to_owned());
        self.out.push(fault.help(help.to_owned()));
    }

    fn lines(&mut self, text: &str) {
        let file = self.read.file;
        let mut start = 0;
        if text.starts_with('\u{feff}') {
            start = '\u{feff}'.len_utf8();
            let message = "the file begins with a byte order mark";
            self.fault(
                Span::new(file, 0, start),
                message,
                "save it as UTF-8 without one",
            );
        }
        for (number, whole) in text[start..].split_inclusive('\n').enumerate() {
            let line = whole.trim_end();
            let place = Span::new(file, start, start + line.len());
            self.line(number, line, place);
            start += whole.len();
            if !whole.ends_with('\n') {
                let help = "end it with a line feed, or with carriage return and line feed";
                self.fault(place, "the last line has no end", help);
            }
        }
        if self.part == Part::Signature {
            let help = "copy the signature whole, down to `-----END PGP SIGNATURE-----`";
            let end = Span::new(file, start, start);
            self.fault(end, "the signature does not end", help);
        }
    }

    fn line(&mut self, number: usize, line: &str, place: Span) {
        match (line, &self.part) {
            ("-----END PGP SIGNATURE-----", Part::Signature) => self.part = Part::End,
            (_, Part::Signature) | ("", _) => {}
            (_, Part::End) => {
                let message = "this stands behind the signature, which does not cover it";
                self.fault(place, message, "sign the file again with it, or remove it");
            }
            ("-----BEGIN PGP SIGNED MESSAGE-----", _) => {
                self.read.is_signed = true;
                if number > 0 {
                    let message = "what stands before this line is not signed";
                    self.fault(place, message, "let the file begin with it (section 2.3)");
                }
            }
            ("-----BEGIN PGP SIGNATURE-----", _) if self.read.is_signed => {
                self.part = Part::Signature;
            }
            _ if line.starts_with('#') => {}
            _ => {
                // Signers put `- ` before what begins with a hyphen.
                let escaped = self.read.is_signed && line.starts_with("- ");
                let skipped = if escaped { 2 } else { 0 };
                let place = Span::new(place.file, place.start() + skipped, place.end());
                self.field(&line[skipped..], place);
            }
        }
    }

    /// `Name: value`.
    fn field(&mut self, line: &str, place: Span) {
        let Some((written, value)) = line.split_once(':') else {
            let help = "write `Name: value`, or begin a comment with `#`";
            return self.fault(place, "this line is no field", help);
        };
        let start = place.start();
        let name = Span::new(place.file, start, start + written.len());
        if written.trim() != written || written.is_empty() {
            let message = "a field begins with its name and a colon, without blanks";
            self.fault(name, message, "write `Name: value`");
        }
        let text = value.trim();
        let end = place.end() - (value.len() - value.trim_end().len());
        let value_at = Span::new(place.file, end - text.len(), end);
        if text.is_empty() {
            let message = format!("{} has no value", quoted(written));
            return self.fault(
                place,
                &message,
                "write one behind the colon, or remove the line",
            );
        }
        if !value.starts_with(' ') {
            let help = "write `Name: value`";
            self.fault(value_at, "there is no blank behind the colon", help);
        }
        let written = written.trim();
        let known = FIELDS
            .iter()
            .find(|(field, _)| field.eq_ignore_ascii_case(written));
        match known {
            Some((field, holds)) => {
                let value = Spanned::new(text.to_owned(), value_at);
                self.value(field, *holds, &value, name);
                self.read.fields.push((field, value));
            }
            // The armor's own header.
            None if self.read.is_signed && written == "Hash" => {}
            None => self.unknown(written, name),
        }
    }

    /// Fields of one's own are allowed (section 2.4); a misspelt one is lost.
    fn unknown(&mut self, written: &str, place: Span) {
        let known = FIELDS.iter().map(|(field, _)| *field);
        if let Some(near) = nearest(written, known) {
            let message = format!("{} is no field that readers know", quoted(written));
            let fault = Diagnostic::new(Code::SecurityTxtDoubtful, place, message);
            self.out.push(fault.help(format!("did you mean `{near}`?")));
        }
    }

    fn value(&mut self, field: &'static str, holds: Holds, value: &Spanned<String>, name: Span) {
        let text = value.value.as_str();
        let once = matches!(holds, Holds::Moment | Holds::Languages | Holds::Flag);
        if once && self.read.values(field).next().is_some() {
            let message = format!("`{field}` is given twice");
            self.fault(name, &message, "keep one of them");
        }
        match holds {
            Holds::Uri(schemes) => self.uri(field, schemes, value),
            Holds::ProviderMetadata => {
                self.uri(field, &["https"], value);
                if !text.ends_with("/provider-metadata.json") {
                    let message = format!("{} is no provider metadata", quoted(text));
                    let help = "the address ends with `/provider-metadata.json`";
                    self.fault(value.span, &message, help);
                }
            }
            Holds::Moment => self.expires(value),
            Holds::Languages => {
                for tag in text.split(',').map(str::trim) {
                    if !is_language_tag(tag) {
                        let message = format!("{} is not a language tag", quoted(tag));
                        let help = "write tags with commas between them: `en, de`";
                        self.fault(value.span, &message, help);
                    }
                }
            }
            Holds::Flag => {
                if !["true", "false"]
                    .iter()
                    .any(|word| text.eq_ignore_ascii_case(word))
                {
                    let message = format!("`{field}` cannot be {}", quoted(text));
                    self.fault(value.span, &message, "write `True` or `False`");
                }
            }
        }
    }

    /// RFC 3339 with a zone (section 2.5.5): nobody knows this project's own forms.
    fn expires(&mut self, value: &Spanned<String>) {
        let text = value.value.as_str();
        let is_whole = text.len() >= "2027-05-01T00:00:00Z".len()
            && text.as_bytes()[10].eq_ignore_ascii_case(&b'T')
            && text.as_bytes()[16] == b':'
            && !text.contains(' ');
        let mut ignored = Diagnostics::new();
        let at = time::timestamp(value, &DisclosureTime::default(), &mut ignored);
        match at.filter(|_| is_whole) {
            Some(at) => self.read.expires = Some(at),
            None => {
                let message = format!("{} is not a time of RFC 3339", quoted(text));
                let help = "write it as `2027-05-01T00:00:00Z`";
                self.fault(value.span, &message, help);
            }
        }
    }

    fn uri(&mut self, field: &str, schemes: &[&str], value: &Spanned<String>) {
        let text = value.value.as_str();
        let scheme = text.split_once(':').map(|(scheme, _)| scheme);
        let is_known = scheme.is_some_and(|scheme| {
            schemes
                .iter()
                .any(|known| known.eq_ignore_ascii_case(scheme))
        });
        let is_uri = text
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && !b"<>\"\\".contains(&byte));
        if is_known && is_uri {
            return;
        }
        let message = format!("`{field}` cannot be {}", quoted(text));
        let help = if is_known {
            "encode blanks and letters beyond ASCII, as `%20`".to_owned()
        } else if let Some(rest) = text.strip_prefix("http://") {
            format!("web addresses are secure here: `https://{rest}` (section 2.2)")
        } else if text.contains('@') && schemes.contains(&"mailto") {
            format!("write the whole URI: `mailto:{text}`")
        } else {
            let schemes: Vec<_> = schemes
                .iter()
                .map(|scheme| format!("`{scheme}:`"))
                .collect();
            format!("write a URI that begins with {}", schemes.join(" or "))
        };
        self.fault(value.span, &message, &help);
    }
}
