//! The pages: views of the model, and the theme's templates filled with them.
//!
//! A view is what a template sees, and its fields are the theme's contract: a
//! `String` is text, which the template escapes, unless its documentation says
//! HTML; that was made here from escaped parts and is marked `safe` there.
//! Addresses are relative to the page, so that a site works under any prefix
//! and from a folder.

mod affected;
pub(super) mod alias;
pub(super) mod announcement;
mod branch;
mod commit;
mod contact;
mod credit;
pub(super) mod day;
mod entry;
mod excerpt;
mod facet;
mod install;
mod known;
mod link;
mod linked_data;
pub(super) mod list;
mod metric;
pub(super) mod missing;
mod moment;
mod name;
mod opening;
pub(super) mod package;
pub(super) mod package_list;
pub(super) mod page;
mod pager;
mod part;
mod patch;
mod promises;
mod prose;
pub(super) mod record;
pub(super) mod redirect;
mod reference;
pub(super) mod register;
mod row;
pub(super) mod scanners;
mod severity;
mod shell;
mod standing;
mod status;
mod target;
mod template;
#[cfg(test)]
mod tests;
mod timeline;
pub(super) mod versions;
mod weakness;

pub use affected::{Interval, PackageView, Sentence};
pub use alias::AliasView;
pub use announcement::{AnnouncementView, AnnouncementsView};
pub use branch::BranchView;
pub use commit::CommitRange;
pub use contact::{ContactView, ReportView};
pub use credit::{CreditGroup, Person};
pub use day::{Day, EndView};
pub use entry::{gist, line, text};
pub use facet::{FacetGroup, FacetLink};
pub use known::{KnownVersions, Verdict};
pub use link::Link;
pub use list::ListView;
pub use missing::MissingView;
pub use moment::Moment;
pub use opening::Openings;
pub use package::{PackagePageView, Scanner};
pub use package_list::{PackageListView, PackageRow};
pub use page::{Block, LatestView, PageView, PolicyView, SupportedView};
pub use pager::Pager;
pub use part::{Part, PartFault};
pub use patch::Patch;
pub use promises::PromisesView;
pub use prose::{Outline, Request, outline, relative_links};
pub use record::{AdvisoryView, BundledView, Change};
pub use reference::{Reference, ReferenceGroup};
pub use register::{RegisterEntry, RegisterReport, RegisterView};
pub use row::{Row, RowPackage};
pub use scanners::{ScannersView, ToolView};
pub use severity::{Score, SeverityView};
pub use shell::{Alternate, Head, NavigationItem, NavigationLink, Search, Shells, Site};
pub use standing::Standing;
pub use status::{Exploited, Status, attacks};
pub use target::Targets;
pub use template::HtmlPage;
pub use timeline::Happening;
pub use versions::{
    MatrixRow, MatrixView, Named, Notice, PhaseView, ReleaseView, SeriesReleases, SeriesView,
    Statement, TableView, UpgradeView, VersionsView,
};
pub use weakness::Weakness;
