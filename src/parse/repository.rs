//! Where the source of a project lies, as far as its manifest says.

use super::config::is_web_address;
use crate::diagnostic::Diagnostics;
use crate::source::Sources;
use crate::yaml;

/// The repository that the first manifest names.
pub(super) fn guess(sources: &Sources) -> Option<String> {
    let readers: [fn(&Sources) -> Option<String>; 4] = [cargo, python, node, go];
    let named = readers.iter().find_map(|read| read(sources))?;
    let named = named.strip_prefix("git+").unwrap_or(&named);
    let named = named.trim_end_matches('/').trim_end_matches(".git");
    is_web_address(named).then(|| named.to_owned())
}

fn toml(sources: &Sources, path: &str) -> Option<toml::Table> {
    sources.get(sources.find(path)?).text().ok()?.parse().ok()
}

fn cargo(sources: &Sources) -> Option<String> {
    let manifest = toml(sources, "Cargo.toml")?;
    let repository = manifest.get("package")?.get("repository")?;
    repository.as_str().map(str::to_owned)
}

/// `[project.urls]`, by the labels that PyPI knows for it.
fn python(sources: &Sources) -> Option<String> {
    const LABELS: [&str; 4] = ["repository", "source", "sourcecode", "github"];
    let manifest = toml(sources, "pyproject.toml")?;
    let urls = manifest.get("project")?.get("urls")?.as_table()?;
    let plain = |label: &str| -> String {
        let letters = label.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let mut labels = LABELS.iter();
    labels.find_map(|known| {
        let (_, url) = urls.iter().find(|(label, _)| plain(label) == *known)?;
        url.as_str().map(str::to_owned)
    })
}

/// An address, or the short form of one at GitHub.
fn node(sources: &Sources) -> Option<String> {
    let file = sources.find("package.json")?;
    let tree = yaml::read(sources, file, &mut Diagnostics::new())?;
    let get = |node: &yaml::Node, key: &str| {
        let entry = node.as_map()?.iter().find(|entry| entry.key.value == key)?;
        Some(entry.value.clone())
    };
    let repository = get(&tree, "repository")?;
    let url = get(&repository, "url").unwrap_or(repository);
    let text = url.as_text()?;
    let short = text.strip_prefix("github:").unwrap_or(text);
    let is_short = !short.contains(':') && short.split('/').count() == 2;
    Some(if is_short {
        format!("https://github.com/{short}")
    } else {
        text.to_owned()
    })
}

/// A module whose path is that of its repository.
fn go(sources: &Sources) -> Option<String> {
    let text = sources.get(sources.find("go.mod")?).text().ok()?;
    let mut lines = text.lines().map(str::trim);
    let module = lines.find_map(|line| line.strip_prefix("module "))?;
    let parts: Vec<_> = module.trim().trim_matches('"').split('/').collect();
    match parts.as_slice() {
        [
            host @ ("github.com" | "gitlab.com" | "bitbucket.org"),
            owner,
            name,
            ..,
        ] => Some(format!("https://{host}/{owner}/{name}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_names_its_repository() {
        for (path, text, repository) in [
            (
                "Cargo.toml",
                "[package]\nrepository = \"https://github.com/a/b.git\"\n",
                Some("https://github.com/a/b"),
            ),
            (
                "pyproject.toml",
                "[project.urls]\n\"Source Code\" = \"https://gitlab.com/a/b/\"\n",
                Some("https://gitlab.com/a/b"),
            ),
            (
                "package.json",
                "{\"repository\": {\"type\": \"git\", \"url\": \"git+https://github.com/a/b.git\"}}",
                Some("https://github.com/a/b"),
            ),
            (
                "package.json",
                "{\"repository\": \"a/b\"}",
                Some("https://github.com/a/b"),
            ),
            (
                "go.mod",
                "module github.com/a/b/v2\n",
                Some("https://github.com/a/b"),
            ),
            ("go.mod", "module example.org/b\n", None),
            (
                "Cargo.toml",
                "[package]\nrepository = \"javascript:x\"\n",
                None,
            ),
            ("Cargo.toml", "[package]\nname = \"b\"\n", None),
        ] {
            let mut sources = Sources::new();
            sources.text(path, text);
            assert_eq!(guess(&sources).as_deref(), repository, "{text}");
        }
    }
}
