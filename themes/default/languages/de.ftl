### Die Worte der Seiten, der Feeds und des Kalenders auf Deutsch.
###
### Die Syntax ist die von Project Fluent (projectfluent.org). Ein Text ist
### reiner Text: wo er gezeigt wird, werden Zeichen des Markups maskiert.

## Datum und Uhrzeit

moment = { $weekday }, { $day }. { $month } { $year }, { $time } UTC
day_with_weekday = { $weekday }, { $day }. { $month } { $year }
date = { $day }. { $month } { $year }
month_of_year = { $month } { $year }
local_time = { $time } { $zone }
local_time_weekday = { $weekday }, { $time } { $zone }

monday = Montag
tuesday = Dienstag
wednesday = Mittwoch
thursday = Donnerstag
friday = Freitag
saturday = Samstag
sunday = Sonntag

january = Januar
february = Februar
march = März
april = April
may = Mai
june = Juni
july = Juli
august = August
september = September
october = Oktober
november = November
december = Dezember

january_short = Jan.
february_short = Feb.
march_short = März
april_short = Apr.
may_short = Mai
june_short = Juni
july_short = Juli
august_short = Aug.
september_short = Sept.
october_short = Okt.
november_short = Nov.
december_short = Dez.

today = heute
tomorrow = morgen
in_days = in { $count } { $count ->
        [one] Tag
       *[other] Tagen
    }
in_months = in { $count } { $count ->
        [one] Monat
       *[other] Monaten
    }
in_years = in { $count } { $count ->
        [one] Jahr
       *[other] Jahren
    }
in_more_than_years = in über { $count } Jahren
in_almost_years = in knapp { $count } Jahren

## Listen

list_and = { $others } und { $last }
# Wo jedes davon genügt.
list_or = { $others } oder { $last }
or = oder
and_more = und { $count } weitere

## Um jede Seite

tab = { $page } · Sicherheit von { $name }
site_name = { $name } { $security }
site_name_security = Sicherheit
# Von einem Projekt, dessen Name nicht bekannt ist.
site_unnamed = Sicherheit
unnamed_project = dieses Projekt
# Für Vorschauen von Links (OpenGraph): Sprache und Gebiet.
locale = de_DE
skip = Zum Inhalt springen
site_navigation = Website
report = Schwachstelle melden
all_advisories = Alle Sicherheitsmeldungen
atom_feed = Atom-Feed
feed_title = Sicherheitsmeldungen von { $name }
feed_title_package = Sicherheitsmeldungen zu { $package } ({ $registry })
no_policy_title = Sicherheit
advisories = Meldungen
supported_versions = Unterstützte Versionen
supported_versions_json = Unterstützte Versionen als JSON
as_json = { $title } als JSON
as_osv = { $id } als OSV-Datensatz

# Knöpfe, die kopieren, und was sie danach sagen; das letzte, wo ein Browser es verbietet.
copy = Kopieren
copied = Kopiert
copy_selected = Ausgewählt: jetzt kopieren

## Die Seite für Adressen, die nirgendwohin führen

not_found_title = Seite nicht gefunden
not_found = Unter dieser Adresse gibt es leider keine Seite. Vielleicht findet sich das Gesuchte in der { $list }.
not_found_report = Wer eine Schwachstelle melden möchte, erfährt in der { $policy }, wie.
not_found_list = Liste aller Meldungen
not_found_policy = Sicherheitsrichtlinie

## Die Sicherheitsrichtlinie

write_to = An { $address } schreiben
open_form = Meldeformular öffnen
or_write_to = Oder schreiben Sie an { $address }
or_use_form = Oder nutzen Sie das Formular unter { $address }
openpgp = OpenPGP-{ $word } { $fingerprint }
openpgp_key = Schlüssel
report_answer = Eine Antwort kommt { $within }.
report_languages = Wir lesen { $languages }.
report_machines = Für Programme: { $file }.
# `versions` ist ein Link mit den Worten „Unterstützte Versionen“.
supported_series = { $versions }: { $series }
supported_no_series = zurzeit keine
supported_series_of = { $versions } von { $package }: { $series }
latest_advisories = Neueste Sicherheitsmeldungen
no_advisory_yet = Bisher ist keine Sicherheitsmeldung erschienen. Die erste wird hier und im { $feed } erscheinen.
no_advisory_yet_feed = Feed
contents = Auf dieser Seite

promises = Was wir zusagen
promises_since = Gültig seit { $day }.
promise_acknowledge = Wir bestätigen den Eingang einer Meldung { $within }.
promise_fix = Eine Version mit der Korrektur folgt { $within } nach der Meldung.
promise_backport_all = Jede betroffene Serie erhält die Korrektur, ob unterstützt oder nicht.
promise_backport_supported = Jede unterstützte Serie, die betroffen ist, erhält die Korrektur.
promise_notice = Distributoren erfahren davon { $notice } im Voraus.
promise_weekdays = Sicherheitsmeldungen erscheinen nur von Montag bis Freitag.
promise_credit = Wer eine Schwachstelle findet oder meldet, wird nur mit Einwilligung genannt.
within_hours = innerhalb von { $count ->
        [one] { $count } Stunde
       *[other] { $count } Stunden
    }
within_days = innerhalb von { $count ->
        [one] { $count } Tag
       *[other] { $count } Tagen
    }
within_weeks = innerhalb von { $count ->
        [one] { $count } Woche
       *[other] { $count } Wochen
    }
