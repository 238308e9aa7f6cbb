//! `references` and `credits`, as OSV has them or in shorthand.

use super::{extra, extra_of_credit};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::{Credit, CreditType, Map, Reference, ReferenceType};
use crate::parse::keys::{advisory::CREDIT, osv};
use crate::parse::nearest;
use crate::source::Spanned;
use crate::yaml::{self, Entry, Node, Table};

/// Reads a list of references: OSV's maps, `{fix: URL}` or a bare URL.
pub(super) fn references(node: &Node, out: &mut Diagnostics) -> Vec<Reference> {
    items(node)
        .iter()
        .filter_map(|item| reference(item, out))
        .collect()
}

/// A list, or the one thing that stands for a list of one.
fn items(node: &Node) -> &[Node] {
    node.as_list().unwrap_or(std::slice::from_ref(node))
}

/// A reference to `url`.
pub(super) fn link(kind: ReferenceType, url: Spanned<String>) -> Reference {
    Reference {
        kind,
        url,
        extra: Map::new(),
    }
}

fn reference(node: &Node, out: &mut Diagnostics) -> Option<Reference> {
    let Some(entries) = node.as_map() else {
        let url = yaml::text_of(node, "references", out)?;
        return Some(link(guess(&url.value), url));
    };
    if let Some((kind, value)) = shorthand(entries, &["type", "url"]) {
        let known = ReferenceType::ALL.iter().map(|kind| kind.shorthand());
        let kind = word(
            kind,
            ReferenceType::from_shorthand,
            known,
            Code::ReferenceType,
            out,
        );
        let url = yaml::text_of(value, "url", out);
        return Some(link(kind?, url?));
    }
    if let [_, second, ..] = entries
        && !entries
            .iter()
            .any(|entry| matches!(entry.key.value.as_str(), "type" | "url"))
    {
        let message = "a reference has one type and one address";
        out.push(
            Diagnostic::new(Code::WrongType, second.key.span, message)
                .here("a second reference")
                .help("put each reference behind a `-` of its own: `- fix: https://...`"),
        );
        return None;
    }
    let mut table = Table::new(node, &osv::REFERENCE, out)?;
    let kind = table.required_text("type", out).and_then(|text| {
        let known = ReferenceType::ALL.iter().map(|kind| kind.as_str());
        word(
            &text,
            ReferenceType::from_osv,
            known,
            Code::ReferenceType,
            out,
        )
    });
    let url = table.required_text("url", out);
    let extra = extra(table, "a reference", out);
    Some(Reference {
        kind: kind?,
        url: url?,
        extra,
    })
}

/// A map of one key that is none of OSV's: a word and its value.
fn shorthand<'n>(entries: &'n [Entry], osv: &[&str]) -> Option<(&'n Spanned<String>, &'n Node)> {
    match entries {
        [entry] if !osv.contains(&entry.key.value.as_str()) => Some((&entry.key, &entry.value)),
        _ => None,
    }
}

/// The value a word stands for; the help lists all words.
fn word<'k, T>(
    text: &Spanned<String>,
    read: fn(&str) -> Option<T>,
    known: impl Iterator<Item = &'k str>,
    code: Code,
    out: &mut Diagnostics,
) -> Option<T> {
    let found = read(&text.value);
    if found.is_none() {
        let known: Vec<_> = known.collect();
        let what = match code {
            Code::ReferenceType => "reference",
            _ => "credit",
        };
        let message = format!("{} is no type of {what}", quoted(&text.value));
        let fault = Diagnostic::new(code, text.span, message);
        out.push(match nearest(&text.value, known.iter().copied()) {
            Some(near) => fault.help_of_ours(format!("did you mean `{near}`?")),
            None => fault.help(format!("the types are {}", known.join(", "))),
        });
    }
    found
}

