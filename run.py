"""Sets everything up and opens the page; `test` sets up and runs the tests. Standard library only.

    python3 run.py                  libraries into .venv, the texts of corpus/ into the index, then the page
    python3 run.py test [ARGS …]    the same libraries and those of the tests, then pytest with ARGS
"""

import argparse
import difflib
import hashlib
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import webbrowser
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)
NEEDED_MB = 1200  # what the libraries of the page take, with room to unpack the largest
DISK_FULL = "the disk is full: 1.2 GB must be free. Free some space and run this again"
MOST_PORT = 65535
KNOWN = (  # words in what pip or venv prints, and what the reader is told
    ("No space left on device", DISK_FULL),
    ("Errno 28", DISK_FULL),
    ("Permission denied", "a file cannot be written. Check who owns this folder and run this again"),
    ("Failed to establish a new connection", "the package index cannot be reached. Connect to the network and run this again"),
    ("Failed to resolve", "the package index cannot be reached. Connect to the network and run this again"),
    ("Could not find a version", "the package index lacks a library, or cannot be reached. Check the network and run this again"),
    ("DO NOT MATCH THE HASHES", "a library that came is not the one pinned, by its hash. Run this again; should it go on, do not install it"),
    ("Read timed out", "the package index does not answer. Check the network and run this again"),
)


class Stop(Exception):
    """One sentence: what is wrong and what to do."""


def main() -> int:
    try:
        options, rest = _options()
        check_python()
        make_venv()
        install("requirements-dev.txt" if options.command == "test" else "requirements.txt")
        return test(rest) if options.command == "test" else page(options)
    except Stop as stop:
        print(f"run.py: {stop}.", file=sys.stderr)
    except KeyboardInterrupt:
        print(file=sys.stderr)
    return 1


def check_python() -> None:
    if sys.version_info < OLDEST:
        have = ".".join(map(str, sys.version_info[:2]))
        raise Stop(f"Python 3.11 or newer is needed and this is {have}. Install it and run: python3.11 run.py")


def check_disk() -> None:
    if shutil.disk_usage(ROOT).free < NEEDED_MB * 2**20:
        raise Stop(DISK_FULL)


def make_venv() -> None:
    """Make .venv unless it is there and works."""
    if PYTHON.exists() and _runs("-c", "import pip"):
        return
    if importlib.util.find_spec("ensurepip") is None:
        raise Stop("this Python cannot make a virtual environment. On Debian: sudo apt install python3-venv")
    check_disk()
    print("Making the virtual environment .venv …", flush=True)
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True)
    if made.returncode:
        raise Stop(_why("the virtual environment could not be made", made.stdout + made.stderr))


def install(requirements: str) -> None:
    """Install the pinned libraries, unless this very file was installed before by this Python."""
    stamp = VENV / f".{requirements}"
    wanted = hashlib.sha256((ROOT / requirements).read_bytes() + sys.version.encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print(f"Installing the libraries of {requirements}: about 1 GB, some minutes the first time …", flush=True)
    started = time.monotonic()
    command = [str(PYTHON), "-m", "pip", "install", "--no-compile", "--disable-pip-version-check", "-r", requirements]
    pip = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                           text=True, errors="replace")
    said = []
    for line in pip.stdout:
        said.append(line)
        _progress(line)
    if pip.wait():
        raise Stop(_why("the libraries could not be installed", "".join(said)))
    stamp.write_text(wanted)
    print(f"Installed in {time.monotonic() - started:.0f} s.", flush=True)


def test(arguments: list) -> int:
    return subprocess.run([str(PYTHON), "-m", "pytest", *arguments], cwd=ROOT).returncode


def page(options) -> int:
    """Ingest what is new in corpus/, then serve the page until Ctrl+C."""
    if subprocess.run([str(PYTHON), "-m", "ingest"], cwd=ROOT).returncode:
        print("Not every text went in (see above); the page opens with what the index holds.", flush=True)
    port = free_port(options.port)
    if port != options.port:
        print(f"Port {options.port} is taken; the page goes to {port}.", flush=True)
    address = f"http://127.0.0.1:{port}"
    command = [str(PYTHON), "-m", "streamlit", "run", "server.py", "--server.port", str(port)]
    # Products of small matrices: a second thread of BLAS costs twice the processor time and gains nothing.
    environment = {"OPENBLAS_NUM_THREADS": "1", **os.environ}
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, env=environment)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that the server ends with this
    try:
        _wait_for(port, server)
        print(f"The page is open at {address} (Ctrl+C ends it).", flush=True)
        if options.browser and _has_screen():
            webbrowser.open(address)
        return server.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        server.terminate()
        server.wait()


def free_port(first: int) -> int:
    """The first free port of the twenty from ``first`` on."""
    last = min(first + 19, MOST_PORT)
    for port in range(first, last + 1):
        with socket.socket() as probe:
            if os.name != "nt":  # a port in the last server's TIME_WAIT is free
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue
    raise Stop(f"ports {first} to {last} are all taken. Choose another: python3 run.py --port 9000")


class _Parser(argparse.ArgumentParser):
    def error(self, message):
        raise Stop(f"{message}. See python3 run.py --help")


def _options():
    """What was typed, and with ``test`` what pytest gets. Raises Stop."""
    parser = _Parser(prog="run.py", description=__doc__, formatter_class=argparse.RawTextHelpFormatter, allow_abbrev=False)
    parser.add_argument("command", nargs="?", default="page", metavar="page | test")
    parser.add_argument("--port", type=_port, default=8501, help="where the page is served (default 8501)")
    parser.add_argument("--no-browser", dest="browser", action="store_false", help="do not open a browser window")
    options, rest = parser.parse_known_args()
    if options.command == "test":
        return options, rest
    if rest:  # before the command: in "--prot 3" it is not the 3 that is wrong
        near = difflib.get_close_matches(rest[0].split("=")[0], ("--port", "--no-browser", "--help"), 1)
        parser.error(f"there is no option {rest[0]}" + (f", {near[0]} is meant perhaps" if near else ""))
    if options.command != "page":
        parser.error(f"there is no command {options.command}, only page and test")
    return options, rest


def _port(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and 1024 <= int(typed) <= MOST_PORT):
        raise argparse.ArgumentTypeError(f"{typed} is no port that can be used, those from 1024 to {MOST_PORT} are")
    return int(typed)


def _runs(*arguments: str) -> bool:
    return subprocess.run([str(PYTHON), *arguments], capture_output=True).returncode == 0


def _progress(line: str) -> None:
    if sys.stdout.isatty() and line.startswith(("Collecting", "  Downloading", "Installing")):
        print("\r\033[K" + line.strip()[:78], end="\n" if line.startswith("Installing") else "", flush=True)


def _why(what: str, output: str) -> str:
    """One sentence for what a command printed: a known cause, or its last error as it stands."""
    for words, sentence in KNOWN:
        if words in output:
            return sentence
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR")]
    return f"{what}: {(errors or lines or ['no reason given'])[-1].rstrip('.')}"


def _wait_for(port: int, server) -> None:
    for _ in range(600):
        if server.poll() is not None:
            raise Stop(f"the page could not be served on port {port}; the lines above say why")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise Stop("the page did not start within a minute. Run it again")


def _has_screen() -> bool:
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main())
