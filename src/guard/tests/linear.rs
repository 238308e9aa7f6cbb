//! Four times the secret text takes four times the work, whatever it repeats.

use super::*;
use crate::work::assert_linear;

/// A text of so many items.
type Shape = fn(usize) -> String;

#[test]
fn secrets_and_what_repeats_them_take_work_by_their_length() {
    let shapes: [(&str, Shape); 3] = [
        ("one line of two words", |n| "a b ".repeat(n)),
        ("a sentence again and again", |n| {
            "the very same sentence is said again and again\n  ".repeat(n)
        }),
        ("sentences that begin alike", |n| {
            let line = |i| format!("the reporter says of case{i} that it is as the others are\n  ");
            (0..n).map(line).collect()
        }),
    ];
    for (name, text) in shapes {
        let input = |n| {
            let text = text(n);
            let secret = format!("id: x_p-2026-0003\ndraft: true\ndetails: |\n  {text}");
            (secret, text)
        };
        assert_linear(name, input, |(secret, text)| {
            let sources = sources(&[("overlay:advisories/long.yaml", secret)]);
            told(&guard(&sources), "index.html", text.as_bytes());
        });
    }
}
