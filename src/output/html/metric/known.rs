//! The metrics of each CVSS version and their values, under the names that FIRST
//! gives them.

/// A metric: its abbreviation, the text that names it, and its values, except
/// that for "not defined".
pub(super) struct Metric(
    pub(super) &'static str,
    pub(super) &'static str,
    pub(super) Values,
);

/// The abbreviation of each value, and the text that tells it.
pub(super) type Values = &'static [(&'static str, &'static str)];

const HIGH: (&str, &str) = ("H", "cvss_high");
const MEDIUM: (&str, &str) = ("M", "cvss_medium");
const LOW: (&str, &str) = ("L", "cvss_low");
const NONE: (&str, &str) = ("N", "cvss_none");
const UNPROVEN: (&str, &str) = ("U", "cvss_unproven");
const LOCAL: (&str, &str) = ("L", "cvss_local");
const NETWORK: (&str, &str) = ("N", "cvss_network");

const LEVEL: Values = &[NONE, LOW, HIGH];
const COMPLEXITY: Values = &[LOW, HIGH];
const REQUIREMENT: Values = &[LOW, MEDIUM, HIGH];
/// Of the modified impact on subsequent systems: 4.0, section 4.2.
const SUBSEQUENT: Values = &[("N", "cvss_negligible"), LOW, HIGH];
const SAFETY: Values = &[("N", "cvss_negligible"), LOW, HIGH, ("S", "cvss_on_safety")];
const PARTIAL: Values = &[NONE, ("P", "cvss_partial"), ("C", "cvss_complete")];
const VECTOR: Values = &[
    NETWORK,
    ("A", "cvss_adjacent"),
    LOCAL,
    ("P", "cvss_physical"),
];

/// Of CVSS 2.0, section 2.
pub(super) const V2: &[Metric] = &[
    Metric(
        "AV",
        "cvss_access_vector",
        &[LOCAL, ("A", "cvss_adjacent_network"), NETWORK],
    ),
    Metric("AC", "cvss_access_complexity", &[HIGH, MEDIUM, LOW]),
    Metric(
        "Au",
        "cvss_authentication",
        &[("M", "cvss_multiple"), ("S", "cvss_single"), NONE],
    ),
    Metric("C", "cvss_confidentiality", PARTIAL),
    Metric("I", "cvss_integrity", PARTIAL),
    Metric("A", "cvss_availability", PARTIAL),
    Metric(
        "E",
        "cvss_exploitability",
        &[
            UNPROVEN,
            ("POC", "cvss_proof_of_concept"),
            ("F", "cvss_functional"),
            HIGH,
        ],
    ),
    Metric(
        "RL",
        "cvss_remediation_level",
        &[
            ("OF", "cvss_official_fix"),
            ("TF", "cvss_temporary_fix"),
            ("W", "cvss_workaround"),
            ("U", "cvss_unavailable"),
        ],
    ),
    Metric(
        "RC",
        "cvss_report_confidence",
        &[
            ("UC", "cvss_unconfirmed"),
            ("UR", "cvss_uncorroborated"),
            ("C", "cvss_confirmed"),
        ],
    ),
    Metric(
        "CDP",
        "cvss_collateral_damage",
        &[
            NONE,
            LOW,
            ("LM", "cvss_low_medium"),
            ("MH", "cvss_medium_high"),
            HIGH,
        ],
    ),
    Metric("TD", "cvss_target_distribution", &[NONE, LOW, MEDIUM, HIGH]),
    Metric("CR", "cvss_confidentiality_requirement", REQUIREMENT),
    Metric("IR", "cvss_integrity_requirement", REQUIREMENT),
    Metric("AR", "cvss_availability_requirement", REQUIREMENT),
];

