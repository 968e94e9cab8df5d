"""Where a workspace is kept: PostgreSQL beside SQLite, moves between them, and processes that die."""

import html
import os
import re
import subprocess
import uuid

import pytest
import requests
from workspace import FAILED, WRONG_USE, InDatabase, Workspace, baton

CLUSTER = os.environ.get("BATON_TEST_POSTGRES")
LEADS = "name,email,source\n" + "".join(
    f"Kim {n},kim{n}@acme{n % 7}.example,demo-request\n" for n in range(40)
)

needs_postgres = pytest.mark.skipif(
    not CLUSTER, reason="run by bin/with-postgres, which starts a cluster"
)


@pytest.fixture
def database():
    """An empty database of the cluster, as a URL."""
    name = f"test_{uuid.uuid4().hex}"
    subprocess.run(["psql", "-qc", f"CREATE DATABASE {name}", f"{CLUSTER}/postgres"], check=True)
    yield f"{CLUSTER}/{name}"


@needs_postgres
def test_a_workspace_lives_in_postgresql(tmp_path, database):
    workspace = InDatabase(tmp_path, database).activate()
    workspace("import", "leads", workspace.file("leads.csv", LEADS))
    assert len(workspace.leads()) == 40
    workspace("verify")
    assert "Leads" in workspace("report", "funnel").out


@needs_postgres
def test_a_workspace_moves_to_postgresql_and_back(tmp_path, workspace, database):
    workspace("import", "leads", workspace.file("leads.csv", LEADS))
    moved = baton("migrate", "--from", f"sqlite:{workspace.database}", "--to", database, "--json")
    assert moved.json()["same"] is True
    assert moved.json()["rows"]["leads"] == 40
    there = InDatabase(tmp_path, database)
    there("verify")
    back = tmp_path / "back.sqlite"
    there("backup", back)
    other = Workspace(tmp_path / "other")
    other("restore", back)
    assert other.exported("events") == workspace.exported("events")
    # A database that is in use is never written over.
    said = baton(
        "migrate", "--from", f"sqlite:{workspace.database}", "--to", database, code=FAILED
    )
    assert "needs a fresh workspace" in said.err


@needs_postgres
@pytest.mark.parametrize(
    "url,told,code",
    [
        ("mysql://u@h/x", "is no database URL", WRONG_USE),
        ("{cluster}/none", "does not exist. Create it", FAILED),
        ("postgres://nobody@{host}/postgres", "does not let this user in", FAILED),
        ("postgres://x:y@127.0.0.1:1/none", "does not answer", FAILED),
        ("postgres://u@h:port/x", "port that is no number", FAILED),
    ],
)
def test_a_wrong_url_is_told_in_a_sentence(url, told, code):
    url = url.format(cluster=CLUSTER, host=CLUSTER.split("@")[1])
    said = baton("verify", "--database", url, code=code)
    assert told in said.err
    assert len(said.err.strip().splitlines()) == 1


@needs_postgres
def test_two_servers_share_a_database(tmp_path, database):
    workspace = InDatabase(tmp_path, database).activate()
    key = workspace("token", "create", "all", "--scopes", "read,capture").out.strip()
    (tmp_path / "two").mkdir()
    with workspace.serve(database=database) as one:
        with Workspace(tmp_path / "two").serve(database=database) as two:
            for number in range(20):
                server = (one, two)[number % 2]
                body = {"name": f"Lee {number}", "email": f"lee{number}@b.example"}
                assert server.request("/api/v1/leads", key, body)[0] == 201
            for server in (one, two):
                assert len(server.request("/api/v1/leads?limit=50", key)[1]["data"]) == 20
    workspace("verify")


@needs_postgres
def test_every_page_opens_on_postgresql(tmp_path, database):
    """Follows the links of RevOps's pages, a few of each shape."""
    with Workspace(tmp_path).serve("--demo", database=database) as server:
        session = requests.Session()
        form = {"email": "eunji@baton.example", "password": "baton-demo"}
        waiting = [session.post(f"{server.url}/sign-in", data=form).url.removeprefix(server.url)]
        seen, shapes = set(), {}
        while waiting and len(seen) < 200:
            path = waiting.pop(0)
            seen.add(path)
            page = session.get(server.url + path)
            assert page.status_code == 200, path
            for link in re.findall(r'href="(/[^"#]*)"', page.text):
                link = html.unescape(link)
                names = re.sub(r"=[^&]*", "", re.sub(r"\d+", "0", link))
                if link in seen or link in waiting or shapes.get(names, 0) == 2:
                    continue
                shapes[names] = shapes.get(names, 0) + 1
                waiting.append(link)
        assert len(seen) == 200


def test_nothing_that_was_acknowledged_is_lost_when_the_server_is_killed(workspace):
    key = workspace("token", "create", "all", "--scopes", "read,capture").out.strip()
    acknowledged = []
    for round in range(6):
        server = workspace.serve()
        server.__enter__()
        for number in range(12):
            name = f"Lee {round}-{number}"
            body = {"name": name, "email": f"lee{round}-{number}@b.example"}
            if server.request("/api/v1/leads", key, body)[0] == 201:
                acknowledged.append(name)
        server.process.kill()
        server.process.wait()
        server.writes.close()
    assert len(acknowledged) == 72
    assert sorted(workspace.leads()) == sorted(acknowledged)
    workspace("verify")


def test_what_must_hold_holds_whatever_happens():
    """The same seed gives the same journal."""
    once, again = (baton("simulate", "--seed", 7, "--days", 16, "--json").out for _ in range(2))
    assert once == again
    assert "everything held" in baton("simulate", "--seed", 1, "--days", 1, "--seeds", 3).err
