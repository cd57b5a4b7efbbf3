#!/bin/sh
# Sees to it that the tests' browsers are there: Chromium (on PATH, else playwright's own, else
# Debian's), and Firefox and WebKit, without which their tests are skipped.
set -eu

has() {
  for name in "$@"; do
    command -v "$name" >/dev/null 2>&1 && return
  done
  return 1
}

install() {
  as_root=""
  [ "$(id -u)" -eq 0 ] || as_root="sudo -n"
  $as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends "$@"
}

has chromium chromium-browser google-chrome ||
  .venv/bin/python -m playwright install chromium >/dev/null 2>&1 ||
  install chromium
has firefox firefox-esr || install firefox-esr ||
  echo "No Firefox could be installed: its tests are skipped." >&2
{ has WebKitWebDriver && has Xvfb; } || install webkit2gtk-driver xvfb ||
  echo "No WebKit could be installed: its tests are skipped." >&2
