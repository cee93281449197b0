#!/usr/bin/env bash
# test_oracle_synthetic.sh - comparisons, rates and series of made-up rows, at
# all their edges, are those of the oracle.  SEEDS are others to try.
# shellcheck source=tests/chain/tree.sh
. "$(dirname "$0")/tree.sh"

bin=$root/$BUILD/bin

# observed KIND SEED DATASET: what measure says of made-up rows, compared.
observed() {
    local a=$scratch/$1.$2 file words options=()
    python3 tests/oracle/synthetic.py "$1" "$2" "$a" >"$a.words" || return
    mapfile -t words <"$a.words"
    for file in "$a"/definitions/*.json; do
        options+=(-d "$file")
    done
    for file in datasets/reference/*.json; do
        options+=(-r "$file")
    done
    "$bin/ingest" --schema "$a/schema.json" "$a/rows.csv" >"$a.arrow" &&
        "$bin/cat" --format csv "$a.arrow" >"$a/table.csv" &&
        "$bin/tally" "${words[@]}" -o "$a.cube" "$a.arrow" &&
        "$bin/measure" "${options[@]}" --breaks "$a/breaks.json" "$a.cube" |
        "$bin/cat" --format csv >"$a/observations.csv" &&
        python3 tests/oracle/observations.py \
            --definitions "$a/definitions" --registries datasets/reference \
            --breaks "$a/breaks.json" --rows "$3=$a/table.csv" \
            "$a/observations.csv"
}

for seed in ${SEEDS:-2}; do
    ok "people made up by $seed" observed people "$seed" graduate_outcomes
    ok "series made up by $seed" observed series "$seed" students_by_cluster
done
summary
