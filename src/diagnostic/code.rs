//! The table of codes: the name of every rule, its level, and why it exists.
//!
//! Names are permanent: people write them into `forewarn.yaml` and into
//! searches. `forewarn explain` and `docs/checks.md` print this table.

use super::rule::Weight;

codes! {
    AccentContrast "accent-contrast" Warning
        "the accent colour is hard to read"
        "Links and buttons are drawn in `accent`, and text needs a contrast of 4.5 to what it stands on (WCAG 2.2, criterion 1.4.3). A colour that is readable on white is mostly not on black, so each scheme has its own; where it cannot be read, the page shows the theme's own."
        "accent: \"#ff6600\"  # accent: {light: \"#ba4a00\", dark: \"#ff6600\"}"
    AddressVanished "address-vanished" Warning
        "an address of the last site leads nowhere"
        "Links, bookmarks, feed readers and scanners keep the addresses that a site once had. `check --against` and `build` compare all pages, feeds and folders with those of the site before. Lead readers on with `redirects` in forewarn.yaml; what is gone on purpose is told once, by the first build without it."
        "redirects: {reporting.html: index.html}  # after content/reporting.md went into the policy"
    AdvisoryUnread "advisory-unread" Warning
        "a file among the advisories is not read"
        "An advisory is a file below `advisories/` that ends in .yaml, .yml or .json. Anything else there, but a README, a licence and what an editor left behind, may be an advisory that nobody will ever see. Write it as YAML, or keep it elsewhere."
        "advisories/0001.md  # advisories/0001.yaml"
    AliasIsSelf "alias-is-self" Warning
        "an advisory is listed as an alias of itself"
        "`aliases` names other records of the same vulnerability (OSV 1.7.5, `aliases`). osv-linter rejects a record that names itself (REC:002); remove the entry."
        "id: GHSA-2222-3333-4444\naliases: [GHSA-2222-3333-4444]  # remove it"
    AnnouncementLate "announcement-late" Warning
        "an announcement comes after what it announces"
        "An announcement lets users prepare: `published` is before `release_at`. One of the two is mistaken."
        "published: 2026-10-08\nrelease_at: 2026-10-01  # after published"
    AnnouncementOverdue "announcement-overdue" Warning
        "the day of an announcement has passed, and its advisories are not out"
        "An announcement is replaced when public advisories are fixed in all of its `versions`. Until then the site shows it as due, and users wait. Publish the advisories, name the versions that came out, or move the day."
        "release_at: 2026-10-08\nversions: [3.4.3]  # no public advisory is fixed in 3.4.3"
    BranchContradicts "branch-contradicts" Error
        "what is said of a branch and what the record covers contradict each other"
        "Pages show what the author says of a branch beside the affected versions. A branch without a fix (`wont-fix`, `pending`, `not-evaluated`) whose newest release lies outside of the ranges would look fixed; one that is `not-affected`, or `fixed` in a version that the record covers, would be affected all the same. Mostly a release came out since: say whether it is affected."
        "last_affected: 3.3.2\nbranches: [{branch: \"3.3\", status: wont-fix}]  # 3.3.3 came out: last_affected: 3.3.3"
    BundledOutdated "bundled-outdated" Warning
        "a supported release contains a component that has a fix"
        "A public advisory names the version of a bundled component with the fix (`bundled.fixed_component`), and the newest release of a supported series contains an older one: a release of the project is due, or is missing in the list."
        "bundled: {OpenSSL: 3.5.4}  # the advisory has `fixed_component: 3.5.5`: list the release with it"
    ConflictingKeys "conflicting-keys" Fatal
        "two keys say the same thing"
        "A shorthand and the OSV field it becomes cannot both be given, since one would have to win silently. Keep the one you prefer."
        "fixed: \"1.2\"\naffected: {PyPI/tinysig: \"< 1.2\"}  # keep one of the two"
    ControlCharacter "control-character" Warning
        "text holds a character that XML and terminals do not accept"
        "Characters below U+0020 other than tab and line ends, and U+FFFE and U+FFFF, are not legal in XML 1.0. The OSV record keeps them; pages and feeds show U+FFFD in their place."
        "summary: \"bell: \\u0007\"  # remove the escape"
    CreditUnnamed "credit-unnamed" Warning
        "a credit names nobody"
        "A credit is a name (OSV 1.7.5, `credits[].name`). An empty one thanks nobody: the record keeps it, and pages leave it out."
        "credits: [{reporter: \"\"}]  # remove it, or write the name"
    CreditWithheld "credit-withheld" Warning
        "a name is left out because no consent is recorded"
        "A finder or reporter is named only with their permission. Ask, then write the day of their answer as `consent`; `consent: no` keeps the name out for good and silences this."
        "credits:\n  - reporter: Ada Example  # add `consent: 2026-09-03`"
    CvssIncomplete "cvss-incomplete" Warning
        "a CVSS vector cannot be scored"
        "The vector has the shape that OSV asks for but lacks a mandatory metric or repeats one, so no score can be shown (FIRST, CVSS 3.1 section 6, CVSS 4.0 section 7)."
        "severity: CVSS:3.1/AV:N  # AC, PR, UI, S, C, I and A are missing"
    CvssSyntax "cvss-syntax" Fatal
        "a CVSS vector does not have the shape OSV requires"
        "OSV publishes the vector string, not a number, and its schema checks the string (OSV 1.7.5, `severity[].score`). A record with a bad vector is dropped by strict readers."
        "severity: CVSS:3.1/AV:X/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H  # AV is N, A, L or P"
    DateSyntax "date-syntax" Fatal
        "a date or time cannot be read"
        "A time is written `2026-09-22T14:00:00Z` (or with any other offset of RFC 3339) or `2026-09-22 16:00 Europe/Berlin`; a bare `2026-09-22` means the project's `disclosure_time` on that day. Since dates decide what is public, nothing is guessed."
        "published: 22.9.2026  # 2026-09-22"
    DatedAhead "dated-ahead" Warning
        "what a public record says happened is yet to come"
        "A step of `timeline` and attacks since a day to come are held back until their minute, as planned revisions are. Nobody knows of attacks to come, so that a wrong year would hide those that there are."
        "exploited: {since: 2027-09-17}  # 2026-09-17"
    DeadLink "dead-link" Warning
        "a link leads to no page of the site"
        "Links between the pages of a site are checked against everything the build writes, anchors included. Correct the link, or add the page."
        "[policy](polciy.md)  # [policy](policy.md)"
    DirectiveEmpty "directive-empty" Warning
        "a page asks for a part that the project has nothing for"
        "A directive such as `<!-- forewarn: promises -->` is replaced by what forewarn.yaml, the supported-versions file or the advisories say. They say nothing of the kind, so nothing stands in its place. Add it, or remove the comment."
        "<!-- forewarn: promises -->  # forewarn.yaml has no `promises`"
    DirectiveMisplaced "directive-misplaced" Warning
        "a page asks for a part where none can stand"
        "A part of a page is a block of its own. A directive within a line, or in a list, a quote, a table, a footnote or code, is passed over, as is one that is not closed, one in an advisory, and any after the tenth of its page. Give the comment a line of its own between empty lines."
        "Our promises: <!-- forewarn: promises -->  # on a line of its own"
    DirectiveUnknown "directive-unknown" Error
        "a page asks for a part that forewarn does not make"
        "A comment that begins with `forewarn:` asks for a part of the page: `contacts`, `promises`, `supported-versions` or `advisories latest=5`. This one is misspelt, or has an argument that means nothing."
        "<!-- forewarn: supported versions -->  # supported-versions"
    DuplicateId "duplicate-id" Fatal
        "two advisories have the same id"
        "An id names one record for ever. Ids that differ only in upper and lower case would share a file on some disks and count as the same. Give the newer record another id."
        "id: x_tinysig-2026-0001  # also in another file"
    DuplicateKey "duplicate-key" Fatal
        "a key is given twice"
        "YAML forbids it (YAML 1.2.2, 3.2.1.3) and strict JSON readers drop the record. Which of the two is meant cannot be known."
        "fixed: \"1.2\"\nfixed: \"1.3\"  # keep one"
    DuplicateRelease "duplicate-release" Error
        "a release is listed twice"
        "A release or series has one entry under `releases`; which of two dates counts cannot be known. Versions that the ecosystem holds equal, as 1.0 and 1.0.0 on PyPI, are one release."
        "releases: [{version: \"1.0\"}, {version: \"1.0.0\"}]  # keep one"
    EmbargoInTree "embargo-in-tree" Warning
        "an embargoed advisory lies in the public tree"
        "The file is left out of the site. If the repository is public, its content is public already: move it to a directory outside and name that directory with `private`. For a private repository, say `embargo: in-tree` in forewarn.yaml."
        "published: 2099-01-01  # in advisories/ of a public repository"
    EmptyRange "empty-range" Warning
        "a range closes at the version where it opens"
        "`introduced` and `fixed` are equal, so the pair covers no version (osv-linter RNG:002). Remove the pair or correct one of them."
        "events: [{introduced: \"1.2\"}, {fixed: \"1.2\"}]  # remove the pair"
    EventOrder "event-order" Error
        "a range closes before it opens"
        "`fixed` and `last_affected` come after the `introduced` they close, by the order of the ecosystem. Readers sort events, so a swapped pair turns into an open range that covers other versions than the author meant. Order the events, or give the older branch a range of its own."
        "events: [{introduced: 1.5.0}, {fixed: 1.4.0}]  # order the events"
    EventShape "event-shape" Fatal
        "the events of a range break OSV's rules"
        "Each event has exactly one of `introduced`, `fixed`, `last_affected` and `limit`; a range has at least one `introduced`; `fixed` and `last_affected` do not meet in one range (OSV 1.7.5, `affected[].ranges[].events`)."
        "events: [{introduced: \"0\", fixed: \"1.2\"}]  # two events"
    EventWithoutEffect "event-without-effect" Warning
        "an event of a range changes nothing"
        "Sorted by version, `introduced` opens a range and `fixed` or `last_affected` closes it (OSV 1.7.5, Evaluation). A second `introduced` before the range is closed, or a second `fixed` after it is, has no effect: most often an `introduced` is missing between two fixes, and the branch in between counts as not affected."
        "events: [{introduced: \"0\"}, {fixed: 1.1.17}, {fixed: 2.1.3}]  # add {introduced: 2.0.0}"
    ExploitedContradicts "exploited-contradicts" Warning
        "the timeline tells of attacks, and `exploited` does not"
        "Whether a vulnerability is used in attacks is said under `exploited`: lists and feeds show it, and the version to go to is chosen by it. A step of the timeline that begins with `exploited` only dates these attacks."
        "exploited: false\ntimeline: [{exploited-in-the-wild: 2026-09-17}]  # exploited: true"
    FeedIdChanged "feed-id-changed" Warning
        "a feed has another id than before"
        "Readers know a feed and its entries by their ids (RFC 4287, section 4.2.6), which must never change: with another one, all entries are new to them. The id of the feed of all advisories is made of the first `package` under `project`, else of `repository`, else of `name`."
        "project: {package: PyPI/tinysig-ng}  # package: [PyPI/tinysig, PyPI/tinysig-ng]"
    FileName "file-name" Warning
        "a file of the site has a name that some systems cannot hold"
        "Windows has no files whose names hold `<`, `>`, `:`, `\"`, `|`, `?` or `*`, end with a dot or a blank, or are those of devices such as `con` and `aux`, whatever the extension; some services keep the same rules, among them GitHub's upload of artifacts. Pages of releases and packages are named so that every system can hold them; files under `content/` keep their names, and records have that of their id, since importers ask for them by it."
        "content/aux.css  # content/auxiliary.css"
    FileRefused "file-refused" Fatal
        "a file is not read"
        "Only regular files with UTF-8 names inside the root are read: a symbolic link or a device could bring in something else, and a very large file is not an advisory (2 MiB at most)."
        "advisories/a.yaml -> /etc/passwd  # replace the link by the file"
    FixedNotReleased "fixed-not-released" Warning
        "a fixed version is not among the known releases"
        "Readers are told to go to this version, and the project's own list of releases does not have it: the version is misspelt, or the list is not up to date. Pages say so of one that is newer than the listed releases of its series, and call the series open until the list has it. Secret advisories are not asked, since their fix comes out with them. Neither is a fix that is older than every release in the list."
        "fixed: 3.4.3  # releases: [..., 3.4.2]"
    ForeignKey "foreign-key" Warning
        "a key inside an OSV list is not part of OSV"
        "The record stays valid and the key is kept, but strict readers such as osv-scanner drop a record with a key they do not know. Put the value under `database_specific`."
        "affected:\n  - package: {ecosystem: PyPI, name: tinysig, author: me}  # move `author`"
    GitCommit "git-commit" Warning
        "a GIT event is not a full commit hash"
        "GIT ranges take 40 or 64 lower-case hexadecimal digits, or `0` (OSV 1.7.5, `affected[].ranges[]`)."
        "events: [{introduced: \"0\"}, {fixed: 9f1c2a7}]  # the whole hash"
    GoNeverFixed "go-never-fixed" Warning
        "for govulncheck a module is affected for ever"
        "The database of govulncheck knows `introduced` and `fixed`, and no `last_affected`: behind the last affected version stands the next release that the project names, as a fix of another advisory or in its list of releases. None is known, so there every later version counts as affected."
        "last_affected: 1.4.1  # fixed: 1.4.2"
    HtmlShown "html-shown" Warning
        "HTML of a page is shown as text"
        "Pages are written in Markdown; HTML in them is shown as it is written, so that no text becomes a script or a form. Readers see the tags instead of a link or a picture. `br`, `kbd`, `sub`, `sup`, `details` and `summary` without attributes, and comments, are read. Write the rest in Markdown."
        "<a href=\"https://example.org\">the form</a>  # [the form](https://example.org)"
    IdGrammar "id-grammar" Fatal
        "an id cannot name a file"
        "An id has at most 64 letters, digits, `-`, `_`, `.` and `:`, opens and closes with a letter or digit, and is no reserved device name: it becomes a file name and an address on every system."
        "id: \"../secret\"  # x_tinysig-2026-0001"
    IdPrefix "id-prefix" Warning
        "an id has no prefix that OSV knows"
        "OSV readers accept ids of registered databases (CVE-, GHSA-, PYSEC-, ...) and private ones that open with `x_` (OSV 1.7.5, `id`)."
        "id: TINYSIG-2026-1  # x_tinysig-2026-1"
    IdRepeated "id-repeated" Warning
        "an id is listed twice"
        "`aliases`, `related` and `upstream` list each record once, and in one of them only: the same vulnerability is no other one (osv-linter REC:002 to REC:004)."
        "aliases: [CVE-2026-40001]\nrelated: [CVE-2026-40001]  # keep one of the two"
    IdShape "id-shape" Warning
        "an id does not have the shape of its database"
        "Readers join records by their ids, letter by letter, so that a misspelt one joins nothing. CVE ids have a year of four digits and a number of at least four (CVE record format 5.1); GitHub's have three groups of four letters and digits."
        "aliases: [CVE-26-40001]  # CVE-2026-40001"
    IdVanished "id-vanished" Error
        "an advisory that was public is gone"
        "Importers, mirrors and readers keep an id for good, and hear of no file that is gone: to them its advisory stands as they last saw it. An advisory that was wrong is taken back with `withdrawn`, which tells all of them. A build only warns of this, unless `levels` says otherwise."
        "rm advisories/A.yaml  # withdrawn: {at: 2026-10-02, reason: Not a defect after all}"
    InvalidValue "invalid-value" Fatal
        "a value is not one of those allowed"
        "The key takes one of a fixed set of values; the message lists them."
        "references: [{type: FIXED, url: \"https://example.org\"}]  # FIX"
    JsonSyntax "json-syntax" Fatal
        "a file is not JSON"
        "Files that end in .json follow RFC 8259: double quotes, no comments, no trailing commas."
        "{\"id\": \"A\",}  # no comma before the brace"
    LanguageFault "language-fault" Fatal
        "a text of the theme's language does not work"
        "A file `languages/TAG.ftl` of a theme is one of Project Fluent (projectfluent.org), and a text can use only the values that pages give to the English one."
        "fixed_in = behoben in { $verison }  # { $version }"
    LanguageIncomplete "language-incomplete" Warning
        "a language of the theme lacks texts"
        "Where a language has no text, pages show the English one in the midst of others."
        "only = seul  # and every other text of languages/en.ftl"
    LastSiteUnread "last-site-unread" Warning
        "a record of the last site cannot be compared"
        "What `check --against` and `build` compare a record with is no JSON object with its id, is larger than 8 MiB, or is a link or another thing that is not opened. Nothing is known of what has changed since."
        "forewarn check --against public  # a whole copy of what was published"
    Leak "leak" Fatal
        "an output holds what is not public"
        "Before a site is published, every file of it is searched for what is not public: ids, aliases, summaries, commits, references, recipients, names without consent, private fields and phrases. The message names the output and the line in it; the place is where the secret stands. Nothing is written, and the command ends with 3. Remove it from the page, template or attached file that the output is made from. A file that cannot be searched, such as an encrypted archive, is stopped too while anything is secret."
        "content/notes.md: The verifier takes a tag of one byte for a whole one  # word for word in a draft"
    MissingKey "missing-key" Fatal
        "a required key is missing"
        "The format requires the key; the message names it."
        "affected:\n  - package: {ecosystem: PyPI}  # add `name`"
    ModifiedBeforePublished "modified-before-published" Warning
        "`modified` or `withdrawn` is before `published`"
        "Importers fetch a record only when `modified` is later than what they saw last, so a record that appears with an old `modified` is skipped for hours. Set it to the moment of publication, or leave it out and forewarn will."
        "published: 2026-09-22\nmodified: 2026-09-01  # leave it out"
    ModifiedInFuture "modified-in-future" Warning
        "`modified` of a public record is yet to come"
        "Importers fetch a record again when `modified` is later than what they saw last: whatever changes before that moment goes unnoticed, in this record and, with importers that keep one mark for the whole site, in others. Set it to the moment of the last change, or leave it out and forewarn will."
        "published: 2026-09-22\nmodified: 2027-09-22  # 2026-09-22"
    ModifiedUnmoved "modified-unmoved" Error
        "a record changed, and its `modified` is not later"
        "Importers and mirrors fetch a record when its `modified` is later than what they saw last (OSV 1.7.5, `modified`); osv.dev and Dependency-Track go by nothing else, and stop at the newest that the whole site had. A change without that, or an advisory that comes out later than its `published`, never reaches them. Tell it as one of `revisions`, give the date of a backport in `branches`, or write a later `modified` where you write one at all. When forewarn itself writes records differently, `records_changed` in forewarn.yaml moves all of them once. A build only warns of this, unless `levels` says otherwise."
        "fixed: \"3.3.5\"  # and revisions: [{at: 2026-10-02, note: 3.3.5 has the fix, too}]"
    NameSpelling "name-spelling" Warning
        "a package's name is not spelled as scanners look it up"
        "Scanners compare names as text, in the form that the registry normalises them to: PyPI in lower case with single hyphens (PEP 503), Packagist in lower case; and of Maven, Packagist and GitHub Actions the whole of it, `group:artifact` or `vendor/package`. A record under another spelling is never found. It is published as it came; a shorthand would have been respelled."
        "affected: [{package: {ecosystem: PyPI, name: Tiny_Sig}}]  # tiny-sig"
    NamesSecretId "names-secret-id" Fatal
        "public text names an advisory that is not public"
        "The id or an alias of a file that is not public stands in a public advisory, page or configuration. Publishing the one would announce the other: take the name out until both are public."
        "related: [x_tinysig-2026-0009]  # still embargoed"
    NavigationFull "navigation-full" Warning
        "the navigation has no room for a page"
        "Every page of the site has the navigation. It shows the first 20 pages of content/, by their `order`; the others are made all the same, and nothing leads to them by itself. Link to them from a page, and mark those that are reached that way `hidden: true`."
        "hidden: true  # in the front matter of content/page-21.md"
    NestingTooDeep "nesting-too-deep" Fatal
        "a file is nested too deeply or expands to too much"
        "At most 64 levels and 250,000 nodes are read from one file, aliases counted as often as they are used. No advisory comes near; a file that does is an attack or an accident."
        "[[[[[[[[ ... ]]]]]]]]  # fewer levels"
    NoAliasPage "no-alias-page" Warning
        "an alias gets no page of its own"
        "Each alias gets a page that leads to the advisory. This one cannot be a file name, so only the id leads there. Correct the alias, or let it be."
        "aliases: [\"see CVE-2026-1\"]"
    NoPackagePage "no-package-page" Warning
        "a package gets no page and no feed of its own"
        "When a site is about several packages, each gets a page and a feed. This name cannot be a path, or differs from another only in upper and lower case, which is one file on some disks. Its advisories are published all the same. Correct the name, or let it be."
        "package: Go/example.org//module  # example.org/module"
    NoPolicy "no-policy" Warning
        "the project has no security policy"
        "A security site begins with how to report a vulnerability. The policy is looked for as `content/policy`, and as `SECURITY` in any case at the root, in `.github/`, `docs/` and `content/`; it ends in `.md`, `.markdown`, `.rst` or `.txt`. Until there is one, the first page has the contacts of forewarn.yaml and the newest advisories."
        "# no SECURITY.md and no content/policy.md"
    NoVersionPage "no-version-page" Warning
        "a release gets no page of its own"
        "Each known release gets a page under versions/. This version cannot be a file name: it has a slash, a backslash or a control character, has more than 100 bytes, or is the name of a device such as `con`. The release is in the tables all the same, without a link."
        "releases: [{version: \"feature/2\", date: 2026-09-22}]"
    NotUtf8 "not-utf8" Fatal
        "a file is not UTF-8"
        "All text is UTF-8. Convert the file, for example with `iconv -t UTF-8`."
        "summary: Caf\\xe9  # saved as Latin-1"
    OlderAffected "older-affected" Warning
        "versions before an oldest branch that is not affected are affected"
        "Ranges open at the very first version unless `introduced` at the top says otherwise. Where the oldest branch in the list is `not-affected`, mostly nothing before it is either: say where the defect came in. `introduced: \"0\"` says that the older versions are meant."
        "branches: [{branch: \"2.2\", status: not-affected}, {branch: \"2.4\", fixed: 2.4.4}]  # introduced: \"2.3\""
    OverlappingRanges "overlapping-ranges" Warning
        "ranges of one package overlap"
        "A version is affected when any range covers it (OSV 1.7.5, Evaluation), so where ranges overlap the fix that one of them names does not count in the other. Some consumers pair the events of several ranges wrongly as well. Write disjoint ranges, best as pairs of events of one range."
        "affected: {PyPI/tinysig: [\"< 2.4.4\", \">= 2.0, < 3.3.2\"]}  # the second begins at 3.0"
    OverlayMissing "overlay-missing" Warning
        "the private overlay is not there"
        "`private` of forewarn.yaml names a folder for what is secret, and there is none: nothing of it can be checked, and the guard cannot look for it. A build without it is the same, byte for byte. Where it is meant to be absent, as in a public pipeline, say so; `serve` and `status` never go without one that is not optional."
        "private: ../tinysig-embargoed  # {path: ../tinysig-embargoed, optional: true}"
    OverlayUnread "overlay-unread" Fatal
        "something in the private overlay is not read"
        "What nobody reads has nothing that the guard could look for: an advisory in a misspelt folder could be published word for word. An overlay holds `advisories/`, `announcements/`, `patches/` and `recipients.yaml`; hidden files, README*, LICENSE* and `outbox/` may lie beside them, and a backup beside its file."
        "../tinysig-embargoed/Advisories/a.yaml  # advisories/a.yaml"
    PackageName "package-name" Error
        "a package has a name that none can have"
        "Readers look a record up by the name of the package, letter by letter (OSV 1.7.5, `affected[].package`). A name that is empty, has blanks around it or holds control characters is never found."
        "package: {ecosystem: PyPI, name: \"\"}  # name: tinysig"
    PackageUrl "package-url" Warning
        "a package URL is none, or names another package"
        "Some readers look a record up by `purl` alone, others drop one that they cannot read (OSV 1.7.5, `affected[].package`). It names the same package as `ecosystem` and `name`, without a version."
        "package: {ecosystem: PyPI, name: tinysig, purl: \"pkg:npm/tinysig\"}  # pkg:pypi/tinysig"
    PathTaken "path-taken" Fatal
        "two outputs want the same path"
        "Two inputs would write the same file, or files that differ only in upper and lower case, which is one file on some disks. Rename one."
        "content/osv/all.json  # written by forewarn"
    PolicyContradicts "policy-contradicts" Warning
        "the policy promises support for other versions than the rules give"
        "A sentence or a table of the policy says which versions get security fixes, and the supported-versions file says otherwise. Readers see both. Correct the one that is wrong, or let the policy refer to the computed table."
        "The latest three minor releases get security fixes.  # support: {latest: 2, of: minor}"
    PolicyFormat "policy-format" Error
        "the policy is in a format that forewarn does not read"
        "A file that is called as a policy is read as Markdown, reStructuredText or plain text. Left out without a word it would make a site that tells nobody how to report."
        "SECURITY.adoc  # SECURITY.md"
    PublishedChanged "published-changed" Error
        "an advisory has another day of publication than before"
        "`published` is when the world first saw the record (OSV 1.7.5, `published`). Lists and feeds are in its order, and people measure by it how long a fix took. What changes later is one of `revisions`. A build only warns of this, unless `levels` says otherwise."
        "published: 2026-09-23  # 2026-09-22, as it was; revisions: [{at: 2026-09-23, note: ...}]"
    PurlMissing "purl-missing" Warning
        "Renovate does not see a package that has no package URL"
        "Renovate looks a record up by ecosystem, name and `purl` together (osv-offline): without `purl` it finds none. Shorthands make one; a record that is written as OSV has it leaves as it came."
        "package: {ecosystem: PyPI, name: tinysig}  # purl: \"pkg:pypi/tinysig\""
    RangeType "range-type" Warning
        "a range has no type that readers of its ecosystem understand"
        "Go's own tools (golang.org/x/vuln) read SEMVER ranges only: an entry without one counts there as affecting every version, the fixed ones too. Shorthands make such a range of `introduced` and `fixed`."
        "ranges: [{type: ECOSYSTEM, events: [...]}]  # type: SEMVER, for a package of Go"
    RangeWithoutRelease "range-without-release" Warning
        "a range covers no known release"
        "No release in the project's list lies in the range, so it can match nobody: one of its ends is misspelt, or the list is not up to date. Ranges that end before the oldest release in the list are not asked."
        "introduced: 3.2.5\nfixed: 3.2.6  # releases: [..., 3.2.1, 3.2]"
    RedirectLoop "redirect-loop" Error
        "an old address leads back to itself"
        "`redirects` of forewarn.yaml leads readers of an old address on. A browser that is sent round in a circle gives up with an error; lead each address to a page that stays."
        "redirects: {a.html: b.html, b.html: a.html}  # {a.html: index.html, b.html: index.html}"
    ReferenceAddress "reference-address" Fatal
        "a reference is no whole address"
        "Importers take a record only when each `url` is an absolute URI (OSV 1.7.5, `references[].url`; RFC 3986): a scheme such as `https://` and what belongs to it, without blanks, line ends and control characters."
        "references: [{type: WEB, url: tinysig.example/notes}]  # https://tinysig.example/notes"
    ReferenceType "reference-type" Fatal
        "a reference has no type that OSV knows"
        "The types are ADVISORY, ARTICLE, DETECTION, DISCUSSION, REPORT, FIX, INTRODUCED, GIT, PACKAGE, EVIDENCE and WEB; as shorthand, in lower case."
        "references: [{patch: \"https://example.org\"}]  # fix"
    RegisterContradicts "register-contradicts" Error
        "what is no vulnerability by the register is one by an advisory"
        "An entry of `not-a-vulnerability/` says that an id which scanners report is no vulnerability here, and VEX makes them silent. A public advisory that has the id, also as alias or upstream, says the contrary; nothing is said of the id in VEX while both do. Remove it from the entry, or withdraw the advisory."
        "applies_to: CVE-2026-40001  # an advisory has `cve: CVE-2026-40001`"
    ReleasesUnread "releases-unread" Error
        "the list of releases cannot be read"
        "`releases` names a file under content/ or a pattern of Git tags, and nothing was found there. Without the releases no support state and no minimum safe version can be computed. A shallow clone has no tags: fetch them, or list the releases."
        "releases: {git: \"refs/tags/v*\"}  # no tag begins with v"
    RepositoryAddress "repository-address" Warning
        "the repository of a range is no address"
        "Readers clone `repo` to learn which versions hold the commits, and find a copied source by it (OSV 1.7.5, `affected[].ranges[].repo`). A short form such as `git@host:path` needs an account that they do not have."
        "repo: tinysig/tinysig  # https://git.tinysig.example/tinysig"
    RstMarkup "rst-markup" Warning
        "markup of a reStructuredText page is not shown as it was meant"
        "A page in reStructuredText is read by itself, without Sphinx and without other files: roles and directives that only they know are shown as text, and `raw`, `include` and the like are left out. What cannot be read stands as it is written. Write it with what docutils knows, or silence this when the page reads well."
        ":doc:`/contact`  # `Contact <contact.rst>`_"
    SchemaVersion "schema-version" Warning
        "a record names a version of OSV that is not known"
        "forewarn reads and writes records as OSV 1.7.5. In a newer version, keys may mean something else, and a record that is of none was not written by a program that knows OSV."
        "schema_version: v2  # 1.7.5, or leave it out"
    SecrecyWithoutEffect "secrecy-without-effect" Fatal
        "a mark of secrecy stands where it keeps nothing secret"
        "Only `draft`, `embargo` and dates at the top of an advisory decide whether it is published. Below, and in `database_specific` and its like, a key such as `private`, `confidential` or `tlp` is published with the rest; there only `false`, `CLEAR` and `WHITE` are accepted. `private` is a map or a list of notes that are never published, in a record that is. Nothing of the file is shown until it is clear what was meant."
        "private: true  # draft: true, or private: [a note]"
    SecurityTxtDoubtful "security-txt-doubtful" Warning
        "security.txt says something that its readers may not take as it is meant"
        "A field that nobody knows is passed over, and mostly it is misspelt. A `Canonical` of another address makes readers refuse the file, and a signed file without one can be put up anywhere. A date more than a year ahead outlives the people whom it names (RFC 9116, sections 2.3 to 2.5)."
        "Acknowledgements: https://tinysig.example/thanks  # Acknowledgments"
    SecurityTxtExpired "security-txt-expired" Error
        "security.txt is past its date"
        "After `Expires`, nobody may rely on the file (RFC 9116, section 2.5.5), and machines report that the project has none. Look whether contacts and keys still hold, then move the date."
        "security_txt: {expires: 2025-05-01}  # less than a year ahead"
    SecurityTxtExpiring "security-txt-expiring" Warning
        "security.txt expires within 30 days"
        "After `Expires`, nobody may rely on the file (RFC 9116, section 2.5.5). Look in time whether contacts and keys still hold, then move the date. Without `security_txt.expires`, each build sets one itself, and a site that nobody builds any more runs out."
        "security_txt: {expires: 2026-12-01}  # in November 2026: less than a year ahead"
    SecurityTxtInvalid "security-txt-invalid" Error
        "a line of security.txt is not as RFC 9116 has it"
        "A security.txt of your own is published byte for byte, since it may be signed. Its readers are programs that take lines of `Name: value`, URIs with their scheme, one `Expires` and at least one `Contact`, and nothing behind a signature (RFC 9116, section 2)."
        "Contact: security@tinysig.example  # Contact: mailto:security@tinysig.example"
    SecurityTxtPlace "security-txt-place" Warning
        "security.txt has to be copied to the root of the host"
        "Programs ask for `/.well-known/security.txt` at the root of a host and nowhere else (RFC 9116, section 3), and `base_url` is below it. Copy the file there whenever you publish, or redirect to it; when that is arranged, silence this finding."
        "base_url: https://tinysig.example/security/  # levels: {security-txt-place: off}"
    SeverityTwice "severity-twice" Fatal
        "severity is given for the record and for a package"
        "OSV allows `severity` at the top or under `affected[]`, not both (OSV 1.7.5, `severity`)."
        "severity: high\naffected: [{severity: [...]}]  # keep one"
    SeverityUnknown "severity-unknown" Warning
        "a word for the severity is none that is known"
        "Pages show `database_specific.severity` as the rating of a record, by the words that GitHub's records have. Another word stays in the record, and on the pages the advisory is not rated."
        "database_specific: {severity: IMPORTANT}  # HIGH"
    SupportDates "support-dates" Warning
        "the dates of the supported versions contradict each other"
        "A series has one end of support, not before it came out, and a phase that counts from the release of a series needs to know when that was. Of several ends the latest counts; a series whose release date is missing counts as not supported."
        "releases: [{series: \"2.4\", date: 2025-03-11, end: 2024-12-31}]  # ends before it came out"
    SupportedUnfixed "supported-unfixed" Warning
        "a supported series is affected and has no fix"
        "The project promises fixes for the series, its newest version is affected, and the advisory does not say what will come. Name the fixed version, or say under `branches` that the fix is `pending` or that there will be none (`wont-fix`)."
        "introduced: \"3.0\"\nfixed: 3.3.2  # 3.4 is supported: add its fix, or {branch: \"3.4\", status: not-affected}"
    TemplateFault "template-fault" Fatal
        "a template of the theme does not work"
        "A file under themes/ replaces the embedded file of the same name and must be a valid Tera 2 template that uses what the page offers."
        "{{ advisory.titel }}  # title"
    TextDirection "text-direction" Warning
        "text holds a character that turns the direction of what follows"
        "U+202A to U+202E and U+2066 to U+2069 turn the direction in which text is shown (Unicode UAX #9), so that a version, a name or a command can look like another than it is. Nobody sees the character itself; text in right-to-left scripts needs none of them."
        "summary: \"\\u202egnp.exe\"  # remove the escape"
    TextTooLong "text-too-long" Warning
        "a summary is longer than readers show"
        "OSV asks for a plain, one-line `summary` of about 120 characters; lists and feeds cut what is longer."
        "summary: A very long sentence ...  # move the rest to `details`"
    TextUnused "text-unused" Warning
        "a text of the theme is never shown"
        "Neither forewarn nor a template of the theme asks for this key; probably it is misspelt, and the embedded text still shows."
        "publishd = Veröffentlicht  # published"
    ThemeFileUnused "theme-file-unused" Warning
        "a file of the theme replaces nothing"
        "No embedded file has this name, so nothing will ever look it up; probably the name is misspelt."
        "themes/default/templates/advisry.html  # advisory.html"
    TooMany "too-many" Fatal
        "a list is longer than what is made of it could be"
        "An advisory may name 2,000 packages, and of all of them together say 100,000 versions and branches; a package may have 20,000 releases. Each of these gets pages and entries of its own, so that a short file could ask for a site that no machine has room for."
        "package: [PyPI/a, PyPI/b, ...]  # several advisories"
    TwoPolicies "two-policies" Warning
        "two files are the policy"
        "Readers on the forge may see the one and readers of the site the other, so that they are told different things. `content/policy` comes before `SECURITY`; among equals the root comes before `.github/` and `docs/`, and Markdown before reStructuredText and text."
        "SECURITY.md  # and docs/SECURITY.rst: keep one"
    UnknownEcosystem "unknown-ecosystem" Error
        "a package has an ecosystem that OSV does not know"
        "Ecosystem names are a closed list, case-sensitive (OSV 1.7.5, `affected[].package`). osv-scanner stops at an unknown one. Software without a registry takes `generic/NAME`, which publishes ranges without a package."
        "package: pypi/tinysig  # PyPI/tinysig"
    UnknownKey "unknown-key" Fatal
        "a key is not known"
        "What forewarn does not know it does not guess: a misspelt `draft` or `embargo` would publish a secret. Data of your own goes under `database_specific`."
        "sumary: Text  # summary"
    UnquotedVersion "unquoted-version" Warning
        "other tools would misread a version"
        "forewarn keeps the text of a version; other YAML readers make a number of `1.10` and read 1.1. Quote it."
        "fixed: 1.10  # \"1.10\""
    UrlScheme "url-scheme" Warning
        "an address is not one that pages link to"
        "Pages and feeds link to http, https and mailto only, since other schemes run code in some readers. The OSV record keeps the address as it is."
        "references: [\"javascript:alert(1)\"]  # an https address"
    VersionSpelling "version-spelling" Warning
        "a version is not spelled as its ecosystem spells it"
        "SEMVER ranges take three numbers and no `v` (OSV 1.7.5, `affected[].ranges[].type`), and listed versions are compared as text with those that registries and lock files have. A complete record is published as it came; a shorthand would have been respelled."
        "events: [{introduced: v1.1.0}]  # 1.1.0"
    VersionSyntax "version-syntax" Error
        "what should be a version is none"
        "An event takes one version, and `versions` lists them one by one (OSV 1.7.5, `affected[].ranges[].events`). A range in place of a version, or a word, is read by each consumer in its own way: most take it for a version before all others, and call every release affected or none."
        "events: [{introduced: \">= 1.0\"}]  # introduced: \"1.0\""
    VersionUnreadable "version-unreadable" Warning
        "a version is none of its ecosystem"
        "A range is evaluated by the order of the ecosystem, and its rules do not accept this version: where it lies among others is different for each reader. A listed version is compared letter by letter, so blanks around it keep it from being found. Write versions as they were released."
        "package: {ecosystem: npm, name: tinysig}  # fixed: 1.2.0-01"
    VersionsContradict "versions-contradict" Warning
        "listed versions and ranges contradict each other"
        "A version is affected when `versions` lists it or a range covers it (OSV 1.7.5, Evaluation). A listed version that no range covers, or a known release that the ranges cover and the list leaves out, is an error in one of the two, and readers that look at only one of them answer otherwise. As a shorthand, `versions` is for advisories without a range; single versions beside ranges are written `affected: {PACKAGE: [\"< 2.0\", \"= 3.0.0\"]}`."
        "versions: [\"1.0\", \"1.1\"]\nfixed: \"1.1\"  # 1.1 is listed, and fixed"
    VersionsUnstated "versions-unstated" Warning
        "an advisory does not say which versions are affected"
        "To scanners a record without versions, ranges and commits concerns nobody, while its readers cannot tell whether they are concerned. Say from where on, and which version is fixed; `introduced: \"0\"` is every version."
        "package: PyPI/tinysig\nsummary: Keys are accepted  # add `introduced` and `fixed`"
    WeaknessUnknown "weakness-unknown" Warning
        "a CWE id is not in MITRE's list"
        "The number names no weakness of the Common Weakness Enumeration, or one that was taken back long ago. Pages link to MITRE's entry, which is not there."
        "cwe: 99999  # 347"
    WrongType "wrong-type" Fatal
        "a value has the wrong shape"
        "The key takes a text, a list or a map, and something else stands there."
        "aliases: {cve: CVE-2026-1}  # a text or a list"
    YamlSyntax "yaml-syntax" Fatal
        "a file is not YAML"
        "The file cannot be read at all from this place on; nothing after it was looked at."
        "summary: \"no closing quote  # close it"
    YamlUnsupported "yaml-unsupported" Fatal
        "a YAML feature that forewarn does not read"
        "One document a file, no merge keys, no tags but `!!str` and its kind: other tools disagree about what these mean."
        "<<: *defaults  # write the keys out"
}
