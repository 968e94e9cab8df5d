#!/usr/bin/env python3
"""Works out when the events of calendar files are, with the PyPI package recurring-ical-events.

    calendar_files.py --cases 1000 --seed 7 --out cases.jsonl
    BATON_CALENDAR_CASES=cases.jsonl swift test --filter CalendarOracle

Each case is a file with one series, and the moments at which its times begin in some years. Shares
nothing with the product: rules are followed by python-dateutil, zones are Python's own.
"""

import argparse
import json
import random
import warnings
from datetime import date, datetime, timedelta, timezone

import icalendar
import recurring_ical_events

FIRST, LAST = 2026, 2028
ZONES = """
    UTC Asia/Seoul Asia/Tokyo America/New_York America/Sao_Paulo Australia/Lord_Howe Europe/Berlin
    Europe/London Asia/Kolkata America/Los_Angeles
""".split()
DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--cases", type=int, default=1000)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--out", required=True, help="file for the cases, one JSON object a line")
    chosen = options.parse_args()
    chance = random.Random(chosen.seed)
    warnings.simplefilter("ignore")
    written = 0
    with open(chosen.out, "w", encoding="utf-8") as out:
        while written < chosen.cases:
            case = random_case(chance)
            if case is not None:
                out.write(json.dumps(case, separators=(",", ":")) + "\n")
                written += 1
    print(f"{written} cases in {chosen.out}")


def random_case(chance):
    is_day = chance.random() < 0.4
    zone = chance.choice(ZONES)
    start = datetime(chance.choice([2019, 2024, 2025, 2026, 2026, 2027]), chance.randint(1, 12),
                     chance.randint(1, 28), chance.choice([0, 5, 9, 12, 17, 23]),
                     chance.choice([0, 15, 30]))
    lines = ["BEGIN:VEVENT", "UID:series", stamp("DTSTART", start, zone, is_day)]
    length = timedelta(days=chance.randint(1, 3)) if is_day else timedelta(
        minutes=chance.choice([30, 60, 90, 1500]))
    lines.append(stamp("DTEND", start + length, zone, is_day))
    rule = random_rule(chance, start, is_day)
    lines.append("RRULE:" + rule)
    times = expand(lines, is_day)
    # A start that the rule does not give is an instance of its own or not, depending on whom one
    # asks (RFC 5545, 3.8.5.3 leaves it open).
    if not times or not follows(rule, start):
        return None
    # By the hour the package takes further times away: it compares the clocks of UTC and the zone.
    is_hourly = "HOURLY" in rule
    left_out = [] if is_hourly else exceptions(chance, times, zone, is_day)
    lines += left_out
    if chance.random() < 0.3:
        extra = datetime(chance.randint(FIRST, LAST), chance.randint(1, 12),
                         chance.randint(1, 28), start.hour, start.minute)
        lines.append(stamp("RDATE", extra, zone, is_day))
    lines.append("END:VEVENT")
    # Whether a time that is left out can be replaced is open.
    kept = [time for time in times if not any(line.endswith((time, time + "Z")) for line in left_out)]
    if kept and not is_hourly and chance.random() < 0.3:
        lines += replacement(chance, kept, zone, is_day)
    text = "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x"] + lines + ["END:VCALENDAR"])
    return {"file": text, "isDay": is_day, "times": starts(text, is_day)}


def stamp(name, time, zone, is_day):
    if is_day:
        return f"{name};VALUE=DATE:{time:%Y%m%d}"
    if zone == "UTC":
        return f"{name}:{time:%Y%m%dT%H%M%S}Z"
    return f"{name};TZID={zone}:{time:%Y%m%dT%H%M%S}"


def local_stamp(time, is_day):
    return time.strftime("%Y%m%d" if is_day else "%Y%m%dT%H%M%S")


