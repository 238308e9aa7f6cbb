//! How to report, for machines: security.txt (RFC 9116).

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::Timestamp;
use crate::source::{FileId, Span, Spanned};

/// What `forewarn.yaml` says for security.txt alone. Contacts, keys, languages and
/// the policy are said elsewhere.
#[derive(Clone, Debug, Default)]
pub struct SecurityTxt {
    /// Where it is said, if anything is.
    pub place: Option<Span>,
    /// Until when the file may be relied on.
    pub expires: Option<Spanned<Timestamp>>,
    /// The page that thanks finders: https.
    pub acknowledgments: Option<String>,
    /// Open positions in security: https.
    pub hiring: Option<String>,
    /// Whether findings are paid for.
    pub bug_bounty: Option<bool>,
}

impl SecurityTxt {
    /// Until when a file that is made at `clock` may be relied on. Without a date of
    /// the project's own, builds of one month agree on the first day of the eleventh
    /// month after it: RFC 9116, section 2.5.5, wants less than a year.
    pub fn expires_at(&self, clock: Timestamp) -> Timestamp {
        let own = self.expires.map(|at| at.value);
        own.unwrap_or_else(|| {
            let month = clock.date().first_of_month();
            let day = month.checked_add(11.months()).unwrap_or(Date::MAX);
            let start = day.to_zoned(TimeZone::UTC).map(|day| day.timestamp());
            start.unwrap_or(jiff::Timestamp::MAX).into()
        })
    }
}

/// A security.txt that the project wrote by hand, as far as it could be read.
#[derive(Clone, Debug)]
pub struct WrittenSecurityTxt {
    /// The file, which is published as it is.
    pub file: FileId,
    /// The fields that RFC 9116 and its registry know, by their names there.
    pub fields: Vec<(&'static str, Spanned<String>)>,
    /// `Expires`.
    pub expires: Option<Spanned<Timestamp>>,
    /// Whether it is a signed message of OpenPGP.
    pub is_signed: bool,
}

impl WrittenSecurityTxt {
    /// The values of the field, in order.
    pub fn values(&self, field: &str) -> impl Iterator<Item = &Spanned<String>> {
        let fields = self.fields.iter();
        fields
            .filter(move |(name, _)| *name == field)
            .map(|(_, value)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn builds_of_one_month_agree_and_none_promises_a_year() {
        for (clock, expires) in [
            ("2026-12-01T00:00:00Z", "2027-11-01T00:00:00Z"),
            ("2026-12-31T23:59:59Z", "2027-11-01T00:00:00Z"),
            ("2027-01-01T00:00:00Z", "2027-12-01T00:00:00Z"),
            ("2028-02-29T12:00:00Z", "2029-01-01T00:00:00Z"),
        ] {
            let clock: jiff::Timestamp = clock.parse().unwrap();
            let made = SecurityTxt::default().expires_at(clock.into());
            assert_eq!(made.to_string(), expires);
        }
    }
}
