//! Package URLs as inputs have them (github.com/package-url/purl-spec).
//!
//! Consumers compare them as text: Renovate finds a record only under the exact
//! purl it would write itself, osv-scanner only under the registry's spelling.

use std::str::FromStr;

use packageurl::PackageUrl;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::Ecosystem;
use crate::model::config::PackageName;
use crate::model::purl::{TYPES, VERBATIM, of};
use crate::source::Spanned;

/// What a package URL names.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Purl {
    /// The package, by its canonical name.
    pub(crate) package: PackageName,
    /// The version behind `@`, decoded.
    pub(crate) version: Option<String>,
}

impl Purl {
    /// Whether it names `package`. Types differ in which letters they fold.
    fn is_about(&self, package: &PackageName) -> bool {
        self.package.ecosystem.base() == package.ecosystem.base()
            && self.package.name.eq_ignore_ascii_case(&package.name)
    }
}

/// Why a text names no package.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PurlFault {
    /// It is no package URL.
    #[error("{} is not a package URL", quoted(.0))]
    Syntax(String),
    /// Its type belongs to no ecosystem.
    #[error("a package URL of type {} names no ecosystem", quoted(.0))]
    Type(String),
}

impl PurlFault {
    /// What to write instead.
    pub(crate) fn help(&self) -> &'static str {
        match self {
            Self::Syntax(_) => {
                "write `pkg:pypi/tinysig`, or the ecosystem and the name: `PyPI/tinysig`"
            }
            Self::Type(_) => "write the ecosystem and the name instead: `Debian/openssl`",
        }
    }
}

/// Reads a package URL; qualifiers and the subpath are passed over.
pub(crate) fn read(text: &str) -> Result<Purl, PurlFault> {
    let syntax = || PurlFault::Syntax(text.to_owned());
    let kind = PackageUrl::from_str(text).map_err(|_| syntax())?;
    let known = TYPES.iter().find(|(_, known)| *known == kind.ty());
    let ecosystem = match known {
        Some((ecosystem, _)) => Ecosystem::new(*ecosystem),
        None if kind.ty() == "generic" => Ecosystem::new("generic"),
        None => return Err(PurlFault::Type(kind.ty().to_owned())),
    };
    let path = text
        .strip_prefix("pkg:")
        .map(|rest| rest.trim_start_matches('/'));
    let (_, path) = path
        .and_then(|rest| rest.split_once('/'))
        .ok_or_else(syntax)?;
    let purl = PackageUrl::from_str(&format!("{VERBATIM}{path}")).map_err(|_| syntax())?;
    let separator = if ecosystem.base() == "Maven" {
        ":"
    } else {
        "/"
    };
    let name = match purl.namespace() {
        Some(namespace) => format!("{namespace}{separator}{}", purl.name()),
        None => purl.name().to_owned(),
    };
    let name = ecosystem.canonical_name(&name).into_owned();
    Ok(Purl {
        package: PackageName { ecosystem, name },
        version: purl.version().map(str::to_owned),
    })
}

/// Reports the purl of an OSV record that is none, or that names another package
/// than the record does. A type that belongs to no ecosystem here is not judged.
pub(super) fn report(text: &Spanned<String>, package: &PackageName, out: &mut Diagnostics) {
    let own = of(package);
    let found = match (read(&text.value), &own) {
        (Err(fault @ PurlFault::Syntax(_)), _) => fault.to_string(),
        (Err(PurlFault::Type(_)) | Ok(_), None) => return,
        (Ok(purl), Some(_)) if purl.is_about(package) => match purl.version {
            None => return,
            Some(_) => format!("{} names a version", quoted(&text.value)),
        },
        (Ok(_) | Err(PurlFault::Type(_)), Some(_)) => {
            format!(
                "{} is not the package URL of {package}",
                quoted(&text.value)
            )
        }
    };
    let help = match own {
        Some(own) => format!("write `{own}`: readers look records up by it"),
        None => "write `pkg:TYPE/NAME`, or leave it out".to_owned(),
    };
    out.push(Diagnostic::new(Code::PackageUrl, text.span, found).help(help));
}

/// The package a purl names; a version in it is refused.
pub(super) fn package(text: &Spanned<String>, out: &mut Diagnostics) -> Option<PackageName> {
    let fault = |message: String, help: &'static str| {
        Diagnostic::new(Code::InvalidValue, text.span, message).help(help)
    };
    match read(&text.value) {
        Ok(Purl {
            package,
            version: None,
        }) => Some(package),
        Ok(_) => {
            out.push(fault(
                format!("{} names a version", quoted(&text.value)),
                "leave `@version` out; ranges say which versions are affected",
            ));
            None
        }
        Err(why) => {
            out.push(fault(why.to_string(), why.help()));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn purls_are_spelled_as_consumers_compare_them() {
        for (ecosystem, name, expected) in [
            ("PyPI", "tinysig", Some("pkg:pypi/tinysig")),
            ("npm", "@scope/name", Some("pkg:npm/%40scope/name")),
            (
                "Maven",
                "org.example:lib",
                Some("pkg:maven/org.example/lib"),
            ),
            ("Go", "example.org/a/b", Some("pkg:golang/example.org/a/b")),
            (
                "Go",
                "github.com/Example/TinySig",
                Some("pkg:golang/github.com/Example/TinySig"),
            ),
            ("npm", "JSONStream", Some("pkg:npm/JSONStream")),
            ("NuGet", "Acme.TinySig", Some("pkg:nuget/Acme.TinySig")),
            ("crates.io", "some_crate", Some("pkg:cargo/some_crate")),
            ("Julia", "TinySig", None),
            ("Packagist", "vendor/lib", Some("pkg:composer/vendor/lib")),
            ("Debian:12", "openssl", None),
        ] {
            let package = PackageName {
                ecosystem: Ecosystem::new(ecosystem),
                name: name.to_owned(),
            };
            let purl = of(&package);
            assert_eq!(purl.as_deref(), expected, "{ecosystem}/{name}");
            if let Some(purl) = purl {
                let read = read(&format!("{purl}@v1.0.0?arch=any#sub")).unwrap();
                assert_eq!(read.package.to_string(), package.to_string());
                assert_eq!(read.version.as_deref(), Some("v1.0.0"));
            }
        }
    }
}
