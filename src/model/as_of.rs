//! An advisory as it is at one moment: all that an output sees of its dates.

use std::collections::HashSet;
use std::ops::Deref;

use super::affected::ListedRelease;
use super::{
    Advisory, Affected, Audience, Dates, Exploited, Revision, State, TimelineEntry, Timestamp,
    View, Withdrawn, WrittenTime,
};

/// An advisory as one who looks at a moment sees it. Nothing of it is dated later:
/// what is only planned is left out, so that the preview of a day and the build of
/// that day say the same.
#[derive(Clone, Copy, Debug)]
pub struct AsOf<'a> {
    advisory: &'a Advisory,
    view: View,
    /// The moment up to which dates have come: that of the view or, for a record
    /// that is not out yet, its first day.
    at: Timestamp,
}

impl Advisory {
    /// The state at a moment: what lies in the overlay is never public.
    pub fn state(&self, clock: Timestamp) -> State {
        self.as_of(View::public(clock)).state()
    }

    /// The advisory as it is seen in `view`.
    pub fn as_of(&self, view: View) -> AsOf<'_> {
        AsOf {
            advisory: self,
            view,
            at: self.dates.horizon(view.clock),
        }
    }
}

impl Advisory {
    /// Every moment at which the advisory says something else by itself, in no order.
    pub fn turns(&self) -> impl Iterator<Item = Timestamp> {
        let dates = &self.dates;
        let withdrawn = dates.withdrawn.as_ref().map(|it| it.at.value);
        let revised = dates.revisions.iter().flatten().map(|it| it.at.at);
        let listed = self.affected().flat_map(|affected| &affected.releases);
        let branches = self.branches.iter().filter_map(|branch| branch.date);
        let branches = branches.map(|at| at.value);
        // Where the author gives `modified`, these move nothing.
        let derived = branches.chain(dates.records_changed);
        let derived = derived.filter(|_| dates.modified.is_none());
        let turns = [dates.public_from(), withdrawn].into_iter().flatten();
        let turns = turns.chain(revised).chain(self.happened()).chain(derived);
        turns.chain(listed.filter_map(|release| release.at))
    }

    /// When it came out, as far as `published` and the embargo tell.
    fn out(&self) -> Option<Timestamp> {
        let Dates {
            published,
            embargo_until,
            ..
        } = &self.dates;
        let days = [published, embargo_until].into_iter().flatten();
        days.map(|at| at.value).filter(|at| at.is_known()).max()
    }

    /// When the steps of the timeline and the attacks begin to be told.
    fn happened(&self) -> impl Iterator<Item = Timestamp> {
        let steps = self.timeline.iter().flatten().map(|entry| &entry.at);
        let attacks = self.exploited.iter().filter_map(|it| it.since.as_ref());
        steps.chain(attacks).map(WrittenTime::begin)
    }
}

impl Deref for AsOf<'_> {
    type Target = Advisory;

    fn deref(&self) -> &Advisory {
        self.advisory
    }
}

impl<'a> AsOf<'a> {
    /// Whether it may be seen: as of release day, records of the overlay count as
    /// moved into the tree.
    pub fn state(&self) -> State {
        match self.dates.state(self.view.clock) {
            State::Public | State::Withdrawn
                if self.overlay && self.view.audience != Audience::ReleaseDay =>
            {
                State::Embargoed(None)
            }
            state => state,
        }
    }