/// Of CVSS 3.0 and 3.1, sections 2 to 4, which have the same.
pub(super) const V3: &[Metric] = &[
    Metric("AV", "cvss_attack_vector", VECTOR),
    Metric("AC", "cvss_attack_complexity", COMPLEXITY),
    Metric("PR", "cvss_privileges_required", LEVEL),
    Metric(
        "UI",
        "cvss_user_interaction",
        &[NONE, ("R", "cvss_required")],
    ),
    Metric(
        "S",
        "cvss_scope",
        &[("U", "cvss_unchanged"), ("C", "cvss_changed")],
    ),
    Metric("C", "cvss_confidentiality", LEVEL),
    Metric("I", "cvss_integrity", LEVEL),
    Metric("A", "cvss_availability", LEVEL),
    Metric(
        "E",
        "cvss_exploit_code_maturity",
        &[
            UNPROVEN,
            ("P", "cvss_proof_of_concept"),
            ("F", "cvss_functional"),
            HIGH,
        ],
    ),
    Metric(
        "RL",
        "cvss_remediation_level",
        &[
            ("O", "cvss_official_fix"),
            ("T", "cvss_temporary_fix"),
            ("W", "cvss_workaround"),
            ("U", "cvss_unavailable"),
        ],
    ),
    Metric(
        "RC",
        "cvss_report_confidence",
        &[
            ("U", "cvss_unknown"),
            ("R", "cvss_reasonable"),
            ("C", "cvss_confirmed"),
        ],
    ),
    Metric("CR", "cvss_confidentiality_requirement", REQUIREMENT),
    Metric("IR", "cvss_integrity_requirement", REQUIREMENT),
    Metric("AR", "cvss_availability_requirement", REQUIREMENT),
];

/// Of CVSS 4.0, sections 2 to 5.
pub(super) const V4: &[Metric] = &[
    Metric("AV", "cvss_attack_vector", VECTOR),
    Metric("AC", "cvss_attack_complexity", COMPLEXITY),
    Metric(
        "AT",
        "cvss_attack_requirements",
        &[NONE, ("P", "cvss_present")],
    ),
    Metric("PR", "cvss_privileges_required", LEVEL),
    Metric(
        "UI",
        "cvss_user_interaction",
        &[NONE, ("P", "cvss_passive"), ("A", "cvss_active")],
    ),
    Metric("VC", "cvss_confidentiality_vulnerable", LEVEL),
    Metric("VI", "cvss_integrity_vulnerable", LEVEL),
    Metric("VA", "cvss_availability_vulnerable", LEVEL),
    Metric("SC", "cvss_confidentiality_subsequent", LEVEL),
    Metric("SI", "cvss_integrity_subsequent", LEVEL),
    Metric("SA", "cvss_availability_subsequent", LEVEL),
    Metric("MSC", "cvss_confidentiality_subsequent", SUBSEQUENT),
    Metric("MSI", "cvss_integrity_subsequent", SAFETY),
    Metric("MSA", "cvss_availability_subsequent", SAFETY),
    Metric(
        "E",
        "cvss_exploit_maturity",
        &[
            ("A", "cvss_attacked"),
            ("P", "cvss_proof_of_concept"),
            ("U", "cvss_unreported"),
        ],
    ),
    Metric("CR", "cvss_confidentiality_requirement", REQUIREMENT),
    Metric("IR", "cvss_integrity_requirement", REQUIREMENT),
    Metric("AR", "cvss_availability_requirement", REQUIREMENT),
    Metric(
        "S",
        "cvss_safety",
        &[("N", "cvss_negligible"), ("P", "cvss_present")],
    ),
    Metric(
        "AU",
        "cvss_automatable",
        &[("N", "cvss_no"), ("Y", "cvss_yes")],
    ),
    Metric(
        "R",
        "cvss_recovery",
        &[
            ("A", "cvss_automatic"),
            ("U", "cvss_by_user"),
            ("I", "cvss_irrecoverable"),
        ],
    ),
    Metric(
        "V",
        "cvss_value_density",
        &[("D", "cvss_diffuse"), ("C", "cvss_concentrated")],
    ),
    Metric(
        "RE",
        "cvss_response_effort",
        &[LOW, ("M", "cvss_moderate"), HIGH],
    ),
    Metric(
        "U",
        "cvss_provider_urgency",
        &[
            ("Clear", "cvss_clear"),
            ("Green", "cvss_green"),
            ("Amber", "cvss_amber"),
            ("Red", "cvss_red"),
        ],
    ),
];
