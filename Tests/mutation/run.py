"""Builds the mutants of LeadRules in a package of their own, and runs the tests against each."""

import hashlib
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import schema
from mutants import Finder

ROOT = Path(__file__).resolve().parents[2]
RULES = ROOT / "Sources/LeadRules"
# Nothing is decided there: how things are written down, and by which names they are read.
SKIPPED = ("Records.swift", "StoredValues.swift", "StoredTimes.swift", "Observed.swift", "EventKinds", "FactsInMemory.swift", "FactsWithout.swift")

# Suites that take long: of many random days, and of business time.
SLOW = re.compile(r"(Invariant|Property|Oracle)Tests$")

PACKAGE = """// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]
let package = Package(
    name: "baton", platforms: [.macOS(.v15)],
    targets: [
        .target(name: "Records", swiftSettings: settings),
        .target(name: "LeadRules", dependencies: ["Records"], swiftSettings: settings),
        .testTarget(
            name: "LeadRulesTests", dependencies: ["LeadRules", "Records"],
            swiftSettings: settings),
    ])
"""


def find(only=None):
    found = []
    for path in sorted(RULES.rglob("*.swift")):
        name = str(path.relative_to(RULES))
        if any(part in name for part in SKIPPED) or (only and only not in name):
            continue
        found += Finder(name, path.read_text()).all()
    return found


def equivalents():
    """Changes that make no difference, each with its reason, as (file, source, change)."""
    keys = {}
    for line in (Path(__file__).parent / "equivalent.txt").read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            file, source, change, reason = (part.strip() for part in line.split(" | "))
            keys[(file, source, change)] = reason
    return keys


def shuffled(mutants, seed):
    """In no order of files, and always in the same one, whatever others there are."""
    def place(mutant):
        text = f"{seed} {mutant.key} {mutant.column}"
        return hashlib.sha256(text.encode()).digest()

    return sorted(mutants, key=place)


def chosen(mutants, sample, seed):
    mutants = shuffled(mutants, seed)[:sample]
    mutants.sort(key=lambda m: (m.file, m.line, m.column, m.change))
    for id, mutant in enumerate(mutants):
        mutant.id = id
    return mutants