notice_hours = mindestens { $count ->
        [one] { $count } Stunde
       *[other] { $count } Stunden
    }
notice_days = mindestens { $count ->
        [one] { $count } Tag
       *[other] { $count } Tage
    }
notice_weeks = mindestens { $count ->
        [one] { $count } Woche
       *[other] { $count } Wochen
    }
language_name = { $tag ->
        [ar] Arabisch
        [cs] Tschechisch
        [da] Dänisch
        [de] Deutsch
        [en] Englisch
        [es] Spanisch
        [fi] Finnisch
        [fr] Französisch
        [hi] Hindi
        [it] Italienisch
        [ja] Japanisch
        [ko] Koreanisch
        [nl] Niederländisch
        [no] Norwegisch
        [pl] Polnisch
        [pt] Portugiesisch
        [ru] Russisch
        [sv] Schwedisch
        [tr] Türkisch
        [uk] Ukrainisch
        [zh] Chinesisch
       *[other] { $tag }
    }

## Listen von Sicherheitsmeldungen

advisories_title = Sicherheitsmeldungen
no_advisory_as_of = Bis { $day } wurde keine Sicherheitsmeldung veröffentlicht. Die erste wird hier und im { $feed } erscheinen.
series_stands = { $series }: { $state }
title_of_page = { $title }, Seite { $page }
advisories_rated = Sicherheitsmeldungen mit dem Schweregrad „{ $rating }“
advisories_unrated = Sicherheitsmeldungen ohne Bewertung
advisories_of_year = Sicherheitsmeldungen aus dem Jahr { $year }
advisories_count = { $count ->
        [one] { $count } Meldung
       *[other] { $count } Meldungen
    }, die neueste zuerst.
advisories_ways = Sie sind auch { $packages } geordnet und als { $feed } zu haben.
advisories_by_package = nach Paketen
advisories_by_feed = Feed
advisories_follow = Als Feed abonnieren
filter_label = Suche in allen Meldungen nach Kennung, Titel oder Paket
filter_label_weakness = Suche in allen Meldungen nach Kennung, Titel, Paket oder CWE
filter_hits = Gefunden: { $count }
filter_nothing = Nichts gefunden zu „{ $words }“
filter_failed = Die Liste konnte nicht geladen werden. Weitertippen versucht es erneut.
facets = Auswahl aus der Liste
facet_unrated = Nicht bewertet
year = Jahr
no_advisory_in_part = Hier ist keine Meldung aufgeführt. { $whole }
pages = Seiten
first = Erste
last = Letzte
newer = Neuere
older = Ältere
page_of = Seite { $page } von { $pages }

advisory = Meldung
severity = Schweregrad
summary = Zusammenfassung
affected = Betroffen
affected_from = Betroffen ab
fixed_in = Behoben in
published = Veröffentlicht

not_rated = nicht bewertet
not_named = nicht angegeben
versions_not_stated = Versionen nicht angegeben
all_of_them = alle Versionen
exploited_tag = Ausgenutzt
no_known_fix = keine Korrektur bekannt
not_fixed_upgrade = nicht behoben: aktualisieren auf { $version }
fixed_partly = (teilweise)

## Pakete

packages = Pakete
packages_count = { $count ->
        [one] Zu { $count } Paket gibt es Sicherheitsmeldungen.
       *[other] Zu { $count } Paketen gibt es Sicherheitsmeldungen.
    }
packages_of = Pakete mit Sicherheitsmeldungen von { $name }
package = Paket
registry = Paketverzeichnis
letters = Buchstaben
worst = Schwerste
newest = Neueste
package_count = { $count ->
        [one] { $count } Meldung.
       *[other] { $count } Meldungen, die neueste zuerst.
    }
package_follow = Dieses Paket als Feed abonnieren
package_url = Paket-URL
package_advisories = Sicherheitsmeldungen zu { $package }
all_packages = Alle Pakete
scanner = { $command } prüft { $what }.
scanner_environment = die Python-Umgebung, in der es läuft
scanner_lock_files = die Lock-Dateien eines Projekts
scanners_ask = { $count ->
        [one] Es fragt osv.dev und findet eine Meldung, sobald sie dort verzeichnet ist.
       *[other] Sie fragen osv.dev und finden eine Meldung, sobald sie dort verzeichnet ist.
    }

## Ein anderer Name einer Sicherheitsmeldung

alias_of = { $name } ist ein anderer Name von { $advisory }
moved_to = Diese Seite ist umgezogen: { $page }
alias_of_several = { $name } steht für { $count ->
        [one] { $count } Meldung:
       *[other] { $count } Meldungen:
    }

## Der Status einer Sicherheitsmeldung

status_draft = Entwurf
status_embargoed = Unter Sperrfrist
status_withdrawn = Zurückgezogen
status_fixed = Behoben
status_partly_fixed = Teilweise behoben
status_no_fix = Keine Korrektur bekannt
# Wo nichts behoben ist, aber eine Version frei davon ist.
status_avoidable = Aktualisieren auf { $versions }
status_avoidable_detail = (nicht betroffen)
status_unstated = Veröffentlicht
status_fixed_in = in { $versions }
status_partly_fixed_detail = Für einige Versionen ist keine Korrektur bekannt.
status_unaffected = Keine unterstützte Version ist betroffen
# Was auf eine Korrektur wartet, und wie es steht.
status_open = { $which }: { $state }
the_series = { $count ->
        [one] Serie
       *[other] Serien
    } { $series }
