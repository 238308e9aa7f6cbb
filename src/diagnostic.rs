//! Findings about the input: what is wrong, where, and what to write instead.
//!
//! Every stage is handed a `&mut Diagnostics` and pushes what it finds; none
//! stops at the first fault. How a finding is printed is the business of
//! [`crate::emit`].

#[macro_use]
mod rule;
mod code;
mod quote;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};

pub use code::Code;
pub use quote::quoted;

use jiff::Timestamp;

use crate::source::{FileId, Sources, Span};

/// How grave a finding is. Not called severity: that word is OSV's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Stops the build: an output would be invalid, ambiguous or unsafe.
    Error,
    /// Unwise, but the output is sound.
    Warning,
}

impl Level {
    /// `error` or `warning`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A second place that helps to understand the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What the place is, in a few lower-case words.
    pub text: String,
}

/// One finding.
///
/// A message or help that is written out in the program, and so is a
/// `&'static str`, cannot hold text of the input: it is printed for a
/// [withheld](Diagnostics::withhold) file too. One that was put together for
/// the finding is not, unless it is [said](Diagnostic::free_of_input) to be
/// free of such text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which rule.
    pub code: Code,
    /// What is wrong, in lower case, values in backticks, without a full stop.
    pub message: Cow<'static, str>,
    /// The place that is wrong.
    pub primary: Span,
    /// What stands at that place, when the message alone would not tell.
    pub primary_label: String,
    /// Further places.
    pub labels: Vec<Label>,
    /// What to write instead.
    pub help: Option<Cow<'static, str>>,
    /// Whether message and help hold no text of the input, though they were put
    /// together for the finding.
    pub free_of_input: bool,
    /// Whether that is so of the help, whatever the message holds.
    pub help_is_free: bool,
}

impl Diagnostic {
    /// A finding of `code` at `primary`.
    ///
    /// ```
    /// use forewarn::diagnostic::{Code, Diagnostic};
    /// use forewarn::source::{Sources, Span};
    ///
    /// let mut sources = Sources::new();
    /// let file = sources.text("advisories/A.yaml", "id: A\nid: B\n");
    /// let finding = Diagnostic::new(Code::DuplicateKey, Span::new(file, 6, 8), "the key `id` is given twice")
    ///     .label(Span::new(file, 0, 2), "first here")
    ///     .help("keep one of them");
    /// assert_eq!(finding.code.as_str(), "duplicate-key");
    /// ```
    pub fn new(code: Code, primary: Span, message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            code,
            message: message.into(),
            primary,
            primary_label: String::new(),
            labels: Vec::new(),
            help: None,
            free_of_input: false,
            help_is_free: false,
        }
    }

    /// Says what the primary place is.
    #[must_use]
    pub fn here(mut self, text: impl Into<String>) -> Self {
        self.primary_label = text.into();
        self
    }

    /// Adds a second place.
    #[must_use]
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    /// Says that message and help hold no text of the input.
    #[must_use]
    pub fn free_of_input(mut self) -> Self {
        self.free_of_input = true;
        self
    }

    /// Says what to write instead in forewarn's own words only, such as the names of
    /// known keys: that may be printed whoever reads it.
    #[must_use]
    pub fn help_of_ours(mut self, text: impl Into<Cow<'static, str>>) -> Self {
        self.help_is_free = true;
        self.help(text)
    }

    /// Says what to write instead.
    #[must_use]
    pub fn help(mut self, text: impl Into<Cow<'static, str>>) -> Self {
        self.help = Some(text.into());
        self
    }
}

/// How many findings of one code are kept for one file. No honest file has more,
/// and a hostile one could have one at every byte.
const MOST: usize = 10_000;

/// The findings of a run: for each file and code the first 10,000, each once, and
/// how many more there were.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    found: BTreeMap<(FileId, Code), Findings>,
    levels: BTreeMap<Code, Option<Level>>,
    /// The files that are not public, with the moment from which on they are.
    withheld: BTreeMap<FileId, Option<Timestamp>>,
}

/// The findings of one code in one file.
#[derive(Clone, Debug, Default)]
struct Findings {
    kept: Vec<Diagnostic>,
    /// Where those are, so that few need to be compared.
    places: HashSet<(usize, usize)>,
    /// Where the first is that was not kept, and how many were not.
    more: Option<(Span, usize)>,
}

