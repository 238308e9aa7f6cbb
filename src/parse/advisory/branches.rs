//! `branches`: what became of each maintained branch.

use super::{ends, version_of};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::config::{DisclosureTime, PackageName};
use crate::model::{Branch, BranchStatus, Config, VersionText};
use crate::parse::keys::advisory::BRANCH;
use crate::parse::time;
use crate::source::Spanned;
use crate::version::Order;
use crate::version::branch::{self, BranchFix};
use crate::yaml::{self, Node, Table};

/// Reads the list; faulty entries are reported and left out.
pub(super) fn branches(
    node: &Node,
    disclosure: &DisclosureTime,
    out: &mut Diagnostics,
) -> Vec<Branch> {
    let items = node.as_list().unwrap_or(std::slice::from_ref(node));
    items
        .iter()
        .filter_map(|item| branch(item, disclosure, out))
        .collect()
}

fn branch(node: &Node, disclosure: &DisclosureTime, out: &mut Diagnostics) -> Option<Branch> {
    let mut table = Table::new(node, &BRANCH, out)?;
    let mut version = |key| {
        let entry = table.take_value(key)?;
        version_of(&entry.value, key, out)
    };
    let (branch, introduced) = (version("branch"), version("introduced"));
    let (fixed, interim) = (version("fixed"), version("interim"));
    let written = table.text("status", out);
    let status = written.as_ref().and_then(|text| {
        let known = BranchStatus::ALL.map(|status| (status.as_str(), status));
        yaml::choice("status", text, &known, out)
    });
    let fix = table.text("fix", out);
    let why = table.text("why", out).map(|text| text.value);
    let date = table
        .text("date", out)
        .and_then(|text| time::timestamp(&text, disclosure, out));
    let has_unknown = table.finish(out);
    let status = match (status, &fixed) {
        (Some(status), None) => status,
        (None | Some(BranchStatus::Fixed), Some(_)) => BranchStatus::Fixed,
        (None, None) if interim.is_some() => BranchStatus::Pending,
        // What was meant is not known, and has been reported.
        (None, None) if written.is_some() || has_unknown => return None,
        (None, None) => {
            out.push(
                Diagnostic::new(
                    Code::MissingKey,
                    node.span,
                    "a branch needs `fixed` or `status`",
                )
                .help(
                    "write `fixed: VERSION`, or `status:` `not-affected`, `wont-fix`, `pending` or `not-evaluated`",
                ),
            );
            return None;
        }
        (Some(_), Some(fixed)) => {
            let place = written.map_or(fixed.span, |text| text.span);
            out.push(
                Diagnostic::new(
                    Code::ConflictingKeys,
                    place,
                    "a branch that is fixed has no other `status`",
                )
                .label(fixed.span, "it is fixed here")
                .help("remove `status`, or remove `fixed`"),
            );
            BranchStatus::Fixed
        }
    };
    if branch.is_none() && fixed.is_none() {
        out.push(
            Diagnostic::new(
                Code::MissingKey,
                node.span,
                "a branch without `fixed` needs `branch`",
            )
            .help("name the series: `branch: \"3.4\"`"),
        );
        return None;
    }
    Some(Branch {
        span: node.span,
        branch,
        introduced,
        fixed,
        interim,
        fix,
        status,
        why,
        date,
    })
}

/// The branch with versions as the package's ecosystem spells them.
pub(super) fn spelled(branch: &Branch, package: &PackageName, out: &mut Diagnostics) -> Branch {
    let mut spelled = |version: &Option<Spanned<VersionText>>| {
        let version = version.as_ref()?;
        Some(ends::spelled(package, version, out))
    };
    Branch {
        introduced: spelled(&branch.introduced),
        fixed: spelled(&branch.fixed),
        interim: spelled(&branch.interim),
        ..branch.clone()
    }
}

/// The branch as the branch rule takes it.
pub(super) fn rule(branch: &Branch) -> BranchFix<'_> {
    let fixed = text(branch.fixed.as_ref());
    BranchFix {
        branch: text(branch.branch.as_ref()),
        introduced: text(branch.introduced.as_ref()),
        status: match branch.status {
            BranchStatus::NotAffected => branch::BranchStatus::NotAffected,
            BranchStatus::WontFix => branch::BranchStatus::WontFix,
            BranchStatus::NotEvaluated => branch::BranchStatus::NotEvaluated,
            _ => fixed.map_or(branch::BranchStatus::Pending, branch::BranchStatus::Fixed),
        },
    }
}

fn text(version: Option<&Spanned<VersionText>>) -> Option<&str> {
    version.map(|version| version.value.as_str())
}

/// The branches by version, oldest first: the order of the ranges.
pub(super) fn oldest_first<'b>(
    branches: &'b [Branch],
    config: &Config,
) -> impl Iterator<Item = &'b Branch> {
    let order = config
        .packages
        .first()
        .map_or(Order::Generic, |package| Order::of(&package.ecosystem));
    let version = |branch: &'b Branch| {
        let version = branch.fixed.as_ref().or(branch.branch.as_ref());
        version.map_or("", |version| version.value.as_str())
    };
    let mut sorted: Vec<_> = branches.iter().collect();
    sorted.sort_by(|a, b| order.compare(version(a), version(b)));
    sorted.into_iter()
}
