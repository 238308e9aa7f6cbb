//! Who answers for CSAF documents (CSAF 2.0, section 3.2.1.8).

/// The publisher, as `csaf` of `forewarn.yaml` names it.
#[derive(Clone, Debug)]
pub struct Publisher {
    /// Its name.
    pub name: String,
    /// An address that is its own, and stays: with it and an id a document is known.
    pub namespace: String,
    /// What it is to the software.
    pub category: PublisherCategory,
    /// How it is reached.
    pub contact_details: Option<String>,
    /// What gives it the right to speak.
    pub issuing_authority: Option<String>,
}

/// What a publisher is to the software. CSAF has `translator` besides, whose documents
/// have to name those that they translate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublisherCategory {
    /// It makes it: open-source projects, too.
    Vendor,
    /// It brings those together who are concerned.
    Coordinator,
    /// It finds vulnerabilities.
    Discoverer,
    /// It uses it.
    User,
    /// None of these.
    Other,
}

impl PublisherCategory {
    /// CSAF's word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Vendor => "vendor",
            Self::Coordinator => "coordinator",
            Self::Discoverer => "discoverer",
            Self::User => "user",
            Self::Other => "other",
        }
    }
}
