### The words of the pages, the feeds and the calendar in English.
###
### The syntax is Project Fluent's (projectfluent.org). A text is plain text:
### wherever it is shown, its markup characters are escaped. `{ $name }` stands
### for a value; one that is a link, a time or a name in bold is put in whole,
### so that it can move within the sentence.

## Dates and times. A day and a month come as numbers and names.

# At the top of a page: weekday and UTC are always told.
moment = { $weekday }, { $day } { $month } { $year }, { $time } UTC
day_with_weekday = { $weekday }, { $day } { $month } { $year }
# In a table `month` is the short name.
date = { $day } { $month } { $year }
month_of_year = { $month } { $year }
# The same moment in the zone of the project.
local_time = { $time } { $zone }
local_time_weekday = { $weekday }, { $time } { $zone }

monday = Monday
tuesday = Tuesday
wednesday = Wednesday
thursday = Thursday
friday = Friday
saturday = Saturday
sunday = Sunday

january = January
february = February
march = March
april = April
may = May
june = June
july = July
august = August
september = September
october = October
november = November
december = December

january_short = Jan
february_short = Feb
march_short = Mar
april_short = Apr
may_short = May
june_short = Jun
july_short = Jul
august_short = Aug
september_short = Sep
october_short = Oct
november_short = Nov
december_short = Dec

today = today
tomorrow = tomorrow
in_days = in { $count } days
in_months = in { $count } months
in_years = in { $count } years
in_more_than_years = in more than { $count } years
in_almost_years = in almost { $count } years

## Lists

# The last two of several; commas stand between the others.
list_and = { $others } and { $last }
# Where any of them will do.
list_or = { $others } or { $last }
# Stands before the last of several links.
or = or
and_more = and { $count } more

## Around every page

# In the tab of a browser.
tab = { $page } · { $name } security
# The name of the site, where `security` is the word below, set apart.
site_name = { $name } { $security }
site_name_security = security
# Of a project whose name is not known.
site_unnamed = Security
unnamed_project = this project
# For previews of links (OpenGraph): language and territory.
locale = en_US
skip = Skip to the content
site_navigation = Site
report = Report a vulnerability
all_advisories = All advisories
atom_feed = Atom feed
feed_title = { $name } security advisories
feed_title_package = { $package } ({ $registry }) security advisories
no_policy_title = Security
advisories = Advisories
supported_versions = Supported versions
supported_versions_json = Supported versions as JSON
as_json = { $title } as JSON
as_osv = { $id } as an OSV record

# Buttons that copy, and what they say then; the last where a browser forbids it.
copy = Copy
copied = Copied
copy_selected = Selected: now copy it

## The page for an address that leads nowhere

not_found_title = Page not found
not_found = Sorry, there is no page at this address. You may find what you look for in the { $list }.
not_found_report = If you want to report a vulnerability, the { $policy } says how.
not_found_list = list of all advisories
not_found_policy = security policy

## The policy page

write_to = Write to { $address }
open_form = Open the report form
or_write_to = Or write to { $address }
or_use_form = Or use the form at { $address }
# `word` is the word below, a link to the key where it is published.
openpgp = OpenPGP { $word } { $fingerprint }
openpgp_key = key
report_answer = You get an answer { $within }.
report_languages = We read { $languages }.
report_machines = For machines: { $file }.
# `versions` is a link that says "Supported versions".
supported_series = { $versions }: { $series }
supported_no_series = none at present
supported_series_of = { $versions } of { $package }: { $series }
latest_advisories = Latest advisories
no_advisory_yet = No advisory has been published yet. The first will appear here and in the { $feed }.
no_advisory_yet_feed = feed
contents = On this page

