"""A database that goes away for a while: requests wait or fail cleanly, and everything goes on.

BATON_LONG=1 adds what takes minutes: outages that outlast every patience.
"""

import os
import signal
import time

import pytest
import requests
from load import Load, Receiver, check, prepare, settle, tell
from postgres_pair import servers, tools
from test_failover import Log, Readiness, pair
from workspace import FAILED, InDatabase, baton

pytestmark = pytest.mark.skipif(tools() is None, reason="no PostgreSQL server is installed")
long = pytest.mark.skipif("BATON_LONG" not in os.environ, reason="takes minutes: BATON_LONG=1")
END = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'baton'"


@pytest.fixture
def server():
    with servers() as make:
        server = make().start()
        server.sql("CREATE DATABASE baton")
        yield server


def clean_failure(answer):
    """What a client is told when the database is away."""
    assert answer.status_code == 503, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert int(answer.headers["retry-after"]) > 0
    problem = answer.json()
    assert problem["type"] == "urn:baton:problem:store-unavailable"
    assert "Try again" in problem["detail"] and "at 127.0.0.1" not in answer.text


def test_connections_that_are_cut_and_a_server_that_starts_again(server, tmp_path):
    workspace = InDatabase(tmp_path, server.url("baton"))
    key = prepare(workspace)
    with Receiver() as receiver, workspace.serve("--allow-private-webhooks") as node:
        tell(node, key, receiver)
        log = Log()
        watcher = Readiness(node, "node", log)
        with Load(lambda: [node.url], key, pause=0.05) as load:
            for _ in range(4):
                time.sleep(0.4)
                server.sql(END)
            log.note("connections cut four times")
            time.sleep(0.5)
            stopped = log.note("server is being stopped")
            server.stop()
            read = requests.get(
                f"{node.url}/api/v1/leads?limit=1", headers={"Authorization": f"Bearer {key}"},
                timeout=30)
            waited = log.note("a read gave up") - stopped
            server.start()
            started = log.note("server started")
            time.sleep(2)
            load.stop()
        settle(node, key)
        watcher.stop()
    clean_failure(read)
    assert 9 < waited < 20
    figures = check(workspace, load, receiver)
    log.note(f"verified: {figures}")
    log.show()
    assert any(stopped <= at < started and "does not answer" in said for at, said in watcher.changes)
    assert watcher.changes[-1][1] == "ready" and watcher.slowest < 5
    # Writes waited. What needs a read first, as a write key does, may have been told to come again.
    assert figures["answers"].get(503, 0) <= 6 * 2
    assert figures["leads"] > 20 and figures["breaches"] == figures["leads"]


@long
def test_an_outage_that_outlasts_patience(server, tmp_path):
    workspace = InDatabase(tmp_path, server.url("baton"))
    key = prepare(workspace)
    with workspace.serve() as node:
        server.stop()
        begun = time.monotonic()
        with Load(lambda: [node.url], key, pause=0.5) as load:
            time.sleep(45)
            assert load.answers[503] > 0 and load.times == []
            server.start()
            time.sleep(3)
            load.stop()
        settle(node, key)
        print(f"\naway {time.monotonic() - begun:.0f} s: {dict(load.answers)}")
    check(workspace, load)


@long
def test_a_node_that_freezes_with_the_turn_does_not_hold_the_others_up(server, tmp_path):
    (tmp_path / "two").mkdir()
    workspace = InDatabase(tmp_path, server.url("baton"))
    key = prepare(workspace)
    other = InDatabase(tmp_path / "two", server.url("baton"))
    with workspace.serve() as one, other.serve() as two:
        frozen = False
        with Load(lambda: [two.url], key) as load:
            for _ in range(200):
                one.process.send_signal(signal.SIGSTOP)
                held = server.sql(
                    "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction'")
                time.sleep(0.05)
                if held != "0" and server.sql(
                    "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'") != "0":
                    frozen = True
                    break
                one.process.send_signal(signal.SIGCONT)
                requests.post(f"{one.url}/api/v1/leads", json={
                    "name": "x", "email": f"{time.time_ns()}@x.example"},
                    headers={"Authorization": f"Bearer {key}"}, timeout=30)
            time.sleep(26 if frozen else 0)
            one.process.send_signal(signal.SIGCONT)
            time.sleep(1)
            load.stop()
        gap, _ = load.longest_gap()
        print(f"\nfrozen with the turn: {frozen}; nothing taken for {gap:.1f} s")
        assert gap < 25
        settle(two, key)
    check(workspace, load)


