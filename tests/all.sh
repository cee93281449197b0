#!/usr/bin/env bash
# all.sh BUILD SUITE... - run test suites with the programs of BUILD; what
# failed is printed, and at the end "N passed, N failed".  BUILD/test.log has the
# output of all.
#	unit	cmocka, one program per file of the library
#	cases	tests/cases: exact output of every filter
#	methods	tests/methods: the examples of methods in measure(1)
#	node	tests/*/check.mjs: our files in other people's readers
#	reasons	tests/reasons.sh: every reason of a finding is listed and has a case
#	oracle	tests/oracle checks itself against sums and figures known beforehand
#	matrix	tests/matrix: one table in every form
#	corpus	tests/corpus: what holds for every file; those of CORPUS, too
#	mutate	tests/mutate: files damaged in every small way
#	faults	tests/faults: allocations and system calls that fail
#	hostile	tests/hostile: input that wants to exhaust the machine
#	chain	tests/chain/test_*.sh and tests/example/run.sh
#	privacy	tests/privacy.sh: nobody is named in what all these left behind
#	fuzz	every fuzz target for FUZZ_SECONDS [60]
set -u
cd "$(dirname "$0")/.." || exit 3
build=$1
shift
passed=0 failed=0
log=$(mktemp) && PROFSTAT_PERSONS=$(mktemp) && : >"$build/test.log" || exit 3
export PROFSTAT_PERSONS
trap 'rm -f "$log" "$PROFSTAT_PERSONS"' EXIT
trap 'exit 3' HUP INT TERM
unset MAKEFLAGS MFLAGS MAKELEVEL

# suite TITLE COMMAND...: the last line "N passed, N failed" counts.
suite() {
    local title=$1 start=$SECONDS status=0 good bad
    shift
    "$@" >"$log" 2>&1 </dev/null || status=$?
    { echo "== $title" && cat "$log"; } >>"$build/test.log"
    read -r good bad < <(sed -n \
        's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$log" | tail -n 1)
    good=${good:-0} bad=${bad:-0}
    if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then
        bad=1
    elif [ "$status" -eq 0 ] && [ "$good" -eq 0 ] && [ "$bad" -eq 0 ]; then
        good=1
    fi
    passed=$((passed + good)) failed=$((failed + bad))
    echo "$title: $good passed, $bad failed, $((SECONDS - start)) s"
    [ "$bad" -eq 0 ] || sed 's/^/    /' "$log"
}

# cmocka counts in its own words.
unit() {
    local status=0
    "$1" >"$log.unit" 2>&1 || status=$?
    cat "$log.unit"
    awk '/^\[  PASSED  \]/ { good = $4 } /^\[  FAILED  \] [0-9]+ test/ { bad = $4 }
        END { print good + 0 " passed, " bad + 0 " failed" }' "$log.unit"
    rm -f "$log.unit"
    return "$status"
}

# New inputs that a fuzzer finds stay in BUILD; the seeds are not changed.
fuzz() {
    local name=${1##*/fuzz_}
    mkdir -p "$build/corpus/$name"
    "$1" -max_total_time="${FUZZ_SECONDS:-60}" -timeout=10 -rss_limit_mb=2048 \
        -max_len=65536 -artifact_prefix="$build/corpus/" \
        "$build/corpus/$name" "tests/fuzz/seeds/$name"
}

for name in "$@"; do
    case $name in
    unit) for test in "$build"/unit/test_*; do
        suite "unit ${test##*/test_}" unit "$test"
    done ;;
    cases) suite cases tests/run.sh "$build/bin" ;;
    methods) suite methods tests/methods/run.sh "$build" ;;
    node) for test in tests/*/check.mjs; do
        BUILD=$build suite "$test" tests/node.sh "$test" "$build/bin"
    done ;;
    reasons) suite reasons tests/reasons.sh ;;
    oracle) for test in census observations; do
        suite "oracle $test" python3 "tests/oracle/$test.py" --self-check
    done ;;
    matrix) BUILD=$build suite matrix python3 tests/matrix/check.py "$build/bin" ;;
    corpus)
        suite corpus python3 tests/corpus/check.py "$build/bin"
        [ -z "${CORPUS-}" ] ||
            suite "$CORPUS" python3 tests/corpus/check.py "$build/bin" "$CORPUS" ;;
    mutate) suite mutate tests/mutate/run.sh "$build" ;;
    faults) suite faults python3 tests/faults/check.py "$build" ;;
    hostile) suite hostile python3 tests/hostile/check.py "$build/bin" ;;
    chain) for test in tests/chain/test_*.sh tests/example/run.sh; do
        BUILD=$build suite "$test" "$test"
    done ;;
    privacy) suite privacy tests/privacy.sh "$build" ;;
    fuzz) for test in "$build"/fuzz/fuzz_*; do
        suite "${test##*/}" fuzz "$test"
    done ;;
    esac
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
