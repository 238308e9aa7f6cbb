use serde::Serialize;
use serde_json::json;

use super::*;
use crate::model::Config;
use crate::source::Content;

const BASE: &[(&str, &[u8])] = &[
    (
        "languages/en.ftl",
        b"hello = Hello, { $name }!\nthere = there & then\n",
    ),
    ("static/logo.svg", b"<svg/>"),
    ("static/style.css", b"p {}"),
    (
        "templates/base.html",
        b"<title>{% block title %}{% endblock %}</title>\n",
    ),
    ("templates/entry.atom", b"<title>{{ title }}</title>"),
    (
        "templates/page.html",
        b"{% extends \"base.html\" %}{% block title %}{{ title }}{% endblock %}",
    ),
];

fn load(files: &[(&str, &str)]) -> (Option<Theme>, Vec<String>) {
    let mut sources = Sources::new();
    let overrides: Vec<_> = files
        .iter()
        .map(|(path, text)| sources.text(*path, *text))
        .collect();
    let (config, mut out) = (Config::default(), Diagnostics::new());
    let theme = Theme::over(BASE, &sources, &overrides, &config, &mut out);
    (theme, printed(&sources, &out))
}

fn printed(sources: &Sources, out: &Diagnostics) -> Vec<String> {
    out.sorted(sources)
        .iter()
        .map(|(_, d)| {
            let file = sources.get(d.primary.file);
            let (line, column) = file.line_column(d.primary.start());
            let (code, text) = (d.code.as_str(), sources.slice(d.primary));
            format!(
                "{}:{line}:{column} `{text}` {code}: {}",
                file.path, d.message
            )
        })
        .collect()
}

#[test]
fn the_embedded_theme_has_no_fault() {
    let mut out = Diagnostics::new();
    assert!(Theme::load(&Sources::new(), &[], &Config::default(), &mut out).is_some());
    assert!(!out.has_errors());
}

#[test]
fn a_theme_is_shared_between_threads() {
    fn shared<T: Sync + Send>() {}
    shared::<Theme>();
}

#[test]
fn pages_and_feeds_are_escaped() {
    let (theme, _) = load(&[]);
    let theme = theme.unwrap();
    let context = json!({"title": "<b> & \u{1b}"});
    assert_eq!(
        theme.render("page.html", &context).unwrap(),
        "<title>&lt;b&gt; &amp; \u{FFFD}</title>\n"
    );
    assert_eq!(
        theme.render("entry.atom", &context).unwrap(),
        "<title>&lt;b&gt; &amp; \u{FFFD}</title>"
    );
}

#[test]
fn an_override_replaces_one_file_and_the_others_stay() {
    let (theme, found) = load(&[
        ("themes/mine/static/style.css", "p { color: red }"),
        (
            "themes/mine/templates/base.html",
            "<b>{% block title %}{% endblock %}</b>",
        ),
    ]);
    let theme = theme.unwrap();
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(
        theme.render("page.html", &json!({"title": "T"})).unwrap(),
        "<b>T</b>"
    );
    let assets: Vec<_> = theme.assets().collect();
    assert_eq!(
        assets,
        [
            ("logo.svg", &b"<svg/>"[..]),
            ("style.css", b"p { color: red }")
        ]
    );
}

#[test]
fn the_style_sheet_is_made_small_unless_it_is_the_sites_own() {
    for (own, served) in [("p {}", "p{}"), ("p { }", "p { }")] {
        let (theme, found) = load(&[("themes/mine/static/style.css", own)]);
        let theme = theme.unwrap();
        let style = theme.assets().find(|(name, _)| *name == "style.css");
        assert_eq!(style, Some(("style.css", served.as_bytes())));
        assert_eq!(found, Vec::<String>::new());
    }
}

#[test]
fn a_file_that_replaces_nothing_is_named_and_left_out() {
    let (theme, found) = load(&[
        ("themes/mine/notes.txt", ""),
        ("themes/mine/static/page.html", ""),
        ("themes/mine/templates/pgae.html", "{{"),
    ]);
    assert_eq!(theme.unwrap().assets().count(), 2);
    assert_eq!(
        found,
        [
            "themes/mine/notes.txt:1:1 `` theme-file-unused: the embedded theme has no `notes.txt` to replace",
            "themes/mine/static/page.html:1:1 `` theme-file-unused: the embedded theme has no `static/page.html` to replace",
            "themes/mine/templates/pgae.html:1:1 `` theme-file-unused: the embedded theme has no `templates/pgae.html` to replace",
        ]
    );
}

#[test]
fn a_refused_file_leaves_the_embedded_one() {
    let mut sources = Sources::new();
    let link = sources.add(
        "themes/mine/templates/page.html",
        Content::Refused(crate::source::Refusal::SymbolicLink),
    );
    let mut out = Diagnostics::new();
    assert!(Theme::over(BASE, &sources, &[link], &Config::default(), &mut out).is_some());
    assert_eq!(printed(&sources, &out), Vec::<String>::new());
}

