use std::collections::HashSet;

use super::*;

mod corpus;
mod hostile;
mod safety;

fn assert_html(text: &str, expected: &str) {
    assert_eq!(render(text, &Options::default()).html, expected);
}

#[test]
fn paragraphs_quotes_rules_and_inline_marks() {
    assert_html(
        "Text *em* **strong** ~~del~~ `<code>`  \nbreak\n\n> quote\n\n---\n",
        r"<p>Text <em>em</em> <strong>strong</strong> <del>del</del> <code>&lt;code&gt;</code><br/>
break</p>
<blockquote>
<p>quote</p>
</blockquote>
<hr/>
",
    );
}

#[test]
fn lists_nest_and_start_where_they_say() {
    assert_html(
        "- a
- b
  1. c

3. d
4. e
",
        r#"<ul>
<li>a</li>
<li>b<ol>
<li>c</li>
</ol>
</li>
</ul>
<ol start="3">
<li>d</li>
<li>e</li>
</ol>
"#,
    );
}

#[test]
fn loose_lists_hold_paragraphs() {
    assert_html(
        "- a

- b
",
        r"<ul>
<li><p>a</p>
</li>
<li><p>b</p>
</li>
</ul>
",
    );
}

#[test]
fn task_lists_use_signs_with_names() {
    assert_html(
        "- [x] a
- [ ] b
",
        r#"<ul>
<li><span class="task" role="img" aria-label="Done">☑</span> a</li>
<li><span class="task" role="img" aria-label="To do">☐</span> b</li>
</ul>
"#,
    );
}

#[test]
fn signs_by_name_are_signs_with_words_in_text_alone() {
    assert_html(
        ":x: a :white_check_mark:, (:heavy_check_mark:) `:x:` std::x::y :x:z\n\n    :x:\n",
        r#"<p><span role="img" aria-label="No">❌</span> a <span role="img" aria-label="Yes">✅</span>, (<span role="img" aria-label="Yes">✅</span>) <code>:x:</code> std::x::y :x:z</p>
<pre tabindex="0"><code>:x:
</code></pre>
"#,
    );
}

#[test]
fn what_is_added_speaks_the_language_of_the_page() {
    let options = Options {
        language: Some(crate::theme::spoken("de")),
        ..Options::default()
    };
    let text = "# A[^1]\n> [!WARNING]\n> - [x] b :x:\n\n[^1]: c\n";
    let html = render(text, &options).html;
    for words in [
        ">Warnung<",
        "=\"Erledigt\"",
        "=\"Nein\"",
        "=\"Link zu „A“\"",
        "=\"Fußnote 1\"",
        "=\"Zurück zur Stelle 1\"",
    ] {
        assert!(html.contains(words), "{words}: {html}");
    }
}

#[test]
fn tables_align_by_class_and_scroll() {
    assert_html(
        "| A | B & C | `D` | |
|:--|:-:|--:|---|
| 1 | 2 | | *x* |
| 3 |
",
        r#"<div class="table-scroll" role="region" aria-label="Table 1: A B &amp; C D" tabindex="0">
<table>
<thead>
<tr><th scope="col" class="align-left">A</th><th scope="col" class="align-center">B &amp; C</th><th scope="col" class="align-right"><code>D</code></th><td></td></tr>
</thead>
<tbody>
<tr><td class="align-left">1</td><td class="align-center">2</td><td></td><td><em>x</em></td></tr>
<tr><td class="align-left">3</td><td></td><td></td><td></td></tr>
</tbody>
</table>
</div>
"#,
    );
}

#[test]
fn tables_without_rows_are_numbered_too() {
    assert_html(
        "| A |
|---|

| A |
|---|
",
        r#"<div class="table-scroll" role="region" aria-label="Table 1: A" tabindex="0">
<table>
<thead>
<tr><th scope="col">A</th></tr>
</thead>
</table>
</div>
<div class="table-scroll" role="region" aria-label="Table 2: A" tabindex="0">
<table>
<thead>
<tr><th scope="col">A</th></tr>
</thead>
</table>
</div>
"#,
    );
}

