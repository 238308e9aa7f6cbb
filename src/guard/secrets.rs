//! What is secret about a project: every text that no output may hold.

use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::ops::Range;

use super::common::General;
use super::decode::decode;
use super::needle::{ABBREVIATED, Fit, Kind, Needle, Unless};
use super::normal::is_dense;
use super::phrases::phrases;
use crate::model::config::Channel;
use crate::model::{
    Advisory, AdvisoryId, Announcement, NonVulnerability, Project, Timestamp, View,
};
use crate::source::{FileId, Sources, Span, Spanned};

/// A summary, name or private text shorter than this may be anybody's, and so
/// may a word alone that is not much longer.
const SHORT: usize = 16;
const SHORT_WORD: usize = 20;

/// A project seen from outside: what the world may know of it, and what not.
pub(super) struct Sides<'p> {
    project: &'p Project,
    public: Vec<&'p Advisory>,
    secret: Vec<&'p Advisory>,
    /// Entries of the register whose day has not come.
    unregistered: Vec<&'p NonVulnerability>,
    announced: Vec<&'p Announcement>,
    unannounced: Vec<&'p Announcement>,
}

impl<'p> Sides<'p> {
    pub(super) fn new(project: &'p Project, clock: Timestamp) -> Self {
        let all = project.advisories.iter().map(AsRef::as_ref);
        let (public, secret) = all.partition(|advisory| advisory.state(clock).is_public());
        let view = View::public(clock);
        let all = project.announcements.iter();
        let (announced, unannounced) = all.partition(|one| one.state(view).is_public());
        Self {
            project,
            public,
            secret,
            unregistered: (project.register.iter())
                .filter(|entry| !entry.is_seen(View::public(clock)))
                .collect(),
            announced,
            unannounced,
        }
    }

    /// The ids and aliases of secret advisories, and the ids of announcements that are
    /// not out. A name that a public record owns is no secret.
    pub(super) fn ids(&self) -> Vec<Needle> {
        if self.secret.is_empty() && self.unannounced.is_empty() {
            return Vec::new();
        }
        let public = self.public.iter().map(|advisory| &advisory.id);
        let public = public.chain(self.announced.iter().map(|one| &one.id));
        let owned: BTreeSet<_> = public
            .map(|id| id.value.as_str().to_ascii_lowercase())
            .collect();
        let longer = |name: &str| {
            let begin = format!("{}-", name.to_ascii_lowercase());
            let ids = owned.range(begin.clone()..);
            let ids = ids.take_while(|id| id.starts_with(&begin));
            ids.cloned().collect()
        };
        let named = self.secret.iter().flat_map(|advisory| {
            let id = advisory.id.as_ref().map(AdvisoryId::as_str);
            let aliases = advisory.aliases().map(|alias| {
                let alias = alias.as_ref().map(String::as_str);
                (Kind::Alias, alias)
            });
            std::iter::once((Kind::Id, id)).chain(aliases)
        });
        let announcements = self.unannounced.iter();
        let announcements =
            announcements.map(|one| (Kind::Id, one.id.as_ref().map(AdvisoryId::as_str)));
        named
            .chain(announcements)
            .filter(|(_, name)| {
                name.value.len() > 3 && !owned.contains(&name.value.to_ascii_lowercase())
            })
            .map(|(kind, name)| Needle {
                text: name.value.to_owned(),
                kind,
                fit: Fit::Id {
                    but: longer(name.value),
                },
                unless: Unless::Never,
                place: name.span,
            })
            .collect()
    }

    /// Every secret text.
    pub(super) fn needles(&self, sources: &Sources) -> Vec<Needle> {
        let secret_files = self.secret_files(sources);
        // Most sites have no text to judge by these thousands of words.
        let general = LazyCell::new(|| General::new(self.names_of_software()));
        let mut needles = self.ids();
        let summaries = self.secret.iter().filter_map(|a| a.summary.as_ref());
        needles.extend(summaries.filter_map(|text| summary(text, &general)));
        let titles = self.unregistered.iter().map(|entry| &entry.title);
        needles.extend(titles.filter_map(|text| summary(text, &general)));
        let texts = self.unannounced.iter().filter_map(|one| one.text.as_ref());
        needles.extend(texts.filter_map(|text| summary(text, &general)));
        needles.extend(self.references());
        for advisory in &self.project.advisories {
            let private = advisory.private.iter();
            needles.extend(private.flat_map(|text| self::private(text, &general)));
        }
        needles.extend(self.names());
        needles.extend(self.recipients());
        for &file in &secret_files {
            let is_patch = self.project.patches.contains(&file);
            let kind = if is_patch { Kind::Patch } else { Kind::Phrase };
            needles.extend(in_text(file, sources, kind, &general));
        }
        // Of a public file even the line of a private field is not shown: it
        // would be printed with its text.
        let needles = needles.into_iter().map(|needle| match needle.place.file {
            file if secret_files.contains(&file) => needle,
            file => Needle {
                place: Span::file(file),
                ..needle
            },
        });
        // What one file says twice is found by its first place.
        let mut seen = BTreeSet::new();
        let is_new = |needle: &Needle| {
            let (file, kind, unless) = (needle.place.file, needle.kind, needle.unless);
            seen.insert((needle.text.clone(), file, kind, unless))
        };
        let mut needles: Vec<Needle> = needles.collect();
        needles.retain(is_new);
        needles
    }

