//! One format a file: each turns model values into the bytes of one kind of
//! output, with wire structs of its own.

pub mod atom;
pub mod html;
pub mod osv;
pub mod robots;
pub mod search;
pub mod sitemap;
pub mod versions;
