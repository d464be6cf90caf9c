"""Who may do what, as the environment says it."""

from __future__ import annotations

import pytest

import settings
from errors import BadSetting


def test_lists_of_addresses_and_limits():
    read = settings.load({
        "ITU_OPERATORS": " A@itu.int, @Example.org,", "ITU_UPLOADS": "shared", "ITU_WITHOUT_LOGIN": "yes", "ITU_QUESTIONS_PER_HOUR": "7",
    })
    assert read.operators == ("a@itu.int", "@example.org") and read.readers == ()
    assert (read.uploads, read.without_login, read.questions_per_hour) == ("shared", True, 7)


def test_unset_is_closed():
    assert settings.load({}).without_login is False and settings.load({}).uploads == "session"


@pytest.mark.parametrize("name, value", [
    ("ITU_OPERATORS", "someone"), ("ITU_READERS", "a@b@c"), ("ITU_UPLOADS", "all"), ("ITU_WITHOUT_LOGIN", "true"),
    ("ITU_QUESTIONS_PER_HOUR", "0"), ("ITU_UPLOAD_FILES", "-3"),
])
def test_what_cannot_be_used_is_refused(name, value):
    with pytest.raises(BadSetting, match=name):
        settings.load({name: value})
