//! What the pages look like: `theme`, `logo` and `accent` of `forewarn.yaml`.

use super::keys::config::ACCENT;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::config::Accent;
use crate::model::{Colour, Config, SitePath};
use crate::source::{Sources, Spanned};
use crate::yaml::{Node, Table, text_of};

/// Kinds of picture that every browser shows.
const PICTURES: &[&str] = &["avif", "gif", "jpeg", "jpg", "png", "svg", "webp"];

pub(super) fn appearance(
    sources: &Sources,
    table: &mut Table<'_>,
    config: &mut Config,
    out: &mut Diagnostics,
) {
    if let Some(name) = table.text("theme", out) {
        theme(sources, name, config, out);
    }
    if let Some(path) = table.text("logo", out) {
        logo(sources, path, config, out);
    }
    if let Some(entry) = table.take("accent") {
        config.accent = accent(&entry.value, out);
    }
}

/// `default` is embedded; any other theme is a folder.
fn theme(sources: &Sources, name: Spanned<String>, config: &mut Config, out: &mut Diagnostics) {
    let folder = format!("themes/{}/", name.value);
    if name.value == "default"
        || sources
            .iter()
            .any(|(_, file)| file.path.starts_with(&folder))
    {
        config.theme = name.value;
        return;
    }
    out.push(
        Diagnostic::new(
            Code::InvalidValue,
            name.span,
            format!("there is no theme {}", quoted(&name.value)),
        )
        .help("write `default`, or the name of a folder under themes/ with files in it"),
    );
}

/// A picture that the site holds: files of `content/` are copied to it.
fn logo(sources: &Sources, path: Spanned<String>, config: &mut Config, out: &mut Diagnostics) {
    let extension = path.value.rsplit('.').next().unwrap_or_default();
    let message = if SitePath::of_content(&path.value).is_none() {
        format!("{} is no file below content/", quoted(&path.value))
    } else if !PICTURES.contains(&extension.to_ascii_lowercase().as_str()) {
        format!("{} is no picture that browsers show", quoted(&path.value))
    } else if sources.find(&path.value).is_none() {
        format!("there is no file {}", quoted(&path.value))
    } else {
        config.logo = Some(path);
        return;
    };
    let pictures = PICTURES.join(", ");
    out.push(
        Diagnostic::new(Code::InvalidValue, path.span, message).help(format!(
            "name a file such as `content/logo.svg`; known are {pictures}"
        )),
    );
}

/// How a colour is written.
const QUOTE: &str = "write red, green and blue in quotes: `\"#0b56a8\"`";

/// One colour for both schemes, or one for each.
fn accent(node: &Node, out: &mut Diagnostics) -> Accent {
    if node.is_null() {
        let message = "`accent` is empty: a `#` that stands free begins a comment";
        let finding = Diagnostic::new(Code::InvalidValue, node.span, message);
        out.push(finding.help(QUOTE));
        return Accent::default();
    }
    if node.as_map().is_none() {
        let text = text_of(node, "accent", out);
        let both = text.and_then(|text| colour(&text, out));
        return Accent {
            light: both,
            dark: both,
        };
    }
    let Some(mut table) = Table::new(node, &ACCENT, out) else {
        return Accent::default();
    };
    let mut scheme = |name| {
        let text = table.text(name, out)?;
        colour(&text, out)
    };
    let accent = Accent {
        light: scheme("light"),
        dark: scheme("dark"),
    };
    table.finish(out);
    accent
}

fn colour(text: &Spanned<String>, out: &mut Diagnostics) -> Option<Spanned<Colour>> {
    match text.value.parse() {
        Ok(colour) => Some(Spanned::new(colour, text.span)),
        Err(_) => {
            let message = format!("{} is no colour", quoted(&text.value));
            out.push(Diagnostic::new(Code::InvalidValue, text.span, message).help(QUOTE));
            None
        }
    }
}
