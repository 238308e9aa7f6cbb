//! Each ecosystem's order of versions, ranges and matching.
