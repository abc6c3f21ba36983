#!/bin/sh
# Makes .venv from the hash-pinned lock; does nothing when it is there already. Called by make.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*"; }

# Asking for a certain Python with PYTHON=… leaves no choice; otherwise the first that fits.
python=
for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
    if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    say "The portal needs Python 3.11, 3.12 or 3.13; ${PYTHON:-python3} is $(${PYTHON:-python3} --version 2>&1 || true)." >&2
    say "Name a fitting one, for example: make demo PYTHON=python3.12" >&2
    exit 1
fi

# The folder belongs to the mark too: a moved .venv holds scripts that name its old place.
place="$("$python" --version) $(pwd -P)"
lock="$(cat requirements/uv.txt requirements/dev.txt | cksum)"
[ -x .venv/bin/python ] && [ "$(cat .venv/place 2>/dev/null)" = "$place" ] || rm -rf .venv
if [ "$(cat .venv/installed 2>/dev/null)" = "$lock" ]; then
    exit 0
fi

say "Installing the locked packages into .venv (first time, or the lock has changed)"
rm -f .venv/installed
if [ ! -e .venv/place ]; then
    if ! "$python" -m venv --clear .venv; then
        say "Python's venv module did not work. On Debian and Ubuntu: apt-get install python3-venv" >&2
        exit 1
    fi
    printf '%s\n' "$place" > .venv/place
fi

# Without a home that can be written the caches stay in the tree.
if [ -z "${HOME:-}" ] || [ ! -w "${HOME:-/}" ]; then
    mkdir -p .venv/cache
    export PIP_CACHE_DIR=.venv/cache/pip UV_CACHE_DIR=.venv/cache/uv
fi

.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt

# uv doesn't read pip's settings: a mirror or a certificate set for pip holds for it too. Not `pip config get`, which
# looks into one of pip's files only.
settings=$(.venv/bin/python -m pip config list 2>/dev/null || true)
setting() { printf '%s\n' "$settings" | sed -n "s/^global\.$1='\(.*\)'\$/\1/p" | tail -n 1; }
index="${PIP_INDEX_URL:-$(setting index-url)}"
certificate="${PIP_CERT:-$(setting cert)}"
[ -z "$index" ] || [ -n "${UV_DEFAULT_INDEX:-}" ] || export UV_DEFAULT_INDEX="$index"
[ -z "$certificate" ] || [ -n "${SSL_CERT_FILE:-}" ] || export SSL_CERT_FILE="$certificate"
# As pip does, believe whom the machine believes, where it says so.
[ ! -d /etc/ssl/certs ] || export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-true}"
export UV_PYTHON_DOWNLOADS=never UV_NO_PROGRESS=1

# Between two devices files can't be linked.
cache=$(.venv/bin/uv cache dir)
mkdir -p "$cache"
.venv/bin/python -c 'import os, sys; sys.exit(os.stat(sys.argv[1]).st_dev != os.stat(".venv").st_dev)' "$cache" \
    || export UV_LINK_MODE=copy

.venv/bin/uv pip sync --quiet --python .venv/bin/python --require-hashes --compile-bytecode requirements/dev.txt
printf '%s\n' "$lock" > .venv/installed
say "Packages installed"
