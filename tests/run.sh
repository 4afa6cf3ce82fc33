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

say "Rust tests"
cargo test --workspace --features cloud --locked

[ "${1:-}" = --no-browser ] && exit 0
say "What is printed for programs, against its schemas"
bash tests/schemas/run.sh
say "The language server in Neovim"
bash tests/editors/run.sh "${CARGO_TARGET_DIR:-target}/debug/mujaz"
say "Deploys to servers on this machine"
MUJAZ=${CARGO_TARGET_DIR:-target}/debug/mujaz bash tests/deploy/run.sh
say "Pages in Chromium"
bash tests/browser/run.sh
