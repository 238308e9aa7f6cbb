//! Media types by extension.

use crate::model::SitePath;

/// The `Content-Type` of what lies at `path`, its `charset` included: of the
/// formats that forewarn writes and of those that pages usually bring along.
/// Anything else is bytes to be saved, as `nosniff` forbids browsers to guess.
pub(super) fn of(path: &SitePath) -> &'static str {
    let path = path.as_str();
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "asc" | "md" | "txt" => "text/plain; charset=utf-8",
        "atom" => "application/atom+xml; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "gif" => "image/gif",
        "html" => "text/html; charset=utf-8",
        "ico" => "image/vnd.microsoft.icon",
        "ics" => "text/calendar; charset=utf-8",
        "jpeg" | "jpg" => "image/jpeg",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "pdf" => "application/pdf",
        "png" => "image/png",
        "svg" => "image/svg+xml; charset=utf-8",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "xml" => "application/xml; charset=utf-8",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_extension_of_the_last_part_counts() {
        for (path, expected) in [
            ("index.html", "text/html; charset=utf-8"),
            ("osv/all.JSON", "application/json; charset=utf-8"),
            ("versions/1.0.html", "text/html; charset=utf-8"),
            (".well-known/security.txt", "text/plain; charset=utf-8"),
            ("a.html/b", "application/octet-stream"),
            ("html", "application/octet-stream"),
            ("a.html.exe", "application/octet-stream"),
        ] {
            assert_eq!(of(&SitePath::new(path).unwrap()), expected, "{path}");
        }
    }
}
