//! Whole pages, from a project that was read.

mod sample;

use snapbox::{IntoData, assert_data_eq, file};

use super::*;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Sources, Span};
use sample::{Sample, at};

const EMBARGOED: &str = "advisories/x_tinysig-2026-0007.html";

fn path(text: &str) -> SitePath {
    SitePath::new(text).unwrap()
}

fn text(page: Vec<u8>) -> String {
    String::from_utf8(page).unwrap()
}

fn banner<'a>(sample: &'a Sample, path: &'a SitePath, state: PageState) -> Banner<'a> {
    Banner {
        edition: sample.edition(),
        viewpoint: Viewpoint::Everything,
        path,
        state,
        elsewhere: &[Viewpoint::Release(None)],
    }
}

#[test]
fn a_page_tells_that_it_is_a_preview_what_of_and_until_when_it_is_secret() {
    let (sample, path) = (Sample::new(), path(EMBARGOED));
    let until = at("2026-09-22T14:00:00Z");
    let banner = banner(&sample, &path, PageState::Embargoed(Some(until)));
    assert_data_eq!(banner.html(), file!["tests/banner.html"].raw());
}

#[test]
fn every_state_of_a_page_has_its_words() {
    let (sample, path) = (Sample::new(), path("index.html"));
    let opening = |state: PageState| {
        let html = banner(&sample, &path, state).html();
        let lines = html.lines().skip(2).take(2);
        let secret = lines
            .clone()
            .any(|line| line.contains("forewarn-preview-secret"));
        let words = lines.last().unwrap().split("<strong>").nth(1).unwrap();
        (words.replace("</strong></p>", ""), secret)
    };
    let secret = |words: &str| (words.to_owned(), true);
    assert_eq!(opening(PageState::Draft), secret("Draft"));
    assert_eq!(
        opening(PageState::Embargoed(None)),
        secret("Embargoed: in the overlay, without a date to come")
    );
    assert_eq!(
        opening(PageState::Absent),
        secret("Not part of the public site")
    );
    assert_eq!(
        opening(PageState::Different),
        secret("Shows what is not public")
    );
    assert_eq!(opening(PageState::Public), ("Public".to_owned(), false));
}

#[test]
fn a_clock_that_was_set_is_told_and_stands_still() {
    let (mut sample, path) = (Sample::new(), path("index.html"));
    sample.clock_is_set = true;
    let html = banner(&sample, &path, PageState::Public).html();
    assert!(html.contains(" data-now=\"2026-09-16T10:00:00Z\" data-still>"));
    assert!(html.contains("<span>The clock is set to Wed 16 September 2026, 10:00 UTC</span>"));
}

#[test]
fn a_project_without_secrets_says_so() {
    let (mut sample, path) = (Sample::new(), path("index.html"));
    sample.secrets = Secrets::default();
    let html = banner(&sample, &path, PageState::Public).html();
    assert!(html.contains("<a href=\"./.forewarn/\">Nothing here is secret</a>"));
}

#[test]
fn the_dashboard_has_all_that_is_secret_and_all_that_was_found() {
    let sample = Sample::new();
    let page = text(dashboard(&sample.edition()));
    assert_data_eq!(page, file!["tests/dashboard.html"].raw());
}

#[test]
fn the_dashboard_of_an_open_project_is_short() {
    let mut sample = Sample::new();
    sample.secrets = Secrets::default();
    sample.faults = Faults::default();
    let page = text(dashboard(&sample.edition()));
    let main = page.split("<h1>").nth(1).unwrap();
    assert_data_eq!(
        main,
        "\
What is secret in tiny &lt;sig&gt;</h1>
<p>Nothing here is secret.</p>
<h2>Embargoed</h2>
<p>None.</p>
<h2>Drafts</h2>
<p>None.</p>
<h2 id=\"forewarn-preview-found\">Findings</h2>
<p>None.</p>
</main>
</body>
</html>
"
        .raw()
    );
}

#[test]
fn a_page_that_is_not_there_says_where_it_is() {
    let sample = Sample::new();
    let page = not_found(
        &sample.edition(),
        Viewpoint::PublicNow,
        &path(EMBARGOED),
        &[Viewpoint::Everything],
    );
    assert_data_eq!(text(page), file!["tests/not-found.html"].raw());
}

#[test]
fn a_page_with_faults_shows_their_lines_and_what_to_do() {
    assert_data_eq!(sample::broken().panel(), file!["tests/faults.html"].raw());
}

#[test]
fn a_page_whose_template_failed_is_named() {
    let sample = Sample::new();
    let page = not_rendered(&sample.edition(), Viewpoint::PublicNow, &path("a&b.html"));
    assert!(text(page).contains(
        "<p>The template of <code>a&amp;b.html</code> failed. \
         This page reloads once it is mended.</p>\n"
    ));
}

/// The dashboard of a project that says `words` wherever it can.
fn dashboard_full_of(words: &str) -> String {
    let mut sources = Sources::new();
    let file = sources.text(format!("a{words}.yaml"), format!("id: {words}\nb: c\n"));
    let mut found = Diagnostics::new();
    let place = Span::new(file, 4, 4 + words.len());
    found.push(
        Diagnostic::new(Code::IdGrammar, place, format!("bad {words}"))
            .here(words)
            .label(Span::new(file, 0, 2), words)
            .help(format!("help {words}")),
    );
    let mut sample = Sample::new();
    sample.faults = Faults::of(&found, &sources);
    sample.project = words.to_owned();
    let secrets = &mut sample.secrets;
    secrets.embargoed[0].title = words.to_owned();
    secrets.embargoed[0].file = words.to_owned();
    secrets.recipients.push(words.to_owned());
    secrets.files.push(words.to_owned());
    secrets.patches[0].name = words.to_owned();
    text(dashboard(&sample.edition()))
}

#[test]
fn no_text_of_the_input_becomes_markup() {
    let hostile = "</script><img src=x onerror=alert(1)> \"' & \u{1b}[31m\u{202e}";
    let (page, plain) = (dashboard_full_of(hostile), dashboard_full_of("plain"));
    for markup in ['<', '>', '"', '\''] {
        assert_eq!(
            page.matches(markup).count(),
            plain.matches(markup).count(),
            "{markup}\n{page}"
        );
    }
    assert!(page.contains("&lt;img src=x onerror=alert(1)&gt;"));
    assert!(!page.contains(['\u{1b}', '\u{202e}']));
}

#[test]
fn the_stylesheet_and_the_script_stay_small_and_ask_for_nothing_else() {
    let (style, script) = (address::STYLESHEET_TEXT, address::SCRIPT_TEXT);
    assert!(script.len() < 4096, "{}", script.len());
    assert!(style.len() < 8192, "{}", style.len());
    for forbidden in ["@import", "url(", "http:", "https:", "//"] {
        assert!(!style.contains(forbidden), "{forbidden}");
    }
    for forbidden in ["eval", "innerHTML", "insertAdjacentHTML", "http:", "https:"] {
        assert!(!script.contains(forbidden), "{forbidden}");
    }
    let beside = |path: &str| path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    assert_eq!(beside(LIVE), beside(address::SCRIPT));
    assert!(script.contains("new URL(\"live\", document.currentScript.src)"));
    let classes = style.split('.').skip(1);
    let classes = classes.filter(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    for class in classes {
        assert!(class.starts_with("forewarn-preview-"), "{class}");
    }
}
