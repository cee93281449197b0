#!/usr/bin/env bash
# test_publish.sh - releases appear whole or not at all.
# shellcheck source=tests/chain/tree.sh
. "$(dirname "$0")/tree.sh"

a=$scratch/a
tree "$a"
raw=$a/datasets/graduates/raw

# What stands in the output folder.
releases() {
    find "$a/reports" -mindepth 1 -maxdepth 1 ! -name definitions \
        -printf '%f\n' | LC_ALL=C sort | tr '\n' ' '
}

fails() {
    ! "$@"
}

ok "a run" env SOURCE_DATE_EPOCH=1700000000 bash -c "
    umask 077; pipeline/run.sh '$scratch/build' '$a/config.json'"
ok "is named by SOURCE_DATE_EPOCH" is "2023-11-14 latest " "$(releases)"
ok "all may read it" is "755 644" \
    "$(stat -c %a "$a/reports/2023-11-14" | sort -u) $(
        stat -c %a "$a/reports/2023-11-14"/* | sort -u)"
ok "nobody else sees the work files" is 700 \
    "$(stat -c %a "$(work_folder "$a")")"
ok "nor a table" is 600 \
    "$(stat -c %a "$(work_folder "$a")"/tables/* | sort -u)"
config '"release": "2026-02-28"' >"$a/config.json"
ok "a run with a date in the config" run "$a"
ok "is named by it" is "2023-11-14 2026-02-28 latest " "$(releases)"
before=$(readlink "$a/reports/latest")

rm "$a/reports/latest"
mkdir "$a/reports/latest"
ok "latest that cannot be switched fails the run" fails run "$a"
ok "and nothing is said to be up to date" fails grep -q 'up to date' "$a.log"
rmdir "$a/reports/latest"
ok "when it can be, the run switches it" run "$a"
ok "to the release that is there" is "$before" "$(readlink "$a/reports/latest")"

printf 'region,sex,people\nRU-MOS,M,ten\nRU-MOS,F,200\n' >"$raw/moscow.csv"
ok "too many rows set aside fail the run" fails run "$a"
ok "the message names the file" \
    grep -q 'datasets/graduates/raw/moscow.csv.*5' "$a.log"
ok "and latest stays" is "$before" "$(readlink "$a/reports/latest")"
ok "and nothing is left" is "2023-11-14 2026-02-28 latest " "$(releases)"
ok "no table has the failed name" is 3 \
    "$(find "$(work_folder "$a")/tables" -name '????????????????????????????????.arrow' | wc -l)"

ok "a tolerance that allows it" \
    sed -i 's/"release"/"tolerance": 0.5, "release"/' "$a/config.json"
ok "lets the run pass" run "$a"
ok "as a release of its own" \
    is "2023-11-14 2026-02-28 2026-02-28.2 latest " "$(releases)"

printf 'region,sex,people\nRU-MOS,M,' >"$raw/empty.csv"
: >"$raw/empty.csv"
head -c 3000 /dev/urandom >"$raw/binary.csv"
ok "an empty and a binary file" fails run "$a"
ok "are both named: the empty one" grep -q 'profstat.*empty.csv' "$a.log"
ok "and the binary one" grep -q 'profstat.*binary.csv' "$a.log"
rm "$raw/empty.csv" "$raw/binary.csv"
mkdir "$raw/folder"
ok "a folder among the raw files" fails run "$a"
ok "is named" grep -q 'raw/folder: not a regular file' "$a.log"
rmdir "$raw/folder"

# Ctrl-C while a filter reads: the input is a pipe that never ends.
printf 'region,sex,people\nRU-TVE,M,41\n' >"$raw/tver.csv"
rm "$scratch/build/bin"
mkdir "$scratch/build/bin"
cp "$root/$BUILD"/bin/* "$scratch/build/bin"
cat >"$scratch/build/bin/clean" <<'EOF'
#!/bin/sh
exec sleep 60
EOF
# A background job of a script ignores the signal unless told otherwise.
setsid env --default-signal=INT bash -c "pipeline/run.sh '$scratch/build' '$a/config.json' >/dev/null 2>&1" &
group=$!
for _ in $(seq 100); do
    pgrep -g "$group" -x sleep >/dev/null && break
    sleep 0.05
done
kill -INT -- "-$group"
wait "$group"
ok "Ctrl-C ends the run" fails pgrep -g "$group" -l
ok "and leaves the releases as they were" \
    is "2023-11-14 2026-02-28 2026-02-28.2 latest " "$(releases)"
ok "and no temporary file" is "" "$(find "$(work_folder "$a")" -type f \
    -regextype egrep ! -regex \
    '.*/(rules.mk|lock|inputs.json|[^/]*\.(sh|json|timing|arrow|csv|txt)|status/[^/]*)')"
ln -sfn "$root/$BUILD/bin" "$scratch/build/bin2"
rm -r "$scratch/build/bin"
mv "$scratch/build/bin2" "$scratch/build/bin"
ok "the next run goes on" run "$a"

mv "$raw" "$raw.away"
ok "a dataset without raw files" fails run "$a"
ok "names the folder" grep -q 'datasets/graduates/raw/: No such file' "$a.log"
# Four runs publish in one folder at once.
several() {
    local n status=0
    rm -rf "$scratch/several"
    for n in 1 2 3 4; do
        mkdir -p "$scratch/several/from$n"
        echo "$n" >"$scratch/several/from$n/work.csv"
        bash pipeline/publish.sh "$scratch/several/from$n" \
            "$scratch/several/reports" 2026-02-28 >"$scratch/several/log$n" 2>&1 &
    done
    for n in $(jobs -p); do
        wait "$n" || status=1
    done
    [ "$status" -eq 0 ] && [ "$(cat "$scratch"/several/reports/2026*/work.csv |
        sort | tr -d '\n')" = 1234 ]
}
for n in 1 2 3 4 5; do
    ok "releases at once, each whole, $n" several
done
summary
