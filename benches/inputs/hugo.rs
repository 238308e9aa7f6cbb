//! The same advisories as a site of Hugo: a page and a record of each, the list
//! in pages of a hundred, a page and a feed of each package, a sitemap.
//!
//! It shows a third of what forewarn does: no search, no parts of the list, no
//! redirects, no support, no way out of a version.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Map, Value, json};

const CONFIG: &str = r#"baseURL = "https://bench.example/"
title = "bench"
disableKinds = ["404"]
[pagination]
pagerSize = 100
[taxonomies]
package = "packages"
[outputs]
page = ["html", "json"]
section = ["html", "rss"]
home = ["html"]
"#;

const LAYOUTS: &[(&str, &str)] = &[
    (
        "baseof.html",
        r#"<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} · {{ site.Title }}</title><meta name="description" content="{{ .Summary | plainify | truncate 160 }}">
<link rel="canonical" href="{{ .Permalink }}">{{ range .AlternativeOutputFormats }}<link rel="alternate" type="{{ .MediaType.Type }}" href="{{ .RelPermalink }}">{{ end }}
</head><body><header><nav><a href="/">Security</a> <a href="/advisories/">Advisories</a> <a href="/packages/">Packages</a></nav></header>
<main>{{ block "main" . }}{{ end }}</main><footer>{{ site.Title }}</footer></body></html>
"#,
    ),
    (
        "home.html",
        r#"{{ define "main" }}<h1>Security</h1>{{ end }}"#,
    ),
    (
        "page.html",
        r#"{{ define "main" }}{{ $r := .Params.record }}<h1>{{ .Title }}</h1>
<p>{{ $r.id }}{{ range $r.aliases }}, {{ . }}{{ end }} · {{ .Date.Format "2 January 2006" }}</p>
{{ range $r.affected }}<h2>{{ with .package }}{{ .name }}{{ end }}</h2>
<table>{{ range .ranges }}{{ range .events }}<tr>{{ range $k, $v := . }}<th>{{ $k }}</th><td>{{ $v }}</td>{{ end }}</tr>{{ end }}{{ end }}</table>
<p>{{ range .versions }}{{ . }} {{ end }}</p>{{ end }}
{{ .Content }}
{{ with $r.severity }}<ul>{{ range . }}<li>{{ .type }} {{ .score }}</li>{{ end }}</ul>{{ end }}
<ul>{{ range $r.references }}<li><a href="{{ .url }}">{{ .url }}</a> ({{ .type }})</li>{{ end }}</ul>
<ul>{{ range $r.credits }}<li>{{ .name }}</li>{{ end }}</ul>{{ end }}"#,
    ),
    ("page.json", "{{ .Params.record | jsonify }}"),
    (
        "section.html",
        r#"{{ define "main" }}<h1>{{ .Title }}</h1><table>{{ range .Paginator.Pages }}<tr><td><a href="{{ .RelPermalink }}">{{ .Params.record.id }}</a></td>
<td>{{ .Title }}</td><td>{{ range .Params.packages }}{{ . }} {{ end }}</td><td>{{ .Date.Format "2006-01-02" }}</td></tr>{{ end }}</table>
{{ with .Paginator.Prev }}<a href="{{ .URL }}">Newer</a>{{ end }} {{ with .Paginator.Next }}<a href="{{ .URL }}">Older</a>{{ end }}{{ end }}"#,
    ),
    (
        "taxonomy.html",
        r#"{{ define "main" }}<h1>Packages</h1><ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}"#,
    ),
    (
        "term.html",
        r#"{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}"#,
    ),
];

/// Whether there is a Hugo to compare with.
pub(crate) fn is_installed() -> bool {
    let version = Command::new("hugo").arg("version").output();
    version.is_ok_and(|output| output.status.success())
}

/// Writes the site at `root`, of the records of a site that forewarn built.
pub(crate) fn generate(root: &Path, built: &Path) {
    let (content, layouts) = (root.join("content/advisories"), root.join("layouts"));
    for folder in [&content, &layouts] {
        fs::create_dir_all(folder).expect("a folder");
    }
    fs::write(root.join("hugo.toml"), CONFIG).expect("a configuration");
    for (name, text) in LAYOUTS {
        fs::write(layouts.join(name), text).expect("a layout");
    }
    let all = fs::read(built.join("osv/all.json")).expect("the index of records");
    let all: Vec<Value> = serde_json::from_slice(&all).expect("JSON");
    for entry in all {
        let id = entry["id"].as_str().expect("an id");
        let record = fs::read(built.join(format!("osv/{id}.json"))).expect("a record");
        let record: Map<String, Value> = serde_json::from_slice(&record).expect("JSON");
        fs::write(content.join(format!("{id}.md")), page(id, record)).expect("a page");
    }
}

/// A record as front matter, and its text below.
fn page(id: &str, mut record: Map<String, Value>) -> String {
    let details = record.remove("details").unwrap_or_default();
    let affected = record.get("affected").and_then(Value::as_array);
    let packages = affected.into_iter().flatten();
    let packages: Vec<&Value> = packages.map(|entry| &entry["package"]["name"]).collect();
    let front = json!({
        "title": record.get("summary").unwrap_or(&Value::from(id)),
        "date": record.get("published").or(record.get("modified")),
        "packages": packages.iter().filter(|name| name.is_string()).collect::<Vec<_>>(),
        "record": record,
    });
    let text = details.as_str().unwrap_or_default();
    // A text may hold what Hugo takes for its own.
    format!("{front:#}\n\n{}\n", text.replace("{{", "{ {"))
}
