#!/usr/bin/env python3
"""Works out business due times with Python's own time zone database.

    business_time.py --cases 10000 --seed 7 --out cases.jsonl
    BATON_ORACLE_CASES=cases.jsonl swift test --filter BusinessTimeOracle

Shares nothing with the product, and takes another way. The years are cut into stretches in which a
zone's offset stands; inside a stretch the local clock runs straight. Hours of a local day are open
from the first to the last moment at which the clock shows a time in them, over all stretches.
Moments are milliseconds since 1970 in UTC; local times are the same count read off the local clock.
"""

import argparse
import bisect
import copy
import functools
import json
import random
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

SECOND, MINUTE, HOUR, DAY = 1000, 60_000, 3_600_000, 86_400_000
FIRST_YEAR, LAST_YEAR = 2005, 2035
HORIZON = 1830 * DAY  # later than this, the product gives no deadline
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
ZONES = """
    UTC Africa/Cairo Africa/Casablanca Africa/Johannesburg America/Anchorage America/Asuncion
    America/Bogota America/Caracas America/Chicago America/Havana America/Los_Angeles
    America/Mexico_City America/New_York America/Nuuk America/Santiago America/Sao_Paulo
    America/Scoresbysund America/St_Johns Antarctica/Troll Asia/Amman Asia/Beirut Asia/Gaza
    Asia/Kathmandu Asia/Kolkata Asia/Pyongyang Asia/Seoul Asia/Singapore Asia/Tehran Asia/Tokyo
    Atlantic/Azores Australia/Adelaide Australia/Lord_Howe Australia/Sydney Europe/Berlin
    Europe/Dublin Europe/Istanbul Europe/London Europe/Moscow Europe/Volgograd Pacific/Apia
    Pacific/Auckland Pacific/Chatham Pacific/Fiji Pacific/Kiritimati Pacific/Norfolk
    Pacific/Tongatapu
""".split()


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--cases", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--out", required=True, help="file for the cases, one JSON object a line")
    chosen = options.parse_args()
    chance = random.Random(chosen.seed)
    with open(chosen.out, "w", encoding="utf-8") as out:
        for number in range(chosen.cases):
            case = random_case(chance, ZONES[number % len(ZONES)])
            out.write(json.dumps(case, separators=(",", ":")) + "\n")
    print(f"{chosen.cases} cases over {len(ZONES)} zones in {chosen.out}")


# The cases


def random_case(chance, zone):
    start = random_moment(chance, zone)
    until = start + int(chance.uniform(0, 1) ** 3 * 120 * DAY)
    week = random_week(chance)
    case = {
        "zone": zone,
        "week": {WEEKDAYS[day]: [[clock(a), clock(b)] for a, b in week[day]] for day in week},
        "holidays": random_holidays(chance, start),
        "timeOff": random_time_off(chance, start),
        "from": rfc3339(start),
        "seconds": random_seconds(chance),
        "until": rfc3339(until),
    }
    hours = Hours(zone, week, case["holidays"], case["timeOff"])
    due = hours.due(start, case["seconds"] * SECOND)
    case["expected"] = None if due is None else rfc3339(due)
    case["open"] = sum(b - a for a, b in hours.open_between(start, until)) // SECOND
    pauses, paused = random_pauses(chance, hours, start, case["seconds"] * SECOND, due)
    case["pauses"] = [[rfc3339(begin), rfc3339(end)] for begin, end in pauses]
    case["paused"] = None if paused is None else rfc3339(paused)
    return case


