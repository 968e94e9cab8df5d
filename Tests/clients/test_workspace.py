"""The workspace as a thing to keep: backups, proofs, damage, and a server beside the command line."""

import os
import re
import signal
import sqlite3
import subprocess
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from workspace import BAD_INPUT, BATON, DEFAULT_PLAYBOOK, FAILED, Workspace, baton

PEOPLE = "email,name,source,plan\n" + "".join(
    f"p{n}@firm{n}.kr,Person {n},demo-request,gold\n" for n in range(20)
)


def filled(workspace):
    for n, role in enumerate(["sdr", "ae", "manager"]):
        workspace("member", "add", f"m{n}@baton.kr", "--name", f"Member {n}", "--role", role)
    workspace("import", "leads", workspace.file("people.csv", PEOPLE))
    return workspace


def statement(workspace, sql, *values):
    with sqlite3.connect(workspace.database) as database:
        database.execute(sql, values)
    database.close()


class TestBackup:
    def test_a_backup_taken_while_serving_is_the_workspace(self, workspace, tmp_path):
        filled(workspace)
        with workspace.serve():
            workspace("backup", tmp_path / "copy")
        other = Workspace(tmp_path / "other")
        other("restore", tmp_path / "copy")
        assert [f.name for f in other.data.iterdir()] == ["baton.sqlite"]
        other("verify")
        assert other.exported("leads") == workspace.exported("leads")
        assert other("export", "events").bytes == workspace("export", "events").bytes
        assert "exists already" in workspace("backup", tmp_path / "copy", code=FAILED).err
        told = other("restore", tmp_path / "copy", code=FAILED).err
        assert "needs a fresh workspace" in told and str(other.database) in told

    def test_a_backup_that_cannot_be_written_is_told(self, workspace, tmp_path):
        told = workspace("backup", tmp_path / "none/copy", code=FAILED).err
        assert "cannot be written" in told and "Check that its folder exists" in told

    @pytest.mark.parametrize("content", [b"no database", b"", b"SQLite format 3\0" + b"x" * 5_000])
    def test_what_is_no_backup_is_not_restored(self, empty, content):
        file = empty.file("copy", content)
        told = empty("restore", file, code=BAD_INPUT).err
        assert str(file) in told and ".new" not in told
        assert not empty.data.exists()
        assert "cannot be read" in empty("restore", "none", code=FAILED).err


class TestVerify:
    def test_a_sound_workspace(self, workspace):
        filled(workspace)
        assert workspace("verify").out == "The tables are what the journal says.\n"
        assert workspace("verify", "--json").json()["same"] is True

    @pytest.mark.parametrize(
        "sql, told",
        [
            ("UPDATE leads SET score = score + 1 WHERE id = 7", "leads 7, column score"),
            ("UPDATE leads SET name = 'X' WHERE id = 3", "leads 3, column name: the table has X"),
            ("DELETE FROM leads WHERE id = 20", "leads: row 20 is only in the journal"),
            ("UPDATE members SET load = 99 WHERE id = 1", "members 1, column load"),
            ("UPDATE clocks SET state = json_set(state, '$.task', 'x') WHERE id = 1", "clocks 1"),
        ],
    )
    def test_the_first_difference_is_named(self, workspace, sql, told):
        filled(workspace)
        statement(workspace, sql)
        said = workspace("verify", code=FAILED)
        assert f"The tables differ from the journal: {told}" in said.err and not said.out
        assert told in workspace("verify", "--json", code=FAILED).json()["difference"]

    def test_while_a_server_writes(self, workspace):
        filled(workspace)
        key = workspace("token", "create", "crm", "--scopes", "capture").out.strip()
        with workspace.serve() as server:
            done = threading.Event()

            def write():
                number = 0
                while not done.is_set():
                    number += 1
                    body = {"email": f"w{number}@new{number}.kr", "source": "web-form"}
                    status, _ = server.request("/api/v1/leads", key, body)
                    assert status in (200, 201)

            writer = threading.Thread(target=write)
            writer.start()
            try:
                workspace("verify")
            finally:
                done.set()
                writer.join()


class TestTrouble:
    def test_a_newer_schema(self, workspace):
        statement(workspace, "INSERT INTO schema_migrations (number) VALUES (9999)")
        told = workspace("member", "list", code=FAILED).err
        assert "written by a newer Baton (schema 9999" in told and told.count("\n") == 1

    def test_another_programs_database(self, tmp_path):
        file = tmp_path / "other.sqlite"
        with closing(sqlite3.connect(file)) as other:
            other.execute("CREATE TABLE songs (title TEXT)")
        before = file.read_bytes()
        told = baton("member", "list", "--database", f"sqlite:{file}", code=FAILED).err
        assert "belongs to another program" in told and told.count("\n") == 1
        assert file.read_bytes() == before

    @pytest.mark.parametrize("command", [["verify"], ["member", "list"], ["export", "leads"], ["serve"]])
    def test_a_damaged_file(self, workspace, command):
        workspace.database.write_bytes(b"not a database at all " * 300)
        told = workspace(*command, code=FAILED).err
        assert "is damaged or no Baton workspace. Restore a backup" in told and told.count("\n") == 1

    def test_damage_within_the_file(self, workspace):
        filled(workspace)
        content = bytearray(workspace.database.read_bytes())
        for at in range(8 * 4096, len(content), 4096):
            content[at : at + 64] = b"\xff" * 64
        workspace.database.write_bytes(content)
        told = workspace("verify", code=FAILED).err
        assert "damaged" in told and "Traceback" not in told

    def test_a_place_where_no_folder_can_be(self, empty):
        file = empty.file("file", "x")
        told = Workspace(file)("playbook", "activate", file, code=BAD_INPUT)
        assert told.err.startswith(str(file))
        told = Workspace(file)("playbook", "activate", DEFAULT_PLAYBOOK, code=FAILED).err
        assert "cannot be made" in told and told.count("\n") == 1

    def test_a_folder_that_is_not_ours_to_write(self, fresh_copy):
        """Root may write anywhere, so another user tries."""
        user = 65534 if os.geteuid() == 0 else None
        with tempfile.TemporaryDirectory() as folder:
            os.chmod(folder, 0o755)
            workspace = Workspace(folder)
            workspace.data.mkdir()
            workspace.database.write_bytes(fresh_copy.read_bytes())
            os.chmod(workspace.database, 0o444)
            os.chmod(workspace.data, 0o555)
            try:
                subprocess.run([BATON, "--help"], user=user, capture_output=True, check=True)
            except (OSError, subprocess.CalledProcessError):
                pytest.skip("another user cannot run the executable here")
            add = ["member", "add", "kim@firm.kr", "--name", "Kim", "--role", "sdr"]
            told = workspace(*add, code=FAILED, user=user).err
            assert "cannot be" in told and told.count("\n") == 1
            os.chmod(workspace.data, 0o755)


