//! `forewarn status`: what is public, what is not yet, and what comes next.

use crate::harness::Site;

const AT: &str = "2026-10-01T12:00:00Z";

const CONFIG: &str = "\
project: {name: tinysig, package: PyPI/tinysig}
timezone: Europe/Berlin
private: ../overlay
";

/// The id of each is a word that must not be told, and not that of its file.
fn project() -> Site {
    let record = |id: &str, dates: &str| format!("id: x_{id}\nsummary: Truncated\n{dates}\n");
    Site::bare()
        .file("forewarn.yaml", CONFIG)
        .file("SECURITY.md", "# Security policy\n")
        .file(
            "advisories/a.yaml",
            &record("apple", "published: 2026-09-01"),
        )
        .file(
            "advisories/b.yaml",
            &record("berry", "published: 2026-09-01\nwithdrawn: 2026-09-02"),
        )
        .file(
            "advisories/c.yaml",
            &record("cherry", "published: 2026-09-01\nwithdrawn: 2026-12-24"),
        )
        .file(
            "advisories/d.yaml",
            &record("date", "published: 2026-10-27 23:30Z"),
        )
        .file(
            "advisories/e.yaml",
            &record("elder", "published: 2026-10-07 16:00:00.5Z"),
        )
        .file(
            "advisories/f.yaml",
            &record(
                "fig",
                "published: 2026-09-01\nembargo: {until: 2026-10-07 16:00:00.5Z}",
            ),
        )
        .file("advisories/g.yaml", &record("grape", "draft: true"))
        .file(
            "../overlay/advisories/h.yaml",
            &record("hazel", "published: 2026-10-02 12:00Z"),
        )
        .file(
            "../overlay/advisories/i.yaml",
            &record("iris", "published: 2026-09-30"),
        )
        .file("../overlay/advisories/j.yaml", &record("juniper", ""))
}

#[test]
fn people_read_what_is_public_what_is_not_and_what_comes_next() {
    project().run(["status", "--at", AT]).succeeds().stderr("").stdout(
        "\
As of Thu 1 October 2026, 12:00 UTC (14:00 Europe/Berlin):
3 public, 1 of them withdrawn
5 embargoed
  ../overlay/advisories/h.yaml (in the overlay)
    until Fri 2 October 2026, 12:00 UTC (14:00 Europe/Berlin), in 1 d 0 h, and until it is moved out of the overlay
  advisories/e.yaml
    until Wed 7 October 2026, 16:00 UTC (18:00 Europe/Berlin), in 6 d 4 h
  advisories/f.yaml
    until Wed 7 October 2026, 16:00 UTC (18:00 Europe/Berlin), in 6 d 4 h
  advisories/d.yaml
    until Tue 27 October 2026, 23:30 UTC (Wed 00:30 Europe/Berlin), in 26 d 11 h
  ../overlay/advisories/i.yaml (in the overlay)
    its time has come: it is public once it is moved out of the overlay
2 drafts
  advisories/g.yaml
  ../overlay/advisories/j.yaml (in the overlay)
Next, Wed 7 October 2026, 16:00 UTC (18:00 Europe/Berlin), in 6 d 4 h:
  advisories/e.yaml
  advisories/f.yaml
",
    );
}

