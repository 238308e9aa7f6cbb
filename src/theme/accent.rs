//! The project's own colour in the style sheet.
//!
//! A style sheet draws links and buttons in `--accent`, once for each scheme. The
//! project's colour is appended to it, since the content security policy allows
//! no style in pages. It must be readable on all that it is drawn on: on
//! `--page`, `--panel` and every `--NAME-tint` that the style sheet gives.

use super::Cow;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Colour;
use crate::model::colour::READABLE;
use crate::model::config::Accent;
use crate::source::Spanned;

/// Where the colours of the dark scheme begin.
const DARK: &str = "@media screen and (prefers-color-scheme: dark)";

/// A scheme, and what text stands on in it.
struct Scheme {
    name: &'static str,
    /// The media that it is for; paper has none.
    media: &'static str,
    grounds: Vec<Colour>,
}

/// The style sheet with the project's colours. One that is hard to read is
/// reported, and gives way to its nearest neighbour that is not.
pub(super) fn dressed<'s>(
    stylesheet: Cow<'s, [u8]>,
    accent: &Accent,
    out: &mut Diagnostics,
) -> Cow<'s, [u8]> {
    let text = String::from_utf8_lossy(&stylesheet);
    let [light, dark] = schemes(&text);
    let given: Vec<_> = [(light, &accent.light), (dark, &accent.dark)]
        .into_iter()
        .filter_map(|(scheme, colour)| Some((scheme, colour.as_ref()?)))
        .map(|(scheme, colour)| (colour.value.readable_on(&scheme.grounds), scheme, colour))
        .collect();
    let shown: Vec<_> = given
        .iter()
        .map(|(readable, scheme, own)| (scheme, readable.unwrap_or(own.value)))
        .collect();
    for (readable, scheme, own) in &given {
        if *readable != Some(own.value) {
            let finding = scheme.hard_to_read(own);
            out.push(match readable {
                Some(near) => finding.help(advice(*near, &shown)),
                None => finding.help("the style sheet leaves no colour that can be read"),
            });
        }
    }
    if shown.is_empty() {
        return stylesheet;
    }
    let rules = shown.iter().map(|(scheme, colour)| scheme.rule(*colour));
    let rules: String = rules.collect();
    Cow::Owned([&stylesheet, rules.as_bytes()].concat())
}

/// What to write for the colours that are shown.
fn advice(near: Colour, shown: &[(&Scheme, Colour)]) -> String {
    let pairs: Vec<_> = shown
        .iter()
        .map(|(scheme, colour)| format!("{}: \"{colour}\"", scheme.name))
        .collect();
    let pairs = pairs.join(", ");
    format!(
        "the nearest that can be read is `{near}`, which is shown; to choose it, write `accent: {{{pairs}}}`"
    )
}

fn schemes(stylesheet: &str) -> [Scheme; 2] {
    let (light, dark) = stylesheet.split_once(DARK).unwrap_or((stylesheet, ""));
    let dark = dark.split("\n}").next().unwrap_or_default();
    [
        Scheme {
            name: "light",
            media: "@media screen",
            grounds: grounds(light),
        },
        Scheme {
            name: "dark",
            media: DARK,
            grounds: grounds(dark),
        },
    ]
}

/// The colours that text stands on.
fn grounds(style: &str) -> Vec<Colour> {
    let declared = style.split([';', '{']).filter_map(|declaration| {
        let (name, value) = declaration.trim().strip_prefix("--")?.split_once(':')?;
        let is_ground = matches!(name, "page" | "panel") || name.ends_with("-tint");
        is_ground.then(|| value.trim().parse().ok()).flatten()
    });
    declared.collect()
}

impl Scheme {
    /// The rule that draws in `colour`.
    fn rule(&self, colour: Colour) -> String {
        let media = self.media;
        format!("\n{media} {{\n  :root {{\n    --accent: {colour};\n  }}\n}}\n")
    }

