//! What the names of a text stand for: targets, sections, notes, substitutions.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

use super::super::slug;
use super::Piece;
use super::line::{unbroken, unescaped};

/// How many names may stand for one another in a row.
const MOST: usize = 8;

/// Where something leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Aim {
    /// An address, as it is written.
    Address(Rc<str>),
    /// What this name stands for.
    Name(String),
    /// The section with this number.
    Section(usize),
    /// The next of the targets without a name.
    Anonymous,
}

impl Aim {
    /// What is written behind the colon of a target, or between angle brackets.
    pub(super) fn written(text: &str) -> Self {
        let text = text.trim();
        let name = text.strip_suffix('_').filter(|name| !name.ends_with('\\'));
        let quoted = |name: &str| Some(name.strip_prefix('`')?.strip_suffix('`')?.to_owned());
        if let Some(name) = name {
            if let Some(name) = quoted(name) {
                return Self::Name(normal(&name));
            }
            if !name.contains([':', '/', ' ']) {
                return Self::Name(normal(name));
            }
        }
        let address = unbroken(text);
        let is_mail = address.contains('@') && !address.contains([':', '/', '#', '?']);
        Self::Address(if is_mail {
            format!("mailto:{address}").into()
        } else {
            address.into()
        })
    }
}

/// A target that leads to what comes next.
enum Waiting {
    Named(String, Range<usize>),
    Anonymous(usize),
}

/// The names of a text.
#[derive(Default)]
pub(super) struct Names {
    targets: BTreeMap<String, (Aim, Range<usize>)>,
    /// Names that links in the text have given to their addresses.
    said: BTreeMap<String, Aim>,
    /// The titles of sections, and their numbers by title; none of a title that
    /// several have.
    titles: Vec<String>,
    sections: BTreeMap<String, Option<usize>>,
    anonymous: Vec<Aim>,
    waiting: Vec<Waiting>,
    notes: BTreeSet<String>,
    /// How many notes have no number of their own, by their sign.
    unnumbered: BTreeMap<String, usize>,
    /// By name; what it costs to write one.
    substitutions: BTreeMap<String, (Vec<Piece>, usize)>,
}

/// Where every name leads at last.
pub(super) struct Addresses {
    named: BTreeMap<String, Option<Rc<str>>>,
    pub(super) anonymous: Vec<Option<Rc<str>>>,
}

impl Names {
    pub(super) fn section(&mut self, title: &str) {
        let number = self.titles.len();
        self.titles.push(title.to_owned());
        self.sections
            .entry(normal(title))
            .and_modify(|known| *known = None)
            .or_insert(Some(number));
        self.settle();
    }

    /// A target without an address leads to the section before which, or in which,
    /// it stands.
    pub(super) fn settle(&mut self) {
        if !self.waiting.is_empty() {
            let aim = Aim::Section(self.titles.len().saturating_sub(1));
            self.arrive(&aim);
        }
    }

    fn arrive(&mut self, aim: &Aim) {
        for waiting in std::mem::take(&mut self.waiting) {
            match waiting {
                Waiting::Named(name, place) => {
                    self.targets.entry(name).or_insert((aim.clone(), place));
                }
                Waiting::Anonymous(number) => self.anonymous[number] = aim.clone(),
            }
        }
    }

    /// A target, with its name and where it leads; nothing is to what comes next.
    pub(super) fn target(&mut self, name: Option<&str>, aim: &str, place: Range<usize>) {
        self.waiting.push(match name {
            Some(name) => Waiting::Named(normal(name), place),
            None => {
                self.anonymous.push(Aim::Section(0));
                Waiting::Anonymous(self.anonymous.len() - 1)
            }
        });
        if !aim.trim().is_empty() {
            self.arrive(&Aim::written(aim));
        }
    }

    /// A link in the text may be meant by its words elsewhere.
    pub(super) fn say(&mut self, name: &str, aim: Aim) {
        self.said.entry(normal(name)).or_insert(aim);
    }

