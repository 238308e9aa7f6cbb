//! The sites of one state of the project: one for each way to see it, planned
//! when somebody looks.

use std::sync::{Arc, OnceLock};

use super::reading::Reading;
use crate::diagnostic::Diagnostics;
use crate::model::{Advisory, SitePath, Timestamp};
use crate::preview::address::{DASHBOARD, SCRIPT, SCRIPT_TEXT, STYLESHEET, STYLESHEET_TEXT};
use crate::preview::{
    self, Banner, Edition, Faults, PageState, Response, Secrets, Viewpoint, WallClock,
};
use crate::site::Site;
use crate::theme::TemplateFault;

self_cell::self_cell! {
    /// A state of the project with its sites, for whoever asks, on any thread.
    pub(super) struct Generation {
        owner: Arc<Reading>,
        #[not_covariant]
        dependent: Sites,
    }
}

impl Generation {
    /// The sites of `reading` at `moment`, made by the change of that `number`. Plans
    /// what nearly every page needs.
    pub(super) fn of(reading: Arc<Reading>, moment: ShownMoment, number: u64) -> Self {
        Self::new(reading, |reading| Sites::new(reading, moment, number))
    }

    /// What is at `path` of the server, told at `now` with the latest `news`.
    pub(super) fn page(
        &self,
        path: &SitePath,
        news: &News<'_>,
        now: Timestamp,
    ) -> Option<Response> {
        self.with_dependent(|_, sites| sites.page(path, news, now))
    }

    /// How many sites are planned.
    #[cfg(test)]
    pub(super) fn sites(&self) -> usize {
        self.with_dependent(|_, sites| {
            let planned = sites.planned.iter();
            planned.filter(|(_, site)| site.get().is_some()).count()
        })
    }

    /// What was found in planning.
    pub(super) fn found(&self) -> Diagnostics {
        self.with_dependent(|_, sites| sites.found())
    }
}

/// What every page tells besides its content.
#[derive(Clone, Copy)]
pub(super) struct News<'n> {
    /// The number of the latest change.
    pub(super) number: u64,
    /// By what a page knows that it is told by the preview.
    pub(super) seal: &'n str,
    /// What was found in the project.
    pub(super) faults: &'n Faults,
}

/// The moment that is shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct ShownMoment {
    pub(super) clock: Timestamp,
    /// Whether it was asked for, and does not move on.
    pub(super) is_set: bool,
}

/// The sites.
pub(super) struct Sites<'r> {
    reading: &'r Reading,
    moment: ShownMoment,
    /// The number of the change that made them.
    number: u64,
    secrets: Secrets,
    planned: Vec<(Viewpoint, OnceLock<Planned<'r>>)>,
}

type Planned<'r> = (Site<'r>, Diagnostics);

impl<'r> Sites<'r> {
    fn new(reading: &'r Reading, moment: ShownMoment, number: u64) -> Self {
        let secrets = Secrets::of(&reading.project, &reading.sources, moment.clock);
        let viewpoints = secrets.viewpoints().into_iter();
        let sites = Self {
            reading,
            moment,
            number,
            secrets,
            planned: viewpoints
                .map(|viewpoint| (viewpoint, OnceLock::new()))
                .collect(),
        };
        rayon::join(
            || sites.site(Viewpoint::PublicNow),
            || sites.site(Viewpoint::Everything),
        );
        sites
    }

