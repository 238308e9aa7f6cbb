//! `bundled`: components inside the project's artifacts.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::support::{BundledComponent, BundledSince, BundledVersion};
use crate::parse::advisory::version_of;
use crate::parse::keys::support::COMPONENT;
use crate::source::Spanned;
use crate::yaml::{self, Node, Table};

/// Reads the list, or a single component.
pub(super) fn bundled(node: &Node, out: &mut Diagnostics) -> Vec<BundledComponent> {
    let items = node.as_list().unwrap_or(std::slice::from_ref(node));
    items
        .iter()
        .filter_map(|item| component(item, out))
        .collect()
}

fn component(node: &Node, out: &mut Diagnostics) -> Option<BundledComponent> {
    let mut table = Table::new(node, &COMPONENT, out)?;
    let component = table.required_text("component", out);
    let since = table
        .take_value("since")
        .map(|entry| since(&entry.value, out))
        .unwrap_or_default();
    let release_on_upstream = table
        .flag("release_on_upstream", out)
        .is_some_and(|flag| flag.value);
    table.finish(out);
    Some(BundledComponent {
        component: component?,
        since,
        release_on_upstream,
    })
}

/// A version, or one for each platform.
fn since(node: &Node, out: &mut Diagnostics) -> Vec<BundledSince> {
    let Some(platforms) = node.as_map() else {
        let version = version_of(node, "since", out);
        let all = version.map(|version| BundledSince {
            platform: None,
            version,
        });
        return all.into_iter().collect();
    };
    let of_platform = |entry: &yaml::Entry| {
        let version = version_of(&entry.value, &entry.key.value, out)?;
        Some(BundledSince {
            platform: Some(entry.key.value.clone()),
            version,
        })
    };
    platforms.iter().filter_map(of_platform).collect()
}

/// What a release contains: `{OpenSSL: 3.5.4}`.
pub(super) fn of_release(node: &Node, out: &mut Diagnostics) -> Vec<BundledVersion> {
    let Some(components) = node.as_map() else {
        let message = format!("`bundled` of a release is a map, not {}", node.describe());
        let fault = Diagnostic::new(Code::WrongType, node.span, message);
        out.push(fault.help("write each component and its version: `bundled: {OpenSSL: 3.5.4}`"));
        return Vec::new();
    };
    let of_component = |entry: &yaml::Entry| {
        let version: Spanned<String> = version_of(&entry.value, &entry.key.value, out)?;
        let component = entry.key.value.trim().to_owned();
        if component.is_empty() || version.value.trim().is_empty() {
            out.push(
                Diagnostic::new(
                    Code::InvalidValue,
                    entry.key.span,
                    "a bundled component needs a name and a version",
                )
                .help("write both: `bundled: {OpenSSL: 3.5.4}`"),
            );
            return None;
        }
        Some(BundledVersion { component, version })
    };
    components.iter().filter_map(of_component).collect()
}
