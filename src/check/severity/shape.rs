//! The shape that OSV's schema asks of a vector (OSV 1.7.5, `severity[].score`).

use crate::model::SeverityType;

/// A metric and the values it takes.
pub(super) type Metric = (&'static str, &'static [&'static str]);

/// What keeps a text from having the shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ShapeFault<'v> {
    /// It does not open as vectors of its type do, or is no word of Ubuntu's.
    Opening,
    /// A part that is no metric of this version.
    Metric(&'v str),
    /// A metric with a value it does not take.
    Value(Metric, &'v str),
    /// A metric of CVSS 4.0, whose order is fixed, too early, too late or twice.
    Place(&'v str),
    /// Metrics of CVSS 4.0 that have to be there are not.
    Short,
}

/// Whether `score` has the shape of its type.
pub(super) fn shape(kind: SeverityType, score: &str) -> Result<(), ShapeFault<'_>> {
    let after = |prefixes: &[&str]| {
        let rest = prefixes
            .iter()
            .find_map(|prefix| score.strip_prefix(prefix));
        rest.ok_or(ShapeFault::Opening)
    };
    match kind {
        // Without a prefix, another text is not recognised by its opening.
        SeverityType::CvssV2 if !score.contains(':') => Err(ShapeFault::Opening),
        SeverityType::CvssV2 => unordered(score, V2),
        SeverityType::CvssV3 => unordered(after(&["CVSS:3.1/", "CVSS:3.0/"])?, V3),
        SeverityType::CvssV4 => ordered(after(&["CVSS:4.0/"])?, V4),
        SeverityType::Ubuntu if UBUNTU.contains(&score) => Ok(()),
        SeverityType::Ubuntu => Err(ShapeFault::Opening),
    }
}

/// The metrics without which a vector has no score, as far as the shape lets
/// them be absent, that `score` does not have.
pub(super) fn missing(kind: SeverityType, score: &str) -> Vec<&'static str> {
    let mandatory = match kind {
        SeverityType::CvssV2 => &V2[..V2_MANDATORY],
        SeverityType::CvssV3 => &V3[..V3_MANDATORY],
        SeverityType::CvssV4 | SeverityType::Ubuntu => &[],
    };
    let given: Vec<_> = score
        .split('/')
        .filter_map(|part| part.split_once(':'))
        .map(|(name, _)| name)
        .collect();
    let names = mandatory.iter().map(|(name, _)| *name);
    names.filter(|name| !given.contains(name)).collect()
}

/// Every part is a metric with one of its values, in any order.
fn unordered<'v>(metrics: &'v str, known: &[Metric]) -> Result<(), ShapeFault<'v>> {
    metrics
        .split('/')
        .try_for_each(|part| position(part, known).map(drop))
}

/// The mandatory metrics in order, then optional ones in order.
fn ordered<'v>(metrics: &'v str, known: &[Metric]) -> Result<(), ShapeFault<'v>> {
    let mut next = 0;
    for part in metrics.split('/') {
        let at = position(part, known)?;
        if at < next || (next < V4_MANDATORY && at != next) {
            return Err(ShapeFault::Place(part));
        }
        next = at + 1;
    }
    if next < V4_MANDATORY {
        return Err(ShapeFault::Short);
    }
    Ok(())
}

/// Which of the `known` metrics `part` is.
fn position<'v>(part: &'v str, known: &[Metric]) -> Result<usize, ShapeFault<'v>> {
    let (name, value) = part.split_once(':').ok_or(ShapeFault::Metric(part))?;
    let at = known.iter().position(|(metric, _)| *metric == name);
    let at = at.ok_or(ShapeFault::Metric(part))?;
    if known[at].1.contains(&value) {
        Ok(at)
    } else {
        Err(ShapeFault::Value(known[at], value))
    }
}

/// How many metrics come first and are needed for a score.
const V2_MANDATORY: usize = 6;
const V3_MANDATORY: usize = 8;
const V4_MANDATORY: usize = 11;

/// Ubuntu's priorities.
const UBUNTU: &[&str] = &["negligible", "low", "medium", "high", "critical"];

/// CVSS 2.0 (FIRST, section 2.4), as OSV's schema spells it.
const V2: &[Metric] = &[
    ("AV", &["N", "A", "L"]),
    ("AC", &["L", "M", "H"]),
    ("Au", &["M", "S", "N"]),
    ("C", &["N", "P", "C"]),
    ("I", &["N", "P", "C"]),
    ("A", &["N", "P", "C"]),
    ("E", &["U", "POC", "F", "H", "ND"]),
    ("RL", &["OF", "TF", "W", "U", "ND"]),
    ("RC", &["UC", "UR", "C", "ND"]),
    ("CDP", &["N", "L", "LM", "MH", "H", "ND"]),
    ("TD", &["N", "L", "M", "H", "ND"]),
    ("CR", &["L", "M", "H", "ND"]),
    ("IR", &["L", "M", "H", "ND"]),
    ("AR", &["L", "M", "H", "ND"]),
];

