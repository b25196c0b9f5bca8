#!/bin/sh
# The `refit` command: finds its checkout through every symbolic link, picks a Node that is new enough (the package `node`
# of the checkout, else the one on PATH) and becomes it.
set -eu

self=$0
while [ -L "$self" ]; do
  target=$(readlink "$self")
  case $target in
    /*) self=$target ;;
    *) self=${self%/*}/$target ;;
  esac
done
case $self in
  */*) cli=${self%/*} ;;
  *) cli=. ;;
esac
root=$cli/../..

node=$root/node_modules/node/bin/node
if [ ! -x "$node" ]; then
  node=$(command -v node || true)
  version=none
  [ -z "$node" ] || version=$("$node" -p process.versions.node)
  case ${version%%.*} in
    none | ? | 1? | 2[0-3])
      echo "refit: found Node $version on PATH, needed is 24 or newer. Run 'npm install' in $(cd "$root" && pwd): it brings one." >&2
      exit 1
      ;;
  esac
fi

# What is compiled once is kept: it halves the start. A folder that only this user can write to, or none at all.
if [ -z "${NODE_COMPILE_CACHE:-}" ] && [ -n "${XDG_CACHE_HOME:-${HOME:-}}" ]; then
  export NODE_COMPILE_CACHE="${XDG_CACHE_HOME:-$HOME/.cache}/refit/node"
fi

exec "$node" --disable-warning=ExperimentalWarning "$cli/main.ts" "$@"
