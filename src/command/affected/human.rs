//! The answer for people.

use super::answer::{Answer, Applying};
use crate::advice::Upgrade;
use crate::emit::visible;
use crate::model::{Advisory, Branch, BranchStatus, Rating, SitePath, View};

/// The whole answer, with a final line end. Text of the input is shown with
/// hidden characters as escapes.
pub(super) fn text(answer: &Answer<'_>) -> String {
    let mut lines = vec![verdict(answer)];
    for applying in &answer.applying {
        lines.push(String::new());
        lines.extend(advisory(answer, applying));
    }
    let mut closing = way_out(answer);
    closing.extend(unstated(answer));
    closing.extend(standing(answer));
    if answer.applying.is_empty() {
        closing.extend(refuge(answer));
    }
    if !answer.applying.is_empty() && !closing.is_empty() {
        lines.push(String::new());
    }
    lines.extend(closing);
    let mut text = String::new();
    for line in lines {
        text.push_str(&visible(&line));
        text.push('\n');
    }
    text
}

/// `PyPI/tinysig 3.2 is affected by 2 of 10 advisories.`
fn verdict(answer: &Answer<'_>) -> String {
    let version = format!("{} {}", answer.query.package, answer.query.version);
    if answer.is_affected().is_none() {
        return format!("Nobody can tell whether {version} is affected.");
    }
    match (answer.applying.len(), answer.about) {
        (0, 0) => format!("{version} is not affected: no public advisory is about the package."),
        (0, 1) => format!("{version} is not affected by the one public advisory."),
        (0, about) => format!("{version} is not affected by any of {about} public advisories."),
        (_, 1) => format!("{version} is affected by the one public advisory."),
        (some, about) if some == about => {
            format!("{version} is affected by all of {about} public advisories.")
        }
        (some, about) => format!("{version} is affected by {some} of {about} public advisories."),
    }
}

fn advisory(answer: &Answer<'_>, applying: &Applying<'_>) -> Vec<String> {
    let advisory = applying.advisory;
    let aliases = advisory.aliases().map(|alias| alias.value.as_str());
    let names: Vec<&str> = std::iter::once(advisory.id.value.as_str())
        .chain(aliases)
        .collect();
    let rating = advisory
        .rating()
        .filter(|_| answer.config.severity.words())
        .map(|rating| format!(" ({})", Rating::as_str(rating)));
    let mut lines = vec![format!(
        "{}{}",
        names.join(", "),
        rating.unwrap_or_default()
    )];
    if let Some(summary) = &advisory.summary {
        lines.push(format!("  {}", summary.value));
    }
    lines.push(match (&applying.interval, applying.is_listed) {
        (Some(interval), _) => format!("  affected: {interval}"),
        (None, _) => "  affected: the advisory names this version".to_owned(),
    });
    lines.extend(applying.branch.and_then(statement));
    let address = answer
        .config
        .address(&SitePath::advisory(&advisory.id.value));
    lines.extend(address.map(|address| format!("  {address}")));
    lines
}

/// What the author says of the series, where that is more than that it is fixed.
fn statement(branch: &Branch) -> Option<String> {
    let fate = match branch.status {
        BranchStatus::WontFix => "will not be fixed",
        BranchStatus::Pending => "fix in progress",
        BranchStatus::NotEvaluated => "not evaluated",
        BranchStatus::Fixed | BranchStatus::NotAffected => return None,
    };
    let series = branch.branch.as_ref()?;
    let why = branch.why.as_ref().map(|why| format!(": {why}"));
    let why = why.unwrap_or_default();
    Some(format!("  series {}: {fate}{why}", series.value))
}

/// Where to go, and what remains there.
fn way_out(answer: &Answer<'_>) -> Vec<String> {
    if answer.applying.is_empty() {
        return Vec::new();
    }
    let Some(upgrade) = &answer.upgrade else {
        let mut lines = vec!["No version to upgrade to is known.".to_owned()];
        if !answer.safe.is_empty() {
            lines.push(format!("Not affected by any: {}.", answer.safe.join(", ")));
        }
        return lines;
    };
    let mut lines = vec![advice(answer, upgrade)];
    if let Some(remaining) = ids(&upgrade.remains) {
        let (version, verb) = (&upgrade.version, verb(&upgrade.remains));
        lines.push(format!(
            "{version} is itself affected: {remaining} {verb} no fix there."
        ));
    }
    lines.extend(unreleased(upgrade));
    if !upgrade.is_supported {
        lines.push(format!("{} gets no security fixes.", upgrade.version));
    }
    lines
}

/// Where to go from a version that only gets no fixes.
fn refuge(answer: &Answer<'_>) -> Vec<String> {
    let Some(upgrade) = &answer.upgrade else {
        return Vec::new();
    };
    let version = &upgrade.version;
    let way = format!("Upgrade to {version} for security fixes.");
    std::iter::once(way).chain(unreleased(upgrade)).collect()
}

/// That nobody can go there yet, as far as the project lists its releases.
fn unreleased(upgrade: &Upgrade<'_>) -> Option<String> {
    let version = &upgrade.version;
    let words = || format!("{version} is not yet among the releases that the project lists.");
    (!upgrade.is_released).then(words)
}

/// `Upgrade to 1.0.1: fixes 1 of 2, including the exploited one.`
fn advice(answer: &Answer<'_>, upgrade: &Upgrade<'_>) -> String {
    let version = &upgrade.version;
    if upgrade.remains.is_empty() {
        return format!("Upgrade to {version}, which no advisory affects.");
    }
    let view = View::public(answer.clock);
    let is_exploited = |advisory: &&&Advisory| advisory.as_of(view).exploited().is_some();
    let including = match upgrade.fixes.iter().filter(is_exploited).count() {
        0 => "",
        1 => ", including the exploited one",
        _ => ", including the exploited ones",
    };
    let (fixed, of) = (upgrade.fixes.len(), answer.applying.len());
    format!("Upgrade to {version}: fixes {fixed} of {of}{including}.")
}

fn unstated(answer: &Answer<'_>) -> Option<String> {
    let ids = ids(&answer.unstated)?;
    Some(match answer.unstated.len() {
        1 => format!("{ids} does not say which versions it affects."),
        _ => format!("{ids} do not say which versions they affect."),
    })
}

/// The first ids, and how many more there are.
fn ids(advisories: &[&Advisory]) -> Option<String> {
    const NAMED: usize = 5;
    let ids = advisories.iter().map(|advisory| advisory.id.value.as_str());
    let named: Vec<&str> = ids.take(NAMED).collect();
    let more = advisories.len().saturating_sub(NAMED);
    let more = (more > 0).then(|| format!(" and {more} more"));
    (!named.is_empty()).then(|| named.join(", ") + &more.unwrap_or_default())
}

fn verb(advisories: &[&Advisory]) -> &'static str {
    if advisories.len() == 1 { "has" } else { "have" }
}

fn standing(answer: &Answer<'_>) -> Option<String> {
    let version = &answer.query.version;
    let standing = answer.standing.as_ref()?;
    let subject = match &standing.series {
        Some(series) => format!("The series {series}"),
        None => version.clone(),
    };
    let fixes = match standing.is_supported {
        Some(true) => Some(format!("{subject} gets security fixes.")),
        Some(false) if standing.is_prerelease => Some(format!(
            "{version} is a pre-release, which gets no security fixes."
        )),
        Some(false) => Some(format!("{subject} gets no security fixes.")),
        None => None,
    };
    let unknown = format!("{version} is not a known release.");
    let unknown = (!standing.is_known).then_some(unknown);
    let parts: Vec<String> = [unknown, fixes].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}
