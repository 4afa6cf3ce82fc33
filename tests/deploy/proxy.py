"""A server between `mujaz deploy` and the S3 server: it remembers what is asked, can be slow, and can refuse."""

import http.client
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Proxy:
    def __init__(self, port):
        self.behind = port
        self.lock = threading.Lock()
        self.reset()
        handler = type("Handler", (Handler,), {"proxy": self})
        self.server = Server(("127.0.0.1", 0), handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def reset(self):
        # Every request that was let through, as method and key, in the order in which they were answered.
        self.asked = []
        # How many requests were under way at once, at most.
        self.most = self.now = 0
        # Of so many files that are put, one is refused once; 0 refuses none.
        self.refuse_each = 0
        self.refused = set()
        # Answers everything with this.
        self.answer = None

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def puts(self):
        return [key for method, key in self.asked if method == "PUT"]


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        """Who asks may be killed meanwhile."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    proxy = None

    def log_message(self, *_):
        pass

    def relay(self):
        proxy = self.proxy
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        key = urllib.parse.unquote(urllib.parse.urlsplit(self.path).path).partition("/brief/")[2]
        with proxy.lock:
            proxy.now += 1
            proxy.most = max(proxy.most, proxy.now)
            each = proxy.refuse_each
            refuse = each and self.command == "PUT" and key not in proxy.refused and hash(key) % each == 0
            if refuse:
                proxy.refused.add(key)
        try:
            if proxy.answer:
                self.reply(*proxy.answer)
            elif refuse:
                self.reply(503, b"<Error><Code>SlowDown</Code><Message>later</Message></Error>")
            else:
                self.pass_on(body, key)
        finally:
            with proxy.lock:
                proxy.now -= 1

    def pass_on(self, body, key):
        behind = http.client.HTTPConnection("127.0.0.1", self.proxy.behind, timeout=60)
        behind.request(self.command, self.path, body, dict(self.headers))
        answer = behind.getresponse()
        content = answer.read()
        with self.proxy.lock:
            self.proxy.asked.append((self.command, key))
        headers = [(k, v) for k, v in answer.getheaders() if k.lower() not in ("connection", "transfer-encoding")]
        self.reply(answer.status, content, headers)
        behind.close()

    def reply(self, status, content, headers=()):
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() != "content-length" or self.command == "HEAD":
                self.send_header(name, value)
        if self.command != "HEAD":
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = relay
