//! Holds `src/` to the floors of the design: who may import whom, no circle,
//! no file that outgrew its one concept.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

/// Every top-level module and the ones it may import, from the ground up. A
/// module stands above all that it imports; the work flows upward only.
const FLOORS: &[(&str, &str)] = &[
    ("work", ""),
    ("source", ""),
    ("diagnostic", "source"),
    ("model", "work source"),
    ("emit", "source diagnostic model"),
    ("version", "work model"),
    ("support", "source model version"),
    ("advice", "work source model version support"),
    ("yaml", "source diagnostic model"),
    ("document", "source diagnostic model"),
    ("parse", "source diagnostic model version yaml document"),
    ("guard", "work source diagnostic model"),
    (
        "check",
        "work source diagnostic model version support document advice guard",
    ),
    ("theme", "source diagnostic model document"),
    (
        "output",
        "source diagnostic model version support advice document theme",
    ),
    (
        "site",
        "source diagnostic model version support advice theme output",
    ),
    ("read", "source diagnostic model site"),
    ("deliver", "source diagnostic model site"),
    ("against", "source diagnostic model site read deliver"),
    ("preview", "source diagnostic emit model theme site"),
    (
        "command",
        "source diagnostic emit model version support advice yaml document parse guard check theme output site \
         read deliver against preview",
    ),
    ("main", "command"),
];

/// A file above this many lines holds more than one concept.
const MOST_LINES: usize = 400;

/// Tables that have a row for each thing of one kind, and nothing else.
const TABLES: [&str; 1] = ["diagnostic/code.rs"];

#[test]
fn a_module_imports_only_what_its_floor_allows() {
    let floors: BTreeMap<_, Vec<_>> = FLOORS
        .iter()
        .map(|(module, allowed)| (*module, allowed.split_whitespace().collect()))
        .collect();
    let mut faults = Vec::new();
    for file in source_files() {
        let Some(allowed) = floors.get(file.module.as_str()) else {
            faults.push(format!(
                "{}: the module `{}` stands on no floor; give it one in FLOORS",
                file.path, file.module
            ));
            continue;
        };
        for (line, imported) in file.imports() {
            if imported != file.module && !allowed.contains(&imported.as_str()) {
                faults.push(format!(
                    "{}:{line}: `{}` may not import `{imported}`; it may import: {}",
                    file.path,
                    file.module,
                    allowed.join(", ")
                ));
            }
        }
    }
    assert!(
        faults.is_empty(),
        "\n{}\n\nA lower floor that needs something from a higher one usually wants it as an \
         argument,\nor the thing belongs to a lower floor. The table is in tests/layers.rs.\n",
        faults.join("\n")
    );
}

#[test]
fn the_floors_themselves_have_no_circle() {
    let mut below = BTreeSet::new();
    for (module, allowed) in FLOORS {
        for imported in allowed.split_whitespace() {
            assert!(
                below.contains(imported),
                "`{module}` stands below `{imported}`, which it may import: \
                 a table in this order has no circle, so move one of them"
            );
        }
        below.insert(*module);
    }
}

/// Folders whose modules import each other in one direction.
const IN_ONE_DIRECTION: &[&str] = &["output/html", "output/html/versions"];

#[test]
fn modules_of_a_folder_have_no_circle() {
    for folder in IN_ONE_DIRECTION {
        let mut imports: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for file in source_files() {
            let below = file.path.strip_prefix(folder);
            if let Some(path) = below.and_then(|path| path.strip_prefix('/')) {
                let module = path
                    .split(['/', '.'])
                    .next()
                    .expect("split yields one part");
                let names = file.named_in(folder).into_iter().map(|(_, name)| name);
                let known = imports.entry(module.to_owned()).or_default();
                known.extend(names.filter(|name| name != module));
            }
        }
        for (module, names) in &imports {
            for name in names {
                assert!(
                    imports.contains_key(name),
                    "{folder}/{module}: import `{name}` from the module that has it, not from \
                     the head of the folder, which knows them all"
                );
            }
        }
        while let Some(module) = (imports.iter())
            .find(|(_, names)| names.iter().all(|name| !imports.contains_key(name)))
            .map(|(module, _)| module.clone())
        {
            imports.remove(&module);
        }
        assert!(
            imports.is_empty(),
            "{folder}: a circle among {imports:#?}; what two modules need of each other \
             belongs to a third"
        );
    }
}

