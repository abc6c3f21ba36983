#!/bin/sh
# Writes the hash-pinned lock for all platforms from the ranges in pyproject.toml. Needs uv (see uv.txt).
set -eu
cd "$(dirname "$0")/.."
UV="${UV:-.venv/bin/uv}"
"$UV" pip compile --quiet --universal --generate-hashes --no-annotate --no-header \
    pyproject.toml --output-file requirements/base.txt "$@"
"$UV" pip compile --quiet --universal --generate-hashes --no-annotate --no-header --group dev \
    --constraint requirements/base.txt pyproject.toml --output-file requirements/dev.txt "$@"
