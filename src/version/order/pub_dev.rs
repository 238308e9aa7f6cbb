//! pub.dev: Semantic Versioning in which a version with build metadata is newer
//! than the same without, and metadata is compared as pre-releases are
//! (<https://dart.dev/tools/pub/versioning>, `Version.compareTo` of `pub_semver`).
//! The `Ord` of the `semver` crate orders metadata the same way.

/// The key of a version.
pub(super) fn key(text: &str) -> Option<::semver::Version> {
    super::semver::version(text)
}
