//! What is asked: a package that the site knows, and a version of it.

use std::collections::BTreeSet;

use crate::model::config::PackageName;
use crate::model::{Advisory, Ecosystem, Package, Project, Range};
use crate::parse::{nearest, purl};
use crate::version::{Order, spelled};

#[cfg(test)]
mod tests;

/// A question that can be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Query {
    /// The package, by its canonical name.
    pub(super) package: PackageName,
    /// The version, as its ecosystem spells it.
    pub(super) version: String,
}

/// Why a question cannot be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct QueryFault {
    /// What is wrong with it.
    pub(super) message: String,
    /// What to write instead.
    pub(super) help: String,
}

impl Query {
    /// Reads the two arguments of the command line. `public` are the advisories
    /// that may be told of: a name that only a secret file has is not known.
    pub(super) fn new(
        package: &str,
        version: Option<&str>,
        project: &Project,
        public: &[&Advisory],
    ) -> Result<Self, QueryFault> {
        let (package, of_purl) = self::package(package, project, public)?;
        let version = match (version, of_purl) {
            (Some(version), None) => version.to_owned(),
            (None, Some(version)) => version,
            (Some(_), Some(version)) => {
                return Err(fault(
                    format!(
                        "the package URL names a version already, `{}`",
                        shown(&version)
                    ),
                    "leave one of the two out",
                ));
            }
            (None, None) => {
                return Err(fault(
                    "no version is given".to_owned(),
                    format!("write it behind the package: `forewarn affected {package} VERSION`"),
                ));
            }
        };
        let Some(spelled) = spelled(&package, &version) else {
            return Err(no_version(&version, &package, project, public));
        };
        let version = spelled.text.into_owned();
        Ok(Self { package, version })
    }
}

fn fault(message: String, help: impl Into<String>) -> QueryFault {
    QueryFault {
        message,
        help: help.into(),
    }
}

/// Text of the command line as it may be printed.
fn shown(text: &str) -> impl std::fmt::Display {
    text.escape_debug()
}

/// The package that is meant, and the version in a package URL.
fn package(
    text: &str,
    project: &Project,
    public: &[&Advisory],
) -> Result<(PackageName, Option<String>), QueryFault> {
    let own: BTreeSet<PackageName> = of_project(project).collect();
    let all: BTreeSet<PackageName> = own.iter().cloned().chain(of_advisories(public)).collect();
    if text.starts_with("pkg:") {
        let purl = purl::read(text).map_err(|why| fault(why.to_string(), why.help()))?;
        let asked = purl.package;
        let mut found: Vec<_> = all.get(&asked).into_iter().collect();
        if found.is_empty() {
            found.extend(all.iter().filter(|known| has_folded(known, &asked)));
        }
        return Ok((the_only(&asked.to_string(), &found, &all)?, purl.version));
    }
    let found: Vec<_> = match full_name(text) {
        Some(asked) => all.get(&asked).into_iter().collect(),
        None => {
            let named = |known: &&PackageName| {
                let key = |name| known.ecosystem.name_key(name);
                key(&known.name) == key(text)
            };
            let own: Vec<_> = own.iter().filter(named).collect();
            if own.is_empty() {
                all.iter().filter(named).collect()
            } else {
                own
            }
        }
    };
    Ok((the_only(text, &found, &all)?, None))
}

/// Whether a package URL may mean `known` by the name `asked`: by the rules of
/// some types, Go's among them, others write its letters in lower case.
fn has_folded(known: &PackageName, asked: &PackageName) -> bool {
    known.ecosystem == asked.ecosystem && known.name.eq_ignore_ascii_case(&asked.name)
}

/// The package that was found by the name `text`, when it is the only one.
fn the_only(
    text: &str,
    found: &[&PackageName],
    all: &BTreeSet<PackageName>,
) -> Result<PackageName, QueryFault> {
    match found {
        [only] => Ok((*only).clone()),
        [] => Err(unknown(text, all)),
        several => Err(ambiguous(text, several)),
    }
}

