//! `forewarn.yaml` to [`Config`].

use super::appearance::appearance;
use super::characters;
use super::contact::contacts;
use super::keys::config as keys;
use super::promises::promises;
use super::publisher;
use super::redirects::redirects;
use super::{nearest, package_name, time};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::config::DisclosureTime;
use crate::model::config::Private;
use crate::model::{Config, SecurityTxt};
use crate::source::{Content, FileId, Sources, Spanned};
use crate::yaml::{self, Node, Table};

/// Reads `forewarn.yaml`. An empty file, or one that holds comments only, is a
/// site with every default.
pub(super) fn config(
    sources: &Sources,
    file: FileId,
    defaults: Config,
    out: &mut Diagnostics,
) -> Config {
    let mut config = defaults;
    let says_nothing = |line: &str| matches!(line.trim_start().chars().next(), None | Some('#'));
    let source = sources.get(file);
    let text = source
        .text()
        .ok()
        .filter(|_| matches!(source.content, Content::Bytes(_)));
    if text.is_some_and(|text| text.lines().all(says_nothing)) {
        return config;
    }
    let Some(node) = yaml::read(sources, file, out) else {
        return config;
    };
    characters::report(&node, out);
    let Some(mut table) = Table::new(&node, &keys::CONFIG, out) else {
        return config;
    };
    if let Some(entry) = table.take_value("project") {
        project(&entry.value, &mut config, out);
    }
    publication(&mut table, &mut config, out);
    choices(&mut table, &mut config, out);
    appearance(sources, &mut table, &mut config, out);
    if let Some(entry) = table.take_value("contacts") {
        config.contacts = contacts(&entry.value, out);
    }
    if let Some(entry) = table.take_value("security_txt") {
        let disclosure = &config.disclosure_time;
        config.security_txt = security_txt(&entry.value, disclosure, out);
    }
    if let Some(entry) = table.take_value("promises") {
        config.promises = promises(&entry.value, out);
    }
    if let Some(entry) = table.take_value("csaf") {
        config.csaf = publisher::csaf(&entry.value, out);
    }
    if let Some(entry) = table.take_value("outputs") {
        outputs(&entry.value, &mut config, out);
    }
    if let Some(entry) = table.take_value("redirects") {
        config.redirects = redirects(&entry.value, out);
    }
    if let Some(entry) = table.take_value("levels") {
        levels(&entry.value, out);
    }
    table.finish(out);
    config
}

fn project(node: &Node, config: &mut Config, out: &mut Diagnostics) {
    let Some(mut table) = Table::new(node, &keys::PROJECT, out) else {
        return;
    };
    if let Some(name) = table.text("name", out) {
        config.name = Some(name.value);
    }
    if let Some(url) = table.text("url", out).and_then(|url| web_address(url, out)) {
        config.url = Some(url);
    }
    if let Some(url) = table
        .text("repository", out)
        .and_then(|url| web_address(url, out))
    {
        let url = url.trim_end_matches('/');
        config.repository = Some(url.strip_suffix(".git").unwrap_or(url).to_owned());
    }
    if let Some(names) = table.texts("package", out) {
        config.packages = names
            .iter()
            .filter_map(|name| package_name(name, out))
            .collect();
    }
    table.finish(out);
}

/// Keys that say where and when.
fn publication(table: &mut Table<'_>, config: &mut Config, out: &mut Diagnostics) {
    if let Some(url) = table
        .text("base_url", out)
        .and_then(|url| web_address(url, out))
    {
        config.base_url = Some(format!("{}/", url.trim_end_matches('/')));
    }
    if let Some(output) = table.text("output", out) {
        config.output = output.value;
    }
    if let Some(name) = table.text("timezone", out) {
        config.timezone = time::named_zone(&name.value);
        if config.timezone.is_none() {
            out.push(
                Diagnostic::new(
                    Code::InvalidValue,
                    name.span,
                    format!("{} is not the time zone of a place", quoted(&name.value)),
                )
                .help("name a zone of the IANA database, such as `Europe/Berlin`"),
            );
        }
    }
    if let Some(text) = table.text("disclosure_time", out) {
        match time::time_of_day(&text.value) {
            Some(disclosure) => config.disclosure_time = disclosure,
            None => out.push(
                Diagnostic::new(
                    Code::DateSyntax,
                    text.span,
                    format!("{} is not a time of day with a zone", quoted(&text.value)),
                )
                .help("write `14:00Z` or `16:00 Europe/Berlin`"),
            ),
        }
    }
    if let Some(text) = table.text("records_changed", out) {
        let at = time::timestamp(&text, &config.disclosure_time, out);
        config.records_changed = at.map(|at| at.value);
    }
    config.private = table
        .take_value("private")
        .and_then(|entry| private(&entry.value, out));
    config.embargo_in_tree = table
        .choice("embargo", &keys::EMBARGO, out)
        .unwrap_or(false);
}

/// `private: FOLDER`, or `private: {path: FOLDER, optional: true}`.
fn private(node: &Node, out: &mut Diagnostics) -> Option<Private> {
    if node.as_map().is_none() {
        let path = yaml::text_of(node, "private", out)?;
        let is_optional = false;
        return Some(Private { path, is_optional });
    }
    let mut table = Table::new(node, &keys::PRIVATE, out)?;
    let path = table.required_text("path", out);
    let is_optional = table.flag("optional", out).is_some_and(|flag| flag.value);
    table.finish(out);
    Some(Private {
        path: path?,
        is_optional,
    })
}

