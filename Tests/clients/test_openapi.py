"""Every operation, as /openapi.json describes it, tried with a key of every role by a program that knows
nothing else of Baton."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from workspace import Workspace

# A key that acts for nobody has all rights of its scopes.
ROLES = ["marketing", "sdr", "bdr", "ae", "am", "csm", "manager", "cro", "revops", "nobody"]
SCOPES = "read,capture,work,manage,admin"
SETTINGS = Path(__file__).parent / "schemathesis.toml"
# A key that switches itself off, or lets its owner go, could not go on.
LAST = ["revoke-token", "let-member-go"]


def schemathesis(server, key, choice):
    """Runs it over the description; the seed makes a failure come again. No text of JSON may hold U+0000,
    which a schema would have to say at each of them."""
    command = [
        sys.executable, "-m", "schemathesis.cli", "--config-file", str(SETTINGS), "run",
        f"{server.url}/openapi.json", "--url", f"{server.url}/api/v1",
        "-H", f"Authorization: Bearer {key}", "--max-examples", "3", "--seed", "7",
        "--continue-on-failure", "--no-shrink", "--generation-database", "none",
        "--generation-allow-x00", "false",
    ]
    for name in LAST:
        command += [f"--{choice}-operation-id", name]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def walks(tmp_path_factory):
    """What came of each role's walk; two go at once."""
    workspace = Workspace(tmp_path_factory.mktemp("openapi"))
    with workspace.serve("--demo") as server:
        keys = {}
        for role in ROLES:
            email = f"{role}@tests.example"
            if role != "nobody":
                workspace("member", "add", email, "--name", f"Tester of {role}", "--role", role)
            who = [] if role == "nobody" else ["--member", email]
            made = workspace("token", "create", f"walk of {role}", "--scopes", SCOPES, *who)
            keys[role] = made.out.strip().splitlines()[-1]
        with ThreadPoolExecutor(2) as pool:
            done = pool.map(lambda role: schemathesis(server, keys[role], "exclude"), ROLES)
            results = dict(zip(ROLES, done))
        results["last"] = schemathesis(server, keys["nobody"], "include")
        yield results


@pytest.mark.parametrize("role", ROLES)
def test_the_description_is_true_for(walks, role):
    code, said = walks[role]
    assert code == 0, said[-8000:]
    assert "Tested: 82" in said


def test_the_description_is_true_of_what_ends_a_key(walks):
    code, said = walks["last"]
    assert code == 0, said[-8000:]
    assert "Tested: 2" in said
