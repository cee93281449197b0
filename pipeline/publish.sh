#!/usr/bin/env bash
# publish.sh FROM OUTPUT RELEASE - publish the files of FROM as OUTPUT/RELEASE
# and switch OUTPUT/latest to it.  What is published never changes: files that
# differ from it (timing.json aside) become RELEASE.2, RELEASE.3, ...; files
# that are equal are not published again.
set -eu
umask 022

from=$1 output=$2 release=$3
shown=${output#"$PWD"/}

# Rename a link over the old one: readers see the one or the other.
switch_latest() {
    [ "$(readlink "$output/latest")" != "$1" ] || return 0
    ln -s "$1" "$staging.link"
    mv -T "$staging.link" "$output/latest"
    sync "$output"
}

mkdir -p "$output"
# Runs of two configs may publish here: one at a time, where the folder can be
# locked.
exec 8<"$output"
flock 8 2>/dev/null || :
staging=$output/.publish.$$
trap 'rm -rf "$staging" "$staging.link"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

name=$release number=1
while [ -e "$output/$name" ]; do
    if diff -rq -x timing.json "$from" "$output/$name" >/dev/null; then
        switch_latest "$name" # not before &&: there set -e is off
        echo "$shown/latest is up to date"
        exit 0
    fi
    number=$((number + 1)) name=$release.$number
done

mkdir "$staging"
cp "$from"/* "$staging"
chmod 644 "$staging"/*
chmod 755 "$staging"
sync "$staging"/* "$staging"
mv -T "$staging" "$output/$name"
switch_latest "$name"
echo "published $shown/$name"
