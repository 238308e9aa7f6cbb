//! The style sheet as it is served.

use std::borrow::Cow;

use super::accent;
use crate::diagnostic::Diagnostics;
use crate::model::config::Accent;

/// The style sheet in the project's colours, and the embedded one without
/// comments and white space: a reader loads it before anything shows. A sheet of
/// the site's own stays as it was written, since nobody tries those after they
/// were made smaller.
pub(super) fn served<'s>(
    stylesheet: Cow<'s, [u8]>,
    accent: &Accent,
    out: &mut Diagnostics,
) -> Cow<'s, [u8]> {
    let is_own = matches!(stylesheet, Cow::Owned(_));
    let dressed = accent::dressed(stylesheet, accent, out);
    if is_own {
        return dressed;
    }
    let text = std::str::from_utf8(&dressed).expect("the embedded style sheet is UTF-8");
    let small = minifier::css::minify(text).expect("the embedded style sheet is well-formed");
    Cow::Owned(small.to_string().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn served_of(stylesheet: Cow<'_, [u8]>) -> String {
        let served = served(stylesheet, &Accent::default(), &mut Diagnostics::new());
        String::from_utf8(served.into_owned()).unwrap()
    }

    #[test]
    fn the_embedded_one_is_made_small_and_the_sites_own_stays() {
        let style = "p {\n  margin: 0 0 1rem;\n}\n\n/* Lists */\n\nul { padding: 0 }\n";
        assert_eq!(
            served_of(Cow::Borrowed(style.as_bytes())),
            "p{margin:0 0 1rem;}ul{padding:0}"
        );
        assert_eq!(served_of(Cow::Owned(style.into())), style);
    }

    fn embedded() -> &'static str {
        let mut files = super::super::embedded().iter();
        let style = files.find(|(path, _)| *path == "static/style.css");
        std::str::from_utf8(style.unwrap().1).unwrap()
    }

    /// The spaces around the plus of `clamp()` and `calc()` are needed (CSS Values
    /// and Units 4, section 10.8), and the library takes them away.
    #[test]
    fn the_embedded_one_adds_nothing_up() {
        let sums: Vec<_> = embedded()
            .lines()
            .filter(|line| {
                line.contains(" + ") && (line.contains("clamp(") || line.contains("calc("))
            })
            .collect();
        assert_eq!(sums, Vec::<&str>::new());
    }

    /// A browser passes over what it cannot read, to the end of the sheet if a
    /// brace is missing.
    #[test]
    fn every_rule_of_the_embedded_one_begins_and_ends() {
        let mut open = 0;
        for (number, line) in embedded().lines().enumerate() {
            assert!(
                open > 0 || !line.starts_with(' '),
                "line {}: {line}",
                number + 1
            );
            open += line.matches('{').count();
            assert!(
                open >= line.matches('}').count(),
                "line {}: {line}",
                number + 1
            );
            open -= line.matches('}').count();
            let is_rule = !line.starts_with(' ') && line.ends_with('{');
            assert!(!is_rule || open == 1, "line {}: {line}", number + 1);
        }
        assert_eq!(open, 0);
    }
}
