#!/usr/bin/env bash
# deps.sh PACKAGE|THING:PACKAGE... - install the Debian packages that are
# missing, and only those.  THING is a command or an absolute path that makes
# the package unnecessary, wherever it comes from.
set -eu

missing=()
for need in "$@"; do
    thing=${need%%:*} package=${need##*:}
    case $need in
    /*) [ -e "$thing" ] && continue ;;
    *:*) command -v "$thing" >/dev/null && continue ;;
    esac
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) || :
    [ "$state" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

if ! command -v apt-get >/dev/null; then
    echo "deps: install these by hand (there is no apt-get here): ${missing[*]}" >&2
    exit 3
fi
as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)
echo "deps: installing ${missing[*]}"
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -qq -y --no-install-recommends "${missing[@]}"