    /// What the project and its packages are called, as far as that is public.
    fn names_of_software(&self) -> impl Iterator<Item = &str> {
        let config = &self.project.config;
        let packages = config.packages.iter();
        let packages = packages.map(|package| (&package.ecosystem, &package.name));
        let affected = self.public.iter().flat_map(|advisory| advisory.affected());
        let affected = affected.filter_map(|affected| affected.package.as_ref());
        let affected = affected.map(|package| (&package.ecosystem, &package.name));
        let packages = packages.chain(affected);
        let packages = packages.flat_map(|(ecosystem, name)| [ecosystem.as_str(), name]);
        config.name.as_deref().into_iter().chain(packages)
    }

    /// The files of which nothing is public.
    pub(super) fn secret_files(&self, sources: &Sources) -> BTreeSet<FileId> {
        let advisories = self.secret.iter().map(|advisory| advisory.file);
        let register = self.unregistered.iter().map(|entry| entry.file);
        let announcements = self.unannounced.iter().map(|one| one.file);
        let overlay = sources.overlay().map(|(file, _)| file);
        let secret = advisories.chain(register).chain(announcements);
        secret.chain(overlay).collect()
    }

    /// The public advisories, each as the world may read it: without its private
    /// fields, and without names that have no consent.
    pub(super) fn advised(&self, sources: &Sources) -> Vec<(FileId, Vec<u8>)> {
        let advised = self.public.iter().map(|advisory| {
            let mut text = sources.get(advisory.file).bytes().to_vec();
            for secret in advisory.withheld_names.iter().chain(&advisory.private) {
                // Read as text, so that its span lies within.
                text[secret.span.range()].fill(b'|');
            }
            (advisory.file, text)
        });
        advised.collect()
    }

    /// What public announcements say in so many words, as outputs have it: an embargoed
    /// advisory names the same releases. Their texts are anybody's slip and no part of it.
    pub(super) fn announced(&self) -> Vec<String> {
        let said = self.announced.iter().map(|one| {
            let versions = one.versions.iter().map(|version| version.value.as_str());
            let versions: Vec<_> = versions.collect();
            let joined = [", ", " and ", " und "].map(|between| versions.join(between));
            let (package, at) = (&one.package, &one.release_at.text);
            format!("{} {package} {at} {}", joined.join(" "), one.id.value)
        });
        said.collect()
    }

    /// Addresses that lead further than to somebody's first page. Those that end
    /// with a name or commit of a public advisory are made by forewarn too.
    fn references(&self) -> impl Iterator<Item = Needle> + '_ {
        let names = self.public.iter().flat_map(|advisory| {
            let aliases = advisory.aliases().map(|alias| alias.value.as_str());
            let ranges = advisory.affected().flat_map(|a| a.ranges.iter().flatten());
            let versions =
                ranges.flat_map(|range| range.events().iter().map(|e| e.event.version()));
            aliases.chain(versions).chain([advisory.id.value.as_str()])
        });
        let public: BTreeSet<&str> = names.collect();
        let references = self
            .secret
            .iter()
            .flat_map(|a| a.references.iter().flatten());
        references.filter_map(move |reference| {
            let url = reference.url.value.trim().trim_end_matches('/');
            let (_, rest) = url.split_once("://")?;
            let (_, end) = rest.rsplit_once(['/', '='])?;
            (!public.contains(end)).then(|| Needle {
                text: rest.to_owned(),
                kind: Kind::Reference,
                fit: Fit::Address,
                unless: Unless::Published,
                place: reference.url.span,
            })
        })
    }

    /// Names without consent, of all advisories. Who agreed to be named in a
    /// public one is no secret.
    fn names(&self) -> impl Iterator<Item = Needle> + '_ {
        let credits = self.public.iter().flat_map(|a| a.credits.iter().flatten());
        let credited: BTreeSet<_> = credits.map(|c| c.name.value.to_lowercase()).collect();
        let advisories = self.project.advisories.iter();
        let withheld = advisories.flat_map(|advisory| &advisory.withheld_names);
        withheld
            .filter(move |name| !credited.contains(&name.value.to_lowercase()))
            .filter_map(|name| {
                let unless = if is_one_word(&name.value) {
                    Unless::Advised
                } else {
                    Unless::Never
                };
                called(name, Kind::Name, unless)
            })
    }

    /// Who is told first. What they are called is no secret where the project
    /// speaks of them; that they are told is, so that an address has to be one
    /// of the project's own contacts.
    fn recipients(&self) -> impl Iterator<Item = Needle> + '_ {
        let contacts = &self.project.config.contacts;
        self.project.recipients.iter().flat_map(move |recipient| {
            let email = &recipient.email;
            let is_contact = contacts.iter().any(|contact| {
                matches!(&contact.channel, Channel::Email(own) if own.value.eq_ignore_ascii_case(&email.value))
            });
            let email = (!is_contact).then(|| Needle {
                text: joined(&email.value),
                kind: Kind::Recipient,
                fit: Fit::Marked,
                unless: Unless::Never,
                place: email.span,
            });
            let name = recipient.name.as_ref();
            let name = name.and_then(|name| called(name, Kind::Recipient, Unless::Published));
            email.into_iter().chain(name)
        })
    }
}

