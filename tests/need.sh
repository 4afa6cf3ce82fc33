# What the scripts that run tests share, to be sourced: messages, and finding or installing what a test needs.

say() { printf '\n== %s\n' "$*"; }
fail() { printf '\n%s: %s\n' "$0" "$*" >&2; exit 1; }

# need "what is missing" "a command that finds it" package...
updated=
need() {
    local what=$1 found=$2
    shift 2
    if eval "$found" >/dev/null 2>&1; then return; fi
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        fail "$what is missing: as root, apt-get install $*"
    fi
    say "Installing $*"
    if [ -z "$updated" ]; then apt-get update && updated=yes; fi
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
    eval "$found" >/dev/null || fail "$what is still missing after installing $*"
}

# Sets `mujaz` to the program of the first argument of a script, or else to a debug build.
find_mujaz() {
    mujaz=${1:-}
    if [ -z "$mujaz" ]; then
        cargo build --locked
        mujaz=${CARGO_TARGET_DIR:-target}/debug/mujaz
    fi
    mujaz=$(realpath "$mujaz")
}
