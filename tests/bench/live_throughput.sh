#!/usr/bin/env bash
# Orders a second through the whole flow on the real clock, with durable records, and how long a
# webhook waits for its acknowledgement at 80 % of that. Systems, runtime and load share this machine.
# Usage: live_throughput.sh <drydock> [orders a second]
set -eu
drydock=$1
rate=${2:-500}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
measure() {
    "$drydock" run scenarios/bench-live.yaml --clock real --scale "$1" \
        --journal "$folder/$1.journal" --out "$folder/$1" >"$folder/$1.log" 2>&1 ||
        { cat "$folder/$1.log"; echo "failed at $1 orders a second"; exit 1; }
    python3 - "$1" "$folder/$1/run.json" <<'PYTHON'
import json, sys
run = json.load(open(sys.argv[2]))
ack = run["response_times"]["webhooks/storefront"]
print(f"{sys.argv[1]} orders a second placed: {run['orders_invoiced']} invoiced at "
      f"{run['orders_a_second_thousandths'] / 1000:.1f} a second; an order's webhook acknowledged: "
      f"p50 {ack['p50_us'] / 1000:.1f} ms, p99 {ack['p99_us'] / 1000:.1f} ms; the World's thread "
      f"busy {100 * run['busy_ms'] / run['wall_ms']:.0f} %, events late: p99 {run['late_p99_us'] / 1000:.1f} ms")
PYTHON
}
echo "$(nproc) cores, $(uptime)"
measure "$rate"
measure $((rate * 8 / 10))