of_these_series = { $count ->
        [one] Serie
       *[other] Serien
    } { $series }
status_behind_only = Betroffen, nicht mehr unterstützt: { $series }.
status_behind = Ebenfalls betroffen, nicht mehr unterstützt: { $series }.
exploited = Wird für Angriffe ausgenutzt.
exploited_since = Wird seit { $day } für Angriffe ausgenutzt.
status_unstated_detail = (betroffene Versionen nicht angegeben)
status_unlimited_detail = (keine korrigierte Version genannt)
draft_notice = { $status }: nicht veröffentlicht. Geben Sie diese Seite nicht weiter.
embargoed_until = { $status } bis { $moment }. Geben Sie diese Seite nicht weiter.
embargoed_notice = { $status }. Geben Sie diese Seite nicht weiter.
withdrawn_on = { $status } am { $moment }
duplicate_of = Dieselbe Schwachstelle wie { $advisory }.
withdrawn_without_reason = Ein Grund wurde nicht genannt.
withdrawn_kept = Der ursprüngliche Text bleibt unten erhalten.

## Die Seite einer Sicherheitsmeldung

published_on = Veröffentlicht: { $moment }
changed_on = Geändert: { $moment }
upstream = Upstream
related = Verwandt
am_i_affected = Bin ich betroffen?
left_behind = Ebenfalls betroffen, nicht unterstützt und nicht behoben: Serien { $series }.
first_version = der ersten Version
advisories_about = Alle Sicherheitsmeldungen zu { $package }.
commits_in = Commits in { $repository }
commits_introduced = , eingeführt durch { $commits }
commits_fixed = , behoben durch { $commits }
commits_last_affected = , zuletzt betroffen { $commits }
versions_known = { $count } { $count ->
        [one] bekannte Version
       *[other] bekannte Versionen
    }: { $affected ->
        [0] keine betroffen
       *[other] { $affected } betroffen
    }
# Ein Feld, in das man eine Version schreibt.
version_yours = Welche Version von { $package } verwenden Sie?
version_check = Prüfen
version_unknown = { $version } ist keine bekannte Version von { $package }. Vergleichen Sie sie mit den betroffenen Bereichen.
no_versions_named = Es sind keine betroffenen Versionen aufgeführt.
commits_decide = Es sind keine betroffenen Versionen aufgeführt: Es kommt auf die Commits an, die Ihre enthält.
upgrade_commit = Aktualisieren Sie auf einen Stand von { $repository }, der { $count ->
        [one] den Commit { $commits }
       *[other] einen der Commits { $commits }
    } enthält.
what_to_do = Was ist zu tun?
nothing_to_do = Nichts. Die Meldung wurde zurückgezogen.
cannot_upgrade = Wenn Sie nicht aktualisieren können
patches = Patches
no_remedy_named = Es ist weder eine korrigierte Version noch ein Workaround aufgeführt.
impact = Auswirkung
details = Einzelheiten
bundled = Mitgelieferte Komponente
bundled_component = Komponente
bundled_within = Enthalten in
bundled_not_within = Nicht in
detection = Erkennung
calculator = { $scale }-Rechner
in_words = Metriken in Worten
ubuntu_priority = Ubuntu-Priorität
weaknesses = Schwächen
timeline = Ablauf
credits = Dank
references = Verweise
changes = Änderungen
data = Daten
for_scanners = Für Scanner
osv_record = { $record }, den osv-scanner und osv.dev lesen
osv_record_name = OSV-Datensatz (JSON)
for_readers = Für Leser
permanent_link = Dauerhafte Adresse
error_found = Fehler entdeckt?
tell_project = Teilen Sie ihn dem Projekt mit

severity_none = Keiner
severity_low = Niedrig
severity_medium = Mittel
severity_high = Hoch
severity_critical = Kritisch

timeline_reported = Gemeldet
timeline_acknowledged = Eingang bestätigt
timeline_fix_proposed = Behebung vorgeschlagen
timeline_reporter_verified = Behebung von den Meldenden bestätigt
timeline_cve_requested = CVE beantragt
timeline_distributors_notified = Distributoren benachrichtigt
timeline_exploited = In Angriffen ausgenutzt
timeline_released = Behebung veröffentlicht

credit_finder = Gefunden von
credit_reporter = Gemeldet von
credit_analyst = Untersucht von
credit_coordinator = Koordiniert von
credit_developer = Behoben von
credit_reviewer = Korrektur durchgesehen von
credit_verifier = Korrektur geprüft von
credit_tool = Gefunden mit
credit_sponsor = Unterstützt von
credit_other = Dank an

references_fix = Korrekturen
references_advisory = Sicherheitsmeldungen
references_report = Berichte
references_detection = Erkennung
references_introduced = Eingeführt durch
references_discussion = Diskussion
references_article = Artikel
references_evidence = Demonstrationen
references_package = Pakete
references_git = Repositorys
references_web = Weiterführendes

reference_commit = Commit { $name }
reference_pull_request = Pull-Request { $name }
reference_issue = Issue { $name }
reference_release = Version { $name }

## CVSS vectors in words

# A metric of a CVSS vector in words, and one that an environment changes.
cvss_metric = { $metric }: { $value }
cvss_modified = { $metric } (geändert)

