//! The only module that writes the site.
