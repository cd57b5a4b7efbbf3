#!/bin/sh
# Sees to it that a Chromium is there: on PATH, else playwright's own, else Debian's.
set -eu
for name in chromium chromium-browser google-chrome; do
  command -v "$name" >/dev/null 2>&1 && exit 0
done
.venv/bin/python -m playwright install chromium >/dev/null 2>&1 && exit 0
as_root=""
[ "$(id -u)" -eq 0 ] || as_root="sudo"
$as_root apt-get update -qq && $as_root apt-get install -y -qq chromium
