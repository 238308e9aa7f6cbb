//! Colours for code, as classes.
