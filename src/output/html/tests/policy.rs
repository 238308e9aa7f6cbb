//! The policy and other pages of the project: what is shown where.

use jiff::civil::date;
use snapbox::assert_data_eq;

use super::markup::{elements, text_of};
use super::{DocumentPage, PolicyPage, made_of, policy_of, sample, shown};
use crate::model::promises::{Length, LengthUnit};
use crate::model::{Config, Project, Promises, SitePath};
use crate::output::versions::tests::{FILES, project, public};

/// The policy of `project` with this text, and nothing between the ends of `main`
/// but words.
fn policy_page(config: &Config, project: &Project, text: &str) -> String {
    let project = Project {
        config: Config {
            packages: project.config.packages.clone(),
            ..config.clone()
        },
        policy: Some(sample::document("index.html", "Security policy", text)),
        pages: vec![sample::document(".well-known/security.txt", "", "")],
        ..project.clone()
    };
    shown(
        &project,
        &public(&project),
        &SitePath::policy(),
        &PolicyPage,
    )
}

fn promising() -> Config {
    let length = |count, unit| Some(Length { count, unit });
    Config {
        promises: vec![Promises {
            since: Some(date(2025, 7, 1)),
            acknowledge_within: length(48, LengthUnit::Hours),
            fix_within: length(14, LengthUnit::Days),
            notify_before: None,
            disclose_on_weekdays: false,
            backport_to: None,
            credit_with_consent: true,
        }],
        languages: ["en", "de"].map(sample::spanned).to_vec(),
        ..sample::config()
    }
}

const TEXT: &str = "# Security policy\n\nHello.\n\n## Scope\n\nAll of it.\n";

const REPORT: &str = "Open the report form You get an answer within 48 hours. \
    Or write to security@tinysig.example \
    OpenPGP key E27D 4AA0 1651 72CB C5D2 AF2B 125F 5C67 DFE9 4084 \
    We read English and German. For machines: security.txt. ";

const PROMISES: &str = "We acknowledge a report within 48 hours. \
    A release with the fix follows within 14 days of the report. \
    Whoever finds or reports a vulnerability is named only with their consent. In force since 1 July 2025. ";

#[test]
fn the_policy_answers_first_how_to_report() {
    let page = policy_page(&promising(), &project(FILES), TEXT);
    let main = text_of(&page, "main");
    let opening = format!(
        "Security policy Report a vulnerability {REPORT}What we promise {PROMISES}\
         Supported versions of tinysig: 3.4, 2.4 and main \
         Supported versions of @example/webframe: 6.1, 6.0 and 5.2 Latest advisories Latest advisories "
    );
    assert!(main.starts_with(&opening), "{main}");
    let ending = "All advisories · Atom feed Hello. Scope # All of it.";
    assert!(main.ends_with(ending), "{main}");
    assert!(page.contains("href=\"security-key.asc\""));
}

#[test]
fn a_policy_with_nothing_but_text_is_its_text() {
    let document = sample::document("index.html", "Security policy", TEXT);
    let page = policy_of(&Config::default(), &[], document);
    assert_eq!(
        text_of(&page, "main"),
        "Security policy Hello. Scope # All of it."
    );
}

#[test]
fn a_part_stands_where_the_text_asks_for_it_and_nowhere_else() {
    let text = "# Security policy\n\nHello.\n\n<!-- forewarn: promises -->\n\n\
        ## Versions\n\n<!-- forewarn: supported-versions -->\nThat was all.\n\n\
        <!-- forewarn: advisories latest=1 -->\n\n## Report\n\n\
        <!-- forewarn: contacts -->\n\n<!-- forewarn: nonsense -->";
    let page = policy_page(&promising(), &project(FILES), text);
    let main = text_of(&page, "main");
    let opening =
        format!("Security policy Hello. {PROMISES}Versions # Supported series of tinysig as of ");
    assert!(main.starts_with(&opening), "{main}");
    let ending = format!("All advisories · Atom feed Report # {REPORT}");
    assert!(main.ends_with(ending.trim_end()), "{main}");
    let rows = elements(&page)
        .iter()
        .filter(|element| element.attribute("class") == Some("report"))
        .count();
    assert_eq!(rows, 1, "one box");
}

#[test]
fn any_page_may_ask_for_parts() {
    let text = "News\n\n<!-- forewarn: advisories -->\n\n<!-- forewarn: contacts -->\n";
    let document = sample::document("news.html", "News", text);
    let show = |records: &[&_]| {
        let path = SitePath::new("news.html").unwrap();
        let page = made_of(records, &promising(), &path, &DocumentPage(&document));
        text_of(&page, "main")
    };
    assert!(show(&[&sample::usual()]).contains(" Medium 5.9 "));
    assert!(show(&[]).starts_with(
        "News News No advisory has been published yet. The first will appear here \
         and in the feed. Open the report form"
    ));
}

#[test]
fn a_long_page_opens_with_its_contents() {
    let sections = |count: usize| {
        let text = (1..=count).map(|n| format!("## `{n}` & more\n\n### Part\n\n"));
        let text = text.collect::<Vec<_>>().concat();
        let document = sample::document("long.html", "Long", &text);
        let path = SitePath::new("long.html").unwrap();
        made_of(&[], &sample::config(), &path, &DocumentPage(&document))
    };
    assert!(!sections(4).contains("class=\"contents\""));
    let page = sections(5);
    let nav = &page[page.find("<nav class=\"contents\"").unwrap()..];
    assert_eq!(
        text_of(nav, "nav"),
        "On this page 1 &amp; more 2 &amp; more 3 &amp; more 4 &amp; more 5 &amp; more"
    );
    assert!(nav.contains("<a href=\"#1--more\">1 &amp; more</a>"));
}

#[test]
fn a_title_keeps_its_code_on_the_page_and_loses_it_elsewhere() {
    let text = "# Use of `x<y>` & *z*\n\nText.\n";
    let path = SitePath::new("x.html").unwrap();
    let show = |title: &str| {
        let document = sample::document("x.html", title, text);
        made_of(&[], &sample::config(), &path, &DocumentPage(&document))
    };
    let own = show("Use of x<y> & z");
    assert!(own.contains(
        "<h1 id=\"use-of-xy--z\" dir=\"auto\">Use of <code>x&lt;y&gt;</code> &amp; <em>z</em></h1>"
    ));
    assert!(own.contains("<title>Use of x&lt;y&gt; &amp; z · "));
    let given = show("`Another` one");
    assert!(given.contains("<h1 id=\"use-of-xy--z\" dir=\"auto\">`Another` one</h1>"));
}

#[test]
fn the_whole_page_of_a_policy() {
    let text = "# Security policy\n\nHello.\n\n## Promises\n\n<!-- forewarn: promises -->\n";
    let document = sample::document("index.html", "Security policy", text);
    let page = policy_of(&promising(), &[], document);
    assert_data_eq!(page, snapbox::file!["policy.html"]);
}
