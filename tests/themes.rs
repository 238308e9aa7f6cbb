//! Themes as a product: docs/themes.md names every template, every variable and
//! every component, from the source that makes them; and a theme of a project's
//! own replaces what it wants and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use syn::{
    Attribute, Expr, ExprLit, Fields, GenericArgument, ImplItem, Item, ItemImpl, ItemStruct, Lit,
    PathArguments, Type,
};
use walkdir::WalkDir;

use crate::harness::{Site, assert_text};

/// Where docs/themes.md begins to be written by the test below.
const GENERATED: &str = "<!-- What follows is written from the source by tests/themes.rs. -->\n";

#[test]
fn every_template_and_variable_is_documented() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/themes.md");
    let page = fs::read_to_string(&path).expect("docs/themes.md");
    let (by_hand, _) = page
        .split_once(GENERATED)
        .expect("the mark in docs/themes.md");
    let expected = format!("{by_hand}{GENERATED}{}", Views::read().page());
    if std::env::var("SNAPSHOTS").is_ok_and(|action| action == "overwrite") {
        fs::write(&path, expected).expect("a writable page");
    } else {
        assert_text(&page, &expected);
    }
}

/// The structs that templates see, by name.
struct Views(BTreeMap<String, ItemStruct>, Vec<Subject>);

/// What a kind of page is about: `policy.html`, `policy`, `PolicyView`.
struct Subject {
    templates: String,
    variable: String,
    view: String,
}

impl Views {
    /// Every struct of the pages that templates are filled with.
    fn read() -> Self {
        let html = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/output/html");
        let files = WalkDir::new(&html)
            .into_iter()
            .map(|entry| entry.expect("src").into_path());
        let files = files.chain([html.with_extension("rs")]);
        let files = files.filter(|path| path.extension().is_some_and(|e| e == "rs"));
        let items = files.flat_map(|path| {
            let text = fs::read_to_string(path).expect("a module");
            syn::parse_file(&text).expect("Rust").items
        });
        let (mut structs, mut subjects) = (BTreeMap::new(), Vec::new());
        for item in items {
            match item {
                Item::Struct(item) if derives_serialize(&item.attrs) => {
                    let name = item.ident.to_string();
                    let other = structs.insert(name, item);
                    assert!(other.is_none(), "two views have the same name");
                }
                Item::Impl(item) => subjects.extend(Subject::of(&item)),
                _ => {}
            }
        }
        subjects.sort_by(|a, b| a.view.cmp(&b.view));
        Self(structs, subjects)
    }

    fn page(&self) -> String {
        let mut page = String::from(
            "\n## Templates\n\nEach page is one of these, filled with `site`, `page` and its subject.\n\n\
             | Template | Subject |\n|---|---|\n",
        );
        for subject in &self.1 {
            let Subject {
                templates,
                variable,
                view,
            } = subject;
            writeln!(
                page,
                "| {templates} | `{variable}`: [{view}]({}) |",
                anchor(view)
            )
            .expect("a string takes every text");
        }
        let named: String = self
            .1
            .iter()
            .map(|subject| subject.templates.as_str())
            .collect();
        for template in templates() {
            if !named.contains(&format!("`{template}`")) {
                let what = match template.as_str() {
                    "base.html" => "what is around every page; the others extend it",
                    "components.html" => "the components below",
                    other => panic!("tell here what `{other}` is"),
                };
                writeln!(page, "| `{template}` | {what} |").expect("a string takes every text");
            }
        }
        page.push_str(
            "\n## Variables\n\nOn every page: `site`: [Site](#site), `page`: [Head](#head).\n",
        );
        for name in self.reachable() {
            page.push_str(&self.section(&name));
        }
        page.push_str(&components());
        page
    }

    /// Every view, each before those that it is made of.
    fn reachable(&self) -> Vec<String> {
        let mut found: Vec<String> = ["Site", "Head"].map(str::to_owned).into();
        found.extend(self.1.iter().map(|subject| subject.view.clone()));
        let mut at = 0;
        while let Some(name) = found.get(at).cloned() {
            for field in &self.0[&name].fields {
                for part in names(&field.ty) {
                    if self.0.contains_key(&part) && !found.contains(&part) {
                        found.push(part);
                    }
                }
            }
            at += 1;
        }
        found
    }

    fn section(&self, name: &str) -> String {
        let item = &self.0[name];
        let mut section = format!(
            "\n### {name}\n\n{}\n\n| Field | Type | What |\n|---|---|---|\n",
            doc(&item.attrs)
        );
        let Fields::Named(fields) = &item.fields else {
            panic!("`{name}` has fields without names")
        };
        for field in &fields.named {
            let ident = field.ident.as_ref().expect("a name");
            let what = doc(&field.attrs);
            if serde_says(&field.attrs, "skip") {
                continue;
            }
            if serde_says(&field.attrs, "flatten") {
                let part = names(&field.ty).pop().expect("a struct");
                writeln!(
                    section,
                    "| | | every field of [{part}]({}) |",
                    anchor(&part)
                )
                .expect("a string takes every text");
                continue;
            }
            let html = what.contains("(HTML)");
            writeln!(
                section,
                "| `{ident}` | {} | {what} |",
                self.kind(&field.ty, html)
            )
            .expect("a string takes every text");
        }
        section
    }

