#!/bin/sh
# run.sh - check our Arrow IPC against apache-arrow: tests/arrow/run.sh [BUILD]
set -eu
cd "$(dirname "$0")/../.."
BUILD=${1-build}
export BUILD
make -s BUILD="$BUILD" "$BUILD/bin/cat" "$BUILD/arrow/make_table"
exec tests/node.sh tests/arrow/check.mjs "$BUILD"
