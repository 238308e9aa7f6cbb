//! Counts steps of work, so that tests can ask whether four times the input takes
//! four times the steps. Seconds would tell of the machine.

/// Counts `steps` of whatever grows with the input: versions read or compared, places
/// looked at, bytes searched. Nothing is counted outside tests.
pub(crate) fn done(steps: usize) {
    #[cfg(test)]
    DONE.set(DONE.get() + steps);
    #[cfg(not(test))]
    let _ = steps;
}

#[cfg(test)]
thread_local! {
    static DONE: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Asserts that the steps of `work` grow no faster than n log n from an input of 250
/// items to one of 1,000.
#[cfg(test)]
pub(crate) fn assert_linear<I: Sync>(
    name: &str,
    input: impl Fn(usize) -> I,
    work: impl Fn(&I) + Sync,
) {
    // Of one thread, which counts what others would take from it.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    let pool = pool.expect("a thread more");
    let [few, many] = [250, 1000].map(|items| {
        let input = input(items);
        pool.install(|| {
            let before = DONE.get();
            work(&input);
            DONE.get() - before
        })
    });
    assert!(few >= 250, "{name}: {few} steps are not the work");
    assert!(
        many < 6 * few,
        "{name}: {few} steps, and {many} for four times as much"
    );
}
