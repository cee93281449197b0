#!/bin/sh
# profstat NAME [ARGUMENT...] - one command in front of the installed filters.
filters=$(dirname "$(readlink -f "$0")")/../libexec/profstat/bin
case ${1-} in
"" | */* | .*) ;;
*)
    if [ -x "$filters/$1" ]; then
        name=$1
        shift
        exec "$filters/$name" "$@"
    fi
    ;;
esac
{
    echo "usage: profstat NAME [ARGUMENT...]"
    echo "NAME is one of: $(cd "$filters" && echo *)"
    echo "\`profstat NAME --help' and \`man profstat-NAME' say more."
} >&2
exit 2
