"""The language model's prompts: text files in prompts/, their variables checked before they are used."""

from __future__ import annotations

from string import Template

from errors import BadSetting
from settings import ROOT

_VARIABLES = {"system": {"language"}, "question": {"question", "clauses"}}


def fill(name: str, **values: str) -> str:
    """The prompt ``name`` with its variables filled in.

    Raises BadSetting when the file is missing, or has other variables than the program fills in.
    """
    path = ROOT / "prompts" / f"{name}.txt"
    try:
        template = Template(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise BadSetting("the prompt cannot be read", where=str(path), do="Put the file back") from error
    wanted = _VARIABLES[name]
    if not template.is_valid() or set(template.get_identifiers()) != wanted:
        names = " and ".join(f"${v}" for v in sorted(wanted))
        raise BadSetting(f"the prompt must hold {names} and no other variable", where=str(path), do="Mend the file; write $$ for a dollar sign")
    return template.substitute(values)
