"""Every error that a user may see. One sentence each: where, what is wrong, what to do."""

from __future__ import annotations

import re

# What would break a line or turn its order round: control characters, line and paragraph separators,
# embeddings, overrides and isolates of direction, halves of a character.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def shown(text: str) -> str:
    """The text for one line of a message: what a file's name or part may hide in it is written out (``\\n``)."""
    return _UNSEEN.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)


class AssistantError(Exception):
    """Base of all our errors: printed as one line, without a stack trace."""

    def __init__(self, what: str, *, where: str = "", do: str = ""):
        self.what, self.where, self.do = what, where, do
        super().__init__(str(self))

    def __str__(self) -> str:
        line = f"{self.where}: {self.what}" if self.where else self.what
        return shown(f"{line}. {self.do}." if self.do else f"{line}.")


class BadFile(AssistantError):
    """A text that cannot be read; the others still go in."""


class NoText(AssistantError):
    """An official text that cannot be fetched; the others still come."""


class SiteRefuses(AssistantError):
    """The site that texts are fetched from wants no further requests now."""


class BadInput(AssistantError):
    """A command's argument or a question set that is not in the form it must have."""


class BadSetting(AssistantError):
    """An environment variable with a value that cannot be used."""


class NoIndex(AssistantError):
    """Nothing has been ingested yet."""


class IndexMismatch(AssistantError):
    """The index was built with another embedding or by another version."""


class IngestRunning(AssistantError):
    """Another ingest holds the index."""


class EmptyFilter(BadInput):
    """A filter that leaves no text of those held."""


class EmbeddingFailed(AssistantError):
    """The embedding that is set gives no vectors: its server or its model."""
