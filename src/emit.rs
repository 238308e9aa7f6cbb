//! Findings in print.
