//! How to report, for machines.

use crate::harness::Site;

const PATH: &str = ".well-known/security.txt";

#[test]
fn the_file_names_the_key_that_the_site_has() {
    let site = Site::new()
        .file(
            "forewarn.yaml",
            "base_url: https://tinysig.example/\n\
             contacts:\n\
             - email: security@tinysig.example\n\
             \x20 openpgp: {fingerprint: 74F8881C099EEA128BE67A3A98AA0882D35850ED, key: content/key.asc}\n",
        )
        .file("content/key.asc", "a key\n");
    let expected = "\
Contact: mailto:security@tinysig.example
Expires: 2027-10-01T00:00:00Z
Encryption: https://tinysig.example/key.asc
Preferred-Languages: en
Canonical: https://tinysig.example/.well-known/security.txt
Policy: https://tinysig.example/
";
    let built = site.build().at("2026-11-01T00:00:00Z").succeeds();
    built.output(PATH, expected);
    let last_of_the_month = site.build().at("2026-11-30T23:59:59Z").succeeds();
    last_of_the_month.output(PATH, expected);
}

#[test]
fn a_file_of_ones_own_is_published_byte_for_byte() {
    let own = "-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA256\r\n\r\n\
        # Ours  \r\ncontact: tel:+49-30-123\r\n- Expires: 2027-05-01T00:00:00+02:00\r\n\
        Canonical: https://tinysig.example/.well-known/security.txt\r\n\
        -----BEGIN PGP SIGNATURE-----\r\n\r\niHUE\r\n-----END PGP SIGNATURE-----\r\n";
    let site = Site::new()
        .file(
            "forewarn.yaml",
            "base_url: https://tinysig.example/\n\
             contacts: [{email: security@tinysig.example}]\n",
        )
        .file(&format!("content/{PATH}"), own);
    site.build()
        .at("2026-12-01T00:00:00Z")
        .succeeds()
        .stderr("0 advisories, [..]\n");
    let built = std::fs::read(site.root().join("public").join(PATH)).expect("a file");
    assert_eq!(built, own.as_bytes());
}

#[test]
fn dns_says_the_same_whoever_wrote_the_file() {
    let site = Site::new().file(
        "forewarn.yaml",
        "base_url: https://tinysig.example:8443/security/\n\
         contacts: [{url: \"https://tinysig.example/report\"}, {email: a@tinysig.example}]\n",
    );
    let exported = |site: &Site| {
        site.run(["export", "dns"])
            .at("2026-11-01T00:00:00Z")
            .succeeds()
    };
    exported(&site)
        .stdout(
            "_security.tinysig.example. IN TXT \"security_contact=https://tinysig.example/report\"\n\
             _security.tinysig.example. IN TXT \"security_contact=mailto:a@tinysig.example\"\n\
             _security.tinysig.example. IN TXT \"security_policy=https://tinysig.example:8443/security/\"\n\
             _security.tinysig.example. IN TXT \"security_expires=2027-10-01T00:00:00Z\"\n",
        )
        .stderr("its place is the zone of tinysig.example\n");
    let long = format!("https://tinysig.example/{}", "a".repeat(300));
    let own = format!("Contact: {long}\nExpires: 2027-05-01T00:00:00+02:00\n");
    let site = site.file(&format!("content/{PATH}"), &own);
    let path = "a".repeat(300);
    let (first, second) = path.split_at(255 - "security_contact=https://tinysig.example/".len());
    exported(&site).stdout(&format!(
        "_security.tinysig.example. IN TXT \"security_contact=https://tinysig.example/{first}\" \"{second}\"\n\
         _security.tinysig.example. IN TXT \"security_expires=2027-04-30T22:00:00Z\"\n",
    ));
}

#[test]
fn dns_needs_a_host_and_somebody_to_write_to() {
    for (config, message) in [
        (
            "contacts: [{email: a@b.example}]\n",
            "nobody knows the name of the site's host",
        ),
        (
            "base_url: http://127.0.0.1/\ncontacts: [{email: a@b.example}]\n",
            "nobody knows the name of the site's host",
        ),
        (
            "base_url: https://b.example/\n",
            "security.txt names nobody, or no date",
        ),
    ] {
        Site::new()
            .file("forewarn.yaml", config)
            .run(["export", "dns"])
            .at("2026-11-01T00:00:00Z")
            .exits(2)
            .stdout("")
            .stderr(&format!("error: {message}\n  = help: [..]\n"));
    }
}
