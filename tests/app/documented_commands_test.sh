#!/usr/bin/env bash
# Runs every `drydock ...` line of the documents' console blocks. A line may end in "# exits N".
# Usage: documented_commands_test.sh <drydock> <document>...
set -u
drydock=$1
shift
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
failures=0
count=0
while IFS= read -r line; do
    wanted=0
    [[ $line =~ \#\ exits\ ([0-9]+) ]] && wanted=${BASH_REMATCH[1]}
    read -r -a words <<<"${line%%#*}"
    arguments=("${words[@]:1}")
    if [[ ${arguments[0]} =~ ^(run|sweep|compare|gate)$ ]]; then
        arguments+=(--out "$results/$count")
    fi
    "$drydock" "${arguments[@]}" >"$results/output" 2>&1 </dev/null
    got=$?
    count=$((count + 1))
    if [[ $got -ne $wanted ]]; then
        failures=$((failures + 1))
        echo "FAILED: $line"
        echo "  exited with $got, expected $wanted"
        tail -n 5 "$results/output"
    fi
done < <(awk '/^```console$/{on=1; next} /^```/{on=0} on && /^drydock /' "$@")
echo "$count commands, $failures failed"
[[ $failures -eq 0 && $count -gt 0 ]]