@long
def test_a_standby_that_is_gone_holds_commits_up_and_they_are_kept(tmp_path):
    with servers() as make:
        primary, standby = pair(make)
        workspace = InDatabase(tmp_path, primary.url("baton"))
        key = prepare(workspace)
        with workspace.serve() as node:
            log = Log()
            watcher = Readiness(node, "node", log)
            with Load(lambda: [node.url], key, leads=2, messages=1, pause=0.2) as load:
                time.sleep(2)
                standby.kill()
                log.note("standby killed")
                time.sleep(60)
                assert load.answers[503] > 0
                standby.start()
                log.note("standby is back")
                time.sleep(15)
                load.stop()
            settle(node, key)
            watcher.stop()
        log.note(f"verified: {check(workspace, load)}")
        log.show()
        assert any("Nothing was committed" in said for _, said in watcher.changes)
        assert watcher.changes[-1][1] == "ready"


def test_what_is_wrong_with_a_database_is_told_in_a_sentence(server, tmp_path):
    """Wrong password, no right to make tables, a newer schema, somebody else's tables, no server that
    takes writes; each command says the same."""
    for statement in (
        "CREATE DATABASE newer", "CREATE DATABASE others", "CREATE DATABASE forbidden",
        "CREATE ROLE kim LOGIN PASSWORD 'right'", "CREATE ROLE weak LOGIN",
    ):
        server.sql(statement)
    InDatabase(tmp_path, server.url("newer")).activate()
    server.sql("INSERT INTO schema_migrations (number) VALUES (9999)", "newer")
    server.sql("CREATE TABLE songs (title TEXT)", "others")
    hba = server.data / "pg_hba.conf"
    hba.write_text("host all kim 127.0.0.1/32 scram-sha-256\n" + hba.read_text())
    server.sql("SELECT pg_reload_conf()")
    at = server.host
    cases = [
        (f"postgres://kim:wrong@{at}/others", "refuses the password. Check user and password"),
        (f"postgres://kim@{at}/others", "asks for a password. Write it into the database URL"),
        (f"postgres://weak@{at}/forbidden", "does not let this user do that"),
        (server.url("newer"), "written by a newer Baton (schema 9999"),
        (server.url("others"), "belongs to another program. Name another one"),
        ("postgres://baton@no-such-host.invalid/x", "cannot be found. Check the host"),
    ]
    file = InDatabase(tmp_path, "").file("leads.csv", "name,email\nKim,kim@b.example\n")
    for url, told in cases:
        for command in (["serve", "--port", "0"], ["verify"], ["import", "leads", file]):
            said = baton(*command, "--database", url, code=FAILED, timeout=30)
            assert told in said.err, (url, said.err)
            assert len(said.err.strip().splitlines()) == 1 and "wrong@" not in said.err, said.err
    tables = "SELECT string_agg(tablename, ',') FROM pg_tables WHERE schemaname = 'public'"
    assert server.sql(tables, "others") == "songs"
    server.sql("ALTER SYSTEM SET default_transaction_read_only = on")
    server.sql("SELECT pg_reload_conf()")
    time.sleep(0.3)
    said = baton("verify", "--database", server.url("newer"), code=FAILED)
    assert "has no server that takes writes. Promote one" in said.err
