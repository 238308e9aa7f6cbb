use super::*;

fn told(text: &str) -> Vec<String> {
    told_in(Format::Markdown, text)
}

fn told_in(format: Format, text: &str) -> Vec<String> {
    let claims = claims(format, text).into_iter();
    let told = claims.map(|(place, claim)| {
        let words = text[place].split_whitespace().collect::<Vec<_>>().join(" ");
        match claim {
            Claim::Latest { count, of } => format!("{words}: {count} {of:?}"),
            Claim::Series { name, supported } => format!("{words}: {name} {supported}"),
        }
    });
    told.collect()
}

#[test]
fn counts_are_read_however_they_are_put() {
    for (text, claim) in [
        (
            "The two most recent\nreleases get fixes.",
            "two most recent releases: 2 None",
        ),
        (
            "We backport to the latest 3 minor releases.",
            "latest 3 minor releases: 3 Some(Minor)",
        ),
        (
            "Only the latest release is supported.",
            "latest release: 1 None",
        ),
        (
            "Security updates are applied only to the latest release.",
            "latest release: 1 None",
        ),
        (
            "We provide security updates only for the most recent published release.",
            "most recent published release: 1 None",
        ),
        (
            "The branch `main` and the newest two major series get every fix.",
            "newest two major series: 2 Some(Major)",
        ),
    ] {
        assert_eq!(told(text), [claim], "{text}");
    }
}

#[test]
fn series_are_read_from_tables() {
    assert_eq!(
        told(
            "| Version | Supported |\n|---|---|\n| 5.1.x | :white_check_mark: |\n\
             | 5.0.x | :x: |\n| < 4.0 | :x: |\n\n| 1.0 | yes |\n"
        ),
        [
            "| 5.1.x | :white_check_mark: |: 5.1 true",
            "| 5.0.x | :x: |: 5.0 false"
        ]
    );
}

#[test]
fn tables_are_read_by_the_column_that_speaks_of_support() {
    assert_eq!(
        told(
            "| Version | Released | Supported | EOL |\n|---|---|---|---|\n\
             | `3.4.x` | 2026-01-01 | ✅ | 2029-01-01 |\n| 3.3 | yes | End of life | no |\n\
             | 3.2 | 2024-01-01 | until 2027 | |\n"
        ),
        [
            "| `3.4.x` | 2026-01-01 | ✅ | 2029-01-01 |: 3.4 true",
            "| 3.3 | yes | End of life | no |: 3.3 false"
        ]
    );
    let none = "| Version | Tested |\n|---|---|\n| 3.4 | yes |\n\n\
                | Version | Supported until |\n|---|---|\n| 3.4 | no |\n";
    assert_eq!(told(none), [""; 0]);
    let simple = "======= =========\nVersion Supported\n======= =========\n3.4     yes\n3.3     no\n======= =========\n";
    assert_eq!(
        told_in(Format::ReStructuredText, simple),
        ["3.4: 3.4 true", "3.3: 3.3 false"]
    );
}

#[test]
fn what_may_mean_something_else_is_no_claim() {
    for text in [
        "Please try the latest release first; it may have the fix.",
        "The latest release fixes it.",
        "The last two releases were yanked.",
        "If the two latest releases are affected we fix both.",
        "The 2.4 series is not supported any more, and 2.3 is not maintained.",
        "Until 2027 the three latest releases get fixes.",
        "All 3 are supported.",
        "Fixes are made only for the latest releases.",
        "```\nthe three latest releases get fixes\n```",
        "Supported: see the [table](versions/index.html).",
    ] {
        assert_eq!(told(text), [""; 0], "{text}");
    }
}
