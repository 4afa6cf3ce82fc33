#!/usr/bin/env bash
# Runs every test on a fresh Debian machine that has Rust alone: installs what else the tests need, or says plainly what
# is missing.
#
#   bash tests/run.sh            everything
#   bash tests/run.sh --no-browser   all but the tests in Chromium and those against servers
set -euo pipefail
cd "$(dirname "$0")/.."

. tests/need.sh

command -v cargo >/dev/null || fail "Rust is missing: install it from https://rustup.rs (version 1.90 or later)"
command -v cc >/dev/null || fail "a C compiler is missing: apt-get install gcc"

# The crash tests use it, and do nothing without it.
need "strace" "command -v strace" strace
need "git" "command -v git" git

say "Rust tests"
cargo test --workspace --features cloud --locked

say "Mutated inputs, a minute in all"
"${CARGO_TARGET_DIR:-target}/debug/examples/fuzz" --seconds 60

[ "${1:-}" = --no-browser ] && exit 0
# The program that the Rust tests built, with every feature.
mujaz=$(realpath "${CARGO_TARGET_DIR:-target}/debug/mujaz")
say "What is printed for programs, against its schemas"
bash tests/schemas/run.sh "$mujaz"
say "The language server in Neovim"
bash tests/editors/run.sh "$mujaz"
say "Hooks and pipelines"
bash tests/pipelines/run.sh "$mujaz"
say "A client of the Model Context Protocol"
bash tests/mcp/run.sh "$mujaz"
say "Editions as e-mails, with programs of others"
bash tests/email/run.sh "$mujaz"
say "Deploys to servers on this machine"
MUJAZ=$mujaz bash tests/deploy/run.sh
say "A CMS in Chromium"
bash tests/cms/run.sh "$mujaz"
say "Pages in Chromium"
bash tests/browser/run.sh
say "Time that grows with the text"
# With the program that the tests in Chromium built: a debug build takes ten times as long.
MUJAZ=$(realpath "${CARGO_TARGET_DIR:-target}/release/mujaz") \
    cargo test --workspace --features cloud --locked --test it growth:: -- --ignored --test-threads 1
