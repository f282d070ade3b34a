#!/usr/bin/env bash
# An overload of the runtime: how much memory it takes meanwhile, how many orders it refuses with
# 429 and a time to come back, and whether all that it has accepted settles afterwards. Systems,
# runtime and load share this machine. Answers are read on their way, which only root may do.
# Usage: overload.sh <drydock> [seconds, at most 120] [orders a second] [MiB that the runtime may take]
set -eu
drydock=$1
seconds=${2:-20}
rate=${3:-1800}
resident_max_mib=${4:-512}
folder=$(mktemp -d)
pids=()
trap 'kill "${pids[@]}" 2>/dev/null; rm -rf "$folder"' EXIT
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
scenario=$folder/overload.yaml
to=$(printf '2011-11-28T16:%02d:%02d' $((50 + seconds / 60)) $((seconds % 60)))
sed -E -e "s#  scale: .*#  scale: $rate#" -e "s#  to: .*#  to: $to#" \
    -e "s#: (data|landscapes|strategies)/#: $PWD/scenarios/\1/#" \
    scenarios/bench-overload.yaml >"$scenario"
runtime_port=$(free_port)
control_port=$(free_port)
export DRYDOCK_CONTROL_TOKEN=$RANDOM$RANDOM$RANDOM
cat >"$folder/runtime.yaml" <<YAML
scenario: overload.yaml
port: $runtime_port
journal: runtime.journal
control: http://127.0.0.1:$control_port
YAML
echo "$(nproc) cores, $(uptime)"
"$drydock" mocks "$scenario" --port 0 --control-port "$control_port" \
    --runtime "http://127.0.0.1:$runtime_port" >"$folder/mocks.log" 2>&1 &
mocks=$!
pids+=("$mocks")
until (exec 3<>"/dev/tcp/127.0.0.1/$control_port") 2>/dev/null; do
    kill -0 "$mocks" 2>/dev/null || { cat "$folder/mocks.log"; exit 1; }
    sleep 0.05
done
"$drydock" runtime --config "$folder/runtime.yaml" >"$folder/runtime.log" 2>&1 &
runtime=$!
pids+=("$runtime")
until grep -qs "^waits" "$folder/runtime.log"; do
    kill -0 "$runtime" 2>/dev/null || { cat "$folder/runtime.log"; exit 1; }
    sleep 0.05
done
"$drydock" drive "$scenario" --landscape "http://127.0.0.1:$control_port" --json >"$folder/verdict.json" &
drive=$!
pids+=("$drive")
resident_mib() { awk "/$2/ {print int(\$2 / 1024)}" "/proc/$1/status"; }
begun=$SECONDS
read_refusals() { python3 "$(dirname "$0")/refusals.py" "$runtime_port" >>"$folder/refusals"; }
while kill -0 "$drive" 2>/dev/null; do
    kill -0 "$runtime" 2>/dev/null || { cat "$folder/runtime.log"; exit 1; }
    echo "after $((SECONDS - begun)) s: runtime $(resident_mib "$runtime" VmRSS) MiB, mocks $(resident_mib "$mocks" VmRSS) MiB resident"
    read_refusals
    for ((second = 0; second < 5; second++)); do
        kill -0 "$drive" 2>/dev/null || break
        sleep 1
    done
done
peak=$(resident_mib "$runtime" VmHWM)
kill -TERM "$runtime"
wait "$runtime" || true
python3 - "$folder/verdict.json" "$peak" "$resident_max_mib" "$folder/refusals" <<'PYTHON'
import json, sys
verdict = json.load(open(sys.argv[1]))
peak, bound = int(sys.argv[2]), int(sys.argv[3])
figures = verdict["figures"]
refused = sum(row["throttled"] for row in verdict["traffic"] if row["system"] == "runtime")
counts = {row["oracle"]: row["count"] for row in verdict["oracles"]}
never_accepted = figures["orders"] - figures["orders_accepted"]
lost = counts["lost_orders"] - never_accepted
read = [line.split() for line in open(sys.argv[4])]
named, missing = (sum(int(row[column]) for row in read) for column in (0, 1))
seconds = sorted({row[2] for row in read if len(row) > 2})
print(f"{named + missing} answers 429 read on their way: {named} with Retry-After ({', '.join(seconds)} s), {missing} without")
print(f"{figures['orders']} orders placed, {figures['orders_accepted']} accepted, {refused} times 429; of those accepted "
      f"{lost} lost, {counts['doubled_orders']} doubled, {counts['unsettled_orders']} unsettled; "
      f"at most {peak} MiB resident, bound {bound} MiB")
holds = peak <= bound and refused > 0 and named > 0 and missing == 0 and lost <= 0 and counts["doubled_orders"] == 0 and counts["unsettled_orders"] == 0
sys.exit(0 if holds else 1)
PYTHON
