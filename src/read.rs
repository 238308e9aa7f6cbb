//! The only module that reads input files.
