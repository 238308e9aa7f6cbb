//! What a phase of support is called in sentences and headings.

use crate::theme::Language;

/// A name that ends in one of these says what users get.
const KINDS: [&str; 11] = [
    "support",
    "fixes",
    "maintenance",
    "updates",
    "patches",
    "unterstützung",
    "pflege",
    "wartung",
    "korrekturen",
    "aktualisierungen",
    "behebungen",
];

/// What users get in the phase of that name: `bug fixes` where a project says `bug`.
pub(in crate::output) fn phase_name(language: &Language, name: &str) -> String {
    let lower = name.to_lowercase();
    let says_kind = name.contains(' ') || KINDS.iter().any(|kind| lower.ends_with(kind));
    let values = [
        ("known", lower.replace(' ', "-").into()),
        ("bare", if says_kind { "yes" } else { "no" }.into()),
        ("name", name.into()),
    ];
    language.fill("phase_name", values)
}

/// The same of a phase that is no support: most such names are those of a product.
pub(in crate::output) fn extended_name(language: &Language, name: &str) -> String {
    if name.starts_with(char::is_uppercase) {
        return name.to_owned();
    }
    phase_name(language, name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::spoken;

    #[test]
    fn a_name_is_completed_where_it_does_not_say_what_users_get() {
        for (name, english, german) in [
            ("bug", "bug fixes", "Fehlerkorrekturen"),
            ("Security", "security fixes", "Sicherheitskorrekturen"),
            ("security fixes", "security fixes", "Sicherheitskorrekturen"),
            ("active", "active support", "aktive Pflege"),
            ("maintenance", "maintenance", "Wartung"),
            ("LTS", "LTS fixes", "Korrekturen (LTS)"),
            ("critical updates", "critical updates", "critical updates"),
            (
                "Langzeitunterstützung",
                "Langzeitunterstützung",
                "Langzeitunterstützung",
            ),
            ("supported", "support", "Unterstützung"),
        ] {
            assert_eq!(phase_name(spoken("en"), name), english);
            assert_eq!(phase_name(spoken("de"), name), german);
        }
    }

    #[test]
    fn a_product_keeps_its_name() {
        assert_eq!(extended_name(spoken("en"), "ESM"), "ESM");
        assert_eq!(
            extended_name(spoken("en"), "commercial"),
            "commercial fixes"
        );
    }
}
