#!/usr/bin/env python3
"""docker-compose.yml and the Dockerfile hold together: what they mount exists, what they start the
command knows. Usage: containers_test.py <drydock>; exits 77 where python3-yaml is not installed."""

import os
import re
import subprocess
import sys

try:
    import yaml
except ImportError:
    print("skipped: python3-yaml is not installed")
    sys.exit(77)

command = sys.argv[1]
failures = []


def check(holds, complaint):
    if not holds:
        failures.append(complaint)


def help_of(*words):
    return subprocess.run([command, *words, "--help"], capture_output=True, text=True).stdout


compose = yaml.safe_load(open("docker-compose.yml"))
services = compose["services"]
for wanted in ("landscape", "runtime", "jaeger", "prometheus", "grafana", "odoo", "postgres"):
    check(wanted in services, f"there is no service {wanted}")
check(services["odoo"]["profiles"] == ["odoo"], "Odoo must be asked for by its profile")

one_shot = {"drive", "rehearsal"}
published = {}
for name, service in services.items():
    image = service["image"]
    check(":" in image and not image.endswith(":latest"), f"{name}: {image} is no fixed version")
    check(name in one_shot or "healthcheck" in service, f"{name} has no health check")
    for port in service.get("ports", []):
        check(port.startswith("127.0.0.1:"), f"{name}: {port} is open to the network")
        check(port not in published, f"{name}: {port} is also {published.get(port)}'s")
        published[port] = name
    for volume in service.get("volumes", []):
        source = volume.split(":")[0]
        known = os.path.exists(source) if source.startswith(".") else source in compose["volumes"]
        check(known, f"{name}: {source} is not there")
    for secret in service.get("secrets", []):
        check(secret in compose["secrets"], f"{name}: there is no secret {secret}")
    for other in service.get("depends_on", {}):
        check("healthcheck" in services.get(other, {}), f"{name} waits for {other}")
    shared = service.get("network_mode", "")
    if shared:
        check(shared.removeprefix("service:") in services, f"{name}: {shared}")
        check("ports" not in service, f"{name} publishes ports of a network that is not its own")
    if image.startswith("drydock:"):
        words = service["command"]
        text = help_of(words[0])
        check(text and words[0] in help_of(), f"{name}: drydock has no command {words[0]}")
        for word in words[1:]:
            if word.startswith("--"):
                option = word.split("=")[0]
                check(re.search(rf"^\s*(-\w,)?{option}\b", text, re.M), f"{name}: no {option}")
            else:
                check(os.path.exists(word), f"{name}: {word} is not there")

prometheus = yaml.safe_load(open("reports/containers/prometheus.yml"))
for job in prometheus["scrape_configs"]:
    for config in job["static_configs"]:
        for target in config["targets"]:
            check(target.split(":")[0] in services, f"prometheus: {target} is no service")
for source in yaml.safe_load(
    open("reports/grafana/provisioning/datasources/prometheus.yml")
)["datasources"]:
    host = re.match(r"http://([a-z]+):", source["url"]).group(1)
    check(host in services, f"grafana: {host} is no service")
runtime = yaml.safe_load(open("reports/containers/runtime.yaml"))
check(runtime["port"] == 8090, "the runtime's port is not the one that is published")

dockerfile = open("Dockerfile").read()
stages = re.findall(r"^FROM (\S+)", dockerfile, re.M)
check(len(stages) == 2 and all(re.match(r"debian:12\.\d+", stage) for stage in stages), "stages")
users = re.findall(r"^USER (\S+)", dockerfile, re.M)
check(users and users[-1] not in ("0", "root"), "the image runs as root")
for source in re.findall(r"^COPY ([a-z]\S*) ", dockerfile, re.M):
    check(os.path.exists(source), f"Dockerfile: {source} is not there")

for failure in failures:
    print("FAILED:", failure)
print(f"{len(services)} services, {len(failures)} failed")
sys.exit(1 if failures else 0)
