#!/usr/bin/env bash
# demonstration.sh [--check|--options] BUILD - make the bundled data of clusters and
# graduates again: datasets/*/raw and the code lists of clusters, colleges and
# enterprises. Their truth goes to BUILD/demonstration. With --check nothing is
# changed: what differs from the bundled files is told; --options tells what
# they are made with.
set -eu
options=(--seed 2025 --clusters 370 --colleges 1250 --graduates 7400
    --spells-per-graduate 1.45 --cohorts "2023,2024" --mess unrecoverable --kinds
    "snils_digits,birth,two_colleges,cohort_missing,spell_order,spell_birth,member_twice")
if [ "${1-}" = --options ]; then
    echo "${options[@]}"
    exit 0
fi
check=
[ "${1-}" != --check ] || { check=yes && shift; }
build=$(cd "${1:?usage: demonstration.sh [--check] BUILD}" && pwd)
cd "$(dirname "$0")/../.."
out=$build/demonstration
rm -rf "$out"
"$build/simulate" --out "$out" "${options[@]}"
for made in "$out"/datasets/*; do
    name=$(basename "$made")
    if [ -n "$check" ]; then
        if [ "$name" = reference ]; then
            for list in "$made"/*.json; do
                cmp "$list" "datasets/reference/$(basename "$list")"
            done
        else
            diff -rq "$made/raw" "datasets/$name/raw"
        fi
    elif [ "$name" = reference ]; then
        cp "$made"/*.json datasets/reference/
    else
        rm -rf "datasets/$name/raw"
        cp -R "$made/raw" "datasets/$name/raw"
    fi
done