    /// A type in words.
    fn kind(&self, of: &Type, html: bool) -> String {
        let Type::Path(path) = of else {
            return if html { "HTML" } else { "text" }.to_owned();
        };
        let segment = path.path.segments.last().expect("a type");
        let inner = match &segment.arguments {
            PathArguments::AngleBracketed(given) => match given.args.first() {
                Some(GenericArgument::Type(inner)) => Some(self.kind(inner, html)),
                _ => None,
            },
            _ => None,
        };
        match (segment.ident.to_string().as_str(), inner) {
            ("Option", Some(inner)) => format!("{inner}, or none"),
            ("Vec", Some(inner)) => format!("list of {inner}"),
            ("Box", Some(inner)) => inner,
            ("String" | "VersionText", _) => if html { "HTML" } else { "text" }.to_owned(),
            ("bool", _) => "true or false".to_owned(),
            ("usize", _) => "number".to_owned(),
            (name, _) if self.0.contains_key(name) => format!("[{name}]({})", anchor(name)),
            (other, _) => panic!("say what a template sees of `{other}`"),
        }
    }
}

impl Subject {
    /// What a page says of itself; none of what implements another trait.
    fn of(item: &ItemImpl) -> Option<Self> {
        let (of, _) = item.trait_.as_ref()?;
        let (mut templates, mut variable, mut view) = Default::default();
        for item in of.is_ident("HtmlPage").then_some(&item.items)? {
            match item {
                ImplItem::Const(item) if item.ident == "TEMPLATE" => {
                    templates = doc(&item.attrs).trim_end_matches('.').to_owned();
                    if templates.is_empty() {
                        templates = format!("`{}`", string(&item.expr)?);
                    }
                }
                ImplItem::Const(item) if item.ident == "SUBJECT" => {
                    variable = string(&item.expr)?;
                }
                ImplItem::Type(item) => view = names(&item.ty).pop()?,
                _ => {}
            }
        }
        Some(Self {
            templates,
            variable,
            view,
        })
    }
}

/// What a literal says.
fn string(value: &Expr) -> Option<String> {
    match value {
        Expr::Lit(ExprLit {
            lit: Lit::Str(text),
            ..
        }) => Some(text.value()),
        _ => None,
    }
}

/// The names in a type, the innermost last: `Option`, `Row` for `Option<Row>`.
fn names(of: &Type) -> Vec<String> {
    let Type::Path(path) = of else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for segment in &path.path.segments {
        found.push(segment.ident.to_string());
        if let PathArguments::AngleBracketed(given) = &segment.arguments {
            for argument in &given.args {
                if let GenericArgument::Type(inner) = argument {
                    found.extend(names(inner));
                }
            }
        }
    }
    found
}

fn derives_serialize(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let list = attribute.meta.require_list();
        attribute.path().is_ident("derive")
            && list.is_ok_and(|list| list.tokens.to_string().contains("Serialize"))
    })
}

/// Whether an attribute of Serde's says just this.
fn serde_says(attributes: &[Attribute], word: &str) -> bool {
    attributes.iter().any(|attribute| {
        let list = attribute.meta.require_list();
        attribute.path().is_ident("serde") && list.is_ok_and(|list| list.tokens.to_string() == word)
    })
}

/// The documentation of an item in one line, fit for a cell of a table.
fn doc(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| {
        let value = attribute.meta.require_name_value().ok()?;
        let text = string(&value.value)?;
        let is_doc = attribute.path().is_ident("doc");
        is_doc.then(|| text.trim().to_owned())
    });
    lines.collect::<Vec<_>>().join(" ").replace('|', "\\|")
}

fn anchor(name: &str) -> String {
    format!("#{}", name.to_lowercase())
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/templates")
}

/// The names of the templates, sorted.
fn templates() -> BTreeSet<String> {
    let entries = fs::read_dir(folder()).expect("the embedded templates");
    entries
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect()
}

/// The components, each with the comment that stands before it.
fn components() -> String {
    let text = fs::read_to_string(folder().join("components.html")).expect("the components");
    let mut section = String::from("\n## Components\n\n| Component | What it makes |\n|---|---|\n");
    let mut what = String::new();
    for (at, _) in text.match_indices('{') {
        let rest = &text[at..];
        if let Some(comment) = rest.strip_prefix("{#-") {
            let comment = comment.split("-#}").next().expect("an end");
            what = comment.split_whitespace().collect::<Vec<_>>().join(" ");
        } else if let Some(component) = rest.strip_prefix("{% component ") {
            let signature = component.split(" -%}").next().expect("an end");
            let signature = signature.replace("@text, ", "").replace("@text", "");
            writeln!(section, "| `{signature}` | {what} |").expect("a string takes every text");
        }
    }
    section
}

