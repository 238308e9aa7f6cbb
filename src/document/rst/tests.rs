//! What texts become, that every text becomes something, and at what cost.

mod cost;

use proptest::prelude::*;
use pulldown_cmark::Event;

use super::read;

/// The text as HTML by the plainest of writers.
fn html(text: &str) -> String {
    let mut html = String::new();
    let events = read(text).events.into_iter().map(|(event, _)| event);
    pulldown_cmark::html::push_html(&mut html, events);
    html
}

/// The findings, each with the text that it is about.
fn told(text: &str) -> Vec<String> {
    let faults = read(text).faults.into_iter();
    faults
        .map(|fault| {
            let place = text[fault.place].split_whitespace().collect::<Vec<_>>();
            format!("{}: {}", place.join(" "), fault.message)
        })
        .collect()
}

#[test]
fn every_construct_is_on_the_page() {
    for (text, expected) in [
        (
            "Title\n=====\n\nA *b* **c**\n``d\ne``.\n\nUnder\n-----\n",
            "<h1>Title</h1>\n<p>A <em>b</em> <strong>c</strong>\n<code>d e</code>.</p>\n<h2>Under</h2>\n",
        ),
        (
            "- a\n- b\n\n  - c\n",
            "<ul>\n<li>a</li>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>\n",
        ),
        (
            "• a\n• b\n  c\n",
            "<ul>\n<li>a</li>\n<li>b\nc</li>\n</ul>\n",
        ),
        (
            "3. a\n#. b\n",
            "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n",
        ),
        (
            "term\n  what it is\n",
            "<dl>\n<dt>term</dt>\n<dd>what it is</dd>\n</dl>\n",
        ),
        (
            ":Mail: a\n:Key: b\n",
            "<dl>\n<dt>Mail</dt>\n<dd>a</dd>\n<dt>Key</dt>\n<dd>b</dd>\n</dl>\n",
        ),
        (
            "Code::\n\n  a *b*\n\n    c\\ d\n\nText.\n",
            "<p>Code:</p>\n<pre><code>a *b*\n\n  c\\ d\n</code></pre>\n<p>Text.</p>\n",
        ),
        (
            ".. code-block:: sh\n\n   a `b\n",
            "<pre><code class=\"language-sh\">a `b\n</code></pre>\n",
        ),
        (
            ".. note:: A\n\n   B\n",
            "<blockquote class=\"markdown-alert-note\">\n<p>A</p>\n<p>B</p>\n</blockquote>\n",
        ),
        (
            "    quoted\n\n    -- somebody\n",
            "<blockquote>\n<p>quoted</p>\n<p>— somebody</p>\n</blockquote>\n",
        ),
        ("| a\n|   b\n", "<p>a<br />\n\u{2003}b</p>\n"),
        ("a\n\n----\n\nb\n", "<p>a</p>\n<hr />\n<p>b</p>\n"),
        (
            "a [1]_\n\n.. [1] Note.\n",
            "<p>a <sup class=\"footnote-reference\"><a href=\"#1\">1</a></sup></p>\n<div class=\"footnote-definition\" id=\"1\"><sup class=\"footnote-definition-label\">1</sup>\n<p>Note.</p>\n</div>\n",
        ),
        ("|x|\\ s\n\n.. |x| replace:: *y*\n", "<p><em>y</em>s</p>\n"),
        (
            ".. image:: a.png\n   :alt: A\n",
            "<p><img src=\"a.png\" alt=\"A\" /></p>\n",
        ),
        (
            "Mail security@a.example about **anything**.\n",
            "<p>Mail security@a.example about <strong>anything</strong>.</p>\n",
        ),
        (".. comment\n\nText\n", "<p>Text</p>\n"),
        (
            ".. forewarn: advisories latest=5\n\nText\n",
            "<!-- forewarn: advisories latest=5 -->\n<p>Text</p>\n",
        ),
        ("10\u{a0}MB\n", "<p>10\u{a0}MB</p>\n"),
        (
            "H\\ :sub:`2`\\ O, :kbd:`x`, :file:`y`\n",
            "<p>H<sub>2</sub>O, <code>x</code>, <code>y</code></p>\n",
        ),
    ] {
        assert_eq!(html(text), expected, "{text}");
        assert_eq!(told(text), [""; 0], "{text}");
    }
}

