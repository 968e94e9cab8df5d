"""`baton due`, from the outside, against due times worked out by Python's own time zone database."""

import json
import random
import sys
from datetime import datetime

from workspace import DEFAULT_PLAYBOOK, FAILED, REPOSITORY, baton

sys.path.append(str(REPOSITORY / "Tests" / "oracle"))
import business_time as oracle

CALENDARS, STARTS, ROUNDS = 40, 25, 10


def test_ten_thousand_due_times_to_the_second(tmp_path):
    """40 calendars a playbook, 25 starts each, ten playbooks; every zone of the oracle comes up."""
    chance = random.Random(11)
    compared = 0
    for turn in range(ROUNDS):
        cases = [random_clock(chance, turn * CALENDARS + number) for number in range(CALENDARS)]
        playbook = tmp_path / f"playbook-{turn}.yaml"
        playbook.write_text(with_clocks(DEFAULT_PLAYBOOK.read_text(), cases))
        for number, (zone, week, holidays, seconds) in enumerate(cases):
            hours = oracle.Hours(zone, week, holidays, [])
            starts = [oracle.random_moment(chance, zone) for _ in range(STARTS)]
            due = {start: hours.due(start, seconds * oracle.SECOND) for start in starts}
            reached = [start for start in starts if due[start] is not None]
            asked = ["due", f"c{number}", "--playbook", playbook]
            if reached:
                options = [part for start in reached for part in ("--from", oracle.rfc3339(start))]
                told = baton(*asked, *options).out.split()
                assert [moment(text) for text in told] == [due[start] for start in reached], (
                    zone, week, holidays, seconds)
            # Later than five years from now is never: a deadline nobody would see.
            for start in set(starts) - set(reached):
                baton(*asked, "--from", oracle.rfc3339(start), code=FAILED)
            compared += len(starts)
    assert compared == 10_000


def test_several_starts_are_answered_in_order():
    asked = ["due", "first-touch-hand-raise", "--playbook", DEFAULT_PLAYBOOK, "--json"]
    first, second = "2026-03-07T10:00:00+09:00", "2026-03-02T09:00:00+09:00"
    answers = json.loads(baton(*asked, "--from", first, "--from", second).out)
    alone = [json.loads(baton(*asked, "--from", start).out) for start in (first, second)]
    assert answers == alone


def random_clock(chance, number):
    zone = oracle.ZONES[number % len(oracle.ZONES)]
    start = oracle.random_moment(chance, zone)
    return (
        zone,
        oracle.random_week(chance),
        oracle.random_holidays(chance, start),
        max(1, oracle.random_seconds(chance)),
    )


def with_clocks(text, cases):
    calendars, clocks = "", ""
    for number, (zone, week, holidays, seconds) in enumerate(cases):
        hours = {
            oracle.WEEKDAYS[day]: [f"{oracle.clock(a)}-{oracle.clock(b)}" for a, b in week[day]]
            for day in sorted(week)
        }
        calendars += f"  k{number}:\n    zone: {zone}\n    hours: {json.dumps(hours)}\n"
        calendars += f"    holidays: [{', '.join(holidays)}]\n"
        clocks += f"  - id: c{number}\n    title: Clock {number}\n    time: {seconds}s\n"
        clocks += f"    calendar: k{number}\n"
    text = text.replace("\ncalendars:\n", "\ncalendars:\n" + calendars, 1)
    return text.replace("\nclocks:\n", "\nclocks:\n" + clocks, 1)


def moment(text):
    """Milliseconds since 1970 of an RFC 3339 time with an offset."""
    at = datetime.fromisoformat(text)
    return round(at.timestamp() * 1000)
