//! The keys of every input, a table a file: what the parsers know, what their hints
//! offer and what the tables in `docs/` say. A row is a line.

#[rustfmt::skip]
pub(crate) mod advisory;
#[rustfmt::skip]
pub(crate) mod announcement;
#[rustfmt::skip]
pub(crate) mod config;
#[rustfmt::skip]
pub(crate) mod osv;
#[rustfmt::skip]
pub(crate) mod page;
#[rustfmt::skip]
pub(crate) mod recipients;
#[rustfmt::skip]
pub(crate) mod register;
#[rustfmt::skip]
pub(crate) mod support;

#[cfg(test)]
mod tests;
