//! Names guessed from a project's own manifest, for a site without (or with a
//! sparse) `forewarn.yaml`.
//!
//! A manifest that cannot be read says nothing; it is not our input. Nor does one
//! of something that is never published: its name in the registry may be
//! somebody else's, whose users would be warned.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::diagnostic::Diagnostics;
use crate::model::Ecosystem;
use crate::model::config::{Config, PackageName};
use crate::source::Sources;
use crate::yaml::{self, Node};

/// What a manifest names.
struct Named {
    package: PackageName,
    /// What the project is called.
    name: String,
}

/// The defaults of a site: name and package from the first manifest that has
/// them.
pub(super) fn guess(sources: &Sources) -> Config {
    let readers: [fn(&Sources) -> Option<Named>; 7] =
        [cargo, python, node, go, composer, gemspec, maven];
    let mut config = Config::default();
    if let Some(named) = readers.iter().find_map(|read| read(sources)) {
        config.name = Some(named.name);
        config.packages = vec![named.package];
    }
    config
}

/// A package whose name ends with that of the project.
fn named(ecosystem: &str, name: &str) -> Named {
    let ecosystem = Ecosystem::new(ecosystem);
    let name = ecosystem.canonical_name(name).into_owned();
    let last = name.rsplit(['/', ':']).next().unwrap_or(&name);
    Named {
        name: last.to_owned(),
        package: PackageName { ecosystem, name },
    }
}

fn text<'s>(sources: &'s Sources, path: &str) -> Option<&'s str> {
    sources.get(sources.find(path)?).text().ok()
}

/// `publish = false` and `publish = []` keep a crate from every registry.
fn cargo(sources: &Sources) -> Option<Named> {
    let manifest: toml::Table = text(sources, "Cargo.toml")?.parse().ok()?;
    let package = manifest.get("package")?;
    let is_private = match package.get("publish") {
        Some(toml::Value::Boolean(published)) => !published,
        Some(toml::Value::Array(registries)) => registries.is_empty(),
        _ => false,
    };
    let name = package.get("name")?.as_str().filter(|_| !is_private)?;
    Some(named("crates.io", name))
}

/// PyPI takes nothing that has a classifier of this kind.
fn python(sources: &Sources) -> Option<Named> {
    let manifest: toml::Table = text(sources, "pyproject.toml")?.parse().ok()?;
    let project = manifest.get("project")?;
    let classifiers = project.get("classifiers").and_then(toml::Value::as_array);
    let mut classifiers = classifiers.into_iter().flatten();
    let is_private = classifiers.any(|classifier| {
        let text = classifier.as_str();
        text.is_some_and(|text| text.trim_start().starts_with("Private ::"))
    });
    let name = project.get("name")?.as_str().filter(|_| !is_private)?;
    Some(named("PyPI", name))
}

/// npm publishes nothing that is `private`.
fn node(sources: &Sources) -> Option<Named> {
    let tree = json(sources, "package.json")?;
    let is_private = value(&tree, "private").is_some_and(|private| private.as_bool() == Some(true));
    let name = value(&tree, "name")?.as_text().filter(|_| !is_private)?;
    Some(named("npm", name))
}

/// A module's path names its project and, from the second major version on, that
/// version (Go Modules Reference, "Module paths").
fn go(sources: &Sources) -> Option<Named> {
    let text = text(sources, "go.mod")?;
    let lines = text
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default());
    let mut words = lines.flat_map(str::split_whitespace);
    words.find(|word| *word == "module")?;
    let path = words.find(|word| *word != "(")?.trim_matches(['"', '`']);
    let is_major = |part: &str, mark: &str| {
        let number = part.strip_prefix(mark);
        number.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
    };
    let project = match path.rsplit_once('/') {
        Some((project, last)) if is_major(last, "v") => project,
        _ => path,
    };
    let last = project.rsplit('/').next().unwrap_or(project);
    let last = match last.rsplit_once('.') {
        Some((name, major)) if path.starts_with("gopkg.in/") && is_major(major, "v") => name,
        _ => last,
    };
    Some(Named {
        name: last.to_owned(),
        package: named("Go", path).package,
    })
}

fn composer(sources: &Sources) -> Option<Named> {
    let tree = json(sources, "composer.json")?;
    let name = value(&tree, "name")?.as_text()?;
    // Without a vendor it is no name of a package (getcomposer.org, The schema).
    name.contains('/').then(|| named("Packagist", name))
}

/// A specification is a program in Ruby: a name that is written out is read.
fn gemspec(sources: &Sources) -> Option<Named> {
    let is_gemspec = |path: &str| !path.contains('/') && path.ends_with(".gemspec");
    let mut files = sources.tree().filter(|(_, file)| is_gemspec(&file.path));
    let (_, file) = files.next()?;
    if files.next().is_some() {
        return None;
    }
    let name = file.text().ok()?.lines().find_map(|line| {
        let (object, value) = line.trim().split_once(".name")?;
        let is_object = object
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '_');
        let value = value.trim_start().strip_prefix('=')?.trim_start();
        let quote = value
            .chars()
            .next()
            .filter(|c| is_object && matches!(c, '"' | '\''))?;
        value[1..].split_once(quote)
    });
    let (name, _) = name?;
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    let is_name = !name.is_empty() && name.chars().all(plain);
    is_name.then(|| named("RubyGems", name))
}

