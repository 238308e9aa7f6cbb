//! How a rule is declared, and what can be asked of any of them.

use super::{Code, Level};

/// How the level of a code may be changed in `forewarn.yaml`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// Always stops the build.
    Fatal,
    /// Stops the build unless the project lowers it.
    Error,
    /// Warns unless the project raises or silences it.
    Warning,
}

macro_rules! codes {
    ($($variant:ident $name:literal $weight:ident $title:literal $why:literal $example:literal)*) => {
        /// A rule, by its permanent name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $title] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the names.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The permanent name, in kebab case.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The fault in general words, without any text of the input.
            pub fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)* }
            }

            /// Why the rule exists and what to do.
            pub fn why(self) -> &'static str {
                match self { $(Self::$variant => $why,)* }
            }

            /// A line or two that break the rule, with the repair as a comment.
            pub fn example(self) -> &'static str {
                match self { $(Self::$variant => $example,)* }
            }

            pub(super) fn weight(self) -> Weight {
                match self { $(Self::$variant => Weight::$weight,)* }
            }
        }
    };
}

impl Code {
    /// The code of that name.
    ///
    /// ```
    /// use forewarn::diagnostic::Code;
    ///
    /// assert_eq!(Code::named("event-order"), Some(Code::EventOrder));
    /// ```
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == name)
    }

    /// The level of the code unless the project changes it.
    pub fn level(self) -> Level {
        match self.weight() {
            Weight::Fatal | Weight::Error => Level::Error,
            Weight::Warning => Level::Warning,
        }
    }

    /// Whether `levels` in `forewarn.yaml` may change the level.
    pub fn is_adjustable(self) -> bool {
        self.weight() != Weight::Fatal
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kebab_case_and_sorted() {
        let names: Vec<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        for name in &names {
            assert!(
                name.chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
                "{name}"
            );
        }
        let mut sorted = names.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(names, sorted);
    }
}
