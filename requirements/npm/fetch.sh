#!/bin/sh
# What pages use from other projects, by the lock file beside this script, into the virtual environment.
# Where there is no Node, it comes as a Python package. Without all this the site is whole: pictures
# stand still, addresses on touch screens are text, and share cards are left out.
set -u
here=$(dirname "$0")
bin=$1
target=$2
mkdir -p "$target" && cp "$here/package.json" "$here/package-lock.json" "$target/" || exit 1
if command -v npm >/dev/null 2>&1; then
  npm=npm
else
  "$bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$here/../node.txt" || exit 1
  npm=$(cd "$bin" && pwd)/npm
  PATH=$(cd "$bin" && pwd):$PATH
fi
cd "$target" && "$npm" ci --ignore-scripts --no-audit --no-fund --silent >/dev/null 2>&1
