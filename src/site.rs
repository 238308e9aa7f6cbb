//! What is seen in one view, by path.
//!
//! A [`Site`] is lazy: it knows every path it has, and makes the bytes of one
//! when asked. Building asks for all of them, in parallel and in any order;
//! what a path holds depends on nothing but the project and the view.

mod directives;
mod links;
mod navigation;
mod redirects;
#[cfg(test)]
mod tests;
mod turns;

pub use turns::turns;

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::model::{Project, SitePath, View};
use crate::output::html::{self, Outline};
use crate::output::{Frame, Material, Plan};
use crate::source::Sources;
use crate::theme::{TemplateFault, Theme};

/// The site of a project in one view: what a build publishes, or what it would.
pub struct Site<'p> {
    material: Material<'p>,
    plan: Plan<'p>,
}

impl<'p> Site<'p> {
    /// Plans the site as it looks in `view`. Paths that two inputs want are
    /// reported, and belong to the first.
    pub fn new(
        project: &'p Project,
        sources: &'p Sources,
        theme: &'p Theme,
        view: View,
        out: &mut Diagnostics,
    ) -> Self {
        let material = Material::new(project, sources, theme, view);
        let (plan, found) = Plan::new(&material);
        out.append(found);
        let site = Self { material, plan };
        let outlines = site.outlines();
        links::check(&site, &outlines, out);
        directives::check(&site.material, &outlines, out);
        navigation::check(project, out);
        redirects::check(&site, out);
        site
    }

    /// What checks want to know about the pages that the project wrote.
    fn outlines(&self) -> BTreeMap<&'p SitePath, Outline> {
        let project = self.material.project;
        let has = |path: &SitePath| self.has(path);
        let targets = html::Targets::new(&self.material, &has);
        let pages = project.policy.iter().chain(&project.pages);
        pages
            .map(|page| (&page.path, html::outline(page, &targets)))
            .collect()
    }

    /// Every path of the site, in order.
    pub fn paths(&self) -> impl Iterator<Item = &SitePath> {
        self.plan.outputs.keys()
    }

    /// Whether the site has the path.
    pub fn has(&self, path: &SitePath) -> bool {
        self.plan.has(path)
    }

    /// Whether a path is made of what others became: to be rendered after them.
    pub fn is_of_others(&self, path: &SitePath) -> bool {
        let output = self.plan.outputs.get(path);
        output.is_some_and(|output| output.is_of_others())
    }

    /// How many advisories are public, and how many of those are withdrawn.
    pub fn counts(&self) -> (usize, usize) {
        let public = &self.material.public;
        let view = self.material.view();
        let withdrawn = public
            .iter()
            .filter(|a| a.as_of(view).withdrawn().is_some());
        (public.len(), withdrawn.count())
    }

    /// The bytes of a path; `None` when the site has no such path.
    pub fn render(&self, path: &SitePath) -> Option<Result<Cow<'_, [u8]>, TemplateFault>> {
        let frame = Frame {
            site: &self.material,
            plan: &self.plan,
            path,
        };
        let made = self.plan.outputs.get(path)?.bytes(&frame);
        if let Ok(bytes) = &made {
            self.plan.digests.keep(path, bytes);
        }
        Some(made)
    }
}
