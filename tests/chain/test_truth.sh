#!/usr/bin/env bash
# test_truth.sh - the chain on simulated exports gives the figures, findings
# and classes of lines that tests/simulate knew before it added any mess; the
# bundled data are what it makes.
# shellcheck source=tests/chain/tree.sh
. "$(dirname "$0")/tree.sh"
# shellcheck disable=SC2154 # of tree.sh
export KEY=$scratch/key/key
ln -s "$root/$BUILD/simulate" "$scratch/build"
"$BUILD/bin/key" "$KEY" >/dev/null || exit 3

# world NAME OPTION...: a tree and a run of it.
world() {
    local name=$1
    shift
    tests/simulate/tree.sh "$BUILD" "$scratch/$name" "$@" &&
        run "$scratch/$name"
}

truth() {
    python3 tests/truth/compare.py "$scratch/build" "$@"
}

# holds NAME COMPARE-OPTION... -- OPTION...
holds() {
    local name=$1 compare=()
    shift
    while [ "$1" != -- ]; do
        compare+=("$1")
        shift
    done
    shift
    ok "$name: the chain runs" world "$name" "$@"
    ok "$name: the truth" truth "$scratch/$name" "${compare[@]}"
}

# The seeds beside the first are for PROFSTAT_DEEP alone.
seeds=(1)
[ -z "${PROFSTAT_DEEP-}" ] || seeds=(1 2 3 4 5 6 7 8 9 10)
holds clean --recoverable -- --mess none
for seed in "${seeds[@]}"; do
    holds "mended-$seed" --recoverable -- --mess recoverable --seed "$seed"
    holds "spoilt-$seed" -- --mess unrecoverable --seed "$seed" \
        --graduates 1000
done
holds regions -- --mess unrecoverable --senders region --graduates 1000 \
    --kinds snils_short,date,spell_future,spell_region,students_key,cohort_missing

read -ra bundled < <(tests/simulate/demonstration.sh --options)
holds bundled -- "${bundled[@]}"

# What is told apart, is told.
sed -i 's/,checksum-error$/,type-error/' "$scratch/spoilt-1/faults.csv"
sed -i '1000s/,[0-9][0-9]*,/,987654,/' "$scratch/mended-1/truth.csv"
ok "another reason is a difference" \
    test "$(truth "$scratch/spoilt-1" | grep -c '^missed: .*type-error')" -gt 0
ok "another number is a difference" \
    test "$(truth "$scratch/mended-1" --recoverable | grep -c 987654)" -gt 0

# The same options give the same bytes; the mess does not change the truth.
for name in one two; do
    "$BUILD/simulate" --out "$scratch/$name" --seed 7 --mess unrecoverable
done
"$BUILD/simulate" --out "$scratch/three" --seed 7 --mess none
ok "the same twice" diff -r "$scratch/one" "$scratch/two"
ok "one truth for every mess" \
    cmp "$scratch/one/truth.csv" "$scratch/three/truth.csv"
ok "the bundled data are what the generator makes" \
    tests/simulate/demonstration.sh --check "$BUILD"
ok "no library is shared" \
    test -z "$(grep -lE '#include "(base|table|join|measure)/' tests/simulate/*)"

# refused OPTION...: exit status 2 and a message.
refused() {
    "$BUILD/simulate" --out "$scratch/none" "$@" 2>"$scratch/message"
    is 2 $? && grep -q . "$scratch/message"
}
for option in "--mess bad" "--graduates 0" "--cohorts 2024,2023" \
    "--kinds nothing" "--seed x" "--clusters 1.5" "operand"; do
    # shellcheck disable=SC2086 # two words
    ok "$option is refused" refused $option
done
ok "a folder is needed" is 2 \
    "$("$BUILD/simulate" >/dev/null 2>&1; echo $?)"
summary
