#!/usr/bin/env bash
# test_dataset.sh - an export becomes a dataset in one command, and the chain
# runs on it as it was drafted.
# shellcheck source=tests/chain/tree.sh
. "$(dirname "$0")/tree.sh"

tree=$scratch/x
export_file="$scratch/выпуск 2023.csv"

# dataset NAME FILE: what the command says.
dataset() {
    make -s BUILD="$BUILD" dataset CONFIG="$tree/config.json" \
        NAME="$1" FILE="$2" >"$scratch/said" 2>&1
}

# refused NAME FILE: it is not made.
refused() {
    ! dataset "$@"
}

cp -R tests/example/colleges "$tree"
cp "$tree/datasets/graduates/raw/выпуск 2023.csv" "$export_file"

ok "a dataset is made" dataset drafted "$export_file"
ok "the export is there as it came" \
    cmp "$export_file" "$tree/datasets/drafted/raw/выпуск 2023.csv"
ok "it is readable by its owner alone" test "$(stat -c %a \
    "$tree/datasets/drafted/raw/выпуск 2023.csv")" = 600
ok "what to add is said" grep -q '"datasets/drafted"' "$scratch/said"
sed -i 's|"datasets/graduates"|"datasets/graduates", "datasets/drafted"|' \
    "$tree/config.json"
ok "the chain runs on the draft" \
    make -s BUILD="$BUILD" report CONFIG="$tree/config.json"
ok "no row of it is lost" grep -q drafted "$tree/reports/latest/run.json"

ok "a dataset that is there stays" refused drafted "$export_file"
ok "it says where further files go" grep -q 'datasets/drafted/raw' "$scratch/said"
ok "it proposes another name" grep -q 'NAME=drafted_2$' "$scratch/said"
ok "a name must be a name" refused ../up "$export_file"
ok "a file must be there" refused other "$scratch/none.csv"
ok "a file that is no text is refused" refused other "$BUILD/bin/sniff"
ok "nothing is made of it" test ! -e "$tree/datasets/other"
summary
