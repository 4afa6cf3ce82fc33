#!/usr/bin/env bash
# Tests in Chromium of what a reader sees of the sample site, and an editor under `mujaz serve`, and of the pages' source:
# finds or, as root on Debian, installs what they need, builds the site at the root of a host and under a path, runs every
# *.test.js here and then, since they measure time, every *.alone.js by itself.
#
#   bash tests/browser/run.sh
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."

. tests/need.sh

command -v cargo >/dev/null || fail "Rust is missing: install it from https://rustup.rs (version 1.90 or later)"
need "Node.js" "command -v node" nodejs
need "npm" "command -v npm" npm
need "Chromium" "command -v chromium || command -v chromium-browser" chromium
need "Java" "command -v java" default-jre-headless
need "EPUBCheck" "ls /usr/share/java/epubcheck.jar" epubcheck
need "fontconfig" "command -v fc-list" fontconfig
need "an Arabic font for the preview cards" "fc-list \"Noto Naskh Arabic\" family | grep ." fonts-noto-core
need "a serif font for the preview cards" "fc-list \"Noto Serif\" family | grep ." fonts-noto-core
[ "$(node -p 'parseInt(process.versions.node)')" -ge 20 ] || fail "Node.js $(node --version) is too old: install 20 or later"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

say "Packages of the tests"
(cd "$here" && npm ci)

say "Building the sample site"
export SITE_AT_ROOT=$work/root SITE_UNDER_PATH=$work/under-path BASE_UNDER_PATH=https://example.org/briefing/
cargo run --release --locked -- build --output "$SITE_AT_ROOT"
cargo run --release --locked -- build --output "$SITE_UNDER_PATH" --base-url "$BASE_UNDER_PATH"
export SITE_ON_DISK=$work/on-disk
cargo run --release --locked -- build --relative --output "$SITE_ON_DISK"
MUJAZ=$(realpath "${CARGO_TARGET_DIR:-target}/release/mujaz")
export MUJAZ

say "Building the site of charts, in the built-in theme"
export SITE_OF_CHARTS=$work/of-charts
cp -r tests/golden/charts/site "$work/charts"
sed -i '/^theme = /d' "$work/charts/config.toml"
cargo run --release --locked -- build --site "$work/charts" --output "$SITE_OF_CHARTS"

say "Building the site of books"
export SITE_OF_BOOKS=$work/of-books
cp -r tests/golden/editions/site "$work/books"
sed -i '/^theme = /d' "$work/books/config.toml"
printf '\n[topics]\nepub = true\n' >> "$work/books/config.toml"
cargo run --release --locked -- build --site "$work/books" --output "$SITE_OF_BOOKS"

say "Building the site that is searched"
export SITE_TO_SEARCH=$work/search
node "$here/search.site.js" "$work/search-source"
cargo run --release --locked -- --site "$work/search-source" build --output "$SITE_TO_SEARCH" -q 2>"$work/search.log" \
    || { cat "$work/search.log" >&2; fail "the site of search.site.js cannot be built"; }

say "Building the site on which the order of a line is looked at"
export SITE_OF_ORDER=$work/order
node "$here/order.site.js" "$work/order-source"
cargo run --release --locked -- --site "$work/order-source" build --output "$SITE_OF_ORDER" -q 2>"$work/order.log" \
    || { cat "$work/order.log" >&2; fail "the site of order.table.js cannot be built"; }

say "Tests"
CHROMIUM=$(command -v chromium || command -v chromium-browser)
export CHROMIUM
# What Chromium leaves behind goes the way of the rest.
mkdir "$work/tmp" "$work/config"
export TMPDIR=$work/tmp XDG_CONFIG_HOME=$work/config
node --test --test-concurrency=2 --test-reporter=spec "$here"/*.test.js
node --test --test-concurrency=1 --test-reporter=spec "$here"/*.alone.js
