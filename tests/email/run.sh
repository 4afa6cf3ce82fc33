#!/usr/bin/env bash
# Editions as e-mails, with programs of others: what Gmail, Outlook and Apple Mail support (caniemail), the rules of SpamAssassin,
# a parser of MIME, Chromium, and a mail server on this machine (aiosmtpd) that swaks and Python's smtplib hand the message to. No message
# and no question leaves the machine.
#
#   bash tests/email/run.sh [MUJAZ]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
. tests/need.sh

need "Node.js" "command -v node" nodejs
need "npm" "command -v npm" npm
need "Python 3" "command -v python3" python3
need "Python's venv" "python3 -c 'import ensurepip, venv'" python3-venv
need "SpamAssassin" "command -v spamassassin" spamassassin
need "swaks" "command -v swaks" swaks
need "Chromium" "command -v chromium || command -v chromium-browser" chromium
find_mujaz "${1:-}"

(cd "$here" && npm ci --silent --no-audit --no-fund)
venv=$here/.venv
if ! cmp -s "$here/requirements.txt" "$venv/installed.txt"; then
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
    cp "$here/requirements.txt" "$venv/installed.txt"
fi

# The sample site, and an edition with every kind of text that Markdown has.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r config.toml content "$work"
cat >> "$work/config.toml" <<'END'

[editions]
email = true
email_together = true
from = "desk@example.org"
to = "briefing@lists.example.org"
list_id = "briefing.lists.example.org"
unsubscribe = "https://lists.example.org/briefing/unsubscribe"
END
cp "$here"/2025-07-14.*.md "$work/content/editions"
printf '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="300"></svg>\n' > "$work/content/articles/rason-ferry/quay.svg"
"$mujaz" build --quiet --site "$work" --output "$work/public" --now 2026-11-29

say "Features that mail programs support"
find "$work/public" -name 'email*.html' | sort | node "$here/features.js"
say "In Chromium"
CHROMIUM=$(command -v chromium || command -v chromium-browser)
mkdir "$work/tmp" "$work/config"
CHROMIUM=$CHROMIUM PUBLIC=$work/public TMPDIR=$work/tmp XDG_CONFIG_HOME=$work/config node --test --test-reporter=spec "$here/look.test.js"
say "Spam rules, a parser, a mail server"
HOME=$work "$venv/bin/python" "$here/message.test.py" -v "$work/public"
