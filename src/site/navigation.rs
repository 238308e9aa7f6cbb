//! Pages for which the navigation has no room.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Project;
use crate::output::html::NavigationItem;
use crate::source::Span;

/// Reports the first of the pages that no other links to by itself.
pub(super) fn check(project: &Project, out: &mut Diagnostics) {
    let most = NavigationItem::MOST;
    let mut left_out = NavigationItem::candidates(project).skip(most);
    let Some(first) = left_out.next() else {
        return;
    };
    let others = match left_out.count() {
        0 => " is".to_owned(),
        1 => " and another are".to_owned(),
        number => format!(" and {number} others are"),
    };
    let message = format!("the navigation shows {most} pages, and this one{others} not among them");
    out.push(
        Diagnostic::new(
            Code::NavigationFull,
            Span::file(first.body.span.file),
            message,
        )
        .help(
            "link to it from a page; `order` says which come first, and `hidden: true` keeps a \
             page out",
        ),
    );
}
