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