/// The coordinates of a project; its group may be that of the parent (Maven, POM
/// Reference).
fn maven(sources: &Sources) -> Option<Named> {
    let mut reader = Reader::from_str(text(sources, "pom.xml")?);
    let mut path: Vec<String> = Vec::new();
    let (mut group, mut of_parent, mut artifact) = (None, None, None);
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => {
                let name = start.local_name();
                path.push(name.as_ref().to_owned());
            }
            Event::End(_) => {
                path.pop();
            }
            Event::Text(text) if path.len() <= 3 => {
                let names: Vec<_> = path.iter().map(String::as_str).collect();
                let found = match names.as_slice() {
                    ["project", "groupId"] => &mut group,
                    ["project", "parent", "groupId"] => &mut of_parent,
                    ["project", "artifactId"] => &mut artifact,
                    _ => continue,
                };
                *found = Some(text.into_inner().trim().to_owned());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let name = format!("{}:{}", group.or(of_parent)?, artifact?);
    // A property is filled in by Maven only.
    (!name.contains('$')).then(|| named("Maven", &name))
}

fn json(sources: &Sources, path: &str) -> Option<Node> {
    yaml::read(sources, sources.find(path)?, &mut Diagnostics::new())
}

fn value<'n>(tree: &'n Node, key: &str) -> Option<&'n Node> {
    let mut entries = tree.as_map()?.iter();
    let entry = entries.find(|entry| entry.key.value == key);
    entry.map(|entry| &entry.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The name and the package that a manifest gives.
    fn guessed(path: &str, text: &str) -> Option<(String, String)> {
        let mut sources = Sources::new();
        sources.text(path, text);
        let config = guess(&sources);
        Some((config.name?, config.packages.first()?.to_string()))
    }

    /// A manifest, and what it names.
    const NAMING: &[(&str, &str, &str, &str)] = &[
        (
            "Cargo.toml",
            "[package]\nname = 'tinysig'\n",
            "tinysig",
            "crates.io/tinysig",
        ),
        (
            "Cargo.toml",
            "[package]\nname = 'tinysig'\npublish = ['crates-io']\n",
            "tinysig",
            "crates.io/tinysig",
        ),
        (
            "pyproject.toml",
            "[project]\nname = 'Tiny_Sig'\n",
            "tiny-sig",
            "PyPI/tiny-sig",
        ),
        (
            "package.json",
            "{\"name\": \"@acme/tinysig\"}",
            "tinysig",
            "npm/@acme/tinysig",
        ),
        (
            "package.json",
            "{\"name\": \"tinysig\", \"private\": false}",
            "tinysig",
            "npm/tinysig",
        ),
        (
            "go.mod",
            "// the module\nmodule example.org/acme/tinysig // Deprecated: no\n",
            "tinysig",
            "Go/example.org/acme/tinysig",
        ),
        (
            "go.mod",
            "module (\n\t\"example.org/tinysig\"\n)\n",
            "tinysig",
            "Go/example.org/tinysig",
        ),
        (
            "go.mod",
            "module example.org/acme/tinysig/v3\n",
            "tinysig",
            "Go/example.org/acme/tinysig/v3",
        ),
        (
            "go.mod",
            "module gopkg.in/tinysig.v3\n",
            "tinysig",
            "Go/gopkg.in/tinysig.v3",
        ),
        (
            "go.mod",
            "module example.org/version\n",
            "version",
            "Go/example.org/version",
        ),
        (
            "composer.json",
            "{\"name\": \"acme/tinysig\"}",
            "tinysig",
            "Packagist/acme/tinysig",
        ),
        (
            "tinysig.gemspec",
            "Gem::Specification.new do |s|\n  s.name        = \"tiny-sig\"\n  s.full_name = 'x'\nend\n",
            "tiny-sig",
            "RubyGems/tiny-sig",
        ),
        (
            "pom.xml",
            "<project xmlns='http://maven.apache.org/POM/4.0.0'><parent><groupId>org.example</groupId><artifactId>parent</artifactId></parent><artifactId> tinysig </artifactId><dependencies><dependency><groupId>other</groupId><artifactId>x</artifactId></dependency></dependencies></project>",
            "tinysig",
            "Maven/org.example:tinysig",
        ),
        (
            "pom.xml",
            "<project><groupId>org.acme</groupId><artifactId>tinysig</artifactId></project>",
            "tinysig",
            "Maven/org.acme:tinysig",
        ),
    ];

    #[test]
    fn a_manifest_names_the_project_and_its_package() {
        for (path, text, name, package) in NAMING {
            let expected = Some(((*name).to_owned(), (*package).to_owned()));
            assert_eq!(guessed(path, text), expected, "{path}: {text}");
        }
    }

    #[test]
    fn what_is_never_published_or_written_out_names_nothing() {
        for (path, text) in [
            (
                "Cargo.toml",
                "[package]\nname = 'tinysig'\npublish = false\n",
            ),
            ("Cargo.toml", "[package]\nname = 'tinysig'\npublish = []\n"),
            ("Cargo.toml", "[workspace]\nmembers = ['a']\n"),
            (
                "pyproject.toml",
                "[project]\nname = 'tinysig'\nclassifiers = ['Private :: Do Not Upload']\n",
            ),
            (
                "package.json",
                "{\"name\": \"tinysig-monorepo\", \"private\": true}",
            ),
            ("composer.json", "{\"name\": \"tinysig\"}"),
            (
                "tinysig.gemspec",
                "Gem::Specification.new do |s|\n  s.name = NAME\nend\n",
            ),
            ("tinysig.gemspec", "s.name = \"tinysig-#{PLATFORM}\"\n"),
            ("lib/tinysig.gemspec", "s.name = 'tinysig'\n"),
            (
                "pom.xml",
                "<project><artifactId>tinysig</artifactId></project>",
            ),
            (
                "pom.xml",
                "<project><groupId>${g}</groupId><artifactId>tinysig</artifactId></project>",
            ),
            ("pom.xml", "<project><groupId>"),
        ] {
            assert_eq!(guessed(path, text), None, "{path}: {text}");
        }
    }
}
