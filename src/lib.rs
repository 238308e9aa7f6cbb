//! forewarn turns a project's security policy, advisories and supported-versions
//! table into its security site.
//!
//! Bytes become a model, a model and a moment become a site, and a site makes the
//! bytes of each of its paths. ARCHITECTURE.md is the map; this is the way:
//!
//! ```
//! use forewarn::diagnostic::Diagnostics;
//! use forewarn::model::{SitePath, Timestamp, View};
//! use forewarn::site::Site;
//! use forewarn::source::Sources;
//! use forewarn::theme::Theme;
//! use forewarn::{check, parse};
//!
//! // `read::read` fills these from a folder.
//! let mut sources = Sources::new();
//! sources.text("forewarn.yaml", "project: {name: tinysig, package: PyPI/tinysig}\n");
//! sources.text("SECURITY.md", "# Security policy\n\nWrite to security@tinysig.example.\n");
//! sources.text(
//!     "advisories/1.yaml",
//!     "id: x_tinysig-2026-0001\nsummary: A defect\npublished: 2026-09-22\nfixed: \"2.0\"\n",
//! );
//!
//! // Every stage reports what it finds and goes on.
//! let mut found = Diagnostics::new();
//! let project = parse::parse(&sources, &mut found);
//! let clock = Timestamp::from("2026-10-01T12:00:00Z".parse::<jiff::Timestamp>()?);
//! check::check(&project, &sources, clock, &mut found);
//! let theme = Theme::load(&sources, &project.theme, &project.config, &mut found);
//! let theme = theme.expect("the embedded theme");
//! let site = Site::new(&project, &sources, &theme, View::public(clock), &mut found);
//! assert!(!found.has_errors());
//!
//! // `deliver::deliver` asks for all paths, and `preview::serve` for one at a time.
//! let record = SitePath::new("osv/x_tinysig-2026-0001.json")?;
//! let record = site.render(&record).expect("a path of the site")?;
//! let record: serde_json::Value = serde_json::from_slice(&record)?;
//! assert_eq!(record["affected"][0]["ranges"][0]["events"][1]["fixed"], "2.0");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod advice;
pub mod against;
pub mod check;
pub mod command;
pub mod deliver;
pub mod diagnostic;
pub mod document;
pub mod emit;
pub mod guard;
pub mod model;
pub mod output;
pub mod parse;
pub mod preview;
pub mod read;
pub mod site;
pub mod source;
pub mod support;
pub mod theme;
pub mod version;
mod work;
pub mod yaml;