#[test]
fn a_theme_replaces_what_it_wants_and_nothing_else() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/themes/plain");
    let plain = || {
        let site = Site::new().file(
            "advisories/a.yaml",
            "id: x_tinysig-2026-0001\npublished: 2026-09-22\npackage: PyPI/tinysig\nintroduced: \"0\"\n",
        );
        crate::harness::tree(&root)
            .into_iter()
            .fold(site, |site, (path, bytes)| {
                site.file_bytes(&format!("themes/plain/{path}"), &bytes)
            })
    };
    let config = crate::harness::FOREWARN_YAML;
    let own = plain().file("forewarn.yaml", &format!("{config}theme: plain\n"));
    let outcome = own.build().succeeds();
    let read = |path: &str| fs::read_to_string(own.root().join("public").join(path)).unwrap();

    // A style sheet of its own, and no other.
    assert_text(
        &read("assets/style.css"),
        include_str!("themes/plain/static/style.css"),
    );
    // A template of its own, with a text of its own.
    let missing = read("404.html");
    assert!(
        missing.contains("<p class=\"plain\">Nothing to see here, tinysig.</p>"),
        "{missing}"
    );
    // One text of the embedded language.
    let list = read("advisories/index.html");
    assert!(list.contains("<h1>Bulletins</h1>"), "{list}");
    // What it does not name stays as it is.
    assert!(
        list.contains("<th scope=\"col\" class=\"summary\">Summary</th>"),
        "{list}"
    );
    assert!(
        outcome.stderr.starts_with("1 advisory"),
        "{}",
        outcome.stderr
    );

    let others = plain();
    others.build().succeeds();
    let list = fs::read_to_string(others.root().join("public/advisories/index.html")).unwrap();
    assert!(list.contains("<h1>Security advisories</h1>"), "{list}");
}

#[test]
fn a_language_of_the_theme_is_one_that_pages_can_speak() {
    let site = Site::new()
        .file(
            "forewarn.yaml",
            "project: {name: tinysig}\ntheme: mine\nlanguages: [ar]\n",
        )
        .file(
            "themes/mine/languages/ar.ftl",
            "advisories_title = تنبيهات\npage_of = { $page } من { $pages }\n",
        );
    let outcome = site.build().succeeds();
    let list = fs::read_to_string(site.root().join("public/advisories/index.html")).unwrap();
    assert!(list.contains("<html lang=\"ar\" dir=\"rtl\">"), "{list}");
    assert!(list.contains("<h1>تنبيهات</h1>"), "{list}");
    assert!(
        outcome.stderr.contains("warning[language-incomplete]"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn embedded_files_are_listed_and_printed() {
    let site = Site::bare();
    let listed = site.run(["theme", "list"]).succeeds().stdout;
    assert!(
        listed.lines().any(|path| path == "templates/advisory.html"),
        "{listed}"
    );
    for path in listed.lines() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("themes/default")
            .join(path);
        let text = fs::read_to_string(file).unwrap();
        assert_eq!(
            site.run(["theme", "show", path]).succeeds().stdout,
            text,
            "{path}"
        );
    }
    let page = fs::read_to_string(folder().join("404.html")).unwrap();
    assert_eq!(
        site.run(["theme", "show", "404.html"]).succeeds().stdout,
        page
    );
    site.run(["theme", "show", "advisry.html"]).exits(2).stderr(
        "error: the theme has no file `advisry.html`\n  = help: did you mean `advisory.html`?\n",
    );
}

#[test]
fn a_project_makes_the_pages_its_own_without_a_template() {
    let site = Site::new()
        .file(
            "forewarn.yaml",
            "project: {name: tinysig, url: \"https://tinysig.example/\"}\nlogo: content/mark.svg\n\
             accent: {light: \"#6b3fa0\", dark: \"#cdb0f4\"}\n",
        )
        .file(
            "content/mark.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        );
    site.build().succeeds();
    let read = |path: &str| fs::read_to_string(site.root().join("public").join(path)).unwrap();
    let page = read("advisories/index.html");
    assert!(
        page.contains("<img src=\"../mark.svg\" alt=\"\" width=\"32\" height=\"32\">"),
        "{page}"
    );
    assert!(
        page.contains("<link rel=\"icon\" href=\"../mark.svg\">"),
        "{page}"
    );
    assert!(
        page.contains("<a href=\"https://tinysig.example/\">tinysig</a>"),
        "{page}"
    );
    let style = read("assets/style.css");
    assert!(style.ends_with(
        "@media screen{:root{--accent:#6b3fa0;}}\
         @media screen and (prefers-color-scheme:dark){:root{--accent:#cdb0f4;}}"
    ));
}
