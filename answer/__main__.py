"""python -m answer "question": one answer, printed; without a question, a conversation, a question a line.

Exit code 0 answered, 3 abstained (in a conversation: the last question was), 2 could not be asked.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

import console
from answer import options
from answer.nearest import nearest
from answer.words import say
from errors import AssistantError, shown
from schema import LANGUAGES, Answer
from settings import command

ABSTAINED = 3
HOW = "Ask about the texts, a question a line; each may go on from those before. An empty line ends it."


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog=command("answer"), description="Answer a question from the texts ingested.")
    parser.add_argument("question", nargs="*", help="the question, in quotes; without one, a conversation (an empty line ends it)")
    parser.add_argument("--json", action="store_true", help="print the whole answer as JSON")
    parser.add_argument("--lang", choices=LANGUAGES, help="the question's language (detected when left out)")
    options.add(parser)
    args = parser.parse_args(argv)
    try:
        return converse(args) if not args.question else told(" ".join(args.question), args, ())[1]
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 2


def converse(args) -> int:
    """A question a line until an empty one or the end of the input; each may go on from those before."""
    history: tuple[Answer, ...] = ()
    code = 0
    if sys.stdin.isatty():
        print(HOW, file=sys.stderr)
    while question := _line():
        answer, code = told(question, args, history)
        print(flush=True)
        history = (*history, answer)
    return code


def told(question: str, args, history: tuple[Answer, ...]) -> tuple[Answer, int]:
    """The answer, printed, and its exit code."""
    from answer.ask import ask

    answer = ask(console.argument(question), language=args.lang, filters=options.chosen(args), history=history)
    print(to_json(answer) if args.json else as_text(answer))
    return answer, ABSTAINED if answer.abstained else 0


def _line() -> str:
    """The next line typed, or piped in; "" at the end."""
    try:
        return input("? " if sys.stdin.isatty() else "").strip()
    except EOFError:
        return ""


def to_json(answer: Answer) -> str:
    """The whole answer as JSON, its fields named as in schema.py, with ``text`` added."""
    return json.dumps(asdict(answer) | {"text": answer.text}, ensure_ascii=False, indent=2)


def as_text(answer: Answer) -> str:
    """The answer as plain lines: statements, then each citation's address and place."""
    lines = [answer.text, ""]
    for c in answer.citations:
        page = f", {say('page', answer.language, page=c.clause.page)}" if c.clause.page else ""
        lines.append(f"[{c.marker}] {c.document.name}, {c.clause.address}{page} ({shown(c.document.file)}, {c.start}-{c.end})")
        lines += [f"    {part.clause.address} ({part.start}-{part.end})" for part in c.context]
    cited = {c.clause.id for c in answer.citations}
    pairs = dict.fromkeys(f"{asked} ↔ {found}" for hit in answer.hits if hit.clause.id in cited for asked, found in hit.also)
    if pairs:
        lines.append(say("also", answer.language, pairs=say("comma", answer.language).join(pairs)))
    if answer.abstained:
        for hit in nearest(answer):
            lines.append(f"- {hit.document.name}, {hit.clause.address}: {hit.clause.text}")
    return "\n".join(lines).rstrip()


if __name__ == "__main__":
    sys.exit(console.run(main))
