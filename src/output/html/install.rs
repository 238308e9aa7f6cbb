//! What to type to get a fixed version, in the ecosystems that have a command
//! for it.

use crate::model::Ecosystem;

/// The command that brings `version` of a package, or a later one; exactly
/// `version` where the tool knows no more. None where there is no command that
/// is right for every user, and for a name or a version that a shell could read
/// as anything else.
pub(super) fn command(ecosystem: &Ecosystem, name: &str, version: &str) -> Option<String> {
    if !is_plain(name, "@/._-~") || !is_plain(version, "._-+") {
        return None;
    }
    Some(match ecosystem.as_str() {
        "PyPI" => format!("pip install \"{name}>={version}\""),
        "crates.io" => format!("cargo update -p {name} --precise {version}"),
        "npm" => format!("npm install {name}@{version}"),
        "RubyGems" => format!("gem install {name} -v \">= {version}\""),
        "Packagist" => format!("composer require \"{name}:^{version}\""),
        // The standard library comes with the toolchain.
        "Go" if name.contains('.') => {
            format!("go get {name}@v{}", version.trim_start_matches('v'))
        }
        "NuGet" => format!("dotnet add package {name} --version {version}"),
        _ => return None,
    })
}

/// Whether no shell sees more than a word in it, nor a tool an option.
fn is_plain(text: &str, marks: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || marks.contains(c);
    text.chars().all(is_plain) && text.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '@')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn typed(ecosystem: &str, name: &str, version: &str) -> Option<String> {
        command(&Ecosystem::new(ecosystem), name, version)
    }

    #[test]
    fn each_tool_has_its_own_words() {
        for (ecosystem, name, version, words) in [
            ("PyPI", "tinysig", "3.4.1", "pip install \"tinysig>=3.4.1\""),
            (
                "crates.io",
                "tiny_sig",
                "3.4.1",
                "cargo update -p tiny_sig --precise 3.4.1",
            ),
            (
                "npm",
                "@example/sig",
                "3.4.1-rc.1",
                "npm install @example/sig@3.4.1-rc.1",
            ),
            (
                "RubyGems",
                "tinysig",
                "3.4.1",
                "gem install tinysig -v \">= 3.4.1\"",
            ),
            (
                "Packagist",
                "example/sig",
                "3.4.1",
                "composer require \"example/sig:^3.4.1\"",
            ),
            (
                "Go",
                "example.com/sig/v3",
                "3.4.1",
                "go get example.com/sig/v3@v3.4.1",
            ),
            (
                "NuGet",
                "Tiny.Sig",
                "3.4.1",
                "dotnet add package Tiny.Sig --version 3.4.1",
            ),
        ] {
            assert_eq!(typed(ecosystem, name, version).as_deref(), Some(words));
        }
        for (ecosystem, name) in [
            ("Go", "stdlib"),
            ("Maven", "org.example:sig"),
            ("Debian:12", "sig"),
            ("generic", "sig"),
            ("PyPI", "--index-url=https://host.example"),
            ("PyPI", "sig;true"),
            ("PyPI", ""),
        ] {
            assert_eq!(typed(ecosystem, name, "1.0"), None, "{ecosystem}/{name}");
        }
        assert_eq!(typed("PyPI", "sig", "1.0\" && true"), None);
        assert_eq!(typed("PyPI", "sig", "1!2.0"), None);
    }

    proptest! {
        #[test]
        fn nothing_that_a_shell_reads_gets_through(name in any::<String>(), version in any::<String>()) {
            for ecosystem in ["PyPI", "crates.io", "npm", "RubyGems", "Packagist", "Go", "NuGet"] {
                if let Some(command) = typed(ecosystem, &name, &version) {
                    prop_assert!(!command.contains(['\'', '$', '`', '\\', ';', '&', '|', '<', '(', '\n', '!', '*']));
                    prop_assert!(command.matches('"').count() % 2 == 0);
                }
            }
        }
    }
}
