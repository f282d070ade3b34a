#!/usr/bin/env bash
# The alert rules and every query of the dashboard are PromQL, and ask only for metrics that a run
# exposes. Usage: grafana_test.sh <drydock>; exits 77 where promtool is not installed.
set -u
drydock=$1
command -v promtool >/dev/null || { echo "skipped: promtool is not installed"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

promtool check rules reports/grafana/alerts.yml || exit 1
python3 - reports/grafana/dashboard.json "$work" <<'PYTHON' || exit 1
import json, sys
dashboard = json.load(open(sys.argv[1]))
queries = [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]
assert len(queries) >= 16, "the dashboard has lost its queries"
assert len({panel["id"] for panel in dashboard["panels"]}) == len(dashboard["panels"])
rules = [{"record": f"query:{n}", "expr": query} for n, query in enumerate(queries)]
json.dump({"groups": [{"name": "dashboard", "rules": rules}]}, open(sys.argv[2] + "/rules.yml", "w"))
open(sys.argv[2] + "/queries", "w").write("\n".join(queries))
PYTHON
promtool check rules "$work/rules.yml" || exit 1

# A day with faults and exceptions, so that every family has a sample.
"$drydock" run scenarios/gates/schema-drift.yaml --quiet --out "$work/run" \
    --metrics "$work/metrics.txt"
promtool check metrics <"$work/metrics.txt" || exit 1
missing=0
for name in $(grep -ohE '(drydock|http)_[a-z_]+' "$work/queries" reports/grafana/alerts.yml | sort -u); do
    grep -qE "^$name(\{| )" "$work/metrics.txt" || { echo "no run exposes $name"; missing=1; }
done
[[ $missing -eq 0 ]]
