"""Who is let in, as what, and how much they may ask."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

import settings
from settings import Settings
from ui import access
from ui.text import read_view

WORDS = read_view("access")["en"]


@pytest.mark.parametrize("address, local", [
    ("127.0.0.1", True), ("127.8.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False), (None, False),
    ("", False), ("192.168.1.4", False), ("example.org", False),
])
def test_is_local(address, local):
    assert access.is_local(address) is local


@pytest.mark.parametrize("address, operators, readers, role", [
    ("a@itu.int", ("a@itu.int",), (), "operator"),
    ("b@itu.int", ("a@itu.int",), (), "reader"),
    ("b@itu.int", ("@itu.int",), ("c@x.org",), "operator"),
    ("b@x.org", ("a@itu.int",), ("@itu.int",), ""),
    ("b@itu.int.x.org", (), ("@itu.int",), ""),
    ("", (), ("@itu.int",), ""),
])
def test_role(address, operators, readers, role):
    assert access.role(address, Settings(operators=operators, readers=readers)) == role


def test_limits_by_the_hour():
    limits = access.Limits()
    for minute in range(3):
        limits.spend(("questions", "a"), 1, 3, minute * 60)
    limits.spend(("questions", "b"), 3, 3, 180)
    with pytest.raises(access.OverLimit) as over:
        limits.spend(("questions", "a"), 1, 3, 180)
    assert over.value.minutes in (57, 58)
    limits.spend(("questions", "a"), 1, 3, access.HOUR)  # the first is an hour ago
    with pytest.raises(access.OverLimit):
        limits.spend(("questions", "a"), 1, 3, access.HOUR + 1)


@pytest.fixture
def app(monkeypatch):
    from ui import session

    monkeypatch.setattr(session, "warm", lambda: None)
    return AppTest.from_file(str(settings.ROOT / "app.py"), default_timeout=30)


def test_closed_on_a_network_without_a_login(app, monkeypatch):
    monkeypatch.setattr(access, "_bound_to", lambda: "0.0.0.0")
    app.run()
    assert WORDS["open"] in app.error[0].value.replace("\\", "")
    assert not app.chat_input and "ITU_WITHOUT_LOGIN" in app.code[0].value


def test_open_on_a_network_when_the_operator_says_so(app, monkeypatch):
    monkeypatch.setattr(access, "_bound_to", lambda: "0.0.0.0")
    monkeypatch.setenv("ITU_WITHOUT_LOGIN", "yes")
    app.run()
    assert not app.error and app.chat_input


def test_open_on_its_own_machine(app, monkeypatch):
    monkeypatch.setattr(access, "_bound_to", lambda: "127.0.0.1")
    assert app.run().chat_input


def test_behind_a_proxy_its_own_machine_is_no_sign_of_the_reader(app, monkeypatch):
    """The proxy stands on this machine; whoever it passes on does not."""
    monkeypatch.setattr(access, "_bound_to", lambda: "127.0.0.1")
    monkeypatch.setattr(access, "_headers", lambda: {"x-forwarded-for"})
    app.run()
    assert WORDS["open"] in app.error[0].value.replace("\\", "") and not app.chat_input
    monkeypatch.setenv("ITU_WITHOUT_LOGIN", "yes")
    assert app.run().chat_input and access.reader() == access.Reader("", False, True)


def test_a_bad_setting_is_told(app, monkeypatch):
    monkeypatch.setenv("ITU_UPLOADS", "everything")
    app.run()
    assert WORDS["setting"] in app.error[0].value.replace("\\", "") and "ITU_UPLOADS" in app.code[0].value


class User(dict):
    @property
    def is_logged_in(self):
        return self["is_logged_in"]


@pytest.fixture
def login(monkeypatch):
    def as_user(**user):
        monkeypatch.setattr(access, "configured", lambda: True)
        monkeypatch.setattr(access, "_has_authlib", lambda: True)
        monkeypatch.setattr(access.st, "user", User(user))
    return as_user


def test_sign_in_comes_first(app, login):
    login(is_logged_in=False)
    app.run()
    assert not app.chat_input and [b.label for b in app.button] == [WORDS["sign_in"]]


def test_who_is_listed_comes_in_and_who_is_not_does_not(app, login, monkeypatch):
    monkeypatch.setenv("ITU_READERS", "@itu.int")
    login(is_logged_in=True, email="A@ITU.int")
    assert app.run().chat_input
    login(is_logged_in=True, email="a@example.org")
    app.run()
    assert not app.chat_input and "a@example.org" in app.warning[0].value.replace("\\", "")
    login(is_logged_in=True, email="a@itu.int", email_verified=False)
    assert not app.run().chat_input


def test_a_login_without_its_library_is_told(app, login, monkeypatch):
    login(is_logged_in=False)
    monkeypatch.setattr(access, "_has_authlib", lambda: False)
    app.run()
    assert WORDS["library"] in app.error[0].value.replace("\\", "")


def test_limits_hold_for_those_who_sign_in_and_not_on_the_own_machine(monkeypatch):
    monkeypatch.setattr(settings, "load", lambda: Settings(questions_per_hour=2))
    limits = access.Limits()
    monkeypatch.setattr(access, "_limits", lambda: limits)
    monkeypatch.setattr(access.st, "context", SimpleNamespace(headers={}, ip_address=None))
    monkeypatch.setattr(access, "_bound_to", lambda: "127.0.0.1")
    monkeypatch.setattr(access, "configured", lambda: False)
    for _ in range(5):
        access.spend("questions")
    monkeypatch.setattr(access, "reader", lambda: access.Reader("a@itu.int", False, True))
    access.spend("questions", 2)
    with pytest.raises(access.OverLimit):
        access.spend("questions")
