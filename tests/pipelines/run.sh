#!/usr/bin/env bash
# Tries what runs Mujaz in pipelines on repositories on this machine: the hooks with pre-commit, the scripts of the GitHub action
# and of the GitLab job in bash. Validates the three files with validators by others.
#
#   bash tests/pipelines/run.sh [MUJAZ]
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/need.sh

need "Python 3" "command -v python3" python3
need "Python's venv" "python3 -c 'import ensurepip, venv'" python3-venv
need "git" "command -v git" git
find_mujaz "${1:-}"
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"
ln -s "$mujaz" "$work/bin/mujaz"

say "Packages of the tests"
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check -r tests/pipelines/requirements.txt
export PATH="$work/bin:$PATH" PRE_COMMIT_HOME="$work/pre-commit" HOME="$work"
export GIT_CONFIG_GLOBAL="$work/gitconfig" GIT_CONFIG_NOSYSTEM=1
git config --global user.name Desk
git config --global user.email desk@example.org
git config --global init.defaultBranch main

say "The files are what their readers expect"
"$work/venv/bin/pre-commit" validate-manifest .pre-commit-hooks.yaml
"$work/venv/bin/check-jsonschema" --builtin-schema vendor.github-actions action.yml
"$work/venv/bin/check-jsonschema" --builtin-schema vendor.gitlab-ci packaging/gitlab/mujaz.gitlab-ci.yml

# A repository with two commits; the site is in desk/.
site=$work/site
mkdir "$site"
mujaz init "$site/desk" >/dev/null
article=$(cd "$site/desk" && ls -d content/articles/*/ | head -n 1)
summary=$(ls "$site/desk/$article"summary.en.md)
git -C "$site" init -q
git -C "$site" add --all
git -C "$site" commit -q -m "A new site"
wrong() { printf '\nIt cost 987654 dollars [p1].\n' >> "$summary"; }
right() { git -C "$site" checkout -q HEAD -- desk; }
# refuses COMMAND… : the command has to fail, with these words in what it says.
refuses() {
    local words=$1
    shift
    if "$@" > "$work/said" 2>&1; then cat "$work/said"; fail "this should have failed: $*"; fi
    grep -q -- "$words" "$work/said" || { cat "$work/said"; fail "“$words” was not said by: $*"; }
}
accepts() { "$@" > "$work/said" 2>&1 || { cat "$work/said"; fail "this failed: $*"; }; }

say "pre-commit"
mkdir "$work/hooks"
cp .pre-commit-hooks.yaml "$work/hooks"
git -C "$work/hooks" init -q
git -C "$work/hooks" add --all
git -C "$work/hooks" commit -q -m Hooks
git -C "$work/hooks" tag v1
cat > "$site/.pre-commit-config.yaml" <<YAML
repos:
  - repo: file://$work/hooks
    rev: v1
    hooks:
      - id: mujaz-check-system
        args: [--site, desk, --since, HEAD]
YAML
cd "$site"
git add .pre-commit-config.yaml
git commit -q -m "Hooks"
"$work/venv/bin/pre-commit" install > /dev/null
echo note > notes.txt
git add notes.txt
accepts git commit -m "No file of the site"
wrong
git add --all
refuses figure-not-in-original git commit -m "A wrong figure"
right
printf '\nA sentence without a figure [p1].\n' >> "$summary"
git add --all
accepts git commit -m "Another sentence"
rm .git/hooks/pre-commit

say "The script of the GitHub action"
script() { "$work/venv/bin/python" "$root/tests/pipelines/script.py" "$root/$1" "$2"; }
script action.yml Check > "$work/action.sh"
git clone -q --bare "$site" "$work/origin.git"
git remote add origin "$work/origin.git"
export SITE=desk SARIF="$work/found.sarif"
export SINCE=auto GITHUB_BASE_REF=main
accepts bash -e "$work/action.sh"
git checkout -q -b draft
wrong
git commit -q -a -m "A wrong figure"
refuses "^::warning file=desk/content/articles/.*title=figure-not-in-original::" bash -e "$work/action.sh"
grep -q '"figure-not-in-original"' "$work/found.sarif"
# A checkout of the last commit alone, which lacks the commit that the branch began from.
git push -q origin draft
git clone -q --depth 1 --branch draft "file://$work/origin.git" "$work/shallow"
(cd "$work/shallow" && refuses "title=figure-not-in-original::" bash -e "$work/action.sh")
# Without a pull request the whole site is checked.
(unset GITHUB_BASE_REF; refuses "title=figure-not-in-original::" bash -e "$work/action.sh")
SINCE=HEAD accepts bash -e "$work/action.sh"

say "The script of the GitLab job"
script packaging/gitlab/mujaz.gitlab-ci.yml mujaz-check > "$work/gitlab.sh"
export MUJAZ_SITE=desk
CI_MERGE_REQUEST_DIFF_BASE_SHA=$(git rev-parse main) refuses figure-not-in-original bash -e "$work/gitlab.sh"
CI_MERGE_REQUEST_DIFF_BASE_SHA=$(git rev-parse HEAD) accepts bash -e "$work/gitlab.sh"
refuses figure-not-in-original bash -e "$work/gitlab.sh"
say "All passed"