def random_pauses(chance, hours, start, span, due):
    """Up to three pauses, each before the clock runs out; and when it does, for all of them.

    To a clock, a pause is a time at which nothing is open. What is left of a clock is counted in
    whole seconds, so all moments of such a case are.
    """
    pauses, position = [], start
    if any(moment % SECOND for moment in (start, *sum(hours.time_off, ()))):
        return pauses, due
    for _ in range(chance.choice([0, 1, 2, 3])):
        if due is None or due <= position:
            break
        begin = position + chance.randrange(0, due - position) // SECOND * SECOND
        end = begin + chance.randint(0, chance.choice([HOUR, DAY, 10 * DAY]) // SECOND) * SECOND
        later = hours.pausing(pauses + [(begin, end)]).due(start, span)
        # The product counts its horizon from the moment at which the clock runs on.
        if later is None or later > start + HORIZON - 100 * DAY:
            break
        pauses.append((begin, end))
        position, due = end, later
    return pauses, due


def random_moment(chance, zone):
    """Half of the time near a change of the zone's offset, if it has any: from minutes to days."""
    changes = [at for at, _, _ in stretches(zone)[1:] if at < year_start(LAST_YEAR)]
    if changes and chance.random() < 0.5:
        spread = chance.choice([2 * MINUTE, 3 * HOUR, 3 * DAY])
        moment = chance.choice(changes) + chance.randint(-spread, spread)
    else:
        moment = chance.randint(year_start(FIRST_YEAR), year_start(LAST_YEAR))
    grain = chance.choice([1, SECOND, MINUTE, HOUR])
    return moment // grain * grain


def random_week(chance):
    kind = chance.random()
    if kind < 0.3:
        return {day: [(9 * HOUR, 18 * HOUR)] for day in range(5)}
    if kind < 0.5:
        return {day: [(9 * HOUR, 12 * HOUR), (13 * HOUR, 18 * HOUR)] for day in range(5)}
    if kind < 0.6:
        return {day: [(0, DAY)] for day in range(7)}
    days = chance.sample(range(7), chance.randint(1, 7))
    return {day: random_hours(chance, night=kind > 0.8) for day in days}


def random_hours(chance, night):
    """Up to four stretches of a day; at night they crowd around the hours that clocks change."""
    last = 5 * 60 if night else 24 * 60
    grain = chance.choice([1, 5, 30, 60])
    marks = sorted(chance.sample(range(0, last + 1, grain), 2 * chance.randint(1, 3)))
    if night and chance.random() < 0.5 and marks[-1] < 22 * 60:
        marks += [chance.choice([22 * 60, 23 * 60, 23 * 60 + 30]), 24 * 60]
    return [(a * MINUTE, b * MINUTE) for a, b in zip(marks[::2], marks[1::2])]


def random_holidays(chance, start):
    if chance.random() < 0.5:
        return []
    first = datetime.fromtimestamp(start / SECOND, timezone.utc).date()
    days = {first + timedelta(days=chance.randint(-2, 60)) for _ in range(chance.randint(1, 12))}
    return sorted(day.isoformat() for day in days)


def random_time_off(chance, start):
    if chance.random() < 0.7:
        return []
    intervals = []
    grain = chance.choice([1, SECOND])
    for _ in range(chance.randint(1, 4)):
        begin = (start + chance.randint(-10 * DAY, 40 * DAY)) // grain * grain
        end = begin + chance.randint(0, 10 * DAY) // grain * grain
        intervals.append([rfc3339(begin), rfc3339(end)])
    return intervals


def random_seconds(chance):
    """From nothing to sixty days, short spans as often as long ones."""
    longest = chance.choice([MINUTE, HOUR, 4 * HOUR, DAY, 5 * DAY, 60 * DAY]) // SECOND
    seconds = chance.randint(0, longest)
    return seconds if chance.random() < 0.5 else seconds // 900 * 900


# Business time


class Hours:
    def __init__(self, zone, week, holidays, time_off):
        self.zone = zone
        self.week = week
        self.holidays = {date.fromisoformat(day) for day in holidays}
        self.time_off = [(parsed(a), parsed(b)) for a, b in time_off]

    def pausing(self, pauses):
        """The same hours with more of them closed."""
        other = copy.copy(self)
        other.time_off = self.time_off + pauses
        return other

    def due(self, start, span):
        """The moment at which `span` of open time has run; looks ever further ahead."""
        reach = 4 * DAY
        while True:
            reach = min(reach * 4, HORIZON)
            left = span
            for begin, end in self.open_between(start, start + reach):
                if left <= end - begin:
                    return begin + left
                left -= end - begin
            if reach == HORIZON:
                return None

    def open_between(self, start, end):
        """What is open from `start` up to `end`: in order, and apart."""
        hours = sorted(self.hours_around(start, end))
        closed = sorted(self.time_off + [(end, float("inf"))])
        opened, position = [], start
        for begin, finish in hours:
            for piece in without(max(begin, position), finish, closed):
                opened.append(piece)
            position = max(position, finish)
        return opened

    def hours_around(self, start, end):
        first = date.fromtimestamp(0) + timedelta(days=start // DAY - 3)
        for number in range((end - start) // DAY + 7):
            day = first + timedelta(days=number)
            if day not in self.holidays:
                for opening, closing in self.week.get(day.weekday(), []):
                    yield from shown(self.zone, day, opening, closing)


def shown(zone, day, opening, closing):
    """From the first to the last moment at which the clock shows a time in some hours of a day."""
    midnight = (day - date(1970, 1, 1)).days * DAY
    moments = []
    for begin, end, offset in stretches_near(zone, midnight):
        first = max(begin, midnight + opening - offset)
        last = min(end, midnight + closing - offset)
        if first < last:
            moments += [first, last]
    if moments:
        yield min(moments), max(moments)


def without(begin, end, closed):
    """The pieces of an interval outside of some others, which are in the order of their begins."""
    for closed_from, closed_to in closed:
        if closed_from < end:
            if begin < closed_from:
                yield begin, closed_from
            begin = max(begin, closed_to)
    if begin < end:
        yield begin, end


# Zones


def stretches_near(zone, moment):
    known = stretches(zone)
    index = bisect.bisect_right(known, moment, key=lambda stretch: stretch[0]) - 1
    return known[max(0, index - 2) : index + 3]


@functools.cache
def stretches(zone):
    """(begin, end, offset) for every stretch of years in which the zone's offset stands."""
    info = ZoneInfo(zone)
    start, end = year_start(FIRST_YEAR - 1), year_start(LAST_YEAR + 7)
    found = []
    for moment in range(start, end, 6 * HOUR):
        offset = offset_at(info, moment)
        if not found:
            found.append((moment, offset))
        elif offset != found[-1][1]:
            found.append((change_before(info, moment), offset))
    ends = [begin for begin, _ in found[1:]] + [end]
    return [(begin, finish, offset) for (begin, offset), finish in zip(found, ends)]


def change_before(info, moment):
    """The first second, at most six hours before `moment`, that has the offset of `moment`."""
    offset = offset_at(info, moment)
    seconds = range(moment - 6 * HOUR, moment + 1, SECOND)
    return seconds[bisect.bisect_left(seconds, 1, key=lambda at: offset_at(info, at) == offset)]


def offset_at(info, moment):
    local = datetime.fromtimestamp(moment // SECOND, info)
    return int(local.utcoffset().total_seconds()) * SECOND


# Text


def year_start(year):
    return (date(year, 1, 1) - date(1970, 1, 1)).days * DAY


def clock(time):
    return f"{time // HOUR:02}:{time // MINUTE % 60:02}"


def rfc3339(moment):
    text = datetime.fromtimestamp(moment // SECOND, timezone.utc).strftime("%Y-%m-%dT%H:%M:%S")
    return text + (f".{moment % SECOND:03}Z" if moment % SECOND else "Z")


def parsed(text):
    seconds, _, part = text.rstrip("Z").partition(".")
    whole = datetime.fromisoformat(seconds).replace(tzinfo=timezone.utc)
    return int(whole.timestamp()) * SECOND + int(part or 0)


if __name__ == "__main__":
    main()