# Metrics, as FIRST calls them.
cvss_access_vector = Zugriffsvektor
cvss_access_complexity = Zugriffskomplexität
cvss_authentication = Authentifizierung
cvss_attack_vector = Angriffsvektor
cvss_attack_complexity = Angriffskomplexität
cvss_attack_requirements = Angriffsvoraussetzungen
cvss_privileges_required = Erforderliche Rechte
cvss_user_interaction = Mitwirkung von Benutzern
cvss_scope = Wirkungsbereich
cvss_confidentiality = Vertraulichkeit
cvss_integrity = Integrität
cvss_availability = Verfügbarkeit
cvss_confidentiality_vulnerable = Vertraulichkeit des verwundbaren Systems
cvss_integrity_vulnerable = Integrität des verwundbaren Systems
cvss_availability_vulnerable = Verfügbarkeit des verwundbaren Systems
cvss_confidentiality_subsequent = Vertraulichkeit nachgelagerter Systeme
cvss_integrity_subsequent = Integrität nachgelagerter Systeme
cvss_availability_subsequent = Verfügbarkeit nachgelagerter Systeme
cvss_exploitability = Ausnutzbarkeit
cvss_exploit_code_maturity = Reife des Angriffscodes
cvss_exploit_maturity = Reife der Angriffe
cvss_remediation_level = Stand der Behebung
cvss_report_confidence = Verlässlichkeit der Meldung
cvss_collateral_damage = Mögliche Folgeschäden
cvss_target_distribution = Verbreitung der Ziele
cvss_confidentiality_requirement = Bedarf an Vertraulichkeit
cvss_integrity_requirement = Bedarf an Integrität
cvss_availability_requirement = Bedarf an Verfügbarkeit
cvss_safety = Gefahr für Menschen
cvss_automatable = Automatisierbar
cvss_recovery = Wiederherstellung
cvss_value_density = Wertdichte
cvss_response_effort = Aufwand der Reaktion
cvss_provider_urgency = Dringlichkeit laut Anbieter

# Their values.
cvss_network = Netzwerk
cvss_adjacent_network = benachbartes Netzwerk
cvss_adjacent = benachbart
cvss_local = lokal
cvss_physical = physisch
cvss_none = keine
cvss_low = niedrig
cvss_low_medium = niedrig bis mittel
cvss_medium = mittel
cvss_medium_high = mittel bis hoch
cvss_moderate = mittel
cvss_high = hoch
cvss_partial = teilweise
cvss_complete = vollständig
cvss_single = einmal
cvss_multiple = mehrmals
cvss_present = vorhanden
cvss_required = erforderlich
cvss_passive = passiv
cvss_active = aktiv
cvss_unchanged = unverändert
cvss_changed = verändert
cvss_unproven = nicht nachgewiesen
cvss_proof_of_concept = Machbarkeitsnachweis
cvss_functional = funktionsfähig
cvss_attacked = wird angegriffen
cvss_unreported = nichts bekannt
cvss_official_fix = offizielle Behebung
cvss_temporary_fix = vorläufige Behebung
cvss_workaround = Workaround
cvss_unavailable = nicht verfügbar
cvss_unknown = unbekannt
cvss_unconfirmed = unbestätigt
cvss_uncorroborated = nicht erhärtet
cvss_reasonable = begründet
cvss_confirmed = bestätigt
cvss_negligible = vernachlässigbar
cvss_on_safety = Gefahr für Menschen
cvss_no = nein
cvss_yes = ja
cvss_automatic = selbsttätig
cvss_by_user = durch Benutzer
cvss_irrecoverable = nicht möglich
cvss_diffuse = verstreut
cvss_concentrated = konzentriert
cvss_clear = klar
cvss_green = grün
cvss_amber = gelb
cvss_red = rot

## Sätze über Versionen. Die Teile folgen dem Namen eines Pakets.

affected_versions = Betroffen: { $package } { $phrases }.
affected_ranges = Betroffene Versionen von { $package }
affected_versions_only = Betroffen: nur { $package } { $versions }.
unaffected_versions = Nicht betroffen: { $package } { $phrases }.
unaffected_ranges = Nicht betroffene Versionen von { $package }
unaffected_others = Nicht betroffen: jede andere Version von { $package }.

versions_before = vor { $end }
versions_through = bis einschließlich { $last }
versions_all = in allen Versionen
versions_from = ab { $first }
versions_from_before = ab { $first }, vor { $end }
# In einer Tabelle.
versions_from_before_short = ab { $first }, vor { $end }
# Beide sind betroffen.
versions_between = { $first } – { $last }
versions_from_through = von { $first } bis einschließlich { $last }
versions_only = nur in { $version }
versions_prereleases = in Vorabversionen von { $version }
versions_after = nach { $last }
versions_after_before = nach { $last }, vor { $end }

upgrade = Aktualisieren Sie auf { $package } { $version } oder neuer.
upgrade_unaffected = Aktualisieren Sie auf { $package } { $version } (nicht betroffen).
upgrade_older = Um bei einer älteren Serie zu bleiben, verwenden Sie { $older }.
goal_affected = Hinweis: { $advisories } { $count ->
        [one] betrifft
       *[other] betreffen
    } auch { $version }.
# Versionen, die Meldungen nennen, und die neuer sind als die verzeichneten.
unreleased = { $count ->
        [one] { $versions } steht noch nicht in der Liste der Versionen des Projekts.
       *[other] { $versions } stehen noch nicht in der Liste der Versionen des Projekts.
    }
