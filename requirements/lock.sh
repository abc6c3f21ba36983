#!/bin/sh
# Writes the hash-pinned lock for all platforms from the ranges in pyproject.toml: `make lock`, or with `--upgrade`
# after it: `sh requirements/lock.sh --upgrade`. The uv that does it is pinned in the same way.
set -eu
cd "$(dirname "$0")/.."
UV="${UV:-.venv/bin/uv}"
compile() {
    "$UV" pip compile --quiet --universal --generate-hashes --no-annotate --no-header "$@"
}
echo "uv>=0.9" | compile - --output-file requirements/uv.txt "$@"
compile pyproject.toml --output-file requirements/base.txt "$@"
compile pyproject.toml --group dev --constraint requirements/base.txt --output-file requirements/dev.txt "$@"
compile --group backup --constraint requirements/dev.txt --output-file requirements/backup.txt "$@"