#[test]
fn a_template_that_is_not_utf_8_is_refused_at_the_byte() {
    let mut sources = Sources::new();
    let file = sources.add(
        "themes/mine/templates/page.html",
        Content::Bytes(b"<p>\nCaf\xe9".to_vec()),
    );
    let mut out = Diagnostics::new();
    assert!(Theme::over(BASE, &sources, &[file], &Config::default(), &mut out).is_none());
    assert_eq!(
        printed(&sources, &out),
        ["themes/mine/templates/page.html:2:4 `` not-utf8: the template is not UTF-8"]
    );
}

#[test]
fn every_syntax_error_is_found_at_its_place() {
    let (theme, found) = load(&[
        ("themes/mine/templates/base.html", "<p>\né {{ title | }}\n"),
        ("themes/mine/templates/page.html", "{% if a %}"),
    ]);
    assert!(theme.is_none());
    assert_eq!(
        found,
        [
            "themes/mine/templates/base.html:2:14 `}}` template-fault: found `}}` but expected identifier",
            "themes/mine/templates/page.html:1:11 `` template-fault: unexpected end of input",
        ]
    );
}

#[test]
fn everything_that_does_not_exist_is_found_at_its_place() {
    let (theme, found) = load(&[
        (
            "themes/mine/templates/base.html",
            "é {{ title | shout }}\n{% block title %}{{ now() }}{% endblock %}{% include \"no.html\" %}",
        ),
        (
            "themes/mine/templates/page.html",
            "{% extends \"base.html\" %}\n{% block body %}{% endblock %}",
        ),
    ]);
    assert!(theme.is_none());
    assert_eq!(
        found,
        [
            "themes/mine/templates/base.html:1:14 `shout` template-fault: unknown filter `shout`",
            "themes/mine/templates/base.html:2:21 `now()` template-fault: unknown function `now`",
            "themes/mine/templates/base.html:2:54 `\"no.html\"` template-fault: unknown template `no.html`",
            "themes/mine/templates/page.html:2:10 `body` template-fault: block `body` is not defined in any parent template",
        ]
    );
}

#[test]
fn faults_of_the_whole_template_are_said() {
    let cases = [
        (
            "{% extends \"no.html\" %}",
            "extends `no.html`, which does not exist",
        ),
        (
            "{% extends \"base.html\" %}",
            "extends itself, through `base.html`",
        ),
        (
            "{% include \"base.html\" %}",
            "includes itself, through `base.html`, `base.html`",
        ),
    ];
    for (text, message) in cases {
        let (theme, found) = load(&[("themes/mine/templates/base.html", text)]);
        assert!(theme.is_none());
        assert_eq!(
            found,
            [format!(
                "themes/mine/templates/base.html:1:1 `` template-fault: {message}"
            )]
        );
    }
}

#[test]
fn an_override_that_breaks_an_embedded_template_is_the_place() {
    let (theme, found) = load(&[
        (
            "themes/mine/templates/base.html",
            "<p>{% block main %}{% endblock %}",
        ),
        ("themes/mine/templates/entry.atom", "fine"),
    ]);
    assert!(theme.is_none());
    assert_eq!(
        found,
        [
            "themes/mine/templates/base.html:1:1 `` template-fault: breaks the embedded `page.html`: block `title` is not defined in any parent template"
        ]
    );
}

#[test]
fn a_fault_on_rendering_has_its_place_in_an_override() {
    let (theme, _) = load(&[("themes/mine/templates/page.html", "<p>\né {{ titel }}</p>")]);
    let fault = theme
        .unwrap()
        .render("page.html", &json!({"title": "T"}))
        .unwrap_err();
    let found = fault.diagnostic().unwrap();
    assert_eq!(found.code, crate::diagnostic::Code::TemplateFault);
    assert_eq!(found.primary.range(), 10..15);
}

#[test]
fn a_fault_on_rendering_an_embedded_template_is_told_in_words() {
    let (theme, _) = load(&[]);
    let theme = theme.unwrap();
    let fault = theme.render("page.html", &json!({})).unwrap_err();
    assert_eq!(fault.diagnostic(), None);
    assert_eq!(
        fault.to_string(),
        "template `page.html`, line 1, column 46: variable `title` is not defined"
    );
    let fault = theme.render("no.html", &json!({})).unwrap_err();
    assert_eq!(fault.to_string(), "template `no.html`: does not exist");
}

#[test]
fn a_context_that_does_not_serialize_is_a_fault() {
    struct Broken;
    impl Serialize for Broken {
        fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(serde::ser::Error::custom("no value"))
        }
    }
    #[derive(Serialize)]
    struct Context {
        title: Broken,
    }
    let (theme, _) = load(&[]);
    let fault = theme
        .unwrap()
        .render("page.html", &Context { title: Broken })
        .unwrap_err();
    assert_eq!(
        fault.to_string(),
        "template `page.html`: serialization failed: no value"
    );
}

proptest::proptest! {
    #[test]
    fn no_template_makes_it_panic(text in "([{%}#\"|.()<>/\n -]|\\{% ?(if|for|block|set|component|extends|include|raw)? |endif|a|=|\\}\\}|é|[0-9]){0,40}") {
        let (theme, _) = load(&[("themes/mine/templates/page.html", &text)]);
        if let Some(theme) = theme {
            let _ = theme.render("page.html", &json!({"a": [1, "b"]}));
        }
    }
}
