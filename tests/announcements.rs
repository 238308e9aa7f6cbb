//! Announcements and what is secret: what they may say, and who may know of them.

use crate::harness::Site;

const AT: &str = "2026-10-01T12:00:00Z";

const ANNOUNCEMENT: &str = "\
id: release-2026-10
published: 2026-10-01
release_at: 2026-10-08
versions: [\"3.4.3\", \"2.4.5\"]
highest_severity: high
";

/// An embargoed advisory that is fixed in the same releases, on the same day.
const EMBARGOED: &str = "\
id: x_tinysig-2026-0007
summary: The verifier takes a tag of one byte for a whole one
published: 2026-10-08
fixed: [\"3.4.3\", \"2.4.5\"]
references: [\"https://tinysig.example/releases/3.4.3\"]
private: [3.4.3 and 2.4.5]
";

fn site(announcement: &str) -> Site {
    Site::new()
        .file("../overlay/advisories/a.yaml", EMBARGOED)
        .file("announcements/a.yaml", announcement)
}

#[test]
fn an_announcement_may_name_the_releases_that_an_embargoed_advisory_names() {
    let announcement = ANNOUNCEMENT.replace("published: 2026-10-01", "published: 2026-09-01");
    site(&announcement)
        .build()
        .env("FOREWARN_PRIVATE", "../overlay")
        .at(AT)
        .succeeds()
        .stderr("0 advisories, 1 not public, [..]\n");
}

#[test]
fn it_may_not_say_what_the_advisory_says() {
    let announcement = ANNOUNCEMENT.replace("published: 2026-10-01", "published: 2026-09-01");
    let told =
        format!("{announcement}text: The verifier takes a tag of one byte for a whole one.\n");
    site(&told)
        .build()
        .env("FOREWARN_PRIVATE", "../overlay")
        .at(AT)
        .exits(3);
    let named = format!("{announcement}text: It fixes x_tinysig-2026-0007.\n");
    site(&named)
        .build()
        .env("FOREWARN_PRIVATE", "../overlay")
        .at(AT)
        .exits(1);
}

#[test]
fn one_that_is_not_out_is_a_secret_itself() {
    // Its day is that day at 14:00 UTC.
    let secret = format!("{ANNOUNCEMENT}text: The release is about keys that nobody rotates.\n");
    let site = Site::new().file("announcements/a.yaml", &secret);
    for text in [
        "See release-2026-10.\n",
        "Soon: the release is about keys that nobody rotates!\n",
    ] {
        let told = format!("# Notes\n\n{text}");
        let exits = if text.contains("2026") { 1 } else { 3 };
        let site = Site::new()
            .file("announcements/a.yaml", &secret)
            .file("content/notes.md", &told);
        site.build().at(AT).exits(exits);
    }
    let build = site.build().at(AT).succeeds();
    build.stderr(
        "warning[embargo-in-tree]: an embargoed announcement lies in the public tree\n\
         --> announcements/a.yaml\n\
         \x20= help: move it out of the repository, or say `embargo: in-tree` in forewarn.yaml\n\
         0 advisories, [..]\n",
    );
    assert!(!site.root().join("public/announcements.html").exists());
    let status = site.run(["status"]).at(AT).succeeds();
    status.stdout(
        "As of [..]:\n0 public\n1 embargoed\n  announcements/a.yaml\n    until [..]\n0 drafts\n\
         Next, [..]:\n  announcements/a.yaml\n",
    );
    site.build().at("2026-10-01T14:00:00Z").succeeds();
    assert!(site.root().join("public/announcements.html").exists());
}
