//! What the end of each kind of element has to write.

use std::ops::Range;

/// An element that was started.
pub(super) enum Open {
    /// Nothing was written for it.
    Nothing,
    /// This ends it.
    Element(&'static str),
    /// A list, quote or alert: this ends it.
    Container(&'static str),
    /// Emphasis: this ends it.
    Span(&'static str),
    /// A link, where its text starts, and what to show when there is none.
    Link {
        text: usize,
        destination: String,
    },
    /// An image; its description is collected.
    Image {
        destination: String,
        title: String,
    },
    /// The heading that is shown apart.
    Title,
    /// A heading, and where its content starts.
    Heading {
        level: u8,
        content: usize,
    },
    /// Code in a language, and its place in the text; it is collected.
    Code {
        language: String,
        range: Range<usize>,
    },
    /// HTML, and its place in the text; it is collected.
    Html {
        range: Range<usize>,
    },
    /// An element of the text's own HTML, by its name.
    Html5(&'static str),
    /// A footnote, and the HTML that stands before it.
    Footnote {
        label: String,
        before: String,
    },
    /// Parts of a table.
    Table,
    Head,
    Row,
    Cell,
}
