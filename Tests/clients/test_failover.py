"""The primary dies under load, its synchronous standby is promoted, and two nodes go on.

BATON_ROUNDS=N runs it N times. Each run prints its log (pytest -s).
"""

import contextlib
import os
import threading
import time
from types import SimpleNamespace

import pytest
import requests
from load import Load, Receiver, check, prepare, settle, tell
from machine import can_be_made, machine
from postgres_pair import servers, tools
from workspace import InDatabase

ROUNDS = int(os.environ.get("BATON_ROUNDS", "1"))

pytestmark = pytest.mark.skipif(tools() is None, reason="no PostgreSQL server is installed")


class Log:
    """A time line, in seconds since it began."""

    def __init__(self):
        self.begun = time.monotonic()
        self.lines = []

    def now(self):
        return time.monotonic() - self.begun

    def note(self, text):
        self.lines.append(f"{self.now():7.2f} s  {text}")
        return self.now()

    def show(self):
        print("\n" + "\n".join(self.lines))


class Readiness:
    """Asks a node again and again whether it is ready, and notes each change."""

    def __init__(self, server, name, log):
        self.server, self.name, self.log = server, name, log
        self.changes = []
        self.slowest = 0
        self.done = threading.Event()
        self.thread = threading.Thread(target=self.watch, daemon=True)
        self.thread.start()

    def watch(self):
        last = None
        while not self.done.is_set():
            asked = time.monotonic()
            try:
                answer = requests.get(f"{self.server.url}/readyz", timeout=20)
                said = "ready" if answer.status_code == 200 else answer.json()["reason"]
            except requests.RequestException:
                said = "no answer"
            self.slowest = max(self.slowest, time.monotonic() - asked)
            if said != last:
                self.changes.append((self.log.note(f"{self.name}: {said}"), said))
                last = said
            time.sleep(0.1)

    def stop(self):
        self.done.set()
        self.thread.join(30)


def pair(make, host=None):
    """A primary whose commits wait for its standby."""
    primary = make("primary", host).start()
    standby = make.follow(primary).start()
    primary.sql("ALTER SYSTEM SET synchronous_standby_names = 'ANY 1 (*)'")
    primary.sql("SELECT pg_reload_conf()")
    primary.wait_for("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'quorum'", "1")
    primary.sql("CREATE DATABASE baton")
    return primary, standby


@contextlib.contextmanager
def two_nodes(tmp_path, host=None):
    """Two nodes on a primary with its standby, and six clients that write to them."""
    (tmp_path / "two").mkdir()
    with servers() as make, Receiver() as receiver:
        primary, standby = pair(make, host)
        url = (f"postgres://baton@{primary.host},{standby.host}/baton"
               "?target_session_attrs=read-write")
        workspace = InDatabase(tmp_path, url)
        key = prepare(workspace)
        other = InDatabase(tmp_path / "two", url)
        with workspace.serve("--allow-private-webhooks") as one, other.serve(
            "--allow-private-webhooks"
        ) as two:
            tell(one, key, receiver)
            log = Log()
            watchers = [Readiness(one, "node 1", log), Readiness(two, "node 2", log)]
            with Load(lambda: [one.url, two.url], key, pause=0.04) as load:
                log.note("six clients write to two nodes")
                story = SimpleNamespace(
                    primary=primary, standby=standby, log=log, load=load, watchers=watchers)
                yield story
                load.stop()
                log.note("load ends")
            gap, gap_begun = load.longest_gap()
            story.gap = gap
            story.back = gap_begun + gap + (load.begun - log.begun)
            settle(one, key)
            log.note("clocks and outbox have nothing left to do")
            for watcher in watchers:
                watcher.stop()
        story.figures = check(InDatabase(tmp_path, standby.url("baton")), load, receiver)
        log.note(f"verified: {story.figures}")


def taken(load):
    return (f"{len(load.acknowledged_leads)} leads and {len(load.acknowledged_messages)} messages "
            "acknowledged")


def check_that_nobody_noticed(figures):
    """Nobody had to come again: what was under way waited for the new primary."""
    assert set(figures["answers"]) == {200, 201}
    assert figures["leads"] > 50 and figures["messages"] > 50 and figures["breaches"] > 20


@pytest.mark.parametrize("round", range(ROUNDS))
def test_a_standby_takes_over_under_load(tmp_path, round):
    with two_nodes(tmp_path) as story:
        primary, standby, log, load = story.primary, story.standby, story.log, story.load
        time.sleep(3)
        # A commit is always under way: its answer and its fate are lost with the primary.
        with standby.receiving_nothing():
            time.sleep(0.5)
            waiting = primary.sql(
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'")
            killed = log.note("primary is being killed")
            primary.kill()
        log.note(f"primary killed; {taken(load)}, {waiting} commit waits")
        time.sleep(2)
        begun = log.note("standby is being promoted")
        standby.promote()
        promoted = log.note("standby promoted")
        time.sleep(3)
    log.note(f"first acknowledgement {story.back - begun:.2f} s after the promotion was begun, "
             f"{story.back - promoted:.2f} s after it was done; nothing taken for {story.gap:.2f} s")
    log.show()
    assert waiting == "1"
    assert story.back - begun < 10
    for watcher in story.watchers:
        assert watcher.slowest < 5
        said = [(at, what) for at, what in watcher.changes]
        assert said[0][1] == said[-1][1] == "ready"
        assert any(killed <= at < promoted and "does not answer" in what for at, what in said)
        assert said[-1][0] - promoted < 10
    check_that_nobody_noticed(story.figures)


@pytest.mark.skipif(not can_be_made(), reason="no network namespaces here")
def test_a_primary_that_is_gone_without_a_word(tmp_path):
    """Its power, or its cable: no connection is reset, and nothing is answered any more. What looks for
    a server afterwards must not wait for it again each time."""
    with machine() as far, two_nodes(tmp_path, far) as story:
        time.sleep(2)
        gone = story.log.note(f"primary is being unplugged; {taken(story.load)}")
        far.unplug()
        time.sleep(2)
        story.standby.promote()
        story.log.note("standby promoted")
        time.sleep(8)
        # Behind its cable it still waits for its standby.
        story.primary.kill()
    story.log.note(f"first acknowledgement {story.back - gone:.2f} s after the primary was gone; "
                   f"nothing taken for {story.gap:.2f} s")
    story.log.show()
    assert gone <= story.back < gone + 10
    check_that_nobody_noticed(story.figures)
