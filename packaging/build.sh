#!/usr/bin/env bash
# Builds what people install without a compiler: a Python wheel and two npm packages (`mujaz`, which starts the program, and
# the one that holds it for this platform), into target/packages/.
#
#   bash packaging/build.sh                      as published: profile dist
#   bash packaging/build.sh --profile release    compiled faster, for tests
#
# Needs Rust, Python 3 with venv, and npm.
set -euo pipefail
cd "$(dirname "$0")/.."

profile=dist
if [ "${1:-}" = --profile ]; then profile=$2; fi
out=$PWD/target/packages
rm -rf "$out"
mkdir -p "$out/npm"

# The wheel.
venv=target/packaging-venv
[ -x "$venv/bin/maturin" ] || { python3 -m venv "$venv" && "$venv/bin/pip" install --quiet --disable-pip-version-check 'maturin>=1.9,<2'; }
"$venv/bin/maturin" build --locked --profile "$profile" --strip --out "$out"
wheel=("$out"/mujaz-*.whl)

# The npm packages, with the program of the wheel.
platform=$(node -p '`${process.platform}-${process.arch}`')
version=$(sed -n '/^\[workspace.package\]/,/^\[/s/^version = "\(.*\)"/\1/p' Cargo.toml)
python3 - "${wheel[0]}" "$out/npm" "$platform" "$version" <<'PYTHON'
import json, pathlib, shutil, sys, zipfile

wheel, out, platform, version = sys.argv[1:]
out = pathlib.Path(out)
system, cpu = platform.split("-")
main = json.loads(pathlib.Path("packaging/npm/package.json").read_text())
main["version"] = version
main["optionalDependencies"] = {f"mujaz-{platform}": version}
holder = {
    "name": f"mujaz-{platform}",
    "version": version,
    "description": f"The program of mujaz for {platform}",
    "license": main["license"],
    "os": [system],
    "cpu": [cpu],
    "files": ["bin"],
}
for package in (main, holder):
    folder = out / package["name"]
    (folder / "bin").mkdir(parents=True)
    (folder / "package.json").write_text(json.dumps(package, indent=2) + "\n")
    for licence in ("LICENSE-APACHE", "LICENSE-MIT"):
        shutil.copy(licence, folder)
shutil.copy("packaging/npm/bin/mujaz.js", out / "mujaz" / "bin")
shutil.copy("README.md", out / "mujaz")
with zipfile.ZipFile(wheel) as files:
    name = next(n for n in files.namelist() if pathlib.PurePath(n).name in ("mujaz", "mujaz.exe"))
    program = out / holder["name"] / "bin" / pathlib.PurePath(name).name
    program.write_bytes(files.read(name))
    program.chmod(0o755)
PYTHON
for package in "$out"/npm/*/; do (cd "$package" && npm pack --silent --pack-destination "$out"); done
rm -rf "$out/npm"
ls -l "$out"
