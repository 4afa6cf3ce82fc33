#!/usr/bin/env bash
# The configuration that `mujaz schema cms` writes, in Sveltia CMS: its schema, and in Chromium the forms and the files that they save.
#
#   bash tests/cms/run.sh [MUJAZ]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
. tests/need.sh

need "Node.js" "command -v node" nodejs
need "npm" "command -v npm" npm
need "Chromium" "command -v chromium || command -v chromium-browser" chromium
find_mujaz "${1:-}"
MUJAZ=$mujaz
CHROMIUM=$(command -v chromium || command -v chromium-browser)
export MUJAZ CHROMIUM
(cd "$here" && npm ci --silent --no-audit --no-fund)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/site" "$work/tmp" "$work/config"
cp -r config.toml content "$work/site"
"$MUJAZ" schema cms --site "$work/site" > "$work/config.yml"
export SITE=$work/site CONFIG=$work/config.yml TMPDIR=$work/tmp XDG_CONFIG_HOME=$work/config
node --test --test-reporter=spec "$here"/*.test.js