#[test]
fn rarer_constructs_are_read_as_docutils_reads_them() {
    for (text, expected) in [
        (
            "-a  one\n--long=X  two\n   more\n",
            "<dl>\n<dt><code>-a</code></dt>\n<dd>one</dd>\n<dt><code>--long=X</code></dt>\n<dd>two\nmore</dd>\n</dl>\n",
        ),
        ("i. a\nii. b\n", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n"),
        (
            "A. Einstein was\na physicist.\n",
            "<p>A. Einstein was\na physicist.</p>\n",
        ),
        (
            "Said::\n\n> a *b*\n>  c\n",
            "<p>Said:</p>\n<pre><code>&gt; a *b*\n&gt;  c\n</code></pre>\n",
        ),
        (
            ">>> 1 +\n... 1\n2\n\na\n",
            "<pre><code>&gt;&gt;&gt; 1 +\n... 1\n2\n</code></pre>\n<p>a</p>\n",
        ),
        ("| a\n  b\n| c\n", "<p>a\nb<br />\nc</p>\n"),
        (
            "..\n\n   quoted\n",
            "<blockquote>\n<p>quoted</p>\n</blockquote>\n",
        ),
        (
            ".. csv-table::\n   :delim: ;\n\n   \"a; \"\"b\"\"\n   c\"; d\n",
            "<table><tr><th>a; \"b\"\nc</th><th>d</th></tr>\n</tbody></table>\n",
        ),
        (
            "|c| 2026\n\n.. |c| unicode:: 0xA9 .. copyright\n",
            "<p>© 2026</p>\n",
        ),
        (
            "a_ `b <https://b.example>`_ b_\n\n.. _a:\n.. _c: mail@c.example\n",
            "<p><a href=\"mailto:mail@c.example\">a</a> <a href=\"https://b.example\">b</a> <a href=\"https://b.example\">b</a></p>\n",
        ),
        (
            "2 * 3*4, \"*\", __init__, a_b, https://a.example/b_ c\n",
            "<p>2 * 3*4, \"*\", __init__, a_b, https://a.example/b_ c</p>\n",
        ),
        (
            ".. warning::\n   :Affected: all\n",
            "<blockquote class=\"markdown-alert-warning\">\n<dl>\n<dt>Affected</dt>\n<dd>all</dd>\n</dl>\n</blockquote>\n",
        ),
    ] {
        assert_eq!(html(text), expected, "{text}");
        assert_eq!(told(text), [""; 0], "{text}");
    }
}

#[test]
fn links_lead_where_their_names_say() {
    for (text, expected) in [
        (
            "`a b`_\n\n.. _a b: https://a.example/\n",
            "<p><a href=\"https://a.example/\">a b</a></p>\n",
        ),
        (
            "`a`_ b_\n\n.. _`a`: b_\n.. _b: c.rst\n",
            "<p><a href=\"c.rst\">a</a> <a href=\"c.rst\">b</a></p>\n",
        ),
        (
            "`a\n<https://a.example/x\ny>`_ `b <c d.rst>`__\n",
            "<p><a href=\"https://a.example/xy\">a</a> <a href=\"cd.rst\">b</a></p>\n",
        ),
        (
            "`a`__ and b__\n\n.. __: https://a.example\n__ https://b.example\n",
            "<p><a href=\"https://a.example\">a</a> and <a href=\"https://b.example\">b</a></p>\n",
        ),
        (
            "`b`_ label_\n\nTitle\n=====\n\n.. _label:\n\nB\n-----\n\nc\n",
            "<p><a href=\"#b\">b</a> <a href=\"#b\">label</a></p>\n<h1>Title</h1>\n<h2>B</h2>\n<p>c</p>\n",
        ),
    ] {
        assert_eq!(html(text), expected, "{text}");
        assert_eq!(told(text), [""; 0], "{text}");
    }
}

#[test]
fn tables_keep_every_cell() {
    let expected = "<table><thead><tr><th>Version</th><th>Supported</th></tr></thead><tbody>\n\
                    <tr><td>5.1.x</td><td>✅ yes</td></tr>\n<tr><td>4.0</td><td></td></tr>\n</tbody></table>\n";
    for text in [
        "======== =========\nVersion  Supported\n======== =========\n5.1.x    ✅ yes\n4.0\n======== =========\n",
        "+---------+-----------+\n| Version | Supported |\n+=========+===========+\n| 5.1.x   | ✅ yes    |\n+---------+-----------+\n| 4.0     |           |\n+---------+-----------+\n",
        ".. list-table::\n   :header-rows: 1\n\n   * - Version\n     - Supported\n   * - 5.1.x\n     - ✅ yes\n   * - 4.0\n     -\n",
        ".. csv-table::\n   :header: Version, Supported\n\n   5.1.x, ✅ yes\n   4.0,\n",
    ] {
        assert_eq!(html(text), expected, "{text}");
        assert_eq!(told(text), [""; 0], "{text}");
    }
    let wrapped = "== =====\na  b and\n   c\nd  e longer than\n== =====\n\nText\n";
    let cells = "<tr><th>a</th><th>b and\nc</th></tr>\n<tr><th>d</th><th>e longer than</th></tr>";
    assert!(html(wrapped).contains(cells), "{}", html(wrapped));
    let spanning = "+---+---+\n| across|\n+---+---+\n| a | b |\n+---+---+\n";
    assert!(html(spanning).contains("<pre>"), "{}", html(spanning));
    assert_eq!(
        told(spanning),
        ["+---+---+: the table is shown as it is written"]
    );
}

#[test]
fn what_cannot_be_shown_is_told_at_its_place() {
    for (text, page, findings) in [
        (
            "Mail `Lukasa`_ directly.\n",
            "<p>Mail Lukasa directly.</p>\n",
            &["`Lukasa`_: `Lukasa` leads nowhere: the text has no target of that name"][..],
        ),
        (
            "See :doc:`/a` and :ref:`b c <d>`.\n",
            "<p>See a and b c.</p>\n",
            &[
                ":doc:`/a`: the role `doc` is not known here, so its text has no link",
                ":ref:`b c <d>`: the role `ref` is not known here, so its text has no link",
            ],
        ),
        (
            "Write to :email:`Team <a@b.example>`.\n",
            "<p>Write to Team &lt;a@b.example&gt;.</p>\n",
            &[
                ":email:`Team <a@b.example>`: the role `email` is not known here, so its text has no link",
            ],
        ),
        (
            "Run :samp:`pip install <package>` and see :func:`that <a.b>`.\n",
            "<p>Run <code>pip install &lt;package&gt;</code> and see <code>that</code>.</p>\n",
            &[],
        ),
        (
            ".. raw:: html\n\n   <b>\n\nText\n",
            "<p>Text</p>\n",
            &[".. raw:: html: `raw` is left out"],
        ),
        (
            ".. include:: /etc/passwd\n\nText\n",
            "<p>Text</p>\n",
            &[".. include:: /etc/passwd: `include` is left out"],
        ),
        (
            ".. frob:: A\n\n   B\n",
            "<blockquote>\n<p><strong>A</strong></p>\n<p>B</p>\n</blockquote>\n",
            &[".. frob:: A: the directive `frob` is not known here; its text is shown"],
        ),
        (
            "a *b c\n",
            "<p>a *b c</p>\n",
            &["*b: `*` opens what is never closed"],
        ),
        (
            "a [1]_\n",
            "<p>a [1]_</p>\n",
            &["[1]_: `[1]_` leads nowhere: the text has no such note"],
        ),
        ("|x|\n", "<p>|x|</p>\n", &["|x|: nothing stands for `|x|`"]),
        (
            "|d|\n\n.. |d| date::\n",
            "<p></p>\n",
            &[".. |d| date::: the day of the build is not known to a text"],
        ),
        (
            ".. note: Read this.\n",
            "",
            &[".. note: Read this.: `.. note:` is a comment, which nobody sees"],
        ),
        (
            "- a\n  ===\n",
            "<ul>\n<li><strong>a</strong></li>\n</ul>\n",
            &["a: a title within another block is no section"],
        ),
        (
            ".. forewarn:: contacts\n",
            "",
            &[".. forewarn:: contacts: this asks for a part of the page, but is not read"],
        ),
    ] {
        assert_eq!(html(text), page, "{text}");
        assert_eq!(told(text), findings, "{text}");
    }
}

#[test]
fn wide_blanks_stop_nothing() {
    for text in [
        "- \u{3000}..\n",
        "\u{3000}.. a\n",
        "* \u{a0}\u{2003}- b\n",
        "1. \u{85}|x\n",
    ] {
        read(text);
    }
}

#[test]
fn substitutions_do_not_multiply_without_end() {
    let mut text = "|a0|\n\n".to_owned();
    for level in 0..12 {
        let next = format!("|a{}| ", level + 1).repeat(12);
        text.extend([".. |a", &level.to_string(), "| replace:: ", &next, "\n"]);
    }
    assert!(read(&text).events.len() < 20_000);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_text_stops_the_reader_and_events_stay_balanced(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "a", "b c", " ", "  ", "\n", "\n\n", "\n  ", "\n   ", "*", "**", "`", "``", "_", "__", "|", ":",
            "::", "..", ".. ", ".. _a: b", ".. note:: x", ".. [1] y", "[1]_", ".. |x| replace:: |x|",
            "====", "----", "== ==", "+--+--+", "| a | b |", "- ", "1. ", "#. ", "-a  ", ":f: ", "é", "✅",
            "\u{3000}", "\u{a0}", "\t", "\r\n", "\\", "\\ ", "<", ">", "https://a.example", "a@b.example",
            ":doc:`x`", "`a <b>`_", ".. image:: x", ".. list-table::", ".. csv-table::", ".. table::", ">>> ",
        ]), 0..60)
    ) {
        let text = pieces.concat();
        let mut open = Vec::new();
        for (event, place) in read(&text).events {
            prop_assert!(text.get(place).is_some());
            match event {
                Event::Start(tag) => open.push(tag.to_end()),
                Event::End(end) => prop_assert_eq!(open.pop(), Some(end)),
                _ => {}
            }
        }
        prop_assert!(open.is_empty());
        for fault in read(&text).faults {
            prop_assert!(text.get(fault.place).is_some());
        }
    }

    /// Words that open nothing are on the page in their order, whatever stands
    /// around them.
    #[test]
    fn every_word_of_a_text_is_on_the_page(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "-", "*", "1.", "#.", "|", "::", "====", "----", ":f:", "    ", "  ", "\n", "\n\n", "\n  ", "\n    ",
            "**bold**", "``code``", "*it*", "`ref`_", "[1]_", ">>>", "--", "word::", ".. note::\n  ", "\t", "+-+",
            ".. code::\n\n  ", ".. [1]", ".. unheard-of::", ".. list-table::\n\n  ", "| x |", "= =", "-a", "\\*",
        ]), 0..40)
    ) {
        let mut text = String::new();
        let mut words = Vec::new();
        for (number, piece) in pieces.iter().enumerate() {
            let word = format!("Word{number}word");
            text.extend([piece, " ", &word, " "]);
            words.push(word);
        }
        let page = html(&text);
        let (page, notes) = page.split_at(page.find("<div class=\"footnote").unwrap_or(page.len()));
        for word in words {
            prop_assert!(page.contains(&word) || notes.contains(&word), "{}:\n{}\n{}", word, text, page);
        }
    }
}
