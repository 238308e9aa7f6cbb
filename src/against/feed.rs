//! What makes a feed and its entries the same to their readers.

use std::collections::HashMap;

use serde::Deserialize;

use super::Comparison;
use crate::diagnostic::{Code, Diagnostic, quoted};
use crate::model::SitePath;

/// Whether readers remember ids of the file at `path`.
pub(super) fn is_feed(path: &SitePath) -> bool {
    path.as_str() == "feed.json" || path.extension() == "atom"
}

/// A JSON Feed, as far as readers know it again.
#[derive(Default, Deserialize)]
struct JsonFeed {
    feed_url: Option<String>,
    #[serde(default)]
    items: Vec<Item>,
}

#[derive(Deserialize)]
struct Item {
    id: String,
    url: Option<String>,
}

impl Comparison<'_> {
    /// What is to say of a feed; of one that was never forewarn's, nothing.
    pub(super) fn feed(&self, path: &SitePath, bytes: &[u8]) -> Vec<Diagnostic> {
        let old = self.last.feed(path.as_str());
        let Some(old) = old.filter(|old| old != bytes) else {
            return Vec::new();
        };
        match path.as_str() {
            "feed.json" => self.entries(&old, bytes),
            path => self.id_of_feed(path, &old, bytes).into_iter().collect(),
        }
    }

    fn id_of_feed(&self, path: &str, old: &[u8], new: &[u8]) -> Option<Diagnostic> {
        let (old, new) = (first_id(old)?, first_id(new)?);
        (old != new).then(|| {
            let message = format!(
                "the id of `{path}` was {}, and is {} now",
                quoted(old),
                quoted(new)
            );
            Diagnostic::new(Code::FeedIdChanged, self.place, message).help(
                "it is made of the first `package`, else of `repository`, else of `name` of \
                 `project`: keep what it was, or readers take all entries for new",
            )
        })
    }

    /// The JSON Feed has the ids of the Atom feed's entries beside their addresses, and
    /// the address of the site.
    fn entries(&self, old: &[u8], new: &[u8]) -> Vec<Diagnostic> {
        let read = |bytes| serde_json::from_slice::<JsonFeed>(bytes).unwrap_or_default();
        let (old, new) = (read(old), read(new));
        let mut found = Vec::new();
        if let (Some(old), Some(new)) = (&old.feed_url, &new.feed_url)
            && old != new
        {
            let message = format!("the feed was at {}, and is at `{new}` now", quoted(old));
            let moved = Diagnostic::new(Code::AddressVanished, self.place, message);
            found.push(moved.help(
                "see that the old address of the site leads to the new one: every link and every reader has it",
            ));
        }
        let ids: HashMap<_, _> = old
            .items
            .iter()
            .filter_map(|item| Some((page(item)?, &item.id)))
            .collect();
        let renamed = new.items.iter().filter(|item| {
            let id = page(item).and_then(|page| ids.get(page));
            id.is_some_and(|id| **id != item.id)
        });
        let count = renamed.count();
        if count > 0 {
            let message =
                format!("entries of the feed have other ids than before: {count} of them");
            let renamed = Diagnostic::new(Code::FeedIdChanged, self.place, message);
            found.push(renamed.help(
                "this is a fault of forewarn, please report it: readers take each for a new one",
            ));
        }
        found
    }
}

/// The page of an entry, wherever the site is.
fn page(item: &Item) -> Option<&str> {
    item.url.as_ref()?.rsplit('/').next()
}

/// The first `id` of an Atom feed, which is its own: forewarn writes it before all else.
fn first_id(feed: &[u8]) -> Option<&str> {
    let feed = std::str::from_utf8(feed).ok()?;
    let (_, rest) = feed.split_once("<id>")?;
    let (id, _) = rest.split_once("</id>")?;
    Some(id)
}
