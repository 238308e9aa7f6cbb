use std::collections::BTreeMap;

use super::*;

mod laws;

/// Checks every pair of a chain: `1.0a1 < 1.0 = 1.0.0 < 1.1`.
fn chain(order: Order, text: &str) {
    let mut ranks: Vec<(&str, usize)> = Vec::new();
    let mut rank = 0;
    for word in text.split_whitespace() {
        match word {
            "<" => rank += 1,
            "=" => {}
            version => {
                assert!(order.accepts(version), "{order:?} refuses {version}");
                ranks.push((version, rank));
            }
        }
    }
    all_pairs(order, &ranks);
}

fn all_pairs(order: Order, ranks: &[(&str, usize)]) {
    let versions: Vec<_> = ranks.iter().map(|(version, _)| *version).collect();
    let expected: Vec<_> = ranks.iter().map(|(_, rank)| *rank).collect();
    assert_eq!(order.ranks(&versions), expected, "{order:?}: {versions:?}");
    for (a, rank_a) in ranks {
        for (b, rank_b) in ranks {
            let found = order.compare(a, b);
            assert_eq!(found, rank_a.cmp(rank_b), "{order:?}: {a} against {b}");
        }
    }
}

fn refuses(order: Order, versions: &[&str]) {
    for version in versions {
        assert!(!order.accepts(version), "{order:?} accepts {version:?}");
    }
}

/// The tables that `tests/conformance/versions/run` wrote from the ecosystems'
/// own tools.
const EXPECTED: &[&str] = &[
    include_str!("../../../tests/conformance/versions/expected/cran.tsv"),
    include_str!("../../../tests/conformance/versions/expected/debian.tsv"),
    include_str!("../../../tests/conformance/versions/expected/hackage.tsv"),
    include_str!("../../../tests/conformance/versions/expected/maven.tsv"),
    include_str!("../../../tests/conformance/versions/expected/npm.tsv"),
    include_str!("../../../tests/conformance/versions/expected/opam.tsv"),
    include_str!("../../../tests/conformance/versions/expected/packagist.tsv"),
    include_str!("../../../tests/conformance/versions/expected/pypi.tsv"),
    include_str!("../../../tests/conformance/versions/expected/red-hat.tsv"),
    include_str!("../../../tests/conformance/versions/expected/rubygems.tsv"),
];

#[test]
fn the_ecosystems_own_tools_agree() {
    for table in EXPECTED {
        let mut ecosystem = None;
        let mut chained = String::new();
        for line in table.lines() {
            let cells: Vec<&str> = line.split('\t').collect();
            let [name, a, sign, b] = cells[..] else {
                panic!("not four columns: {line}");
            };
            if ecosystem.replace(name).is_none() {
                chained += a;
            }
            assert!(chained.ends_with(a), "not a chain: {line}");
            chained.extend([" ", sign, " ", b]);
        }
        chain(Order::of(&Ecosystem::new(ecosystem.unwrap())), &chained);
    }
}

#[test]
fn semver_follows_its_section_11() {
    chain(
        Order::Semver,
        "1.0.0-alpha < 1.0.0-alpha.1 < 1.0.0-alpha.beta < 1.0.0-beta < 1.0.0-beta.2 \
         < 1.0.0-beta.11 < 1.0.0-rc.1 < 1.0.0 = 1.0.0+1 = 1.0.0+20130313144700 < 2.0.0 \
         < 2.1.0 < 2.1.1 < 18446744073709551615.0.0",
    );
    chain(
        Order::Semver,
        "v3-rc.1 = 3.0.0-rc.1 < v3 = 3.0 = 3.0.0 = v3.0.0+incompatible < v4.1",
    );
    refuses(
        Order::Semver,
        &[
            "",
            "v",
            "1.2.3.4",
            "01.2.3",
            "1.2.3-01",
            "18446744073709551616.0.0",
            "latest",
            "1.0.0 ",
        ],
    );
}

#[test]
fn pub_counts_build_metadata() {
    chain(
        Order::Pub,
        "1.0.0-dev < 1.0.0 < 1.0.0+1 < 1.0.0+2 < 1.0.0+10 < 1.0.0+a < 1.0.1",
    );
}

#[test]
fn pep_440_refuses_what_its_grammar_does_not_have() {
    chain(
        Order::Pep440,
        "1.0.dev1 < 1.0a1 < 1.0 = v1.0.0 < 1.0+1 < 1.0.post1 < 2023.1 < 1!0",
    );
    refuses(
        Order::Pep440,
        &[
            "",
            "0.7.10p1",
            "2004d",
            "1.0-final",
            "1.0.x",
            "18446744073709551616",
        ],
    );
}

