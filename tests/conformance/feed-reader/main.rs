//! Reads a feed from standard input as feed-rs does, Atom or JSON, and prints what it holds.
//!
//! One line an entry: id, updated, title and the address that it opens, between tabs. What is
//! missing is empty.

use std::{error::Error, io, io::Read};

fn main() -> Result<(), Box<dyn Error>> {
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes)?;
    for entry in feed_rs::parser::parse(&bytes[..])?.entries {
        let updated = entry
            .updated
            .map(|time| time.to_rfc3339())
            .unwrap_or_default();
        let title = entry.title.map(|title| title.content).unwrap_or_default();
        let alternate = |link: &&feed_rs::model::Link| {
            link.rel.as_deref().unwrap_or("alternate") == "alternate"
        };
        let link = entry
            .links
            .iter()
            .find(alternate)
            .map(|link| link.href.as_str())
            .unwrap_or_default();
        println!("{}\t{updated}\t{title}\t{link}", entry.id);
    }
    Ok(())
}
