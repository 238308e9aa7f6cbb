//! Names of files that some systems cannot hold.

/// Why some systems cannot hold a file of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Hindrance {
    /// `CON`, `NUL`, `COM1` and their like, whatever the extension.
    #[error("is a device name on Windows")]
    Device,
    /// A character of `FORBIDDEN`.
    #[error("has a `{0}`, which no file name has on Windows")]
    Character(char),
    /// A dot or a blank at the end.
    #[error("ends with a dot or a blank, which Windows drops")]
    End,
}

/// What no file name has on Windows (Naming Files, Paths, and Namespaces).
pub(super) const FORBIDDEN: &[char] = &['<', '>', ':', '"', '|', '?', '*'];

pub(super) fn hindrance(name: &str) -> Option<Hindrance> {
    if is_device(name) {
        return Some(Hindrance::Device);
    }
    if let Some(c) = name.chars().find(|c| FORBIDDEN.contains(c)) {
        return Some(Hindrance::Character(c));
    }
    name.ends_with(['.', ' ']).then_some(Hindrance::End)
}

/// Names that open a device on Windows, whatever follows the first dot.
pub(in crate::model) fn is_device(name: &str) -> bool {
    let stem = name.split(['.', ':']).next().unwrap_or(name);
    let stem = stem.trim_end().to_ascii_lowercase();
    let is_number = |rest: &str| {
        let mut chars = rest.chars();
        let is_digit = chars
            .next()
            .is_some_and(|c| c.is_ascii_digit() || "¹²³".contains(c));
        is_digit && chars.next().is_none()
    };
    matches!(
        stem.as_str(),
        "con" | "prn" | "aux" | "nul" | "conin$" | "conout$"
    ) || stem
        .strip_prefix("com")
        .or_else(|| stem.strip_prefix("lpt"))
        .is_some_and(is_number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SitePath;

    #[test]
    fn some_systems_cannot_hold_every_name() {
        let character = |c| Some(Hindrance::Character(c));
        for (path, expected) in [
            ("a/b.html", None),
            ("a/.b", None),
            ("console.html", None),
            ("com01.txt", None),
            ("com10.txt", None),
            ("über/1.0+1~rc@x.html", None),
            ("content/aux.css", Some(Hindrance::Device)),
            ("Nul", Some(Hindrance::Device)),
            ("a/con .tar.gz/b", Some(Hindrance::Device)),
            ("LPT1.txt", Some(Hindrance::Device)),
            ("com².txt", Some(Hindrance::Device)),
            ("a:b", character(':')),
            ("what?.html", character('?')),
            ("a*/b", character('*')),
            ("a./b", Some(Hindrance::End)),
            ("a/b ", Some(Hindrance::End)),
        ] {
            assert_eq!(SitePath::new(path).unwrap().hindrance(), expected, "{path}");
        }
    }
}
