//! Where relative links of a page lead: to a page of the site, or to a file of the
//! repository on its forge.

use crate::model::{Format, Page, SitePath};
use crate::output::Material;

/// What is known of the places that a page can link to.
#[derive(Clone, Copy)]
pub struct Targets<'a> {
    /// The file of the policy, by its path in the project.
    pub policy: Option<&'a str>,
    /// The repository, when the project names it.
    pub repository: Option<&'a str>,
    /// Whether the site has a path.
    pub has: &'a dyn Fn(&SitePath) -> bool,
}

/// A place in the repository: so many folders above its root, then a path.
struct Place {
    up: usize,
    path: String,
}

impl<'a> Targets<'a> {
    /// The places that a site with this plan has.
    pub fn new(site: &Material<'a>, has: &'a dyn Fn(&SitePath) -> bool) -> Self {
        Self {
            policy: site.policy_source(),
            repository: site.config.repository.as_deref(),
            has,
        }
    }

    /// The address that stands for a relative one on `page`; `None` when it leads
    /// where it says, or nowhere.
    ///
    /// A page of `content/` is written for the site, and any other for the forge,
    /// where `/` is the root of the repository, and two folders above it lies what
    /// the forge makes: `../../security/advisories/new`.
    pub(super) fn address(&self, page: &Page, written: &str) -> Option<String> {
        let (path, rest) = split(written);
        if path.is_empty() {
            return None;
        }
        let is_of_site = page.source.starts_with("content/");
        let folder = page
            .source
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder);
        let place = match path.strip_prefix('/') {
            Some(_) if is_of_site => return None,
            Some(path) => Place::of("", path),
            None => Place::of(folder, path),
        };
        if is_of_site && place.in_content().is_some() {
            return published(&page.path, written);
        }
        if let Some(inner) = self.page(&place) {
            return Some(format!("{}{rest}", page.path.relative(&inner)));
        }
        if self.is_output(path) {
            return None;
        }
        let address = place.on_forge(self.repository?)?;
        Some(format!("{address}{rest}"))
    }

    /// The page that a file of the project becomes, or the file that is copied.
    fn page(&self, place: &Place) -> Option<SitePath> {
        if place.up == 0 && self.policy == Some(place.path.as_str()) {
            return Some(SitePath::policy());
        }
        let inner = place.in_content()?;
        let path = match Format::of(inner) {
            Some((stem, Format::Markdown | Format::ReStructuredText)) => format!("{stem}.html"),
            _ => inner.to_owned(),
        };
        SitePath::new(path).ok()
    }

    /// Whether a path leads from the first page to what forewarn makes.
    fn is_output(&self, path: &str) -> bool {
        let mut inner = Place::of("", path);
        if path.ends_with('/') {
            inner.path.push_str("index.html");
        }
        inner.up == 0 && SitePath::new(inner.path).is_ok_and(|path| (self.has)(&path))
    }
}

impl Place {
    /// What `path` means in `folder`.
    fn of(folder: &str, path: &str) -> Self {
        let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
        let mut up = 0;
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." => up += usize::from(parts.pop().is_none()),
                name => parts.push(name),
            }
        }
        let end = if path.ends_with('/') && !parts.is_empty() {
            "/"
        } else {
            ""
        };
        Self {
            up,
            path: format!("{}{end}", parts.join("/")),
        }
    }

    fn in_content(&self) -> Option<&str> {
        (self.path.strip_prefix("content/")).filter(|_| self.up == 0)
    }

    /// Its address on the forge, at whatever is the newest commit.
    fn on_forge(&self, repository: &str) -> Option<String> {
        /// The page of a file is this far below its repository.
        const PAGES: usize = 2;
        const PICTURES: [&str; 6] = [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"];
        let path = &self.path;
        let host = repository.split_once("://")?.1.split('/').next()?;
        let before = match host {
            "github.com" | "bitbucket.org" => "",
            "gitlab.com" => "-/",
            _ if host.starts_with("gitlab.") => "-/",
            _ => return None,
        };
        let name = path.to_ascii_lowercase();
        let kind = match () {
            () if PICTURES.iter().any(|ending| name.ends_with(ending)) => "raw",
            () if host == "bitbucket.org" => "src",
            () if path.is_empty() || path.ends_with('/') => "tree",
            () => "blob",
        };
        match self.up {
            0 => Some(format!("{repository}/{before}{kind}/HEAD/{path}")),
            PAGES => Some(format!("{repository}/{path}")),
            _ => None,
        }
    }
}

/// An address without its query and fragment, and those.
fn split(address: &str) -> (&str, &str) {
    address.split_at(address.find(['?', '#']).unwrap_or(address.len()))
}