/// `PyPI/tinysig`; `None` for a name that merely has a slash in it, as
/// `@scope/name` of npm.
fn full_name(text: &str) -> Option<PackageName> {
    let (ecosystem, name) = text.split_once('/')?;
    let ecosystem = Ecosystem::new(ecosystem);
    let name = ecosystem.canonical_name(name).into_owned();
    let known = ecosystem.is_known() || ecosystem.is_generic();
    (known && !name.is_empty()).then_some(PackageName { ecosystem, name })
}

/// The packages that the project calls its own.
fn of_project(project: &Project) -> impl Iterator<Item = PackageName> {
    let tables = project.support.iter().map(|support| &support.package.value);
    project.config.packages.iter().chain(tables).cloned()
}

/// The packages that advisories name, by their canonical names.
fn of_advisories(public: &[&Advisory]) -> impl Iterator<Item = PackageName> {
    let affected = public.iter().flat_map(|advisory| advisory.affected());
    let packages = affected.filter_map(|affected| affected.package.as_ref());
    packages.map(Package::canonical)
}

fn unknown(text: &str, known: &BTreeSet<PackageName>) -> QueryFault {
    let help = match (near(text, known), known.first()) {
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, Some(first)) => {
            format!("write the ecosystem and the name, as in `{first}`, or a package URL")
        }
        (None, None) => "neither the project nor an advisory names a package yet; \
                         write `package` under `project` in forewarn.yaml"
            .to_owned(),
    };
    fault(format!("no package `{}` is known here", shown(text)), help)
}

/// The package whose name is nearest; of several of that name, the one whose
/// ecosystem is.
fn near(text: &str, known: &BTreeSet<PackageName>) -> Option<String> {
    let name = text.split_once('/').map_or(text, |(_, name)| name);
    let name = nearest(name, known.iter().map(|package| package.name.as_str()))?;
    let same = known.iter().filter(|package| package.name == name);
    let whole: Vec<String> = same.map(PackageName::to_string).collect();
    let near = nearest(text, whole.iter().map(String::as_str));
    near.map(str::to_owned).or_else(|| whole.into_iter().next())
}

fn ambiguous(text: &str, several: &[&PackageName]) -> QueryFault {
    let names: Vec<String> = several.iter().map(|name| format!("`{name}`")).collect();
    fault(
        format!("several packages are called `{}`", shown(text)),
        format!("write one of {}", names.join(", ")),
    )
}

/// The fault of a version that the ecosystem does not accept.
fn no_version(
    version: &str,
    package: &PackageName,
    project: &Project,
    public: &[&Advisory],
) -> QueryFault {
    let tables = project.support.iter();
    let releases = tables
        .filter(|support| support.package.value == *package)
        .flat_map(|support| &support.releases)
        .map(|release| release.name.text().value.as_str());
    let affected = public.iter().flat_map(|advisory| advisory.affected());
    let named = affected
        .filter(|affected| affected.is_about(package))
        .flat_map(|affected| {
            let ranges = affected.ranges.iter().flatten();
            let events = ranges.flat_map(Range::events);
            let listed = affected.versions.iter().flatten();
            let listed = listed.map(|version| version.value.as_str());
            events.map(|event| event.event.version()).chain(listed)
        });
    let order = Order::of(&package.ecosystem);
    let known: BTreeSet<&str> = releases
        .chain(named)
        .filter(|version| *version != "0" && order.accepts(version))
        .collect();
    let help = match (nearest(version, known.iter().copied()), known.last()) {
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, Some(some)) => format!("write it as the others are written: `{some}`"),
        (None, None) => format!("write it as {} does", package.ecosystem),
    };
    let version = shown(version);
    let message = if package.ecosystem.is_generic() {
        format!("`{version}` is not a version")
    } else {
        let ecosystem = &package.ecosystem;
        format!("`{version}` is not a version by the rules of {ecosystem}")
    };
    fault(message, help)
}
