"""Which records affect a version, by the algorithm that the OSV schema describes ("Evaluation")."""

import functools

from orders import compare


def affecting(records, package, version):
    """The ids of the records, withdrawn ones left out, that affect a version of (ecosystem, name)."""
    return {
        record["id"]
        for record in records
        if "withdrawn" not in record
        and any(covers(entry, package, version) for entry in record.get("affected", []))
    }


def covers(entry, package, version):
    named = entry.get("package", {})
    if (named.get("ecosystem"), named.get("name")) != package:
        return False
    if version in entry.get("versions", []):
        return True
    return any(
        inside(span["events"], functools.partial(compare, package[0]), version)
        for span in entry.get("ranges", [])
        if span["type"] != "GIT"
    )


def inside(events, compare, version):
    """Whether a range covers a version: events in order, each turning the answer on or off."""

    def at(event):
        return next(iter(event.values()))

    def order(one, other):
        if "0" in (at(one), at(other)):
            return (at(one) != "0") - (at(other) != "0")
        return compare(at(one), at(other))

    limits = [event["limit"] for event in events if "limit" in event]
    if limits and not any(limit == "*" or compare(version, limit) < 0 for limit in limits):
        return False
    covered = False
    for event in sorted(events, key=functools.cmp_to_key(order)):
        if "introduced" in event:
            covered |= at(event) == "0" or compare(version, at(event)) >= 0
        elif "fixed" in event:
            covered &= compare(version, at(event)) < 0
        elif "last_affected" in event:
            covered &= compare(version, at(event)) <= 0
    return covered