    /// OSV `withdrawn` with its reason.
    pub fn withdrawn(&self) -> Option<&'a Withdrawn> {
        self.advisory.dates.withdrawn_by(self.at)
    }

    /// The moments that have come at which it began to say something else, in no order.
    pub fn turned(&self) -> impl Iterator<Item = Timestamp> {
        let at = self.at;
        self.advisory.turns().filter(move |turn| *turn <= at)
    }

    /// The changes since publication; none at all where every one is to come, since
    /// an empty list would tell of that.
    pub fn revisions(&self) -> Option<Vec<&'a Revision>> {
        let all = self.advisory.dates.revisions.as_ref()?;
        let told = all.iter().filter(|revision| revision.at.at <= self.at);
        let told: Vec<_> = told.collect();
        (!told.is_empty() || all.is_empty()).then_some(told)
    }

    /// What happened when; none at all where all is to come, as with revisions.
    pub fn timeline(&self) -> Option<Vec<&'a TimelineEntry>> {
        let all = self.advisory.timeline.as_ref()?;
        let told = all.iter().filter(|entry| entry.at.begin() <= self.at);
        let told: Vec<_> = told.collect();
        (!told.is_empty() || all.is_empty()).then_some(told)
    }

    /// The attacks, unless they are dated later.
    pub fn exploited(&self) -> Option<&'a Exploited> {
        let attacks = self.advisory.exploited.as_ref()?;
        let since = attacks.since.as_ref();
        since
            .is_none_or(|at| at.begin() <= self.at)
            .then_some(attacks)
    }

    /// The times of revisions that have not come, as they are written.
    pub fn revisions_to_come(&self) -> HashSet<&'a str> {
        let all = self.advisory.dates.revisions.iter().flatten();
        let to_come = all.filter(|revision| revision.at.at > self.at);
        to_come.map(|revision| revision.at.text.as_str()).collect()
    }

    /// The same of the timeline.
    pub fn timeline_to_come(&self) -> HashSet<&'a str> {
        let all = self.advisory.timeline.iter().flatten();
        let to_come = all.filter(|entry| entry.at.begin() > self.at);
        to_come.map(|entry| entry.at.text.as_str()).collect()
    }

    /// OSV `related`, with the record that a withdrawn one repeats.
    pub fn related(&self) -> Option<Vec<&'a str>> {
        let own = self.advisory.related.as_ref();
        let mut ids: Option<Vec<_>> = own.map(|ids| ids.iter().map(|id| &*id.value).collect());
        if let Some(other) = self.withdrawn().and_then(|it| it.duplicate_of.as_ref()) {
            let ids = ids.get_or_insert_default();
            if !ids.contains(&other.value.as_str()) {
                ids.push(&other.value);
            }
        }
        ids
    }

    /// Of the releases that an entry lists, those that are out.
    pub fn releases<'e>(
        &self,
        affected: &'e Affected,
    ) -> impl Iterator<Item = &'e ListedRelease> + use<'e> {
        let at = self.at;
        let listed = affected.releases.iter();
        listed.filter(move |release| release.at.is_none_or(|out| out <= at))
    }

    /// When it last changed: `modified`, else the newest of all dates that it gives
    /// and that have come. Importers skip a record whose `modified` is older than
    /// what they saw last, and one in the future would hide every change before it.
    /// None of a record without any date.
    pub fn modified(&self) -> Option<Timestamp> {
        let dates = &self.dates;
        if let Some(given) = dates.modified {
            return Some(given.value);
        }
        let withdrawn = dates.withdrawn.as_ref().map(|it| it.at);
        let dated = dates.published.into_iter().chain(withdrawn);
        let mut dated = dated.map(|at| at.value).peekable();
        dated.peek()?;
        let revised = dates.revisions.iter().flatten().map(|it| it.at.at);
        let branches = self.branches.iter().filter_map(|branch| branch.date);
        let all = dated.chain(revised).chain(branches.map(|at| at.value));
        all.filter(|at| *at <= self.at).max()
    }

    /// The same; a draft without dates has the clock's.
    pub fn last_changed(&self) -> Timestamp {
        self.modified().unwrap_or(self.view.clock)
    }

    /// Every moment at which readers were to hear of it: when it came out, each
    /// significant change since, and when it was withdrawn; of a record with none of
    /// these dates, `modified`. Nothing surfaces before an embargo ends.
    pub fn surfacings(&self) -> impl Iterator<Item = Timestamp> + use<'a> {
        let dates = &self.advisory.dates;
        let withdrawn = self.withdrawn().map(|it| it.at);
        let told = dates.published.into_iter().chain(withdrawn);
        let told = told.map(|at| at.value);
        let revised = self.significant().map(|revision| revision.at.at);
        let mut told = told.chain(revised).filter(|at| at.is_known()).peekable();
        let drafted = dates.modified.filter(|_| told.peek().is_none());
        let out = self.advisory.out();
        told.chain(drafted.map(|at| at.value))
            .map(move |at| out.map_or(at, |out| at.max(out)))
    }

    /// When readers heard of it last; a draft without dates has the clock's time.
    pub fn surfaced(&self) -> Timestamp {
        self.surfacings().max().unwrap_or(self.view.clock)
    }

    /// The changes since it came out of which readers should hear.
    pub fn significant(&self) -> impl Iterator<Item = &'a Revision> + use<'a> {
        let (at, out) = (self.at, self.advisory.out());
        let all = self.advisory.dates.revisions.iter().flatten();
        all.filter(move |revision| {
            let when = revision.at.at;
            revision.significant == Some(true) && when <= at && Some(when) > out
        })
    }

    /// OSV `modified`: the moment after which importers know the whole record. A
    /// derived one moves for more reasons: a release that the record lists came out,
    /// a step of its timeline or an attack happened, or forewarn writes it
    /// differently since it was published.
    pub fn record_modified(&self) -> Timestamp {
        let modified = self.last_changed();
        if self.dates.modified.is_some() || self.modified().is_none() {
            return modified;
        }
        let listed = self.affected().flat_map(|affected| self.releases(affected));
        let listed = listed.filter_map(|release| release.at);
        let was_public = |at: &Timestamp| self.dates.public_from().is_some_and(|from| from <= *at);
        let rewritten = self.dates.records_changed.filter(was_public);
        let rewritten = rewritten.filter(|at| *at <= self.at);
        let happened = self.happened().filter(|at| *at <= self.at);
        let all = listed.chain(rewritten).chain(happened);
        all.fold(modified, Timestamp::max)
    }

    /// The moment by which lists are ordered: `published`, else the last change.
    pub fn first_seen(&self) -> Timestamp {
        self.published().unwrap_or_else(|| self.last_changed())
    }
}