/// What a bare address most likely is.
fn guess(url: &str) -> ReferenceType {
    let rules: [(&[&str], ReferenceType); 4] = [
        (
            &[
                "/security/advisories/",
                "github.com/advisories/",
                "nvd.nist.gov/vuln/detail/",
                "cve.org/CVERecord",
                "/secadv",
            ],
            ReferenceType::Advisory,
        ),
        (
            &["/commit/", "/pull/", "/merge_requests/"],
            ReferenceType::Fix,
        ),
        (&["/issues/", "/bugs/"], ReferenceType::Report),
        (
            &[
                "pypi.org/project/",
                "crates.io/crates/",
                "npmjs.com/package/",
            ],
            ReferenceType::Package,
        ),
    ];
    rules
        .iter()
        .find(|(parts, _)| parts.iter().any(|part| url.contains(part)))
        .map_or(ReferenceType::Web, |(_, kind)| *kind)
}

/// Who is named, and who did not agree to be.
pub(super) struct Credits {
    pub(super) named: Vec<Credit>,
    pub(super) withheld: Vec<Spanned<String>>,
}

impl Credits {
    /// Who is named. A list from which every name was withheld is left out
    /// altogether: an empty one would tell that there was somebody.
    pub(super) fn told(&self) -> Option<Vec<Credit>> {
        let is_told = !self.named.is_empty() || self.withheld.is_empty();
        is_told.then(|| self.named.clone())
    }
}

/// Reads a list of credits: OSV's maps, `{reporter: Name, contact, consent}`
/// or a bare name. Finders, reporters and bare names need consent; those who
/// worked on the fix are named unless they said no.
pub(super) fn credits(node: &Node, out: &mut Diagnostics) -> Credits {
    let mut credits = Credits {
        named: Vec::new(),
        withheld: Vec::new(),
    };
    for item in items(node) {
        let Some((credit, consent)) = credit(item, out) else {
            continue;
        };
        match consent {
            Consent::Given | Consent::NotNeeded => credits.named.push(credit),
            Consent::Refused => credits.withheld.push(credit.name),
            Consent::Missing => {
                let message = "no consent is recorded, so this name is left out";
                let fault = Diagnostic::new(Code::CreditWithheld, credit.name.span, message);
                out.push(if item.as_map().is_some() {
                    fault.help("ask, then add `consent: 2026-09-03` with the day of the answer, or `consent: no`")
                } else {
                    fault.help("ask, then write `{reporter: NAME, consent: 2026-09-03}` with the day of the answer")
                });
                credits.withheld.push(credit.name);
            }
        }
    }
    credits
}

/// Whether somebody may be named.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Consent {
    Given,
    NotNeeded,
    Missing,
    Refused,
}

fn credit(node: &Node, out: &mut Diagnostics) -> Option<(Credit, Consent)> {
    let Some(entries) = node.as_map() else {
        let name = yaml::text_of(node, "credits", out)?;
        return Some((plain(name, None, None), Consent::Missing));
    };
    if entries
        .iter()
        .any(|entry| matches!(entry.key.value.as_str(), "name" | "type"))
    {
        return osv_credit(node, out);
    }
    let mut table = Table::new(node, &CREDIT, out)?;
    let contact = contact(&mut table, out);
    let consent = consent(&mut table, out);
    let mut found = None;
    for kind in CreditType::ALL {
        let (short, long) = (kind.shorthand(), long_shorthand(*kind));
        let keys = [short, long];
        for key in &keys[..if short == long { 1 } else { 2 }] {
            let Some(name) = table.text(key, out) else {
                continue;
            };
            if let Some((first, _)) = &found {
                let first: &Spanned<String> = first;
                out.push(
                    Diagnostic::new(Code::ConflictingKeys, name.span, "a credit has one role")
                        .label(first.span, "the other is here")
                        .help("write a credit for each, with a consent for each"),
                );
                table.finish(out);
                return None;
            }
            found = Some((name, *kind));
        }
    }
    let Some((name, kind)) = found else {
        no_role(node, entries, out);
        return None;
    };
    table.finish(out);
    let outsider = matches!(kind, CreditType::Finder | CreditType::Reporter);
    let consent = consent.unwrap_or(if outsider {
        Consent::Missing
    } else {
        Consent::NotNeeded
    });
    Some((plain(name, contact, Some(kind)), consent))
}

