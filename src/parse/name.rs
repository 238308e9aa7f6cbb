//! The name of a project by the title of its policy.

/// What a title says besides a name, in lower case.
const ABOUT: &[&str] = &[
    "&",
    "a",
    "advisories",
    "advisory",
    "an",
    "and",
    "application",
    "best",
    "bug",
    "bugs",
    "coordinated",
    "disclosing",
    "disclosure",
    "disclosures",
    "guide",
    "guideline",
    "guidelines",
    "handling",
    "how",
    "information",
    "issue",
    "issues",
    "notice",
    "notices",
    "our",
    "overview",
    "policies",
    "policy",
    "practices",
    "procedure",
    "procedures",
    "process",
    "product",
    "project",
    "report",
    "reporting",
    "response",
    "responsible",
    "security",
    "sicherheit",
    "sicherheitsrichtlinie",
    "software",
    "statement",
    "supported",
    "team",
    "the",
    "this",
    "versions",
    "vulnerabilities",
    "vulnerability",
    "we",
    "your",
];

/// The words of [`ABOUT`] of which a title of a policy has one.
const SUBJECTS: &[&str] = &[
    "security",
    "sicherheit",
    "sicherheitsrichtlinie",
    "vulnerabilities",
    "vulnerability",
];

/// What stands between the subject and a name.
const PREPOSITIONS: &[&str] = &["at", "for", "für", "in", "of", "von"];

/// The name in titles of the usual forms: `Security policy of tinysig`, `tinysig
/// security policy`, `Security policy: tinysig`. `None` in any doubt: a site
/// without a name is better than one with a wrong one.
pub(super) fn of_title(title: &str) -> Option<String> {
    let sides = [": ", " - ", " – ", " — ", " | ", " · "];
    for (left, right) in sides.iter().filter_map(|sign| title.split_once(sign)) {
        let (left, right) = (words(left), words(right));
        match (is_subject(&left), is_subject(&right)) {
            (true, false) => return name(&right),
            (false, true) => return name(&left),
            _ => {}
        }
    }
    let words = words(title);
    let is_preposition = |word: &&str| PREPOSITIONS.contains(&word.to_lowercase().as_str());
    if let Some(at) = words.iter().position(is_preposition) {
        let (subject, rest) = (&words[..at], &words[at + 1..]);
        return is_subject(subject).then(|| name(rest)).flatten();
    }
    let from = words.iter().rposition(|word| !is_about(word))? + 1;
    let (rest, subject) = words.split_at(from);
    is_subject(subject).then(|| name(rest)).flatten()
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

fn is_about(word: &str) -> bool {
    ABOUT.contains(&word.to_lowercase().as_str())
}

/// Whether the words say nothing but what a policy is about.
fn is_subject(words: &[&str]) -> bool {
    let is_named = |word: &&str| SUBJECTS.contains(&word.to_lowercase().as_str());
    words.iter().all(|word| is_about(word)) && words.iter().any(is_named)
}

/// The words as a name: a few, none of which is about something else. An
/// article, `project` and a genitive are left out.
fn name(words: &[&str]) -> Option<String> {
    let is = |word: &str, other: &str| word.eq_ignore_ascii_case(other);
    let words = match words {
        [first, rest @ ..] if is(first, "the") => rest,
        all => all,
    };
    let words = match words {
        [rest @ .., last] if is(last, "project") => rest,
        all => all,
    };
    let is_short = (1..=4).contains(&words.len());
    if !is_short || words.iter().any(|word| is_about(word)) {
        return None;
    }
    let name = words.join(" ");
    let name = name.trim_end_matches("'s").trim_end_matches("’s");
    (name.chars().count() <= 40 && name.chars().any(char::is_alphanumeric)).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_the_usual_titles() {
        for (title, found) in [
            ("Security policy of forewarn", Some("forewarn")),
            ("Security Policy for the Hyper Project", Some("Hyper")),
            ("Reporting vulnerabilities in tiny sig", Some("tiny sig")),
            ("tinysig security policy", Some("tinysig")),
            ("Tinysig's Vulnerability Disclosure Policy", Some("Tinysig")),
            ("Security Policy - Apache Example", Some("Apache Example")),
            ("Foo: Security", Some("Foo")),
            ("Sicherheitsrichtlinie von tinysig", Some("tinysig")),
            ("Security", None),
            ("Security policy", None),
            ("Reporting a Vulnerability", None),
            ("Supported versions", None),
            ("How we handle security issues", None),
            ("Product Security: Overview", None),
            ("Security in depth for all of our many users", None),
            ("tinysig", None),
            ("Reporting tinysig security issues", None),
            ("", None),
        ] {
            assert_eq!(of_title(title).as_deref(), found, "{title}");
        }
    }
}
