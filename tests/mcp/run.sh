#!/usr/bin/env bash
# A client of the official SDK of the Model Context Protocol (npm's @modelcontextprotocol/sdk) works with `mujaz mcp`.
#
#   bash tests/mcp/run.sh [MUJAZ]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
. tests/need.sh

need "Node.js" "command -v node" nodejs
need "npm" "command -v npm" npm
[ "$(node -p 'parseInt(process.versions.node)')" -ge 20 ] || fail "Node.js $(node --version) is too old: install 20 or later"
find_mujaz "${1:-}"
MUJAZ=$mujaz
export MUJAZ
(cd "$here" && npm ci --silent --no-audit --no-fund)
node --test --test-reporter=spec "$here"/*.test.js