/// The address of a page that is linked to by its file, so that links work on a
/// forge too. `policy.md` is the first page of the site.
pub(super) fn published(page: &SitePath, written: &str) -> Option<String> {
    let (path, rest) = split(written);
    let (stem, format) = Format::of(path)?;
    let folder = page
        .as_str()
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    let place = Place::of(folder, path);
    let is_policy = Format::of(&place.path).is_some_and(|(stem, _)| stem == "policy");
    if format == Format::Text && !is_policy {
        return None;
    }
    let stem = match stem.strip_suffix("policy") {
        Some(folder) if is_policy && place.up == 0 => format!("{folder}index"),
        _ => stem.to_owned(),
    };
    Some(format!("{stem}.html{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span, Spanned};

    #[test]
    fn links_to_files_of_pages_lead_to_their_pages() {
        let from = |page: &str, target: &str| published(&SitePath::new(page).unwrap(), target);
        for (page, target, address) in [
            ("index.html", "scope.md", "scope.html"),
            ("index.html", "scope.rst#a", "scope.html#a"),
            ("index.html", "a/policy.md?x#y", "a/policy.html?x#y"),
            ("scope.html", "./policy.md#top", "./index.html#top"),
            ("a/b.html", "../policy.rst", "../index.html"),
            ("a/b.html", "policy.md", "policy.html"),
        ] {
            assert_eq!(from(page, target).as_deref(), Some(address), "{target}");
        }
        assert_eq!(from("index.html", "key.asc"), None);
        assert_eq!(from("index.html", "robots.txt"), None);
        assert_eq!(from("index.html", "#part.md"), None);
    }

    fn address(source: &str, repository: Option<&str>, target: &str) -> Option<String> {
        let page = Page {
            path: SitePath::policy(),
            source: source.to_owned(),
            format: Format::Markdown,
            title: String::new(),
            description: None,
            order: None,
            hidden: false,
            body: Spanned::new(String::new(), Span::file(FileId::FIRST)),
        };
        let targets = Targets {
            policy: Some(source),
            repository,
            has: &|path| path.as_str() == "versions/index.html",
        };
        targets.address(&page, target)
    }

    #[test]
    fn links_into_the_repository_lead_to_the_forge() {
        const FORGE: &str = "https://github.com/example/tinysig";
        for (source, target, expected) in [
            (
                "SECURITY.md",
                "./RELEASING.md",
                Some("/blob/HEAD/RELEASING.md"),
            ),
            (
                "SECURITY.md",
                "docs/a.md#scope",
                Some("/blob/HEAD/docs/a.md#scope"),
            ),
            (
                "SECURITY.md",
                "img/report.png",
                Some("/raw/HEAD/img/report.png"),
            ),
            (
                "SECURITY.md",
                "/CONTRIBUTING.md",
                Some("/blob/HEAD/CONTRIBUTING.md"),
            ),
            ("SECURITY.md", "src/", Some("/tree/HEAD/src/")),
            (
                "SECURITY.md",
                "../../security/advisories/new",
                Some("/security/advisories/new"),
            ),
            ("SECURITY.md", "../LICENSE", None),
            ("SECURITY.md", "#top", None),
            ("SECURITY.md", "versions/", None),
            (
                ".github/SECURITY.md",
                "../LICENSE",
                Some("/blob/HEAD/LICENSE"),
            ),
            (".github/SECURITY.md", "../../../issues", Some("/issues")),
            (
                "content/policy.md",
                "../LICENSE",
                Some("/blob/HEAD/LICENSE"),
            ),
            ("content/policy.md", "/a", None),
            ("content/policy.md", "key.asc", None),
        ] {
            let expected = expected.map(|path| format!("{FORGE}{path}"));
            assert_eq!(address(source, Some(FORGE), target), expected, "{target}");
        }
    }

    #[test]
    fn what_the_site_has_or_nobody_knows_stays_in_the_site() {
        for (target, expected) in [
            ("content/scope.md#a", "scope.html#a"),
            ("SECURITY.md", "index.html"),
        ] {
            assert_eq!(
                address("SECURITY.md", None, target).as_deref(),
                Some(expected)
            );
        }
        assert_eq!(address("SECURITY.md", None, "RELEASING.md"), None);
        assert_eq!(
            address("SECURITY.md", Some("https://gitlab.com/a/b"), "c.md").as_deref(),
            Some("https://gitlab.com/a/b/-/blob/HEAD/c.md")
        );
        assert_eq!(
            address("SECURITY.md", Some("https://git.example.org/a"), "c.md"),
            None
        );
    }
}
