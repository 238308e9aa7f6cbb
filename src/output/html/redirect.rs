//! The page at an old address: `alias`, as of another name.

use super::alias::AliasView;
use super::link::Link;
use super::shell::Head;
use super::template::HtmlPage;
use crate::diagnostic::{Code, Diagnostic, quoted};
use crate::model::{Destination, Redirect};
use crate::output::{Claims, Frame, Material};
use crate::theme::markdown::external;

/// What to do about an old address that some systems cannot hold.
const OF_REDIRECT: &str = "such a file was on no site that came from there; leave the line out";

/// An old address that sends its readers on.
pub(super) struct RedirectPage<'p>(&'p Redirect);

/// A page for each old address that nothing else has taken.
pub(in crate::output) fn claim<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    for redirect in &site.config.redirects {
        let from = &redirect.from;
        if claims.is_free(&from.value) {
            let page = RedirectPage(redirect);
            claims.of_name(from.value.clone(), from.span, OF_REDIRECT, page);
        } else {
            let message = format!("{} is on the site", quoted(from.value.as_str()));
            let taken = Diagnostic::new(Code::PathTaken, from.span, message);
            claims.report(taken.help("leave the line out, or take away what is there"));
        }
    }
}

impl HtmlPage for RedirectPage<'_> {
    const TEMPLATE: &'static str = "redirect.html";
    const SUBJECT: &'static str = "alias";
    type View = AliasView;

    /// What it leads to is the page to know.
    fn head(&self, frame: &Frame<'_>) -> Head {
        Head {
            canonical: match &self.0.to.value {
                Destination::Path(path) => frame.config.address(path),
                Destination::Address(url) => external(url),
            },
            ..Head::new(frame, self.0.from.value.to_string())
        }
    }

    fn view(&self, frame: &Frame<'_>) -> AliasView {
        let to = match &self.0.to.value {
            Destination::Path(path) => Link::to_path(frame, path),
            Destination::Address(url) => Link::of_address(url),
        };
        AliasView {
            name: self.0.from.value.to_string(),
            advisory: Some(to),
            rows: Vec::new(),
            is_moved: true,
        }
    }

    fn is_listed(&self) -> bool {
        false
    }
}
