//! Advisories against releases.

mod exposure;