    fn site(&self, viewpoint: Viewpoint) -> &Site<'r> {
        &self.plan(viewpoint).0
    }

    fn plan(&self, viewpoint: Viewpoint) -> &Planned<'r> {
        let viewpoint = if self.secrets.hide_pages() {
            viewpoint
        } else {
            // The public sees everything.
            Viewpoint::PublicNow
        };
        let mut sites = self.planned.iter();
        let site = sites.find(|(known, _)| *known == viewpoint);
        let (_, site) = site.expect("a viewpoint is one of those of the secrets");
        site.get_or_init(|| {
            let Reading {
                project,
                sources,
                theme,
                ..
            } = self.reading;
            let (view, mut found) = (viewpoint.view(self.moment.clock), Diagnostics::new());
            let site = Site::new(project, sources, theme, view, &mut found);
            (site, found)
        })
    }

    fn found(&self) -> Diagnostics {
        let mut found = self.plan(Viewpoint::PublicNow).1.clone();
        found.append(self.plan(Viewpoint::Everything).1.clone());
        found
    }

    fn page(&self, path: &SitePath, news: &News<'_>, now: Timestamp) -> Option<Response> {
        let config = &self.reading.project.config;
        let edition = Edition {
            number: news.number,
            seal: news.seal,
            site: self.number,
            project: config.name.as_deref().unwrap_or("this project"),
            clock: WallClock {
                now: if self.moment.is_set {
                    self.moment.clock
                } else {
                    now
                },
                is_set: self.moment.is_set,
                zone: config.timezone.as_ref(),
            },
            secrets: &self.secrets,
            faults: news.faults,
        };
        match path.as_str() {
            DASHBOARD => return Some(Response::found(path, preview::dashboard(&edition))),
            STYLESHEET => return Some(Response::found(path, STYLESHEET_TEXT.into())),
            SCRIPT => return Some(Response::found(path, SCRIPT_TEXT.into())),
            _ => {}
        }
        if let Some(patch) = self.patch(path) {
            return Some(patch);
        }
        let viewpoints: Vec<_> = self
            .planned
            .iter()
            .map(|(viewpoint, _)| *viewpoint)
            .collect();
        let (viewpoint, path) = Viewpoint::find(&viewpoints, path);
        self.seen_from(viewpoint, &path, &edition)
    }

    /// What the site has at `path`, as one viewpoint has it.
    fn seen_from(
        &self,
        viewpoint: Viewpoint,
        path: &SitePath,
        edition: &Edition<'_>,
    ) -> Option<Response> {
        let found = |bytes| Response::found(path, bytes);
        let is_html = found(Vec::new()).media_type.starts_with("text/html");
        match self.site(viewpoint).render(path) {
            Some(Ok(bytes)) if is_html => {
                Some(found(self.dressed(viewpoint, path, &bytes, edition)))
            }
            Some(Ok(bytes)) => Some(found(bytes.into_owned())),
            Some(Err(fault)) => {
                let faults = self.template_fault(&fault);
                let edition = Edition {
                    faults: &faults,
                    ..*edition
                };
                let page = preview::not_rendered(&edition, viewpoint, path);
                Some(found(page).with_status(preview::FAULTY))
            }
            None if is_html => {
                let elsewhere = self.elsewhere(path);
                let page = preview::not_found(edition, viewpoint, path, &elsewhere);
                Some(found(page).with_status(preview::NOT_FOUND))
            }
            None => None,
        }
    }

    /// A page of the site with the banner that says whether the public has it.
    fn dressed(
        &self,
        viewpoint: Viewpoint,
        path: &SitePath,
        html: &[u8],
        edition: &Edition<'_>,
    ) -> Vec<u8> {
        let advisory = self.advisory(path);
        let secrecy = advisory.map(|advisory| advisory.state(self.moment.clock));
        let state = PageState::of(secrecy, || {
            if viewpoint == Viewpoint::PublicNow || !self.secrets.hide_pages() {
                return Some(true);
            }
            let public = self.site(Viewpoint::PublicNow).render(path)?.ok()?;
            Some(*public == *html)
        });
        let banner = Banner {
            edition: *edition,
            viewpoint,
            path,
            state,
            elsewhere: &self.elsewhere(path),
        };
        preview::decorate(html, &banner)
    }

    /// A patch of the overlay, as text: a browser is to show it, whatever it is.
    fn patch(&self, path: &SitePath) -> Option<Response> {
        let mut patches = self.secrets.patches.iter();
        let patch = patches.find(|patch| patch.path == *path)?;
        let mut files = self.reading.project.patches.iter();
        let sources = &self.reading.sources;
        let name = format!("patches/{}", patch.name);
        let file = files.find(|file| sources.get(**file).overlay.as_ref() == Some(&name))?;
        let bytes = sources.get(*file).bytes().to_owned();
        Some(Response::new("text/plain; charset=utf-8", bytes))
    }

    /// The viewpoints from which there is something at `path`.
    fn elsewhere(&self, path: &SitePath) -> Vec<Viewpoint> {
        let viewpoints = self.planned.iter().map(|(viewpoint, _)| *viewpoint);
        viewpoints
            .filter(|viewpoint| self.has(*viewpoint, path))
            .collect()
    }

    /// Whether there is something at `path` from a viewpoint. The site of a
    /// release day is planned for it only when nothing else can tell: what is
    /// public stays so, and an advisory knows by itself.
    fn has(&self, viewpoint: Viewpoint, path: &SitePath) -> bool {
        if let Viewpoint::Release(_) = viewpoint {
            if self.site(Viewpoint::PublicNow).has(path) {
                return true;
            }
            if let Some(advisory) = self.advisory(path) {
                let view = viewpoint.view(self.moment.clock);
                return advisory.as_of(view).state().is_public();
            }
        }
        self.site(viewpoint).has(path)
    }

    /// The advisory whose page is at `path`.
    fn advisory(&self, path: &SitePath) -> Option<&'r Advisory> {
        let name = path
            .as_str()
            .strip_prefix("advisories/")?
            .strip_suffix(".html")?;
        let mut advisories = self.reading.project.advisories.iter().map(Arc::as_ref);
        advisories.find(|advisory| advisory.id.value.as_str() == name)
    }

    /// The fault of a template of the project's own theme; a fault of ours has
    /// no place to show.
    fn template_fault(&self, fault: &TemplateFault) -> Faults {
        let mut found = Diagnostics::new();
        if let Some(fault) = fault.diagnostic() {
            found.push(fault);
        }
        Faults::of(&found, &self.reading.sources)
    }
}
