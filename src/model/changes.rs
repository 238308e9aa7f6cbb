//! What a site says that the one before it did not.

/// The advisories that readers have something to hear of, by their ids, each list in
/// the order of ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Public for the first time.
    pub new: Vec<String>,
    /// Public before, with a record that says something else now.
    pub revised: Vec<String>,
    /// Public before, and taken back since. None of them is among the revised.
    pub withdrawn: Vec<String>,
    /// Public before, and gone without being taken back.
    pub vanished: Vec<String>,
}
