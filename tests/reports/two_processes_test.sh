#!/usr/bin/env bash
# Partners and runtime as two processes send their halves of each order's trace to one real Jaeger, and
# they join: spans of both with one another's as parents, and nobody's parent missing. Three minutes.
# Usage: two_processes_test.sh <drydock>; Jaeger as jaeger.bash says.
set -u
drydock=$1
work=$(mktemp -d)
jaeger=
started=()
finish() {
    kill ${started[@]+"${started[@]}"} ${jaeger:+"$jaeger"} 2>/dev/null
    rm -rf "$work"
}
trap finish EXIT
source "${BASH_SOURCE[0]%/*}/jaeger.bash"
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
scenario=$PWD/scenarios/short-peak.yaml
seed=$RANDOM
runtime_port=$(free_port)
control_port=$(free_port)
export DRYDOCK_CONTROL_TOKEN=$RANDOM$RANDOM$RANDOM
# Of another seed each time: the same one would be the same traces again.
sed -e "s/^seed: .*/seed: $seed/" -e "s/^settle_within: .*/settle_within: 1min/" -E -e "s#: (data|landscapes|strategies)/#: ${scenario%/*}/\1/#" "$scenario" >"$work/peak.yaml"
cat >"$work/runtime.yaml" <<YAML
scenario: peak.yaml
port: $runtime_port
control: http://127.0.0.1:$control_port
YAML
# Until it listens at that port, while that process is there.
listens() {
    until (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; do
        kill -0 "$2" 2>/dev/null || { cat "$work/mocks.log"; exit 1; }
        sleep 0.05
    done
}

"$drydock" mocks "$work/peak.yaml" --port 0 --control-port "$control_port" --runtime "http://127.0.0.1:$runtime_port" \
    --otlp "$receiver" --trace-share 100% --traces "$work/mocks.json" >"$work/mocks.log" 2>&1 &
mocks=$!
started+=("$mocks")
listens "$control_port" "$mocks"
"$drydock" runtime --config "$work/runtime.yaml" --otlp "$receiver" --trace-share 100% --traces "$work/runtime.json" \
    >"$work/runtime.log" 2>&1 &
runtime=$!
started+=("$runtime")
# While mocks begin anew for a drive they answer nobody.
until grep -q "^waits" "$work/runtime.log"; do
    kill -0 "$runtime" 2>/dev/null || { cat "$work/runtime.log"; exit 1; }
    sleep 0.1
done
"$drydock" drive "$work/peak.yaml" --landscape "http://127.0.0.1:$control_port" >"$work/verdict" 2>&1
(($? <= 1)) || { cat "$work/verdict" "$work/mocks.log" "$work/runtime.log"; exit 1; }
kill -INT "$runtime" "$mocks"
wait "$runtime" "$mocks"
started=()
grep -h "^traces\|^otlp" "$work/mocks.log" "$work/runtime.log"
python3 "${BASH_SOURCE[0]%/*}/two_processes.py" "$url" "$work/mocks.json" "$work/runtime.json"
