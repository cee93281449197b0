#!/usr/bin/env bash
# test_census.sh - the bundled run against the oracle, all observations; and
# the two tables as regional exports come: Windows-1251 with semicolons.
# shellcheck source=tests/chain/tree.sh
. "$(dirname "$0")/tree.sh"

oracle() {
    python3 "$root/tests/oracle/census.py" "$@"
}

a=$scratch/census
mkdir -p "$a/reports"
cp -R config.json datasets "$a"
cp -R reports/definitions "$a/reports"
ok "the bundled run" run "$a" -j2
published=$a/reports/latest/census_employment
ok "the CSV is what the oracle computes" oracle "$published.csv"
ok "the JSON-stat too" oracle "$published.json"

b=$scratch/exports
mkdir "$b"
cp -R "$a/config.json" "$a/datasets" "$b"
mkdir "$b/reports"
cp -R reports/definitions "$b/reports"
for file in "$b"/datasets/census_2002_*/raw/*; do
    tr '\t' ';' <"$file" | iconv -f UTF-8 -t CP1251 >"${file%.tsv}.csv"
    rm "$file"
done
ok "as Windows-1251 with semicolons" run "$b" -j2
for name in csv json ru.txt en.txt; do
    ok "gives the same $name" \
        cmp "$published.$name" "$b/reports/latest/census_employment.$name"
done
summary
