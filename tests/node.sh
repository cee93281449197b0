#!/bin/sh
# node.sh - run a script that imports the npm packages of the tests:
# tests/node.sh tests/AREA/NAME.mjs [ARG...].  BUILD [build] holds what is made.
set -eu
tests=$(cd "$(dirname "$0")" && pwd)
dir=${BUILD-${tests%/*}/build}/node
script=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
shift
"$tests/npm.sh" "$dir"
exec node --preserve-symlinks --preserve-symlinks-main \
	"$dir/tests/${script#"$tests/"}" "$@"
