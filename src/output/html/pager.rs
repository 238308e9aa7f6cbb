//! Lists that are longer than a page.

use serde::Serialize;

use crate::model::SitePath;
use crate::theme::Language;

/// Where the other pages of a list are.
#[derive(Clone, Debug, Serialize)]
pub struct Pager {
    /// The number of this page, from 1.
    pub number: usize,
    /// How many pages there are.
    pub pages: usize,
    /// Address of the first page, when it is neither this one nor `newer`.
    pub first: Option<String>,
    /// Address of the page before, which has newer ones.
    pub newer: Option<String>,
    /// Address of the page behind, which has older ones.
    pub older: Option<String>,
    /// Address of the last page, when it is neither this one nor `older`.
    pub last: Option<String>,
}

impl Pager {
    /// The title of a page, with its number behind the first.
    pub(super) fn titled(language: &Language, title: String, number: usize) -> String {
        if number <= 1 {
            return title;
        }
        let values = [("title", title.into()), ("page", number.into())];
        language.fill("title_of_page", values)
    }

    /// Of page `number` of so many, seen from `here`.
    pub(super) fn new(
        here: &SitePath,
        number: usize,
        pages: usize,
        path: impl Fn(usize) -> SitePath,
    ) -> Self {
        let page = |number| here.relative(&path(number));
        Self {
            number,
            pages,
            first: (number > 2).then(|| page(1)),
            newer: (number > 1).then(|| page(number - 1)),
            older: (number < pages).then(|| page(number + 1)),
            last: (number + 1 < pages).then(|| page(pages)),
        }
    }
}
