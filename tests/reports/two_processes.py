"""Whether the traces that two processes sent are whole in Jaeger.

Usage: two_processes.py <Jaeger's page> <OTLP file of one process> <of the other>
"""
import json
import sys
import time
import urllib.error
import urllib.request


def spans_of(document):
    """By trace, then by span: service, parent and whether it is an error."""
    spans = {}
    for resource in document.get("resourceSpans", []):
        service = next(a["value"]["stringValue"] for a in resource["resource"]["attributes"]
                       if a["key"] == "service.name")
        for scope in resource["scopeSpans"]:
            for span in scope.get("spans", []):
                spans.setdefault(span["traceId"], {})[span["spanId"]] = (
                    service, span.get("parentSpanId", ""), span.get("status", {}).get("code", 0))
    return spans


def read(url, trace):
    try:
        with urllib.request.urlopen(f"{url}/api/v3/traces/{trace}?rawTraces=true") as answer:
            return spans_of(json.load(answer)["result"]).get(trace, {})
    except urllib.error.HTTPError:
        return {}


def main():
    url = sys.argv[1]
    halves = [spans_of(json.load(open(file))) for file in sys.argv[2:]]
    both = sorted(set(halves[0]) & set(halves[1]))
    problems = []
    crossings = 0
    for trace in both:
        shared = set(halves[0][trace]) & set(halves[1][trace])
        if shared:
            problems.append(f"{trace}: {len(shared)} span ids are of both processes")
        sent = {**halves[0][trace], **halves[1][trace]}
        for _ in range(50):
            stored = read(url, trace)
            if stored == sent:
                break
            time.sleep(0.2)
        else:
            problems.append(f"{trace}: {len(sent)} spans were sent, {len(stored)} are there, or they differ")
        roots = [span for span, (_, parent, _) in sent.items() if not parent]
        if len(roots) != 1:
            problems.append(f"{trace}: {len(roots)} spans have no parent")
        orphans = [span for span, (_, parent, _) in sent.items() if parent and parent not in sent]
        if orphans:
            problems.append(f"{trace}: {len(orphans)} spans have a parent that nobody sent")
        for half, other in (halves, halves[::-1]):
            crossings += sum(parent in other[trace] for _, parent, _ in half[trace].values())
    if len(both) < max(len(halves[0]), len(halves[1])) * 9 // 10 or not both:
        problems.append(f"{len(halves[0])} and {len(halves[1])} traces, and only {len(both)} are of both processes")
    if crossings < 10 * len(both):
        problems.append(f"only {crossings} spans have their parent in the other process")
    spans = sum(len(half[trace]) for half in halves for trace in both)
    print(f"{len(both)} orders in one trace each, {spans} spans of two processes, {crossings} of them under a span of the other")
    for problem in problems[:20]:
        print(problem)
    sys.exit(1 if problems else 0)


main()
