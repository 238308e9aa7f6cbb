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
    /// What a colour is that can be read here.
    readable: &'static str,
}

/// The style sheet with the project's colours. One that is hard to read is
/// reported, and the style sheet's own stays.
pub(super) fn dressed<'s>(
    stylesheet: Cow<'s, [u8]>,
    accent: &Accent,
    out: &mut Diagnostics,
) -> Cow<'s, [u8]> {
    let text = String::from_utf8_lossy(&stylesheet);
    let mut rules = String::new();
    for (scheme, own) in schemes(&text).iter().zip([&accent.light, &accent.dark]) {
        let Some(own) = own else { continue };
        if scheme.can_show(own.value) {
            rules += &scheme.rule(own.value);
        } else {
            out.push(scheme.hard_to_read(own));
        }
    }
    if rules.is_empty() {
        return stylesheet;
    }
    Cow::Owned([&stylesheet, rules.as_bytes()].concat())
}

fn schemes(stylesheet: &str) -> [Scheme; 2] {
    let (light, dark) = stylesheet.split_once(DARK).unwrap_or((stylesheet, ""));
    let dark = dark.split("\n}").next().unwrap_or_default();
    [
        Scheme {
            name: "light",
            media: "@media screen",
            grounds: grounds(light),
            readable: "darker",
        },
        Scheme {
            name: "dark",
            media: DARK,
            grounds: grounds(dark),
            readable: "lighter",
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
    /// Whether text of this colour can be read on all that it may stand on.
    fn can_show(&self, colour: Colour) -> bool {
        let least = colour.least_contrast(&self.grounds);
        least.is_none_or(|contrast| contrast >= READABLE)
    }

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
        Diagnostic::new(Code::AccentContrast, own.span, message).help(format!(
            "the theme's own colour is shown there; write a {} one as `accent: {{{scheme}: COLOUR}}`",
            self.readable
        ))
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
    fn a_colour_that_is_hard_to_read_gives_way_to_the_theme_s_own() {
        let (style, found) = dressed_in(Some("#0b56a8"), Some("#777777"));
        assert_eq!(
            style,
            "\n@media screen {\n  :root {\n    --accent: #0b56a8;\n  }\n}\n"
        );
        assert_eq!(
            found,
            [
                "`#777777` has a contrast of 3.55 in the dark scheme, and text needs 4.5: the \
                 theme's own colour is shown there; write a lighter one as `accent: {dark: COLOUR}`",
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
            assert!(scheme.can_show(accent), "{}", scheme.name);
        }
    }
}
