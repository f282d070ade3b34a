#!/bin/sh
# Switches each protection of the runtime off and sweeps until a run fails on what it protects.
#
#   tests/sensitivity/protections.sh DRYDOCK [SEEDS]     default: 50 seeds
#
# Prints the table of docs/strategies.md. With the protections on, the same seeds have to pass. Exit
# code 1 when they do not, or when a protection was not missed.
set -eu
cd "$(dirname "$0")/../.."
drydock=$1
seeds=${2:-50}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
status=0

# sweep "SCENARIO [KEY=VALUE ...]" KINDS OPTION...: leaves $out/sweep/runs.jsonl, a run a line
sweep() {
    file=${1%% *}
    given=${1#"$file"}
    kinds=$2
    shift 2
    for key_value in $given; do
        set -- "$@" --set "$key_value"
    done
    rm -rf "$out/sweep"
    "$drydock" sweep "scenarios/$file.yaml" --faults "$kinds" --seeds "$seeds" --force --jobs 2 \
        --out "$out/sweep" "$@" > "$out/log" 2>&1 || true
}

# The first seed whose run broke rule $1.
first_broken() {
    grep -F -v '"outcome":"passed"' "$out/sweep/runs.jsonl" | sed 's/"figures":.*//' |
        grep -F "\"$1" | sed 's/.*"seed":\([0-9]*\),.*/\1/' | sort -n | head -1
}

echo "| protection off | rule that breaks | at seed |"
echo "|---|---|---|"
controls=""
while IFS='|' read -r name setting rule scenario kinds; do
    case "$controls" in
    *"$scenario;$kinds "*) ;;
    *)
        controls="$controls$scenario;$kinds "
        sweep "$scenario" "$kinds" --stop-after 1
        passed=$(grep -c -E '"outcome":"(passed|excused)"' "$out/sweep/runs.jsonl" || true)
        if [ "$passed" -ne "$seeds" ]; then
            echo "| none, in $scenario | something in $((seeds - passed)) of $seeds seeds | |"
            status=1
        fi
        ;;
    esac
    # Some rules break later than others in the same run: three failures are looked at.
    sweep "$scenario" "$kinds" --set "$setting" --stop-after 3
    found=$(first_broken "$rule")
    if [ -n "$found" ]; then
        echo "| $name | \`$rule\` | $found |"
    else
        echo "| $name | not \`$rule\` within $seeds seeds | |"
        status=1
    fi
done < tests/sensitivity/protections.txt
exit $status
