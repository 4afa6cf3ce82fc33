"""Editions as messages: parsed, judged by SpamAssassin, and handed to a mail server, which must get every byte of them."""

import email
import email.policy
import re
import smtplib
import socket
import subprocess
import sys
import unittest
from pathlib import Path

from aiosmtpd.controller import Controller

PUBLIC = Path(sys.argv.pop())
# What docs/editions.md tells to replace.
PLACEHOLDERS = {
    b"briefing@example.invalid": b"desk@example.org",
    b"subscribers@example.invalid": b"reader@example.org",
    b"briefing.example.invalid": b"briefing.example.org",
    b"https://example.invalid/unsubscribe": b"https://example.org/unsubscribe",
    b"unsubscribe@example.invalid": b"unsubscribe@example.org",
}
MOST_POINTS = 1.0
GTUBE = b"XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X"


def messages():
    paths = sorted(PUBLIC.glob("*/editions/*/*.eml"))
    assert len(paths) >= 12, paths
    for path in paths:
        text = path.read_bytes()
        for placeholder, value in PLACEHOLDERS.items():
            text = text.replace(placeholder, value)
        yield path.relative_to(PUBLIC), text


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


class Messages(unittest.TestCase):
    maxDiff = None

    def test_a_parser_finds_what_is_in_them(self):
        for path, text in messages():
            with self.subTest(path=path):
                message = email.message_from_bytes(text, policy=email.policy.default)
                self.assertFalse(message.defects)
                for name, value in message.items():
                    self.assertFalse(getattr(value, "defects", ()), name)
                # Replacing in encoded texts may find a placeholder or not, so they are compared as they were.
                built = email.message_from_bytes((PUBLIC / path).read_bytes(), policy=email.policy.default)
                parts = list(built.iter_parts())
                self.assertEqual(
                    [part.get_content_type() for part in parts], ["text/plain", "text/html"]
                )
                for part, ending in zip(parts, ["txt", "html"]):
                    self.assertFalse(part.defects)
                    written = (PUBLIC / path).with_suffix(f".{ending}").read_text("utf-8")
                    self.assertEqual(part.get_content().replace("\r\n", "\n"), written)
                self.assertEqual(message["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click")
                self.assertIn("<https://example.org/unsubscribe>", message["List-Unsubscribe"])
                subject = message["Subject"]
                together = path.stem == "email-together"
                self.assertEqual(" | " in subject, together, subject)
                self.assertEqual(len(message["Content-Language"].split(",")), 2 if together else 1)
                addresses = message["From"].addresses + message["To"].addresses
                self.assertEqual(
                    [one.addr_spec for one in addresses], ["desk@example.org", "reader@example.org"]
                )
                self.assertIsNotNone(message["Date"].datetime)

    def test_spam_rules_give_less_than_a_point(self):
        texts = [text for _, text in messages()]
        # The rules are there: a message that every filter has to find.
        spam = b"From: a@example.org\r\nTo: b@example.org\r\nSubject: A test\r\n\r\n" + GTUBE + b"\r\n"
        *given, (of_spam, rules) = points([*texts, spam])
        for own, found in given:
            self.assertLess(own, MOST_POINTS, found)
        self.assertGreater(of_spam, MOST_POINTS, rules)

    def test_a_server_gets_every_byte(self):
        keeper = Keeper()
        # 8BITMIME is not needed: messages are of ASCII alone.
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        controller = Controller(keeper, hostname="127.0.0.1", port=port, decode_data=False)
        controller.start()
        try:
            for path, text in messages():
                with self.subTest(path=path):
                    with smtplib.SMTP("127.0.0.1", port) as client:
                        client.sendmail("desk@example.org", ["reader@example.org"], text)
                    self.assertEqual(keeper.envelopes.pop().content, text)
                    swaks = ["swaks", "--silent", "2", "--server", "127.0.0.1", "--port", str(port)]
                    swaks += ["--from", "desk@example.org", "--to", "reader@example.org", "--data", "-"]
                    subprocess.run(swaks, input=text, check=True)
                    # It ends each message with an empty line of its own, which is no part of the message's parts.
                    self.assertEqual(keeper.envelopes.pop().content, text + b"\r\n")
            self.assertEqual(keeper.envelopes, [])
        finally:
            controller.stop()


if __name__ == "__main__":
    unittest.main()
