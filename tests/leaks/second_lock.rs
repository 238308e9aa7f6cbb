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

/// Secrets in other languages, and with marks that are written in many ways.
const JAPANESE: &str = "\
id: x_tinysig-2026-0004
draft: true
summary: 署名検証が空の鍵で成功する
details: 鍵束の先頭に空の鍵を置くだけで、どの署名も正しいものとして受け入れられてしまう。
";
const GERMAN: &str = "\
id: x_tinysig-2026-0005
draft: true
summary: Schlüsselverwechslung möglich
details: Der Prüfer vertauscht die größeren Schlüssel mit denen des Nachbarn.
";
const MARKED: &str = "\
id: x_tinysig-2026-0006
draft: true
summary: The keeper's half-open gate isn't locked
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
    "署名",
    "Nachbarn",
    "verwechslung",
    "keeper",
];

fn project() -> Site {
    Site::new()
        .file("forewarn.yaml", "project: {name: tinysig, package: generic/tinysig, repository: https://github.com/example/tinysig}\nprivate: ../overlay\n")
        .file("content/policy.md", "# Policy\n")
        .file("advisories/a.yaml", PUBLIC)
        .file("advisories/secret.yaml", SECRET)
        .file("advisories/ja.yaml", JAPANESE)
        .file("advisories/de.yaml", GERMAN)
        .file("advisories/marked.yaml", MARKED)
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
        "a summary in a script without blanks",
        "content/a.md",
        PLAIN,
        "昨日の話では署名検証が空の鍵で成功するそうです。\n",
        "a.html:",
    ),
    (
        "the same across two lines",
        "content/a.txt",
        PLAIN,
        "署名検証が空の\n    鍵で成功する\n",
        "a.txt:",
    ),
    (
        "the same in halves",
        "content/a.md",
        PLAIN,
        "**署名検証**が、空の`鍵`で成功する\n",
        "a.html:",
    ),
    (
        "a phrase in a script without blanks",
        "content/a.md",
        PLAIN,
        "噂によれば、空の鍵を置くだけで、どの署名も正しいものとして受け入れられるとか。\n",
        "a.html:",
    ),
    (
        "a summary of two words",
        "content/a.md",
        PLAIN,
        "Ist eine Schlüsselverwechslung möglich?\n",
        "a.html:",
    ),
    (
        "a summary in another Unicode form",
        "content/a.md",
        PLAIN,
        "Schlu\u{308}sselverwechslung mo\u{308}glich\n",
        "a.html:",
    ),
    (
        "a summary without its accents",
        "content/a.md",
        PLAIN,
        "SCHLUSSELVERWECHSLUNG MOGLICH\n",
        "a.html:",
    ),
    (
        "a phrase in the letters of Western Europe",
        "content/a.txt",
        |text| {
            text.chars()
                .map(|c| u8::try_from(c).expect("a letter of Latin-1"))
                .collect()
        },
        "Der Prüfer vertauscht die größeren Schlüssel mit denen\n",
        "a.txt:",
    ),
    (
        "a phrase in capitals that change its letters",
        "content/a.md",
        PLAIN,
        "DER PRÜFER VERTAUSCHT DIE GRÖSSEREN SCHLÜSSEL MIT DENEN\n",
        "a.html:",
    ),
    (
        "other apostrophes and hyphens",
        "content/a.md",
        PLAIN,
        "The keeper’s half‑open gate isn’t locked\n",
        "a.html:",
    ),
    (
        "two blanks, and one that does not break",
        "content/a.txt",
        PLAIN,
        "The  keeper's half-open\u{2003}gate\u{a0}isn't locked\n",
        "a.txt:",
    ),
    (
        "letters of full width",
        "content/a.md",
        PLAIN,
        "Ｔｈｅ ｑｕａｇｇａ ｗａｌｋｓ ａｒｏｕｎｄ ｔｈｅ ｆｅｎｃｅ ＆ ａｗａｙ\n",
        "a.html:",
    ),
    (
        "the summary quoted in a mail",
        "content/a.txt",
        PLAIN,
        "> The quagga walks\n> around the fence\n> & away\n",
        "a.txt:",
    ),
    (
        "the summary quoted twice, as a comment",
        "content/a.txt",
        PLAIN,
        "// > > The quagga walks\n// > > around the fence & away\n",
        "a.txt:",
    ),
    (
        "the summary cut up by line breaks",
        "content/a.html",
        PLAIN,
        "<p>The quagga walks<br>around the<br/>fence &amp; away</p>",
        "a.html:",
    ),
    (
        "the summary cut up by cells",
        "content/a.svg",
        PLAIN,
        "<table><tr><td>The quagga walks</td><td>around the fence &amp; away</td></tr></table>",
        "a.svg:",
    ),
    (
        "the summary cut up by tags within JSON",
        "content/a.json",
        PLAIN,
        "{\"html\": \"\\u003cp>The \\u003cb>qua\\u003c/b>gga walks around the fence &amp; away\\u003c/p>\"}",
        "a.json:",
    ),
    (
        "a data address",
        "content/a.txt",
        |text| base64(text.as_bytes(), 1000).into_bytes(),
        "The quagga walks around the fence & away",
        "a.txt:",
    ),
    (
        "base64 as the last part of a path",
        "content/a.md",
        |text| {
            format!(
                "<https://a.example/share/{}>",
                base64(text.as_bytes(), 1000)
            )
            .into_bytes()
        },
        "The quagga walks around the fence, and away",
        "a.html:",
    ),
    (
        "the attachment of a mail",
        "content/a.eml",
        |text| {
            format!(
                "Content-Transfer-Encoding: base64\r\n\r\n{}\r\n",
                base64(text.as_bytes(), 24)
            )
            .into_bytes()
        },
        "Dear all,\r\nthe quagga walks around the fence & away, says Anna",
        "a.eml:",
    ),
    (
        "a compressed attachment",
        "content/a.eml",
        |text| base64(&gzipped(text.as_bytes()), 76).into_bytes(),
        "The quagga walks around the fence & away",
        "a.eml",
    ),
    (
        "a mail in quoted-printable",
        "content/a.eml",
        PLAIN,
        "Der Pr=C3=BCfer vertauscht die gr=C3=B6=C3=9Feren Schl=C3=BCssel mit de=\r\nnen des Nachbarn\r\n",
        "a.eml:",
    ),
    (
        "a text with two bytes a letter, none of them zero",
        "content/a.txt",
        |text| {
            [
                &b"\xFF\xFE"[..],
                &text
                    .encode_utf16()
                    .flat_map(u16::to_le_bytes)
                    .collect::<Vec<_>>(),
            ]
            .concat()
        },
        "署名検証が空の鍵で成功する",
        "a.txt",
    ),
    (
        "a compressed member of a tape archive",
        "content/a.tar",
        |text| taped("a.gz", &gzipped(text.as_bytes())),
        "CVE-2026-40002",
        "a.tar!a.gz",
    ),
    (
        "the second of two tape archives",
        "content/a.tar",
        |text| [taped("a", b"x"), taped("b.gz", &gzipped(text.as_bytes()))].concat(),
        "CVE-2026-40002",
        "a.tar!b.gz",
    ),
    (
        "what follows a tape archive",
        "content/a.tar",
        |text| [taped("a", b"x"), gzipped(text.as_bytes())].concat(),
        "CVE-2026-40002",
        "a.tar",
    ),
    (
        "a tape archive of old",
        "content/a.tar",
        |text| {
            let mut tape = taped("a.gz", &gzipped(text.as_bytes()));
            tape[257..262].fill(0);
            let sum = sum_of(&tape);
            tape[148..156].copy_from_slice(&sum);
            tape
        },
        "CVE-2026-40002",
        "a.tar!a.gz",
    ),
    (
        "a long name in a tape archive",
        "content/a.tar",
        |text| {
            let mut tape = taped("fence & away", b"x");
            tape[345..345 + text.len()].copy_from_slice(text.as_bytes());
            tape
        },
        "notes/The quagga walks around/the",
        "a.tar!",
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

/// In base64, on lines of so many letters.
fn base64(bytes: &[u8], width: usize) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for (number, group) in bytes.chunks(3).enumerate() {
        if number > 0 && (number * 4).is_multiple_of(width) {
            text.push_str("\r\n");
        }
        let mut padded = [0; 4];
        padded[1..=group.len()].copy_from_slice(group);
        let bits = u32::from_be_bytes(padded);
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place) & 63) as usize];
            let is_there = place <= group.len();
            text.push(if is_there { letter.into() } else { '=' });
        }
    }
    text
}

/// A tape archive with one member.
fn taped(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut tape = vec![0; 512];
    tape[..name.len()].copy_from_slice(name.as_bytes());
    tape[124..135].copy_from_slice(format!("{:011o}", bytes.len()).as_bytes());
    tape[257..262].copy_from_slice(b"ustar");
    let sum = sum_of(&tape);
    tape[148..156].copy_from_slice(&sum);
    tape.extend(bytes);
    tape.resize(tape.len().next_multiple_of(512) + 1024, 0);
    tape
}

/// The sum of a head, as it stands in it.
fn sum_of(tape: &[u8]) -> [u8; 8] {
    let others = tape[..148].iter().chain(&tape[156..512]);
    let sum = others.map(|&byte| u32::from(byte)).sum::<u32>() + 8 * 32;
    let mut written = *b"000000\0 ";
    written[..6].copy_from_slice(format!("{sum:06o}").as_bytes());
    written
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
        let (exit, mut said) = super::answers::answer(&site, &["build"]);
        // For people, of many findings only the first are written out.
        said += &super::answers::answer(&site, &["check", "--format", "short"]).1;
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
