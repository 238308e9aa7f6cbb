//! Markdown as HTML that is safe by construction.
