#!/usr/bin/env python3
"""Every door that Drydock opens against every hostile peer, as real processes: an Odoo, the control
API, the runtime's gateway (all three with TLS), /metrics and the page of `drydock watch`. While all
that goes on each of them must answer ordinary requests, and none may end.
Usage: hostile_doors_test.py <drydock>"""

import hashlib
import os
import re
import resource
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from pathlib import Path

drydock = sys.argv[1]
warnings.simplefilter("ignore", DeprecationWarning)  # Old versions of TLS are what is wanted.
root = Path.cwd()
token = hashlib.sha256(os.urandom(16)).hexdigest()
MIB = 1024 * 1024


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Door:
    def __init__(self, name, port, path, connections, secure=False, head="", body=""):
        self.name, self.port, self.path, self.secure = name, port, path, secure
        self.connections = connections  # Of its limit, and some more.
        method = "POST" if body else "GET"
        self.good = (
            f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{head}"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}"
        ).encode()
        self.answered, self.failures, self.slowest = 0, [], 0.0

    def connect(self, plain=False):
        peer = socket.create_connection(("127.0.0.1", self.port), timeout=15)
        return peer if plain or not self.secure else believing.wrap_socket(peer, server_hostname="127.0.0.1")

    def head(self, more, method="POST"):
        return f"{method} {self.path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n{more}".encode()

    def ask(self):
        """The status of an ordinary request on a connection of its own."""
        with self.connect() as peer:
            peer.sendall(self.good)
            return status_of(hear(peer))

    def traffic(self, over):
        while not over.is_set():
            begun = time.monotonic()
            try:
                status = self.ask()
                if status != 200:
                    self.failures.append(f"status {status}")
            except OSError as error:
                self.failures.append(repr(error))
            self.slowest = max(self.slowest, time.monotonic() - begun)
            self.answered += 1
            time.sleep(0.05)


def hear(peer, enough=b"\r\n\r\n", seconds=15):
    """All until `enough`, the end, or that time; a connection that is broken off ends, too."""
    heard = b""
    end = time.monotonic() + seconds
    while enough not in heard and time.monotonic() < end:
        peer.settimeout(max(0.01, end - time.monotonic()))
        try:
            some = peer.recv(65_536)
        except (OSError, ssl.SSLError):
            break
        if not some:
            break
        heard += some
    return heard


def status_of(heard):
    found = re.match(rb"HTTP/1\.1 (\d{3}) ", heard)
    return int(found.group(1)) if found else 0