#[test]
fn footnotes_are_numbered_by_first_mention() {
    assert_html(
        "a[^x] b[^x] c[^y]

[^y]: Why.
[^x]: See

    - d
[^z]: Lost?
",
        r##"<p>a<sup class="footnote-ref"><a href="#fn:1" id="fnref:1" aria-label="Footnote 1">1</a></sup> b<sup class="footnote-ref"><a href="#fn:1" id="fnref:1-2" aria-label="Footnote 1">1</a></sup> c<sup class="footnote-ref"><a href="#fn:2" id="fnref:2" aria-label="Footnote 2">2</a></sup></p>
<div class="footnotes">
<ol>
<li id="fn:1">
<p>See</p>
<ul>
<li>d</li>
</ul>
 <a class="footnote-back" href="#fnref:1" aria-label="Back to mark 1">↩</a> <a class="footnote-back" href="#fnref:1-2" aria-label="Back to mark 1-2">↩</a>
</li>
<li id="fn:2">
<p>Why. <a class="footnote-back" href="#fnref:2" aria-label="Back to mark 2">↩</a></p>
</li>
<li id="fn:3">
<p>Lost?</p>
</li>
</ol>
</div>
"##,
    );
}

#[test]
fn a_footnote_that_is_not_defined_is_text() {
    assert_html(
        "a[^x]
",
        r"<p>a[^x]</p>
",
    );
}

#[test]
fn alerts_say_their_kind() {
    assert_html(
        "> [!NOTE]
> a

> [!CAUTION]
> b

> [!OTHER]
> c
",
        r#"<div class="alert alert-note">
<p class="alert-title">Note</p>
<p>a</p>
</div>
<div class="alert alert-caution">
<p class="alert-title">Caution</p>
<p>b</p>
</div>
<blockquote>
<p>[!OTHER]
c</p>
</blockquote>
"#,
    );
}

#[test]
fn headings_have_ids_and_permalinks() {
    assert_html(
        "# A *b* `c`
## A b c!
###### ![d](d.png)
# <b>
",
        r##"<h1 id="a-b-c">A <em>b</em> <code>c</code> <a class="anchor" href="#a-b-c" aria-label="Link to “A b c”">#</a></h1>
<h2 id="a-b-c-1">A b c! <a class="anchor" href="#a-b-c-1" aria-label="Link to “A b c!”">#</a></h2>
<h6 id="d"><img src="d.png" alt="d"/> <a class="anchor" href="#d" aria-label="Link to “d”">#</a></h6>
<h1 id="b">&lt;b&gt; <a class="anchor" href="#b" aria-label="Link to “&lt;b&gt;”">#</a></h1>
"##,
    );
}

#[test]
fn away_from_their_page_headings_lead_nowhere_and_code_has_no_colours() {
    let options = Options {
        apart: true,
        ..Options::default()
    };
    let html = |text| render(text, &options).html;
    assert_eq!(
        html("# A *b*\n# <b>\n"),
        "<h1>A <em>b</em></h1>\n<h1>&lt;b&gt;</h1>\n"
    );
    assert_eq!(
        html("```python\nx < 1\n```\n"),
        "<pre tabindex=\"0\"><code class=\"language-python\">x &lt; 1\n</code></pre>\n"
    );
}

#[test]
fn links_lead_on_and_keep_titles() {
    assert_html(
        r#"[a](b.html "t\"") [c](https://d.example/?e&f) <g@h.example> [i]

[i]: #j
"#,
        r##"<p><a href="b.html" title="t&quot;">a</a> <a href="https://d.example/?e&amp;f" rel="noreferrer">c</a> <a href="mailto:g@h.example" rel="noreferrer">g@h.example</a> <a href="#j">i</a></p>
"##,
    );
}

#[test]
fn refused_links_keep_their_text() {
    assert_html(
        "[*a*](javascript:b) [c](java&Tab;script&colon;d) [e](//f) <data:g> ![h](file:///i)
",
        r"<p><em>a</em> c e data:g h</p>
",
    );
}

#[test]
fn links_without_text_show_where_they_lead() {
    assert_html(
        "[](a.html) []() [](javascript:a)
",
        r#"<p><a href="a.html">a.html</a>  </p>
"#,
    );
}

#[test]
fn bare_addresses_become_links() {
    assert_html(
        "See https://a.example/b_c_d&e, **http://f.example** and `https://g`; [https://h](i).
",
        r#"<p>See <a href="https://a.example/b_c_d&amp;e" rel="noreferrer">https://a.example/b_c_d&amp;e</a>, <strong><a href="http://f.example" rel="noreferrer">http://f.example</a></strong> and <code>https://g</code>; <a href="i">https://h</a>.</p>
"#,
    );
}

