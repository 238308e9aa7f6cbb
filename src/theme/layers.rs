//! The site's own theme files laid over the embedded ones.

use std::borrow::Cow;
use std::collections::BTreeMap;

use tera::{ErrorKind, Tera};

use super::escape::escape_for_tera;
use super::fault::TemplateFault;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Content, FileId, Sources, Span};

/// A template of the site that replaces one of the embedded theme.
#[derive(Clone)]
pub(super) struct OwnTemplate {
    pub(super) file: FileId,
    pub(super) text: String,
}

/// Both layers, by the names that templates and pages use.
pub(super) struct Layers {
    embedded: BTreeMap<&'static str, &'static str>,
    pub(super) own: BTreeMap<&'static str, OwnTemplate>,
    pub(super) assets: BTreeMap<&'static str, Cow<'static, [u8]>>,
}

impl Layers {
    /// The lower layer: paths such as `templates/advisory.html`, with content.
    pub(super) fn new(base: &[(&'static str, &'static [u8])]) -> Self {
        let mut layers = Self {
            embedded: BTreeMap::new(),
            own: BTreeMap::new(),
            assets: BTreeMap::new(),
        };
        for &(path, content) in base {
            if let Some(name) = path.strip_prefix("templates/") {
                let text = std::str::from_utf8(content).expect("embedded templates are UTF-8");
                layers.embedded.insert(name, text);
            } else if let Some(name) = path.strip_prefix("static/") {
                layers.assets.insert(name, Cow::Borrowed(content));
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
                match file.text() {
                    Ok(text) => {
                        let text = text.to_owned();
                        self.own.insert(name, OwnTemplate { file: id, text });
                    }
                    Err(at) => {
                        out.push(not_utf8(id, at));
                        readable = false;
                    }
                }
            } else if let Some(name) = path.strip_prefix("static/")
                && let Some(asset) = self.assets.get_mut(name)
            {
                *asset = Cow::Owned(bytes.clone());
            } else {
                out.push(replaces_nothing(id, path));
            }
        }
        readable
    }

    /// All templates in one engine, or everything that is wrong with the
    /// site's own, each fault with its place.
    pub(super) fn engine(&self) -> Result<Tera, Vec<TemplateFault>> {
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
            .map(|fault| self.placed(fault))
            .collect();
        if !syntax.is_empty() {
            return Err(syntax);
        }
        self.engine_with(|_| true).map_err(|error| {
            TemplateFault::all(&error, "")
                .into_iter()
                .map(|fault| self.placed(fault))
                .collect()
        })
    }

    /// The embedded templates with those of the site's own that are `wanted`.
    fn engine_with(&self, wanted: impl Fn(&str) -> bool) -> Result<Tera, tera::Error> {
        let mut tera = empty_engine();
        tera.add_raw_templates(self.embedded.iter().map(|(name, text)| {
            let own = self.own.get(name).filter(|_| wanted(name));
            (*name, own.map_or(*text, |own| own.text.as_str()))
        }))?;
        Ok(tera)
    }

    /// The fault with its place in the site's template. An override can break
    /// an embedded template, as when a block or component is gone that the
    /// other needs; the place is the override then.
    fn placed(&self, mut fault: TemplateFault) -> TemplateFault {
        if let Some(own) = self.own.get(fault.template()) {
            return fault.placed(own.file, &own.text);
        }
        let culprit = self
            .own
            .iter()
            .find(|(name, _)| self.engine_with(|wanted| wanted == **name).is_err())
            .or_else(|| self.own.first_key_value())
            .map(|(_, own)| own)
            .expect("the embedded theme alone has no fault, as a test makes sure");
        fault.blame(culprit.file);
        fault
    }
}

fn empty_engine() -> Tera {
    let mut tera = Tera::default();
    tera.autoescape_on([".html", ".xml", ".atom"]);
    tera.set_escape_fn(escape_for_tera);
    tera
}

fn not_utf8(file: FileId, at: usize) -> Diagnostic {
    let place = Span::new(file, at, at);
    Diagnostic::new(Code::NotUtf8, place, "the template is not UTF-8")
        .help("convert it, for example with `iconv -t UTF-8`")
}

fn replaces_nothing(file: FileId, path: &str) -> Diagnostic {
    Diagnostic::new(
        Code::ThemeFileUnused,
        Span::file(file),
        format!("the embedded theme has no `{path}` to replace"),
    )
    .help("give it the name of an embedded file; files of your own belong in `content/`")
}
