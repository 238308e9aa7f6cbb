//! Ids of advisories: what can be a file name on every system.

use std::fmt;

use super::site_path::is_device;

/// The id of an advisory: 1 to 64 letters, digits, `-`, `_`, `.` and `:`,
/// opening and closing with a letter or digit, and no device name of Windows.
///
/// Narrower than OSV 1.7.5 (`id`), which sets no grammar, and wide enough for
/// the ids that databases use: `RHSA-2024:1234`, `openSUSE-SU-2024:0001-1`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AdvisoryId(String);

/// Why a text is no [`AdvisoryId`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdFault {
    /// No text, or more than 64 characters.
    #[error("an id has 1 to 64 characters")]
    Length,
    /// A character outside the grammar.
    #[error("`{0}` cannot be part of an id")]
    Character(char),
    /// Opens or closes with punctuation.
    #[error("an id opens and closes with a letter or digit")]
    Edge,
    /// `CON`, `NUL`, `COM1` and their like.
    #[error("the id is a device name on Windows")]
    Device,
}

/// Home databases registered with OSV 1.7.5 (`id`): the part before the `-`.
const PREFIXES: &[&str] = &[
    "ALBA",
    "ALEA",
    "ALPINE",
    "ALSA",
    "ASB-A",
    "AZL",
    "BELL",
    "BIT",
    "CGA",
    "CLEANSTART",
    "CLSA",
    "CURL",
    "CVE",
    "DEBIAN",
    "DHI",
    "DLA",
    "DRUPAL",
    "DSA",
    "DTSA",
    "ECHO",
    "EEF",
    "ELA",
    "FreeBSD",
    "GHSA",
    "GO",
    "GSD",
    "HSEC",
    "JLSEC",
    "KUBE",
    "LBSEC",
    "LSN",
    "MAL",
    "MGASA",
    "MINI",
    "OESA",
    "OSEC",
    "OSV",
    "PHSA",
    "PSF",
    "PUB-A",
    "PYSEC",
    "RHBA",
    "RHEA",
    "RHSA",
    "RLSA",
    "ROOT",
    "RSEC",
    "RUSTSEC",
    "RXSA",
    "SUSE-FU",
    "SUSE-OU",
    "SUSE-RU",
    "SUSE-SU",
    "UBUNTU",
    "USN",
    "V8",
    "openSUSE-SU",
];

impl AdvisoryId {
    /// The id, when `text` keeps the grammar.
    ///
    /// ```
    /// use forewarn::model::AdvisoryId;
    ///
    /// assert!(AdvisoryId::new("RHSA-2024:1234").is_ok());
    /// assert!(AdvisoryId::new("../../etc/passwd").is_err());
    /// ```
    pub fn new(text: &str) -> Result<Self, IdFault> {
        if text.is_empty() || text.chars().count() > 64 {
            return Err(IdFault::Length);
        }
        let allowed = |c: char| c.is_ascii_alphanumeric() || "-_.:".contains(c);
        if let Some(bad) = text.chars().find(|&c| !allowed(c)) {
            return Err(IdFault::Character(bad));
        }
        let edge = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if !edge(text.chars().next()) || !edge(text.chars().next_back()) {
            return Err(IdFault::Edge);
        }
        if is_device(text) {
            return Err(IdFault::Device);
        }
        Ok(Self(text.to_owned()))
    }

    /// The id as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether OSV readers accept the prefix: `x_`, or a registered database.
    pub fn has_known_prefix(&self) -> bool {
        self.0.starts_with("x_")
            || PREFIXES.iter().any(|prefix| {
                self.0
                    .strip_prefix(prefix)
                    .is_some_and(|rest| rest.starts_with('-'))
            })
    }
}

/// How a database writes its ids.
#[derive(Debug, PartialEq, Eq)]
pub struct Shape {
    /// The database.
    pub database: &'static str,
    /// An id of it.
    pub example: &'static str,
}

/// Whether the text is an id of CVE: `CVE-2026-40001`.
pub fn is_cve(id: &str) -> bool {
    id.starts_with("CVE-") && shape(id).is_none()
}

/// The shape that an id of CVE or GitHub lacks, when it is meant as one. The ids
/// of other databases are not judged.
///
/// ```
/// use forewarn::model::id::shape;
///
/// assert_eq!(shape("CVE-2026-40001"), None);
/// assert_eq!(shape("CVE-26-40001").unwrap().database, "CVE");
/// ```
pub fn shape(id: &str) -> Option<Shape> {
    let upper = id.to_ascii_uppercase();
    if upper.starts_with("CVE-") {
        // CVE record format 5.1, `cveMetadata.cveId`.
        let is_number = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        let parts: Vec<_> = id.split('-').collect();
        let is_fine = matches!(parts[..], ["CVE", year, number]
            if year.len() == 4 && is_number(year)
                && (4..=19).contains(&number.len()) && is_number(number));
        return (!is_fine).then_some(Shape {
            database: "CVE",
            example: "CVE-2026-40001",
        });
    }
    let mut parts = upper.strip_prefix("GHSA-")?.split('-');
    // GitHub's alphabet leaves out vowels and what is taken for something else.
    let is_part = |part: &str| {
        part.len() == 4
            && part
                .chars()
                .all(|c| "23456789cfghjmpqrvwx".contains(c.to_ascii_lowercase()))
    };
    let is_fine = parts.clone().count() == 3 && parts.all(is_part);
    (!is_fine).then_some(Shape {
        database: "GitHub",
        example: "GHSA-4xpw-w6gg-jr37",
    })
}

impl fmt::Display for AdvisoryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::shape;

    #[test]
    fn ids_of_cve_and_github_have_a_shape() {
        for id in [
            "CVE-2026-40001",
            "CVE-1999-0001",
            "CVE-2026-1234567890123456789",
            "GHSA-4xpw-w6gg-jr37",
            "PYSEC-2026-1",
            "EEF-CVE-2026-41011",
            "",
        ] {
            assert_eq!(shape(id), None, "{id}");
        }
        for id in [
            "CVE-26-40001",
            "CVE-2026-401",
            "CVE-2026-12345678901234567890",
            "CVE-2026-4000l",
            "CVE-2026-40001,",
            "cve-2026-40001",
            "CVE-2026",
            "GHSA-4xpw-w6gg",
            "GHSA-jf66-3q76-h5p5,",
            "GHSA-aaaa-bbbb-cccc",
        ] {
            assert!(shape(id).is_some(), "{id}");
        }
    }
}
