//! A page: a template of the theme, filled with a head and a view.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::shell::{Head, Site};
use crate::model::Timestamp;
use crate::output::plan::{Frame, Made, Output};
use crate::theme::Shared;

/// A page of the site.
pub trait HtmlPage: Send + Sync {
    /// The file of its template: `advisory.html`.
    const TEMPLATE: &'static str;

    /// The name by which the template knows what the page is about.
    const SUBJECT: &'static str;

    /// What the template is told of it.
    type View: Serialize;

    /// What the head says.
    fn head(&self, frame: &Frame<'_>) -> Head;

    /// What the page is about.
    fn view(&self, frame: &Frame<'_>) -> Self::View;

    /// The file of its template, where that depends on what it is about.
    fn template(&self) -> &'static str {
        Self::TEMPLATE
    }

    /// Whether sitemaps list it.
    fn is_listed(&self) -> bool {
        true
    }

    /// When it last changed, if it has a date of its own.
    fn modified(&self, _clock: Timestamp) -> Option<Timestamp> {
        None
    }

    /// What every page says of the site.
    fn site(&self, frame: &Frame<'_>) -> Shared {
        Site::shared(frame)
    }
}

impl<P: HtmlPage> Output for P {
    fn bytes(&self, frame: &Frame<'_>) -> Made<'_> {
        let context = Context {
            site: self.site(frame),
            page: self.head(frame),
            subject: (P::SUBJECT, self.view(frame)),
        };
        let text = frame.theme.render(self.template(), &context)?;
        Ok(Cow::Owned(text.into_bytes()))
    }

    fn is_listed(&self) -> bool {
        HtmlPage::is_listed(self)
    }

    fn modified(&self, clock: Timestamp) -> Option<Timestamp> {
        HtmlPage::modified(self, clock)
    }
}

/// What a template is filled with.
struct Context<V> {
    site: Shared,
    page: Head,
    subject: (&'static str, V),
}

impl<V: Serialize> Serialize for Context<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("site", &self.site)?;
        map.serialize_entry("page", &self.page)?;
        map.serialize_entry(self.subject.0, &self.subject.1)?;
        map.end()
    }
}
