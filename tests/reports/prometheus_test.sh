#!/usr/bin/env bash
# A real Prometheus scrapes the metrics of running mocks, and promtool has nothing to say against them.
# Usage: prometheus_test.sh <drydock>; exits 77 where Debian's package prometheus is not installed.
set -u
drydock=$1
for command in prometheus promtool curl; do
    command -v "$command" >/dev/null || {
        echo "skipped: $command is not installed"
        exit 77
    }
done
work=$(mktemp -d)
started=()
trap 'kill ${started[@]+"${started[@]}"} 2>/dev/null; wait; rm -rf "$work"' EXIT
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
metrics=127.0.0.1:$(free_port)
prometheus=127.0.0.1:$(free_port)
export DRYDOCK_CONTROL_TOKEN=$RANDOM$RANDOM$RANDOM
"$drydock" mocks scenarios/short-peak.yaml --port 0 --control-port 0 --metrics-port "${metrics#*:}" >"$work/mocks.log" 2>&1 &
started+=($!)
for _ in $(seq 300); do
    curl -sf "http://$metrics/metrics" >"$work/metrics.txt" && break
    kill -0 "${started[0]}" || { cat "$work/mocks.log"; exit 1; }
    sleep 0.1
done
promtool check metrics <"$work/metrics.txt" || exit 1
cat >"$work/prometheus.yml" <<YAML
scrape_configs:
  - job_name: drydock
    scrape_interval: 1s
    static_configs: [{targets: ["$metrics"]}]
YAML
prometheus --config.file="$work/prometheus.yml" --storage.tsdb.path="$work/data" --web.listen-address="$prometheus" \
    >"$work/prometheus.log" 2>&1 &
started+=($!)
for _ in $(seq 60); do
    answer=$(curl -sG "http://$prometheus/api/v1/query" --data-urlencode 'query=drydock_orders_pending_sync and on(instance) up == 1')
    if [[ $answer == *'"__name__":"drydock_orders_pending_sync"'* ]]; then
        echo "$(grep -c '^[a-z]' "$work/metrics.txt") samples, scraped"
        exit 0
    fi
    sleep 0.5
done
echo "not scraped: $answer"
tail -n 5 "$work/prometheus.log"
exit 1
