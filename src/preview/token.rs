//! What nobody can guess, as the first part of every address of the preview.
//!
//! Every account of a machine can connect to every port of its loopback, so that
//! a connection says nothing about who asks. Whoever shows the token was told it.

use std::fmt;
use std::io;

use subtle::ConstantTimeEq;

/// 128 bits of the operating system's randomness, in hexadecimal digits.
pub(super) struct AccessToken(String);

impl AccessToken {
    /// A new one.
    ///
    /// # Errors
    ///
    /// The system gives no randomness.
    pub(super) fn new() -> io::Result<Self> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes)?;
        Ok(Self(format!("{:032x}", u128::from_ne_bytes(bytes))))
    }

    /// Whether it is what was `shown`. How long the answer takes does not tell how
    /// much of it was right.
    pub(super) fn is(&self, shown: &str) -> bool {
        self.0.as_bytes().ct_eq(shown.as_bytes()).into()
    }

    /// For those who may know it.
    pub(super) fn reveal(&self) -> &str {
        &self.0
    }
}

/// Not what it is: what is printed to look for a fault ends up in reports.
impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessToken")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_token_is_another_and_knows_itself_only() {
        let (one, other) = (AccessToken::new().unwrap(), AccessToken::new().unwrap());
        let text = one.reveal();
        assert_eq!(text.len(), 32);
        assert!(text.bytes().all(|byte| byte.is_ascii_hexdigit()));
        assert!(one.is(text));
        for end in 0..text.len() {
            assert!(!one.is(&text[..end]));
        }
        assert!(!one.is(&format!("{text}0")));
        assert!(!one.is(&text.replace(|c: char| c.is_ascii_digit(), "x")));
        assert!(!one.is(other.reveal()) && !other.is(text));
    }

    #[test]
    fn a_token_is_not_printed() {
        let token = AccessToken::new().unwrap();
        assert_eq!(format!("{token:?}"), "AccessToken");
    }
}
