#!/usr/bin/env bash
# Validates what Mujaz prints for programs with a validator by others (python3-jsonschema): claims against the schema that it
# prints, and SARIF against the schema of the standard, which an npm package of Microsoft has.
#
#   bash tests/schemas/run.sh [MUJAZ]
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/need.sh

need "Python's jsonschema" "python3 -c 'import jsonschema'" python3-jsonschema
need "npm" "command -v npm" npm
find_mujaz "${1:-}"
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

# A log with findings of several kinds, one of them about a whole file, and one without findings.
"$mujaz" check --format sarif > "$work/clean.sarif" || [ $? = 1 ]
"$mujaz" init "$work/faulty" > /dev/null
printf '\nIt cost 987654 dollars, and [more](nowhere.md) [p99].\n' >> "$(ls "$work"/faulty/content/articles/*/summary.en.md | head -n 1)"
rm "$(ls "$work"/faulty/content/articles/*/summary.ar.md | head -n 1)"
"$mujaz" check --site "$work/faulty" --format sarif > "$work/faulty.sarif" || [ $? = 1 ]
(cd "$work" && npm pack --silent @microsoft/jest-sarif@1.0.0-beta.0 > /dev/null && tar xzf microsoft-jest-sarif-*.tgz package/lib/schemas)

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

schema = json.load(open(f"{work}/package/lib/schemas/sarif-2.1.0-rtm.5.json"))
validator = jsonschema.validators.validator_for(schema)(schema)
for name in ["clean", "faulty"]:
    log = json.load(open(f"{work}/{name}.sarif"))
    for error in validator.iter_errors(log):
        sys.exit(f"{name}.sarif: {error.json_path}: {error.message}")
    [run] = log["runs"]
    # What GitHub asks for beyond the standard.
    for rule in run["tool"]["driver"]["rules"]:
        assert len(rule["shortDescription"]["text"]) <= 1024 and len(rule["fullDescription"]["text"]) <= 1024, rule["id"]
        assert rule["help"]["text"], rule["id"]
    for result in run["results"]:
        [location] = result["locations"]
        assert location["physicalLocation"]["region"]["startLine"] >= 1, result
        assert not location["physicalLocation"]["artifactLocation"]["uri"].startswith("/"), result
    print(f"{name}.sarif with {len(run['results'])} findings is valid")
assert len(run["results"]) >= 3, run["results"]
PYTHON
