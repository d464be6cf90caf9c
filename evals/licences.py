"""python -m evals.licences: the licence of every library installed; 1 when one is AGPL or is not told."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions

import console
from errors import shown

_REFUSED = re.compile(r"\bAGPL|\bAffero\b", re.IGNORECASE)
_OR = re.compile(r"\s+OR\s+", re.IGNORECASE)
_LONGEST = 80  # characters of a licence field that is a name and not the licence's whole text
UNKNOWN = "not told"


@dataclass(frozen=True)
class Licence:
    """What one library says of itself."""

    library: str
    version: str
    licence: str  # UNKNOWN when it says nothing

    @property
    def refused(self) -> bool:
        """Whether it cannot be used here: AGPL without another choice, or nobody knows."""
        return self.licence == UNKNOWN or all(_REFUSED.search(choice) for choice in _OR.split(self.licence))


def main(argv: list[str] | None = None, found: Iterable[Distribution] | None = None) -> int:
    """Print the table. 0: all can be used; 1: some cannot, named on the standard error."""
    argparse.ArgumentParser(prog="python -m evals.licences", description=__doc__.partition(": ")[2]).parse_args(argv)
    held = licences(distributions() if found is None else found)
    for one in held:
        print(f"{shown(one.library):32} {shown(one.version):14} {shown(one.licence)}")
    refused = [one for one in held if one.refused]
    for one in refused:
        print(f"{one.library}: its licence is {one.licence}. Use another library.", file=sys.stderr)
    print(f"{len(held)} libraries, {len(refused)} that cannot be used.")
    return 1 if refused else 0


def licences(found: Iterable[Distribution]) -> list[Licence]:
    """By name; a library installed twice is told once."""
    held = {d.metadata["Name"].lower(): Licence(d.metadata["Name"], d.version, _licence(d)) for d in found if d.metadata["Name"]}
    return [held[name] for name in sorted(held)]


def _licence(library: Distribution) -> str:
    """The expression, else the classifiers, else the licence field, as its metadata has them."""
    metadata = library.metadata
    if metadata.get("License-Expression"):
        return metadata["License-Expression"]
    classifiers = [c.split("::")[-1].strip() for c in metadata.get_all("Classifier", []) if c.startswith("License ::")]
    # "OSI Approved" alone names none.
    named = [c for c in classifiers if c != "OSI Approved"]
    first = next((line.strip() for line in (metadata.get("License") or "").splitlines() if line.strip()), "")
    return "; ".join(named) or first[:_LONGEST] or UNKNOWN


if __name__ == "__main__":
    sys.exit(console.run(main))