promises = What we promise
promises_since = In force since { $day }.
promise_acknowledge = We acknowledge a report { $within }.
promise_fix = A release with the fix follows { $within } of the report.
promise_backport_all = Every affected series gets the fix, supported or not.
promise_backport_supported = Every supported series that is affected gets the fix.
promise_notice = Distributors get advance notice of { $notice }.
promise_weekdays = Advisories are published from Monday to Friday only.
promise_credit = Whoever finds or reports a vulnerability is named only with their consent.
within_hours = within { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
within_days = within { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
within_weeks = within { $count ->
        [one] { $count } week
       *[other] { $count } weeks
    }
notice_hours = at least { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
notice_days = at least { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
notice_weeks = at least { $count ->
        [one] { $count } week
       *[other] { $count } weeks
    }
# By tag (RFC 5646); a language without a name here is called by its tag.
language_name = { $tag ->
        [ar] Arabic
        [cs] Czech
        [da] Danish
        [de] German
        [en] English
        [es] Spanish
        [fi] Finnish
        [fr] French
        [hi] Hindi
        [it] Italian
        [ja] Japanese
        [ko] Korean
        [nl] Dutch
        [no] Norwegian
        [pl] Polish
        [pt] Portuguese
        [ru] Russian
        [sv] Swedish
        [tr] Turkish
        [uk] Ukrainian
        [zh] Chinese
       *[other] { $tag }
    }

## Lists of advisories

advisories_title = Security advisories
no_advisory_as_of = No advisory has been published as of { $day }. The first will appear here and in the { $feed }.
series_stands = { $series }: { $state }
title_of_page = { $title }, page { $page }
advisories_rated = Security advisories rated { $rating }
advisories_unrated = Security advisories without a rating
advisories_of_year = Security advisories of { $year }
advisories_count = { $count ->
        [one] { $count } advisory
       *[other] { $count } advisories
    }, newest first.
advisories_ways = See them { $packages }, or follow them by { $feed }.
advisories_by_package = by package
advisories_by_feed = feed
advisories_follow = Follow them by feed
filter_label = Search all advisories by id, title or package
filter_label_weakness = Search all advisories by id, title, package or CWE
filter_hits = Found: { $count }
filter_nothing = Nothing found for “{ $words }”
filter_failed = The list could not be loaded. Type on to try again.
facets = Choose from the list
facet_unrated = Not rated
year = Year
no_advisory_in_part = No advisory is listed here. { $whole }
pages = Pages
first = First
last = Last
newer = Newer
older = Older
page_of = Page { $page } of { $pages }

# Heads of columns; on a phone they stand before each value.
advisory = Advisory
severity = Severity
summary = Summary
affected = Affected
affected_from = Affected from
fixed_in = Fixed in
published = Published

not_rated = not rated
not_named = not stated
versions_not_stated = versions not stated
all_of_them = all versions
exploited_tag = Exploited
no_known_fix = no known fix
not_fixed_upgrade = not fixed: upgrade to { $version }
fixed_partly = (partly)

## Packages

packages = Packages
packages_count = { $count ->
        [one] { $count } package has advisories.
       *[other] { $count } packages have advisories.
    }
packages_of = Packages with advisories of { $name }
package = Package
registry = Registry
letters = Letters
worst = Worst
newest = Newest
package_count = { $count ->
        [one] { $count } advisory.
       *[other] { $count } advisories, newest first.
    }
package_follow = Follow this package by feed
package_url = Package URL
package_advisories = Advisories about { $package }
all_packages = All packages
scanner = { $command } checks { $what }.
scanner_environment = the Python environment it runs in
scanner_lock_files = the lock files of a project
scanners_ask = { $count ->
        [one] It asks osv.dev, and finds an advisory once it is recorded there.
       *[other] They ask osv.dev, and find an advisory once it is recorded there.
    }

## Another name of an advisory

alias_of = { $name } is another name of { $advisory }
moved_to = This page has moved to { $page }.
alias_of_several = { $name } stands for { $count ->
        [one] { $count } advisory:
       *[other] { $count } advisories:
    }

## The status of an advisory

status_draft = Draft
status_embargoed = Embargoed
status_withdrawn = Withdrawn
status_fixed = Fixed
status_partly_fixed = Partly fixed
status_no_fix = No known fix
# Where nothing is fixed, but a version is free of the defect.
status_avoidable = Upgrade to { $versions }
status_avoidable_detail = (not affected)
status_unstated = Published
status_fixed_in = in { $versions }
status_partly_fixed_detail = Some versions have no known fix.
status_unaffected = No supported version is affected
# What waits for a fix, and how it stands: `2.3: fix in progress`.
status_open = { $which }: { $state }
# At the beginning of a line, and within a sentence.
the_series = { $count ->
        [one] Series
       *[other] Series
    } { $series }
of_these_series = { $count ->
        [one] series
       *[other] series
    } { $series }
status_behind_only = Affected, no longer supported: { $series }.
status_behind = Also affected, no longer supported: { $series }.
exploited = Exploited in attacks.
exploited_since = Exploited in attacks since { $day }.
status_unstated_detail = (affected versions not stated)
status_unlimited_detail = (no fixed version listed)
# `status` is the word above, in bold.
draft_notice = { $status }: not published. Do not share this page.
embargoed_until = { $status } until { $moment }. Do not share this page.
embargoed_notice = { $status }. Do not share this page.
withdrawn_on = { $status } on { $moment }
duplicate_of = Duplicate of { $advisory }.
withdrawn_without_reason = No reason was given.
withdrawn_kept = The original text is kept below.

## The page of an advisory

published_on = Published { $moment }
changed_on = Changed { $moment }
upstream = Upstream
related = Related
am_i_affected = Am I affected?
left_behind = Also affected, unsupported and not fixed: series { $series }.
first_version = first release
advisories_about = All advisories about { $package }.
commits_in = Commits in { $repository }
commits_introduced = , introduced by { $commits }
commits_fixed = , fixed by { $commits }
commits_last_affected = , last affected { $commits }
versions_known = { $count } { $count ->
        [one] known release
       *[other] known releases
    }: { $affected ->
        [0] none affected
       *[other] { $affected } affected
    }
# A box to type a version into.
version_yours = Which version of { $package } do you use?
version_check = Check
version_unknown = { $version } is not a known release of { $package }. Compare it with the affected ranges.
no_versions_named = No affected versions are listed.
# Commits are listed, and no versions.
commits_decide = No affected versions are listed: it depends on the commits that yours contains.
upgrade_commit = Update to a state of { $repository } that contains { $count ->
        [one] commit { $commits }
       *[other] one of the commits { $commits }
    }.
what_to_do = What to do
nothing_to_do = Nothing. This advisory was withdrawn.
cannot_upgrade = If you cannot upgrade
patches = Patches
no_remedy_named = No fixed version or workaround is listed.
impact = Impact
details = Details
bundled = Bundled component
bundled_component = Component
bundled_within = Contained in
bundled_not_within = Not in
detection = Detection
calculator = { $scale } calculator
in_words = Metrics in words
ubuntu_priority = Ubuntu priority
weaknesses = Weaknesses
timeline = Timeline
credits = Credits
references = References
changes = Changes
data = Data
for_scanners = For scanners
# `record` is the words below, as a link.
osv_record = { $record }, which osv-scanner and osv.dev read
osv_record_name = OSV record (JSON)
for_readers = For readers
permanent_link = Permanent link
error_found = Found an error?
tell_project = Tell the project

severity_none = None
severity_low = Low
severity_medium = Medium
severity_high = High
severity_critical = Critical

timeline_reported = Reported
timeline_acknowledged = Acknowledged
timeline_fix_proposed = Fix proposed
timeline_reporter_verified = Fix confirmed by the reporter
timeline_cve_requested = CVE requested
timeline_distributors_notified = Distributors notified
timeline_exploited = Exploited in the wild
timeline_released = Fix released

credit_finder = Found by
credit_reporter = Reported by
credit_analyst = Analysed by
credit_coordinator = Coordinated by
credit_developer = Fixed by
credit_reviewer = Fix reviewed by
credit_verifier = Fix verified by
credit_tool = Found with
credit_sponsor = Sponsored by
credit_other = Thanks to

references_fix = Fixes
references_advisory = Advisories
references_report = Reports
references_detection = Detection
references_introduced = Brought in by
references_discussion = Discussion
references_article = Articles
references_evidence = Demonstrations
references_package = Packages
references_git = Repositories
references_web = Further reading

reference_commit = Commit { $name }
reference_pull_request = Pull request { $name }
reference_issue = Issue { $name }
reference_release = Release { $name }

## CVSS vectors in words

# A metric of a CVSS vector in words, and one that an environment changes.
cvss_metric = { $metric }: { $value }
cvss_modified = { $metric } (modified)

# Metrics, as FIRST calls them.
cvss_access_vector = Access vector
cvss_access_complexity = Access complexity
cvss_authentication = Authentication
cvss_attack_vector = Attack vector
cvss_attack_complexity = Attack complexity
cvss_attack_requirements = Attack requirements
cvss_privileges_required = Privileges required
cvss_user_interaction = User interaction
cvss_scope = Scope
cvss_confidentiality = Confidentiality
cvss_integrity = Integrity
cvss_availability = Availability
cvss_confidentiality_vulnerable = Confidentiality of the vulnerable system
cvss_integrity_vulnerable = Integrity of the vulnerable system
cvss_availability_vulnerable = Availability of the vulnerable system
cvss_confidentiality_subsequent = Confidentiality of subsequent systems
cvss_integrity_subsequent = Integrity of subsequent systems
cvss_availability_subsequent = Availability of subsequent systems
cvss_exploitability = Exploitability
cvss_exploit_code_maturity = Exploit code maturity
cvss_exploit_maturity = Exploit maturity
cvss_remediation_level = Remediation level
cvss_report_confidence = Report confidence
cvss_collateral_damage = Collateral damage potential
cvss_target_distribution = Target distribution
cvss_confidentiality_requirement = Confidentiality requirement
cvss_integrity_requirement = Integrity requirement
cvss_availability_requirement = Availability requirement
cvss_safety = Safety
cvss_automatable = Automatable
cvss_recovery = Recovery
cvss_value_density = Value density
cvss_response_effort = Vulnerability response effort
cvss_provider_urgency = Provider urgency

# Their values.
cvss_network = network
cvss_adjacent_network = adjacent network
cvss_adjacent = adjacent
cvss_local = local
cvss_physical = physical
cvss_none = none
cvss_low = low
cvss_low_medium = low-medium
cvss_medium = medium
cvss_medium_high = medium-high
cvss_moderate = moderate
cvss_high = high
cvss_partial = partial
cvss_complete = complete
cvss_single = single
cvss_multiple = multiple
cvss_present = present
cvss_required = required
cvss_passive = passive
cvss_active = active
cvss_unchanged = unchanged
cvss_changed = changed
cvss_unproven = unproven
cvss_proof_of_concept = proof of concept
cvss_functional = functional
cvss_attacked = attacked
cvss_unreported = unreported
cvss_official_fix = official fix
cvss_temporary_fix = temporary fix
cvss_workaround = workaround
cvss_unavailable = unavailable
cvss_unknown = unknown
cvss_unconfirmed = unconfirmed
cvss_uncorroborated = uncorroborated
cvss_reasonable = reasonable
cvss_confirmed = confirmed
cvss_negligible = negligible
cvss_on_safety = safety
cvss_no = no
cvss_yes = yes
cvss_automatic = automatic
cvss_by_user = user
cvss_irrecoverable = irrecoverable
cvss_diffuse = diffuse
cvss_concentrated = concentrated
cvss_clear = clear
cvss_green = green
cvss_amber = amber
cvss_red = red

## Sentences about versions. Phrases follow the name of a package.

affected_versions = Affected: { $package } { $phrases }.
affected_ranges = Affected versions of { $package }
affected_versions_only = Affected: { $package } { $versions } only.
unaffected_versions = Not affected: { $package } { $phrases }.
unaffected_ranges = Versions of { $package } that are not affected
unaffected_others = Not affected: every other version of { $package }.

versions_before = before { $end }
versions_through = up to and including { $last }
versions_all = in all versions
versions_from = { $first } and later
versions_from_before = { $first } up to, but not including, { $end }
# In a table.
versions_from_before_short = from { $first }, before { $end }
# Both are affected.
versions_between = { $first } – { $last }
versions_from_through = { $first } through { $last }
versions_only = { $version } only
versions_prereleases = pre-releases of { $version }
versions_after = after { $last }
versions_after_before = after { $last }, but before { $end }

upgrade = Upgrade to { $package } { $version } or later.
upgrade_unaffected = Upgrade to { $package } { $version } (not affected).
upgrade_older = To stay on an older series, use { $older }.
goal_affected = Note: { $advisories } { $count ->
        [one] also affects
       *[other] also affect
    } { $version }.
# Versions that advisories name, and that are newer than the listed releases.
unreleased = { $count ->
        [one] { $versions } is not yet among the releases that the project lists.
       *[other] { $versions } are not yet among the releases that the project lists.
    }
# Stands behind such versions, or behind others together with them.
unlisted = ({ $count ->
        [one] no release listed yet
       *[other] no releases listed yet
    })
unlisted_some = ({ $versions }: { $count ->
        [one] no release listed yet
       *[other] no releases listed yet
    })
upgrade_unknown = No fixed version of { $package } is known.
upgrade_unknown_after = { $package } { $last } is the last version known to be affected. No fixed version is listed.
upgrade_some = { $package } is fixed in { $versions }.
upgrade_partly = { $package } is fixed in { $versions }. No fix is known for { $package } { $range }.

## What became of each series

state = State
support = Support
note = Note
branch_supported = supported
branch_supported_until = supported until { $day }
branch_ended = ended
branch_ended_on = ended { $day }
not_affected = not affected
no_longer_affected = not affected in { $version } and later
affected_word = affected
affected_fixed_in = affected, fixed in { $version }
affected_upgrade_to = affected, upgrade to { $version }
fixed_in_version = fixed in { $version }
branches_past = { $count } unsupported series
fix_pending = fix in progress
fix_refused = will not be fixed
not_evaluated = not evaluated
no_own_fix = not fixed in { $series }: upgrade to { $version }
advice_pending = A fix for { $series } is in progress.
advice_pending_move = A fix for { $series } is in progress. Until then, use { $version }.
advice_not_evaluated = Whether { $series } { $count ->
        [one] is
       *[other] are
    } affected has not been evaluated.
advice_not_evaluated_move = Whether { $series } { $count ->
        [one] is
       *[other] are
    } affected has not been evaluated; upgrade to { $version }.
advice_refused = { $series } will not be fixed.
advice_refused_move = { $series } will not be fixed; upgrade to { $version }.
advice_open = No fix for { $series } is known.
advice_open_move = No fix for { $series } is known; upgrade to { $version }.
advice_unsupported = { $series } { $count ->
        [one] is
       *[other] are
    } no longer supported.
advice_unsupported_move = { $series } { $count ->
        [one] is
       *[other] are
    } no longer supported; upgrade to { $version }.
interim = { $version } disables the affected feature.

## Supported versions

data_json = Data: { $json }
data_json_calendar = Data: { $json } and a { $calendar }
versions_calendar = calendar of the ends of support
current_series = Supported
current_series_of = Supported series of { $package } as of { $day }
no_current_series = No series gets security fixes any more.
no_longer_supported = No longer supported
past_series_of = Series of { $package } that get no security fixes any more
older_series = { $count } older series
more_past_series = And { $count } more, whose releases tell when their support ended.
series = Series
series_named = { $series } ({ $codename })
# The head of the column that says which vulnerabilities are known.
safety = Security
phase = Phase
released = Released
latest_release = Latest release
last_release = Last release
end_of_phase = End of { $phase }
phase_extended = { $phase } (extended)
phase_until = { $phase } until { $day }
end_of_support = End of support
support_ended = Support ended
planned = planned
development = in development, always gets security fixes
long_term = long-term
no_date_set = no date set
end_depends_short = depends on later releases
# Of a branch, where there are no releases.
rolling = Its newest state has all of them; older states get none.
no_such_phase = not for this series
end_planned = planned for { $day }
end_passed = ended
end_with = with { $release }
# `state` is one of the two below, with its shape.
state_in = { $state } in { $version }
state_from = { $state } in { $version } and later
state_ids = { $state }: { $ids }
no_known_vulnerability = No known vulnerability
open_count = { $count } open
unfixed_count = { $count } unfixed
open_unreleased = Fixed in { $version }, which is not yet among the releases that the project lists.
releases_and_advisories = Releases and advisories
matrix_releases = Shown are { $count } of { $all } releases, those of supported series first.
matrix_advisories = Shown are the newest { $count } of { $all } advisories about them.
matrix_part = The page of each release has all of its advisories.
matrix_caption = Which release of { $package } is affected
matrix_affected = affected
matrix_fixed = fixed
matrix_fixed_here = fixed in this release
all_releases = All releases
other_releases = Others
releases_through = { $count } releases, { $first } through { $last }
releases_of_older_series = The releases of { $count } older series

## The rule of support in a sentence

rule_latest_release = { $count ->
        [one] The latest release{ $lines } gets security fixes.
       *[other] The latest { $number } releases{ $lines } get security fixes.
    }
rule_latest_minor = { $count ->
        [one] The latest minor series{ $lines } gets security fixes.
       *[other] The latest { $number } minor series{ $lines } get security fixes.
    }
rule_latest_major = { $count ->
        [one] The latest major series{ $lines } gets security fixes.
       *[other] The latest { $number } major series{ $lines } get security fixes.
    }
rule_branch_latest_release = The { $branch } branch and { $count ->
        [one] the latest release{ $lines }
       *[other] the latest { $number } releases{ $lines }
    } get security fixes.
rule_branch_latest_minor = The { $branch } branch and { $count ->
        [one] the latest minor series{ $lines }
       *[other] the latest { $number } minor series{ $lines }
    } get security fixes.
rule_branch_latest_major = The { $branch } branch and { $count ->
        [one] the latest major series{ $lines }
       *[other] the latest { $number } major series{ $lines }
    } get security fixes.
rule_dates = Each series gets security fixes until its end date.
rule_branch_dates = The { $branch } branch always gets security fixes, each series until its end date.
rule_phases = Each series gets { $phases }.
rule_phases_since = Each series from { $since } on gets { $phases }.
rule_earlier_since = Each earlier series from { $since } on gets { $phases }.
rule_earlier = Each earlier series gets { $phases }.
rule_majors = Each major version is supported { $duration }; none of its series outlives it.
rule_majors_earlier = Each earlier major version is supported { $duration }.
# Phases that are no support of the project: `LTS for 5 years from its release`.
rule_extended = Beyond this support, such a series has { $phases }; that is for those who pay, or comes from others.
rule_long_term = Series with long-term support: { $series }.
last_of_major = the last of each major version that has a successor
even = even
odd = odd
even_numbers = even numbers
odd_numbers = odd numbers
rule_branch_always = The { $branch } branch always gets fixes.
rule_exception = Series { $series } gets security fixes until { $day }.

# Phases in their order.
phase_then = { $first }, then { $next }
phase_fixes = fixes
# The name of a phase, in sentences and headings. `known` is the name in lower case, with
# hyphens for spaces; `bare` is `yes` where the name says what users get.
phase_name = { $known ->
        [support] support
        [supported] support
        [fixes] support
        [active] active support
        [bug] bug fixes
        [security] security fixes
       *[other] { $bare ->
            [yes] { $name }
           *[no] { $name } fixes
        }
    }
phase_lasts = { $fixes } { $duration }
phase_if_long_term = { $fixes } { $duration }, if it has long-term support
phase_or_long_term = { $fixes } { $duration } (with long-term support: { $lts })

# How long. `rounded` is one of those below, or empty.
for_period = for { $period }{ $rounded }
for_period_from_release = for { $period } from its release{ $rounded }
for_at_least = for at least { $period } from its release{ $rounded }, until its end is announced
until_announced = until its end is announced
# `later` is a period after the release, or `none`; `line` is one of the two below, or empty.
until_series = { $later ->
        [none] until
       *[other] until { $later } after
    } { $nth ->
        [1] the next series{ $line }
        [2] the second series after it{ $line }
        [3] the third series after it{ $line }
       *[other] { $number } newer series{ $line } are out
    }{ $rounded }
until_long_term = { $later ->
        [none] until
       *[other] until { $later } after
    } { $nth ->
        [1] the next series with long-term support{ $line }
        [2] the second series after it with long-term support{ $line }
       *[other] { $number } newer series with long-term support{ $line } are out
    }{ $rounded }
until_major = { $later ->
        [none] until
       *[other] until { $later } after
    } { $nth ->
        [1] the next major version
        [2] the second major version after it
        [3] the third major version after it
       *[other] { $number } newer major versions are out
    }{ $rounded }
of_its_major = { "" } in its major version
of_its_line = { "" } in its line
of_each_major = { "" } of each major version
of_each_line = { "" } of each line ({ $lines })
whichever_is_later = { $first } or { $last }, whichever is later
rounded_month = , to the end of that month
rounded_quarter = , to the end of that quarter
rounded_year = , to the end of that year
rounded_minor = , to the next scheduled minor release
rounded_day = , to the nearest { $day }

cadence_every = A new series is expected { $when } after the one before.
cadence_months = New series are expected in { $when }.
cadence_days = New series are expected on the { $when }.
either = { $first } or { $last }
as_well = { $first } and { $last }
day_of_month = { $day } { $month }
last_day = last day { $months }
nth_weekday = { $nth } { $weekday } { $months }
of_months = of { $months }
of_each_month = of each month
of_any_month = of a month
nth_first = first
nth_second = second
nth_third = third
nth_fourth = fourth
nth_last = last

period_days = { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
period_months = { $count ->
        [one] { $count } month
       *[other] { $count } months
    }
period_weeks = { $count ->
        [one] { $count } week
       *[other] { $count } weeks
    }
period_years = { $count ->
        [one] { $count } year
       *[other] { $count } years
    }

two = two
three = three
four = four
five = five
six = six
seven = seven
eight = eight
nine = nine
ten = ten
eleven = eleven

## The page of a release

not_supported = Not supported
not_supported_affected = Not supported; { $count ->
        [one] { $count } known vulnerability
       *[other] { $count } known vulnerabilities
    }
no_longer_supported_affected = No longer supported; { $count ->
        [one] { $count } known vulnerability
       *[other] { $count } known vulnerabilities
    }
affected_by = Affected by { $count ->
        [one] { $count } vulnerability
       *[other] { $count } vulnerabilities
    }
# `today` is the day for which this is computed. Support is for a series.
gets_fixes = As of { $today }, { $series } gets security fixes.
gets_fixes_at_least = As of { $today }, { $series } gets security fixes until { $day } at least.
gets_fixes_until = As of { $today }, { $series } gets security fixes until { $day }.
gets_fixes_until_release = As of { $today }, { $series } gets security fixes until { $release } comes out, planned for { $day }.
end_depends = When that ends depends on later releases.
support_ended_on = Support ended on { $day }.
support_ended_when = Support ended on { $day }, when { $release } came out.
is_prerelease = This is a pre-release.
no_advisory_affects = None of the { $advisories } applies to { $release }.
no_advisory_affects_advisories = published advisories
no_security_fixes = But { $version } gets no security fixes.
but_no_more_fixes = But { $version } gets no security fixes any more: what is found in it from now on stays open.
no_more_fixes = { $version } gets no security fixes any more: what is found in it stays open.
# `phase` is no support of the project, but for those who pay, or by others.
no_more_fixes_except = { $version } gets no security fixes any more, except under { $phase }.
no_more_fixes_except_until = { $version } gets no security fixes any more, except under { $phase }, until { $day }.
upgrade_to = Upgrade to { $version }.
# Of the vulnerabilities that affect the release; `exploited` counts the attacked
# ones among those that it fixes.
upgrade_fixes = Upgrade to { $version }: fixes { $fixes } of { $count }{ $exploited ->
        [0] .
        [one] , including the exploited one.
       *[other] , including the exploited ones.
    }
upgrade_unsupported = { $version } gets no security fixes.
remains_unfixed = { $advisories } { $count ->
        [one] has
       *[other] have
    } no fix yet.
remains_refused = { $advisories } will not be fixed there.
remains_affect = { $advisories } also { $count ->
        [one] affects
       *[other] affect
    } { $version }.
maybe_affected = May be affected
versions_unstated = { $advisories } { $count ->
        [one] does not say which versions it affects.
       *[other] do not say which versions they affect.
    }
only_older_safe = No newer version is known to be safe. Older, and not affected: { $versions }.
no_fixed_version = No version to upgrade to is known.
released_on = Released on { $day }
released_prerelease = A pre-release of { $day }
contains = Contains { $components }
of_series = Series { $series }
advisories_affect = { $count ->
        [one] { $count } vulnerability affects { $release }
       *[other] { $count } vulnerabilities affect { $release }
    }
advisories_affecting = Vulnerabilities that affect { $release }
advisories_were_fixed = { $count ->
        [one] { $count } vulnerability fixed in { $release }
       *[other] { $count } vulnerabilities fixed in { $release }
    }
advisories_fixed = Vulnerabilities fixed in { $release }
releases = Releases
previous_release = Older release: { $release }
next_release = Newer release: { $release }
all_versions = All versions

## Words that are added to texts in Markdown

alert_note = Note
alert_tip = Tip
alert_important = Important
alert_warning = Warning
alert_caution = Caution
# What a sign says to those who hear the page.
task_done = Done
task_open = To do
mark_yes = Yes
mark_no = No
heading_link = Link to “{ $heading }”
footnote = Footnote { $number }
footnote_back = Back to mark { $mark }

## Feeds and the calendar of the ends of support

feed_withdrawn = Withdrawn: { $title }
feed_was_withdrawn = This advisory was withdrawn.
feed_severity = Severity: { $severity }.
calendar_title = { $name }: ends of support
calendar_end = { $series }: end of support
calendar_end_of_phase = { $series }: end of phase { $phase }
calendar_release = Ends when { $release } comes out.
calendar_release_planned = Ends when { $release } comes out, planned for { $day }.
calendar_planned = Planned.
calendar_last_day = The last day.

## Feed: entries that surface again, and many packages

# A note of the author stands in parentheses.
feed_revised = Revised: { $title } ({ $note })
feed_was_revised = Revised on { $day }:
feed_more_packages = { $count ->
        [one] One more package is affected.
       *[other] { $count } more packages are affected.
    }

## VEX: what is reported and is no vulnerability

register = Not a vulnerability here
register_lead = These were reported, by people or by scanners, and are no vulnerabilities of { $name }.
register_on_policy = Reported before, and why it is none:
register_policy = How to report what is one
register_reported = Scanners report it as:
register_since = Since

## Scanners: the page that tells how to point them here

scanners_title = For scanners
scanners_lead = Programs that look for vulnerable dependencies can read the advisories of { $name } from this site.
scanners_only_here = This finds advisories of { $name } only; keep your usual scan.
scanners_osv = The records go into a cache folder of their own, which no other scan may use. Before version 2.5 the folder is named by the variable OSV_SCANNER_LOCAL_DB_CACHE_DIRECTORY, and the one in it is called osv-scanner.
scanners_go = A second run reads this database in place of that of Go.
scanners_composer = One more repository in composer.json, which has advisories and no packages. “composer audit” reads it beside the others.
scanners_nuget = An audit source in nuget.config, for NuGet 6.12 or newer. As soon as there is one, NuGet no longer asks the package sources, so that nuget.org stands beside it.
scanners_trivy = One more repository in ~/.trivy/vex/repository.yaml, for “trivy fs --vex repo”. It tells which findings are fixed or do not apply, and adds none.
scanners_mirror = The base address of the OSV data source, in an instance of its own: it takes the place of osv.dev.
scanners_others = Other programs
scanners_shared = { $programs } ask shared databases and take no further source. They learn of an advisory once osv.dev, GitHub or the database of the registry has it.

## Announcements

announcements_title = Announced security releases
announcements_lead = What these releases fix is told when they are out.
announcement_title = { $count ->
        [one] Security release of { $name } { $versions }
       *[other] Security releases of { $name } { $versions }
    }
announced_for = Announced for { $moment }.
announced_and_due = Announced for { $moment }, and not out yet as far as advisories tell.
announced_and_released = Announced for { $moment }, and out.
announced_gravity = The highest severity among what is fixed: { $severity }.
announced_counts = What is fixed, by severity: { $counts }.
announced_count = { $count } × { $severity }
announced_advisories = What was fixed:
announced_on = Announced on { $moment }

## Lists by name, and advisories about many packages

page_before = Previous
page_behind = Next
more_packages = { $count ->
        [one] One more package
       *[other] { $count } more packages
    }
