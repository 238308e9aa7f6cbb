//! Pages in other languages than English.

use super::sample::{spanned, usual};
use super::*;

fn german() -> Config {
    Config {
        languages: vec![spanned("de"), spanned("en")],
        ..config()
    }
}

#[test]
fn the_page_of_an_advisory_in_german() {
    let page = advisory_page(&german(), &usual());
    assert!(page.contains("<html lang=\"de\">"));
    assert_eq!(
        text_of(&page, "title"),
        "Signature check accepts a truncated tag in verify() (x_tinysig-2026-0001) \
         · Sicherheit von tinysig"
    );
    assert_data_eq!(
        format!("{}\n", text_of(&page, "article")),
        snapbox::file!["german.txt"]
    );
}
