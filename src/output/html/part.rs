//! Parts of a page that forewarn makes where a directive asks for them.

/// What a directive asks for: `contacts`, `advisories latest=5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// How to report.
    Contacts,
    /// What is promised, as far as it is in force.
    Promises,
    /// The series that get fixes.
    SupportedVersions,
    /// The newest advisories.
    Advisories {
        /// How many of them at most.
        latest: usize,
    },
}

/// Why a directive cannot be answered on any page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartFault {
    /// It asks for something else.
    Unknown(String),
    /// The part takes no such argument.
    Argument {
        /// The name of the part.
        part: &'static str,
        /// What stands after it.
        argument: String,
    },
    /// The argument is given twice.
    Twice(String),
    /// `latest` is no number, or not from 1 to [`Part::MOST`].
    Latest(String),
}

impl Part {
    /// Every directive, as it is written; an argument may be left out.
    pub const DIRECTIVES: [&str; 4] = [
        "contacts",
        "promises",
        "supported-versions",
        "advisories latest=5",
    ];

    /// How many advisories a page shows unless it says otherwise.
    const LATEST: usize = 5;

    /// The most it may ask for: what a page of the list holds.
    pub const MOST: usize = 100;

    /// How many directives of a page are answered: each may stand for a hundred
    /// rows.
    pub const MOST_OF_A_PAGE: usize = 10;

    /// The part that `text` names, which is what stands after `forewarn:`.
    pub fn of(text: &str) -> Result<Self, PartFault> {
        let mut words = text.split_whitespace();
        let name = words.next().unwrap_or_default();
        let mut part = match name {
            "contacts" => Self::Contacts,
            "promises" => Self::Promises,
            "supported-versions" => Self::SupportedVersions,
            "advisories" => Self::Advisories {
                latest: Self::LATEST,
            },
            other => return Err(PartFault::Unknown(other.to_owned())),
        };
        let mut seen = Vec::new();
        for word in words {
            let key = word.split('=').next().unwrap_or(word);
            if seen.contains(&key) {
                return Err(PartFault::Twice(key.to_owned()));
            }
            seen.push(key);
            match (&mut part, word.strip_prefix("latest=")) {
                (Self::Advisories { latest }, Some(number)) => {
                    let asked = number.parse().ok();
                    *latest = asked
                        .filter(|count| (1..=Self::MOST).contains(count))
                        .ok_or_else(|| PartFault::Latest(number.to_owned()))?;
                }
                _ => {
                    return Err(PartFault::Argument {
                        part: part.name(),
                        argument: word.to_owned(),
                    });
                }
            }
        }
        Ok(part)
    }

    /// Its name in a directive.
    pub fn name(self) -> &'static str {
        match self {
            Self::Contacts => "contacts",
            Self::Promises => "promises",
            Self::SupportedVersions => "supported-versions",
            Self::Advisories { .. } => "advisories",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_named_with_its_argument() {
        for directive in Part::DIRECTIVES {
            let part = Part::of(directive).unwrap();
            assert_eq!(Some(part.name()), directive.split(' ').next());
        }
        for (text, latest) in [
            ("advisories", 5),
            (" advisories\n latest=100 ", 100),
            ("advisories latest=1", 1),
        ] {
            assert_eq!(Part::of(text), Ok(Part::Advisories { latest }), "{text}");
        }
    }

    #[test]
    fn nothing_else_is_a_part() {
        let argument = |part, argument: &str| PartFault::Argument {
            part,
            argument: argument.to_owned(),
        };
        let unknown = |name: &str| PartFault::Unknown(name.to_owned());
        let latest = |number: &str| PartFault::Latest(number.to_owned());
        for (text, fault) in [
            ("", unknown("")),
            ("contact", unknown("contact")),
            ("Contacts", unknown("Contacts")),
            ("contacts all", argument("contacts", "all")),
            ("promises latest=1", argument("promises", "latest=1")),
            ("advisories newest=5", argument("advisories", "newest=5")),
            ("advisories latest=0", latest("0")),
            ("advisories latest=101", latest("101")),
            ("advisories latest=", latest("")),
            (
                "advisories latest=5 latest=3",
                PartFault::Twice("latest".to_owned()),
            ),
        ] {
            assert_eq!(Part::of(text), Err(fault));
        }
    }
}
