//! forewarn turns a project's security policy, advisories and supported-versions
//! table into its security site.

pub mod advice;
pub mod check;
pub mod command;
pub mod deliver;
pub mod diagnostic;
pub mod document;
pub mod emit;
pub mod guard;
pub mod model;
pub mod output;
pub mod parse;
pub mod preview;

pub mod read;
pub mod site;
pub mod source;
pub mod support;
pub mod theme;
pub mod version;
mod work;
pub mod yaml;
