"""Fixtures of the black-box tests. BATON_BIN names the executable; .build/debug/baton if unset."""

import os
import shutil
import tempfile

import pytest
from workspace import Workspace


def pytest_configure(config):
    """Starts the server that the tests of real clients speak to, unless one is named."""
    if "BATON_URL" in os.environ:
        return
    config.baton_folder = tempfile.TemporaryDirectory(prefix="baton-clients-")
    workspace = Workspace(config.baton_folder.name).activate()
    os.environ["BATON_TOKEN"] = workspace("token", "create", "reader").out.strip()
    os.environ["BATON_WRITE_KEY"] = workspace(
        "token", "create", "site", "--scopes", "track"
    ).out.strip()
    config.baton_server = workspace.serve().__enter__()
    os.environ["BATON_URL"] = config.baton_server.url


def pytest_unconfigure(config):
    if hasattr(config, "baton_server"):
        config.baton_server.__exit__()
        config.baton_folder.cleanup()


@pytest.fixture
def empty(tmp_path):
    """A place for a workspace, without one."""
    return Workspace(tmp_path)


@pytest.fixture(scope="session")
def fresh_copy(tmp_path_factory):
    """A backup of a workspace under the default playbook."""
    folder = tmp_path_factory.mktemp("fresh")
    Workspace(folder).activate()("backup", folder / "copy")
    return folder / "copy"


@pytest.fixture
def workspace(empty, fresh_copy):
    """A workspace under the default playbook."""
    empty.data.mkdir()
    shutil.copy(fresh_copy, empty.database)
    return empty
