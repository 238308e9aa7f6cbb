use proptest::prelude::*;

use super::*;

const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">";

/// `html` with `[banner]` in the place of the banner.
fn dressed(html: &str) -> String {
    String::from_utf8(dress(html.as_bytes(), b"[banner]")).unwrap()
}

#[test]
fn the_banner_opens_the_body_behind_a_link_that_skips_it() {
    for (html, expected) in [
        (
            "<!DOCTYPE html><html><head><title>t</title></head><body class=\"a>b\"><p>x",
            "<!DOCTYPE html><html><head><title>t</title></head><body class=\"a>b\">[banner]<p>x",
        ),
        (
            "<body>\n<a class=skip href='#main'>Skip <b>all</b></a>\n<main id=main>",
            "<body>\n<a class=skip href='#main'>Skip <b>all</b></a>[banner]\n<main id=main>",
        ),
        (
            "<BODY><!-- <a> --> <A HREF=\"#m\">skip</A><p>",
            "<BODY><!-- <a> --> <A HREF=\"#m\">skip</A>[banner]<p>",
        ),
        // A link to elsewhere, or one that comes later or never ends, skips nothing.
        (
            "<body><a href=/>home</a>",
            "<body>[banner]<a href=/>home</a>",
        ),
        ("<body>x<a href=#m>m</a>", "<body>[banner]x<a href=#m>m</a>"),
        ("<body><a href=#m>m", "<body>[banner]<a href=#m>m"),
    ] {
        assert_eq!(dressed(html), expected);
    }
}

#[test]
fn a_body_without_a_tag_begins_where_a_browser_has_it_begin() {
    for (html, expected) in [
        ("", "[banner]"),
        ("text", "[banner]text"),
        ("<h1>t</h1>", "[banner]<h1>t</h1>"),
        (
            "<!doctype html>\n<title><body></title><style><body></style>\n<p>x",
            "<!doctype html>\n<title><body></title><style><body></style>\n[banner]<p>x",
        ),
        (
            "<!-- <body> --><script>\"<body>\"</script><link rel=a><meta charset=utf-8>x",
            "<!-- <body> --><script>\"<body>\"</script><link rel=a><meta charset=utf-8>[banner]x",
        ),
        (
            "<template><p><template></template><body></template></head> <main>",
            "<template><p><template></template><body></template></head> [banner]<main>",
        ),
        (
            "<a href=#m>skip</a><main>",
            "<a href=#m>skip</a>[banner]<main>",
        ),
        ("<title>never closed", "<title>never closed[banner]"),
    ] {
        assert_eq!(dressed(html), expected);
    }
}

#[test]
fn the_policy_of_the_head_goes_and_nothing_that_looks_like_it() {
    let kept = "<!-- <meta http-equiv=content-security-policy> --><title><meta http-equiv=\
                content-security-policy></title><meta name=content-security-policy>";
    assert_eq!(
        dressed(&format!(
            "<head>{POLICY}{kept}<META HTTP-EQUIV='content-security-POLICY'/></head><body>{POLICY}"
        )),
        // One that stands in the body has no effect.
        format!("<head>{kept}</head><body>[banner]{POLICY}")
    );
}

/// Pieces of which pages with every oddity are made.
fn page() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<body>"),
        Just("<BODY a='>' b>"),
        Just("<html>"),
        Just("<head>"),
        Just("</head>"),
        Just(POLICY),
        Just("<meta http-equiv=refresh content=0>"),
        Just("<title>t</title>"),
        Just("<title>"),
        Just("<style>a<b</style>"),
        Just("<script>\"<!--<script>\"</script>"),
        Just("<template>"),
        Just("</template>"),
        Just("<noscript><link></noscript>"),
        Just("<!-- <body> -->"),
        Just("<!-->"),
        Just("<!doctype html>"),
        Just("<a href=#m>"),
        Just("</a>"),
        Just("<p a=\"<body>\">"),
        Just("</body>"),
        Just("</"),
        Just("<"),
        Just("\r\n"),
        Just("\0é中&amp;&#x;"),
        Just(" "),
        Just("text"),
    ];
    proptest::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn everything_but_policies_stays_as_it_was(html in prop_oneof![page(), any::<String>()]) {
        let dressed = dressed(&html);
        prop_assert_eq!(dressed.matches("[banner]").count(), 1);
        let bare = dressed.replace("[banner]", "");
        prop_assert_eq!(bare.replace(POLICY, ""), html.replace(POLICY, ""));
    }

    #[test]
    fn any_bytes_are_a_page(html in proptest::collection::vec(any::<u8>(), 0..64)) {
        prop_assert_eq!(dress(&html, b""), html);
    }

    #[test]
    fn what_comes_after_the_banner_does_not_move_it(html in page()) {
        let top = Seams::of(html.as_bytes()).top;
        prop_assert_eq!(Seams::of(&html.as_bytes()[..top]).top, top);
    }
}
