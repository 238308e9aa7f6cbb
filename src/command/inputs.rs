//! What `build` and `check` begin with: the root, the clock, the sources.

use std::path::{Component, Path, PathBuf};

use super::overlay::Overlay;
use super::{Console, Exit, Global};
use crate::against::{Comparison, Last};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::config::DisclosureTime;
use crate::model::{Project, Timestamp, View};
use crate::parse::Known;
use crate::site::Site;
use crate::source::{FileId, Sources, Span, Spanned, Vantage};
use crate::theme::Theme;
use crate::{check, parse, read};

/// What a command asks of its inputs.
#[derive(Clone, Copy, Default)]
pub(super) struct Request<'a> {
    /// The moment, as the command line gives it.
    pub(super) at: Option<&'a str>,
    /// Whether that may lie ahead: never where anything is published.
    pub(super) ahead: bool,
    /// The overlay, as the command line gives it.
    pub(super) private: Option<&'a Path>,
    /// Whether the answer is wrong without the overlay that forewarn.yaml names.
    pub(super) needs_overlay: bool,
}

/// Everything a run works on.
pub(super) struct Inputs {
    /// The folder of `forewarn.yaml`.
    pub(super) root: PathBuf,
    /// The private overlay, when there is one.
    pub(super) overlay: Option<Overlay>,
    /// The moment the run stands for.
    pub(super) clock: Timestamp,
    /// Whether it was asked for, and does not move on.
    pub(super) clock_is_set: bool,
    /// The files.
    pub(super) sources: Sources,
    /// What they say.
    pub(super) project: Project,
    /// The same, for those who read again.
    pub(super) known: Known,
}

impl Inputs {
    /// Reads and parses the project with its overlay; a fault of the
    /// surroundings is said, and ends the run.
    pub(super) fn read(
        global: &Global,
        request: Request<'_>,
        found: &mut Diagnostics,
        console: &mut Console<'_>,
    ) -> Result<Self, Exit> {
        let mut refuse = |exit, message: &str| {
            console.complain(&format!("error: {message}"));
            exit
        };
        let root =
            root(global.root.as_deref()).map_err(|message| refuse(Exit::InputOutput, &message))?;
        let (sources, overlay) = files(&root, request.private, request.needs_overlay)
            .map_err(|(exit, message)| refuse(exit, &message))?;
        let asked = asked(request, &parse::config(&sources).disclosure_time)
            .map_err(|message| refuse(Exit::Usage, &message))?;
        let clock = asked.unwrap_or_else(now);
        console.detail(&format!(
            "root {}, {} files, as of {clock}",
            root.display(),
            sources.len()
        ));
        if let Some(overlay) = &overlay {
            console.detail(&format!("overlay {}", overlay.shown));
        }
        let (project, known) = parse::parse_again(&sources, &Known::default(), found);
        found.reveal(clock.to_jiff());
        if overlay.is_none()
            && let Some(private) = project.config.private.as_ref().filter(|p| !p.is_optional)
        {
            let message = format!("the overlay {} is not there", quoted(&private.path.value));
            found.push(
                Diagnostic::new(Code::OverlayMissing, private.path.span, message).help(
                    "fetch it, or write `{path: FOLDER, optional: true}` where it may be absent",
                ),
            );
        }
        Ok(Self {
            root,
            overlay,
            clock,
            clock_is_set: asked.is_some(),
            sources,
            project,
            known,
        })
    }

    /// Runs every check and loads the theme; `None` when the theme has faults.
    pub(super) fn check(&self, found: &mut Diagnostics) -> Option<Theme> {
        check::check(&self.project, &self.sources, self.clock, found);
        let project = &self.project;
        Theme::load(&self.sources, &project.theme, &project.config, found)
    }

    /// The site as the public sees it.
    pub(super) fn site<'i>(&'i self, theme: &'i Theme, found: &mut Diagnostics) -> Site<'i> {
        Site::new(
            &self.project,
            &self.sources,
            theme,
            View::public(self.clock),
            found,
        )
    }

    /// The public site beside the one that was published before it.
    pub(super) fn against<'i>(&'i self, last: &'i Last) -> Comparison<'i> {
        let config = self.sources.find(parse::CONFIG).unwrap_or(FileId::FIRST);
        Comparison::new(&self.project, self.clock, last, Span::file(config))
    }

    /// The folders that are read: nothing may be written there.
    pub(super) fn folders(&self) -> Vec<PathBuf> {
        [
            "content",
            "advisories",
            "announcements",
            "not-a-vulnerability",
            "themes",
        ]
        .iter()
        .map(|folder| self.root.join(folder))
        .chain(self.overlay.iter().map(|overlay| overlay.folder.clone()))
        .collect()
    }