# Steht hinter solchen Versionen oder hinter anderen mit ihnen.
unlisted = (noch nicht als erschienen verzeichnet)
unlisted_some = ({ $versions }: noch nicht als erschienen verzeichnet)
upgrade_unknown = Keine korrigierte Version von { $package } ist bekannt.
upgrade_unknown_after = { $package } { $last } ist die letzte Version, von der bekannt ist, dass sie betroffen ist. Es ist keine korrigierte Version aufgeführt.
upgrade_some = { $package } ist behoben in { $versions }.
upgrade_partly = { $package } ist behoben in { $versions }. Keine Korrektur ist bekannt für { $package } { $range }.

## Was aus jeder Serie wurde

state = Status
support = Unterstützung
note = Hinweis
branch_supported = unterstützt
branch_supported_until = unterstützt bis { $day }
branch_ended = beendet
branch_ended_on = beendet am { $day }
not_affected = nicht betroffen
no_longer_affected = nicht betroffen ab { $version }
affected_word = betroffen
affected_fixed_in = betroffen, behoben in { $version }
affected_upgrade_to = betroffen, aktualisieren auf { $version }
fixed_in_version = behoben in { $version }
branches_past = { $count ->
        [one] { $count } nicht unterstützte Serie
       *[other] { $count } nicht unterstützte Serien
    }
fix_pending = Korrektur in Arbeit
fix_refused = wird nicht behoben
not_evaluated = nicht untersucht
no_own_fix = in { $series } nicht behoben: aktualisieren auf { $version }
advice_pending = Für { $series } ist eine Korrektur in Arbeit.
advice_pending_move = Für { $series } ist eine Korrektur in Arbeit. Verwenden Sie bis dahin { $version }.
advice_not_evaluated = Ob { $series } betroffen { $count ->
        [one] ist
       *[other] sind
    }, wurde nicht untersucht.
advice_not_evaluated_move = Ob { $series } betroffen { $count ->
        [one] ist
       *[other] sind
    }, wurde nicht untersucht; aktualisieren Sie auf { $version }.
advice_refused = Für { $series } wird es keine Korrektur geben.
advice_refused_move = Für { $series } wird es keine Korrektur geben; aktualisieren Sie auf { $version }.
advice_open = Für { $series } ist keine Korrektur bekannt.
advice_open_move = Für { $series } ist keine Korrektur bekannt; aktualisieren Sie auf { $version }.
advice_unsupported = { $series } { $count ->
        [one] wird
       *[other] werden
    } nicht mehr unterstützt.
advice_unsupported_move = { $series } { $count ->
        [one] wird
       *[other] werden
    } nicht mehr unterstützt; aktualisieren Sie auf { $version }.
interim = { $version } schaltet die betroffene Funktion ab.

## Unterstützte Versionen

data_json = Daten: { $json }
data_json_calendar = Daten: { $json } und ein { $calendar }
versions_calendar = Kalender der Supportenden
current_series = Unterstützt
current_series_of = Unterstützte Serien von { $package }, Stand { $day }
no_current_series = Keine Serie erhält noch Sicherheitskorrekturen.
no_longer_supported = Nicht mehr unterstützt
past_series_of = Serien von { $package }, die keine Sicherheitskorrekturen mehr erhalten
older_series = { $count ->
        [one] { $count } ältere Serie
       *[other] { $count } ältere Serien
    }
more_past_series = Und { $count } weitere; die Seiten ihrer Versionen sagen, wann die Unterstützung endete.
series = Serie
series_named = { $series } ({ $codename })
safety = Sicherheit
phase = Phase
released = Erschienen
latest_release = Neueste Version
last_release = Letzte Version
end_of_phase = Ende: { $phase }
phase_extended = { $phase } (erweitert)
phase_until = { $phase } bis { $day }
end_of_support = Ende der Unterstützung
support_ended = Unterstützung beendet
planned = geplant
development = in Entwicklung, erhält immer Sicherheitskorrekturen
long_term = Langzeit
no_date_set = kein Datum festgelegt
end_depends_short = hängt von späteren Versionen ab
# Von einem Zweig, wo es keine Versionen gibt.
rolling = Sein neuester Stand hat sie alle; ältere Stände erhalten keine.
no_such_phase = nicht für diese Serie
end_planned = geplant für { $day }
end_passed = beendet
end_with = mit { $release }
state_in = { $state } in { $version }
state_from = { $state } ab { $version }
state_ids = { $state }: { $ids }
no_known_vulnerability = Keine bekannte Schwachstelle
open_count = { $count } offen
unfixed_count = { $count } unbehoben
open_unreleased = Behoben in { $version }; die Liste der Versionen des Projekts hat sie noch nicht.
releases_and_advisories = Versionen und Meldungen
matrix_releases = Gezeigt sind { $count } von { $all } Versionen, zuerst die der unterstützten Serien.
matrix_advisories = Gezeigt sind die neuesten { $count } von { $all } Meldungen dazu.
matrix_part = Die Seite jeder Version nennt alle ihre Meldungen.
matrix_caption = Welche Version von { $package } ist betroffen?
matrix_affected = betroffen
matrix_fixed = behoben
matrix_fixed_here = in dieser Version behoben
all_releases = Alle Versionen
other_releases = Andere
releases_through = { $count } Versionen, { $first } bis { $last }
releases_of_older_series = Die Versionen von { $count ->
        [one] { $count } älteren Serie
       *[other] { $count } älteren Serien
    }

## Die Regel der Unterstützung in einem Satz

