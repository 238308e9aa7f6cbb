//! Where no first lock can know what it sees: only the leak guard, which reads
//! every output, holds these ways. Each ends a build with 3 and writes nothing.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::write::SimpleFileOptions;

use super::{assert_no_way, built};
use crate::harness::Site;

const SECRET: &str = "\
id: x_tinysig-2026-0002
cve: CVE-2026-40002
published: 2026-12-01
summary: The quagga walks around the fence & away
details: Whoever turns the third key twice in a row opens every gate of the park at once.
fix: 9f1c2a7d0e5b4c3a89f7e6d5c4b3a2910f8e7d6c
references: [\"https://tinysig.example/review/771\"]
fixed: \"1.3\"
";

const PATCH: &str = "+    raise GateError if the third key has been turned before now\n";

const RECIPIENTS: &str = "- {name: The Zebra Distribution Team, email: embargo@zebra.example}\n";

const PUBLIC: &str = "\
id: x_tinysig-2026-0001
published: 2026-09-01
versions: [\"1.2\"]
private: [The reporter is afraid of what her employer will say]
credits: [{finder: Wilhelmina Quaggakeeper, consent: no}]
";

/// What no message may hold.
const TEXTS: &[&str] = &[
    "x_tinysig-2026-0002",
    "40002",
    "quagga",
    "Quagga",
    "third key",
    "9f1c2a7",
    "review/771",
    "GateError",
    "Zebra",
    "zebra",
    "employer",
];

fn project() -> Site {
    Site::new()
        .file("forewarn.yaml", "project: {name: tinysig, package: generic/tinysig, repository: https://github.com/example/tinysig}\nprivate: ../overlay\n")
        .file("content/policy.md", "# Policy\n")
        .file("advisories/a.yaml", PUBLIC)
        .file("advisories/secret.yaml", SECRET)
        .file("../overlay/patches/fix.patch", PATCH)
        .file("../overlay/recipients.yaml", RECIPIENTS)
}

/// How the bytes of a file are made of its text.
type Packing = fn(&str) -> Vec<u8>;

const PLAIN: Packing = |text| text.as_bytes().to_vec();
const RECORD: Packing =
    |text| format!("id: x_tinysig-2026-0003\npublished: 2026-09-01\n{text}\n").into_bytes();

/// The way, the file, how it is packed, its text, and the output that is named.
const WAYS: &[(&str, &str, Packing, &str, &str)] = &[
    (
        "an alias cut up by emphasis",
        "content/a.md",
        PLAIN,
        "CVE-2026-**40002**\n",
        "a.html:",
    ),
    (
        "an id across two lines",
        "content/a.md",
        PLAIN,
        "The quagga\nwalks around\nthe fence & away.\n",
        "a.html:",
    ),
    (
        "the summary on a page",
        "content/a.md",
        PLAIN,
        "The quagga walks around the fence & away!\n",
        "a.html:",
    ),
    (
        "the summary in capitals",
        "content/a.md",
        PLAIN,
        "THE QUAGGA WALKS AROUND THE FENCE &amp; AWAY\n",
        "a.html:",
    ),
    (
        "the summary cut up by emphasis",
        "content/a.md",
        PLAIN,
        "The *quagga* walks `around` the fence & away.\n",
        "a.html:",
    ),
    (
        "the summary as a description",
        "content/a.md",
        PLAIN,
        "---\ndescription: The quagga walks around the fence & away\n---\n# A\n",
        "a.html:",
    ),
    (
        "the summary on a page out of the menu",
        "content/a.md",
        PLAIN,
        "---\nhidden: true\n---\nThe quagga walks around the fence & away\n",
        "a.html:",
    ),
    (
        "the summary as the text of an image",
        "content/a.md",
        PLAIN,
        "![The quagga walks around the fence & away](https://a.example/a.png)\n",
        "a.html:",
    ),
    (
        "the summary in JSON escapes",
        "content/a.json",
        PLAIN,
        "{\"next\": \"The \\u0071uagga walks around the fence \\u0026 away\"}\n",
        "a.json:",
    ),
    (
        "the summary in a web address",
        "content/a.txt",
        PLAIN,
        "?q=The%20quagga%20walks%20around%20the%20fence%20%26%20away\n",
        "a.txt:",
    ),
    (
        "the summary in a comment of a style sheet",
        "themes/default/static/style.css",
        PLAIN,
        "/* The quagga walks around the fence & away */\n",
        "assets/style.css:",
    ),
    (
        "the summary in a template",
        "themes/default/templates/404.html",
        PLAIN,
        "<p>The quagga walks around the fence & away\n",
        "404.html:",
    ),
    (
        "a phrase of the details",
        "content/a.md",
        PLAIN,
        "We heard that whoever turns the third key twice in a row opens doors.\n",
        "a.html:",
    ),
    (
        "a copy of the file without its names",
        "content/a.txt",
        |_| {
            SECRET
                .lines()
                .skip(2)
                .collect::<Vec<_>>()
                .join("\n")
                .into_bytes()
        },
        "",
        "a.txt",
    ),
    (
        "the commit in an address",
        "content/a.md",
        PLAIN,
        "<https://github.com/example/tinysig/commit/9f1c2a7d0e5b>\n",
        "a.html:",
    ),
    (
        "the commit abbreviated",
        "content/a.md",
        PLAIN,
        "Since `9f1c2a7` it is slower.\n",
        "a.html:",
    ),
    (
        "the address of a recipient",
        "content/a.md",
        PLAIN,
        "Ask [them](mailto:embargo@zebra.example).\n",
        "a.html:",
    ),
    (
        "the address of a recipient in another case",
        "content/a.md",
        PLAIN,
        "Ask Embargo@Zebra.example.\n",
        "a.html:",
    ),
    (
        "a line of a patch",
        "content/a.md",
        PLAIN,
        "    raise GateError if the third key has been turned before now\n",
        "a.html:",
    ),
    (
        "a patch that is copied",
        "content/fix.patch",
        |_| PATCH.as_bytes().to_vec(),
        "",
        "fix.patch:",
    ),
    (
        "a private field by an anchor",
        "advisories/a.yaml",
        |_| {
            PUBLIC
                .replace("private: [", "private: [&x ")
                .into_bytes()
                .into_iter()
                .chain(*b"details: *x\n")
                .collect()
        },
        "",
        "osv/x_tinysig-2026-0001.json:",
    ),
    (
        "a private field in another record",
        "advisories/b.yaml",
        RECORD,
        "details: It seems that the reporter is afraid of what her employer will say.",
        "osv/x_tinysig-2026-0003.json:",
    ),
    (
        "a name without consent in the text",
        "advisories/a.yaml",
        |_| {
            [PUBLIC, "details: Found by Wilhelmina Quaggakeeper.\n"]
                .concat()
                .into_bytes()
        },
        "",
        "osv/x_tinysig-2026-0001.json:",
    ),
    (
        "a name without consent in the timeline",
        "advisories/a.yaml",
        |_| {
            [
                PUBLIC,
                "timeline: [{Wilhelmina Quaggakeeper wrote: 2026-08-01}]\n",
            ]
            .concat()
            .into_bytes()
        },
        "",
        "osv/x_tinysig-2026-0001.json:",
    ),
    (
        "a name without consent on a page",
        "content/a.md",
        PLAIN,
        "Thanks, Wilhelmina\nQUAGGAKEEPER!\n",
        "a.html:",
    ),
    (
        "a name without consent in an address",
        "content/a.md",
        PLAIN,
        "<https://a.example/?by=Wilhelmina%20Quaggakeeper>\n",
        "a.html:",
    ),
    (
        "a tag of the repository",
        ".git/packed-refs",
        PLAIN,
        "0000000000000000000000000000000000000000 refs/tags/v1.0-CVE-2026-40002\n",
        "versions/",
    ),
    (
        "a text with two bytes a letter",
        "content/a.txt",
        |text| text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "The quagga walks around the fence & away",
        "a.txt",
    ),
    (
        "a picture with a comment",
        "content/a.png",
        |text| {
            [
                b"\x89PNG\r\n\x1a\n\0\0\0\x30tEXtComment\0",
                text.as_bytes(),
                b"\0\0",
            ]
            .concat()
        },
        "The quagga walks around the fence & away",
        "a.png",
    ),
    (
        "a zip",
        "content/a.zip",
        |text| zipped("a.txt", text.as_bytes()),
        "CVE-2026-40002",
        "a.zip!a.txt:1",
    ),
    (
        "the name of a member of a zip",
        "content/a.zip",
        |text| zipped(text, b"x"),
        "The quagga walks around the fence & away.txt",
        "a.zip!",
    ),
    (
        "a zip by another name",
        "content/a.docx",
        |text| zipped("word/document.xml", text.as_bytes()),
        "<t>The quagga</t><t> walks around the fence &amp; away</t>",
        "a.docx!word/document.xml",
    ),
    (
        "a zip within a zip",
        "content/a.zip",
        |text| zipped("b.zip", &zipped("a.txt", text.as_bytes())),
        "x_tinysig-2026-0002",
        "a.zip!b.zip!a.txt",
    ),
    (
        "a compressed file",
        "content/a.json.gz",
        |text| gzipped(text.as_bytes()),
        "{\"id\": \"CVE-2026-40002\"}",
        "a.json.gz",
    ),
    (
        "a compressed file without its ending",
        "content/a",
        |text| gzipped(text.as_bytes()),
        "embargo@zebra.example",
        "`a",
    ),
    (
        "a zip that is damaged",
        "content/a.zip",
        |text| zipped("a.txt", text.as_bytes())[..40].to_vec(),
        "CVE-2026-40002",
        "a.zip",
    ),
    (
        "an archive that nobody opens",
        "content/a.7z",
        |_| b"7z\xBC\xAF\x27\x1C\0\x04".to_vec(),
        "",
        "a.7z",
    ),
];

fn zipped(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    archive.start_file(name, options).expect("a member");
    archive.write_all(bytes).expect("a vector takes it");
    archive.finish().expect("a whole archive").into_inner()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut file = GzEncoder::new(Vec::new(), Compression::default());
    file.write_all(bytes).expect("a vector takes it");
    file.finish().expect("a whole file")
}

/// Tags are asked for by a table of versions only.
const TAGGED: &str = "package: generic/tinysig\nsupport: {latest: 1, of: minor}\nreleases: {git: \"refs/tags/v*\"}\n";

#[test]
fn each_way_past_the_first_lock_ends_at_the_second() {
    // By itself the project is sound.
    built(&project());
    let names: Vec<_> = WAYS.iter().map(|way| way.0).collect();
    let mut open = Vec::new();
    let mut told = Vec::new();
    for (row, (_, path, packing, text, output)) in WAYS.iter().enumerate() {
        let mut site = project().file_bytes(path, &packing(text));
        if path.starts_with(".git") {
            site = site
                .file("content/supported-versions.yaml", TAGGED)
                .file(".git/HEAD", "ref: refs/heads/main\n");
        }
        let (exit, said) = super::answers::answer(&site, &["build"]);
        if exit != Some(3)
            || !said.contains(output)
            || !said.contains("error[leak]")
            || site.root().join("public").exists()
        {
            open.push(row);
        }
        if TEXTS.iter().any(|text| said.contains(text)) {
            told.push(row);
        }
    }
    assert_no_way("open", &names, open);
    assert_no_way("told by the message itself", &names, told);
}
