//! The site's own theme files laid over the embedded ones.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{ErrorKind, Tera};
use unic_langid::LanguageIdentifier;

use super::escape::escape_for_tera;
use super::fault::TemplateFault;
use super::language::{self, Dictionary, Language};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Content, FileId, Sources, Span};

/// A template or a language file of the site's own.
#[derive(Clone)]
pub(super) struct OwnText {
    pub(super) file: FileId,
    pub(super) text: String,
}

/// Both layers, by the names that templates and pages use.
pub(super) struct Layers {
    embedded: BTreeMap<&'static str, &'static str>,
    pub(super) own: BTreeMap<&'static str, OwnText>,
    pub(super) assets: BTreeMap<&'static str, Cow<'static, [u8]>>,
    /// The files of each language, by its tag.
    pub(super) languages: BTreeMap<String, Dictionary>,
}

impl Layers {
    /// The lower layer: paths such as `templates/advisory.html`, with content.
    pub(super) fn new(base: &[(&'static str, &'static [u8])]) -> Self {
        let mut layers = Self {
            embedded: BTreeMap::new(),
            own: BTreeMap::new(),
            assets: BTreeMap::new(),
            languages: BTreeMap::new(),
        };
        for &(path, content) in base {
            if let Some(name) = path.strip_prefix("templates/") {
                let text = std::str::from_utf8(content).expect("embedded templates are UTF-8");
                layers.embedded.insert(name, text);
            } else if let Some(name) = path.strip_prefix("static/") {
                layers.assets.insert(name, Cow::Borrowed(content));
            } else if let Some(tag) = language_tag(path) {
                let text = std::str::from_utf8(content).expect("embedded languages are UTF-8");
                let dictionary = layers.languages.entry(tag.to_owned()).or_default();
                dictionary.embedded = Some(text);
            }
        }
        layers
    }

    /// Replaces what `overrides` replace; false when one cannot be read as text.
    pub(super) fn lay_over(
        &mut self,
        sources: &Sources,
        overrides: &[FileId],
        out: &mut Diagnostics,
    ) -> bool {
        let mut readable = true;
        for &id in overrides {
            let file = sources.get(id);
            let Content::Bytes(bytes) = &file.content else {
                continue; // The parser has said so.
            };
            // themes/NAME/templates/advisory.html
            let path = file.path.splitn(3, '/').nth(2).unwrap_or_default();
            if let Some(name) = path.strip_prefix("templates/")
                && let Some((&name, _)) = self.embedded.get_key_value(name)
            {
                match text_of(sources, id, "the template is not UTF-8", out) {
                    Some(text) => _ = self.own.insert(name, text),
                    None => readable = false,
                }
            } else if let Some(tag) = language_tag(path) {
                match text_of(sources, id, "the language file is not UTF-8", out) {
                    Some(text) => {
                        let dictionary = self.languages.entry(tag.to_owned()).or_default();
                        dictionary.own = Some(text);
                    }
                    None => readable = false,
                }
            } else if let Some(name) = path.strip_prefix("static/")
                && let Some(asset) = self.assets.get_mut(name)
            {
                // A copy that nobody has changed is still the embedded file.
                if **asset != **bytes {
                    *asset = Cow::Owned(bytes.clone());
                }
            } else {
                out.push(replaces_nothing(id, path));
            }
        }
        readable
    }

    /// All templates in one engine, with the texts of `language`, or everything
    /// that is wrong with the site's own, each fault with its place.
    pub(super) fn engine(&self, language: &Arc<Language>) -> Result<Tera, Vec<TemplateFault>> {
        // Tera stops at the first syntax error, so each template is tried alone.
        let syntax: Vec<_> = self
            .own
            .iter()
            .filter_map(|(name, own)| {
                let error = empty_engine().add_raw_template(name, &own.text).err()?;
                matches!(error.kind(), ErrorKind::SyntaxError(_))
                    .then(|| TemplateFault::all(&error, name))
            })
            .flatten()
            .map(|fault| self.placed(fault, language))
            .collect();
        if !syntax.is_empty() {
            return Err(syntax);
        }
        self.engine_with(language, |_| true).map_err(|error| {
            TemplateFault::all(&error, "")
                .into_iter()
                .map(|fault| self.placed(fault, language))
                .collect()
        })
    }

    /// The embedded templates with those of the site's own that are `wanted`.
    fn engine_with(
        &self,
        language: &Arc<Language>,
        wanted: impl Fn(&str) -> bool,
    ) -> Result<Tera, tera::Error> {
        let mut tera = empty_engine();
        language::offer(&mut tera, language);
        tera.add_raw_templates(self.embedded.iter().map(|(name, text)| {
            let own = self.own.get(name).filter(|_| wanted(name));
            (*name, own.map_or(*text, |own| own.text.as_str()))
        }))?;
        Ok(tera)
    }

    /// The fault with its place in the site's template. An override can break
    /// an embedded template, as when a block or component is gone that the
    /// other needs; the place is the override then.
    fn placed(&self, mut fault: TemplateFault, language: &Arc<Language>) -> TemplateFault {
        if let Some(own) = self.own.get(fault.template()) {
            return fault.placed(own.file, &own.text);
        }
        let culprit = self
            .own
            .iter()
            .find(|(name, _)| {
                self.engine_with(language, |wanted| wanted == **name)
                    .is_err()
            })
            .or_else(|| self.own.first_key_value())
            .map(|(_, own)| own);
        match culprit {
            Some(own) => fault.blame(own.file),
            None => unreachable!("the embedded theme has a fault: {fault}"),
        }
        fault
    }
}

fn empty_engine() -> Tera {
    let mut tera = Tera::default();
    tera.autoescape_on([".html", ".xml", ".atom"]);
    tera.set_escape_fn(escape_for_tera);
    tera
}

/// The tag that names a language file: `de` for `languages/de.ftl`.
fn language_tag(path: &str) -> Option<&str> {
    let tag = path.strip_prefix("languages/")?.strip_suffix(".ftl")?;
    tag.parse::<LanguageIdentifier>().is_ok().then_some(tag)
}

/// The file as text; reports one that is none, with `fault`.
fn text_of(
    sources: &Sources,
    file: FileId,
    fault: &'static str,
    out: &mut Diagnostics,
) -> Option<OwnText> {
    match sources.get(file).text() {
        Ok(text) => Some(OwnText {
            file,
            text: text.to_owned(),
        }),
        Err(at) => {
            let place = Span::new(file, at, at);
            out.push(
                Diagnostic::new(Code::NotUtf8, place, fault)
                    .help("convert it, for example with `iconv -t UTF-8`"),
            );
            None
        }
    }
}

fn replaces_nothing(file: FileId, path: &str) -> Diagnostic {
    Diagnostic::new(
        Code::ThemeFileUnused,
        Span::file(file),
        format!("the embedded theme has no `{path}` to replace"),
    )
    .help("give it the name of an embedded file; files of your own belong in `content/`")
}
