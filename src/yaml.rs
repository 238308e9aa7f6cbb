//! A spanned tree over YAML and JSON.
