"""python -m evals.audit: the pinned libraries looked up among known vulnerabilities (osv.dev).

0: none is known, or, with a line that says so, the data cannot be reached; 1: some are, each named.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import urllib.request
from pathlib import Path

import console
from errors import BadInput, shown
from settings import ROOT

SERVICE = "https://api.osv.dev/v1/querybatch"
_SECONDS = 20
_PINNED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)", re.MULTILINE)


def main(argv: list[str] | None = None) -> int:
    """Look up what a requirements file pins."""
    parser = argparse.ArgumentParser(prog="python -m evals.audit", description=__doc__.partition(": ")[2].partition("\n")[0])
    parser.add_argument("--requirements", type=Path, default=ROOT / "requirements-dev.txt", help="the pinned libraries")
    parser.add_argument("--service", default=SERVICE, help="where known vulnerabilities are asked for")
    args = parser.parse_args(argv)
    libraries = pinned(args.requirements)
    try:
        found = known(libraries, args.service)
    except (OSError, ValueError) as error:  # no network, no answer, or not the one that was asked for
        print(f"skipped: {args.service} does not tell of vulnerabilities here ({shown(str(error))}); nothing was looked up.")
        return 0
    for library, ids in found.items():
        print(f"{library}: {', '.join(ids)}. Raise it in requirements.in and compile again.", file=sys.stderr)
    print(f"{len(libraries)} libraries looked up, {len(found)} with known vulnerabilities.")
    return 1 if found else 0


def pinned(path: Path) -> list[tuple[str, str]]:
    """(name, version) of each library. Raises BadInput when there is none."""
    try:
        found = _PINNED.findall(path.read_text("utf-8"))
    except OSError:
        found = []
    if not found:
        raise BadInput("it pins no library", where=str(path), do="Give a requirements file with name==version lines")
    return found


def known(libraries: list[tuple[str, str]], service: str) -> dict[str, list[str]]:
    """ "name==version" -> ids of its vulnerabilities, for those that have any. Raises OSError or ValueError when the
    service does not answer as it should."""
    queries = [{"package": {"name": name, "ecosystem": "PyPI"}, "version": version} for name, version in libraries]
    body = json.dumps({"queries": queries}).encode()
    request = urllib.request.Request(service, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=_SECONDS) as answer:
        results = json.loads(answer.read())
    if not isinstance(results, dict) or len(results.get("results", ())) != len(libraries):
        raise ValueError("its answer is not of the form expected")
    told = zip(libraries, results["results"], strict=True)
    return {f"{name}=={version}": [v["id"] for v in result["vulns"]] for (name, version), result in told if result.get("vulns")}


if __name__ == "__main__":
    sys.exit(console.run(main))
