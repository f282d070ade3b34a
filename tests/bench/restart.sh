#!/usr/bin/env bash
# How long `drydock runtime` takes from its start until GET /ready says 200, with 100,000 open orders
# in its journal. Usage: restart.sh <drydock> <drydock_open_orders> [journal, made if it is not there]
set -eu
drydock=$1
open_orders=$2
folder=$(mktemp -d)
journal=${3:-$folder/runtime.journal}
scenario=$PWD/scenarios/bench-open-orders.yaml
mocks=
runtime=
trap 'kill -KILL $mocks $runtime 2>/dev/null; rm -rf "$folder"' EXIT
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
echo "$(nproc) cores, $(uptime)"
[[ -e $journal ]] || "$open_orders" "$scenario" "$journal"
first=$(free_port)
"$drydock" mocks "$scenario" --port "$first" --control-port 0 --scale 1 >"$folder/mocks.log" 2>&1 &
mocks=$!
until (exec 3<>"/dev/tcp/127.0.0.1/$((first + 5))") 2>/dev/null; do sleep 0.05; done
port=$(free_port)
cat >"$folder/runtime.yaml" <<YAML
scenario: $scenario
port: $port
journal: $(realpath --relative-to="$folder" "$journal")
systems:
  odoo: "http://127.0.0.1:$((first + 1))"
  wms: "http://127.0.0.1:$((first + 2))"
  carrier: "http://127.0.0.1:$((first + 3))"
  storefront: "http://127.0.0.1:$((first + 4))"
  marketplace: "http://127.0.0.1:$((first + 5))"
YAML
python3 - "$drydock" "$folder/runtime.yaml" "$port" <<'PYTHON'
import http.client, os, signal, subprocess, sys, time
drydock, config, port = sys.argv[1:]
slowest = 0
for round in range(5):
    begun = time.monotonic()
    runtime = subprocess.Popen([drydock, "runtime", "--config", config], stdout=subprocess.DEVNULL)
    while True:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=5)
            connection.request("GET", "/ready")
            if connection.getresponse().status == 200:
                break
        except OSError:
            pass
        if runtime.poll() is not None:
            sys.exit("the runtime ended")
        time.sleep(0.005)
    took = time.monotonic() - begun
    slowest = max(slowest, took)
    rss = next(line for line in open(f"/proc/{runtime.pid}/status") if line.startswith("VmRSS"))
    print(f"ready after {took:.2f} s, {int(rss.split()[1]) // 1024} MiB resident")
    runtime.send_signal(signal.SIGKILL)
    runtime.wait()
sys.exit(0 if slowest < 2 else 1)
PYTHON
