#!/usr/bin/env bash
# test_census.sh - the census of the bundled run in a scratch copy: right
# figures, the same from exports of another form, failures of the system.
# shellcheck source=tests/chain/tree.sh
. "$(dirname "$0")/tree.sh"

# census DIR: the census of the bundled tree, without what was published.
census() {
    mkdir -p "$1/datasets" "$1/reports"
    cp -R datasets/census_2002_* datasets/reference "$1/datasets"
    cp -R reports/definitions "$1/reports"
    cat >"$1/config.json" <<'EOT'
{"title": {"ru": "Перепись", "en": "Census"}, "languages": ["ru", "en"],
 "datasets": ["datasets/census_2002_population", "datasets/census_2002_employed"],
 "registries": ["datasets/reference/regions.json",
  "datasets/reference/residence.json", "datasets/reference/sex.json",
  "datasets/reference/age.json", "datasets/reference/education.json"],
 "indicators": ["reports/definitions/employment_rate.json"],
 "reports": ["reports/definitions/census_employment.json",
  "reports/definitions/quality.json"]}
EOT
}

a=$scratch/a
b=$scratch/b
bin=$root/$BUILD/bin
census "$a"
ok "the census" run "$a"
latest=$a/reports/latest
ok "all figures are those of an independent program" \
    python3 tests/oracle/census.py "$latest/census_employment.csv"
ok "in the JSON-stat too" \
    python3 tests/oracle/census.py "$latest/census_employment.json"
ok "every JSON is valid and says what the CSV says" \
    tests/node.sh tests/jsonstat/check.mjs "$bin" "$latest"
ok "every table opens in another reader and comes back" \
    tests/node.sh tests/chain/tables.mjs "$bin" \
    "$(work_folder "$a")"/tables/*.arrow

# The tables as most regional exports look: Windows-1251, semicolons.
census "$b"
for file in "$b"/datasets/census_2002_*/raw/*; do
    tr '\t' ';' <"$file" | iconv -f UTF-8 -t CP1251 >"$file.new" &&
        mv "$file.new" "${file%.tsv}.csv" && rm "$file"
done
ok "the tables in Windows-1251 with semicolons" run "$b" -j1
for file in "$latest"/census_employment.*; do
    ok "give the same ${file##*/}" \
        cmp "$file" "$b/reports/latest/${file##*/}"
done

for filter in ingest clean link resolve tally measure protect report; do
    system_failures "$a" "$filter"
done
work=$(work_folder "$a")
ok "cat on a full disk" fails_with 3 bash -c \
    "'$bin/cat' '$work/tables/measure-census_employment.arrow' >/dev/full"

# A table that is cut, and one with a changed byte, are errors.
table=$work/tables/resolve-census_2002_population.arrow
head -c 5000 "$table" >"$scratch/cut.arrow"
ok "a table that is cut" \
    fails_with 1 "$bin/tally" --by sex --output "$scratch/x" "$scratch/cut.arrow"
ok "leaves no file" test ! -e "$scratch/x"
summary
