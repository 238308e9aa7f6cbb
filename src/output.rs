//! One format a file.

pub mod html;
