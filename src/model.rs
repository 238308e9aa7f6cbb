//! OSV's words, and the project's own, as types that cannot be invalid.
//!
//! Nothing here reads, writes or serialises: the parsers build these values and
//! the outputs turn them into their formats with structs of their own.

pub mod advisory;
pub mod affected;
pub mod announcement;
pub mod as_of;
pub mod branch;
pub mod changes;
pub mod colour;
pub mod config;
pub mod dates;
pub mod ecosystem;
pub mod exploited;
pub mod facet;
pub mod family;
pub mod id;
pub mod non_vulnerability;
pub mod page;
pub mod project;
pub mod promises;
pub mod publisher;
pub mod purl;
pub mod recipient;
pub mod redirect;
pub mod reference;
pub mod security_txt;
pub mod severity;
pub mod site_path;
pub mod support;
pub mod text;
pub mod timestamp;
pub mod value;
pub mod view;
pub mod weakness;

pub use advisory::{Advisory, Bundled, Sections, TimelineEntry};
pub use affected::{Affected, Event, Package, Range, RangeEvent, RangeType, VersionText};
pub use announcement::Announcement;
pub use as_of::AsOf;
pub use branch::{Branch, BranchStatus};
pub use changes::Changes;
pub use colour::Colour;
pub use config::Config;
pub use dates::{Dates, Revision, State, Withdrawn};
pub use ecosystem::Ecosystem;
pub use exploited::Exploited;
pub use facet::Facet;
pub use family::Family;
pub use id::AdvisoryId;
pub use non_vulnerability::NonVulnerability;
pub use page::{Format, Page};
pub use project::Project;
pub use promises::Promises;
pub use publisher::Publisher;
pub use recipient::Recipient;
pub use redirect::{Destination, Redirect};
pub use reference::{Credit, CreditType, Reference, ReferenceType};
pub use security_txt::{SecurityTxt, WrittenSecurityTxt};
pub use severity::{Rating, RatingWord, Severity, SeverityType};
pub use site_path::SitePath;
pub use support::Support;
pub use timestamp::{Timestamp, WrittenTime};
pub use value::{Map, Value};
pub use view::{Audience, View};
