//! Which pages search engines may list, and in which file.

use super::{Output, Site};
use crate::model::SitePath;
use crate::output::sitemap::{self, Location, MOST};

/// How many files it takes to list the pages among `outputs`, beside the first.
pub(super) fn parts<'o>(site: &Site<'_>, outputs: impl Iterator<Item = &'o Output>) -> usize {
    let pages = outputs.filter(|output| is_listed(site, output)).count();
    if pages > MOST {
        pages.div_ceil(MOST)
    } else {
        0
    }
}

/// The path of a part, from 1.
pub(super) fn part(number: usize) -> SitePath {
    SitePath::new(format!("sitemap-{number}.xml")).expect("a path of forewarn's own")
}

/// `sitemap.xml`, or a part of it.
pub(super) fn render(site: &Site<'_>, number: Option<usize>) -> Vec<u8> {
    let config = &site.project.config;
    let listed = site.outputs.iter().filter(|(_, o)| is_listed(site, o));
    let locations = listed.map(|(path, output)| Location {
        path,
        modified: match output {
            Output::Advisory(index) => Some(site.public[*index].modified_or(site.view.clock)),
            _ => None,
        },
    });
    if let Some(number) = number {
        let locations = locations.skip((number - 1) * MOST).take(MOST);
        return sitemap::sitemap(config, &locations.collect::<Vec<_>>());
    }
    let is_part = |output: &Output| matches!(output, Output::Sitemap(Some(_)));
    let parts = site.outputs.iter().filter(|(_, output)| is_part(output));
    let parts = parts.map(|(path, _)| Location {
        path,
        modified: None,
    });
    match parts.collect::<Vec<_>>().as_slice() {
        [] => sitemap::sitemap(config, &locations.collect::<Vec<_>>()),
        parts => sitemap::index(config, parts),
    }
}

/// Whether the output is a page that search engines may list.
fn is_listed(site: &Site<'_>, output: &Output) -> bool {
    match output {
        Output::Page(index) => !site.project.pages[*index].hidden,
        Output::Policy
        | Output::Advisory(_)
        | Output::Advisories(_)
        | Output::Versions
        | Output::Release(_)
        | Output::Packages
        | Output::Package(..) => true,
        _ => false,
    }
}
