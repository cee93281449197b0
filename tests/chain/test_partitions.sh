#!/usr/bin/env bash
# test_partitions.sh - the number of partitions shows in no result, and a
# change touches only the partitions whose content it changes.
# shellcheck source=tests/chain/tree.sh
. "$(dirname "$0")/tree.sh"
# shellcheck source=tests/chain/people.sh
. "$(dirname "$0")/people.sh"

a=$scratch/a
graduates=$a/datasets/graduates/raw
work=$(people "$a" && work_folder "$a")

# fresh [MEMBERS OF THE CONFIG]: the tree at the same path, nothing made.  With
# findings of every filter: an overlapping membership, which all partitions
# read, spells that end before they start, one without a graduate.
fresh() {
    rm -rf "$a" "$scratch/build/run"
    people "$a" "\"tolerance\": 0.5${1:+, $1}"
    echo 'C1;K1;2023-01-01;' >>"$a/datasets/members/raw/all_1_2026-02-01.csv"
    {
        spell 4 W 2024-09-01 2024-08-01 RU-MOS
        spell 8 W 2024-09-01 2024-08-01 RU-TVE
        spell 20 W 2024-07-01 '' RU-MOS
    } >>"$a/datasets/spells/raw/fund_1_2026-03-01.csv"
}

# keep NAME: what was published.
keep() {
    cp -R "$a/reports/latest/." "$scratch/$1"
}

# The partitions of graduates by content: "1 HASH" and so on.
contents() {
    local k
    for k in $(seq "$1"); do
        echo "$k $(sha256sum <"$work/tables/resolve-graduates-$k.arrow")"
    done
}

# The numbers of the partitions that differ from the list of before.
changed() {
    contents "$1" | diff "$scratch/before" - | sed -n 's/^> \([0-9]*\) .*/\1/p'
}

# Those that were followed again in the last run.
followed() {
    sed -n 's/^tally-outcomes-\([0-9]*\)$/\1/p' "$a.log" | sort -n
}

fresh
ok "partitions by size" run "$a"
keep size
ok "finds what is wrong" is "overlapping-interval row-constraint" "$(
    grep -ohE 'overlapping-interval|row-constraint' "$scratch/size/quality.json" |
        sort -u | tr '\n' ' ' | sed 's/ $//')"
ok "are one, for little" is 1 "$(find "$work/tables" -name 'resolve-graduates-*.arrow' | wc -l)"
for number in 1 2 16; do
    fresh "\"partitions\": $number"
    ok "$number partitions" run "$a" -j2
    ok "are that many" is "$number" \
        "$(find "$work/tables" -name 'tally-outcomes-*.arrow' | wc -l)"
    keep "$number"
    ok "give the same" same "$scratch/size" "$scratch/$number"
done

fresh '"partitions": 16'
for name in "$graduates"/*.csv; do
    mv "$name" "$scratch/${name##*/}"
done
for name in C2_1 C1_1; do
    cp "$scratch/${name}_2026-02-01.csv" "$graduates"
done
ok "files in another order, one job" run "$a" -j1
keep order
ok "give the same" same "$scratch/size" "$scratch/order"

ok "a second run" run "$a"
ok "does nothing" is "" "$(ran "$a" | grep -v '^rows ')"

# One row of one person.
contents 16 >"$scratch/before"
sed -i "/^$(snils 2)/s/;M;/;F;/" "$graduates/C1_1_2026-02-01.csv"
ok "a corrected row" run "$a"
ok "changes one partition" is 1 "$(changed 16 | wc -l)"
ok "which alone is followed again" is "$(changed 16)" "$(followed)"
ok "with the file and its dataset" is \
    "datasets/graduates/raw/C1_1_2026-02-01.csv resolve-graduates" \
    "$(grep -E '^(datasets|resolve)' "$a.log" | tr '\n' ' ' | sed 's/ $//')"
ok "and the report of it" grep -qx measure-work "$a.log"
ok "not the other" is 0 "$(grep -c growth "$a.log")"

# A whole submission of one college: the partitions of its six persons.
contents 16 >"$scratch/before"
cp "$graduates/C1_1_2026-02-01.csv" "$graduates/C1_2_2026-04-01.csv"
sed -i "/^$(snils 1)/s/;M;/;F;/" "$graduates/C1_2_2026-04-01.csv"
ok "a corrected submission" run "$a"
ok "changes some partitions" test "$(changed 16 | wc -l)" -gt 1
ok "and not all" test "$(changed 16 | wc -l)" -lt 7
ok "which alone are followed again" is "$(changed 16)" "$(followed)"
ok "a run after it" run "$a"
ok "does nothing" is "" "$(ran "$a" | grep -v '^rows ')"
ok "for all is there" grep -qx "$a/reports/latest is up to date" "$a.log"

rm "$work/tables/resolve-graduates-3.arrow"
ok "a partition that was removed" run "$a"
ok "is made again" test -e "$work/tables/resolve-graduates-3.arrow"
ok "with its dataset" grep -qx resolve-graduates "$a.log"
ok "and no other is followed" is 3 "$(followed)"
keep removed

people_config '"tolerance": 0.5, "partitions": 2' >"$a/config.json"
ok "other partitions" run "$a"
keep fewer
ok "give the same" same "$scratch/removed" "$scratch/fewer"
ok "and the old ones are gone" is 2 \
    "$(find "$work/tables" -name 'resolve-graduates-*.arrow' | wc -l)"
summary