    fn hard_to_read(&self, own: &Spanned<Colour>) -> Diagnostic {
        let contrast = own.value.least_contrast(&self.grounds).unwrap_or(1.0);
        // Never round up to what it should be.
        let contrast = (contrast * 100.0).floor() / 100.0;
        let (colour, scheme) = (own.value, self.name);
        let message = format!(
            "`{colour}` has a contrast of {contrast:.2} in the {scheme} scheme, and text needs {READABLE}"
        );
        Diagnostic::new(Code::AccentContrast, own.span, message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Sources, Span};

    const STYLE: &str = ":root {\n  --page: #ffffff;\n  --ink: #777777;\n}\n\n\
        @media screen and (prefers-color-scheme: dark) {\n  :root {\n    --page: #000;\n    \
        --red-tint: #222222;\n  }\n}\n\np { --panel: #777777; }\n";

    fn dressed_in(light: Option<&str>, dark: Option<&str>) -> (String, Vec<String>) {
        let mut sources = Sources::new();
        let file = sources.text("forewarn.yaml", "accent: x");
        let colour = |text: &str| Spanned::new(text.parse().unwrap(), Span::file(file));
        let accent = Accent {
            light: light.map(colour),
            dark: dark.map(colour),
        };
        let mut out = Diagnostics::new();
        let style = dressed(Cow::Borrowed(STYLE.as_bytes()), &accent, &mut out);
        let style = String::from_utf8(style.into_owned()).unwrap();
        let found = out.sorted(&sources).into_iter();
        let found = found.map(|(_, d)| format!("{}: {}", d.message, d.help.unwrap_or_default()));
        let own = style.strip_prefix(STYLE).unwrap().to_owned();
        (own, found.collect())
    }

    #[test]
    fn without_a_colour_the_style_sheet_stays() {
        assert_eq!(dressed_in(None, None), (String::new(), Vec::new()));
    }

    #[test]
    fn each_scheme_gets_its_colour() {
        assert_eq!(
            dressed_in(Some("#0b56a8"), Some("#85b9f2")),
            (
                "\n@media screen {\n  :root {\n    --accent: #0b56a8;\n  }\n}\n\n\
                 @media screen and (prefers-color-scheme: dark) {\n  :root {\n    --accent: \
                 #85b9f2;\n  }\n}\n"
                    .to_owned(),
                Vec::new()
            )
        );
    }

    #[test]
    fn a_colour_that_is_hard_to_read_gives_way_to_its_neighbour() {
        let (style, found) = dressed_in(Some("#777777"), Some("#777777"));
        assert!(style.contains("--accent: #767676;"), "{style}");
        assert!(style.contains("--accent: #898989;"), "{style}");
        assert_eq!(
            found,
            [
                "`#777777` has a contrast of 3.55 in the dark scheme, and text needs 4.5: the \
                 nearest that can be read is `#898989`, which is shown; to choose it, write \
                 `accent: {light: \"#767676\", dark: \"#898989\"}`",
                "`#777777` has a contrast of 4.47 in the light scheme, and text needs 4.5: the \
                 nearest that can be read is `#767676`, which is shown; to choose it, write \
                 `accent: {light: \"#767676\", dark: \"#898989\"}`",
            ]
        );
    }

    #[test]
    fn the_embedded_style_sheet_tells_what_text_stands_on_and_keeps_to_it() {
        let (_, style) = crate::theme::embedded()
            .iter()
            .find(|(path, _)| *path == "static/style.css")
            .unwrap();
        let style = std::str::from_utf8(style).unwrap();
        for (scheme, style) in schemes(style).iter().zip(style.split(DARK)) {
            assert!(scheme.grounds.len() > 2, "{}", scheme.name);
            let accent = style.split("--accent:").nth(1).unwrap();
            let accent: Colour = accent.split(';').next().unwrap().trim().parse().unwrap();
            assert_eq!(
                accent.readable_on(&scheme.grounds),
                Some(accent),
                "{}",
                scheme.name
            );
        }
    }
}
