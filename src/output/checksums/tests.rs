use sha2::{Digest, Sha256};

use crate::output::versions::tests::{bytes, clock, made, paths, project};

/// In hexadecimal digits.
fn u256(digest: [u8; 32]) -> String {
    let (halves, _) = digest.as_chunks::<16>();
    let [one, two] = [halves[0], halves[1]].map(u128::from_be_bytes);
    format!("{one:032x}{two:032x}")
}

#[test]
fn every_file_for_programs_has_a_line_and_nothing_else() {
    let project = project(&[
        (
            "forewarn.yaml",
            "project: {name: tinysig, package: PyPI/tinysig}\n",
        ),
        (
            "advisories/A.yaml",
            "{id: x_tinysig-2026-0001, summary: A, fixed: \"2\", \
             published: 2026-09-22T14:00:00Z}",
        ),
    ]);
    let all = paths(&project, clock());
    let covered = all.iter().filter(|path| {
        let is_page = std::path::Path::new(path)
            .extension()
            .is_some_and(|it| it == "html");
        !is_page && !path.starts_with("assets/") && *path != "SHA256SUMS"
    });
    let lines = covered.map(|path| {
        let bytes = bytes(&project, clock(), path).unwrap();
        let digest: [u8; 32] = Sha256::digest(bytes).into();
        let hex = u256(digest);
        format!("{hex}  {path}\n")
    });
    let expected: String = lines.collect();
    assert!(expected.contains("  osv/PyPI/all.zip\n"));
    assert_eq!(made(&project, clock(), "SHA256SUMS").unwrap(), expected);
}