#[test]
fn images_elsewhere_become_links() {
    assert_html(
        r#"![a *b*](c.png "d") ![e](https://f.example/g.png) ![](https://h.example/i.png) [![j](https://k.example)](l) [![m](n)](o)
"#,
        r#"<p><img src="c.png" alt="a b" title="d"/> <a href="https://f.example/g.png" rel="noreferrer">e</a> <a href="https://h.example/i.png" rel="noreferrer">https://h.example/i.png</a> <a href="l">j</a> <a href="o"><img src="n" alt="m"/></a></p>
"#,
    );
}

#[test]
fn html_is_text_and_comments_are_left_out() {
    assert_html(
        r#"<div onclick="a">
<script>b</script>
</div>

c <b>d</b> <!-- e --> f

<!-- g

h -->
i
"#,
        r"<p>&lt;div onclick=&quot;a&quot;&gt;
&lt;script&gt;b&lt;/script&gt;
&lt;/div&gt;</p>
<p>c &lt;b&gt;d&lt;/b&gt;  f</p>
<p>i</p>
",
    );
}

#[test]
fn code_keeps_its_text() {
    assert_html(
        r#"    <a>

```tinysig
<b>
```
~~~C++ x
~~~
```a"b
c
```
"#,
        r#"<pre tabindex="0"><code>&lt;a&gt;
</code></pre>
<pre tabindex="0"><code class="language-tinysig">&lt;b&gt;
</code></pre>
<pre tabindex="0"><code class="language-c++"></code></pre>
<pre tabindex="0"><code>c
</code></pre>
"#,
    );
}

