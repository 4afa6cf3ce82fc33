"""`mujaz deploy` to an S3 server: the bucket is compared with public/, byte for byte, also after deploys that were stopped."""

import json
import os
import signal
import subprocess
import sys
import unittest
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
for name in [name for name in os.environ if name.startswith(("AWS_", "GOOGLE_", "AZURE_"))]:
    del os.environ[name]
os.environ |= {"AWS_ACCESS_KEY_ID": "AKIATESTTESTTEST", "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG"}

import boto3

from desk import NAMES, Desk, free_port, stage, wait_for
from proxy import Proxy

RECORD = ".mujaz-deploy.json"
# Files of the deploy itself, beside the site's.
OWN = (RECORD, ".mujaz-deploy.lock")
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "public, max-age=0, must-revalidate"
MANY = 1500


class S3(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        port = free_port()
        moto = Path(sys.executable).parent / "moto_server"
        cls.moto = subprocess.Popen(
            [moto, "-H", "127.0.0.1", "-p", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        cls.addClassCleanup(cls.moto.wait)
        cls.addClassCleanup(cls.moto.terminate)
        wait_for(port)
        cls.moto_port = port
        cls.s3 = boto3.client("s3", endpoint_url=f"http://127.0.0.1:{port}", region_name="us-east-1")

    def setUp(self):
        reset = urllib.request.Request(f"http://127.0.0.1:{self.moto_port}/moto-api/reset", method="POST")
        urllib.request.urlopen(reset).close()
        self.s3.create_bucket(Bucket="brief")
        self.proxy = Proxy(self.moto_port)
        self.addCleanup(self.proxy.close)

    def desk(self, prefix=""):
        target = f'to = "s3://brief{prefix}"\nregion = "us-east-1"\nendpoint = "http://127.0.0.1:{self.proxy.port}"'
        desk = Desk(target)
        self.addCleanup(desk.close)
        return desk

    def keys(self):
        pages = self.s3.get_paginator("list_objects_v2").paginate(Bucket="brief")
        return [object["Key"] for page in pages for object in page.get("Contents", [])]

    def bucket(self):
        get = lambda key: self.s3.get_object(Bucket="brief", Key=key)["Body"].read()
        return {key: get(key) for key in self.keys()}

    def assert_deployed(self, desk, prefix="", others=()):
        there = self.bucket()
        record = json.loads(there.pop(prefix + RECORD))
        here = {prefix + path: content for path, content in desk.files().items()}
        for other in others:
            self.assertIn(other, there)
            del there[other]
        self.assertEqual(sorted(there), sorted(here))
        differ = [key for key in here if here[key] != there[key]]
        self.assertEqual(differ, [])
        self.assertEqual(sorted(prefix + path for path in record["files"]), sorted(here))
        self.assertTrue(all(entry.get("blake3") for entry in record["files"].values()))

    def test_every_byte_and_what_is_said_of_it(self):
        desk = self.desk("/sites/موجز")
        prefix = "sites/موجز/"
        desk.put_all_kinds()
        css = next(p for p in desk.files() if p.startswith("assets/") and p.endswith(".css"))
        desk.put(css + ".gz", b"compressed")
        all_files = len(desk.files())
        self.assertEqual(desk.counts(), (all_files, 0, 0))
        self.assert_deployed(desk, prefix)
        for path, kind, cache, language in [
            ("index.html", "text/html; charset=utf-8", ASK_AGAIN, None),
            ("ar/index.html", "text/html; charset=utf-8", ASK_AGAIN, "ar"),
            ("en/about/index.html", "text/html; charset=utf-8", ASK_AGAIN, "en"),
            ("robots.txt", "text/plain; charset=utf-8", ASK_AGAIN, None),
            (css, "text/css; charset=utf-8", FOR_EVER, None),
            (css + ".gz", "application/gzip", FOR_EVER, None),
            ("مقال/صورة أولى.png", "image/png", ASK_AGAIN, None),
            ("large.bin", "application/octet-stream", ASK_AGAIN, None),
        ]:
            head = self.s3.head_object(Bucket="brief", Key=prefix + path)
            said = (head["ContentType"], head["CacheControl"], head.get("ContentLanguage"))
            self.assertEqual(said, (kind, cache, language), path)
        self.assertLessEqual(self.proxy.most, 20)
        # Nothing has changed, so nothing is asked but what is there.
        self.proxy.reset()
        self.assertEqual(desk.counts(), (0, 0, all_files))
        # The lock is put and removed.
        asked = [(method, key.removeprefix(prefix)) for method, key in self.proxy.asked if method != "GET"]
        self.assertEqual(asked, [("PUT", OWN[1]), ("POST", "")])

    def test_order(self):
        desk = self.desk()
        desk.counts()
        puts = [key for key in self.proxy.puts() if key not in OWN]
        self.assertEqual([stage(key) for key in puts], sorted(stage(key) for key in puts))
        self.assertEqual({stage(key) for key in puts}, {0, 1, 2})
        own = [key for key in self.proxy.puts() if key in OWN]
        self.assertEqual((own[0], own[1], self.proxy.puts()[-1]), (OWN[1], RECORD, RECORD))
        desk.put("new.html", b"new")
        desk.put("new.bin", b"new")
        (desk.site / "content/pages/about.en.md").unlink()
        desk.build()
        self.proxy.reset()
        up, removed, _ = desk.counts()
        # The page, and what the index of a search no longer holds.
        self.assertGreaterEqual(removed, 1)
        self.assertGreater(up, 2)
        methods = [method for method, key in self.proxy.asked if key not in OWN and method != "GET"]
        self.assertEqual(methods, ["PUT"] * up + ["POST"] * 2, "S3 removes a thousand at once, and then the lock")
        self.assert_deployed(desk)

    def test_only_what_a_deploy_put_there_is_removed(self):
        for key in ["theirs.txt", "en/theirs.html", "robots.txt", ".hidden", "other-site/index.html"]:
            self.s3.put_object(Bucket="brief", Key=key, Body=b"theirs")
        desk = self.desk()
        desk.counts()
        theirs = ["theirs.txt", "en/theirs.html", ".hidden", "other-site/index.html"]
        self.assert_deployed(desk, others=theirs)
        said = desk.deploy("--dry-run", "--prune").stdout
        removed = {line.split()[1] for line in said.splitlines() if line.startswith("removed")}
        self.assertEqual(removed, set(theirs) - {".hidden"})
        self.assert_deployed(desk, others=theirs)
        self.assertEqual(desk.counts("--prune")[1], 3)
        self.assert_deployed(desk, others=[".hidden"])

    def test_a_prefix_is_kept_to(self):
        self.s3.put_object(Bucket="brief", Key="a-b/x", Body=b"theirs")
        self.s3.put_object(Bucket="brief", Key="x", Body=b"theirs")
        desk = self.desk("/a")
        desk.counts("--prune")
        self.assert_deployed(desk, "a/", others=["a-b/x", "x"])

    def test_what_somebody_changed_there_is_found(self):
        desk = self.desk()
        all_files = desk.counts()[0]
        self.s3.put_object(Bucket="brief", Key="index.html", Body=desk.files()["index.html"][::-1])
        self.s3.delete_object(Bucket="brief", Key="robots.txt")
        self.assertEqual(desk.counts(), (2, 0, all_files - 2))
        self.assert_deployed(desk)
        self.s3.delete_object(Bucket="brief", Key=RECORD)
        self.assertEqual(desk.counts(), (all_files, 0, 0))
        self.s3.put_object(Bucket="brief", Key=RECORD, Body=b"{")
        self.assertEqual(desk.counts(), (all_files, 0, 0))
        self.assert_deployed(desk)

    def test_a_deploy_that_was_killed_goes_on(self):
        desk = self.desk()
        for n in range(MANY // 2):
            desk.put(f"many/{n}.bin", b"asset %d" % n)
            desk.put(f"many/{n}.html", b"page %d" % n)
        total = len(desk.files())
        there = lambda: len(self.proxy.puts())
        desk.stop_when(lambda: there() > 500, signal.SIGKILL)
        desk.stop_when(lambda: there() > 1000, signal.SIGKILL)
        keys = self.keys()
        pages = sum(key.endswith(".html") for key in keys)
        assets = sum(key.endswith(".bin") for key in keys)
        self.assertTrue(pages == 0 or assets == MANY // 2, f"{pages} pages, {assets} assets")
        # Whoever interrupts it loses nothing at all.
        said = desk.stop_when(lambda: there() > 1300, signal.SIGINT)
        self.assertIn("stopped after", said)
        self.proxy.reset()
        up, _, unchanged = desk.counts()
        self.assertEqual(up + unchanged, total)
        self.assertGreater(unchanged, 500)
        self.assert_deployed(desk)
        print(f"\n  killed twice, interrupted once: {unchanged} of {total} files were not sent again", end=" ")

    def test_a_server_that_has_too_much_to_do_is_asked_again(self):
        desk = self.desk()
        self.proxy.refuse_each = 5
        total = len(desk.files())
        self.assertEqual(desk.counts()[0], total)
        self.assertGreater(len(self.proxy.refused), 5)
        self.assert_deployed(desk)

    def test_no_credential_is_printed(self):
        desk = self.desk()
        secrets = (os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_SECRET_ACCESS_KEY"], "a-session-token")
        body = f"<Error><Code>AccessDenied</Code><Message>{' '.join(secrets)}</Message></Error>"
        self.proxy.answer = (403, body.encode())
        for args in [[], ["-v"], ["--dry-run"]]:
            ran = desk.deploy(*args, status=1, AWS_SESSION_TOKEN=secrets[2])
            self.assertIn("AccessDenied", ran.stderr)
            for secret in secrets:
                self.assertNotIn(secret, ran.stdout + ran.stderr)

    def test_a_bucket_that_is_not_there(self):
        self.s3.delete_bucket(Bucket="brief")
        ran = self.desk().deploy(status=1)
        self.assertIn("(NoSuchBucket); make it first", ran.stderr)


if __name__ == "__main__":
    unittest.main(warnings="ignore")