class Bench:
    """The package with the sleeping mutants, and its test program."""

    def __init__(self, mutants, folder):
        self.all, self.folder = mutants, folder
        # Mutants that did not compile the last time.
        self.known = folder / "broken.txt"
        broken = set(self.known.read_text().splitlines() if self.known.exists() else [])
        self.mutants = [m for m in mutants if " | ".join(m.key) not in broken]
        self.program = folder / ".build/debug/batonPackageTests.xctest"

    def write(self):
        target = self.folder / "Sources/LeadRules"
        put(self.folder / "Package.swift", PACKAGE)
        for part in ("Tests/LeadRulesTests", "Sources/Records"):
            here, there = self.folder / part, ROOT / part
            here.parent.mkdir(parents=True, exist_ok=True)
            if not here.is_symlink() or here.readlink() != there:
                here.unlink(missing_ok=True)
                here.symlink_to(there)
        by_file = defaultdict(list)
        for mutant in self.mutants:
            by_file[mutant.file].append(mutant)
        wanted = {"Mutants.swift"}
        put(target / "Mutants.swift", schema.support(self.mutants, len(self.all)))
        for path in RULES.rglob("*.swift"):
            name = str(path.relative_to(RULES))
            wanted.add(name)
            put(target / name, schema.written(path.read_text(), by_file[name]))
        for path in target.rglob("*.swift"):
            if str(path.relative_to(target)) not in wanted:
                path.unlink()

    def build(self):
        """Builds until everything compiles: mutants that do not are left out. Answers how many."""
        for _ in range(25):
            self.write()
            done = subprocess.run(
                ["swift", "build", "--build-tests", "-Xswiftc", "-suppress-warnings"],
                cwd=self.folder, text=True,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            if done.returncode == 0:
                return len(self.all) - len(self.mutants)
            bad = self.bad(done.stdout)
            if not bad:
                sys.exit("It does not build:\n" + done.stdout[-4000:])
            with self.known.open("a") as file:
                file.writelines(" | ".join(m.key) + "\n" for m in self.mutants if m.id in bad)
            self.mutants = [m for m in self.mutants if m.id not in bad]
            print(f"  {len(bad)} mutants do not compile", flush=True)
        sys.exit("It does not build, whatever is left out.")

    def bad(self, output):
        bad = set()
        pattern = r"Sources/LeadRules/([^:\n]+\.swift):(\d+):\d+: error:"
        for file, line in set(re.findall(pattern, output)):
            here = [m for m in self.mutants if m.file == file]
            if file == "Mutants.swift":
                sys.exit("The switch itself does not build:\n" + output[-4000:])
            line = int(line)
            hit = [m for m in here if m.line == line]
            # An error may stand anywhere inside of a change, or where its function ends.
            hit = hit or [m for m in here if m.line <= line <= m.last]
            hit = hit or sorted(here, key=lambda m: min(abs(m.line - line), abs(m.last - line)))[:1]
            bad |= {m.id for m in hit}
        return bad

    def run(self, suites=None, mutant=None, reach=None, limit=600):
        """Runs tests until the first one fails. Answers whether all passed."""
        command = [str(self.program), "--testing-library", "swift-testing"]
        if suites:
            command += ["--filter", "|".join(rf"LeadRulesTests\.({s})/" for s in suites)]
        settings = dict(os.environ)
        settings.pop("MUTANT", None)
        if mutant is not None:
            settings["MUTANT"] = str(mutant)
        if reach:
            settings["MUTANTS_REACHED"] = str(reach)
        process = subprocess.Popen(
            command, cwd=self.folder, env=settings, text=True, errors="replace",
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
        timer = threading.Timer(limit, stop, [process])
        timer.start()
        passed = True
        for line in process.stdout:
            if "recorded an issue" in line or " failed after " in line:
                passed = False
                stop(process)
                break
        timer.cancel()
        process.stdout.close()
        return process.wait() == 0 and passed

    def suites(self, quick):
        """The suites, with the mutants that each reaches, the fastest first."""
        names = set()
        listed = subprocess.run(
            [str(self.program), "--testing-library", "swift-testing", "--list-tests"],
            cwd=self.folder, text=True, stdout=subprocess.PIPE, check=True)
        for line in listed.stdout.splitlines():
            match = re.match(r"LeadRulesTests\.(\w+)/", line)
            if match and not (quick and SLOW.search(match[1])):
                names.add(match[1])
        found = []
        for name in sorted(names):
            path = self.folder / "reached"
            schema.new_reach(path, len(self.all))
            start = time.monotonic()
            if not self.run([name], reach=path):
                sys.exit(f"The tests of {name} fail without any mutant.")
            found.append((time.monotonic() - start, name, schema.reached(path)))
        return sorted(found)


def put(path, text):
    """Writes a file whose text is another one; the others are not built again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text() != text:
        path.write_text(text)


def stop(process):
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


class Trial:
    """Mutants of a bench against the tests that reach them: against the slow suites only those
    that the others let live."""

    def __init__(self, bench, jobs, seed):
        self.bench, self.jobs, self.seed = bench, jobs, seed
        self.survivors, self.unreached, self.killed = [], [], 0

    def run(self, tries=None, quick=False):
        suites = self.bench.suites(quick)
        self.limit = 20 + 5 * suites[-1][0]
        order = shuffled(self.bench.mutants, self.seed)[:tries]
        fast = [suite for suite in suites if not SLOW.search(suite[1])]
        slow = [suite for suite in suites if SLOW.search(suite[1])]
        reached = set().union(*(ids for _, _, ids in fast + slow))
        self.unreached = [m for m in order if m.id not in reached]
        left = self.judge([m for m in order if m.id in reached], fast)
        print(f"{len(left)} are left for the slow suites", flush=True)
        self.survivors = self.judge(left, slow) if slow else left
        self.killed = len(order) - len(self.unreached) - len(self.survivors)

    def judge(self, mutants, suites):
        """Those of the mutants that no test of the suites notices."""
        lives, done, lock = [], 0, threading.Lock()

        def one(mutant):
            nonlocal done
            names = [name for _, name, ids in suites if mutant.id in ids]
            lived = not names or self.bench.run(names, mutant.id, limit=self.limit)
            with lock:
                done += 1
                if lived:
                    lives.append(mutant)
                    print(f"  lives: {mutant}", flush=True)
                if done % 50 == 0:
                    noticed = 100 * (done - len(lives)) / done
                    print(f"  {done} of {len(mutants)}, {noticed:.0f} percent noticed", flush=True)

        with ThreadPoolExecutor(self.jobs) as pool:
            list(pool.map(one, mutants))
        return lives
