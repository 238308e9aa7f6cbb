//! Templates, Markdown and highlighting.
//!
//! A theme is a set of Tera 2 templates, of static files, and of languages. The
//! default one is part of the binary; a site replaces it file by file, and the
//! texts of a language one by one.

mod accent;
mod embedded;
mod escape;
mod fault;
mod highlight;
mod language;
mod layers;
pub mod markdown;
mod stylesheet;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Serialize, Serializer};
use tera::{Context, Tera};

pub use embedded::embedded;
pub use escape::escape;
pub use fault::TemplateFault;
pub use fluent_bundle::FluentValue;
pub use language::Language;
#[cfg(test)]
pub(crate) use language::tests::spoken;

use crate::diagnostic::Diagnostics;
use crate::model::Config;
use crate::source::{FileId, Sources};
use layers::{Layers, OwnText};

/// Templates, words and static files, ready for use by several threads at once.
pub struct Theme {
    tera: Tera,
    language: Arc<Language>,
    /// The site's own templates, by name, to find the place of a fault.
    own: BTreeMap<&'static str, OwnText>,
    assets: BTreeMap<&'static str, Cow<'static, [u8]>>,
}

/// What several pages show alike, made ready for their templates once.
#[derive(Clone)]
pub struct Shared(tera::Value);

impl Shared {
    /// A view, whose maps have strings as keys.
    pub fn new(view: &impl Serialize) -> Self {
        Self(tera::Value::from_serializable(view))
    }
}

impl Serialize for Shared {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl Theme {
    /// The embedded theme `default` with the site's own files laid over it.
    ///
    /// `overrides` are files under `themes/NAME/templates/`,
    /// `themes/NAME/static/` and `themes/NAME/languages/`; one that replaces
    /// nothing is a warning and is left out. The pages speak the language and
    /// wear the colours of `config`. `None` when an override is no template, or
    /// when there is no such language: every fault that can be seen without
    /// rendering is in `out` then.
    pub fn load(
        sources: &Sources,
        overrides: &[FileId],
        config: &Config,
        out: &mut Diagnostics,
    ) -> Option<Self> {
        Self::over(embedded(), sources, overrides, config, out)
    }

    fn over(
        base: &[(&'static str, &'static [u8])],
        sources: &Sources,
        overrides: &[FileId],
        config: &Config,
        out: &mut Diagnostics,
    ) -> Option<Self> {
        let mut layers = Layers::new(base);
        let readable = layers.lay_over(sources, overrides, out);
        let templates: Vec<_> = layers.own.values().map(|own| own.text.as_str()).collect();
        let (language, spoken) =
            language::choose(&layers.languages, config.language(), &templates, out);
        let language = Arc::new(language);
        if let Some(stylesheet) = layers.assets.get_mut("style.css") {
            *stylesheet = stylesheet::served(std::mem::take(stylesheet), &config.accent, out);
        }
        match layers.engine(&language) {
            Ok(tera) => (readable && spoken).then_some(Self {
                tera,
                language,
                own: layers.own,
                assets: layers.assets,
            }),
            Err(faults) => {
                for fault in faults.iter().filter_map(TemplateFault::diagnostic) {
                    out.push(fault);
                }
                None
            }
        }
    }

    /// Fills `template` (`advisory.html`) with `context`, which must serialize
    /// as a map: its keys are the template's variables.
    ///
    /// # Errors
    ///
    /// The template is unknown, fails on these values, or `context` does not
    /// serialize.
    pub fn render<C: Serialize>(
        &self,
        template: &str,
        context: &C,
    ) -> Result<String, TemplateFault> {
        // `Context::insert` would panic on a value that does not serialize.
        Context::from_serialize(context)
            .and_then(|context| self.tera.render(template, &context))
            .map_err(|error| {
                let fault = TemplateFault::all(&error, template).swap_remove(0);
                match self.own.get(fault.template()) {
                    Some(own) => fault.placed(own.file, &own.text),
                    None => fault,
                }
            })
    }

    /// The language of the pages.
    pub fn language(&self) -> &Language {
        &self.language
    }

    /// The static files, by their names below `assets/`, sorted.
    pub fn assets(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.assets
            .iter()
            .map(|(name, content)| (*name, content.as_ref()))
    }
}
