//! The tree of products (CSAF 2.0, section 3.2.2).

use serde::Serialize;

use super::product::{Kind, Package, Product};

/// `product_tree`: vendors, their packages, the versions of these.
#[derive(Serialize)]
pub(super) struct Tree<'a> {
    branches: Vec<Branch<'a>>,
}

#[derive(Serialize)]
struct Branch<'a> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    branches: Vec<Branch<'a>>,
    category: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    product: Option<FullProduct<'a>>,
}

#[derive(Serialize)]
struct FullProduct<'a> {
    name: &'a str,
    product_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    product_identification_helper: Option<Helper<'a>>,
}

#[derive(Serialize)]
struct Helper<'a> {
    purl: &'a str,
}

impl<'a> Tree<'a> {
    pub(super) fn new(packages: &'a [Package<'a>]) -> Self {
        let mut branches: Vec<Branch<'a>> = Vec::new();
        for package in packages {
            let at = branches
                .iter()
                .position(|branch| branch.name == package.vendor);
            let at = at.unwrap_or_else(|| {
                branches.push(Branch {
                    branches: Vec::new(),
                    category: "vendor",
                    name: package.vendor,
                    product: None,
                });
                branches.len() - 1
            });
            branches[at].branches.push(Branch::of_package(package));
        }
        Self { branches }
    }
}

impl<'a> Branch<'a> {
    fn of_package(package: &'a Package<'a>) -> Self {
        let whole = package.products.iter().find(|it| it.kind == Kind::Whole);
        let parts = package.products.iter().filter(|it| it.kind != Kind::Whole);
        Self {
            branches: parts.map(Self::of_version).collect(),
            category: "product_name",
            name: package.name,
            product: whole.map(FullProduct::new),
        }
    }

    fn of_version(product: &'a Product) -> Self {
        Self {
            branches: Vec::new(),
            category: match product.kind {
                Kind::Range => "product_version_range",
                Kind::Version | Kind::Whole => "product_version",
            },
            name: &product.name,
            product: Some(FullProduct::new(product)),
        }
    }
}

impl<'a> FullProduct<'a> {
    fn new(product: &'a Product) -> Self {
        let purl = product.purl.as_deref();
        Self {
            name: &product.title,
            product_id: &product.id,
            product_identification_helper: purl.map(|purl| Helper { purl }),
        }
    }
}
