"""Put on PYTHONPATH: in this Python and its children, every attempt to reach another host is noted and refused."""

import os
import sys

LOG = os.environ.get("OFFLINE_LOG")
CONNECTS = ("socket.connect", "socket.sendto", "socket.sendmsg")
LOOKS_UP = ("socket.getaddrinfo", "socket.gethostbyname")
HERE = ("", "localhost", "::1", "0.0.0.0")


def _host(event, args):
    """The host that the event would reach; "" for this machine's own pipes."""
    if event in LOOKS_UP:
        return args[0] or ""
    address = args[1]
    return address[0] if isinstance(address, tuple) else ""


def refuse(event, args):
    if event not in CONNECTS + LOOKS_UP:
        return
    host = _host(event, args)
    host = host.decode() if isinstance(host, bytes) else str(host)
    if host in HERE or host.startswith("127."):
        return
    with open(LOG, "a", encoding="utf-8") as log:
        log.write(f"{event} {host}\n")
    raise OSError(f"offline test: {event} to {host}")


if LOG:
    sys.addaudithook(refuse)
