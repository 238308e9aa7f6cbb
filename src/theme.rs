//! Templates, Markdown and highlighting.
