"""`mujaz deploy` to a folder of another machine: sshd with rsync on this one, with keys of its own."""

import getpass
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from desk import Desk, free_port, wait_for

RECORD = ".mujaz-deploy.json"
MANY = 9000


class Ssh(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # Neither sshd nor ssh takes keys that others could write to.
        cls.folder = Path(tempfile.mkdtemp(prefix="mujaz-ssh-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.port = free_port()
        for key in ["host", "key"]:
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", cls.folder / key], check=True)
        shutil.copy(cls.folder / "key.pub", cls.folder / "authorized")
        host = (cls.folder / "host.pub").read_text()
        (cls.folder / "known").write_text(f"[127.0.0.1]:{cls.port} {host}")
        (cls.folder / "sshd_config").write_text(
            f"""Port {cls.port}
ListenAddress 127.0.0.1
HostKey {cls.folder}/host
PidFile none
AuthorizedKeysFile {cls.folder}/authorized
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
"""
        )
        if os.getuid() == 0:
            Path("/run/sshd").mkdir(exist_ok=True)
        # sshd asks to be called by its whole path.
        sshd = subprocess.Popen(
            [shutil.which("sshd"), "-D", "-f", cls.folder / "sshd_config", "-E", cls.folder / "log"]
        )
        cls.addClassCleanup(sshd.wait)
        cls.addClassCleanup(sshd.terminate)
        wait_for(cls.port)

    def setUp(self):
        self.there = Path(tempfile.mkdtemp(prefix="mujaz-www-")) / "the $(site) of ours"
        self.addCleanup(shutil.rmtree, self.there.parent)

    def desk(self):
        target = f"""to = "ssh://{getpass.getuser()}@127.0.0.1:{self.port}{self.there}"
rsh = "ssh -F none -i {self.folder}/key -o UserKnownHostsFile={self.folder}/known -o StrictHostKeyChecking=yes"
"""
        desk = Desk(target)
        self.addCleanup(desk.close)
        return desk

    def assert_deployed(self, desk, others=()):
        places = (p for p in self.there.rglob("*") if p.is_file() and not p.is_symlink())
        there = {str(p.relative_to(self.there)): p.read_bytes() for p in places}
        del there[RECORD]
        for other in others:
            del there[other]
        here = desk.files()
        self.assertEqual(sorted(there), sorted(here))
        self.assertEqual([path for path in here if here[path] != there[path]], [])

    def test_every_byte(self):
        desk = self.desk()
        desk.put_all_kinds()
        secret = desk.folder / "secret"
        secret.write_text("secret")
        (desk.public / "link.txt").symlink_to(secret)
        total = len(desk.files())
        self.assertIn(f"{total} files would go up", desk.deploy("--dry-run").stdout)
        self.assertFalse(self.there.exists())
        self.assertEqual(desk.counts(), (total, 0, 0))
        self.assert_deployed(desk)
        self.assertFalse((self.there / "link.txt").exists())
        self.assertEqual((self.there / "index.html").stat().st_mode & 0o777, 0o644)
        self.assertEqual(desk.counts(), (0, 0, total))
        # One that was changed there goes up again, also where its size is as it was.
        page = self.there / "index.html"
        page.write_bytes(page.read_bytes()[::-1])
        self.assertEqual(desk.counts(), (1, 0, total - 1))
        self.assert_deployed(desk)

    def test_only_what_a_deploy_put_there_is_removed(self):
        desk = self.desk()
        for path in ["gone/deep/er/#1 مقال.html", "gone/;2.txt", "half/3.txt", "4.bin"]:
            desk.put(path, b"x")
        desk.counts()
        for path in ["theirs.txt", "half/theirs.txt", ".hidden"]:
            (self.there / path).write_text("theirs")
        (self.there / "gone-link").symlink_to(desk.folder)
        shutil.rmtree(desk.public / "gone")
        shutil.rmtree(desk.public / "half")
        (desk.public / "4.bin").unlink()
        self.assertEqual(desk.counts()[1], 4)
        self.assert_deployed(desk, ["theirs.txt", "half/theirs.txt", ".hidden"])
        self.assertFalse((self.there / "gone").exists())
        self.assertTrue((self.there / "gone-link").is_symlink())
        self.assertEqual(desk.counts("--prune")[1], 2)
        self.assert_deployed(desk, [".hidden"])

    def test_files_and_folders_change_places(self):
        desk = self.desk()
        desk.put("one", b"a file")
        desk.put("two/in/it.txt", b"in a folder")
        desk.counts()
        (desk.public / "one").unlink()
        shutil.rmtree(desk.public / "two")
        desk.put("one/it.txt", b"in a folder")
        desk.put("two", b"a file")
        desk.counts()
        self.assert_deployed(desk)

    def test_a_deploy_that_was_killed_goes_on(self):
        desk = self.desk()
        for n in range(MANY // 2):
            desk.put(f"many/{n}.bin", b"asset %d" % n)
            desk.put(f"many/{n}.html", b"page %d" % n)
        total = len(desk.files())
        many = self.there / "many"
        count = lambda: len(list(many.iterdir())) if many.exists() else 0
        known = lambda: sum("blake3" in e for e in json.loads((self.there / RECORD).read_bytes())["files"].values())
        desk.stop_when(lambda: count() > 500, signal.SIGKILL)
        desk.stop_when(lambda: known() > 900, signal.SIGKILL)
        pages = len(list(many.glob("*.html")))
        assets = len(list(many.glob("*.bin")))
        self.assertTrue(pages == 0 or assets == MANY // 2, f"{pages} pages, {assets} assets")
        up, _, unchanged = desk.counts()
        self.assertEqual(up + unchanged, total)
        self.assertGreater(unchanged, 900)
        self.assert_deployed(desk)
        print(f"\n  killed twice: {unchanged} of {total} files were not sent again", end=" ")

    def test_a_machine_that_lets_nobody_in(self):
        desk = self.desk()
        config = desk.site / "config.toml"
        config.write_text(config.read_text().replace(f"{self.folder}/key", "/nowhere"))
        ran = desk.deploy(status=1)
        self.assertIn("Permission denied (publickey)", ran.stderr)
        self.assertIn("try the same with ssh alone", ran.stderr)


if __name__ == "__main__":
    unittest.main(warnings="ignore")
