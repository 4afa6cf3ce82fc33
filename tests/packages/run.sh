#!/usr/bin/env bash
# Installs the built packages as people do, a wheel into a fresh virtual environment and the npm packages into a fresh folder,
# and makes and builds a site with each.
#
#   bash tests/packages/run.sh      builds the packages first, compiled as `cargo build --release` does
set -euo pipefail
cd "$(dirname "$0")/../.."

. tests/need.sh

need "Python 3" "command -v python3" python3
need "Python's venv" "python3 -c 'import ensurepip, venv'" python3-venv
need "Node.js" "command -v node" nodejs
need "npm" "command -v npm" npm

say "Packages"
bash packaging/build.sh --profile release
packages=$PWD/target/packages
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A site made and built with the command that is given.
try() {
    local name=$1
    shift
    (cd "$work" && "$@" init "$name" >/dev/null && "$@" build --site "$name" >/dev/null && "$@" check --site "$name")
    test -s "$work/$name/public/index.html"
    say "$name: installed, and a site built"
}

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check --no-index "$packages"/mujaz-*.whl
try with-pip "$work/venv/bin/mujaz"

mkdir "$work/npm" && cd "$work/npm"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --offline "$packages"/mujaz-*-*.tgz "$packages"/mujaz-[0-9]*.tgz
try with-npm "$work/npm/node_modules/.bin/mujaz"

# The launcher passes on the exit status, and says what is missing.
status=0
"$work/npm/node_modules/.bin/mujaz" no-such-command 2>/dev/null || status=$?
test "$status" = 2
rm -rf "$work"/npm/node_modules/mujaz-*-*
! "$work/npm/node_modules/.bin/mujaz" --version 2>"$work/said"
grep -q "no program for this platform" "$work/said"
say "2 passed, 0 failed"