#[test]
fn rubygems_reads_letters_as_pre_releases() {
    chain(
        Order::RubyGems,
        "1.0.a < 1.0.a.2 < 1.0.b1 < 1.0.b1.1 < 1.0.0-1 < 1 = 1.0 = 1.0.0 < 1.0.1 < 99999999999999999999999",
    );
    refuses(
        Order::RubyGems,
        &["", "a", "1..0", "1.", "1.0-", "1.0_1", "v1.0", "1.é"],
    );
}

#[test]
fn maven_follows_its_specification() {
    chain(
        Order::Maven,
        "1-alpha = 1-a0 = 1.0-ALPHA < 1-beta < 1-milestone < 1-rc = 1-cr < 1-snapshot \
         < 1 = 1.0 = 1.0.0 = 1-ga = 1-final = 1.ga = 1.0.FINAL = 1-0 < 1-sp < 1-abc < 1-1 = 1-0-1 < 1.1",
    );
    chain(
        Order::Maven,
        "1-foo2 < 1-foo10 < 2 = 02 < 1000000000000000000000000000000",
    );
    // Maven 3.8.7 itself has a circle here: 1 < 1-sp < 1-0.alpha < 1.
    chain(Order::Maven, "1-0.alpha = 1-alpha < 1 < 1-sp");
    refuses(Order::Maven, &["", "1 0", "1\t0"]);
}

#[test]
fn nuget_has_four_numbers_and_no_case() {
    chain(
        Order::NuGet,
        "1.0.0-1 < 1.0.0-2 < 1.0.0-10 < 1.0.0-alpha = 1.0.0-ALPHA < 1.0.0-alpha.1 < 1.0.0-Beta \
         < 1.0.0-rc.1 < 1 = 1.0 = 1.0.0 = 1.0.0.0 = 01.0 = 1.0.0+meta < 1.0.0.1 < 1.0.1-a < 1.0.1",
    );
    refuses(
        Order::NuGet,
        &[
            "",
            "1.0.0.0.0",
            "1.0-",
            "1.0+",
            "1.0-a..b",
            "1.0-a_b",
            "v1.0",
            "1.0.x",
        ],
    );
}

#[test]
fn packagist_reads_composers_words() {
    chain(
        Order::Packagist,
        "1.0-dev < 1.0-alpha < 1.0.0-a1 = v1.0.0.0_ALPHA1 < 1.0b2 < 1.0-RC1-dev < 1.0-RC1 \
         < 1.0 = 1.0-stable < 1.0-p1 < 1.0.x-dev < 1.x-dev = 1.X-dev < 2.0",
    );
    chain(
        Order::Packagist,
        "2024-01-01-beta1 < 2024-01-01 = 2024:01:01 < 2024.01.01 < 20240101 < 20240101120000",
    );
    refuses(
        Order::Packagist,
        &[
            "",
            "dev-main",
            "main",
            "1.0-1",
            "1.0.0.0.1",
            "1.0-gamma",
            "1.0-betaX",
            "é",
            "1.x",
        ],
    );
}

#[test]
fn dpkg_follows_debian_policy() {
    chain(
        Order::Dpkg,
        "1~~ < 1~~a < 1~ < 1 = 0:1 = 1-0 = 01 < 1-1 < 1a < 1+dfsg < 1.0 < 1:0~",
    );
    chain(Order::Dpkg, "1.0-1 < 1.0-1ubuntu1 < 1.0-1+b1 < 1.0-1.1");
    refuses(
        Order::Dpkg,
        &["", "a1", "1.0-", "x:1", ":1", "1_0", "1.0-1_2", "1 0", "1:"],
    );
}

#[test]
fn rpm_knows_tilde_and_caret() {
    chain(
        Order::Rpm,
        "1.0~rc1 < 1.0~rc1^git1 < 1.0 < 1.0-1 < 1.0^git1 < 1.0a < 1.0.1 = 1_0_1 < 2 < 1:0",
    );
    refuses(Order::Rpm, &["", "-1", "1-", "1-1-1", "x:1", "~", "1 0"]);
}

#[test]
fn apk_knows_its_suffixes() {
    chain(
        Order::Apk,
        "0.98 < 1.00 < 1.00.1 < 1.02 < 1.02.07 < 1.02.10-r1 < 1.1_alpha_pre2 < 1.1_alpha < 1.1_alpha1 \
         < 1.1_beta < 1.1_pre20210530193627 < 1.1_rc1 < 1.1 < 1.1-r1 < 1.1-r10 < 1.1_git20240101 \
         < 1.1_p9 < 1.1_p10 < 1.1_p10-r2 < 1.1a < 1.1a-r1 < 1.1b < 1.1.1 < 1.2 < 6b-r7 < 013 < 014-r1 < 20060512",
    );
    chain(Order::Apk, "1.0~0abc < 1.0~1abc < 1.0_p1");
    refuses(
        Order::Apk,
        &[
            "",
            "a",
            "1.",
            ".1",
            "1.0bc",
            "1_foo",
            "1.0-1",
            "1.0-r",
            "1.0A",
            "1.0~",
            "1.0-r1_p1",
            "1.0a1",
        ],
    );
}

