#!/usr/bin/env bash
# Mock servers against a server that answers a constant, by wrk in one run: requests a second of
# both, and of a mock with 50 ms lognormal service times and 200 connections against the ideal.
# Usage: mock_servers.sh <drydock> <drydock_bare_server> [seconds]
set -eu
drydock=$1
bare=$2
seconds=${3:-10}
folder=$(mktemp -d)
pids=()
trap 'kill "${pids[@]}" 2>/dev/null; rm -rf "$folder"' EXIT
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
until_open() { # port; of the process that was started last
    until (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; do
        kill -0 "${pids[-1]}" 2>/dev/null || { cat "$folder"/*.log >&2; exit 1; }
        sleep 0.05
    done
}
cat >"$folder/version.lua" <<'LUA'
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"jsonrpc":"2.0","id":1,"method":"call","params":{"service":"common","method":"version","args":[]}}'
LUA
rate_of() { # port connections
    wrk -t1 -c"$2" -d"${seconds}s" -s "$folder/version.lua" "http://127.0.0.1:$1/jsonrpc" >"$folder/wrk"
    if grep -q "Non-2xx\|Socket errors" "$folder/wrk"; then
        cat "$folder/wrk" >&2
        exit 1
    fi
    awk '/Requests\/sec/ {print $2}' "$folder/wrk"
}
serve_mocks() { # sets port; arguments: more options
    port=$(free_port)
    "$drydock" mocks scenarios/bench-live.yaml --port "$port" --control-port 0 \
        --scale 1 "$@" >"$folder/mocks.log" 2>&1 &
    pids+=($!)
    port=$((port + 1)) # The first is the runtime's.
    until_open "$port"
}

echo "$(nproc) cores, $(uptime)"
bare_port=$(free_port)
"$bare" "$bare_port" 2 &
pids+=($!)
until_open "$bare_port"
serve_mocks
constant=$(rate_of "$bare_port" 32)
mock=$(rate_of "$port" 32)
# A lognormal of mean 50 ms and sigma 0.5 by its quantiles; straight lines between them make its
# mean 52.2 ms.
odoo=landscape.systems.odoo
serve_mocks --set "$odoo.service_times={'*': {min: 6.9ms, p50: 44.1ms, p95: 100.4ms, p99: 141.2ms, max: 283ms}}"
delayed=$(rate_of "$port" 200)
python3 - "$constant" "$mock" "$delayed" <<'PYTHON'
import sys
constant, mock, delayed = map(float, sys.argv[1:])
mean = .5 * (6.9 + 44.1) / 2 + .45 * (44.1 + 100.4) / 2 + .04 * (100.4 + 141.2) / 2 + .01 * (141.2 + 283) / 2
ideal = 200 / (mean / 1000)
print(f"constant {constant:.0f}, mock {mock:.0f} requests a second: {100 * mock / constant:.0f} %")
print(f"50 ms lognormal, 200 connections: {delayed:.0f} of ideally {ideal:.0f}: {100 * (delayed / ideal - 1):+.1f} %")
sys.exit(0 if mock >= constant / 2 and delayed >= 0.95 * ideal else 1)
PYTHON