/// A summary that is long enough to be one advisory's, and says more than a kind
/// of weakness.
fn summary(summary: &Spanned<String>, general: &General) -> Option<Needle> {
    let text = joined(&summary.value);
    let is_a_word = is_one_word(&text) && !text.contains(is_dense);
    let is_short = text.len() < if is_a_word { SHORT_WORD } else { SHORT };
    (!is_short && !general.covers(&text)).then_some(Needle {
        text,
        kind: Kind::Summary,
        fit: Fit::Word,
        unless: Unless::Advised,
        place: summary.span,
    })
}

/// The lines of a private text, and their phrases, in case a line is cut.
fn private(text: &Spanned<String>, general: &General) -> Vec<Needle> {
    let line = |line: &str, fit, unless| Needle {
        text: line.to_owned(),
        kind: Kind::Private,
        fit,
        unless,
        place: text.span,
    };
    let mut needles = Vec::new();
    for written in text
        .value
        .lines()
        .map(joined)
        .filter(|line| !general.covers(line))
    {
        if written.len() >= SHORT {
            needles.push(line(&written, Fit::Word, Unless::Never));
        } else if written.len() >= SHORT / 2 && written.contains(char::is_alphabetic) {
            needles.push(line(&written, Fit::Marked, Unless::Advised));
        }
        let said = general.read(&written);
        let pieces = phrases(&written).into_iter();
        let pieces = pieces.filter(|place| !said.covers(&written, place.clone()));
        let pieces = pieces.map(|piece| line(&written[piece], Fit::Word, Unless::Advised));
        needles.extend(pieces);
    }
    needles
}

/// What somebody is called. One word is a name only as it is written, and only
/// where it is not a word that is used anyway.
fn called(name: &Spanned<String>, kind: Kind, unless: Unless) -> Option<Needle> {
    let text = joined(&name.value);
    // Three letters of a script without blanks are a name in full.
    let is_full = text.chars().filter(|&c| is_dense(c)).count() > 2;
    let fit = if is_one_word(&text) && !is_full {
        Fit::ExactWord
    } else {
        Fit::Word
    };
    (text.len() > 2).then_some(Needle {
        text,
        kind,
        fit,
        unless,
        place: name.span,
    })
}

/// The phrases and commits of a secret file, whatever it is about: of the text
/// as it is, and of what its escapes stand for.
fn in_text(file: FileId, sources: &Sources, kind: Kind, general: &General) -> Vec<Needle> {
    let text = sources.get(file).quotable();
    let needle = |text: &str, place: Range<usize>, kind, fit| Needle {
        text: text.to_owned(),
        kind,
        fit,
        unless: Unless::Advised,
        place: Span::new(file, place.start, place.end),
    };
    let phrases = |text: &str| {
        let said = general.read(text);
        let phrases = phrases(text).into_iter();
        let phrases = phrases.filter(|place| !said.covers(text, place.clone()));
        phrases.collect::<Vec<_>>()
    };
    let mut needles: Vec<_> = commits(text)
        .map(|place| needle(&text[place.clone()], place, Kind::Commit, Fit::Commit))
        .collect();
    for place in phrases(text) {
        needles.push(needle(&text[place.clone()], place, kind, Fit::Anywhere));
    }
    let known: BTreeSet<_> = needles.iter().map(|needle| needle.text.clone()).collect();
    let read = decode(text.as_bytes()).unwrap_or_default();
    let mut offset = 0;
    for chunk in read.text.utf8_chunks() {
        let plain = chunk.valid();
        for place in phrases(plain) {
            let phrase = &plain[place.clone()];
            if !known.contains(phrase) {
                let origin = |at| read.origin(offset + at);
                let place = origin(place.start)..origin(place.end - 1) + 1;
                needles.push(needle(phrase, place, kind, Fit::Anywhere));
            }
        }
        offset += plain.len() + chunk.invalid().len();
    }
    needles
}

/// Where a text names commits, in full or abbreviated: words of digits as git
/// writes them, with a letter among them and a decimal digit.
fn commits(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    let words = text.split_inclusive(|c: char| !c.is_alphanumeric());
    let words = words.map(move |word| {
        let place = start..start + word.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
        start += word.len();
        place
    });
    words.filter(|place| {
        let word = text[place.clone()].as_bytes();
        word.len() >= ABBREVIATED
            && word.iter().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
            && word.iter().any(u8::is_ascii_digit)
            && word.iter().any(u8::is_ascii_alphabetic)
    })
}

fn is_one_word(text: &str) -> bool {
    !text.trim().contains(char::is_whitespace)
}

fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
