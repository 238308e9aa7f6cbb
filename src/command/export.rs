//! `forewarn export`: what is public, in a form that somebody else takes.
//!
//! A format is a file of this folder with the arguments of its own, a variant of
//! `Format` and a line of `Format::export`. It is given a `Public` and knows
//! nothing else, so that nothing secret can get into it.

mod cve;
mod dns;
mod friendsofphp;
mod public;
mod pypa;
mod rubysec;
mod rustsec;
mod safe;
mod yaml;

use clap::{Args, Subcommand};

use self::public::{OfPackage, Public, Refusal};
use super::inputs::{Inputs, Request};
use super::watch::LeakWatch;
use super::{Console, Exit, Global, tally};
use crate::diagnostic::Diagnostics;
use crate::emit;
use crate::model::SitePath;

/// Print an advisory, or what else is public, in the form of somebody else.
///
/// Only what is public is exported: a draft, what is embargoed and what lies in the
/// overlay are not known here.
#[derive(Debug, Args)]
pub struct Export {
    #[command(subcommand)]
    format: Format,
    /// The moment to export for, as in an advisory [default: now]
    #[arg(long, global = true, value_name = "TIME")]
    at: Option<String>,
}

/// Who takes it.
#[derive(Debug, Subcommand)]
enum Format {
    /// For RustSec/advisory-db: a package of crates.io
    Rustsec(OfPackage),
    /// For rubysec/ruby-advisory-db: a package of RubyGems
    Rubysec(OfPackage),
    /// For FriendsOfPHP/security-advisories: a package of Packagist
    Friendsofphp(OfPackage),
    /// For pypa/advisory-database: a package of PyPI
    Pypa(OfPackage),
    /// For CVE Services: what the numbering authority says of a CVE id
    Cve(cve::OfCve),
    /// For the DNS of the site's host: how to report (draft-ellis-dns-security-contact)
    Dns,
}

impl Format {
    fn export(&self, public: &Public<'_>) -> Result<Document, Refusal> {
        match self {
            Self::Rustsec(asked) => rustsec::document(&public.about(asked, "crates.io")?),
            Self::Rubysec(asked) => rubysec::document(&public.about(asked, "RubyGems")?),
            Self::Friendsofphp(asked) => friendsofphp::document(&public.about(asked, "Packagist")?),
            Self::Pypa(asked) => pypa::document(&public.about(asked, "PyPI")?),
            Self::Cve(asked) => cve::document(public, asked),
            Self::Dns => dns::document(public),
        }
    }
}

/// What is printed.
struct Document {
    text: String,
    /// Where its reader wants it, said beside it.
    place: Option<String>,
}

impl Export {
    pub(super) fn run(&self, global: &Global, console: &mut Console<'_>) -> Exit {
        let mut found = Diagnostics::new();
        let request = Request {
            at: self.at.as_deref(),
            ..Request::default()
        };
        let inputs = match Inputs::read(global, request, &mut found, console) {
            Ok(inputs) => inputs,
            Err(exit) => return exit,
        };
        if found.has_errors() {
            console.findings(emit::Format::Human, &found, &inputs.sources);
            console.complain(&format!("{}; nothing was exported", tally(&found)));
            return inputs.exit(&found);
        }
        let public = Public::new(&inputs.project, inputs.clock);
        let document = match self.format.export(&public) {
            Ok(document) => document,
            Err(Refusal { message, help }) => {
                console.complain(&format!("error: {message}\n  = help: {help}"));
                return Exit::Usage;
            }
        };
        // The second lock, as in a build.
        let watch = LeakWatch::new(&inputs);
        let name = SitePath::new("export").expect("a path without odd parts");
        if !watch.passes(&name, document.text.as_bytes()) {
            watch.report(&mut found);
            console.findings(emit::Format::Human, &found, &inputs.sources);
            console.complain(&format!("{}; nothing was exported", tally(&found)));
            return Exit::Leak;
        }
        console.print(&document.text);
        if let Some(place) = &document.place {
            console.say(&format!("its place is {place}"));
        }
        Exit::Fine
    }
}
