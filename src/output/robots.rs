//! `robots.txt`: everything may be read (RFC 9309).

/// The file; it names the sitemap when the address of the site is known.
pub fn robots(base_url: Option<&str>) -> Vec<u8> {
    let mut text = "User-agent: *\nAllow: /\n".to_owned();
    if let Some(base) = base_url {
        text.push_str(&format!("\nSitemap: {base}sitemap.xml\n"));
    }
    text.into_bytes()
}
