//! Families of outputs that a project may do without.

/// Files for machines that are made together, and for one kind of reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// All records at once, as osv.dev exports them.
    Bulk,
    /// The database of govulncheck.
    Go,
    /// The repository of Composer.
    Composer,
    /// The audit source of NuGet.
    Nuget,
    /// OpenVEX, and the repository of it.
    Vex,
    /// CSAF documents and their provider.
    Csaf,
    /// Supported versions as endoflife.date has them.
    Product,
}
