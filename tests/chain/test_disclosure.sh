#!/usr/bin/env bash
# test_disclosure.sh - what is published quotes nothing of rows whose figures
# are protected; the lists of the work folder, for their owner alone, do.
# shellcheck source=tests/chain/tree.sh
. "$(dirname "$0")/tree.sh"

# Numbers that occur nowhere else: 7351 of 7302 break a rule, 73o4 is none, and
# Mosqwa is in no code list.
secrets='7351|7302|73o4|Mosqwa'

# protected DIR RULE: our tree under this rule of protection.
protected() {
    rm -rf "$1"
    tree "$1"
    config '"tolerance": 1' >"$1/config.json"
    indicator | sed "s/\"rule\": \"none\", \"text\": {[^}]*}/\"rule\": $2/" \
        >"$1/reports/definitions/rate.json"
    schema graduates people | sed 's/0}}\]}$/0}},\
  {"name": "applied", "type": "integer"}], "primaryKey": ["region", "sex"],\
 "rules": [{"id": "less", "type": "compare", "left": "people",\
  "operator": "<=", "right": "applied", "level": "error",\
  "text": {"ru": "тест", "en": "test"}}]}/' \
        >"$1/datasets/graduates/schema.json"
    {
        echo region,sex,people,applied
        echo RU-TVE,M,40,50
        echo RU-TVE,F,60,70
        echo RU-TVE,F,60,70
        echo RU-MOS,F,7351,7302
        echo RU-MOS,F,73o4,7302
        echo Mosqwa,F,100,200
    } >"$1/datasets/graduates/raw/tver.csv"
}

# found FOLDER FILE...: how many of the secrets these files hold.
found() {
    (cd "$1" && shift && cat -- "$@") | grep -oE "$secrets" | sort -u | wc -l
}

# places PYTHON: an expression that holds of the findings in quality.json.
places() {
    python3 - "$a/reports/latest/quality.json" "$1" <<'PY'
import json, sys
data = json.load(open(sys.argv[1], encoding="utf-8"))
inputs = {one["file"].split("/")[-3] + "/" + one["file"].split("/")[-1]: one
          for one in data["inputs"]}
findings = inputs["graduates/tver.csv"]["findings"]
places = [place for finding in findings for place in finding["first"]]
print(findings)
sys.exit(not eval("(" + sys.argv[2] + ")"))
PY
}

published="quality.json quality.en.txt quality.ru.txt run.json"
a=$scratch/a
protected "$a" '"threshold"'
ok "a protected dataset with bad rows" run "$a"
# shellcheck disable=SC2086
ok "nothing of them is published" \
    is 0 "$(found "$a/reports/latest" $published)"
ok "all filters found something" places \
    '{f["reason"] for f in findings} == {"type-error", "row-constraint",
    "primary-key", "foreign-key"}'
ok "at these lines" places \
    'sorted(p["line"] for p in places) == [4, 5, 6, 7]'
ok "no value is quoted" places 'not any("found" in p for p in places)'
ok "it is said once in the JSON" places \
    '"aside/*.csv" in data["withheld"]["en"] and
    "aside/*.csv" in data["withheld"]["ru"]'
ok "and once in the text" \
    is 1 "$(grep -c 'aside/\*\.csv' "$a/reports/latest/quality.en.txt")"
aside=$(work_folder "$a")/aside
ok "the lists hold all of it" is 4 "$(cd "$aside" && found . ./*.csv)"
ok "for their owner alone" \
    is '' "$(find "$aside" -type f ! -perm 600)"

protected "$a" '"none", "text": {"ru": "тест", "en": "test"}'
ok "the same without protection" run "$a"
ok "is quoted" is 4 "$(found "$a/reports/latest" quality.en.txt)"
ok "and nothing is withheld" places '"withheld" not in data'

# No indicator says that the values may be shown: they are not.
sed -i -e 's#"reports/definitions/rate.json"##' \
    -e 's#"reports/definitions/work.json"#"reports/definitions/quality.json"#' \
    "$a/config.json"
cp reports/definitions/quality.json "$a/reports/definitions"
ok "a dataset that no indicator uses" run "$a"
# shellcheck disable=SC2086
ok "is not quoted" is 0 "$(found "$a/reports/latest" $published)"
summary