/// Keys that choose among fixed words.
fn choices(table: &mut Table<'_>, config: &mut Config, out: &mut Diagnostics) {
    config.advisory_id = table.text("advisory_id", out).map(|text| text.value);
    if let Some(branches) = table.choice("branches", &keys::BRANCHES, out) {
        config.branches = branches;
    }
    if let Some(severity) = table.choice("severity", &keys::SEVERITY, out) {
        config.severity = severity;
    }
    if let Some(tags) = table.texts("languages", out) {
        let tags: Vec<_> = tags
            .into_iter()
            .filter(|tag| language_tag(tag, out))
            .collect();
        if !tags.is_empty() {
            config.languages = tags;
        }
    }
}

/// `security_txt`: what else the file for machines says (RFC 9116).
fn security_txt(node: &Node, disclosure: &DisclosureTime, out: &mut Diagnostics) -> SecurityTxt {
    let Some(mut table) = Table::new(node, &keys::SECURITY_TXT, out) else {
        return SecurityTxt::default();
    };
    let expires = table.text("expires", out);
    let mut address = |key| secure_address(table.text(key, out)?, out);
    let read = SecurityTxt {
        acknowledgments: address("acknowledgments"),
        hiring: address("hiring"),
        place: Some(node.span),
        expires: expires.and_then(|text| time::timestamp(&text, disclosure, out)),
        bug_bounty: table.flag("bug_bounty", out).map(|paid| paid.value),
    };
    table.finish(out);
    read
}

/// An absolute https address; reports what is none.
fn secure_address(url: Spanned<String>, out: &mut Diagnostics) -> Option<String> {
    let span = url.span;
    let url = web_address(url, out)?;
    if url.starts_with("https://") {
        return Some(url);
    }
    let message = format!("{} is not secure", quoted(&url));
    let help = "begin it with `https://` (RFC 9116, section 2.2)";
    out.push(Diagnostic::new(Code::InvalidValue, span, message).help(help));
    None
}

/// Whether the text is an absolute http or https address.
pub(super) fn is_web_address(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
        && !text.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"".contains(c))
}

/// An absolute http or https address; reports what is none.
pub(super) fn web_address(url: Spanned<String>, out: &mut Diagnostics) -> Option<String> {
    if is_web_address(&url.value) {
        return Some(url.value);
    }
    out.push(
        Diagnostic::new(
            Code::InvalidValue,
            url.span,
            format!("{} is not a web address", quoted(&url.value)),
        )
        .help("write the whole address, `https://` included"),
    );
    None
}

/// Whether the text has the shape of a language tag (RFC 5646, section 2.1).
pub(super) fn is_language_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let primary = parts
        .next()
        .is_some_and(|p| (2..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphabetic()));
    primary
        && parts.all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
}

fn language_tag(tag: &Spanned<String>, out: &mut Diagnostics) -> bool {
    let fine = is_language_tag(&tag.value);
    if !fine {
        out.push(
            Diagnostic::new(
                Code::InvalidValue,
                tag.span,
                format!("{} is not a language tag", quoted(&tag.value)),
            )
            .help("write a tag such as `en`, `de` or `pt-BR`"),
        );
    }
    fine
}

/// `outputs: {FAMILY: false}`.
fn outputs(node: &Node, config: &mut Config, out: &mut Diagnostics) {
    let Some(mut table) = Table::new(node, &keys::OUTPUTS, out) else {
        return;
    };
    for (name, family) in keys::FAMILIES {
        if table.flag(name, out).is_some_and(|made| !made.value) {
            config.unwanted.insert(family);
        }
    }
    table.finish(out);
}

/// `levels: {CODE: error | warning | off}`.
fn levels(node: &Node, out: &mut Diagnostics) {
    for entry in yaml::entries_of(node, "`levels`", out).unwrap_or_default() {
        let name = &entry.key;
        let Some(code) = Code::named(&name.value) else {
            let known = Code::ALL.iter().map(|code| code.as_str());
            let fault = Diagnostic::new(
                Code::UnknownKey,
                name.span,
                format!("{} is no code of a check", quoted(&name.value)),
            );
            out.push(match nearest(&name.value, known) {
                Some(near) => fault.help(format!("did you mean `{near}`?")),
                None => fault.help("`forewarn explain --all` lists the codes"),
            });
            continue;
        };
        let Some(text) = yaml::text_of(&entry.value, &name.value, out) else {
            continue;
        };
        let Some(level) = yaml::choice(&name.value, &text, &keys::LEVELS, out) else {
            continue;
        };
        if code.is_adjustable() {
            out.set_level(code, level);
        } else {
            out.push(
                Diagnostic::new(
                    Code::InvalidValue,
                    name.span,
                    format!(
                        "the level of `{code}` cannot be changed",
                        code = code.as_str()
                    ),
                )
                .help("it guards against outputs that are invalid, ambiguous or unsafe"),
            );
        }
    }
}
