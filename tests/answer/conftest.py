"""The shipped corpus, ingested once for these tests by the real parts."""

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
