#!/usr/bin/env bash
# A real Jaeger gives back what it was sent. Usage: jaeger_test.sh <drydock>; takes the Jaeger whose page
# is at DRYDOCK_JAEGER, or starts the command `jaeger` where it is installed; exits 77 without either.
set -u
drydock=$1
work=$(mktemp -d)
jaeger=
finish() {
    [[ -n $jaeger ]] && kill "$jaeger"
    rm -rf "$work"
}
trap finish EXIT
source "${BASH_SOURCE[0]%/*}/jaeger.bash"
"$drydock" verify-jaeger "$url" || exit 1
"$drydock" run scenarios/twenty-orders.yaml --seed "$RANDOM" --out "$work/run" --trace-share 100% --quiet \
    --otlp "$receiver" --traces "$work/traces.json" || exit 1
# Of another seed each time: the same one would be the same traces again. Every trace of the file is there, with all its spans, parents, links and errors.
python3 - "$work/traces.json" "$url" <<'PYTHON'
import json, sys, time, urllib.request

def spans_of(document):
    spans = {}
    for resource in document["resourceSpans"]:
        service = next(a["value"]["stringValue"] for a in resource["resource"]["attributes"]
                       if a["key"] == "service.name")
        for scope in resource["scopeSpans"]:
            for span in scope.get("spans", []):
                spans.setdefault(span["traceId"], {})[span["spanId"]] = (
                    service, span["name"], span.get("parentSpanId", ""),
                    span.get("status", {}).get("code", 0),
                    sorted(link["spanId"] for link in span.get("links", [])),
                    span["startTimeUnixNano"], span["endTimeUnixNano"])
    return spans

sent = spans_of(json.load(open(sys.argv[1])))
different = 0
for trace, spans in sent.items():
    for attempt in range(50):
        try:
            with urllib.request.urlopen(f"{sys.argv[2]}/api/v3/traces/{trace}?rawTraces=true") as answer:
                read = spans_of(json.load(answer)["result"]).get(trace, {})
        except urllib.error.HTTPError:
            read = {}
        if read == spans:
            break
        time.sleep(0.2)
    different += read != spans
print(f"{len(sent)} traces, {sum(map(len, sent.values()))} spans, {different} came back different")
sys.exit(1 if different else 0)
PYTHON
