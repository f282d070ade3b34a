#!/bin/sh
# Plants each bug of this folder in a copy of the sources, and sweeps until a run fails.
#
#   tests/planted/find_bugs.sh [SEEDS] [BUG ...]     default: 200 seeds, every bug
#
# Prints a table: bug, seeds until it was found, what was broken. Exit code 1 when a bug was not
# found or does not apply. Builds once for each bug, in build/planted; takes about a minute a bug.
set -eu
cd "$(dirname "$0")/../.."
seeds=${1:-200}
[ $# -gt 0 ] && shift
bugs=${*:-$(basename -s .patch tests/planted/*.patch)}
work=build/planted
mkdir -p "$work"
missed=0
rm -rf "$work/source"
mkdir -p "$work/source"
tar -c --exclude=./build --exclude=./out --exclude=./.git . | tar -x -C "$work/source"
echo "| bug | found at seed | broken |"
echo "|---|---|---|"
for bug in $bugs; do
    patch=$PWD/tests/planted/$bug.patch
    if ! (cd "$work/source" && patch -p1 -s --no-backup-if-mismatch < "$patch"); then
        echo "| \`$bug\` | - | the patch does not apply |"
        missed=1
        continue
    fi
    # Taken back by a patch, too, so that its file is younger than what was built of it.
    take_back() { (cd "$work/source" && patch -p1 -R -s --no-backup-if-mismatch < "$patch"); }
    # As ./check builds, so that ccache answers for all that the bug is not in.
    (cd "$work/source" && cmake --preset release -DBUILD_TESTING=OFF) > "$work/build.log"
    if ! ninja -C "$work/source/build/release" drydock >> "$work/build.log"; then
        take_back
        echo "| \`$bug\` | - | does not compile: $work/build.log |"
        missed=1
        continue
    fi
    take_back
    rm -rf "$work/sweep"
    "$work/source/build/release/drydock" sweep scenarios/one-day.yaml --faults swarm --seeds "$seeds" --jobs 2 \
        --stop-after 1 --out "$work/sweep" > "$work/sweep.log" 2>&1 || true
    runs=$(grep -c '"seed"' "$work/sweep/runs.jsonl" || true)
    broken=$(grep '^safety\|^liveness\|^crash\|^unknown\|^bound' "$work/sweep.log" | head -1 | sed 's/ in [0-9]* seeds.*//')
    if [ -n "$broken" ]; then
        echo "| \`$bug\` | $runs | $broken |"
    else
        echo "| \`$bug\` | not within $runs | |"
        missed=1
    fi
done
exit $missed
