#!/usr/bin/env bash
# test_increment.sh - a run makes again what a change touches, and no more.
# shellcheck source=tests/chain/tree.sh
. "$(dirname "$0")/tree.sh"

a=$scratch/a
graduates=$a/datasets/graduates/raw
about_run='quality.en.txt quality.json quality.ru.txt'
reports="work.csv work.en.txt work.json work.ru.txt"

# ran_is WHAT...: these recipes ran, with those that follow from WHAT.
# Every run that makes anything makes the reports about the run.
ran_is() {
    is "$(printf '%s\n' "$@" "$about_run" run.json timing.json |
        tr ' ' '\n' | LC_ALL=C sort | tr '\n' ' ' | sed 's/ $//')" "$(ran "$a")"
}

chain_of() {
    echo "resolve-$1 tally-$1-1 measure-work $reports"
}

last_line() {
    tail -n 1 "$a.log"
}

tree "$a"
ok "the first run" run "$a"
ok "makes everything" ran_is \
    datasets/{graduates,employed}/raw/{moscow,tver}.csv \
    "resolve-employed tally-employed-1" "$(chain_of graduates)"
ok "and publishes it" is "published $a/reports/2026-03-01" "$(last_line)"

ok "a second run" run "$a"
ok "does nothing and says so in one line" \
    is "$a/reports/latest is up to date" "$(cat "$a.log")"

cp -p "$graduates/tver.csv" "$scratch/old.csv"
sleep 0.01
raw people RU-TVE 41 60 >"$graduates/tver.csv"
ok "a changed file" run "$a"
ok "is read again with what follows" ran_is \
    datasets/graduates/raw/tver.csv "$(chain_of graduates)"
ok "the change is told" grep -q 'tver.csv: changed since' "$a.log"
ok "the result is a release of its own" \
    is "published $a/reports/2026-03-01.2" "$(last_line)"
ok "with the new sum" grep -q '"\?RU"\?,.*,411,\|,283,401,' \
    "$a/reports/latest/work.csv"

cp -p "$scratch/old.csv" "$graduates/tver.csv"
ok "a file replaced by an older one" run "$a"
ok "is read again with what follows" ran_is \
    datasets/graduates/raw/tver.csv "$(chain_of graduates)"
ok "an equal release is not published twice" \
    is 2026-03-01 "$(readlink "$a/reports/latest")"
ok "nor a third time" test ! -e "$a/reports/2026-03-01.3"

mv "$graduates/tver.csv" "$graduates/tver2.csv"
ok "a renamed file" run "$a"
ok "is read again with what follows" ran_is \
    datasets/graduates/raw/tver2.csv "$(chain_of graduates)"
ok "the old name is reported" grep -q 'tver.csv: vanished since' "$a.log"

mv "$graduates/tver2.csv" "$scratch"
ok "a removed file" run "$a"
ok "touches its dataset only" ran_is "$(chain_of graduates)"
ok "is reported" grep -q 'tver2.csv: vanished since' "$a.log"
ok "its work files are gone" is 3 \
    "$(find "$(work_folder "$a")/tables" -name '????????????????????????????????.arrow' | wc -l)"
ok "the figures follow" grep -q 300 "$a/reports/latest/work.csv"

mv "$scratch/tver2.csv" "$graduates/tver.csv"
ok "a file put back" run "$a"
ok "is read again with what follows" ran_is \
    datasets/graduates/raw/tver.csv "$(chain_of graduates)"

touch "$graduates/tver.csv"
ok "a file touched" run "$a"
ok "is not read again" \
    is "$a/reports/latest is up to date" "$(cat "$a.log")"

sed -i 's/"Number"/"Count"/' "$a/datasets/employed/schema.json"
ok "a changed schema" run "$a"
ok "touches its dataset only" grep -q '^datasets/employed/raw/moscow.csv$' \
    "$a.log"
ok "and not the other" is 0 "$(grep -c '^datasets/graduates' "$a.log")"

sed -i 's/Regions/Areas/' "$a/reports/definitions/work.json"
ok "a changed report" run "$a"
ok "touches that report only" ran_is "$reports"

config '"protection": {"threshold": 7}' >"$a/config.json"
ok "a changed setting" run "$a"
ok "touches what uses it" ran_is "measure-work $reports"

rm "$scratch/build/bin"
mkdir "$scratch/build/bin"
cp "$root/$BUILD"/bin/* "$scratch/build/bin"
ok "programs that are the same elsewhere" run "$a"
ok "touch nothing" is "$a/reports/latest is up to date" "$(cat "$a.log")"
printf x >>"$scratch/build/bin/tally"
ok "a changed program" run "$a"
ok "touches its stage" grep -qx tally-graduates-1 "$a.log"
ok "and no stage before" is 0 "$(grep -cE '^(resolve|datasets)' "$a.log")"

# The clock was set back by a day after the last run.
find "$(work_folder "$a")" -type f -exec touch -d '1 day' {} +
raw people RU-TVE 45 60 >"$graduates/tver.csv"
ok "a changed file after a clock set back" run "$a"
ok "is read" grep -q '"\?RU"\?,.*,283,405,' "$a/reports/latest/work.csv"
ok "a run after it" run "$a"
ok "does nothing" is "$a/reports/latest is up to date" "$(cat "$a.log")"
raw people RU-TVE 40 60 >"$graduates/tver.csv"
ok "the file as it was" run "$a"

rm -r "$a/reports/latest" "$a/reports/2026-03-01"*
ok "a report that was removed" run "$a"
ok "is published again" is "published $a/reports/2026-03-01" "$(cat "$a.log")"
summary
