//! The files of `themes/default`, part of the binary.

/// Lists files of `themes/default` by their path in it.
macro_rules! embed {
    ($($path:literal,)*) => {
        &[$(($path, include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/", $path)) as &[u8]),)*]
    };
}

// One line for each file, sorted; a test compares the list with the folder.
const FILES: &[(&str, &[u8])] = embed![
    "languages/de.ftl",
    "languages/en.ftl",
    "static/copy.js",
    "static/favicon.svg",
    "static/filter.js",
    "static/style.css",
    "static/versions.js",
    "templates/404.html",
    "templates/advisories.html",
    "templates/advisory.html",
    "templates/alias.html",
    "templates/announcements.html",
    "templates/base.html",
    "templates/components.html",
    "templates/for-scanners.html",
    "templates/not-a-vulnerability.html",
    "templates/package.html",
    "templates/packages.html",
    "templates/page.html",
    "templates/policy.html",
    "templates/redirect.html",
    "templates/release.html",
    "templates/versions.html",
];

/// The files of the default theme: path in its folder, and content.
pub fn embedded() -> &'static [(&'static str, &'static [u8])] {
    FILES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_the_folder() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
        let mut found: Vec<String> = walkdir::WalkDir::new(&folder)
            .into_iter()
            .filter_map(Result::ok)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                let path = entry.path().strip_prefix(&folder).unwrap();
                path.to_str().unwrap().replace('\\', "/")
            })
            .collect();
        found.sort_unstable();
        let listed: Vec<_> = embedded().iter().map(|&(path, _)| path).collect();
        assert_eq!(listed, found);
    }
}
