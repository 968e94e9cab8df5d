"""PostgreSQL servers in folders of their own, to be killed, stopped, copied and promoted."""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path


def tools():
    """The folder of the newest server's programs; None when there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: float(p.parent.name))
    return found[-1] if found else None


USER = "postgres" if os.geteuid() == 0 else None


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class PostgresServer:
    """One server; `data` is its cluster."""

    def __init__(self, folder, name, host=None):
        self.machine = host
        self.address = host.address if host else "127.0.0.1"
        self.data = Path(folder) / name
        self.log = Path(folder) / f"{name}.log"
        self.sockets = folder
        self.port = free_port()
        self.process = None

    @property
    def host(self):
        return f"{self.address}:{self.port}"

    def url(self, name="postgres"):
        return f"postgres://baton@{self.host}/{name}"

    def tool(self, name, *arguments):
        subprocess.run(
            [tools() / name, *map(str, arguments)],
            user=USER, cwd=self.sockets, check=True, capture_output=True, timeout=120,
        )

    def make(self):
        self.tool("initdb", "-D", self.data, "-U", "baton", "-A", "trust", "-E", "UTF8",
                  "--locale=C.UTF-8", "--no-sync")
        if self.machine:
            with open(self.data / "pg_hba.conf", "a") as rules:
                rules.write("host all baton samenet trust\nhost replication baton samenet trust\n")
        return self

    def start(self, **options):
        """Starts the server itself, so that its process is ours, and waits until it answers."""
        settings = {
            "port": self.port, "listen_addresses": self.address, "fsync": "off",
            "unix_socket_directories": self.sockets, "shared_buffers": "32MB",
        } | options
        flags = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with open(self.log, "a") as log:
            command = [tools() / "postgres", "-D", self.data, *flags]
            self.process = subprocess.Popen(
                self.machine.inside(command, USER) if self.machine else command,
                user=None if self.machine else USER, cwd=self.sockets, stdout=log, stderr=log,
            )
        deadline = time.monotonic() + 60
        while subprocess.run([tools() / "pg_isready", "-q", "-h", self.address, "-p",
                              str(self.port)], timeout=20).returncode:
            assert self.process.poll() is None, self.log.read_text()[-2000:]
            assert time.monotonic() < deadline, "the server does not start"
            time.sleep(0.1)
        return self

    def sql(self, statement, database="postgres"):
        done = subprocess.run(
            [tools() / "psql", "-qAtX", "-v", "ON_ERROR_STOP=1", "-c", statement, self.url(database)],
            check=True, capture_output=True, timeout=60, text=True,
        )
        return done.stdout.strip()

    def kill(self):
        """Ends the server and each of its sessions at once, as a machine that dies does."""
        family = [self.process.pid, *children(self.process.pid)]
        for pid in family:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait(timeout=30)

    def stop(self):
        """Ends the server in order, without waiting for its sessions."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self.kill()

    def standby(self, name):
        """A copy that follows this server."""
        other = PostgresServer(self.sockets, name)
        self.tool("pg_basebackup", "-D", other.data, "-R", "-X", "stream", "-c", "fast", "--no-sync",
                  "-h", self.address, "-p", self.port, "-U", "baton")
        return other

    def wait_for(self, statement, wanted, seconds=30):
        deadline = time.monotonic() + seconds
        while self.sql(statement) != wanted:
            assert time.monotonic() < deadline, f"{statement}: not {wanted}"
            time.sleep(0.1)

    @contextlib.contextmanager
    def receiving_nothing(self):
        """The standby takes no WAL: what the primary commits meanwhile waits, and dies with it."""
        receiver = next(pid for pid in children(self.process.pid)
                        if b"walreceiver" in Path(f"/proc/{pid}/cmdline").read_bytes())
        os.kill(receiver, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(receiver, signal.SIGTERM)
            os.kill(receiver, signal.SIGCONT)

    def promote(self):
        self.tool("pg_ctl", "promote", "-D", self.data, "-w", "-t", "60")


def children(pid):
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if status.read_text().rsplit(")", 1)[1].split()[1] == str(pid):
                found.append(int(status.parent.name))
    return found


@contextlib.contextmanager
def servers():
    """Gives a maker of servers; each of them is gone afterwards."""
    folder = tempfile.mkdtemp(prefix="baton-postgres-")
    if USER:
        entry = pwd.getpwnam(USER)
        os.chown(folder, entry.pw_uid, entry.pw_gid)
    made = []

    def make(name="primary", host=None):
        made.append(PostgresServer(folder, name, host).make())
        return made[-1]

    def follow(server, name="standby"):
        made.append(server.standby(name))
        return made[-1]

    make.follow = follow
    try:
        yield make
    finally:
        for server in made:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)