    /// How a run with these findings ends: a fault of the configuration is the
    /// user's to mend before anything else means anything.
    pub(super) fn exit(&self, found: &Diagnostics) -> Exit {
        let config = self.sources.find(parse::CONFIG);
        if !found.has_errors() {
            Exit::Fine
        } else if config.is_some_and(|file| found.has_errors_in(file)) {
            Exit::Usage
        } else {
            Exit::Findings
        }
    }
}

/// The root named, or the nearest folder upward that holds `forewarn.yaml`, or
/// the one where the run was started.
#[expect(
    clippy::disallowed_methods,
    reason = "only a command knows where it was started"
)]
fn root(named: Option<&Path>) -> Result<PathBuf, String> {
    if let Some(root) = named {
        return if root.is_dir() {
            Ok(root.to_owned())
        } else {
            Err(format!("`{}` is no folder", root.display()))
        };
    }
    let here = std::env::current_dir().map_err(|fault| format!("the current folder: {fault}"))?;
    Ok(read::find_root(&here).unwrap_or(here))
}

/// The files of the project at `root` and of its overlay; else how the run ends,
/// and why.
pub(super) fn files(
    root: &Path,
    private: Option<&Path>,
    needs_overlay: bool,
) -> Result<(Sources, Option<Overlay>), (Exit, String)> {
    let refuse = |fault: read::ReadFault| (Exit::InputOutput, fault.to_string());
    let mut sources = read::read(root).map_err(refuse)?;
    if sources.is_empty() {
        let message = format!(
            "nothing to build in `{}`\n  = help: a site begins with a SECURITY.md, or with a forewarn.yaml",
            root.display()
        );
        return Err((Exit::Usage, message));
    }
    let configured = parse::config(&sources).private;
    let overlay = Overlay::find(private, root, configured.as_ref(), needs_overlay)
        .map_err(|message| (Exit::Usage, message))?;
    sources.vantage = Vantage {
        here: seen_from_here(root),
        repository: read::path_in_repository(root),
        includes_overlay: overlay.as_ref().is_some_and(|overlay| !overlay.is_asked),
    };
    if let Some(overlay) = &overlay {
        read::read_overlay(&overlay.folder, &overlay.shown, &mut sources).map_err(refuse)?;
    }
    Ok((sources, overlay))
}

/// The path to the root from where the run was started, as it was named there:
/// what is printed can be opened from there.
#[expect(
    clippy::disallowed_methods,
    reason = "only a command knows where it was started"
)]
fn seen_from_here(root: &Path) -> String {
    let above = std::env::current_dir().ok();
    let above = above.and_then(|here| Some(here.strip_prefix(root).ok()?.components().count()));
    match above {
        Some(folders) => "../".repeat(folders),
        None => {
            let parts = root.components().filter(|part| *part != Component::CurDir);
            let path = parts.collect::<PathBuf>();
            let path = path.display().to_string();
            let is_open = path.is_empty() || path.ends_with('/');
            format!("{path}{}", if is_open { "" } else { "/" })
        }
    }
}

/// The moment that a run is asked to stand for: `--at`, else `SOURCE_DATE_EPOCH`.
/// Where anything is published never later than the machine's clock: an option or
/// a variable must not end an embargo early.
#[expect(
    clippy::disallowed_methods,
    reason = "the environment is read here and nowhere below"
)]
fn asked(request: Request<'_>, disclosure: &DisclosureTime) -> Result<Option<Timestamp>, String> {
    let asked = if let Some(text) = request.at {
        moment(text, disclosure)?
    } else if let Some(epoch) = std::env::var_os("SOURCE_DATE_EPOCH").filter(|e| !e.is_empty()) {
        let seconds = epoch.to_str().and_then(|text| text.parse().ok());
        let at = seconds.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
        at.map(Timestamp::from).ok_or_else(|| {
            "`SOURCE_DATE_EPOCH` is not a number of seconds since 1970\n  = help: unset it, or use for example `git log -1 --format=%ct`".to_owned()
        })?
    } else {
        return Ok(None);
    };
    if asked > now() && !request.ahead {
        return Err(format!(
            "{asked} is in the future\n  = help: a build never shows what is not public yet"
        ));
    }
    Ok(Some(asked))
}

/// What the machine's clock shows.
#[expect(
    clippy::disallowed_methods,
    reason = "the clock is read here and nowhere below"
)]
pub(super) fn now() -> Timestamp {
    Timestamp::from(jiff::Timestamp::now())
}

/// A moment of the command line, read as in an advisory.
fn moment(text: &str, disclosure: &DisclosureTime) -> Result<Timestamp, String> {
    let mut sources = Sources::new();
    let file = sources.text("--at", text);
    let written = Spanned::new(text.to_owned(), Span::new(file, 0, text.len()));
    let mut found = Diagnostics::new();
    let read = parse::time::timestamp(&written, disclosure, &mut found);
    read.map(|at| at.value).ok_or_else(|| {
        let fault = found.sorted(&sources).remove(0).1;
        let help = fault.help.unwrap_or_default();
        format!("`--at`: {}\n  = help: {help}", fault.message)
    })
}
