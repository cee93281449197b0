#!/usr/bin/env bash
# bench.sh BUILD [GRADUATES] [RUNS] - the full job, raw exports to reports, on
# simulated graduates [10000000] and as many spells, against the same job as
# one SQL script in DuckDB (job.sql) on the same rows as plain UTF-8.  Both must
# give the same counts; then the runs [3] alternate.  Prints seconds, rows a
# second, memory, their ratios, and the seconds of each stage of ours.
set -eu
build=$1 graduates=${2:-10000000} runs=${3:-3}
cd "$(dirname "$0")/../.."
work=$(realpath "$build")/bench
tree=$work/tree plain=$work/plain
export KEY=$work/key LC_ALL=C
until=2025-09-30 # as in tests/simulate/tree.sh

# The rows of a dataset that begin so, as plain UTF-8 under these headers.
plain_rows() {
    printf '%s\n' "$3"
    find "$tree/datasets/$1/raw" -name '*.csv' -print0 | sort -z |
        xargs -0 iconv -f windows-1251 -t utf-8 | grep -E "$2" | tr -d '\r'
}

prepare() {
    [ "$(cat "$work/prepared" 2>/dev/null)" != "$graduates" ] || return 0
    echo "bench: simulating $graduates graduates"
    rm -rf "$work"
    mkdir -p "$plain"
    tests/simulate/tree.sh "$build" "$tree" --seed 7 --clusters 370 \
        --colleges 1250 --graduates "$graduates" --spells-per-graduate 1 \
        --no-truth
    # Only graduate_employment is computed by both.
    python3 - "$tree/config.json" <<'END'
import json, sys
with open(sys.argv[1], encoding="utf-8") as file:
    config = json.load(file)
config["datasets"] = ["datasets/" + name for name in
                      ("clusters", "cluster_colleges", "graduates", "spells")]
config["tables"] = ["datasets/tables/graduate_outcomes.json"]
config["indicators"] = [name for name in config["indicators"] if "/employment_" in name]
config["reports"] = ["reports/definitions/graduate_employment.json", "reports/definitions/quality.json"]
with open(sys.argv[1], "w", encoding="utf-8") as file:
    json.dump(config, file, ensure_ascii=False)
END
    plain_rows graduates '[0-9]{3}-[0-9]{3}-' \
        'person_name;person;birth;sex;disability;college;programme;region;graduated;cohort' \
        >"$plain/graduates.csv"
    plain_rows spells '^[0-9]{3}-[0-9]{3}-' \
        'person;status;started;ended;employer;region' >"$plain/spells.csv"
    plain_rows clusters '^ОПК-' 'cluster;region;industry;started;enterprise' \
        >"$plain/clusters.csv"
    plain_rows cluster_colleges '^ОПК-' 'cluster;college;joined;left' \
        >"$plain/cluster_colleges.csv"
    echo "$graduates" >"$work/prepared"
}

# Every stage anew, from the raw files.
ours() {
    rm -rf "$tree"/reports/2* "$tree/reports/latest" "$work/run"
    MAKE="make -j$(nproc)" tests/bench/watch.py "$work/ours" \
        pipeline/run.sh "$work" "$tree/config.json" >"$work/ours.log" 2>&1 || {
        cat "$work/ours.log"
        return 1
    }
}

theirs() {
    tests/bench/watch.py "$work/theirs" node "$work/node/duckdb.mjs" \
        tests/bench/job.sql "plain=$plain" "tree=$tree" "until=$until" \
        "key=0123456789abcdef" "out=$work/theirs.csv"
}

# The observations of ours before protect, against theirs.
compare() {
    local recipe
    recipe=$(echo "$work"/run/*/recipes/measure-graduate_employment.sh)
    sed -n '/bin\/measure/,/|$/p' "$recipe" | sed '$s/|$//' | bash |
        "$build/bin/cat" --format csv >"$work/ours.csv"
    python3 tests/bench/compare.py "$work/ours.csv" "$work/theirs.csv"
}

prepare
rm -rf "${work:?}/bin" "${work:?}/locale"
ln -s "$(realpath "$build")/bin" "$(realpath "$build")/locale" "$work"
mkdir -p "$work/node"
cp tests/bench/package.json tests/bench/package-lock.json \
    tests/bench/duckdb.mjs "$work/node"
(cd "$work/node" && npm ci --no-audit --no-fund >/dev/null)
results=$work/results
: >"$results"
for ((run = 1; run <= runs; run++)); do
    ours
    echo "ours $(cat "$work/ours")" | tee -a "$results"
    theirs
    echo "theirs $(cat "$work/theirs")" | tee -a "$results"
    [ "$run" -gt 1 ] || compare
done
rows=$(cat "$plain/graduates.csv" "$plain/spells.csv" | wc -l)
python3 tests/bench/table.py "$results" "$rows" \
    "$tree/reports/latest/timing.json"
