"""Writes sources in which every mutant sleeps behind a switch: one build serves all of them.

The switch is the environment variable MUTANT. A changed operator becomes an operator of its own,
with the precedence of the one it stands for, so that no operand has to be found.
"""

import mmap
import os

# Characters that an operator may consist of.
_LETTERS = [chr(c) for c in range(0x2200, 0x2300)]

_PRECEDENCE = {
    "&&": "LogicalConjunctionPrecedence", "||": "LogicalDisjunctionPrecedence",
    "+": "AdditionPrecedence", "-": "AdditionPrecedence",
}

SUPPORT = """#if canImport(Glibc)
    import Glibc
#endif

let activeMutant = getenv("MUTANT").flatMap { Int(String(cString: $0)) } ?? -1

/// Notes which mutants are reached, in a file as long as there are mutants.
nonisolated(unsafe) let reachedMutants: UnsafeMutablePointer<UInt8>? = {
    guard let path = getenv("MUTANTS_REACHED") else { return nil }
    let file = open(path, O_RDWR)
    let map = mmap(nil, %(count)d, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0)
    return map.map { $0.assumingMemoryBound(to: UInt8.self) }
}()

@inline(never) func mutant(_ id: Int) -> Bool {
    if let reachedMutants { reachedMutants[id] = 1 }
    return id == activeMutant
}

func mutantKeeps(_ id: Int) -> Bool { !mutant(id) }
func mutantNot(_ id: Int) -> Bool { !mutant(id) }
func mutantFlag(_ id: Int, _ flag: Bool) -> Bool { mutant(id) != flag }
func mutantTrue(_ id: Int, _ value: @autoclosure () throws -> Bool) rethrows -> Bool {
    mutant(id) ? true : try value()
}
func mutantFalse(_ id: Int, _ value: @autoclosure () throws -> Bool) rethrows -> Bool {
    mutant(id) ? false : try value()
}
"""

_COMPARE = """infix operator %(name)s: ComparisonPrecedence
func %(name)s <T: Comparable>(a: T, b: T) -> Bool { mutant(%(id)d) ? a %(new)s b : a %(old)s b }
func %(name)s <T: Comparable, U: Comparable>(a: (T, U), b: (T, U)) -> Bool {
    mutant(%(id)d) ? a %(new)s b : a %(old)s b
}
"""
_EQUAL = """infix operator %(name)s: ComparisonPrecedence
func %(name)s <T: Equatable>(a: T, b: T) -> Bool { mutant(%(id)d) ? a %(new)s b : a %(old)s b }
@_disfavoredOverload
func %(name)s <T>(a: T?, b: _OptionalNilComparisonType) -> Bool {
    mutant(%(id)d) ? a %(new)s b : a %(old)s b
}
"""
_LOGIC = """infix operator %(name)s: %(precedence)s
func %(name)s (a: Bool, b: @autoclosure () throws -> Bool) rethrows -> Bool {
    mutant(%(id)d) ? try a %(new)s b() : try a %(old)s b()
}
"""
_SUM = """infix operator %(name)s: AdditionPrecedence
func %(name)s <T: AdditiveArithmetic>(a: T, b: T) -> T {
    mutant(%(id)d) ? a %(new)s b : a %(old)s b
}
func %(name)s (a: TimeSpan, b: TimeSpan) -> TimeSpan {
    mutant(%(id)d) ? a %(new)s b : a %(old)s b
}
func %(name)s (a: Instant, b: TimeSpan) -> Instant {
    mutant(%(id)d) ? a %(new)s b : a %(old)s b
}
"""
_DIFFERENCE = """func %(name)s (a: Instant, b: Instant) -> TimeSpan {
    mutant(%(id)d) ? b - a : a - b
}
"""


def operator_name(id):
    return "".join(_LETTERS[i] for i in (id // len(_LETTERS), id % len(_LETTERS)))


def _operator(mutant, old, new):
    names = {"name": operator_name(mutant.id), "id": mutant.id, "old": old, "new": new}
    if old in ("&&", "||"):
        return _LOGIC % (names | {"precedence": _PRECEDENCE[old]})
    if old in ("==", "!="):
        return _EQUAL % names
    if old in ("+", "-"):
        return _SUM % names + (_DIFFERENCE % names if old == "-" else "")
    return _COMPARE % names


def written(text, mutants):
    """The text of a file with these mutants asleep in it; its lines keep their numbers."""
    edits = []
    for order, mutant in enumerate(mutants):
        for position, length, new in mutant.edits:
            if new.startswith("{") and length:
                new = operator_name(mutant.id)
            else:
                new = new.replace("{id}", str(mutant.id))
            # What ends at a place comes before what begins there, and that before what is there.
            rank = 0 if new[:1] in ") ," else 2 if length else 1
            edits.append((position, rank, order, length, new))
    edits.sort(key=lambda e: e[:3])
    out, at = [], 0
    for position, _, _, length, new in edits:
        out.append(text[at:position])
        out.append(new)
        at = position + length
    out.append(text[at:])
    return "".join(out)


def support(mutants, count):
    parts = [SUPPORT % {"count": max(count, 1)}]
    for mutant in mutants:
        old, arrow, new = mutant.change.partition(" -> ")
        if arrow and old in ("&&", "||", "==", "!=", "+", "-", "<", "<=", ">", ">="):
            parts.append(_operator(mutant, old, new))
    return "\n".join(parts)


def new_reach(path, count):
    with open(path, "wb") as file:
        file.truncate(max(count, mmap.PAGESIZE))


def reached(path):
    with open(path, "rb") as file:
        return {i for i, byte in enumerate(file.read()) if byte}
