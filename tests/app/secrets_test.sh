#!/usr/bin/env bash
# Runs a few orders on the real clock with every record, trace and log there is, and looks for the
# secrets of the landscape in them: webhook secrets, the password of Odoo, the control API's token.
# Usage: secrets_test.sh <drydock>
set -eu
drydock=$1
folder=$(mktemp -d)
pids=()
trap 'kill "${pids[@]}" 2>/dev/null; rm -rf "$folder"' EXIT
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
cat >"$folder/few.yaml" <<YAML
name: few-orders
workload:
  orders: $PWD/scenarios/data/short_peak.csv
  products: $PWD/scenarios/data/products.csv.xz
  from: 2011-11-28T16:58:03
  to: 2011-11-28T16:58:08
  only_orders: [579003, 579005, 579006]
landscape: $PWD/scenarios/landscapes/quick.yaml
strategy: $PWD/scenarios/strategies/quick.yaml
settle_within: 4s
gauge_interval: 1s
expect:
  - lost_orders == 0
YAML
mkdir "$folder/kept"
"$drydock" run "$folder/few.yaml" --clock real --journal "$folder/kept/run.journal" \
    --traces "$folder/kept/traces.json" --trace-share 100% --metrics "$folder/kept/metrics.txt" \
    --out "$folder/kept/out" >"$folder/kept/run.log" 2>&1

export DRYDOCK_CONTROL_TOKEN=token-of-this-test-$RANDOM$RANDOM
control_port=$(free_port)
runtime_port=$(free_port)
cat >"$folder/runtime.yaml" <<YAML
scenario: few.yaml
port: $runtime_port
journal: kept/runtime.journal
control: http://127.0.0.1:$control_port
YAML
# What is wanted here is that mocks show the keys that their middleware needs, and nobody else does.
"$drydock" mocks "$folder/few.yaml" --port 0 --control-port "$control_port" \
    --runtime "http://127.0.0.1:$runtime_port" >"$folder/mocks.log" 2>&1 &
pids+=($!)
until (exec 3<>"/dev/tcp/127.0.0.1/$control_port") 2>/dev/null; do sleep 0.05; done
"$drydock" runtime --config "$folder/runtime.yaml" >"$folder/kept/runtime.log" 2>&1 &
pids+=($!)
until grep -qs "^waits" "$folder/kept/runtime.log"; do sleep 0.05; done
"$drydock" drive "$folder/few.yaml" --landscape "http://127.0.0.1:$control_port" \
    >"$folder/kept/drive.log" 2>&1 || { cat "$folder/kept/drive.log"; exit 1; }
"$drydock" audit --landscape "http://127.0.0.1:$control_port" --json >"$folder/kept/verdict.json"
kill -TERM "${pids[1]}"
wait "${pids[1]}" || true
for journal in run runtime; do
    "$drydock" journal export "$folder/kept/$journal.journal" | python3 -c '
import base64, json, sys
for line in sys.stdin:
    sys.stdout.buffer.write(base64.b64decode(json.loads(line)["payload"]) + b"\n")
' >"$folder/kept/$journal.records"
done

grep -q 579003 "$folder/kept/traces.json" || { echo "no order is in the traces"; exit 1; }
secrets=$(grep -o "secret-of-[a-z]*" "$folder/mocks.log" | sort -u)
[[ $(wc -w <<<"$secrets") -ge 3 ]] || { echo "mocks show no secrets: nothing was tested"; exit 1; }
grep -qa 579003 "$folder/kept/runtime.records" || { echo "no order is in the records"; exit 1; }
found=0
for secret in $secrets "$DRYDOCK_CONTROL_TOKEN" '"password"' 'Authorization: ' execute_kw; do
    if grep -rlaF -- "$secret" "$folder/kept"; then
        echo "these hold $secret"
        found=1
    fi
done
exit $found