#[test]
fn known_languages_are_highlighted() {
    assert_html(
        "```python
x = 1
```
",
        r#"<pre tabindex="0"><code class="language-python"><span class="hl-source hl-python"><span class="hl-meta hl-qualified-name hl-python"><span class="hl-meta hl-generic-name hl-python">x</span></span> <span class="hl-keyword hl-operator hl-assignment hl-python">=</span> <span class="hl-constant hl-numeric hl-integer hl-decimal hl-python">1</span>
</span></code></pre>
"#,
    );
}

#[test]
fn forbidden_characters_are_replaced() {
    assert_html(
        "a\u{1}b &#7; [c\u{b}](d\u{2}e) `\u{ffff}`\n",
        r"<p>a�b � [c�](d�e) <code>�</code></p>
",
    );
}

#[test]
fn heading_attributes_are_text() {
    assert_html(
        "# a {#b .c onclick=d}
",
        r##"<h1 id="a-b-c-onclickd">a {#b .c onclick=d} <a class="anchor" href="#a-b-c-onclickd" aria-label="Link to “a {#b .c onclick=d}”">#</a></h1>
"##,
    );
}

#[test]
fn math_is_text() {
    assert_html(
        "$a$ $$b$$
",
        r"<p>$a$ $$b$$</p>
",
    );
}

#[test]
fn line_ends_may_be_those_of_windows() {
    assert_html(
        "a\r\nb\r\n\r\n```\r\nc\r\n```\r\n",
        r#"<p>a
b</p>
<pre tabindex="0"><code>c
</code></pre>
"#,
    );
}

#[test]
fn options_shift_headings_and_prefix_ids() {
    let rewrite = |written: &str| {
        written
            .strip_suffix(".md")
            .map(|page| format!("{page}.html"))
    };
    let options = Options {
        heading_offset: 2,
        id_prefix: "impact-",
        rewrite: Some(&rewrite),
        ..Options::default()
    };
    let rendered = render(
        "# A [^1]\n##### B\n\n[a](#a) [c](c.md) [d](https://d.example/d.md) ![e](e.md)\n\n[^1]: f\n",
        &options,
    );
    assert_eq!(
        rendered.html,
        r##"<h3 id="impact-a">A <sup class="footnote-ref"><a href="#impact-fn:1" id="impact-fnref:1" aria-label="Footnote 1">1</a></sup> <a class="anchor" href="#impact-a" aria-label="Link to “A”">#</a></h3>
<h6 id="impact-b">B <a class="anchor" href="#impact-b" aria-label="Link to “B”">#</a></h6>
<p><a href="#impact-a">a</a> <a href="c.html">c</a> <a href="https://d.example/d.md" rel="noreferrer">d</a> <img src="e.html" alt="e"/></p>
<div class="footnotes">
<ol>
<li id="impact-fn:1">
<p>f <a class="footnote-back" href="#impact-fnref:1" aria-label="Back to mark 1">↩</a></p>
</li>
</ol>
</div>
"##
    );
    assert_eq!(
        rendered.headings,
        [
            Heading {
                level: 3,
                id: "impact-a".to_owned(),
                text: "A".to_owned(),
                html:
                    "A <sup class=\"footnote-ref\"><a href=\"#impact-fn:1\" id=\"impact-fnref:1\" \
                       aria-label=\"Footnote 1\">1</a></sup>"
                        .to_owned(),
            },
            Heading {
                level: 6,
                id: "impact-b".to_owned(),
                text: "B".to_owned(),
                html: "B".to_owned(),
            },
        ]
    );
}

#[test]
fn what_is_rewritten_is_judged_again() {
    let options = Options {
        rewrite: Some(&|_| Some("javascript:a".to_owned())),
        ..Options::default()
    };
    assert_eq!(render("[a](b)", &options).html, "<p>a</p>\n");
}

#[test]
fn links_are_told_with_their_places() {
    let text = "é [a](b.md) ![c](d\\*.png) https://e.example\n\n&lt;https://f.example\n[g](javascript:h)\n";
    let rendered = render(text, &Options::default());
    let links: Vec<_> = rendered
        .links
        .iter()
        .map(|link| (link.destination.as_str(), &text[link.range.clone()]))
        .collect();
    assert_eq!(
        links,
        [
            ("b.md", "[a](b.md)"),
            ("d*.png", "![c](d\\*.png)"),
            ("https://e.example", "https://e.example"),
            ("https://f.example", "&lt;https://f.example"),
            ("javascript:h", "[g](javascript:h)"),
        ]
    );
}

#[test]
fn directives_are_told_with_their_places() {
    let text = "A\n\n<!-- forewarn: contacts -->\n\nB[^1]\n\n> <!-- forewarn: promises -->\n\n\
                1. <!-- forewarn: a -->\n\nC <!-- forewarn: b --> `<!-- forewarn: code -->`\n\n\
                \x20   <!-- forewarn: c -->\n\n```html\n<!-- forewarn: d -->\n```\n\n\
                <!-- forewarn: e --><!-- forewarn: f -->\n\n\
                | <!-- forewarn: g --> |\n|---|\n\n[^1]: D\n\n    <!-- forewarn: h -->\n\n\
                <!-- forewarn: i";
    let rendered = render(text, &Options::default());
    let told: Vec<_> = rendered
        .directives
        .iter()
        .map(|directive| {
            let before = directive.at.map(|at| &rendered.html[..at]);
            assert!(text[directive.range.clone()].starts_with("<!-- forewarn: "));
            (directive.text.as_str(), before)
        })
        .collect();
    let misplaced = ["promises", "a", "b", "c", "d", "e", "f", "g", "h", "i"].map(|t| (t, None));
    assert_eq!(told[0], ("contacts", Some("<p>A</p>\n")));
    assert_eq!(told[1..], misplaced);
    assert_eq!(
        &text[rendered.directives[0].range.clone()],
        "<!-- forewarn: contacts -->"
    );
}

#[test]
fn a_line_has_no_blocks() {
    let cases = [
        ("1. a", "1. a", "1. a"),
        ("# b", "# b", "# b"),
        ("- c *d*", "- c <em>d</em>", "- c d"),
        ("_a_ `b`", "<em>a</em> <code>b</code>", "a b"),
        ("[x]: y", "[x]: y", "[x]: y"),
        ("[^x]: y[^x]", "[^x]: y[^x]", "[^x]: y[^x]"),
        ("    code", "code", "code"),
        ("", "", ""),
        ("<b> ![c](d) <!-- e -->", "&lt;b&gt; c ", "<b> c"),
        ("[a](javascript:b)", "a", "a"),
        (
            "https://a.example.",
            "<a href=\"https://a.example\" rel=\"noreferrer\">https://a.example</a>.",
            "https://a.example.",
        ),
        ("a\u{7}", "a\u{FFFD}", "a\u{FFFD}"),
    ];
    for (text, as_html, as_text) in cases {
        assert_eq!(inline(text), as_html, "{text}");
        assert_eq!(plain(text), as_text, "{text}");
    }
    assert_eq!(inline("a\n\n- b"), "a - b");
}

#[test]
fn plain_text_keeps_the_words_of_blocks() {
    assert_eq!(
        plain(
            "# A\n\n- *b*\n- [x] c[^n]\n\n| d | e |\n|---|---|\n| f | ![g](h) |\n\n<!-- i -->\n<p>j\n\n    k\n\n[^n]: l\n"
        ),
        "A b c d e f g <p>j k l"
    );
}