    /// The section that is open.
    pub(super) fn here(&self) -> Aim {
        Aim::Section(self.titles.len().saturating_sub(1))
    }

    /// A note; its label is the one that marks find it by.
    pub(super) fn note(&mut self, label: &str) -> String {
        let label = if is_unnumbered(label) {
            let number = self.unnumbered.entry(label.to_owned()).or_default();
            *number += 1;
            numbered(label, *number)
        } else {
            normal(label)
        };
        self.notes.insert(label.clone());
        label
    }

    pub(super) fn has_note(&self, label: &str) -> bool {
        self.notes.contains(label)
    }

    pub(super) fn substitute(&mut self, name: &str, pieces: Vec<Piece>) {
        let cost = pieces.iter().map(Piece::cost).sum::<usize>() + 1;
        let known = self.substitutions.entry(normal(name));
        known.or_insert((pieces, cost));
    }

    /// What stands for `|name|`, and what it costs to write it.
    pub(super) fn substitution(&self, name: &str) -> Option<&(Vec<Piece>, usize)> {
        self.substitutions.get(&normal(name))
    }

    /// Follows every name to its end, once.
    pub(super) fn addresses(&self) -> Addresses {
        let titles = self.titles.iter();
        let fragments: Vec<Rc<str>> = titles
            .map(|title| format!("#{}", slug(title)).into())
            .collect();
        let end = |aim: &Aim| self.end(aim, &fragments);
        let sections = self.sections.iter();
        let sections = sections.filter_map(|(name, number)| Some((name, Aim::Section((*number)?))));
        let mut named: BTreeMap<_, _> = sections
            .map(|(name, aim)| (name.clone(), end(&aim)))
            .collect();
        named.extend(self.said.iter().map(|(name, aim)| (name.clone(), end(aim))));
        let targets = self.targets.iter();
        named.extend(targets.map(|(name, (aim, _))| (name.clone(), end(aim))));
        Addresses {
            named,
            anonymous: self.anonymous.iter().map(end).collect(),
        }
    }

    fn end(&self, aim: &Aim, fragments: &[Rc<str>]) -> Option<Rc<str>> {
        let mut aim = aim;
        for _ in 0..=MOST {
            match aim {
                Aim::Address(address) => return Some(Rc::clone(address)),
                // A text without a section is one as a whole.
                Aim::Section(number) => {
                    return Some(fragments.get(*number).map_or_else(|| "#".into(), Rc::clone));
                }
                Aim::Anonymous => return None,
                Aim::Name(name) => {
                    let known = self.targets.get(name).map(|(aim, _)| aim);
                    match known.or_else(|| self.said.get(name)) {
                        Some(next) => aim = next,
                        None => return fragments.get((*self.sections.get(name)?)?).cloned(),
                    }
                }
            }
        }
        None
    }

    /// Targets that name what there is not, the name, and where they stand.
    pub(super) fn dangling(
        &self,
        addresses: &Addresses,
    ) -> impl Iterator<Item = (&str, &str, Range<usize>)> {
        self.targets
            .iter()
            .filter_map(|(name, (aim, place))| match aim {
                Aim::Name(next) if addresses.of(name).is_none() => {
                    Some((name.as_str(), next.as_str(), place.clone()))
                }
                _ => None,
            })
    }
}

impl Addresses {
    pub(super) fn of(&self, name: &str) -> Option<&Rc<str>> {
        self.named.get(name)?.as_ref()
    }
}

/// Whether the label of a note leaves the number to the page.
pub(super) fn is_unnumbered(label: &str) -> bool {
    matches!(label, "#" | "*")
}

/// The label of a note that has none; it holds a blank, which no other does.
pub(super) fn numbered(sign: &str, number: usize) -> String {
    format!("{sign} {number}")
}

/// A name as it is compared: in lower case, and on one line.
pub(super) fn normal(name: &str) -> String {
    let name = unescaped(name).to_lowercase();
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}