class TestServing:
    def test_it_greets_and_ends_cleanly(self, workspace):
        with workspace.serve() as server:
            assert re.fullmatch(r"Baton listens on http://127\.0\.0\.1:\d+", server.greeting)
            assert server.request("/healthz")[0] == 200
            assert server.request("/readyz")[0] == 200
            server.stop()
            assert server.process.returncode == 0
            # Nobody has a password yet, so the way in is told, and nothing else.
            assert re.fullmatch(r"Set it up: http://127\.0\.0\.1:\d+/set-up\?code=\S+\n", server.rest)

    def test_options_come_by_environment_too(self, workspace):
        with workspace.serve(BATON_PORT="0", BATON_LOG_FORMAT="json") as server:
            server.stop()
            assert all(line.startswith("{") for line in server.log.splitlines())
        told = workspace("serve", code=2, env={"BATON_PORT": "http"}).err
        assert told == "BATON_PORT is 'http'; a port is a number from 0 to 65535.\n"

    def test_a_port_in_use_is_told(self, workspace):
        with workspace.serve() as server:
            port = server.url.rsplit(":")[-1]
            told = workspace("serve", "--port", port, code=FAILED).err
        assert f"cannot listen on 127.0.0.1:{port} (" in told.splitlines()[-1]
        assert "Address already in use" in told

    def test_a_server_without_a_playbook_is_not_ready(self, empty):
        with empty.serve() as server:
            assert server.request("/readyz")[0] == 503
            empty.activate()
            deadline = time.monotonic() + 20
            while server.request("/readyz")[0] != 200:
                assert time.monotonic() < deadline, "the server does not see the playbook"
                time.sleep(0.2)

    def test_the_command_line_writes_beside_a_server(self, workspace):
        """Both hand out ids; the server sees what the others did."""
        key = workspace("token", "create", "crm", "--scopes", "read,capture").out.strip()
        with workspace.serve() as server:
            answers = []

            def capture(n):
                for k in range(15):
                    body = {"email": f"s{n}-{k}@api{n}-{k}.kr", "source": "web-form"}
                    answers.append(server.request("/api/v1/leads", key, body))

            threads = [threading.Thread(target=capture, args=[n]) for n in range(3)]
            for thread in threads:
                thread.start()
            files = [
                workspace.file(f"{n}.csv", PEOPLE.replace("@firm", f"@part{n}x")) for n in range(2)
            ]
            imports = [
                subprocess.Popen(
                    [BATON, "import", "leads", file, "--data", workspace.data],
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE,
                )
                for file in files
            ]
            for n in range(3):
                workspace("member", "add", f"n{n}@baton.kr", "--name", f"N{n}", "--role", "sdr")
            for process in imports:
                assert process.wait(timeout=120) == 0, process.stderr.read()
                process.stderr.close()
            for thread in threads:
                thread.join()
            assert [status for status, _ in answers] == [201] * 45
            assert len({lead["id"] for _, lead in answers}) == 45
            new_key = workspace("token", "create", "late").out.strip()
            status, page = server.request("/api/v1/members?limit=100", new_key)
            assert status == 200
            assert {m["email"] for m in page["data"]} == {f"n{n}@baton.kr" for n in range(3)}
            workspace("token", "revoke", "2")
            # The server looks a key up four times a second.
            time.sleep(0.3)
            assert server.request("/api/v1/members", new_key)[0] == 401
        leads = workspace.exported("leads")
        assert len({lead["id"] for lead in leads}) == len(leads) == 45 + 40
        workspace("verify")

    def test_the_demo_needs_a_fresh_workspace(self, workspace):
        told = workspace("serve", "--demo", "--port", "0", code=FAILED).err
        assert "needs a fresh workspace" in told


def test_output_that_nobody_reads_is_no_trouble(workspace):
    filled(workspace)
    for what in ("leads", "events"):
        process = subprocess.Popen(
            [BATON, "export", what, "--data", workspace.data],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        process.stdout.close()
        assert "rash" not in process.stderr.read().decode()
        assert process.wait() in (FAILED, -signal.SIGPIPE)
        process.stderr.close()


def test_nothing_is_left_in_the_folder_for_temporary_files(workspace, tmp_path):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    filled(workspace)
    env = {"TMPDIR": str(temporary)}
    workspace("verify", env=env)
    file = workspace.file("more.csv", PEOPLE)
    workspace("import", "leads", file, "--dry-run", env=env)
    assert not list(Path(temporary).iterdir())
