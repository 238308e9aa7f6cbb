//! What the names of a text stand for: targets, sections, notes, substitutions.

use std::collections::{BTreeMap, BTreeSet};

use docutils_core::nodes::{Block, Document, Inline, inline_text};
use docutils_core::parser::norm_name;

use super::super::slug;
use super::walk;

/// How many names may stand for one another in a row.
const MOST: usize = 8;

/// Where a reference leads.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Aim {
    /// An address, as it is written.
    Address(String),
    /// Another name.
    Name(String),
    /// The section with this title.
    Section(String),
}

/// The names of a document.
pub(super) struct Names<'d> {
    targets: BTreeMap<String, Aim>,
    /// By title; none of a title that several have.
    sections: BTreeMap<String, Option<String>>,
    /// Addresses of targets without a name, in order.
    pub(super) anonymous: Vec<String>,
    /// Labels of footnotes without a number of their own, in order.
    pub(super) auto_notes: Vec<String>,
    notes: BTreeSet<String>,
    substitutions: BTreeMap<String, &'d [Block]>,
}

impl<'d> Names<'d> {
    pub(super) fn of(document: &'d Document) -> Self {
        let mut names = Self {
            targets: BTreeMap::new(),
            sections: BTreeMap::new(),
            anonymous: Vec::new(),
            auto_notes: Vec::new(),
            notes: BTreeSet::new(),
            substitutions: BTreeMap::new(),
        };
        // A target before a section is the section, and any other the one it is in.
        let mut waiting: Vec<String> = Vec::new();
        let mut current = document.title.as_ref().map(|title| inline_text(title));
        if let Some(title) = &current {
            names.section(title);
        }
        walk(&document.children, &mut |block| match block {
            Block::HyperlinkTarget(target) if target.anonymous => {
                names.anonymous.push(target.uri.clone());
            }
            Block::HyperlinkTarget(target) if target.uri.is_empty() => {
                waiting.push(target.name.clone());
            }
            Block::HyperlinkTarget(target) => {
                let aim = match target.uri.strip_suffix('_') {
                    Some(name) if is_name(name) => Aim::Name(norm_name(name.trim_matches('`'))),
                    _ => Aim::Address(unbroken(&target.uri)),
                };
                names.targets.entry(target.name.clone()).or_insert(aim);
            }
            Block::Comment(_) => {}
            other => {
                if let Block::Section(section) = other {
                    let title = inline_text(&section.title);
                    names.section(&title);
                    current = Some(title);
                }
                for name in waiting.drain(..) {
                    let aim = Aim::Section(current.clone().unwrap_or_default());
                    names.targets.entry(name).or_insert(aim);
                }
                names.definition(other);
            }
        });
        for name in waiting {
            let aim = Aim::Section(current.clone().unwrap_or_default());
            names.targets.entry(name).or_insert(aim);
        }
        names
    }

    fn section(&mut self, title: &str) {
        let own = Some(title.to_owned());
        self.sections
            .entry(norm_name(title))
            .and_modify(|known| *known = None)
            .or_insert(own);
    }

    fn definition(&mut self, block: &'d Block) {
        match block {
            Block::Footnote(note) => {
                let is_unnamed = matches!(note.name.as_str(), "#" | "*");
                let label = if is_unnamed {
                    note_label(self.auto_notes.len())
                } else {
                    note.name.clone()
                };
                if is_unnamed {
                    self.auto_notes.push(label.clone());
                }
                self.notes.insert(label);
            }
            Block::Citation(note) => {
                self.notes.insert(note.name.clone());
            }
            Block::SubstitutionDef(definition) => {
                let replacement = definition.replacement.as_slice();
                self.substitutions
                    .entry(definition.name.clone())
                    .or_insert(replacement);
            }
            _ => {}
        }
    }

    /// The address that a name leads to.
    pub(super) fn address(&self, name: &str) -> Option<String> {
        let mut name = norm_name(name);
        for _ in 0..MOST {
            match self.targets.get(&name) {
                Some(Aim::Address(address)) => return Some(address.clone()),
                Some(Aim::Section(title)) => return Some(format!("#{}", slug(title))),
                Some(Aim::Name(next)) => name.clone_from(next),
                None => {
                    let title = self.sections.get(&name)?.as_deref()?;
                    return Some(format!("#{}", slug(title)));
                }
            }
        }
        None
    }

    /// Targets that name what there is not, and the name.
    pub(super) fn dangling(&self) -> impl Iterator<Item = (&str, &str)> {
        self.targets.iter().filter_map(|(name, aim)| match aim {
            Aim::Name(next) if self.address(name).is_none() => Some((name.as_str(), next.as_str())),
            _ => None,
        })
    }

    /// Whether a note has this label.
    pub(super) fn has_note(&self, label: &str) -> bool {
        self.notes.contains(label)
    }

    /// What stands for `|name|`: the words of its definition, or a picture.
    pub(super) fn substitution(&self, name: &str) -> Option<Vec<Inline>> {
        let blocks = self.substitutions.get(name)?;
        let parts = blocks.iter().filter_map(|block| match block {
            Block::Paragraph(inlines) => Some(inlines.clone()),
            Block::Image(image) => Some(vec![Inline::Image {
                uri: image.uri.clone(),
                alt: image.alt.clone(),
            }]),
            _ => None,
        });
        Some(parts.flatten().collect())
    }
}

/// The label that stands for that of a note without one.
pub(super) fn note_label(number: usize) -> String {
    format!("#{number}")
}

/// Whether a text before `_` is the name of a target.
fn is_name(text: &str) -> bool {
    let quoted = text
        .strip_prefix('`')
        .and_then(|text| text.strip_suffix('`'));
    quoted.is_some() || !text.contains([':', '/', ' '])
}

/// An address as it is when the line ends in it are taken out.
pub(super) fn unbroken(address: &str) -> String {
    address.split_whitespace().collect()
}