rule_latest_release = { $count ->
        [one] Die neueste Version{ $lines } erhält Sicherheitskorrekturen.
       *[other] Die { $number } neuesten Versionen{ $lines } erhalten Sicherheitskorrekturen.
    }
rule_latest_minor = { $count ->
        [one] Die neueste Nebenserie{ $lines } erhält Sicherheitskorrekturen.
       *[other] Die { $number } neuesten Nebenserien{ $lines } erhalten Sicherheitskorrekturen.
    }
rule_latest_major = { $count ->
        [one] Die neueste Hauptserie{ $lines } erhält Sicherheitskorrekturen.
       *[other] Die { $number } neuesten Hauptserien{ $lines } erhalten Sicherheitskorrekturen.
    }
rule_branch_latest_release = Der Zweig { $branch } und { $count ->
        [one] die neueste Version{ $lines }
       *[other] die { $number } neuesten Versionen{ $lines }
    } erhalten Sicherheitskorrekturen.
rule_branch_latest_minor = Der Zweig { $branch } und { $count ->
        [one] die neueste Nebenserie{ $lines }
       *[other] die { $number } neuesten Nebenserien{ $lines }
    } erhalten Sicherheitskorrekturen.
rule_branch_latest_major = Der Zweig { $branch } und { $count ->
        [one] die neueste Hauptserie{ $lines }
       *[other] die { $number } neuesten Hauptserien{ $lines }
    } erhalten Sicherheitskorrekturen.
rule_dates = Jede Serie erhält Sicherheitskorrekturen bis zu ihrem Enddatum.
rule_branch_dates = Der Zweig { $branch } erhält immer Sicherheitskorrekturen, jede Serie bis zu ihrem Enddatum.
rule_phases = Jede Serie erhält { $phases }.
rule_phases_since = Ab { $since } erhält jede Serie { $phases }.
rule_earlier_since = Von den früheren Serien erhält jede ab { $since } { $phases }.
rule_earlier = Jede frühere Serie erhält { $phases }.
rule_majors = Jede Hauptversion erhält Unterstützung { $duration }; keine ihrer Serien überdauert sie.
rule_majors_earlier = Jede frühere Hauptversion erhält Unterstützung { $duration }.
rule_extended = Über diese Unterstützung hinaus erhält eine solche Serie { $phases }; das ist für zahlende Nutzer oder kommt von anderen.
rule_long_term = Serien mit Langzeitunterstützung: { $series }.
last_of_major = die letzte jeder Hauptversion, die einen Nachfolger hat
even = gerade
odd = ungerade
even_numbers = gerade Nummern
odd_numbers = ungerade Nummern
rule_branch_always = Der Zweig { $branch } erhält immer Korrekturen.
rule_exception = Serie { $series } erhält Sicherheitskorrekturen bis { $day }.

phase_then = { $first }, danach { $next }
phase_fixes = Korrekturen
phase_name = { $known ->
        [support] Unterstützung
        [supported] Unterstützung
        [fixes] Unterstützung
        [active] aktive Pflege
        [active-support] aktive Pflege
        [bug] Fehlerkorrekturen
        [bug-fixes] Fehlerkorrekturen
        [security] Sicherheitskorrekturen
        [security-fixes] Sicherheitskorrekturen
        [security-support] Sicherheitskorrekturen
        [maintenance] Wartung
        [maintenance-support] Wartung
        [long-term-support] Langzeitunterstützung
       *[other] { $bare ->
            [yes] { $name }
           *[no] Korrekturen ({ $name })
        }
    }
phase_lasts = { $fixes } { $duration }
phase_if_long_term = { $fixes } { $duration }, wenn sie Langzeitunterstützung hat
phase_or_long_term = { $fixes } { $duration } (mit Langzeitunterstützung: { $lts })

for_period = { $period } lang{ $rounded }
for_period_from_release = { $period } lang ab Erscheinen{ $rounded }
for_at_least = mindestens { $period } lang ab Erscheinen{ $rounded }, bis das Ende angekündigt wird
until_announced = bis zu einem angekündigten Ende
until_series = { $nth ->
        [1] { $later ->
            [none] bis zur
           *[other] bis { $later } nach der
        } nächsten Serie{ $line }
        [2] { $later ->
            [none] bis zur
           *[other] bis { $later } nach der
        } übernächsten Serie{ $line }
        [3] { $later ->
            [none] bis zur
           *[other] bis { $later } nach der
        } drittnächsten Serie{ $line }
       *[other] { $later ->
            [none] bis zum
           *[other] bis { $later } nach dem
        } Erscheinen von { $number } neueren Serien{ $line }
    }{ $rounded }
until_long_term = { $nth ->
        [1] { $later ->
            [none] bis zur
           *[other] bis { $later } nach der
        } nächsten Serie{ $line } mit Langzeitunterstützung
        [2] { $later ->
            [none] bis zur
           *[other] bis { $later } nach der
        } übernächsten Serie{ $line } mit Langzeitunterstützung
       *[other] { $later ->
            [none] bis zum
           *[other] bis { $later } nach dem
        } Erscheinen von { $number } neueren Serien{ $line } mit Langzeitunterstützung
    }{ $rounded }