#[test]
fn a_scheduler_reads_when_to_build() {
    let json = ["status", "--format", "json", "--at", AT];
    project().run(json).succeeds().stderr("").stdout(
        r#"{
  "clock": "2026-10-01T12:00:00Z",
  "public": 3,
  "withdrawn": 1,
  "embargoed": [
    {
      "file": "../overlay/advisories/h.yaml",
      "overlay": true,
      "until": "2026-10-02T12:00:00Z",
      "in_seconds": 86400
    },
    {
      "file": "advisories/e.yaml",
      "overlay": false,
      "until": "2026-10-07T16:00:00.5Z",
      "in_seconds": 532801
    },
    {
      "file": "advisories/f.yaml",
      "overlay": false,
      "until": "2026-10-07T16:00:00.5Z",
      "in_seconds": 532801
    },
    {
      "file": "advisories/d.yaml",
      "overlay": false,
      "until": "2026-10-27T23:30:00Z",
      "in_seconds": 2287800
    },
    {
      "file": "../overlay/advisories/i.yaml",
      "overlay": true,
      "until": null,
      "in_seconds": null
    }
  ],
  "drafts": [
    {
      "file": "advisories/g.yaml",
      "overlay": false
    },
    {
      "file": "../overlay/advisories/j.yaml",
      "overlay": true
    }
  ],
  "next": {
    "at": "2026-10-07T16:00:00.5Z",
    "in_seconds": 532801,
    "files": [
      "advisories/e.yaml",
      "advisories/f.yaml"
    ]
  }
}
"#,
    );
}

/// The promise to a scheduler: before `next` a build publishes what one does
/// now, and at `next` it does not.
#[test]
fn the_next_moment_is_that_at_which_a_build_changes() {
    let mut at = "2026-08-01T00:00:00Z".to_owned();
    let mut seen = Vec::new();
    loop {
        let json = ["status", "--format", "json", "--at", &at];
        let outcome = project().run(json).succeeds();
        let status: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
        seen.push(format!("{at} {} {}", status["public"], status["withdrawn"]));
        match status["next"]["at"].as_str() {
            Some(next) => next.clone_into(&mut at),
            None => break,
        }
    }
    assert_eq!(
        seen,
        [
            "2026-08-01T00:00:00Z 0 0",
            "2026-09-01T14:00:00Z 3 0",
            "2026-09-02T14:00:00Z 3 1",
            "2026-10-07T16:00:00.5Z 5 1",
            "2026-10-27T23:30:00Z 6 1",
            "2026-12-24T14:00:00Z 6 2",
        ]
    );
}

#[test]
fn nothing_secret_is_told_but_the_names_of_files() {
    for format in ["human", "json"] {
        let outcome = project()
            .run(["-v", "status", "--format", format, "--at", AT])
            .succeeds();
        let said = outcome.stdout + &outcome.stderr;
        for secret in [
            "date",
            "elder",
            "fig",
            "grape",
            "hazel",
            "iris",
            "juniper",
            "Truncated",
        ] {
            assert!(!said.contains(secret), "{format} tells `{secret}`: {said}");
        }
    }
}

#[test]
fn an_empty_project_has_a_status() {
    let site = Site::bare().file("SECURITY.md", "# Security policy\n");
    site.run(["status", "--at", AT])
        .succeeds()
        .stderr("")
        .stdout(
            "\
As of Thu 1 October 2026, 12:00 UTC:
0 public
0 embargoed
0 drafts
Nothing more becomes public by itself.
",
        );
}

#[test]
fn the_overlay_is_named_by_an_option() {
    let site = project().file("forewarn.yaml", "project: {name: tinysig}\n");
    let status = |arguments: &[&str]| {
        let outcome = site.run(["status", "--at", AT]);
        let outcome = arguments
            .iter()
            .fold(outcome, |call, a| call.arg(a))
            .succeeds();
        outcome.stdout.matches("(in the overlay)").count()
    };
    assert_eq!(status(&[]), 0);
    assert_eq!(status(&["--private", "../overlay"]), 3);
    site.run(["status", "--private", "nowhere"])
        .exits(2)
        .stdout("");
}

#[test]
fn there_is_no_status_of_what_cannot_be_read() {
    let site = project().file("advisories/k.yaml", "id: x_kiwi\ndrafft: true\n");
    site.run(["status", "--at", AT]).exits(1).stdout("").stderr(
        "\
error[unknown-key]: a key is not known
...
1 error; no status
",
    );
    let site = project().file("forewarn.yaml", "no_such_key: 1\n");
    site.run(["status", "--at", AT]).exits(2).stdout("");
}
