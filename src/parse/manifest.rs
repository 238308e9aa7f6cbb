//! Names guessed from a project's own manifest, for a site without (or with a
//! sparse) `forewarn.yaml`.

use crate::diagnostic::Diagnostics;
use crate::model::Ecosystem;
use crate::model::config::{Config, PackageName};
use crate::source::Sources;
use crate::yaml;

/// The defaults of a site: name and package from the first manifest that has
/// them. A manifest that cannot be read says nothing; it is not our input.
pub(super) fn guess(sources: &Sources) -> Config {
    let readers: [fn(&Sources) -> Option<PackageName>; 4] = [cargo, python, node, go];
    let package = readers.iter().find_map(|read| read(sources));
    let mut config = Config::default();
    if let Some(package) = package {
        let name = package.name.rsplit('/').next().unwrap_or(&package.name);
        config.name = Some(name.to_owned());
        config.packages = vec![package];
    }
    config
}

fn toml_table(sources: &Sources, path: &str) -> Option<toml::Table> {
    let text = sources.get(sources.find(path)?).text().ok()?;
    text.parse().ok()
}

fn named(ecosystem: &str, name: &str) -> PackageName {
    let ecosystem = Ecosystem::new(ecosystem);
    let name = ecosystem.canonical_name(name);
    PackageName { ecosystem, name }
}

fn cargo(sources: &Sources) -> Option<PackageName> {
    let manifest = toml_table(sources, "Cargo.toml")?;
    let name = manifest.get("package")?.get("name")?.as_str()?;
    Some(named("crates.io", name))
}

fn python(sources: &Sources) -> Option<PackageName> {
    let manifest = toml_table(sources, "pyproject.toml")?;
    let name = manifest.get("project")?.get("name")?.as_str()?;
    Some(named("PyPI", name))
}

fn node(sources: &Sources) -> Option<PackageName> {
    let tree = yaml::read(
        sources,
        sources.find("package.json")?,
        &mut Diagnostics::new(),
    )?;
    let name = tree
        .as_map()?
        .iter()
        .find(|entry| entry.key.value == "name")?;
    Some(named("npm", name.value.as_text()?))
}

fn go(sources: &Sources) -> Option<PackageName> {
    let text = sources.get(sources.find("go.mod")?).text().ok()?;
    let module = text
        .lines()
        .find_map(|line| line.trim().strip_prefix("module "))?;
    Some(named("Go", module.trim().trim_matches('"')))
}
