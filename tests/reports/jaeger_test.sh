#!/usr/bin/env bash
# A real Jaeger gives back what it was sent. Usage: jaeger_test.sh <drydock>; takes the Jaeger whose page
# is at DRYDOCK_JAEGER, or starts the command `jaeger` where it is installed; exits 77 without either.
set -u
drydock=$1
url=${DRYDOCK_JAEGER:-}
work=$(mktemp -d)
jaeger=
finish() {
    [[ -n $jaeger ]] && kill "$jaeger"
    rm -rf "$work"
}
trap finish EXIT
if [[ -z $url ]]; then
    command -v jaeger >/dev/null || {
        echo "skipped: no jaeger is installed, and DRYDOCK_JAEGER names none"
        exit 77
    }
    url=http://127.0.0.1:16686
    if (: </dev/tcp/127.0.0.1/16686) 2>/dev/null; then
        echo "skipped: something else listens at $url; set DRYDOCK_JAEGER to use it"
        exit 77
    fi
    jaeger >"$work/log" 2>&1 &
    jaeger=$!
    for _ in $(seq 100); do
        (: </dev/tcp/127.0.0.1/16686 && : </dev/tcp/127.0.0.1/4318) 2>/dev/null && break
        sleep 0.1
    done
fi
"$drydock" verify-jaeger "$url" || exit 1
receiver=${url%:*}:4318
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
