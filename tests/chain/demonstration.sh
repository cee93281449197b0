# shellcheck shell=bash
# demonstration.sh - the bundled demonstration in a scratch folder, and what its
# recipes work with.  Source it after tree.sh.

# demonstration DIR THRESHOLD: the bundled tree without the census.
demonstration() {
    mkdir -p "$1/reports"
    cp -R datasets "$1"
    rm -r "$1"/datasets/census_*
    cp -R reports/definitions "$1/reports"
    python3 -c '
import json, sys
config = json.load(open("config.json", encoding="utf-8"))
for name in ("datasets", "indicators", "reports"):
    config[name] = [one for one in config[name]
                    if "census" not in one and "employment_rate" not in one]
config["protection"] = {"threshold": int(sys.argv[1])}
print(json.dumps(config, ensure_ascii=False))' "$2" >"$1/config.json"
}

# before DIR REPORT: the observations before they are protected.
before() {
    sed -n '/bin\/measure/,/|$/p' \
        "$(work_folder "$1")/recipes/measure-$2.sh" |
        sed -e "s/ --record '[^']*'//g" -e '$s/|$//' | bash |
        "$BUILD/bin/cat" --format csv
}

# counted DIR REPORT: the datasets whose cubes a report is measured from.
counted() {
    grep -o "tables/tally-[a-z_0-9]*-[0-9]*\.arrow" \
        "$(work_folder "$1")/recipes/measure-$2.sh" |
        sed 's/.*tally-\(.*\)-[0-9]*\.arrow/\1/' | LC_ALL=C sort -u
}

# rows_counted DIR DATASET: the rows that tally counts, all partitions.
rows_counted() {
    local recipe work
    work=$(work_folder "$1")
    for recipe in "$work/recipes/tally-$2"-*.sh; do
        if grep -q "^'[^']*/\(join\|follow\)'" "$recipe"; then
            sed -n "/^'[^']*\/\(join\|follow\)'/,/^'[^']*\/tally'/p" "$recipe" |
                sed -e "/^'[^']*\/tally'/d" \
                    -e "s/ --\(record\|set-aside\) '[^']*'//g" |
                sed '$s/|$//' | bash
        else
            cat "$(sed -n "/^'[^']*\/tally'/,/^statuses/p" "$recipe" |
                sed -n "s/^ *'\(.*\.arrow\)'\$/\1/p")"
        fi | "$BUILD/bin/cat" --format csv
    done | awk 'NR == 1 { head = $0 } NR == 1 || $0 != head'
}
