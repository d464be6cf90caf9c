"""python -m answer "question": one answer, printed. Exit code 0 answered, 3 abstained, 2 could not be asked."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

import console
from answer import options
from answer.nearest import nearest
from errors import AssistantError, shown
from schema import LANGUAGES, Answer
from settings import command

ABSTAINED = 3


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog=command("answer"), description="Answer a question from the texts ingested.")
    parser.add_argument("question", nargs="+", help="the question; in quotes where the shell minds its signs")
    parser.add_argument("--json", action="store_true", help="print the whole answer as JSON")
    parser.add_argument("--lang", choices=LANGUAGES, help="the question's language (detected when left out)")
    options.add(parser)
    args = parser.parse_args(argv)
    try:
        from answer.ask import ask

        answer = ask(console.argument(" ".join(args.question)), language=args.lang, filters=options.chosen(args))
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 2
    print(to_json(answer) if args.json else as_text(answer))
    return ABSTAINED if answer.abstained else 0


def to_json(answer: Answer) -> str:
    """The whole answer as JSON, its fields named as in schema.py, with ``text`` added."""
    return json.dumps(asdict(answer) | {"text": answer.text}, ensure_ascii=False, indent=2)


def as_text(answer: Answer) -> str:
    """The answer as plain lines: statements, then each citation's address and place."""
    lines = [answer.text, ""]
    for c in answer.citations:
        page = f", page {c.clause.page}" if c.clause.page else ""
        lines.append(f"[{c.marker}] {c.document.name}, {c.clause.address}{page} ({shown(c.document.file)}, {c.start}-{c.end})")
    cited = {c.clause.id for c in answer.citations}
    pairs = dict.fromkeys(pair for hit in answer.hits if hit.clause.id in cited for pair in hit.also)
    if pairs:
        lines.append("also searched: " + ", ".join(f"{asked} → {found}" for asked, found in pairs))
    if answer.abstained:
        for hit in nearest(answer):
            lines.append(f"- {hit.document.name}, {hit.clause.address}: {hit.clause.text}")
    return "\n".join(lines).rstrip()


if __name__ == "__main__":
    sys.exit(console.run(main))
