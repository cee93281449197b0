#!/bin/sh
# npm.sh - install the locked npm packages of the tests: tests/npm.sh [DIR]
#
# Under DIR [build/node]; does and prints nothing when they are there already.
set -eu
tests=$(cd "$(dirname "$0")" && pwd)
dir=${1-${tests%/*}/build/node}
lock=$(cat "$tests/package.json" "$tests/package-lock.json" | sha256sum)
if [ "$(cat "$dir/installed" 2>/dev/null)" = "$lock" ]; then
	exit 0
fi
mkdir -p "$dir"
rm -f "$dir/installed"
cp "$tests/package.json" "$tests/package-lock.json" "$dir"
(cd "$dir" && npm ci --no-audit --no-fund --ignore-scripts) \
	>"$dir/log" 2>&1 || {
	cat "$dir/log" >&2
	echo "npm.sh: the packages of tests/package.json are not installed;" \
		"is the npm registry within reach?" >&2
	exit 3
}
# Scripts run from below DIR (tests/node.sh), where node finds the packages.
ln -sfn "$tests" "$dir/tests"
printf '%s\n' "$lock" >"$dir/installed"
