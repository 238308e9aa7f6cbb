//! Counts steps of work, so that tests can ask whether four times the input takes
//! four times the steps. Seconds would tell of the machine.

/// Counts `steps` of whatever grows with the input: versions read or compared, names
/// compared, bytes searched. Nothing is counted outside tests.
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

/// The steps that `work` takes on this thread.
#[cfg(test)]
pub(crate) fn of<T>(work: impl FnOnce() -> T) -> usize {
    let before = DONE.get();
    work();
    DONE.get() - before
}

/// Asserts that `work` grows no faster than n log n from an input of 250 items to
/// one of 1,000.
#[cfg(test)]
pub(crate) fn assert_linear<I>(name: &str, input: impl Fn(usize) -> I, work: impl Fn(&I)) {
    let [few, many] = [250, 1000].map(|items| {
        let input = input(items);
        of(|| work(&input))
    });
    assert!(few >= 250, "{name}: {few} steps are not counted");
    assert!(many < few * 6, "{name}: {few} steps, and {many} for four times as much");
}
