"""A site that is built, in a folder of its own, and `mujaz deploy` as people run it there."""

import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
MUJAZ = os.environ["MUJAZ"]

# Names that somewhere on the way could be taken for something else.
NAMES = [
    "مقال/صورة أولى.png",
    "100%.txt",
    "100%25.txt",
    "a b.txt",
    "#remark.txt",
    ";remark.txt",
    "+&=?$(x)'`.txt",
    "-rf",
    "a~b [1] {2}.txt",
    "CASE.txt",
    "case.txt",
    ".well-known/security.txt",
]
LARGE = 20 * 1024 * 1024 + 1


class Desk:
    """The sample site with a target `there`."""

    def __init__(self, target):
        self.folder = Path(tempfile.mkdtemp(prefix="mujaz-"))
        self.site = self.folder / "site"
        self.site.mkdir()
        shutil.copytree(REPOSITORY / "content", self.site / "content")
        config = (REPOSITORY / "config.toml").read_text()
        (self.site / "config.toml").write_text(f"{config}\n[deploy.there]\n{target}\n")
        self.public = self.site / "public"
        self.build()

    def close(self):
        shutil.rmtree(self.folder)

    def build(self):
        subprocess.run([MUJAZ, "build", "-q"], cwd=self.site, check=True, stderr=subprocess.PIPE)

    def put(self, path, content):
        place = self.public / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)

    def put_all_kinds(self):
        """Files with every kind of name, an empty one and one that goes up in parts."""
        for name in NAMES:
            self.put(name, name.encode())
        self.put("empty.bin", b"")
        self.put("large.bin", os.urandom(LARGE))

    def files(self):
        """What is to be deployed: path → bytes."""
        places = (p for p in self.public.rglob("*") if p.is_file() and not p.is_symlink())
        files = {str(p.relative_to(self.public)): p.read_bytes() for p in places}
        return {path: b for path, b in files.items() if not path.startswith(".mujaz/")}

    def deploy(self, *args, status=0, **environment):
        ran = subprocess.run(
            [MUJAZ, "deploy", *args],
            cwd=self.site,
            env=os.environ | environment,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert ran.returncode == status, f"{ran.returncode}\n{ran.stdout}\n{ran.stderr}"
        return ran

    def counts(self, *args, **environment):
        """How many files went up, were removed, and are unchanged."""
        line = self.deploy(*args, **environment).stdout.splitlines()[-1]
        found = re.search(r": (\d+) files? went up .*, (\d+) removed, (\d+) unchanged", line)
        assert found, line
        return tuple(map(int, found.groups()))

    def stop_when(self, is_time, sign, **environment):
        """Sends the process and all that it started a signal at the moment; gives what it printed."""
        process = subprocess.Popen(
            [MUJAZ, "deploy"],
            cwd=self.site,
            env=os.environ | environment,
            start_new_session=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        deadline = time.monotonic() + 60
        while process.poll() is None and not is_time():
            assert time.monotonic() < deadline, "the moment never came"
            time.sleep(0.005)
        assert process.poll() is None, f"it was done before: {process.communicate()}"
        os.killpg(process.pid, sign)
        out, err = process.communicate(timeout=60)
        expected = {signal.SIGKILL: -signal.SIGKILL, signal.SIGINT: 1}[sign]
        assert process.returncode == expected, (process.returncode, out, err)
        return err


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_for(port):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"nothing answers at port {port}")


def stage(path):
    """When a file goes up: assets, pages, and what leads to pages."""
    bare = re.sub(r"\.(gz|br)$", "", path)
    if bare.endswith(".html"):
        return 1
    if re.search(r"\.(xml|json|csv|opml|txt)$", bare) or bare in ("_redirects", "_headers"):
        return 2
    return 0
