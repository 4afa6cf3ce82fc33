#!/usr/bin/env python3
"""Keeps `mujaz serve` busy, and fails if its memory, open files or threads grow.

    benches/soak.py MUJAZ SITE [MINUTES]

SITE is copied first. One thread edits: it changes words, adds and removes articles, breaks texts and mends them, replaces a
template, swaps folders. Four clients fetch pages over connections that they keep, leave in the middle of answers, listen for
changes and go away, or send half a request. What the process has a minute after the start is compared with what it has at the
end; in between, a line is printed every minute.
"""

import http.client
import pathlib
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

# Growth that is noise: memory comes back to the system in steps, and clients come and go.
MOST_MEMORY = 1.25
MOST_FILES = 24
MOST_THREADS = 4


class Soak:
    def __init__(self, program, site, seconds):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="soak-")) / "site"
        shutil.copytree(site, self.folder, ignore=shutil.ignore_patterns("public", ".mujaz", ".git", "target"))
        self.process = subprocess.Popen(
            [program, "--site", self.folder, "serve", "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self.port = self.port_of()
        self.end = time.monotonic() + seconds
        self.random = random.Random(1)
        self.counts = {"edits": 0, "requests": 0, "streams": 0, "broken off": 0, "failed": 0}
        # Pipes that nobody empties would stop the server.
        for pipe in (self.process.stdout, self.process.stderr):
            threading.Thread(target=lambda pipe=pipe: [None for _ in pipe], daemon=True).start()

    def port_of(self):
        for line in self.process.stdout:
            if found := re.search(r"http://127\.0\.0\.1:(\d+)/", line):
                return int(found[1])
        sys.exit("the server did not say where it serves")

    def count(self, what):
        self.counts[what] += 1

    def running(self):
        return time.monotonic() < self.end and self.process.poll() is None

    def state(self):
        """Returns memory in MB, open files and threads of the server."""
        proc = pathlib.Path(f"/proc/{self.process.pid}")
        status = (proc / "status").read_text()
        number = lambda key: int(re.search(rf"{key}:\s+(\d+)", status)[1])
        return number("VmRSS") / 1024, len(list((proc / "fd").iterdir())), number("Threads")

    # Edits

    def edit(self):
        articles = self.folder / "content/articles"
        summaries = sorted(articles.glob("*/summary.*.md"))
        kept = {path: path.read_bytes() for path in summaries}
        template = self.folder / "themes/nashra/templates/teaser.html"
        n = 0
        while self.running():
            n += 1
            path = self.random.choice(summaries)
            match n % 6:
                case 0:
                    path.write_bytes(kept[path] + f"\n\nAdded {n}.\n".encode())
                case 1:
                    path.write_bytes(kept[path].replace(b"+++", b"++", 1))
                case 2:
                    path.write_bytes(kept[path])
                case 3:
                    new = articles / f"soak-{n}"
                    shutil.copytree(path.parent, new)
                    time.sleep(0.3)
                    shutil.rmtree(new)
                case 4:
                    template.parent.mkdir(parents=True, exist_ok=True)
                    template.write_text("{% if %}")
                    time.sleep(0.3)
                    template.unlink()
                case 5:
                    moved = path.parent.with_name("moved")
                    path.parent.rename(moved)
                    time.sleep(0.3)
                    moved.rename(path.parent)
            self.count("edits")
            time.sleep(0.4)
        for path, text in kept.items():
            path.write_bytes(text)

    # Clients

    def read(self):
        """Fetches pages over one connection until it breaks, then over another."""
        while self.running():
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
            try:
                for _ in range(200):
                    connection.request("GET", self.random.choice(["/en/", "/ar/", "/en/archive/", "/en/nowhere/", "/en/feed.xml"]))
                    connection.getresponse().read()
                    self.count("requests")
                    time.sleep(0.01)
            except (OSError, http.client.HTTPException):
                self.count("failed")
            connection.close()

    def listen(self):
        """Listens for changes for a moment."""
        while self.running():
            with socket.create_connection(("127.0.0.1", self.port), timeout=20) as stream:
                stream.sendall(f"GET /.mujaz/events HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n\r\n".encode())
                stream.settimeout(1)
                until = time.monotonic() + self.random.uniform(0.05, 2)
                try:
                    while time.monotonic() < until and stream.recv(4096):
                        pass
                except OSError:
                    pass
            self.count("streams")

    def leave(self):
        """Goes away in the middle of a request or of an answer."""
        while self.running():
            with socket.create_connection(("127.0.0.1", self.port), timeout=20) as client:
                request = f"GET /en/ HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n\r\n".encode()
                client.sendall(request[: self.random.choice([5, 20, len(request)])])
                time.sleep(self.random.uniform(0, 0.1))
            self.count("broken off")

    def run(self):
        for task in (self.edit, self.read, self.read, self.listen, self.leave):
            threading.Thread(target=task, daemon=True).start()
        time.sleep(60)
        first = self.state()
        self.report(first)
        while self.running():
            time.sleep(min(60, max(0.1, self.end - time.monotonic())))
            self.report(self.state())
        time.sleep(20)
        last = self.state()
        self.report(last)
        self.process.terminate()
        self.process.wait(20)
        shutil.rmtree(self.folder.parent)
        grown = [
            last[0] > first[0] * MOST_MEMORY,
            last[1] > first[1] + MOST_FILES,
            last[2] > first[2] + MOST_THREADS,
        ]
        if any(grown) or not self.counts["requests"]:
            sys.exit(f"it grew: {first} to {last}")

    def report(self, state):
        memory, files, threads = state
        done = ", ".join(f"{count:,} {what}" for what, count in self.counts.items())
        print(f"{memory:.0f} MB, {files} open files, {threads} threads; {done}", flush=True)


if __name__ == "__main__":
    minutes = float(sys.argv[3]) if len(sys.argv) > 3 else 30
    Soak(sys.argv[1], sys.argv[2], minutes * 60).run()
