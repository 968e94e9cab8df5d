"""Disks that are full or take no writes: told in words, nothing lost, and it goes on by itself."""

import contextlib
import resource
import subprocess
import urllib.request
import time

import pytest
from load import Load, check, prepare, settle
from workspace import BATON, FAILED, Workspace

MANY = "name,email,source\n" + "".join(
    f"Kim {n},kim{n}@acme{n % 7}.example,demo-request\n" for n in range(900)
)


class Disk:
    """A small disk in memory; root may mount one."""

    def __init__(self, place):
        self.place = place

    def mount(self, *options):
        subprocess.run(["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", self.place],
                       check=True, capture_output=True)

    def size(self, size):
        self.mount("remount", f"size={size}")

    def files(self):
        return sorted(str(p.relative_to(self.place)) for p in self.place.rglob("*") if p.is_file())


@pytest.fixture
def disk(tmp_path):
    place = tmp_path / "disk"
    place.mkdir()
    disk = Disk(place)
    try:
        disk.mount("size=1m")
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("only root may mount a small disk")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def one_sentence(said, *words):
    assert len(said.err.strip().splitlines()) == 1, said.err
    for word in words:
        assert word in said.err, said.err


def load_until_full(workspace, make_space, tmp_path):
    """Writes until nothing is taken any more, makes space, and sees that it goes on by itself."""
    key = prepare(workspace)
    # The log of the server is on another disk.
    elsewhere = Workspace(tmp_path)
    elsewhere.data = workspace.data
    with elsewhere.serve() as server, Load(lambda: [server.url], key) as load:
        deadline = time.monotonic() + 60
        while load.answers[503] < 20:
            assert time.monotonic() < deadline, f"never full: {load.answers}"
            time.sleep(0.05)
        body = {"name": "Lee", "email": "lee@full.example", "source": "demo-request"}
        status, problem = server.request("/api/v1/leads", key, body)
        assert (status, problem["type"]) == (503, "urn:baton:problem:store-full"), problem
        assert "is full" in problem["detail"]
        assert server.request("/api/v1/leads?limit=1", key)[0] == 200, "reading goes on"
        taken = len(load.times)
        make_space(server)
        deadline = time.monotonic() + 20
        while len(load.times) < taken + 20:
            assert time.monotonic() < deadline, "it does not go on by itself"
            time.sleep(0.05)
        load.stop()
        settle(server, key)
        assert "is full" in server.stop()
    return check(elsewhere, load)


def test_a_disk_that_is_full_under_load(disk, tmp_path):
    disk.size("3m")
    workspace = Workspace(disk.place)
    figures = load_until_full(workspace, lambda _: disk.size("200m"), tmp_path)
    assert figures["answers"][503] >= 20 and figures["leads"] > 20


def test_an_import_into_a_full_disk(disk, tmp_path):
    disk.size("4m")
    workspace = Workspace(disk.place / "w").activate()
    file = Workspace(tmp_path).file("many.csv", MANY)
    said = workspace("import", "leads", file, code=FAILED)
    one_sentence(said, "is full. Free some space.", "import the same file again to go on")
    disk.size("200m")
    workspace("verify")
    kept = len(workspace.leads())
    assert 0 < kept < 900
    done = workspace("import", "leads", file, "--json").json()
    assert (done["added"], done["repeated"]) == (900 - kept, kept)
    workspace("verify")


def test_backup_restore_and_verify_leave_nothing_on_a_full_disk(disk, workspace, tmp_path):
    workspace("import", "leads", workspace.file("many.csv", MANY))
    copy = tmp_path / "copy"
    workspace("backup", copy)
    one_sentence(workspace("backup", disk.place / "copy", code=FAILED), "is full. Free some space.")
    assert disk.files() == []
    there = Workspace(disk.place)
    one_sentence(there("restore", copy, code=FAILED), "is full. Free some space.")
    assert disk.files() == []
    scratch = {"TMPDIR": str(disk.place)}
    one_sentence(there("restore", copy, env=scratch, code=FAILED), "TMPDIR names another place")
    one_sentence(workspace("verify", env=scratch, code=FAILED), "is full. Free some space.")
    assert disk.files() == []
    disk.size("100m")
    workspace("backup", disk.place / "copy")
    there("restore", disk.place / "copy")
    there("verify", env=scratch)
    assert disk.files() == ["copy", "data/baton.sqlite"]


def test_a_disk_that_takes_no_writes(disk, fresh_copy):
    disk.size("50m")
    workspace = Workspace(disk.place)
    workspace.data.mkdir()
    workspace.database.write_bytes(fresh_copy.read_bytes())
    before = workspace.database.read_bytes()
    disk.mount("remount", "ro")
    file = disk.place / "data/baton.sqlite"
    add = ["member", "add", "kim@firm.kr", "--name", "Kim", "--role", "sdr"]
    for command in (["serve", "--port", "0"], ["verify"], add):
        one_sentence(workspace(*command, code=FAILED, timeout=15), str(file), "writable")
    assert file.read_bytes() == before
    disk.mount("remount", "rw")
    workspace(*add)
    workspace("verify")


@contextlib.contextmanager
def limited_files(size):
    """What is started meanwhile writes no file beyond a size."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_limit_on_the_size_of_files(workspace, tmp_path):
    """As a quota: told as an error of the disk, and nobody is killed by a signal."""
    file = workspace.file("many.csv", MANY)
    with limited_files(500_000):
        said = workspace("import", "leads", file, code=FAILED)
    one_sentence(said, "cannot read or write", "import the same file again to go on")
    workspace("verify")
    assert workspace("import", "leads", file, "--json").json()["rejected"] == 0
    assert len(workspace.leads()) == 900
    with limited_files(500_000):
        one_sentence(workspace("backup", tmp_path / "copy", code=FAILED), "copy.part")
    assert [f.name for f in tmp_path.iterdir() if "copy" in f.name and f.is_file()] == []


def test_what_is_printed_onto_a_full_disk(workspace):
    """An export or report that is not complete is no success; a log that cannot be written ends no
    server."""
    with open("/dev/full", "w") as full:
        for command in (["export", "events"], ["report", "funnel"], ["playbook", "show"]):
            done = subprocess.run(
                [BATON, *command, "--data", workspace.data], stdout=full, stderr=subprocess.PIPE)
            assert done.returncode == FAILED, command
            assert b"No space left on device" in done.stderr
        assert subprocess.run(
            [BATON, "verify", "--data", workspace.data], stdout=subprocess.PIPE, stderr=full
        ).returncode == 0
    silent = subprocess.Popen(
        [BATON, "serve", "--port", "0", "--data", workspace.data],
        stdout=subprocess.PIPE, stderr=open("/dev/full", "w"), text=True)
    try:
        url = silent.stdout.readline().split()[-1]
        for _ in range(3):
            with urllib.request.urlopen(f"{url}/readyz", timeout=30) as answer:
                assert answer.status == 200
    finally:
        silent.terminate()
        assert silent.wait(timeout=30) == 0
        silent.stdout.close()
