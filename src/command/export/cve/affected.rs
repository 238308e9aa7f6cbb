//! `affected[]`: each package with the versions that the record states.

use serde::Serialize;

use crate::command::export::public::Public;
use crate::model::config::PackageName;
use crate::model::{AsOf, purl};
use crate::version::interval::{self, End, Interval};
use crate::version::{Order, plain};

/// A package, and which of its versions are affected.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WirePackage<'a> {
    vendor: &'a str,
    product: String,
    #[serde(rename = "packageURL", skip_serializing_if = "Option::is_none")]
    package_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    repo: Option<&'a str>,
    default_status: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    versions: Vec<Lines>,
    /// The versions that have the fix.
    #[serde(skip)]
    fixes: Vec<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Lines {
    version: String,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    less_than: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    less_than_or_equal: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version_type: Option<&'static str>,
}

impl<'a> WirePackage<'a> {
    /// Those of the advisory; of one that names none, those of the project, of whose
    /// versions nothing is known.
    pub(super) fn all(public: &'a Public<'_>, advisory: &AsOf<'_>) -> Vec<Self> {
        let config = public.config;
        let name = config.name.as_deref();
        let vendor = config.csaf.as_ref().map(|csaf| csaf.value.name.as_str());
        let vendor = vendor.or(name).unwrap_or("n/a");
        let new = |package: Option<&PackageName>, runs: &[Interval], given: Option<&str>| Self {
            vendor,
            product: package
                .map_or(name.unwrap_or("n/a"), |package| &package.name)
                .to_owned(),
            package_url: given.map(str::to_owned).or_else(|| purl::of(package?)),
            repo: config.repository.as_deref(),
            default_status: if runs.is_empty() {
                "unknown"
            } else {
                "unaffected"
            },
            versions: runs.iter().map(|run| Lines::new(package, run)).collect(),
            fixes: runs.iter().filter_map(fix).collect(),
        };
        let packages = advisory.by_package();
        let packages = packages.iter().map(|entries| {
            let runs = interval::stated(Order::of_affected(entries[0]), entries);
            match &entries[0].package {
                Some(package) => new(Some(&package.canonical()), &runs, package.purl.as_deref()),
                None => new(None, &runs, None),
            }
        });
        let mut products: Vec<Self> = packages.collect();
        if products.is_empty() {
            products.extend(
                config
                    .packages
                    .iter()
                    .map(|package| new(Some(package), &[], None)),
            );
        }
        if products.is_empty() {
            products.push(new(None, &[], None));
        }
        products
    }

    /// Which versions have the fix, in words.
    pub(super) fn solution(&self) -> Option<String> {
        let fixes = self.fixes.join(", ");
        (!fixes.is_empty()).then(|| format!("{} is fixed in {fixes}.", self.product))
    }
}

fn fix(run: &Interval) -> Option<String> {
    match &run.end {
        End::Fixed(version) => Some(version.to_string()),
        End::Open | End::Before(_) | End::LastAffected(_) => None,
    }
}

impl Lines {
    fn new(package: Option<&PackageName>, run: &Interval) -> Self {
        let (less_than, less_than_or_equal) = match &run.end {
            End::Open => (Some("*".to_owned()), None),
            End::Fixed(end) | End::Before(end) => (Some(plain(end).to_owned()), None),
            End::LastAffected(last) if *last == run.introduced => (None, None),
            End::LastAffected(last) => (None, Some(last.to_string())),
        };
        let is_range = less_than.is_some() || less_than_or_equal.is_some();
        Self {
            version: plain(&run.introduced).to_owned(),
            status: "affected",
            less_than,
            less_than_or_equal,
            version_type: is_range.then(|| version_type(package)),
        }
    }
}

/// How the versions are ordered, in the words of the schema.
fn version_type(package: Option<&PackageName>) -> &'static str {
    let Some(package) = package else {
        return "custom";
    };
    match package.ecosystem.base() {
        "PyPI" => "python",
        "Maven" => "maven",
        _ if package.ecosystem.is_semver() => "semver",
        _ => "custom",
    }
}
