//! One format a file: each turns model values into the bytes of one kind of
//! output, with wire structs of its own, and says which paths it has.
//!
//! An output is registered by a line of `ROOMS`; its module tells who links
//! to it. Nobody else names it.

mod announcements;
mod atom;
mod checksums;
mod claims;
mod copy;
mod csaf;
mod facets;
mod feed;
pub mod html;
mod index;
mod json_feed;
mod latest;
mod material;
mod osv;
mod packages;
mod plan;
mod robots;
mod scanners;
mod search;
mod security_txt;
mod sitemap;
mod versions;
mod vex;

pub use claims::Claims;
pub use material::Material;
pub(crate) use osv::tree as osv_tree;
pub use plan::{Frame, Output, Plan};
pub use security_txt::Reporting;

/// Takes the paths of one kind of output.
type Room = for<'p> fn(&Material<'p>, &mut Claims<'p>);

/// Every output of a site, in the order in which they take their paths.
const ROOMS: &[Room] = &[
    // What every site has comes first, so that no input replaces it.
    html::page::claim_policy,
    html::missing::claim,
    robots::claim,
    security_txt::claim,
    sitemap::claim,
    html::announcement::claim,
    announcements::claim,
    atom::claim,
    json_feed::claim,
    osv::claim_index,
    osv::bulk::claim,
    index::claim,
    checksums::claim,
    latest::claim,
    search::claim,
    scanners::claim,
    html::list::claim,
    html::versions::claim,
    versions::json::claim,
    versions::calendar::claim,
    vex::claim,
    copy::claim_assets,
    // What inputs become.
    html::record::claim,
    osv::claim,
    csaf::claim,
    html::versions::release::claim,
    versions::json::claim_releases,
    html::register::claim,
    html::page::claim,
    copy::claim,
    // What gives way to all of these.
    versions::product::claim,
    html::alias::claim,
    html::package::claim,
    html::package_list::claim,
    html::scanners::claim,
    // What leads on from addresses that nothing has by now.
    html::redirect::claim,
    // How many pages there are is known last.
    sitemap::claim_parts,
];

impl<'p> Plan<'p> {
    /// What the site has at which path, and what was found of paths that two want.
    pub fn new(material: &Material<'p>) -> (Self, crate::diagnostic::Diagnostics) {
        // A page, a record and an alias of each advisory.
        let mut claims = Claims::with_capacity(3 * material.public.len());
        for room in ROOMS {
            room(material, &mut claims);
        }
        claims.settled()
    }
}
