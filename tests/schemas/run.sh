#!/usr/bin/env bash
# Validates what Mujaz prints for programs against the schemas that it prints, with a validator by others (python3-jsonschema).
#
#   bash tests/schemas/run.sh [MUJAZ]
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/need.sh

need "Python's jsonschema" "python3 -c 'import jsonschema'" python3-jsonschema
mujaz=${1:-}
if [ -z "$mujaz" ]; then
    cargo build --locked
    mujaz=${CARGO_TARGET_DIR:-target}/debug/mujaz
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$mujaz" schema claims > "$work/claims.schema.json"
"$mujaz" check --format json > "$work/check.json" || [ $? = 1 ]
"$mujaz" build -q --output "$work/public"
for article in content/articles/*/; do
    for summary in "$article"summary.*.md; do
        name=$(basename "$article").$(basename "$summary" .md)
        "$mujaz" verify --original "$(ls "$article"original.*.md | head -n 1)" --summary "$summary" \
            --names content/names.toml --format json > "$work/verify.$name.json" || [ $? = 1 ]
    done
done
find "$work/public" -name article.json | head -n 200 > "$work/articles"

python3 - "$work" <<'PYTHON'
import glob, json, sys

import jsonschema

work = sys.argv[1]
schema = json.load(open(f"{work}/claims.schema.json"))
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
files = [f"{work}/check.json", *sorted(glob.glob(f"{work}/verify.*.json")), *open(f"{work}/articles").read().split()]
claims = 0
for file in files:
    value = json.load(open(file))
    for error in validator.iter_errors(value):
        sys.exit(f"{file}: {error.json_path}: {error.message}")
    claims += len(value["claims"])
if not claims:
    sys.exit("no claims were validated")
print(f"{len(files)} files with {claims} claims are valid")
PYTHON
