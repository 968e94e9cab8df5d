"""A workspace and the built executable, as somebody at a shell meets them."""

import csv
import io
import json
import os
import signal
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
BATON = os.environ.get("BATON_BIN", str(REPOSITORY / ".build/debug/baton"))
DEFAULT_PLAYBOOK = REPOSITORY / "playbooks/default.yaml"
DATA = Path(os.environ.get("BATON_DATA_DIR", REPOSITORY.parent / "shared/data"))

DONE, FAILED, WRONG_USE, BAD_INPUT = 0, 1, 2, 65


def baton(*arguments, code=DONE, stdin=None, env=None, cwd=None, user=None, timeout=600):
    """Runs the executable and checks its exit code; answers what it wrote."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("BATON_")}
    done = subprocess.run(
        [BATON, *map(str, arguments)],
        input=stdin,
        stdin=subprocess.DEVNULL if stdin is None else None,
        capture_output=True,
        env=clean | (env or {}),
        cwd=cwd,
        user=user,
        timeout=timeout,
    )
    told = f"{arguments}: {done.stdout.decode()[-2000:]}\n{done.stderr.decode()[-2000:]}"
    assert done.returncode == code, f"exit code {done.returncode}, not {code}: {told}"
    return Said(done.stdout, done.stderr)


class Said:
    """What a command wrote: data in `out`, messages in `err`."""

    def __init__(self, out, err):
        self.bytes = out
        self.out = out.decode()
        self.err = err.decode()

    def json(self):
        return json.loads(self.out)

    def rows(self):
        return list(csv.DictReader(io.StringIO(self.out, newline="")))

    def lines(self):
        return [json.loads(line) for line in self.out.splitlines()]


class Workspace:
    def __init__(self, folder):
        self.folder = Path(folder)
        self.data = self.folder / "data"

    @property
    def database(self):
        return self.data / "baton.sqlite"

    def __call__(self, *arguments, **options):
        return baton(*arguments, "--data", self.data, **options)

    def activate(self, playbook=DEFAULT_PLAYBOOK):
        self("playbook", "activate", playbook)
        return self

    def file(self, name, content):
        """Writes a file: text as UTF-8, bytes as they are."""
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def leads(self):
        """All leads by name, with everything that is known of them."""
        return {lead["contact"]["name"]: lead for lead in self.exported("leads")}

    def exported(self, what):
        return self("export", what, "--format", "jsonl").lines()

    def serve(self, *arguments, database=None, **env):
        return Server(self, arguments, env, database)


class InDatabase(Workspace):
    """A workspace at a database URL."""

    def __init__(self, folder, url):
        super().__init__(folder)
        self.url = url

    def __call__(self, *arguments, **options):
        return baton(*arguments, "--database", self.url, **options)

    def serve(self, *arguments, database=None, **env):
        return super().serve(*arguments, database=database or self.url, **env)


class Server:
    """`baton serve` on a free port, for a `with` block; ends on SIGTERM."""

    def __init__(self, workspace, arguments, env, database=None):
        place = ["--database", database] if database else ["--data", str(workspace.data)]
        self.arguments = [BATON, "serve", *place, *map(str, arguments)]
        if "--port" not in arguments and "BATON_PORT" not in env:
            self.arguments += ["--port", "0"]
        clean = {k: v for k, v in os.environ.items() if not k.startswith("BATON_")}
        self.env = clean | env
        self.log_path = workspace.folder / f"server-{id(self)}.log"

    def __enter__(self):
        # Into a file: nobody reads a pipe while the server runs, and a full one would stop it.
        self.writes = open(self.log_path, "w")
        self.process = subprocess.Popen(
            self.arguments, stdout=subprocess.PIPE, stderr=self.writes, env=self.env, text=True
        )
        self.greeting = self.process.stdout.readline().strip()
        assert self.greeting.startswith("Baton listens on http://"), self.stop()
        self.url = self.greeting.split()[-1]
        return self

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=60)
        # Not by `communicate`, which passes over what was read ahead with the greeting.
        with self.process.stdout:
            self.rest = self.process.stdout.read()
        self.writes.close()
        self.log = self.log_path.read_text()
        return self.log

    def __exit__(self, *_):
        if self.process.returncode is None:
            self.stop()
        assert self.process.returncode == 0, self.log

    def request(self, path, token=None, body=None, method=None):
        """Answers status and JSON."""
        request = urllib.request.Request(
            self.url + path,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"}
            | ({"Authorization": f"Bearer {token}"} if token else {}),
            method=method,
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, json.loads(answer.read() or "null")
        except urllib.error.HTTPError as refused:
            return refused.code, json.loads(refused.read() or "null")
