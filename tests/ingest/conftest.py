"""Shared by the tests of the ingest."""

from __future__ import annotations

import pytest

from tests.ingest.workshop import Workshop


@pytest.fixture
def shop(tmp_path, monkeypatch) -> Workshop:
    """An empty folder of texts and its index. Nothing here needs what is written to survive a power cut."""
    monkeypatch.setattr("index.generations._to_disk", lambda path: None)
    return Workshop(tmp_path)
