//! The text of a file, or why it has none.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Content, FileId, Refusal, Sources, Span};

/// The text of a file, of any format; a file that was refused or is not UTF-8
/// is reported and has none.
pub fn text<'s>(sources: &'s Sources, file: FileId, out: &mut Diagnostics) -> Option<&'s str> {
    let source = sources.get(file);
    if let Content::Refused(why) = &source.content {
        out.push(refused(file, why));
        return None;
    }
    source
        .text()
        .map_err(|at| {
            let message = format!("the byte 0x{:02x} is not UTF-8", source.bytes()[at]);
            out.push(
                Diagnostic::new(Code::NotUtf8, Span::new(file, at, at), message)
                    .help("save the file as UTF-8, for example with `iconv -t UTF-8`"),
            );
        })
        .ok()
}

/// The finding for a file that was not read.
pub fn refused(file: FileId, why: &Refusal) -> Diagnostic {
    let fault =
        |message: &'static str| Diagnostic::new(Code::FileRefused, Span::file(file), message);
    match why {
        Refusal::SymbolicLink => {
            fault("a symbolic link is not followed").help("put the file itself here")
        }
        Refusal::NotAFile => {
            fault("this is no regular file").help("only regular files and folders are read")
        }
        Refusal::TooLarge { size, limit } => Diagnostic::new(
            Code::FileRefused,
            Span::file(file),
            format!("the file has {size} bytes, and at most {limit} are read"),
        )
        .help("make it smaller, or keep it elsewhere and link to it"),
        Refusal::NameNotUtf8 => fault("the name of the file is not UTF-8")
            .help("rename the file; letters, digits, `-`, `_` and `.` work everywhere"),
        Refusal::Reftable => fault("a reftable is not read").help("list the releases"),
        Refusal::NotAnInput => fault("nothing reads this file").help("move it elsewhere"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_without_a_text_are_reported() {
        let cases = [
            (
                Content::Refused(Refusal::SymbolicLink),
                "file-refused 0..0 a symbolic link is not followed",
            ),
            (
                Content::Refused(Refusal::NotAFile),
                "file-refused 0..0 this is no regular file",
            ),
            (
                Content::Refused(Refusal::TooLarge { size: 3, limit: 2 }),
                "file-refused 0..0 the file has 3 bytes, and at most 2 are read",
            ),
            (
                Content::Refused(Refusal::NameNotUtf8),
                "file-refused 0..0 the name of the file is not UTF-8",
            ),
            (
                Content::Bytes(b"a: caf\xe9\n".to_vec()),
                "not-utf8 6..6 the byte 0xe9 is not UTF-8",
            ),
        ];
        for (content, expected) in cases {
            let mut sources = Sources::new();
            let file = sources.add("a.yaml", content);
            let mut out = Diagnostics::new();
            assert_eq!(text(&sources, file, &mut out), None);
            let found: Vec<_> = out
                .sorted(&sources)
                .into_iter()
                .map(|(_, d)| format!("{} {:?} {}", d.code.as_str(), d.primary.range(), d.message))
                .collect();
            assert_eq!(found, [expected]);
        }
    }
}
