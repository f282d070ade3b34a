#!/usr/bin/env bash
# Drives scenarios/short-peak.yaml on served mocks, kills the runtime with SIGKILL at random moments
# and starts it again at once, and audits the ledgers: no rule about what may never happen is broken.
# Orders that the kills kept back until the carrier had gone are late, and no more than that. Takes
# four and a half minutes.
# Usage: kill_runtime.sh <drydock> [kills]
set -u
drydock=$1
kills=${2:-50}
scenario=$PWD/scenarios/short-peak.yaml
folder=$(mktemp -d)
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
runtime_port=$(free_port)
control_port=$(free_port)
export DRYDOCK_CONTROL_TOKEN=$RANDOM$RANDOM$RANDOM
cat >"$folder/runtime.yaml" <<YAML
scenario: $scenario
port: $runtime_port
journal: runtime.journal
control: http://127.0.0.1:$control_port
YAML

"$drydock" mocks "$scenario" --port 0 --control-port "$control_port" \
    --runtime "http://127.0.0.1:$runtime_port" >"$folder/mocks.log" 2>&1 &
mocks=$!
runtime=
trap 'kill $mocks $runtime 2>/dev/null; rm -rf "$folder"' EXIT
start_runtime() {
    "$drydock" runtime --config "$folder/runtime.yaml" >>"$folder/runtime.log" 2>&1 &
    runtime=$!
}
# Whether it answers GET /ready with 200: it has read its records and what it needs of its partners.
is_ready() {
    (
        exec 3<>"/dev/tcp/127.0.0.1/$runtime_port"
        printf 'GET /ready HTTP/1.1\r\nHost: runtime\r\nConnection: close\r\n\r\n' >&3
        read -r -t 1 status <&3
        [[ $status == "HTTP/1.1 200 "* ]]
    ) 2>/dev/null
}
until (exec 3<>"/dev/tcp/127.0.0.1/$control_port") 2>/dev/null; do sleep 0.05; done
start_runtime
until grep -qs "^waits" "$folder/runtime.log"; do sleep 0.05; done
"$drydock" drive "$scenario" --landscape "http://127.0.0.1:$control_port" >"$folder/verdict" 2>&1 &
drive=$!
until is_ready; do sleep 0.01; done
slowest=0
for ((round = 0; round < kills; round++)); do
    sleep "0.$((RANDOM % 10))$((RANDOM % 10))"
    kill -KILL "$runtime"
    wait "$runtime" 2>/dev/null
    begun=$(date +%s%N)
    start_runtime
    until is_ready; do
        kill -0 "$runtime" 2>/dev/null || { cat "$folder/runtime.log"; exit 1; }
        sleep 0.01
    done
    took=$((($(date +%s%N) - begun) / 1000000))
    ((took > slowest)) && slowest=$took
done
wait "$drive"
code=$?
grep -v "orders placed" "$folder/verdict"
grep -q "^Oracles" "$folder/verdict" || exit 1
grep "^  failed" "$folder/verdict" | grep -qv "unsettled_orders" || code=0
kill -TERM "$runtime"
wait "$runtime" 2>/dev/null
"$drydock" journal verify "$folder/runtime.journal" || code=1
echo "$kills kills, slowest restart until ready $slowest ms"
exit $code