/// CVSS 3.0 and 3.1 (FIRST, section 6).
const V3: &[Metric] = &[
    ("AV", &["N", "A", "L", "P"]),
    ("AC", &["L", "H"]),
    ("PR", &["N", "L", "H"]),
    ("UI", &["N", "R"]),
    ("S", &["U", "C"]),
    ("C", &["N", "L", "H"]),
    ("I", &["N", "L", "H"]),
    ("A", &["N", "L", "H"]),
    ("E", &["X", "U", "P", "F", "H"]),
    ("RL", &["X", "O", "T", "W", "U"]),
    ("RC", &["X", "U", "R", "C"]),
    ("CR", &["X", "L", "M", "H"]),
    ("IR", &["X", "L", "M", "H"]),
    ("AR", &["X", "L", "M", "H"]),
    ("MAV", &["X", "N", "A", "L", "P"]),
    ("MAC", &["X", "L", "H"]),
    ("MPR", &["X", "N", "L", "H"]),
    ("MUI", &["X", "N", "R"]),
    ("MS", &["X", "U", "C"]),
    ("MC", &["X", "N", "L", "H"]),
    ("MI", &["X", "N", "L", "H"]),
    ("MA", &["X", "N", "L", "H"]),
];

/// CVSS 4.0 (FIRST, section 7), whose order is part of the vector.
const V4: &[Metric] = &[
    ("AV", &["N", "A", "L", "P"]),
    ("AC", &["L", "H"]),
    ("AT", &["N", "P"]),
    ("PR", &["N", "L", "H"]),
    ("UI", &["N", "P", "A"]),
    ("VC", &["H", "L", "N"]),
    ("VI", &["H", "L", "N"]),
    ("VA", &["H", "L", "N"]),
    ("SC", &["H", "L", "N"]),
    ("SI", &["H", "L", "N"]),
    ("SA", &["H", "L", "N"]),
    ("E", &["X", "A", "P", "U"]),
    ("CR", &["X", "H", "M", "L"]),
    ("IR", &["X", "H", "M", "L"]),
    ("AR", &["X", "H", "M", "L"]),
    ("MAV", &["X", "N", "A", "L", "P"]),
    ("MAC", &["X", "L", "H"]),
    ("MAT", &["X", "N", "P"]),
    ("MPR", &["X", "N", "L", "H"]),
    ("MUI", &["X", "N", "P", "A"]),
    ("MVC", &["X", "N", "L", "H"]),
    ("MVI", &["X", "N", "L", "H"]),
    ("MVA", &["X", "N", "L", "H"]),
    ("MSC", &["X", "N", "L", "H"]),
    ("MSI", &["X", "N", "L", "H", "S"]),
    ("MSA", &["X", "N", "L", "H", "S"]),
    ("S", &["X", "N", "P"]),
    ("AU", &["X", "N", "Y"]),
    ("R", &["X", "A", "U", "I"]),
    ("V", &["X", "D", "C"]),
    ("RE", &["X", "L", "M", "H"]),
    ("U", &["X", "Clear", "Green", "Amber", "Red"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    const V4_VECTOR: &str = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:H/VA:N/SC:N/SI:N/SA:N";

    #[test]
    fn vectors_have_the_shape_of_the_schema() {
        use SeverityType::{CvssV2, CvssV3, CvssV4, Ubuntu};
        use ShapeFault::{Metric, Opening, Place, Short, Value};

        let with_exploit = format!("{V4_VECTOR}/E:P");
        let exploit_late = format!("{V4_VECTOR}/CR:H/E:P");
        for (kind, score, expected) in [
            (CvssV2, "AV:N/AC:L/Au:N/C:N/I:P/A:N", Ok(())),
            (CvssV2, "high", Err(Opening)),
            (
                CvssV3,
                "CVSS:3.1/C:N/I:H/A:N/AV:N/AC:L/PR:N/UI:N/S:U",
                Ok(()),
            ),
            (CvssV3, "CVSS:3.0/AV:X", Err(Value(V3[0], "X"))),
            (CvssV3, "CVSS:3.1/AV:N/", Err(Metric(""))),
            (CvssV3, "CVSS:3.1/Au:N", Err(Metric("Au:N"))),
            (CvssV3, "CVSS:3.2/AV:N", Err(Opening)),
            (CvssV4, with_exploit.as_str(), Ok(())),
            (CvssV4, exploit_late.as_str(), Err(Place("E:P"))),
            (CvssV4, "CVSS:4.0/AC:L/AV:N", Err(Place("AC:L"))),
            (CvssV4, "CVSS:4.0/AV:N/AV:N", Err(Place("AV:N"))),
            (CvssV4, "CVSS:4.0/AV:N/AC:L", Err(Short)),
            (Ubuntu, "negligible", Ok(())),
            (Ubuntu, "High", Err(Opening)),
        ] {
            assert_eq!(shape(kind, score), expected, "{score}");
        }
    }

    #[test]
    fn what_a_score_needs_is_told() {
        assert_eq!(
            missing(SeverityType::CvssV2, "AV:N/AC:L/Au:N/I:P"),
            ["C", "A"]
        );
        assert!(missing(SeverityType::CvssV4, V4_VECTOR).is_empty());
    }
}
