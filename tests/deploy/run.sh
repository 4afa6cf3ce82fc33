#!/usr/bin/env bash
# Tests of `mujaz deploy` against servers on this machine: an S3 server, and sshd with rsync. Finds or, as root on Debian,
# installs what they need, builds the sample site and runs every *.test.py here.
#
#   bash tests/deploy/run.sh              with a release build
#   MUJAZ=path/to/mujaz bash tests/deploy/run.sh
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."

. tests/need.sh

PATH=$PATH:/usr/sbin
need "Python 3" "command -v python3" python3
need "Python's venv" "python3 -c 'import ensurepip, venv'" python3-venv
need "rsync" "command -v rsync" rsync
need "ssh" "command -v ssh && command -v ssh-keygen" openssh-client
need "sshd" "command -v sshd" openssh-server

venv=$here/.venv
if ! cmp -s "$here/requirements.txt" "$venv/installed.txt"; then
    say "Packages of the tests"
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
    cp "$here/requirements.txt" "$venv/installed.txt"
fi

if [ -z "${MUJAZ:-}" ]; then
    say "Building mujaz"
    command -v cargo >/dev/null || fail "Rust is missing: install it from https://rustup.rs (version 1.90 or later)"
    cargo build --release --locked --features cloud
    MUJAZ=${CARGO_TARGET_DIR:-target}/release/mujaz
fi
MUJAZ=$(realpath "$MUJAZ")
export MUJAZ PATH

for test in "$here"/*.test.py; do
    say "$(basename "$test" .test.py)"
    "$venv/bin/python" "$test" -v
done
