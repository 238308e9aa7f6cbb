//! What every order must be, over generated versions.

use std::cmp::Ordering;

use proptest::prelude::*;

use crate::version::Order;

/// Texts that look like versions of some ecosystem, and some that do not.
fn version() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "0",
        "0",
        "1",
        "2",
        "10",
        "01",
        "99999999999999999999999",
        ".",
        ".",
        ".",
        "-",
        "_",
        "+",
        "~",
        "^",
        ":",
        "!",
        "a",
        "b",
        "rc",
        "alpha",
        "final",
        "sp",
        "SP",
        "p",
        "dev",
        "x",
        "-r1",
        "v",
        "é",
        "*",
        " ",
    ];
    let numbers = prop::collection::vec(prop::sample::select(&["0", "1", "2", "10"][..]), 1..4);
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..4);
    prop_oneof![
        6 => (numbers, pieces.clone()).prop_map(|(numbers, pieces)| numbers.join(".") + &pieces.concat()),
        3 => pieces.prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
    ]
}

proptest! {
    #[test]
    fn every_order_is_total(versions in prop::collection::vec(version(), 3..6)) {
        for order in Order::ALL {
            for a in &versions {
                prop_assert_eq!(order.compare(a, a), Ordering::Equal, "{:?}: {}", order, a);
                for b in &versions {
                    let found = order.compare(a, b);
                    prop_assert_eq!(found, order.compare(b, a).reverse(), "{:?}: {} {}", order, a, b);
                    if order.accepts(a) != order.accepts(b) {
                        prop_assert_eq!(found, order.accepts(a).cmp(&order.accepts(b)), "{:?}: {} {}", order, a, b);
                    }
                    for c in &versions {
                        if found.is_le() && order.compare(b, c).is_le() {
                            // Equal ends need equal steps, which makes "equal" a congruence too.
                            let wanted = found.min(order.compare(b, c));
                            prop_assert_eq!(order.compare(a, c), wanted, "{:?}: {} {} {}", order, a, b, c);
                        }
                    }
                }
            }
        }
    }
}
