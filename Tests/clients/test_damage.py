"""Files that are damaged, cut off, or of a newer Baton: told in a sentence, and left as they are."""

import os
import random
import signal
import sqlite3
import subprocess

import pytest
from workspace import BATON, FAILED, Workspace

PAGE = 4096
PEOPLE = "email,name,source\n" + "".join(
    f"p{n}@firm{n % 9}.kr,Person {n},demo-request\n" for n in range(150)
)
ROUNDS = int(os.environ.get("BATON_ROUNDS", "8"))
COMMANDS = [["serve", "--port", "0"], ["verify"], ["import", "leads", "people.csv"]]


@pytest.fixture(scope="module")
def filled(tmp_path_factory, fresh_copy):
    """The bytes of a workspace with people and leads, in one file."""
    workspace = Workspace(tmp_path_factory.mktemp("filled"))
    workspace.data.mkdir()
    workspace.database.write_bytes(fresh_copy.read_bytes())
    for n, role in enumerate(["sdr", "ae", "manager"]):
        workspace("member", "add", f"m{n}@baton.kr", "--name", f"Member {n}", "--role", role)
    workspace("import", "leads", workspace.file("people.csv", PEOPLE))
    workspace("backup", workspace.folder / "copy")
    return (workspace.folder / "copy").read_bytes()


def put(empty, content):
    empty.data.mkdir(exist_ok=True)
    empty.database.write_bytes(content)
    empty.file("people.csv", PEOPLE.replace("@firm", "@other"))
    return empty


def refused(workspace, *words):
    """Each command ends with one sentence, and the file stays as it is."""
    before = workspace.database.read_bytes()
    for command in COMMANDS:
        said = workspace(*command, code=FAILED, cwd=workspace.folder, timeout=15)
        assert len(said.err.strip().splitlines()) == 1 and not said.out, said.err
        for word in words:
            assert word in said.err, (command, said.err)
        assert workspace.database.read_bytes() == before, f"{command} changed the file"


DAMAGED = ["damaged or no Baton workspace. Restore a backup: baton restore FILE"]


def flipped(content, at, bit=0):
    return content[:at] + bytes([content[at] ^ 1 << bit]) + content[at + 1 :]


@pytest.mark.parametrize("at", [0, 5, 21])
def test_a_flipped_bit_in_the_header(empty, filled, at):
    refused(put(empty, flipped(filled, at)), *DAMAGED)


@pytest.mark.parametrize("share", [0.9, 0.5, 0.02])
def test_a_file_that_was_cut_off(empty, filled, share):
    refused(put(empty, filled[: int(len(filled) * share)]), *DAMAGED)


def test_a_flipped_bit_in_a_page_of_the_schema(empty, filled):
    refused(put(empty, flipped(filled, 100)), *DAMAGED)


def test_flipped_bits_in_pages_are_found_by_verify(empty, filled):
    """The type of each page of a tree is its first byte."""
    chance = random.Random(1)
    kinds = {0x02, 0x05, 0x0A, 0x0D}
    pages = [at for at in range(PAGE, len(filled), PAGE) if filled[at] in kinds]
    for at in chance.sample(pages, 4):
        said = put(empty, flipped(filled, at, 7))("verify", code=FAILED)
        assert "damaged" in said.err and "Restore a backup" in said.err, said.err
        assert len(said.err.strip().splitlines()) == 1, said.err


def test_bits_flipped_anywhere_never_end_in_a_crash(empty, filled):
    """What SQLite and the journal cannot know, a flipped letter in a text that is nowhere else, may
    stay; everything else is told."""
    chance = random.Random(2)
    found = 0
    for _ in range(ROUNDS):
        at = chance.randrange(len(filled))
        put(empty, flipped(filled, at, chance.randrange(8)))
        done = subprocess.run(
            [BATON, "verify", "--data", empty.data], capture_output=True, timeout=60)
        said = done.stderr.decode()
        assert done.returncode in (0, FAILED), (at, done.returncode, said)
        if done.returncode == FAILED:
            found += 1
            last = said.strip().splitlines()[-1]
            assert any(w in last for w in ("damaged", "differ", "journal")), (at, said)
        for ending in ("-wal", "-shm"):
            (empty.data / f"baton.sqlite{ending}").unlink(missing_ok=True)
    print(f"\n{ROUNDS} flipped bits, {found} found")


def written_ahead(workspace):
    """A workspace whose latest commits are in the log beside the file only."""
    with_key = workspace("token", "create", "all", "--scopes", "read,capture").out.strip()
    server = workspace.serve().__enter__()
    for n in range(8):
        body = {"name": f"Lee {n}", "email": f"lee{n}@b{n}.example"}
        assert server.request("/api/v1/leads", with_key, body)[0] == 201
    server.process.send_signal(signal.SIGKILL)
    server.process.wait(timeout=30)
    server.process.stdout.close()
    server.writes.close()
    log = workspace.data / "baton.sqlite-wal"
    return log, log.read_bytes()


def test_a_flipped_bit_in_the_log_ahead(empty, filled):
    """SQLite takes it for the log's end: the later commits would be lost without a word."""
    workspace = put(empty, filled)
    log, content = written_ahead(workspace)
    frames = (len(content) - 32) // (PAGE + 24)
    assert frames > 20
    for at in (40, 32 + 24 + 100, 32 + (frames // 2) * (PAGE + 24) + 500, 8):
        log.write_bytes(flipped(content, at))
        refused(workspace, "baton.sqlite-wal is damaged at byte", "Restore a backup")
        assert log.read_bytes() == flipped(content, at)
    # Cut off in the last commit, as when the power fails while it is written: it was never
    # acknowledged, so all is well.
    log.write_bytes(content[:-1000])
    workspace("verify")


def test_a_log_ahead_that_is_whole(empty, filled):
    workspace = put(empty, filled)
    written_ahead(workspace)
    workspace("verify")
    assert len(workspace.leads()) == 158


def test_a_newer_schema_is_left_as_it_is(empty, filled):
    workspace = put(empty, filled)
    database = sqlite3.connect(workspace.database)
    database.execute("INSERT INTO schema_migrations (number) VALUES (9999)")
    database.commit()
    database.close()
    refused(workspace, "written by a newer Baton (schema 9999", "Start the newer Baton")
