#!/usr/bin/env bash
# Tries `mujaz lsp` with a real client: Neovim, headless, on the sample site, which is in Arabic and in English.
#
#   bash tests/editors/run.sh [MUJAZ]
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/need.sh

need "Neovim" "command -v nvim" neovim
find_mujaz "${1:-}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A copy, since the script changes texts; preview cards depend on fonts of the machine.
mkdir "$work/site"
cp -r config.toml content "$work/site"
cp tests/editors/script.lua "$work"
cd "$work/site"
# Neovim's own settings stay out of it.
export HOME=$work XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data XDG_STATE_HOME=$work/state
if ! MUJAZ=$mujaz timeout 300 nvim --headless --clean -n -i NONE -c "luafile $work/script.lua" > "$work/log" 2>&1; then
    cat "$work/log" >&2
    fail "Neovim's session failed"
fi
cat "$work/log"
# The server ends with its client.
for _ in $(seq 50); do
    pgrep -f "^$mujaz lsp" > /dev/null || exit 0
    sleep 0.1
done
fail "the server outlived its client"
