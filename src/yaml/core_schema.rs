//! What an unquoted scalar is, by the YAML 1.2.2 core schema (section 10.3.2).

/// What a plain scalar is other than text. A number comes as JSON writes it,
/// or as `None` when JSON cannot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Resolved {
    /// Nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// An integer.
    Integer(Option<String>),
    /// Any other number.
    Float(Option<String>),
}

/// Resolves a plain scalar; `None` for text.
pub(super) fn resolve(text: &str) -> Option<Resolved> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Some(Resolved::Null),
        "true" | "True" | "TRUE" => return Some(Resolved::Bool(true)),
        "false" | "False" | "FALSE" => return Some(Resolved::Bool(false)),
        ".nan" | ".NaN" | ".NAN" => return Some(Resolved::Float(None)),
        _ => {}
    }
    let (sign, unsigned) = match text.as_bytes()[0] {
        b'-' => ("-", &text[1..]),
        b'+' => ("", &text[1..]),
        _ => ("", text),
    };
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") {
        return Some(Resolved::Float(None));
    }
    // Signs before `0x` and `0o` are not in the schema.
    if let Some(digits) = text.strip_prefix("0x") {
        return based_integer(digits, 16);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return based_integer(digits, 8);
    }
    decimal(sign, unsigned)
}

/// A hexadecimal or octal integer. Beyond 128 bits it has no decimal text here:
/// the conversion would take time quadratic in the digits.
fn based_integer(digits: &str, radix: u32) -> Option<Resolved> {
    let is_number = !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix));
    is_number.then(|| {
        let value = u128::from_str_radix(digits, radix).ok();
        Resolved::Integer(value.map(|value| value.to_string()))
    })
}

/// `[0-9]+`, or `(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`.
fn decimal(sign: &str, unsigned: &str) -> Option<Resolved> {
    let (whole, rest) = split_digits(unsigned);
    let (fraction, rest) = match rest.strip_prefix('.') {
        Some(rest) => {
            let (fraction, rest) = split_digits(rest);
            (Some(fraction), rest)
        }
        None => (None, rest),
    };
    if whole.is_empty() && fraction.is_none_or(str::is_empty) {
        return None;
    }
    let exponent = rest;
    if let Some(power) = exponent.strip_prefix(['e', 'E']) {
        let digits = power.strip_prefix(['-', '+']).unwrap_or(power);
        if digits.is_empty() || !split_digits(digits).1.is_empty() {
            return None;
        }
    } else if !exponent.is_empty() {
        return None;
    }

    // JSON (RFC 8259, section 6) has no leading zeros and digits on both sides
    // of the point.
    let significant = match whole.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    };
    Some(match fraction {
        None if exponent.is_empty() => Resolved::Integer(Some(format!("{sign}{significant}"))),
        None => Resolved::Float(Some(format!("{sign}{significant}{exponent}"))),
        Some(fraction) => {
            let fraction = if fraction.is_empty() { "0" } else { fraction };
            Resolved::Float(Some(format!("{sign}{significant}.{fraction}{exponent}")))
        }
    })
}

/// The ASCII digits a text opens with, and what follows them.
fn split_digits(text: &str) -> (&str, &str) {
    let end = text
        .bytes()
        .position(|byte| !byte.is_ascii_digit())
        .unwrap_or(text.len());
    text.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_scalars_resolve_by_the_core_schema() {
        let show = |text: &str| match resolve(text) {
            None => "text".to_owned(),
            Some(Resolved::Null) => "null".to_owned(),
            Some(Resolved::Bool(value)) => value.to_string(),
            Some(Resolved::Integer(number)) => format!("int {}", number.as_deref().unwrap_or("-")),
            Some(Resolved::Float(number)) => format!("float {}", number.as_deref().unwrap_or("-")),
        };
        let cases = [
            ("", "null"),
            ("~", "null"),
            ("null", "null"),
            ("NULL", "null"),
            ("nUll", "text"),
            ("true", "true"),
            ("FALSE", "false"),
            ("yes", "text"),
            ("on", "text"),
            ("0", "int 0"),
            ("-0", "int -0"),
            ("+12", "int 12"),
            ("007", "int 7"),
            ("-007", "int -7"),
            ("9007199254740993", "int 9007199254740993"),
            ("1_000", "text"),
            ("0x1F", "int 31"),
            ("0x", "text"),
            ("-0x1", "text"),
            ("0o17", "int 15"),
            ("0o8", "text"),
            (
                "0xffffffffffffffffffffffffffffffff",
                "int 340282366920938463463374607431768211455",
            ),
            ("0x100000000000000000000000000000000", "int -"),
            ("1.10", "float 1.10"),
            ("01.5", "float 1.5"),
            (".5", "float 0.5"),
            ("+.5", "float 0.5"),
            ("1.", "float 1.0"),
            ("-1.e5", "float -1.0e5"),
            ("1e5", "float 1e5"),
            ("1E-05", "float 1E-05"),
            ("1e", "text"),
            ("1e+", "text"),
            ("e5", "text"),
            (".", "text"),
            (".e5", "text"),
            ("-", "text"),
            ("+", "text"),
            ("1.2.3", "text"),
            ("1-2", "text"),
            ("٣", "text"),
            (".inf", "float -"),
            ("-.INF", "float -"),
            ("+.inf", "float -"),
            (".NaN", "float -"),
            ("-.nan", "text"),
            ("2024-01-01", "text"),
        ];
        for (text, expected) in cases {
            assert_eq!(show(text), expected, "{text:?}");
        }
    }
}
