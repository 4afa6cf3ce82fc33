#!/usr/bin/env python3
"""Measures how long `mujaz lsp` takes from an edit to the findings of the text, and to the answer to a hover.

    benches/lsp.py MUJAZ SITE [EDITS]

SITE is made by `cargo run --release --example corpus`. Each edit adds a citation of a paragraph that does not exist to another
summary, so that each is answered by one message with findings.
"""

import json
import pathlib
import statistics
import subprocess
import sys
import time


class Server:
    def __init__(self, program, site):
        self.site = pathlib.Path(site).resolve()
        self.process = subprocess.Popen([program, "lsp"], cwd=self.site, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.id = 0

    def send(self, method, params, is_request=False):
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        if is_request:
            self.id += 1
            message["id"] = self.id
        body = json.dumps(message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def receive(self):
        length = 0
        while (line := self.process.stdout.readline().strip()):
            name, value = line.split(b":")
            if name.lower() == b"content-length":
                length = int(value)
        return json.loads(self.process.stdout.read(length))

    def ask(self, method, params):
        self.send(method, params, is_request=True)
        while (message := self.receive()).get("id") != self.id or "method" in message:
            pass
        return message


def spread(name, times):
    ms = sorted(1000 * t for t in times)
    print(f"{name}: median {statistics.median(ms):.0f} ms, least {ms[0]:.0f}, most {ms[-1]:.0f}, of {len(ms)}")


def main():
    program, site = sys.argv[1:3]
    edits = int(sys.argv[3]) if len(sys.argv) > 3 else 50
    server = Server(str(pathlib.Path(program).resolve()), site)
    start = time.monotonic()
    server.ask("initialize", {"processId": None, "rootUri": server.site.as_uri(), "capabilities": {}})
    server.send("initialized", {})
    summaries = sorted(server.site.glob("content/articles/*/summary.en.md"))
    step = max(1, len(summaries) // edits)
    documents = [(path, path.as_uri(), path.read_text()) for path in summaries[::step][:edits]]
    place = {"textDocument": {"uri": documents[0][1]}, "position": {"line": 0, "character": 0}}
    server.ask("textDocument/hover", place)
    print(f"start to first answer: {time.monotonic() - start:.1f} s, {len(summaries)} English summaries")
    found, hovers = [], []
    for path, uri, text in documents:
        server.send("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "markdown", "version": 0, "text": text}})
        place = {"textDocument": {"uri": uri}, "position": {"line": text.count("\n") - 1, "character": 5}}
        server.ask("textDocument/hover", place)
        time.sleep(0.6)
        start = time.monotonic()
        change = [{"text": text.rstrip("\n") + " [p999]\n"}]
        server.send("textDocument/didChange", {"textDocument": {"uri": uri, "version": 1}, "contentChanges": change})
        while True:
            message = server.receive()
            params = message.get("params") or {}
            codes = [one.get("code") for one in params.get("diagnostics", [])]
            if params.get("uri") == uri and "citation-unknown" in codes:
                break
        found.append(time.monotonic() - start)
        start = time.monotonic()
        server.ask("textDocument/hover", place)
        hovers.append(time.monotonic() - start)
    spread("from an edit to its findings", found)
    spread("hover", hovers)
    resident = next(line for line in open(f"/proc/{server.process.pid}/status") if line.startswith("VmRSS"))
    print(resident.strip())
    server.ask("shutdown", None)
    server.send("exit", None)
    server.process.wait(10)


main()
