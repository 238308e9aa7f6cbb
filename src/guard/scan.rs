//! Runs an automaton over several stretches of a text at once.
//!
//! A step of an automaton waits for the step before it, and most of the time a
//! processor waits with it. Five that do not wait for each other take a quarter
//! of the time of one, whatever is searched for.

use std::collections::BTreeSet;

use aho_corasick::automaton::{Automaton, StateID};
use aho_corasick::dfa::DFA;
use aho_corasick::{Anchored, MatchKind};

/// How much of a pattern the automaton knows: enough to be rare. The rest is
/// compared where that much was found, so that the automaton stays small.
const KNOWN: usize = 12;

/// How many stretches.
const LANES: usize = 5;

/// Finds where one of many patterns may begin.
pub(super) struct Scanner {
    automaton: DFA,
    start: StateID,
    /// The length of the longest pattern, as far as it is known, in bytes.
    longest: usize,
}

impl Scanner {
    /// A scanner for the beginnings of these patterns.
    pub(super) fn new<'p>(patterns: impl Iterator<Item = &'p [u8]>) -> Self {
        let known: BTreeSet<&[u8]> = patterns.map(|p| &p[..p.len().min(KNOWN)]).collect();
        let longest = known
            .iter()
            .map(|known| known.len())
            .max()
            .unwrap_or_default();
        let automaton = DFA::builder()
            .match_kind(MatchKind::Standard)
            .prefilter(false)
            .build(known)
            .expect("secrets fit into an automaton");
        let start = automaton.start_state(Anchored::No);
        Self {
            start: start.expect("an automaton starts anywhere unless told otherwise"),
            automaton,
            longest,
        }
    }

    /// Tells `found` of each place where a pattern may begin, in no order.
    pub(super) fn scan(&self, text: &[u8], found: &mut dyn FnMut(usize)) {
        let stretch = text.len() / LANES;
        // Each lane begins early enough to know what runs into its stretch.
        let lead = self.longest.saturating_sub(1);
        if stretch <= lead {
            self.walk(self.start, text, 0, found);
            return;
        }
        let from: [usize; LANES] =
            std::array::from_fn(|lane| (lane * stretch).saturating_sub(lead));
        let lanes = from.map(|from| &text[from..from + stretch + lead]);
        let mut states = [self.start; LANES];
        for at in 0..stretch + lead {
            for (state, lane) in states.iter_mut().zip(lanes) {
                *state = self.step(*state, lane[at]);
            }
            let is_special = |is, &state| is | self.automaton.is_special(state);
            if !states.iter().fold(false, is_special) {
                continue;
            }
            for (lane, &state) in states.iter().enumerate() {
                let end = from[lane] + at + 1;
                if end > lane * stretch && end <= (lane + 1) * stretch {
                    self.tell(state, end, found);
                }
            }
        }
        let done = LANES * stretch;
        self.walk(states[LANES - 1], &text[done..], done, found);
    }

    /// Goes on from a state over the rest of a text, which begins at `offset`.
    fn walk(&self, mut state: StateID, rest: &[u8], offset: usize, found: &mut dyn FnMut(usize)) {
        for (at, &byte) in rest.iter().enumerate() {
            state = self.step(state, byte);
            self.tell(state, offset + at + 1, found);
        }
    }

    fn step(&self, state: StateID, byte: u8) -> StateID {
        self.automaton.next_state(Anchored::No, state, byte)
    }

    /// Tells where the patterns begin whose known parts end before `end`.
    fn tell(&self, state: StateID, end: usize, found: &mut dyn FnMut(usize)) {
        if !self.automaton.is_special(state) || !self.automaton.is_match(state) {
            return;
        }
        for number in 0..self.automaton.match_len(state) {
            let pattern = self.automaton.match_pattern(state, number);
            found(end - self.automaton.pattern_len(pattern));
        }
    }
}