def random_rule(chance, start, is_day):
    frequency = chance.choice(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"] + ["HOURLY"] * (not is_day))
    parts = [f"FREQ={frequency}"]
    if chance.random() < 0.4:
        parts.append(f"INTERVAL={chance.randint(2, 5)}")
    parts += selections(chance, frequency, start)
    if chance.random() < 0.3:
        parts.append("WKST=" + chance.choice(["SU", "MO"]))
    end = chance.random()
    if end < 0.35 or frequency == "HOURLY":
        parts.append(f"COUNT={chance.randint(1, 40)}")
    elif end < 0.7:
        until = datetime(chance.randint(2026, 2028), chance.randint(1, 12), chance.randint(1, 28),
                         start.hour, start.minute)
        parts.append(f"UNTIL={until:%Y%m%d}" if is_day else f"UNTIL={until:%Y%m%dT%H%M%S}Z")
    return ";".join(parts)


def selections(chance, frequency, start):
    own = DAYS[start.weekday()]
    nth = (start.day + 6) // 7
    kinds = {
        "HOURLY": [[], [f"BYDAY={own},{chance.choice(DAYS)}"]],
        "DAILY": [[], [f"BYDAY={own},{chance.choice(DAYS)}"],
                  [f"BYMONTH={start.month},{start.month % 12 + 1}"]],
        "WEEKLY": [[], [f"BYDAY={own}"], [f"BYDAY={own},{chance.choice(DAYS)}"]],
        "MONTHLY": [[], [f"BYDAY={nth}{own}"], [f"BYMONTHDAY={start.day},-1"],
                    [f"BYDAY={own}", f"BYMONTHDAY={','.join(str(d) for d in range(1, 29))}"],
                    ["BYDAY=MO,TU,WE,TH,FR", "BYSETPOS=1,-1"], [f"BYDAY={nth}{own},-1FR"]],
        "YEARLY": [[], [f"BYMONTH={start.month}", f"BYDAY={nth}{own}"],
                   [f"BYMONTH={start.month},{start.month % 12 + 1}", f"BYMONTHDAY={start.day}"],
                   [f"BYYEARDAY={start.timetuple().tm_yday},-1"],
                   [f"BYWEEKNO={start.isocalendar()[1]}", f"BYDAY={own}"],
                   [f"BYDAY={own}", f"BYMONTH={start.month}", "BYSETPOS=1,2,3,4,5"]],
    }
    return chance.choice(kinds[frequency])


def follows(rule, start):
    """Whether the rule gives the start."""
    from dateutil.rrule import rrulestr
    plain = ";".join(p for p in rule.split(";") if not p.startswith(("UNTIL", "COUNT")))
    return next(iter(rrulestr(plain, dtstart=start)), None) == start


def exceptions(chance, times, zone, is_day):
    if chance.random() < 0.5:
        return []
    picked = chance.sample(times, min(len(times), chance.randint(1, 3)))
    return [stamp("EXDATE", datetime.strptime(
        time, "%Y%m%d" if is_day else "%Y%m%dT%H%M%S"), zone, is_day) for time in picked]


def replacement(chance, times, zone, is_day):
    time = chance.choice(times)
    old = datetime.strptime(time, "%Y%m%d" if is_day else "%Y%m%dT%H%M%S")
    new = old + timedelta(days=chance.randint(1, 2), hours=0 if is_day else 1)
    return ["BEGIN:VEVENT", "UID:series", stamp("RECURRENCE-ID", old, zone, is_day),
            stamp("DTSTART", new, zone, is_day),
            stamp("DTEND", new + timedelta(days=1), zone, is_day), "SEQUENCE:1", "END:VEVENT"]


def expand(lines, is_day):
    """Times as they are written."""
    text = "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x"] + lines
                     + ["END:VEVENT", "END:VCALENDAR"])
    return [local_stamp(c["DTSTART"].dt, is_day) for c in components(text)
            if FIRST <= c["DTSTART"].dt.year <= LAST]


def components(text):
    calendar = icalendar.Calendar.from_ical(text)
    return recurring_ical_events.of(calendar).between(date(FIRST - 1, 12, 1), date(LAST + 1, 2, 1))


def starts(text, is_day):
    found = [c["DTSTART"].dt for c in components(text)]
    found = [time for time in found if FIRST <= time.year <= LAST]
    if is_day:
        return sorted({time.strftime("%Y-%m-%d") for time in found})
    return sorted({time.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ") for time in found})


if __name__ == "__main__":
    main()
