//! A file of rubysec/ruby-advisory-db, by its README ("Schema") and its tests.

use super::Document;
use super::public::{About, Refusal};
use super::safe::Safe;
use super::yaml::Yaml;
use crate::model::{Severity, SeverityType};

/// `gems/NAME/CVE.yml`, or named by the id of GitHub. Identifiers have no prefix.
pub(super) fn document(about: &About<'_>) -> Result<Document, Refusal> {
    about.must_stand()?;
    let gem = &about.package.name;
    let ids = [("cve", "CVE-"), ("ghsa", "GHSA-")];
    let ids = ids.map(|(key, prefix)| Some((key, prefix, about.named(prefix)?)));
    let ids: Vec<(&str, &str, &str)> = ids.into_iter().flatten().collect();
    let Some((_, prefix, id)) = ids.first() else {
        return Err(Refusal::new(
            format!(
                "{} has no id of CVE or GitHub, by which the database names its files",
                about.advisory.id.value
            ),
            "ask for one, and write it down as `cve` or in `aliases`",
        ));
    };
    let place = format!("`gems/{gem}/{prefix}{id}.yml` of github.com/rubysec/ruby-advisory-db");
    let mut file = vec![("gem", Yaml::text(gem))];
    file.extend(ids.iter().map(|(key, _, id)| (*key, Yaml::text(*id))));
    file.extend([
        ("url", Yaml::Text(about.link()?)),
        ("title", Yaml::text(about.advisory.title())),
        ("date", Yaml::Plain(about.published().date().to_string())),
        ("description", Yaml::Text(about.description())),
    ]);
    let scores = [
        ("cvss_v2", SeverityType::CvssV2),
        ("cvss_v3", SeverityType::CvssV3),
        ("cvss_v4", SeverityType::CvssV4),
    ];
    let scores = scores.into_iter().filter_map(|(key, kind)| {
        let score = about.severity(kind).and_then(Severity::base_score)?;
        Some((key, Yaml::Plain(format!("{score:.1}"))))
    });
    file.extend(scores);
    let safe = Safe::around(&about.extent);
    let lists = [
        ("unaffected_versions", safe.unaffected),
        ("patched_versions", safe.patched),
    ];
    let lists = lists.into_iter().filter(|(_, list)| !list.is_empty());
    file.extend(lists.map(|(key, list)| (key, Yaml::texts(list))));
    Ok(Document {
        text: Yaml::map(file).document(),
        place: Some(place),
    })
}