/// `contact`: addresses with their scheme (OSV 1.7.5, `credits[].contact`).
fn contact(table: &mut Table<'_>, out: &mut Diagnostics) -> Option<Vec<String>> {
    let addresses = table.texts("contact", out)?;
    for address in addresses.iter().filter(|text| !text.value.contains(':')) {
        let shown = quoted(&address.value);
        let fault = Diagnostic::new(
            Code::UrlScheme,
            address.span,
            format!("{shown} is shown, but not linked"),
        );
        out.push(if address.value.contains('@') {
            fault.help(format!("write `mailto:{}`", address.value))
        } else {
            fault.help("write a whole address that opens with `https://` or `mailto:`")
        });
    }
    Some(addresses.into_iter().map(|text| text.value).collect())
}

/// Reports a credit of which no key is a role; when just one could be meant as
/// one, that is the fault.
fn no_role(node: &Node, entries: &[Entry], out: &mut Diagnostics) {
    let known: Vec<_> = CreditType::ALL
        .iter()
        .map(|kind| kind.shorthand())
        .collect();
    let is_role = |entry: &&Entry| !matches!(entry.key.value.as_str(), "contact" | "consent");
    let mut roles = entries.iter().filter(is_role);
    let fault = match (roles.next(), roles.next()) {
        (Some(Entry { key, .. }), None) => {
            let message = format!("{} is no role of a credit", quoted(&key.value));
            Diagnostic::new(Code::UnknownKey, key.span, message)
        }
        _ => Diagnostic::new(
            Code::MissingKey,
            node.span,
            "a credit needs a role and a name",
        ),
    };
    let known = known.join(", ");
    out.push(fault.help(format!("write `reporter: NAME`; the roles are {known}")));
}

/// OSV's word in lower case, where the shorthand is shorter.
fn long_shorthand(kind: CreditType) -> &'static str {
    match kind {
        CreditType::RemediationDeveloper => "remediation-developer",
        CreditType::RemediationReviewer => "remediation-reviewer",
        CreditType::RemediationVerifier => "remediation-verifier",
        other => other.shorthand(),
    }
}

fn plain(name: Spanned<String>, contact: Option<Vec<String>>, kind: Option<CreditType>) -> Credit {
    Credit {
        name,
        contact,
        kind,
        extra: Map::new(),
    }
}

/// An OSV credit is published as it is, unless it says `consent: no`.
fn osv_credit(node: &Node, out: &mut Diagnostics) -> Option<(Credit, Consent)> {
    let mut table = Table::new(node, &osv::OSV_CREDIT, out)?;
    let name = table.required_text("name", out);
    let contact = contact(&mut table, out);
    let kind = table.text("type", out).and_then(|text| {
        let known = CreditType::ALL.iter().map(|kind| kind.as_str());
        word(&text, CreditType::from_osv, known, Code::InvalidValue, out)
    });
    let consent = consent(&mut table, out).unwrap_or(Consent::NotNeeded);
    let extra = extra_of_credit(table, out);
    let credit = Credit {
        name: name?,
        contact,
        kind,
        extra,
    };
    Some((credit, consent))
}

/// `consent`: a day, `yes` or `no`. What cannot be read counts as no.
fn consent(table: &mut Table<'_>, out: &mut Diagnostics) -> Option<Consent> {
    let entry = table.take("consent")?;
    let text = entry.value.as_text().unwrap_or_default();
    Some(match text {
        "yes" | "true" => Consent::Given,
        "no" | "false" => Consent::Refused,
        day if crate::parse::time::is_moment(day) => Consent::Given,
        _ => {
            out.push(
                Diagnostic::new(
                    Code::InvalidValue,
                    entry.value.span,
                    "`consent` is the day it was given, `yes` or `no`",
                )
                .help("write `consent: 2026-09-03`, `consent: yes` or `consent: no`"),
            );
            Consent::Refused
        }
    })
}
