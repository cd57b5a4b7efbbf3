#!/bin/sh
# Renews the locks; no address of a package registry gets into them.
set -eu
options="--quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --python-version 3.11"
# shellcheck disable=SC2086
uv pip compile $options pyproject.toml -o requirements.lock
# shellcheck disable=SC2086
uv pip compile $options pyproject.toml --extra demo -o requirements-demo.lock
# shellcheck disable=SC2086
uv pip compile $options pyproject.toml --extra demo --extra s3 --group dev -o requirements-dev.lock
