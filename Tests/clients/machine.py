"""A machine beside this one, at the end of a cable that can be pulled out."""

import contextlib
import os
import shutil
import subprocess


def can_be_made():
    """Whether this system lets us have network namespaces."""
    if os.geteuid() != 0 or not all(map(shutil.which, ["ip", "setpriv"])):
        return False
    name = f"baton-try-{os.getpid()}"
    if subprocess.run(["ip", "netns", "add", name], capture_output=True).returncode:
        return False
    return subprocess.run(["ip", "netns", "del", name], capture_output=True).returncode == 0


class Machine:
    """A network namespace; nothing but the cable reaches it."""

    def __init__(self, name):
        self.name, self.near, self.far = name, f"{name}n", f"{name}f"
        block = f"10.77.{os.getpid() % 250}"
        self.here, self.address = f"{block}.1", f"{block}.2"

    def inside(self, command, user):
        """The command as one that runs there, in one process."""
        groups = [f"--reuid={user}", f"--regid={user}", "--init-groups"] if user else []
        return ["ip", "netns", "exec", self.name, "setpriv", *groups, *map(str, command)]

    def unplug(self):
        """Whatever is sent to it or by it is lost from now on, and nobody is told."""
        self.ip("-n", self.name, "link", "set", self.far, "down")

    def ip(self, *arguments):
        subprocess.run(["ip", *arguments], check=True, capture_output=True, timeout=30)


@contextlib.contextmanager
def machine():
    one = Machine(f"bt{os.getpid() % 100_000}")
    with contextlib.ExitStack() as cleanup:
        one.ip("netns", "add", one.name)
        cleanup.callback(one.ip, "netns", "del", one.name)
        one.ip("link", "add", one.near, "type", "veth", "peer", "name", one.far)
        # Before the namespace, which lives on for a while with its end of the cable.
        cleanup.callback(one.ip, "link", "del", one.near)
        one.ip("link", "set", one.far, "netns", one.name)
        one.ip("addr", "add", f"{one.here}/30", "dev", one.near)
        one.ip("link", "set", one.near, "up")
        one.ip("-n", one.name, "addr", "add", f"{one.address}/30", "dev", one.far)
        one.ip("-n", one.name, "link", "set", one.far, "up")
        one.ip("-n", one.name, "link", "set", "lo", "up")
        yield one