until_major = { $nth ->
        [1] { $later ->
            [none] bis zur
           *[other] bis { $later } nach der
        } nächsten Hauptversion
        [2] { $later ->
            [none] bis zur
           *[other] bis { $later } nach der
        } übernächsten Hauptversion
        [3] { $later ->
            [none] bis zur
           *[other] bis { $later } nach der
        } drittnächsten Hauptversion
       *[other] { $later ->
            [none] bis zum
           *[other] bis { $later } nach dem
        } Erscheinen von { $number } neueren Hauptversionen
    }{ $rounded }
of_its_major = { "" } ihrer Hauptversion
of_its_line = { "" } ihrer Linie
of_each_major = { "" } jeder Hauptversion
of_each_line = { "" } jeder Linie ({ $lines })
whichever_is_later = { $first } oder { $last }, je nachdem, was später ist
rounded_month = , bis zum Ende jenes Monats
rounded_quarter = , bis zum Ende jenes Quartals
rounded_year = , bis zum Ende jenes Jahres
rounded_minor = , bis zur nächsten geplanten Nebenversion
rounded_day = , bis zum nächstgelegenen { $day }

cadence_every = Eine neue Serie wird { $when } nach der vorigen erwartet.
cadence_months = Neue Serien werden im { $when } erwartet.
cadence_days = Neue Serien werden am { $when } erwartet.
either = { $first } oder { $last }
as_well = { $first } und { $last }
day_of_month = { $day }. { $month }
last_day = letzten Tag { $months }
nth_weekday = { $nth } { $weekday } { $months }
of_months = im { $months }
of_each_month = jedes Monats
of_any_month = eines Monats
nth_first = ersten
nth_second = zweiten
nth_third = dritten
nth_fourth = vierten
nth_last = letzten

period_days = { $count ->
        [one] { $count } Tag
       *[other] { $count } Tage
    }
period_months = { $count ->
        [one] { $count } Monat
       *[other] { $count } Monate
    }
period_weeks = { $count ->
        [one] { $count } Woche
       *[other] { $count } Wochen
    }
period_years = { $count ->
        [one] { $count } Jahr
       *[other] { $count } Jahre
    }

two = zwei
three = drei
four = vier
five = fünf
six = sechs
seven = sieben
eight = acht
nine = neun
ten = zehn
eleven = elf

## Die Seite einer Version

not_supported = Nicht unterstützt
not_supported_affected = Nicht unterstützt; { $count ->
        [one] { $count } bekannte Schwachstelle
       *[other] { $count } bekannte Schwachstellen
    }
no_longer_supported_affected = Nicht mehr unterstützt; { $count ->
        [one] { $count } bekannte Schwachstelle
       *[other] { $count } bekannte Schwachstellen
    }
affected_by = Betroffen von { $count ->
        [one] { $count } Schwachstelle
       *[other] { $count } Schwachstellen
    }
gets_fixes = Stand { $today } erhält { $series } Sicherheitskorrekturen.
gets_fixes_at_least = Stand { $today } erhält { $series } Sicherheitskorrekturen mindestens bis { $day }.
gets_fixes_until = Stand { $today } erhält { $series } Sicherheitskorrekturen bis { $day }.
gets_fixes_until_release = Stand { $today } erhält { $series } Sicherheitskorrekturen, bis { $release } erscheint, geplant für { $day }.
end_depends = Wann das endet, hängt von späteren Versionen ab.
support_ended_on = Die Unterstützung endete am { $day }.
support_ended_when = Die Unterstützung endete am { $day }, als { $release } erschien.
is_prerelease = Dies ist eine Vorabversion.
no_advisory_affects = Keine der { $advisories } betrifft { $release }.
no_advisory_affects_advisories = veröffentlichten Meldungen
no_security_fixes = Aber Version { $version } erhält keine Sicherheitskorrekturen.
but_no_more_fixes = Aber Version { $version } erhält keine Sicherheitskorrekturen mehr: Was künftig in ihr gefunden wird, bleibt offen.
no_more_fixes = Version { $version } erhält keine Sicherheitskorrekturen mehr: Was in ihr gefunden wird, bleibt offen.
no_more_fixes_except = Version { $version } erhält keine Sicherheitskorrekturen mehr, außer im Rahmen von { $phase }.
no_more_fixes_except_until = Version { $version } erhält keine Sicherheitskorrekturen mehr, außer im Rahmen von { $phase } (bis { $day }).
upgrade_to = Aktualisieren Sie auf { $version }.
# Von den Schwachstellen, die die Version betreffen; `exploited` zählt die
# ausgenutzten unter denen, die behoben sind.
upgrade_fixes = Aktualisieren Sie auf { $version }: behebt { $fixes } von { $count }{ $exploited ->
        [0] .
        [one] , darunter die ausgenutzte.
       *[other] , darunter die ausgenutzten.
    }
upgrade_unsupported = { $version } erhält keine Sicherheitskorrekturen.
remains_unfixed = Für { $advisories } gibt es noch keine Korrektur.
remains_refused = Für { $advisories } wird es dort keine Korrektur geben.
remains_affect = { $advisories } { $count ->
        [one] betrifft
       *[other] betreffen
    } auch { $version }.
maybe_affected = Möglicherweise betroffen
versions_unstated = { $advisories } { $count ->
        [one] sagt nicht, welche Versionen betroffen sind.
       *[other] sagen nicht, welche Versionen betroffen sind.
    }
