#!/usr/bin/env python3
"""Reads answers 429 of a server on this machine from the loopback device as they pass, and prints how
many of at most 50 within 5 s named a time to come back (Retry-After in seconds), how many did not,
and the last time named. Needs CAP_NET_RAW. Usage: refusals.py <port>"""

import re
import socket
import sys
import time

ETHERNET_SIZE = 14
ETH_P_ALL = 3
PACKET_HOST = 0  # What goes over the loopback device is seen twice: once when sent.

port = int(sys.argv[1])
try:
    device = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.ntohs(ETH_P_ALL))
except PermissionError:
    sys.exit("refusals.py: reading answers as they pass needs CAP_NET_RAW: run it as root")
device.bind(("lo", 0))
device.settimeout(0.2)
named = missing = 0
seconds = ""
end = time.monotonic() + 5
while time.monotonic() < end and named + missing < 50:
    try:
        frame, address = device.recvfrom(65_535)
    except TimeoutError:
        continue
    packet = frame[ETHERNET_SIZE:]
    if address[2] != PACKET_HOST or len(packet) < 40 or packet[0] >> 4 != 4 or packet[9] != socket.IPPROTO_TCP:
        continue
    segment = packet[(packet[0] & 15) * 4 :]
    if int.from_bytes(segment[0:2], "big") != port:
        continue
    head, ended, _ = segment[(segment[12] >> 4) * 4 :].partition(b"\r\n\r\n")
    if not ended or not head.startswith(b"HTTP/1.1 429 "):
        continue
    if hint := re.search(rb"\r\nretry-after: ([1-9][0-9]*)(\r\n|$)", head.lower()):
        named += 1
        seconds = hint.group(1).decode()
    else:
        missing += 1
print(named, missing, seconds)