#[test]
fn lists_of_integers_keep_their_zeros() {
    chain(
        Order::Hackage,
        "0 < 0.1 < 0.1.0 < 0.1.0.0 < 0.2 < 0.10 < 1 = 01",
    );
    chain(Order::Cran, "0.1 < 0.1.0 = 0.1-0 < 0.2 < 0.10 < 1.0");
    refuses(Order::Hackage, &["", "1.", "1-0", "1.0a", "v1"]);
    refuses(Order::Cran, &["", "1", "1.", "1--0", "1.0a"]);
}

#[test]
fn the_generic_order_puts_letters_after_a_release() {
    chain(
        Order::Generic,
        "1.1.0 = 1.1 = v1.1 = 1.1-0 < 1.1.0a < 1.1.1-dev < 1.1.1-alpha1 < 1.1.1beta2 < 1.1.1-pre9 \
         < 1.1.1-RC1 = 1.1.1rc1 < 1.1.1 < 1.1.1a < 1.1.1w < 1.1.1z < 1.1.1za < 1.1.1.1 < 1.1.2 < 9 < 10 < 2024-01-31",
    );
    refuses(Order::Generic, &["", "main", "*", "v"]);
}

#[test]
fn what_does_not_parse_sorts_first_and_by_its_text() {
    for order in Order::ALL {
        let versions = ["", " ", "1.0"];
        assert_eq!(order.compare(versions[0], versions[1]), Ordering::Less);
        assert_eq!(order.compare(versions[1], versions[2]), Ordering::Less);
    }
    assert!(Order::Pep440.compare("zzz", "0.dev0").is_lt());
}

/// Which ecosystems have which order; the rest of OSV's are generic.
#[test]
fn every_ecosystem_of_osv_has_an_order() {
    let mut orders: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for name in Ecosystem::known() {
        let order = Order::of(&Ecosystem::new(*name));
        orders.entry(format!("{order:?}")).or_default().push(name);
    }
    let expected = [
        (
            "Apk",
            vec![
                "Alpaquita",
                "Alpine",
                "BellSoft Hardened Containers",
                "Chainguard",
                "MinimOS",
                "Wolfi",
            ],
        ),
        ("Cran", vec!["Bioconductor", "CRAN"]),
        ("Dpkg", vec!["Debian", "Echo", "Root", "Ubuntu"]),
        (
            "Generic",
            vec![
                "Android",
                "CleanStart",
                "ConanCenter",
                "FreeBSD",
                "GIT",
                "Linux",
                "OSS-Fuzz",
                "TuxCare",
            ],
        ),
        ("Hackage", vec!["GHC", "Hackage"]),
        ("Maven", vec!["Maven"]),
        ("NuGet", vec!["NuGet"]),
        ("Opam", vec!["opam"]),
        ("Packagist", vec!["Packagist"]),
        ("Pep440", vec!["PyPI"]),
        ("Pub", vec!["Pub"]),
        (
            "Rpm",
            vec![
                "AlmaLinux",
                "Azure Linux",
                "Mageia",
                "Photon OS",
                "Red Hat",
                "Rocky Linux",
                "SUSE",
                "openEuler",
                "openSUSE",
            ],
        ),
        ("RubyGems", vec!["RubyGems"]),
        (
            "Semver",
            vec![
                "Bitnami",
                "Docker Hardened Images",
                "GitHub Actions",
                "Go",
                "Hex",
                "Julia",
                "Kubernetes",
                "SwiftURL",
                "VSCode",
                "crates.io",
                "npm",
            ],
        ),
    ];
    let expected = expected.map(|(order, names)| (order.to_owned(), names));
    assert_eq!(orders, BTreeMap::from(expected));
}

#[test]
fn a_suffix_does_not_change_the_order_unless_it_names_one() {
    let of = |name| Order::of(&Ecosystem::new(name));
    assert_eq!(of("Debian:12"), Order::Dpkg);
    assert_eq!(of("Red Hat:enterprise_linux:9::baseos"), Order::Rpm);
    assert_eq!(of("Root:PyPI"), Order::Pep440);
    assert_eq!(of("Root:Alpine:3.18"), Order::Apk);
    assert_eq!(of("Echo:npm"), Order::Semver);
    assert_eq!(of("generic"), Order::Generic);
}
