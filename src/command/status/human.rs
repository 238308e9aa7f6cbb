//! The status for people.

use crate::model::Timestamp;
use crate::preview::{Secret, WallClock};

use super::overview::Overview;

/// Several lines, with a final line end.
pub(super) fn text(overview: &Overview<'_>) -> String {
    let clock = WallClock {
        now: overview.clock,
        is_set: true,
        zone: overview.zone,
    };
    let (embargoed, drafts) = (&overview.secrets.embargoed, &overview.secrets.drafts);
    let mut lines = vec![
        format!("As of {}:", clock.words(overview.clock)),
        public(overview),
        format!("{} embargoed", embargoed.len()),
    ];
    for secret in embargoed {
        lines.push(format!("  {}", place(secret)));
        lines.push(format!("    {}", end(secret, &clock)));
    }
    lines.push(match drafts.len() {
        1 => "1 draft".to_owned(),
        number => format!("{number} drafts"),
    });
    lines.extend(drafts.iter().map(|secret| format!("  {}", place(secret))));
    lines.push(match &overview.next {
        Some(next) => format!("Next, {}:", moment(next.at, &clock)),
        None => "Nothing more becomes public by itself.".to_owned(),
    });
    if let Some(next) = &overview.next {
        lines.extend(next.files.iter().map(|file| format!("  {file}")));
    }
    lines.join("\n") + "\n"
}

fn public(overview: &Overview<'_>) -> String {
    match overview.withdrawn {
        0 => format!("{} public", overview.public),
        withdrawn => format!("{} public, {withdrawn} of them withdrawn", overview.public),
    }
}

fn place(secret: &Secret) -> String {
    if secret.overlay {
        format!("{} (in the overlay)", secret.file)
    } else {
        secret.file.clone()
    }
}

/// Until when it is secret.
fn end(secret: &Secret, clock: &WallClock<'_>) -> String {
    match secret.until {
        None => "its time has come: it is public once it is moved out of the overlay".to_owned(),
        Some(at) if secret.overlay => format!(
            "until {}, and until it is moved out of the overlay",
            moment(at, clock)
        ),
        Some(at) => format!("until {}", moment(at, clock)),
    }
}

fn moment(at: Timestamp, clock: &WallClock<'_>) -> String {
    format!("{}, {}", clock.words(at), clock.left_words(at))
}
