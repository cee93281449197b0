#!/usr/bin/env bash
# tree.sh BUILD DIR [OPTION...] - simulate into DIR and put beside the exports
# what a run needs: schemas, code lists, derived tables, definitions, a config.
# `make report CONFIG=DIR/config.json` then runs the whole chain on them.
# PARTITIONS=N in the environment sets the number of partitions.
set -eu
build=$(cd "${1:?usage: tree.sh BUILD DIR [OPTION...]}" && pwd)
out=${2:?usage: tree.sh BUILD DIR [OPTION...]}
shift 2
mkdir -p "$out"
out=$(cd "$out" && pwd)
cd "$(dirname "$0")/../.."

"$build/simulate" --out "$out" "$@"
mkdir -p "$out/datasets/tables" "$out/reports/definitions"
for raw in "$out"/datasets/*/raw; do
    name=$(basename "$(dirname "$raw")")
    cp "datasets/$name/schema.json" "$out/datasets/$name/"
done
case " $* " in
*" --senders region "*) # then a sender is a region, not a college
    sed -i '/"sender":/s/"colleges"/"subjects", "field": "region"/' \
        "$out/datasets/graduates/schema.json"
    ;;
esac
for list in subjects industries programmes outcome_statuses within places \
    points disability statistics sex; do
    cp "datasets/reference/$list.json" "$out/datasets/reference/"
done
cp datasets/tables/*.json "$out/datasets/tables/"
for file in reports/definitions/*.json; do
    case $file in
    */census_* | */employment_rate.json) ;;
    */breaks.json) ;; # the simulated world has none
    *) cp "$file" "$out/reports/definitions/" ;;
    esac
done

# names FILE... - as the list of a config, relative to it
names() {
    local between='' file
    for file in "$@"; do
        printf '%s"%s"' "$between" "${file#"$out"/}"
        between=', '
    done
}
indicators=() reports=()
for file in "$out"/reports/definitions/*.json; do
    if grep -qE '"kind": "(indicator|comparison)"' "$file"; then
        indicators+=("$file")
    else
        reports+=("$file")
    fi
done
datasets=("$out"/datasets/*/schema.json)
cat >"$out/config.json" <<END
{
  "title": {"ru": "Имитация", "en": "Simulation"},
  "languages": ["ru", "en"],
  "datasets": [$(names "${datasets[@]%/schema.json}")],
  "registries": [$(names "$out"/datasets/reference/*.json)],
  "tables": [$(names "$out"/datasets/tables/*.json)],
  "indicators": [$(names "${indicators[@]}")],
  "reports": [$(names "${reports[@]}")],
  "release": "2026-12-01",
  "cutoff": "2026-12-01",
  "until": "2025-09-30",
${PARTITIONS:+  \"partitions\": $PARTITIONS,
}  "tolerance": 0.5,
  "protection": {"threshold": 1},
  "output": "reports"
}
END
