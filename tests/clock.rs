//! The moment a run stands for, and what must not move it.

use std::time::{Duration, SystemTime};

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};

use crate::harness::Site;

const POLICY: &str = "# Security policy\n\nPlease report to security@tinysig.example.\n";

/// An hour and a half from now, as a clock in that zone shows it.
fn soon(zone: &str) -> Zoned {
    let at = SystemTime::now() + Duration::from_secs(90 * 60);
    let at = Timestamp::try_from(at).expect("a moment of this century");
    at.to_zoned(TimeZone::get(zone).expect("a zone"))
}

/// Every way to write a moment that has not come yet.
fn embargoes() -> Vec<String> {
    let utc = soon("UTC");
    let in_zone = |zone: &str| format!("{} {zone}", soon(zone).strftime("%Y-%m-%d %H:%M"));
    vec![
        utc.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        in_zone("Pacific/Kiritimati"),
        in_zone("Pacific/Pago_Pago"),
        soon("America/Caracas")
            .strftime("%Y-%m-%d %H:%M:%S%:z")
            .to_string(),
        // The disclosure time of a day that is another one everywhere.
        (&utc + 2.days()).strftime("%Y-%m-%d").to_string(),
    ]
}

/// A project with one advisory for each of them.
fn embargoed() -> Site {
    let mut site = Site::new().file("content/policy.md", POLICY);
    for (number, published) in embargoes().iter().enumerate() {
        let id = format!("x_tinysig-2026-{number:04}");
        site = site.file(
            &format!("advisories/{id}.yaml"),
            &format!("id: {id}\nsummary: Secret\npublished: {published}\nfixed: 1.2.3\n"),
        );
    }
    site
}

#[test]
fn nothing_of_the_machine_but_its_clock_ends_an_embargo() {
    let site = embargoed();
    let zones = tempfile::tempdir().expect("a temporary folder");
    let zones = a_day_ahead(zones.path());
    for surroundings in [
        &[][..],
        &[("TZ", "Pacific/Kiritimati")],
        &[("TZ", "ZZZ-167:59:59")],
        &[("TZ", "nonsense"), ("LC_ALL", "nonsense")],
        &[("LC_ALL", "fa_IR.UTF-8"), ("LANG", "th_TH.UTF-8")],
        &[("TZDIR", zones.as_str()), ("TZ", "Pacific/Pago_Pago")],
        &[("SOURCE_DATE_EPOCH", "")],
        &[("SOURCE_DATE_EPOCH", "0")],
        &[("SOURCE_DATE_EPOCH", "-62135596800")],
    ] {
        let with = |mut call: crate::harness::Invocation| {
            for (name, value) in surroundings {
                call = call.env(name, value);
            }
            call
        };
        let built = with(site.build()).arg("-q").succeeds();
        built.output("osv/all.json", "[]\n");
        with(site.run(["affected", "PyPI/tinysig", "1.0.0"])).exits(0);
    }
}

/// A database of zones whose clocks are all a day ahead: `TZif` (RFC 9636),
/// version 2, one local time and no change.
fn a_day_ahead(folder: &std::path::Path) -> String {
    let header = |counts: [u32; 6]| {
        let mut block = b"TZif2".to_vec();
        block.extend([0; 15]);
        block.extend(counts.into_iter().flat_map(u32::to_be_bytes));
        block
    };
    let mut file = Vec::new();
    for _ in 0..2 {
        file.extend(header([0, 0, 0, 0, 1, 4]));
        file.extend(86_400_i32.to_be_bytes());
        file.extend([0, 0]);
        file.extend(b"ZZZ\0");
    }
    file.extend(b"\nZZZ-24\n");
    for zone in ["Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC"] {
        let path = folder.join(zone);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, &file).expect("a file");
    }
    folder.to_str().expect("a path in UTF-8").to_owned()
}

#[test]
fn no_variable_and_no_option_leads_into_the_future() {
    let site = embargoed();
    let tomorrow = (soon("UTC") + 1.day()).timestamp();
    let seconds = tomorrow.as_second().to_string();
    for epoch in [
        seconds.as_str(),
        "99999999999999999999",
        "1e9",
        "0x7fffffff",
        "now",
        "1.5",
    ] {
        site.build().env("SOURCE_DATE_EPOCH", epoch).exits(2);
        let ask = ["affected", "PyPI/tinysig", "1.0.0"];
        site.run(ask).env("SOURCE_DATE_EPOCH", epoch).exits(2);
        site.check().env("SOURCE_DATE_EPOCH", epoch).exits(2);
    }
    for at in embargoes() {
        site.build().at(&at).exits(2);
    }
    assert!(!site.root().join("public").exists());
}

#[test]
fn a_bare_date_is_the_projects_disclosure_time() {
    let config = "project: {name: tinysig}\ndisclosure_time: 09:30 Europe/Berlin\n";
    let site = Site::bare()
        .file("forewarn.yaml", config)
        .file("content/policy.md", POLICY);
    let root = "root [ROOT], 2 files, as of 2026-09-15T07:30:00Z\n...\n";
    site.check()
        .arg("-v")
        .at("2026-09-15")
        .succeeds()
        .stderr(root);
    let fallback = "root [ROOT], 2 files, as of 2026-09-15T14:00:00Z\n...\n";
    let site = site.file("forewarn.yaml", "project: {name: tinysig}\n");
    site.check()
        .arg("-v")
        .at("2026-09-15")
        .succeeds()
        .stderr(fallback);
}

#[test]
fn a_time_that_the_clocks_skip_or_repeat_is_refused_with_both_readings() {
    let config = "project: {name: tinysig}\ndisclosure_time: 02:30 Europe/Berlin\n";
    let site = Site::bare()
        .file("forewarn.yaml", config)
        .file("content/policy.md", POLICY);
    let skipped = "\
error: `--at`: the clocks skip `2026-03-29 02:30`
  = help: give the offset: `2026-03-29 02:30 +01:00` or `2026-03-29 02:30 +02:00`
";
    site.build().at("2026-03-29").exits(2).stderr(skipped);
    for (number, published) in ["2026-03-29", "2025-10-26 02:30 Europe/Berlin"]
        .iter()
        .enumerate()
    {
        let record = format!("id: x_tinysig-2026-{number:04}\npublished: {published}\n");
        let site = Site::new()
            .file("forewarn.yaml", config)
            .file("content/policy.md", POLICY)
            .file("advisories/a.yaml", &record);
        site.build().exits(1);
        assert!(!site.root().join("public").exists());
    }
}
