#!/usr/bin/env bash
# What traces and metrics cost a run on the virtual clock: six weeks of peak season with both, at a share
# of 1 %, against the same without, in turn. Whole processes, reading the demand included; the least of all
# runs, which what else the machine does disturbs least, and the median of the pairs' ratios. Exit code 1:
# more than 10 % longer by both, by the clock on the wall. Usage: trace_cost.sh <drydock> [pairs]
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
echo "$(nproc) cores, $(uptime)"
python3 - "$1" "${2:-10}" "$folder" <<'PYTHON'
import os, statistics, subprocess, sys, time

drydock, pairs, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3]
bare = [drydock, "run", "scenarios/peak-season.yaml", "--quiet", "--out", f"{folder}/out"]
watched = bare + ["--traces", f"{folder}/traces.json", "--trace-share", "1%", "--metrics", f"{folder}/metrics.prom"]
slower_max = 1.10

def measure(command):
    begun = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) > 1:
        sys.exit(f"failed: {' '.join(command)}")
    return {"wall": time.monotonic() - begun, "processor": used.ru_utime + used.ru_stime}

measure(bare), measure(watched)
runs = [(measure(watched), measure(bare)) for _ in range(pairs)]
is_slower = False
for figure in ("wall", "processor"):
    with_both, without = ([run[side][figure] for run in runs] for side in (0, 1))
    least = min(with_both) / min(without)
    median = statistics.median(pair[0][figure] / pair[1][figure] for pair in runs)
    print(f"{figure}: {min(with_both):.3f} s against {min(without):.3f} s at least, {100 * (least - 1):+.1f} %; "
          f"median of {pairs} pairs {100 * (median - 1):+.1f} %")
    is_slower |= figure == "wall" and min(least, median) > slower_max
size = os.path.getsize(f"{folder}/traces.json")
print(f"{size / 1e6:.1f} MB of traces")
sys.exit(1 if is_slower else 0)
PYTHON