impl Diagnostics {
    /// No findings, every code at its own level.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding, unless it is there already.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let key = (diagnostic.primary.file, diagnostic.code);
        let findings = self.found.entry(key).or_default();
        let place = diagnostic.primary.range();
        if !findings.places.insert((place.start, place.end)) && findings.kept.contains(&diagnostic)
        {
            return;
        }
        if findings.kept.len() < MOST {
            findings.kept.push(diagnostic);
        } else {
            findings.more.get_or_insert((diagnostic.primary, 0)).1 += 1;
        }
    }

    /// Adds the findings of a stage that had a list of its own, and what it
    /// withheld. Levels are those of the run: the stage has none to set.
    pub fn append(&mut self, other: Self) {
        for (key, findings) in other.found {
            for diagnostic in findings.kept {
                self.push(diagnostic);
            }
            if let Some((first, count)) = findings.more {
                let known = self.found.entry(key).or_default();
                known.more.get_or_insert((first, 0)).1 += count;
            }
        }
        for (file, until) in other.withheld {
            self.withhold_while(file, until);
        }
    }

    /// The same with nothing withheld: for those who may see every file, and for a
    /// terminal only where they ask for it, since its output ends up in logs.
    #[must_use]
    pub fn unveiled(mut self) -> Self {
        self.withheld.clear();
        self
    }

    /// Where `code` was found in `file`.
    pub fn places(&self, file: FileId, code: Code) -> impl Iterator<Item = Span> {
        let findings = self.found.get(&(file, code));
        findings
            .into_iter()
            .flat_map(|f| &f.kept)
            .map(|d| d.primary)
    }

    /// Gives `code` another level, or silences it with `None`. The caller has
    /// made sure that the code is [adjustable](Code::is_adjustable).
    pub fn set_level(&mut self, code: Code, level: Option<Level>) {
        self.levels.insert(code, level);
    }

    /// Gives `code` another level than its own, unless the project gives it one.
    pub fn default_level(&mut self, code: Code, level: Level) {
        self.levels.entry(code).or_insert(Some(level));
    }

    /// The level of `code` in this run; `None` when it is silenced.
    pub fn level(&self, code: Code) -> Option<Level> {
        self.levels
            .get(&code)
            .copied()
            .unwrap_or(Some(code.level()))
    }

    /// Marks a file as not public: whatever is printed about it carries its
    /// path and positions, never its text.
    pub fn withhold(&mut self, file: FileId) {
        self.withhold_while(file, None);
    }

    /// The same, until whoever prints [reveals](Self::reveal) what is public by
    /// then.
    pub fn withhold_until(&mut self, file: FileId, until: Timestamp) {
        self.withhold_while(file, Some(until));
    }

    fn withhold_while(&mut self, file: FileId, until: Option<Timestamp>) {
        let known = self.withheld.entry(file).or_insert(until);
        *known = known.zip(until).map(|(a, b)| a.max(b));
    }

    /// Lets the files be printed that are public at `clock`.
    pub fn reveal(&mut self, clock: Timestamp) {
        let is_secret = |until: &Option<Timestamp>| until.is_none_or(|until| until > clock);
        self.withheld.retain(|_, until| is_secret(until));
    }

    /// Whether the text of `file` must not be printed.
    pub fn is_withheld(&self, file: FileId) -> bool {
        self.withheld.contains_key(&file)
    }

    /// Whether nothing was found and nothing is withheld.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty() && self.withheld.is_empty()
    }

    /// Whether anything found stops the build.
    pub fn has_errors(&self) -> bool {
        self.count(Level::Error) > 0
    }

    /// How many findings have `level`, those that were not kept included.
    pub fn count(&self, level: Level) -> usize {
        let counts = self.found.iter().map(|((_, code), findings)| {
            let more = findings.more.map_or(0, |(_, more)| more);
            (self.level(*code), findings.kept.len() + more)
        });
        let counted = counts.filter(|(given, _)| *given == Some(level));
        counted.map(|(_, count)| count).sum()
    }

    /// Whether an error lies in `file`.
    pub fn has_errors_in(&self, file: FileId) -> bool {
        self.found
            .keys()
            .any(|&(of, code)| of == file && self.level(code) == Some(Level::Error))
    }

    /// The files in which errors lie.
    pub fn files_with_errors(&self) -> BTreeSet<FileId> {
        let found = self.found.keys();
        let errors = found.filter(|&&(_, code)| self.level(code) == Some(Level::Error));
        errors.map(|&(file, _)| file).collect()
    }

    /// The findings to show, by path, place and code, each with its level and
    /// with nothing in it of a withheld file but its place. Where some were not
    /// kept, one more says how many.
    pub fn sorted(&self, sources: &Sources) -> Vec<(Level, Diagnostic)> {
        let mut shown = Vec::new();
        for (&(_, code), findings) in &self.found {
            let Some(level) = self.level(code) else {
                continue;
            };
            shown.extend(findings.kept.iter().map(|d| (level, self.redacted(d))));
            shown.extend(findings.more.map(|(place, more)| {
                let message = format!("and {more} more of `{}` in this file", code.as_str());
                (level, Diagnostic::new(code, place, message))
            }));
        }
        shown.sort_by(|(_, a), (_, b)| {
            let key = |d: &Diagnostic| (d.primary.start(), d.primary.end(), d.code);
            sources
                .get(a.primary.file)
                .path
                .cmp(&sources.get(b.primary.file).path)
                .then_with(|| key(a).cmp(&key(b)))
                .then_with(|| a.message.cmp(&b.message))
        });
        // Without their texts, two findings of a withheld file can be one.
        shown.dedup();
        shown
    }

    /// The finding without any text of a withheld file.
    fn redacted(&self, diagnostic: &Diagnostic) -> Diagnostic {
        let mut shown = diagnostic.clone();
        if !self.is_withheld(shown.primary.file) {
            shown
                .labels
                .retain(|label| !self.is_withheld(label.span.file));
            return shown;
        }
        let is_fixed =
            |text: &Cow<'static, str>| shown.free_of_input || matches!(text, Cow::Borrowed(_));
        let is_message_fixed = is_fixed(&shown.message);
        let is_help_fixed = shown.help_is_free || shown.help.as_ref().is_some_and(is_fixed);
        if !is_message_fixed {
            shown.message = shown.code.title().into();
        }
        shown.primary_label = match shown.primary.end() {
            // A file as a whole has no lines to put a label on.
            0 => String::new(),
            _ => "not shown, since the file is not public; `check --show-secrets` shows it"
                .to_owned(),
        };
        shown.labels.clear();
        shown.help = shown.help.filter(|_| is_help_fixed).or_else(|| {
            let name = shown.code.as_str();
            Some(format!("`forewarn explain {name}` tells more").into())
        });
        shown
    }
}

#[cfg(test)]
mod tests;
