//! `robots.txt`: everything may be read (RFC 9309).

/// The file; it names the sitemap when the address of the site is known.
pub fn robots(base_url: Option<&str>) -> Vec<u8> {
    let sitemap = base_url.map(|base| format!("\nSitemap: {base}sitemap.xml\n"));
    format!("User-agent: *\nAllow: /\n{}", sitemap.unwrap_or_default()).into_bytes()
}
