//! The page that tells how to point scanners at this site: `scanners`.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde::Serialize;

use super::shell::Head;
use super::template::HtmlPage;
use crate::model::{Ecosystem, SitePath};
use crate::output::{Claims, Frame, Material};

/// What to configure, for each program that the site has something for.
pub(super) struct ScannersPage;

/// Made where the site has an address, and something that a program reads.
pub(in crate::output) fn claim<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    // Archives of nothing are no offer.
    let is_empty = |offer| offer == Offer::Bulk && site.public.is_empty();
    let has = |offer: Offer| !claims.is_free(&path(offer.file())) && !is_empty(offer);
    let is_offered = Offer::ALL.into_iter().any(has);
    if is_offered && site.config.base_url.is_some() {
        claims.own_if_free(SitePath::for_scanners(), ScannersPage);
    }
}

/// What a program reads of the site.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Offer {
    Bulk,
    Go,
    Composer,
    Nuget,
    Vex,
}

impl Offer {
    const ALL: [Self; 5] = [Self::Bulk, Self::Go, Self::Composer, Self::Nuget, Self::Vex];

    /// The file that is there exactly when all of it is.
    fn file(self) -> &'static str {
        match self {
            Self::Bulk => "osv/all.zip",
            Self::Go => "go/index/modules.json",
            Self::Composer => "composer/packages.json",
            Self::Nuget => "nuget/index.json",
            Self::Vex => ".well-known/vex-repository.json",
        }
    }
}

/// What the page about scanners shows.
#[derive(Clone, Debug, Serialize)]
pub struct ScannersView {
    /// What it is about, in a sentence.
    pub lead: String,
    /// The programs that read this site.
    pub tools: Vec<ToolView>,
    /// How those learn of advisories that read shared databases only.
    pub shared: String,
}

/// A program that reads this site.
#[derive(Clone, Debug, Serialize)]
pub struct ToolView {
    /// What it is called.
    pub name: &'static str,
    /// That it is blind to all else when it reads this site, and what to do about that;
    /// said before anything else.
    pub caution: Option<String>,
    /// What the lines below do.
    pub how: String,
    /// The lines to add or to type.
    pub code: String,
}

impl HtmlPage for ScannersPage {
    const TEMPLATE: &'static str = "for-scanners.html";
    const SUBJECT: &'static str = "scanners";
    type View = ScannersView;

    fn head(&self, frame: &Frame<'_>) -> Head {
        Head::new(frame, frame.language().text("scanners_title").to_owned())
    }

    fn view(&self, frame: &Frame<'_>) -> ScannersView {
        let language = frame.language();
        let name = || [("name", language.name_of(frame.config).into())];
        let registries = registries(frame);
        let asks = [("PyPI", "pip-audit"), ("npm", "npm")];
        let asks = asks
            .iter()
            .filter(|(registry, _)| registries.contains(registry));
        let asks = std::iter::once("Renovate").chain(asks.map(|(_, program)| *program));
        let programs = language.listed(&asks.collect::<Vec<_>>());
        ScannersView {
            lead: language.fill("scanners_lead", name()),
            tools: tools(frame, &registries),
            shared: language.fill("scanners_shared", [("programs", programs.as_str().into())]),
        }
    }
}

/// The registries of the packages that advisories are about. One that nobody knows has
/// no scanner, and may have any name.
fn registries<'a>(frame: &Frame<'a>) -> BTreeSet<&'a str> {
    let affected = frame.public.iter().flat_map(|advisory| advisory.affected());
    let packages = affected.filter_map(|affected| affected.package.as_ref());
    let ecosystems = packages.map(|package| &package.ecosystem);
    let known = ecosystems.filter(|ecosystem| ecosystem.is_known());
    known.map(Ecosystem::base).collect()
}

fn tools(frame: &Frame<'_>, registries: &BTreeSet<&str>) -> Vec<ToolView> {
    let has = |offer: Offer| frame.plan.has(&path(offer.file()));
    let base = frame.config.base_url.as_deref().unwrap_or_default();
    let name = key(frame);
    let language = frame.language();
    let tool = |name: &'static str, how: &str, code: String| ToolView {
        name,
        caution: None,
        how: language.text(how).to_owned(),
        code: code.trim_end().to_owned(),
    };
    // Of those that read one source in place of their own.
    let alone = |tool: ToolView| ToolView {
        caution: Some(language.fill(
            "scanners_only_here",
            [("name", language.name_of(frame.config).into())],
        )),
        ..tool
    };
    let mut tools = Vec::new();
    let mut archives = registries.iter();
    if has(Offer::Bulk) && archives.any(|registry| frame.plan.has(&archive(registry))) {
        let code = osv_scanner(frame, registries);
        tools.push(alone(tool("osv-scanner", "scanners_osv", code)));
    }
    if has(Offer::Go) {
        let code = format!("govulncheck ./...\ngovulncheck -db {base}go ./...\n");
        tools.push(alone(tool("govulncheck", "scanners_go", code)));
    }
    if has(Offer::Composer) {
        tools.push(tool("Composer", "scanners_composer", composer(base)));
    }
    if has(Offer::Nuget) {
        tools.push(tool("NuGet", "scanners_nuget", nuget(base, &name)));
    }
    if has(Offer::Vex) {
        tools.push(tool("Trivy", "scanners_trivy", trivy(base, &name)));
    }
    if has(Offer::Bulk) && !registries.is_empty() {
        let code = format!("{base}osv\n");
        tools.push(alone(tool("Dependency-Track", "scanners_mirror", code)));
    }
    tools
}

/// A folder of its own, so that no other scan takes this site's records for all.
fn osv_scanner(frame: &Frame<'_>, registries: &BTreeSet<&str>) -> String {
    let mut code = String::new();
    for registry in registries {
        let Some(address) = frame.config.address(&archive(registry)) else {
            continue;
        };
        if frame.plan.has(&archive(registry)) {
            let folder = format!("project-only/osv-scalibr/{registry}");
            let _ = writeln!(
                code,
                "curl -f --create-dirs -o \"{folder}/all.zip\" \"{address}\""
            );
        }
    }
    code + "osv-scanner scan source -r . --offline --local-db-path project-only\n"
}

fn archive(registry: &str) -> SitePath {
    path(&format!("osv/{registry}/all.zip"))
}

fn composer(base: &str) -> String {
    format!(
        "\"repositories\": [\n    {{\"type\": \"composer\", \"url\": \"{base}composer\", \"canonical\": false}}\n]\n"
    )
}

/// One audit source switches off what package sources tell, so that of nuget.org is
/// named too.
fn nuget(base: &str, name: &str) -> String {
    format!(
        "<auditSources>\n    <add key=\"nuget.org\" value=\"https://api.nuget.org/v3/index.json\" />\n    <add key=\"{name}\" value=\"{base}nuget/index.json\" />\n</auditSources>\n"
    )
}

fn trivy(base: &str, name: &str) -> String {
    let url = base.trim_end_matches('/');
    format!(
        "repositories:\n  - name: default\n    url: https://github.com/aquasecurity/vexhub\n    enabled: true\n  - name: {name}\n    url: {url}\n    enabled: true\n"
    )
}

/// A name for a configuration, by what the project calls itself.
fn key(frame: &Frame<'_>) -> String {
    let name = frame.config.name.as_deref().unwrap_or_default();
    let name = name.replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    format!("{}-advisories", name.trim_matches('-'))
        .trim_matches('-')
        .to_owned()
}

fn path(path: &str) -> SitePath {
    SitePath::new(path).expect("a path of forewarn's own, or a registry behind one")
}
