//! A file of pypa/advisory-database: an OSV record in YAML.

use serde_json::Value;

use super::Document;
use super::public::{About, Refusal};
use super::yaml::Yaml;
use crate::model::{Affected, AsOf};
use crate::output::osv_tree;

/// `vulns/NAME/PYSEC-0000-NAME.yaml`: a number is given when a pull request is merged.
pub(super) fn document(about: &About<'_>) -> Result<Document, Refusal> {
    let package = &about.package.name;
    let number = about.named("PYSEC-");
    let id = number.map_or_else(|| format!("PYSEC-0000-{package}"), |n| format!("PYSEC-{n}"));
    let advisory: &AsOf<'_> = &about.advisory;
    let entries = advisory.affected.iter().flatten();
    let entries = entries.filter(|entry| entry.is_about(&about.package));
    let entries: Vec<Affected> = entries.cloned().collect();
    let mut record = osv_tree(advisory, &entries);
    record["id"] = id.as_str().into();
    let aliases = about.names().filter(|name| *name != id);
    let aliases: Vec<Value> = aliases.map(Value::from).collect();
    if let Some(members) = record.as_object_mut() {
        // The project's own words have no place there.
        members.shift_remove("database_specific");
        members.shift_remove("aliases");
        if !aliases.is_empty() {
            members.insert("aliases".to_owned(), aliases.into());
        }
    }
    let link = about.link()?;
    let references = record["references"].as_array().cloned().unwrap_or_default();
    let is_linked = references.iter().any(|it| it["url"] == link.as_str());
    let page = (!is_linked).then(|| serde_json::json!({"type": "ADVISORY", "url": link}));
    record["references"] = page.into_iter().chain(references).collect();
    Ok(Document {
        text: Yaml::from(record).document(),
        place: Some(format!(
            "`vulns/{package}/{id}.yaml` of github.com/pypa/advisory-database"
        )),
    })
}