only_older_safe = Von keiner neueren Version ist bekannt, dass sie sicher ist. Älter und nicht betroffen: { $versions }.
no_fixed_version = Es ist keine Version bekannt, auf die Sie aktualisieren könnten.
released_on = Erschienen am { $day }
released_prerelease = Eine Vorabversion vom { $day }
contains = Enthält { $components }
of_series = Serie { $series }
advisories_affect = { $count ->
        [one] { $count } Schwachstelle betrifft { $release }
       *[other] { $count } Schwachstellen betreffen { $release }
    }
advisories_affecting = Schwachstellen, die { $release } betreffen
advisories_were_fixed = { $count ->
        [one] { $count } Schwachstelle in { $release } behoben
       *[other] { $count } Schwachstellen in { $release } behoben
    }
advisories_fixed = In { $release } behobene Schwachstellen
releases = Versionen
previous_release = Ältere Version: { $release }
next_release = Neuere Version: { $release }
all_versions = Alle Versionen

## Worte, die Texten in Markdown beigegeben werden

alert_note = Hinweis
alert_tip = Tipp
alert_important = Wichtig
alert_warning = Warnung
alert_caution = Vorsicht
# Was ein Zeichen denen sagt, die die Seite hören.
task_done = Erledigt
task_open = Zu erledigen
mark_yes = Ja
mark_no = Nein
heading_link = Link zu „{ $heading }“
footnote = Fußnote { $number }
footnote_back = Zurück zur Stelle { $mark }

## Feeds und der Kalender der Supportenden

feed_withdrawn = Zurückgezogen: { $title }
feed_was_withdrawn = Diese Meldung wurde zurückgezogen.
feed_severity = Schweregrad: { $severity }.
calendar_title = { $name }: Ende der Unterstützung
calendar_end = { $series }: Ende der Unterstützung
calendar_end_of_phase = { $series }: Ende der Phase { $phase }
calendar_release = Endet, wenn { $release } erscheint.
calendar_release_planned = Endet, wenn { $release } erscheint, geplant für { $day }.
calendar_planned = Geplant.
calendar_last_day = Der letzte Tag.

## Feed: Einträge, die wieder auftauchen, und viele Pakete

# In Klammern steht eine Notiz des Autors.
feed_revised = Geändert: { $title } ({ $note })
feed_was_revised = Geändert am { $day }:
feed_more_packages = { $count ->
        [one] Ein weiteres Paket ist betroffen.
       *[other] { $count } weitere Pakete sind betroffen.
    }

## VEX: what is reported and is no vulnerability

register = Hier keine Schwachstelle
register_lead = Das wurde von Menschen oder Scannern gemeldet und ist keine Schwachstelle von { $name }.
register_on_policy = Schon gemeldet, und warum es keine ist:
register_policy = So melden Sie, was eine ist
register_reported = Scanner melden es als:
register_since = Seit

## Scanners: the page that tells how to point them here

scanners_title = Für Scanner
scanners_lead = Programme, die nach verwundbaren Abhängigkeiten suchen, können die Meldungen von { $name } auf dieser Website lesen.
scanners_only_here = Damit finden Sie nur Meldungen von { $name }; behalten Sie Ihren üblichen Scan bei.
scanners_osv = Die Einträge kommen in einen eigenen Cache-Ordner, den kein anderer Scan benutzen darf. Vor Version 2.5 benennt ihn die Variable OSV_SCANNER_LOCAL_DB_CACHE_DIRECTORY, und der Ordner darin heißt osv-scanner.
scanners_go = Ein zweiter Lauf liest diese Datenbank anstelle der von Go.
scanners_composer = Ein weiteres Repository in composer.json, das Meldungen und keine Pakete enthält. „composer audit“ liest es neben den anderen.
scanners_nuget = Eine Prüfquelle in nuget.config, ab NuGet 6.12. Sobald es eine gibt, fragt NuGet die Paketquellen nicht mehr; deshalb steht nuget.org daneben.
scanners_trivy = Ein weiteres Repository in ~/.trivy/vex/repository.yaml, für „trivy fs --vex repo“. Es sagt, welche Funde behoben sind oder nicht zutreffen, und fügt keine hinzu.
scanners_mirror = Die Basisadresse der Datenquelle OSV, in einer eigenen Instanz: Sie tritt an die Stelle von osv.dev.
scanners_others = Andere Programme
scanners_shared = { $programs } fragen gemeinsame Datenbanken und nehmen keine weitere Quelle an. Von einer Meldung erfahren sie, sobald osv.dev, GitHub oder die Datenbank der Paketquelle sie hat.

## Announcements

announcements_title = Angekündigte Sicherheitsupdates
announcements_lead = Was diese Versionen beheben, steht hier, sobald sie erschienen sind.
announcement_title = { $count ->
        [one] Sicherheitsupdate von { $name }: { $versions }
       *[other] Sicherheitsupdates von { $name }: { $versions }
    }
announced_for = Angekündigt für { $moment }.
announced_and_due = Angekündigt für { $moment } und, soweit Meldungen es sagen, noch nicht erschienen.
announced_and_released = Angekündigt für { $moment } und erschienen.
announced_gravity = Höchster Schweregrad des Behobenen: { $severity }.
announced_counts = Behoben wird, nach Schweregrad: { $counts }.
announced_count = { $count } × { $severity }
announced_advisories = Behoben wurde:
announced_on = Angekündigt am { $moment }

## Listen nach Namen, und Meldungen zu vielen Paketen

page_before = Zurück
page_behind = Weiter
more_packages = { $count ->
        [one] Ein weiteres Paket
       *[other] { $count } weitere Pakete
    }
