#!/usr/bin/env bash
# dataset.sh BUILD CONFIG NAME FILE - make a dataset of an export: a copy of it
# and the draft of its schema, in datasets/NAME beside CONFIG.
set -euo pipefail

build=$1 config=$2 name=$3 file=$4

fail() {
    printf 'dataset: %s\n' "$1" >&2
    exit 2
}

if [ -z "$name" ] || [ -z "$file" ]; then
    fail 'say what it is called and which file: make dataset NAME=college_graduates FILE=export.csv'
fi
[[ $name =~ ^[A-Za-z][A-Za-z0-9_-]*$ ]] ||
    fail "NAME=$name: expected Latin letters, digits, _ and -, a letter first"
[ -e "$file" ] || fail "FILE=$file: there is no such file"
[ -f "$file" ] || fail "FILE=$file: this is a folder or a device; expected a file"
folder=$(dirname -- "$config")/datasets/$name
folder=${folder#./}
if [ -e "$folder" ]; then
    other=2
    while [ -e "${folder}_$other" ]; do
        other=$((other + 1))
    done
    fail "$folder is there already: put further exports of the same kind into \
$folder/raw, or call this one otherwise: NAME=${name}_$other"
fi

draft=$(mktemp)
trap 'rm -f "$draft"' EXIT
"$build/bin/sniff" --draft --name "$name" -o "$draft" -- "$file"
mkdir -p "$folder/raw"
base=$(basename -- "$file")
(umask 077 && cat -- "$file" >"$folder/raw/$base") # it may be about persons
cp "$draft" "$folder/schema.json"
chmod 644 "$folder/schema.json"

# So that it can be given to a shell, whatever the names.
words=("$build/bin/ingest")
! grep -Eq '"format": "(snils|inn12)"' "$folder/schema.json" ||
    words+=(--key "${KEY:-$HOME/.config/profstat/key}")
words+=(--schema "$folder/schema.json" "$folder/raw/$base")
cat <<END
Made $folder:
    raw/$base    the export as it came
    schema.json    how it is read; look it over: titles, roles, what is required
Add it to "datasets" in $config:
    "datasets/$name"
See what is read:
    $(printf '%q ' "${words[@]}")| $(printf '%q' "$build/bin/cat")
END
