"""The shipped corpus, ingested once for these tests by the real parts."""

from contextlib import ExitStack
from dataclasses import replace

import pytest

from settings import Settings


@pytest.fixture(scope="session")
def settings(tmp_path_factory, corpus):
    return replace(Settings(), corpus=corpus, data=tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session")
def index(settings):
    from index import open_index
    from ingest.pipeline import ingest

    ingest([settings.corpus], settings)
    opened = open_index(settings)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def over(tmp_path_factory):
    """Makes an index over texts, file name -> text: (the open index, its settings). It is closed after the module."""
    from index import open_index
    from ingest.pipeline import ingest

    def make(texts):
        folder = tmp_path_factory.mktemp("texts")
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
        settings = replace(Settings(), corpus=folder, data=tmp_path_factory.mktemp("data"))
        ingest([folder], settings)
        opened = open_index(settings)
        stack.callback(opened.close)
        return opened, settings

    with ExitStack() as stack:
        yield make
