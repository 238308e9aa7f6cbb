//! What is packed in an output is searched, and what cannot be is stopped.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::*;

const TEXT: &str = "first line\nsecond line of CVE-2026-40001\n";

const LOCKED: &str = "`a.bin` cannot be searched for what is not public: it is encrypted, damaged or packed in a way that forewarn does not open (content/a.bin:1)";

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in members {
        archive.start_file(*name, options).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = Vec::new();
    for (name, bytes) in members {
        let mut head = [0; 512];
        head[..name.len()].copy_from_slice(name.as_bytes());
        head[124..135].copy_from_slice(format!("{:011o}", bytes.len()).as_bytes());
        head[257..262].copy_from_slice(b"ustar");
        archive.extend(head);
        archive.extend(*bytes);
        archive.resize(archive.len().next_multiple_of(512), 0);
    }
    archive.extend([0; 1024]);
    archive
}

fn told_of(bytes: &[u8]) -> Vec<String> {
    leaks_in(&sources(&[("content/a.bin", "")]), "a.bin", bytes)
}

fn holds(place: &str) -> Vec<String> {
    vec![format!(
        "`{place}` holds an alias of an advisory that is not public (overlay/advisories/secret.yaml:2)"
    )]
}

#[test]
fn archives_are_searched_by_member_and_line_to_some_depth() {
    let text = TEXT.as_bytes();
    for (bytes, place) in [
        (
            zip(&[("readme", b"nothing"), ("b/c.txt", text)]),
            "a.bin!b/c.txt:2",
        ),
        (gzip(text), "a.bin:2"),
        (tar(&[("b/c.txt", text)]), "a.bin!b/c.txt:2"),
        (gzip(&tar(&[("b", &gzip(text))])), "a.bin!b:2"),
        (zip(&[("b", &zip(&[("c", &gzip(text))]))]), "a.bin!b!c:2"),
        // A program that unpacks itself.
        (
            [&b"#!/bin/sh\n"[..], &zip(&[("c", text)])].concat(),
            "a.bin!c:2",
        ),
    ] {
        assert_eq!(told_of(&bytes), holds(place));
    }
    assert_eq!(told_of(&zip(&[("b/c.txt", b"nothing")])), [""; 0]);
    assert_eq!(told_of(&tar(&[("b/c.txt", b"nothing")])), [""; 0]);
}

#[test]
fn a_word_processor_may_cut_an_id_up() {
    let document = b"<w:p><w:r><w:t>x_p-2026</w:t></w:r><w:r><w:t>-0001</w:t></w:r></w:p>";
    assert_eq!(
        told_of(&zip(&[("word/document.xml", document)])),
        [
            "`a.bin!word/document.xml:1` holds the id of an advisory that is not public (overlay/advisories/secret.yaml:1)"
        ]
    );
}

#[test]
fn the_name_of_a_member_tells_too() {
    assert_eq!(
        told_of(&zip(&[("docs/x_p-2026-0001.txt", b"nothing")])),
        [
            "the name of `a.bin!docs/….txt` holds the id of an advisory that is not public (overlay/advisories/secret.yaml:1)"
        ]
    );
}

#[test]
fn what_cannot_be_opened_is_stopped() {
    let mut locked = zip(&[("a", b"text")]);
    for mark in [&b"PK\x03\x04"[..], b"PK\x01\x02"] {
        let at = locked.windows(4).position(|w| w == mark).unwrap();
        // The bit of encryption, in a head and in the list of members.
        locked[at + if mark[2] == 3 { 6 } else { 8 }] |= 1;
    }
    let half = zip(&[("a", b"text")]);
    let half = &half[..half.len() / 2];
    let cut_off = gzip(TEXT.as_bytes());
    let cut_off = &cut_off[..cut_off.len() - 9];
    for bytes in [&locked, half, cut_off, b"7z\xBC\xAF\x27\x1C", b"BZh91AY&SY"] {
        assert_eq!(
            told_of(bytes),
            [LOCKED],
            "{:?}",
            String::from_utf8_lossy(bytes)
        );
    }
    // What can be read of it is searched all the same.
    let bytes = [b"BZh91AY&SY ", TEXT.as_bytes()].concat();
    assert_eq!(
        told_of(&bytes),
        [holds("a.bin"), vec![LOCKED.to_owned()]].concat()
    );
}

#[test]
fn what_holds_too_much_or_nests_too_deep_is_stopped() {
    let sources = sources(&[("content/a.bin", "")]);
    let guard = Guard {
        allowance: Allowance {
            bytes: 5000,
            member: 2000,
            ..Allowance::default()
        },
        ..guard(&sources)
    };
    let told = |bytes: &[u8]| told(&guard, "a.bin", bytes);
    let stopped = |why| {
        vec![format!(
            "`a.bin` cannot be searched for what is not public: {why} (content/a.bin:1)"
        )]
    };
    let too_large = stopped("it holds too much when opened");
    assert_eq!(told(&gzip(&[b' '; 2000])), [""; 0]);
    assert_eq!(told(&gzip(&[b' '; 2001])), too_large);
    let small = gzip(&[b' '; 2000]);
    assert_eq!(told(&tar(&[("a", &small), ("b", &small)])), [""; 0]);
    let members = [("a", &small[..]), ("b", &small), ("c", &small)];
    assert_eq!(told(&tar(&members)), too_large);
    let nested = |depth| (0..depth).fold(b"text".to_vec(), |bytes, _| gzip(&bytes));
    assert_eq!(told(&nested(4)), [""; 0]);
    assert_eq!(told(&nested(5)), stopped("archives in it nest too deep"));
}
