//! The keys of `recipients.yaml`.

use crate::yaml::Takes::Text;
use crate::yaml::{Keys, key};

pub(crate) static RECIPIENT: Keys = Keys::new("a recipient", &[
    key("name", Text, "The Zebra Distribution Team", "who it is"),
    key("email", Text, "embargo@zebra.example", "the address of mail; required"),
]);