#[test]
fn a_file_keeps_to_one_concept() {
    let long: Vec<_> = source_files()
        .iter()
        .map(|file| (file.text.lines().count(), &file.path))
        .filter(|(lines, path)| *lines > MOST_LINES && !TABLES.contains(&path.as_str()))
        .map(|(lines, path)| format!("{path}: {lines} lines"))
        .collect();
    assert!(
        long.is_empty(),
        "\n{}\n\nAbove {MOST_LINES} lines a file holds more than one concept: move one to \
         src/NAME/CONCEPT.rs,\nor its unit tests to src/NAME/tests.rs.\n",
        long.join("\n")
    );
}

#[test]
fn imports_are_found_in_every_form() {
    let text = "\
//! Prose about crate::command is no import.
use crate::{
    model::{Advisory, Id},
    yaml,
};
pub(crate) fn f(x: &crate::source::Span) { super::super::check::run(x) }
use super::sibling;
#[cfg(test)]
mod tests {
    use crate::site::Site;
}
";
    let file = SourceFile::new("parse/advisory.rs", text.to_owned());
    let found: Vec<_> = file.imports().into_iter().map(|(_, name)| name).collect();
    assert_eq!(file.module, "parse");
    assert_eq!(found, ["model", "yaml", "check", "source"]);
}

struct SourceFile {
    path: String,
    module: String,
    text: String,
}

impl SourceFile {
    fn new(path: &str, text: String) -> Self {
        let module = path.split('/').next().expect("split yields one part");
        Self {
            path: path.to_owned(),
            module: module.trim_end_matches(".rs").to_owned(),
            text,
        }
    }

    /// The top-level modules that are named outside comments and unit tests,
    /// each with its line, from 1.
    fn imports(&self) -> BTreeSet<(usize, String)> {
        self.named_in("")
    }

    /// The same of a folder that the file lies in.
    fn named_in(&self, folder: &str) -> BTreeSet<(usize, String)> {
        let code = self.text.split("#[cfg(test)]\nmod tests {").next();
        let code: Vec<_> = (code.expect("split yields one part").lines())
            .map(|line| line.split("//").next().expect("split yields one part"))
            .collect();
        let code = code.join("\n");
        let own_crate = if self.module == "main" {
            "forewarn"
        } else {
            "crate"
        };
        let folders: Vec<_> = folder.split('/').filter(|name| !name.is_empty()).collect();
        let below: Vec<_> = folders.iter().flat_map(|name| [*name, "::"]).collect();
        let below = below.concat();
        // From `src/a.rs` one `super::` leads to the crate, from `src/a/b.rs` two.
        let depth = self.path.matches('/').count() + 1 - folders.len();
        let mut found = BTreeSet::new();
        for root in [format!("{own_crate}::{below}"), "super::".repeat(depth)] {
            for (start, _) in code.match_indices(&root) {
                let line = code[..start].matches('\n').count() + 1;
                if !code[..start].ends_with("super::") {
                    let names = first_names(&code[start + root.len()..]);
                    let names = names.into_iter().filter(|name| name != "super");
                    found.extend(names.map(|name| (line, name)));
                }
            }
        }
        found
    }
}

/// The first names of a path, or of every path of a group in braces.
fn first_names(path: &str) -> Vec<String> {
    let name = |text: &str| -> String {
        let is_part = |c: &char| c.is_ascii_alphanumeric() || *c == '_';
        text.trim_start().chars().take_while(is_part).collect()
    };
    let Some(group) = path.strip_prefix('{') else {
        return Vec::from_iter(Some(name(path)).filter(|name| !name.is_empty()));
    };
    let mut names = vec![name(group)];
    let mut depth = 1;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => names.push(name(&group[at + 1..])),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// The files of `src/` but for `lib.rs`, which names every module, and for
/// files of unit tests.
fn source_files() -> Vec<SourceFile> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    WalkDir::new(&src)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.expect("src can be listed").into_path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .filter(|path| !path.ends_with("lib.rs") && !path.ends_with("tests.rs"))
        .filter(|path| !path.components().any(|part| part.as_os_str() == "tests"))
        .map(|path| {
            let text = fs::read_to_string(&path).expect("sources are UTF-8");
            let path = path.strip_prefix(&src).expect("below src");
            SourceFile::new(&path.to_string_lossy(), text)
        })
        .collect()
}
