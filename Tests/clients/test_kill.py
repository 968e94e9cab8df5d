"""Servers that are killed in the middle of everything, again and again, on both engines.

BATON_ROUNDS=N kills N times.
"""

import os
import random
import signal
import time

import pytest
from load import Load, Receiver, check, prepare, settle, tell
from postgres_pair import servers, tools
from workspace import InDatabase, Workspace

ROUNDS = int(os.environ.get("BATON_ROUNDS", "3"))


@pytest.fixture(params=["sqlite", "postgres"])
def workspace(request, tmp_path):
    if request.param == "sqlite":
        yield Workspace(tmp_path)
        return
    if tools() is None:
        pytest.skip("no PostgreSQL server is installed")
    with servers() as make:
        server = make().start()
        server.sql("CREATE DATABASE baton")
        yield InDatabase(tmp_path, server.url("baton"))


def kill(server):
    server.process.send_signal(signal.SIGKILL)
    server.process.wait(timeout=30)
    server.process.stdout.close()
    server.writes.close()


def test_a_server_killed_under_load_loses_and_doubles_nothing(workspace):
    chance = random.Random(4)
    key = prepare(workspace)
    with Receiver() as receiver:
        server = workspace.serve("--allow-private-webhooks").__enter__()
        # A message that is under way when its server dies is sent again after two minutes: too long
        # for a few rounds.
        listens = ROUNDS >= 50
        if listens:
            tell(server, key, receiver)
        place = [server.url]
        with Load(lambda: place, key, pause=0.02) as load:
            for _ in range(ROUNDS):
                taken = len(load.times)
                time.sleep(chance.uniform(0.05, 0.8))
                kill(server)
                server = workspace.serve("--allow-private-webhooks").__enter__()
                place[:] = [server.url]
                deadline = time.monotonic() + 60
                while len(load.times) < taken + 10:
                    assert time.monotonic() < deadline, "nothing is taken any more"
                    time.sleep(0.02)
            load.stop()
        settle(server, key, seconds=180)
        server.stop()
    figures = check(workspace, load, receiver if listens else None)
    print(f"\n{ROUNDS} kills: {figures}")
    assert figures["leads"] > 4 * ROUNDS and figures["breaches"] >= figures["leads"]
