#!/usr/bin/env bash
# test_languages.sh - what was found in bad data is told in both languages,
# each complete, whatever the language of who runs the chain.
# shellcheck source=tests/chain/tree.sh
. "$(dirname "$0")/tree.sh"

# Our tree, its file of one sender bad in every way that a filter knows.
bad_tree() {
    rm -rf "$1" "$scratch/build/run"
    tree "$1"
    config '"tolerance": 1' >"$1/config.json"
    cat >"$1/datasets/graduates/schema.json" <<'EOF'
{"name": "graduates", "title": {"ru": "Выпуск", "en": "Graduates"},
 "source": {"ru": "тест", "en": "test"}, "licence": "CC0",
 "submission": {"sender": {"filename": "^([^.]*)"},
  "form": {"value": "graduates"}, "period": {"value": "2025"},
  "version": {"value": "1"}, "received": {"value": "2026-03-01"}},
 "fields": [
  {"name": "region", "type": "string", "registry": "places", "role": "dimension"},
  {"name": "sex", "type": "string", "registry": "sexes", "role": "dimension"},
  {"name": "people", "type": "integer", "role": "count",
   "constraints": {"required": true, "minimum": 0, "maximum": 9000}},
  {"name": "applied", "type": "integer"},
  {"name": "share", "type": "number"},
  {"name": "flag", "type": "boolean"},
  {"name": "day", "type": "date", "constraints": {"minimum": "2020-01-01"}},
  {"name": "since", "type": "year"},
  {"name": "form", "type": "string", "constraints": {"enum": ["day", "night"]}},
  {"name": "code", "type": "string", "constraints": {"pattern": "[0-9]+"}},
  {"name": "mark", "type": "string",
   "constraints": {"minLength": 2, "maxLength": 3}},
  {"name": "absent", "type": "string"}],
 "rules": [
  {"id": "less", "type": "compare", "left": "people", "operator": "<=",
   "right": "applied", "level": "warning", "text": {"ru": "тест", "en": "test"}},
  {"id": "odd", "type": "compare", "left": "people", "operator": "!=",
   "right": {"value": 13}, "level": "warning",
   "text": {"ru": "тест", "en": "test"}},
  {"id": "codes", "type": "unique", "fields": ["code"], "level": "warning",
   "text": {"ru": "тест", "en": "test"}},
  {"id": "sexes", "type": "sum", "field": "sex", "total": "_T",
   "parts": ["M", "F"], "value": "people", "level": "warning",
   "text": {"ru": "тест", "en": "test"}}]}
EOF
    {
        echo region,sex,people,applied,share,flag,day,since,form,code,mark,extra
        echo RU-MOS,M,100,200,,,,,,,,
        echo RU-MOS,M,100,200,,,,,,,,
        echo RU-TVE,F,13,12,,,,,day,7,ab,
        echo RU-TVE,M,20,12,,,,,day,7,ab,
        echo RU-TVE,_T,40,12,,,,,day,7,ab,
        echo Moskow,F,20,30,,,,,,,,
        echo RU-MOS,F,many,,,,,,,,,
        echo RU-MOS,F,,,,,,,,,,
        echo RU-MOS,F,-1,,,,,,,,,
        echo RU-MOS,F,9999,,,,,,,,,
        echo RU-MOS,F,1,,z,,,,,,,
        echo RU-MOS,F,1,,,z,,,,,,
        echo RU-MOS,F,1,,,,z,,,,,
        echo RU-MOS,F,1,,,,2019-12-31,,,,,
        echo RU-MOS,F,1,,,,,z,,,,
        echo RU-MOS,F,1,,,,,,z,,,
        echo RU-MOS,F,1,,,,,,,z,,
        echo RU-MOS,F,1,,,,,,,,a,
        echo RU-MOS,F,1,,,,,,,,abcd,
        echo RU-MOS,F
        echo RU-MOS,F,1,,,,,,,,,,more
        # a NUL byte at the head of a file would make it a binary one
        printf 'RU-MOS,F,1,,,,,,,,,%0120d\n' {1..2500}
        printf 'RU-MOS,F,1,,,,,,,,\000,\n'
        printf 'RU-MOS,F,1,,,,,,,,\377,\n'
        echo 'RU-MOS,F,1,,,,,,,,"never closed'
    } >"$1/datasets/graduates/raw/tver.csv"
}

# whole PYTHON: an expression that holds of the release's quality report; en,
# ru: its texts; pairs: what was expected, in both; reasons.
whole() {
    python3 - "$a/reports/latest" "$1" <<'EOF'
import json, re, sys
folder, test = sys.argv[1:]
read = lambda name: open(folder + "/" + name, encoding="utf-8").read()
en, ru = read("quality.en.txt"), read("quality.ru.txt")
findings = [finding for one in json.loads(read("quality.json"))["inputs"]
            for finding in one["findings"]]
reasons = {finding["reason"] for finding in findings}
pairs = {(place["expected"]["ru"], place["expected"]["en"])
         for finding in findings for place in finding["first"]
         if "expected" in place}
# the words of a boolean are what the file holds, in both languages
ours = lambda text: text.replace("да, нет", "")
cyrillic = lambda text: re.search("[А-яЁё]", ours(text)) is not None
print(reasons, pairs, sep="\n")
sys.exit(not eval(test))
EOF
}

a=$scratch/a
bad_tree "$a"
ok "bad data" run "$a"
cp -R "$a/reports/latest/." "$scratch/english"
ok "the findings of every filter" whole 'reasons >= {"type-error",
    "constraint-error", "missing-cell", "extra-cell", "encoding-error",
    "unclosed-quote", "extra-label", "missing-label", "row-constraint",
    "unique-error", "foreign-key", "duplicate-row"}'
ok "many kinds of them" whole 'len(pairs) > 25'
ok "no Russian in the English texts" \
    whole 'not any(cyrillic(english) for russian, english in pairs)'
ok "each Russian text is Russian" \
    whole 'all(cyrillic(russian) for russian, english in pairs)'
ok "no Russian in the English report" whole 'not cyrillic(en)'
ok "no English in the Russian report" \
    whole 'not any(english in ru for russian, english in pairs)'
ok "all texts stand in the reports of their language" \
    whole 'all(" ".join(russian.split()) in " ".join(ru.split()) and
    " ".join(english.split()) in " ".join(en.split())
    for russian, english in pairs)'

bad_tree "$a"
export LANGUAGE=ru
ok "a Russian user" run "$a"
unset LANGUAGE
ok "gets the same" same "$scratch/english" "$a/reports/latest"
summary
