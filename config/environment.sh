#!/bin/sh
# Makes or completes the environment .venv from a lock file: sh config/environment.sh run|test
set -eu
cd "$(dirname "$0")/.."
lock="config/requirements/$1.txt"

say() { printf '%s\n' "$@" >&2; }

suits() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

pick() {
  for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
    if command -v "$name" >/dev/null 2>&1 && suits "$name"; then
      command -v "$name"
      return
    fi
  done
  say "This needs Python 3.11 or newer." \
    "Found: $(python3 --version 2>/dev/null || echo no python3 at all)." \
    "Debian 12 or newer: apt install python3 python3-venv. macOS: brew install python@3.13." \
    "A Python elsewhere can be named: make PYTHON=/path/to/python3.11 ..."
  return 1
}

if ! { [ -x .venv/bin/python ] && suits .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1; }; then
  python=$(pick)
  version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    say "Python $version at $python lacks its venv module." \
      "Debian and Ubuntu: apt install python$version-venv (or python3-venv)."
    exit 1
  fi
  say "Making .venv with Python $version ..."
  "$python" -m venv --clear .venv
fi

say "Installing $lock ..."
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PIP_ROOT_USER_ACTION=ignore
.venv/bin/python -m pip install -qq --require-hashes --no-deps --requirement "$lock"
.venv/bin/python -m pip install -qq --no-deps --no-build-isolation --editable .
touch ".venv/installed-$1"
