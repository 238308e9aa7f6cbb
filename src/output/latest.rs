//! `latest.json`: the newest change of all advisories, for whoever only asks when the last
//! security fix was. Without a public advisory there is none.

use std::collections::BTreeSet;

use serde::Serialize;

use super::plan::{DataFile, Frame, file};
use super::{Claims, Material};
use crate::model::{Advisory, Package, View};

pub(super) fn claim<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    if site.public.is_empty() {
        return;
    }
    let title = "The newest change: which advisory, when, fixed in which versions";
    let listed = DataFile::fixed("latest.json", "application/json", title);
    claims.list(listed, file(latest));
}

fn latest(frame: &Frame<'_>) -> Vec<u8> {
    let view = frame.view();
    let newest = frame.public.iter().max_by_key(|it| order(it, view));
    let newest = newest.expect("claimed where there is one");
    let dated = newest.as_of(view);
    let mut packages = BTreeSet::new();
    let exposures = newest.affected().filter_map(|entry| {
        let is_new = packages.insert(entry.package.as_ref().map(Package::canonical));
        frame.advice.about(entry).filter(|_| is_new)
    });
    let fixes = exposures.flat_map(|exposure| exposure.fixes(newest));
    let mut json = serde_json::to_vec_pretty(&Latest {
        id: newest.id.value.as_str(),
        published: dated.published().map(|at| at.to_string()),
        modified: dated.record_modified().to_string(),
        withdrawn: dated.withdrawn().map(|it| it.at.value.to_string()),
        fixed_versions: fixes.map(str::to_owned).collect(),
    })
    .expect("these structs have string keys only");
    json.push(b'\n');
    json
}

/// By `modified` of the records; of several with the same, the last one that was published.
fn order(advisory: &Advisory, view: View) -> impl Ord + use<'_> {
    let dated = advisory.as_of(view);
    (
        dated.record_modified(),
        dated.published(),
        advisory.id.value.as_str(),
    )
}

#[derive(Serialize)]
struct Latest<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    modified: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    withdrawn: Option<String>,
    /// In all packages that it is about; none where nothing is fixed yet.
    fixed_versions: Vec<String>,
}

#[cfg(test)]
mod tests {
    use crate::output::versions::tests::{clock, made, project};

    const OLD: &str = "{id: x_tinysig-2026-0001, summary: A, package: PyPI/tinysig, \
                       fixed: [\"1.9\", \"2.1\"], published: 2026-09-01T00:00:00Z";

    fn latest(old: &str) -> Option<String> {
        let newer = "{id: x_tinysig-2026-0002, summary: B, affected: {PyPI/tinysig: \">= 1\"}, \
                     published: 2026-09-02T00:00:00Z}";
        let secret = "{id: x_tinysig-2026-0003, summary: C, draft: true, affected: {PyPI/tinysig: \"< 9\"}, \
                      published: 2026-09-03T00:00:00Z}";
        let project = project(&[
            ("forewarn.yaml", "project: {name: tinysig}\n"),
            ("advisories/A.yaml", old),
            ("advisories/B.yaml", newer),
            ("advisories/C.yaml", secret),
        ]);
        made(&project, clock(), "latest.json")
    }

    #[test]
    fn the_newest_change_is_that_of_the_records() {
        assert_eq!(
            latest(&format!("{OLD}}}")).unwrap(),
            "{\n  \"id\": \"x_tinysig-2026-0002\",\n  \"published\": \"2026-09-02T00:00:00Z\",\n  \
             \"modified\": \"2026-09-02T00:00:00Z\",\n  \"fixed_versions\": []\n}\n"
        );
        let revised = format!("{OLD}, revisions: [{{at: 2026-09-05T00:00:00Z, note: More.}}]}}");
        assert_eq!(
            latest(&revised).unwrap(),
            "{\n  \"id\": \"x_tinysig-2026-0001\",\n  \"published\": \"2026-09-01T00:00:00Z\",\n  \
             \"modified\": \"2026-09-05T00:00:00Z\",\n  \"fixed_versions\": [\n    \"1.9\",\n    \
             \"2.1\"\n  ]\n}\n"
        );
    }

    #[test]
    fn without_an_advisory_nothing_is_the_latest() {
        let project = project(&[("forewarn.yaml", "project: {name: tinysig}\n")]);
        assert_eq!(made(&project, clock(), "latest.json"), None);
    }
}