def ends(peer, seconds):
    """Whether the other side closes within that time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        peer.settimeout(max(0.01, end - time.monotonic()))
        try:
            if not peer.recv(65_536):
                return True
        except TimeoutError:
            return False
        except (OSError, ssl.SSLError):
            return True
    return False


# Each attack gives what was wrong with the defence, or nothing.


def slowloris(door):
    with door.connect() as peer:
        peer.sendall(door.head("X: "))
        begun = time.monotonic()
        heard = b""
        peer.settimeout(1)
        while not heard and time.monotonic() - begun < 14:
            try:
                peer.sendall(b"x")
                heard = peer.recv(65_536) or b"end"
            except TimeoutError:
                continue
            except (OSError, ssl.SSLError):
                break
        took = time.monotonic() - begun
        status = status_of(heard)
        return None if 8 < took < 13 and status == 408 else f"status {status} after {took:.0f} s"


def half_open(door):
    with door.connect(plain=True) as peer:
        peer.sendall(b"\x16\x03\x01" if door.secure else door.head("X"))
        peer.shutdown(socket.SHUT_WR)
        return None if ends(peer, 12) else "the connection stays"


def body_of_a_gib(door):
    with door.connect() as peer:
        peer.sendall(door.head(f"Content-Length: {1024 * MIB}\r\n\r\n"))
        status = status_of(hear(peer))
        return None if status == 413 else f"status {status}"


def chunks_of_a_gib(door):
    sent = 0
    with door.connect() as peer:
        peer.sendall(door.head("Transfer-Encoding: chunked\r\n\r\n"))
        chunk = b"100000\r\n" + b"x" * MIB + b"\r\n"
        try:
            while sent < 1024:
                peer.sendall(chunk)
                sent += 1
        except (OSError, ssl.SSLError):
            pass
    return None if sent < 128 else f"{sent} MiB were taken"


def ten_thousand_headers(door):
    with door.connect() as peer:
        peer.sendall(door.head("".join(f"X-{count}: y\r\n" for count in range(10_000)) + "\r\n"))
        status = status_of(hear(peer))
        return None if status == 431 else f"status {status}"


def json_body(door, body):
    with door.connect() as peer:
        peer.sendall(door.good.split(b"Content-Type")[0].replace(b"GET ", b"POST ", 1))
        peer.sendall(f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
        status = status_of(hear(peer))
        return None if 200 <= status < 500 else f"status {status}"


def deep_json(door):
    return json_body(door, b"[" * 15_000) or json_body(door, b'{"a":' * 3_000 + b"1" + b"}" * 3_000)


def invalid_utf8(door):
    return json_body(door, b'{"scenario": "\xc3\x28", "kind": "\xff", "id": "\xed\xa0\x80"}') or json_body(
        door, b'{"scenario": "\\ud800", "kind": "\\udfff", "id": "\\ud800"}'
    )


def pipelined_garbage(door):
    with door.connect() as peer:
        peer.sendall(door.good + b"\x01\x02 rubbish \xff\r\n\r\n")
        heard = hear(peer, b" 400 ")
        return None if status_of(heard) == 200 and b" 400 " in heard else "the garbage is not refused"


def tls_downgrade(door):
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    old.set_ciphers("ALL:@SECLEVEL=0")
    old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    with door.connect(plain=True) as peer:
        try:
            old.wrap_socket(peer)
            return "TLS 1.1 is spoken"
        except (ssl.SSLError, OSError):
            pass
    with door.connect(plain=True) as peer:
        peer.sendall(door.good)
        return None if b"HTTP/1.1 2" not in hear(peer) else "plain text is answered"


def all_connections_held(door):
    held = []
    try:
        for _ in range(door.connections):
            peer = socket.create_connection(("127.0.0.1", door.port), timeout=15)
            peer.setblocking(False)
            held.append(peer)
            time.sleep(1 / door.connections)
        status = door.ask()
        return None if status == 200 else f"status {status} for others"
    except OSError as error:
        return repr(error)
    finally:
        for peer in held:
            peer.close()


ATTACKS = [half_open, body_of_a_gib, chunks_of_a_gib, ten_thousand_headers, deep_json, invalid_utf8,
           pipelined_garbage, tls_downgrade, all_connections_held, slowloris]

with tempfile.TemporaryDirectory() as folder_name:
    folder = Path(folder_name)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65_536), hard))
    subprocess.run([drydock, "certificate", folder / "tls"], check=True, stdout=subprocess.DEVNULL)
    tls = folder / "tls"
    believing = ssl.create_default_context(cafile=str(tls / "ca.pem"))
    scenario = folder / "few.yaml"
    scenario.write_text(  # Without faults: no ordinary request fails but by a hostile peer.
        "name: few-orders\nworkload:\n"
        f"  orders: {root}/scenarios/data/short_peak.csv\n  products: {root}/scenarios/data/products.csv.xz\n"
        "  from: 2011-11-28T16:58:03\n  to: 2011-11-28T16:58:08\n  only_orders: [579003, 579005, 579006]\n"
        f"landscape: {root}/scenarios/landscapes/quick.yaml\nstrategy: {root}/scenarios/strategies/quick.yaml\n"
        "settle_within: 5min\nexpect:\n  - lost_orders == 0\n"
    )
    runtime_port, control_port, watch_port = free_port(), free_port(), free_port()
    runtime_metrics = free_port()
    (folder / "runtime.yaml").write_text(
        f"scenario: {scenario}\nport: {runtime_port}\njournal: runtime.journal\n"
        f"control: https://127.0.0.1:{control_port}\n"
        "tls: {certificate: tls/server.pem, key: tls/server.key, authority: tls/ca.pem}\n"
    )
    environment = os.environ | {"DRYDOCK_CONTROL_TOKEN": token}
    processes = {}

    def start(name, *words):
        log = open(folder / f"{name}.log", "w")
        processes[name] = subprocess.Popen([drydock, *map(str, words)], env=environment, stdout=log, stderr=log)

    def wait_for(what, seconds=60):
        end = time.monotonic() + seconds
        while not what():
            for name, process in processes.items():
                if name != "drive" and process.poll() is not None:
                    sys.exit(f"{name} ended: " + (folder / f"{name}.log").read_text())
            if time.monotonic() > end:
                sys.exit("nothing came of it:\n" + "".join(log.read_text() for log in folder.glob("*.log")))
            time.sleep(0.1)

    def listens(port):
        with socket.socket() as peer:
            return peer.connect_ex(("127.0.0.1", port)) == 0

    try:
        start("mocks", "mocks", scenario, "--port", 0, "--control-port", control_port, "--runtime",
              f"https://127.0.0.1:{runtime_port}", "--tls-cert", tls / "server.pem", "--tls-key",
              tls / "server.key", "--ca", tls / "ca.pem")
        wait_for(lambda: listens(control_port) and "Control" in (folder / "mocks.log").read_text())
        odoo_port = int(re.search(r"odoo +odoo +https://[^:]+:(\d+)", (folder / "mocks.log").read_text()).group(1))
        start("runtime", "runtime", "--config", folder / "runtime.yaml", "--metrics-port", runtime_metrics)
        start("drive", "drive", scenario, "--landscape", f"https://127.0.0.1:{control_port}", "--ca", tls / "ca.pem")
        start("watch", "watch", scenario, "--port", watch_port)
        doors = [
            Door("mock Odoo", odoo_port, "/jsonrpc", 4_300, True, body=(
                '{"jsonrpc":"2.0","id":1,"method":"call",'
                '"params":{"service":"common","method":"version","args":[]}}')),
            Door("control API", control_port, "/status", 100, True, f"Authorization: Bearer {token}\r\n"),
            Door("gateway", runtime_port, "/ready", 4_300, True),
            Door("/metrics", runtime_metrics, "/metrics", 40),
            Door("watch", watch_port, "/", 160),
        ]

        def ready(door):
            try:
                return door.ask() == 200
            except OSError:
                return False

        for door in doors:
            wait_for(lambda: ready(door), 120)
        over = threading.Event()
        good = [threading.Thread(target=door.traffic, args=(over,)) for door in doors]
        for thread in good:
            thread.start()
        found = {}

        def attack_all(door):
            for attack in ATTACKS:
                if attack is not tls_downgrade or door.secure:
                    found[door.name, attack.__name__] = attack(door)

        hostile = [threading.Thread(target=attack_all, args=(door,)) for door in doors]
        for thread in hostile:
            thread.start()
        for thread in hostile:
            thread.join()
        over.set()
        for thread in good:
            thread.join()
        wrong = 0
        for door in doors:
            for attack in ATTACKS:
                if attack is tls_downgrade and not door.secure:
                    continue
                said = found.get((door.name, attack.__name__), "the test itself broke")
                if said:
                    wrong += 1
                    print(f"{door.name}, {attack.__name__.replace('_', ' ')}: {said}")
            print(f"{door.name}: {door.answered} ordinary requests, slowest {door.slowest:.2f} s, "
                  f"{len(door.failures)} failed {sorted(set(door.failures))[:3]}")
            wrong += len(door.failures)
        for name in ("mocks", "runtime", "watch"):
            if processes[name].poll() is not None:
                wrong += 1
                print(f"{name} ended: " + (folder / f"{name}.log").read_text())
        sys.exit(1 if wrong else 0)
    finally:
        for process in processes.values():
            process.kill()
            process.wait()
