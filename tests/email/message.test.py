"""Editions as messages: parsed, judged by SpamAssassin, and handed to a mail server, which must get every byte of them."""

import contextlib
import datetime
import email
import email.policy
import email.utils
import os
import re
import shutil
import smtplib
import socket
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from aiosmtpd.controller import Controller

PUBLIC = Path(sys.argv.pop())
DOCS = Path(__file__).parents[2] / "docs" / "editions.md"
# The configuration that run.sh writes.
SENDER = "desk@example.org"
UNSUBSCRIBE = "https://lists.example.org/briefing/unsubscribe"
MOST_POINTS = 1.0
GTUBE = b"XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X"


def documented():
    """The commands of docs/editions.md that send a message, and the program that they run."""
    text = DOCS.read_text("utf-8").split("\n### Sending\n")[1]
    [program] = re.findall(r"^```python\n# ready\.py\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    commands = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert len(commands) == 2, commands
    return program, commands


def run_documented(command, path, port):
    """Runs a documented command as it is written, for the message at this path; only the server of swaks is another one. Returns
    the message that the command wrote."""
    program, _ = documented()
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        (folder / "ready.py").write_text(program, "utf-8")
        place = re.search(r"public/\S+/email\.eml", command)[0]
        (folder / place).parent.mkdir(parents=True)
        (folder / place).write_bytes(path.read_bytes())
        swaks = folder / "bin" / "swaks"
        swaks.parent.mkdir()
        # Here is no TLS, and nobody to give a password to.
        swaks.write_text(
            "#!/bin/sh\nfor word; do shift; case $word in"
            f" smtp.example.org) set -- \"$@\" 127.0.0.1 --port {port} ;;"
            " --tls | --auth-user) ;; desk@example.org) [ \"$last\" = --auth-user ] || set -- \"$@\" \"$word\" ;;"
            " *) set -- \"$@\" \"$word\" ;; esac; last=$word; done\n"
            f"exec {shutil.which('swaks')} --silent 2 \"$@\"\n"
        )
        swaks.chmod(0o755)
        environment = {**os.environ, "PATH": f"{swaks.parent}:{os.environ['PATH']}"}
        subprocess.run(["sh", "-euc", command], cwd=folder, env=environment, check=True)
        return (folder / "message.eml").read_bytes()


def messages():
    paths = sorted(PUBLIC.glob("*/editions/*/*.eml"))
    assert len(paths) >= 12, paths
    return paths


def ready(path, *left_out):
    """A message as ready.py makes it."""
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "ready.py"
        program.write_text(documented()[0], "utf-8")
        command = [sys.executable, program, path, *left_out]
        return subprocess.run(command, check=True, capture_output=True).stdout


def received(message):
    """A message as the reader's server has it: with a field that says when it came, from a public address."""
    now = email.utils.format_datetime(email.utils.localtime())
    field = (
        "Received: from smtp.example.org (smtp.example.org [193.0.14.129])\r\n"
        f"\tby mx.example.net with ESMTPS id 4F2A1;\r\n\t{now}\r\n"
    )
    return field.encode() + message


def points(messages):
    """The points that SpamAssassin gives messages by its local rules, ascending, each with the rules that it found."""
    # One run reads all of them, in an order of its own.
    mailbox = b"".join(
        b"From desk@example.org Mon Nov 30 18:00:00 2026\n" + message.replace(b"\r\n", b"\n") + b"\n"
        for message in messages
    )
    command = ["spamassassin", "--local", "--nocreate-prefs", "--test-mode", "--mbox"]
    said = subprocess.run(command, input=mailbox, capture_output=True, check=True).stdout.decode("utf-8", "replace")
    statuses = re.findall(r"^X-Spam-Status: \w+, score=(-?[\d.]+) (.*(?:\n\s.*)*)", said, re.MULTILINE)
    assert len(statuses) == len(messages), said
    return sorted((float(score), rules) for score, rules in statuses)


class Keeper:
    """A mail server's handler that keeps what it is given."""

    def __init__(self):
        self.envelopes = []

    async def handle_DATA(self, server, session, envelope):
        self.envelopes.append(envelope)
        return "250 kept"


@contextlib.contextmanager
def served(keeper):
    """A mail server on this machine; gives its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # 8BITMIME is not needed: messages are of ASCII alone.
    controller = Controller(keeper, hostname="127.0.0.1", port=port, decode_data=False)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


class Messages(unittest.TestCase):
    maxDiff = None

    def check(self, message, path):
        """Holds a parsed message against the files beside it."""
        self.assertFalse(message.defects)
        for name, value in message.items():
            self.assertFalse(getattr(value, "defects", ()), name)
        parts = list(message.iter_parts())
        self.assertEqual([part.get_content_type() for part in parts], ["text/plain", "text/html"])
        for part, ending in zip(parts, ["txt", "html"]):
            self.assertFalse(part.defects)
            written = path.with_suffix(f".{ending}").read_text("utf-8")
            self.assertEqual(part.get_content().replace("\r\n", "\n").rstrip("\n"), written.rstrip("\n"))

    def test_a_parser_finds_what_is_in_them(self):
        for path in messages():
            with self.subTest(path=path):
                message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
                self.check(message, path)
                self.assertEqual(message["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click")
                self.assertEqual(message["List-Unsubscribe"], f"<{UNSUBSCRIBE}>")
                for ending in ["txt", "html"]:
                    self.assertIn(UNSUBSCRIBE, path.with_suffix(f".{ending}").read_text("utf-8"))
                subject = message["Subject"]
                together = path.stem == "email-together"
                self.assertEqual(" | " in subject, together, subject)
                self.assertEqual(len(message["Content-Language"].split(",")), 2 if together else 1)
                addresses = message["From"].addresses + message["To"].addresses
                self.assertEqual(
                    [one.addr_spec for one in addresses], [SENDER, "briefing@lists.example.org"]
                )
                self.assertIsNotNone(message["Date"].datetime)

    def test_the_documented_commands_send_every_byte_with_the_date_of_today(self):
        keeper = Keeper()
        with served(keeper) as port:
            for path in messages():
                for command in documented()[1]:
                    with self.subTest(path=path, command=command):
                        written = run_documented(command, path, port)
                        envelope = keeper.envelopes.pop()
                        # swaks ends each message with an empty line of its own, which is no part of the message's parts.
                        self.assertEqual(envelope.content, written + b"\r\n")
                        self.assertEqual(envelope.mail_from, SENDER)
                        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
                        self.check(message, path)
                        age = datetime.datetime.now(datetime.timezone.utc) - message["Date"].datetime
                        self.assertLess(abs(age), datetime.timedelta(minutes=5))
                        is_for_list = "List-Id" in command
                        for name in ["List-Id", "List-Archive", "List-Unsubscribe", "List-Unsubscribe-Post"]:
                            self.assertEqual(name in message, not is_for_list, name)
                        # Everything else in the header is as it was.
                        built = email.message_from_bytes(path.read_bytes(), policy=email.policy.compat32)
                        for name, value in built.items():
                            if name != "Date" and not name.startswith("List-"):
                                self.assertEqual(message[name].replace("\r\n", ""), email.message_from_string(
                                    f"{name}: {value}\n\n", policy=email.policy.default)[name].replace("\n", ""))
        self.assertEqual(keeper.envelopes, [])

    def test_spam_rules_give_less_than_a_point(self):
        texts = [ready(path) for path in messages()]
        # As they are handed to a server, and as the reader's server has them: rules about dates need the latter.
        given = [*texts, *map(received, texts)]
        # The rules are there: a message that every filter has to find, and one that was sent long after its date.
        spam = b"From: a@example.org\r\nTo: b@example.org\r\nSubject: A test\r\n\r\n" + GTUBE + b"\r\n"
        late = received(messages()[0].read_bytes())
        found = points([*given, spam, late])
        for own, rules in found[: len(given)]:
            self.assertLess(own, MOST_POINTS, rules)
        for own, rules in found[len(given) :]:
            self.assertGreater(own, MOST_POINTS, rules)

    def test_a_server_gets_every_byte(self):
        keeper = Keeper()
        with served(keeper) as port:
            for path in messages():
                with self.subTest(path=path):
                    text = path.read_bytes()
                    with smtplib.SMTP("127.0.0.1", port) as client:
                        client.sendmail(SENDER, ["reader@example.org"], text)
                    self.assertEqual(keeper.envelopes.pop().content, text)
        self.assertEqual(keeper.envelopes, [])


if __name__ == "__main__":
    unittest.main()
