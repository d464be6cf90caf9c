"""Who may use the page: nobody but this machine, or those who have signed in, as readers or as operators."""

from __future__ import annotations

import threading
import time
from collections import defaultdict, deque
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address

import streamlit as st

import settings
from errors import AssistantError, BadSetting
from settings import Settings
from ui.markup import label, paragraph
from ui.text import view_words

HOUR = 3600.0
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")  # what a proxy adds to a request


@dataclass(frozen=True)
class Reader:
    """Who is at the page: ``name`` is the address signed in with, "" where none is asked for."""

    name: str
    operator: bool
    limited: bool  # whether the limits by the hour hold


class OverLimit(AssistantError):
    """More than a reader may have in an hour; ``minutes`` until there is more."""

    def __init__(self, minutes: int):
        self.minutes = minutes
        super().__init__("the limit of this hour is reached", do=f"Try again in {minutes} minutes")


def allowed() -> bool:
    """Whether the page may be drawn; where not, what is to be done has been drawn in its place."""
    words = view_words("access")
    try:
        set_to = settings.load()
    except BadSetting as error:
        return _refuse(words["setting"], str(error))
    if not configured():
        if _from_here() or set_to.without_login:
            return True
        return _refuse(words["open"], "ITU_WITHOUT_LOGIN=yes")
    if not _has_authlib():
        return _refuse(words["library"], f"{settings.command('pip')} install 'Authlib>=1.3.2'")
    if not st.user.is_logged_in:
        return _sign_in(words)
    if role(_address(), set_to):
        return True
    return _not_listed(words)


def reader() -> Reader:
    """Who is at the page, once ``allowed`` has said yes."""
    set_to = settings.load()
    if configured():
        return Reader(_address(), role(_address(), set_to) == "operator", True)
    return Reader("", _from_here(), not _from_here())


def sign_out() -> None:
    """Draw whoever has signed in, with a way out. Nothing where no login is configured."""
    if not configured():
        return
    words, who = view_words("access"), reader()
    with st.popover(label(words["you"]), icon=":material/account_circle:", type="tertiary"):
        st.html(paragraph(who.name))
        st.html(paragraph(words["operator" if who.operator else "reader"], css="quiet"))
        st.button(words["sign_out"], on_click=st.logout, key="sign-out")


def spend(what: str, number: int = 1) -> None:
    """Count questions or uploads of this reader. Raises OverLimit, and counts nothing, where it is too much."""
    who = reader()
    if not who.limited:
        return
    set_to = settings.load()
    most = {"questions": set_to.questions_per_hour, "uploads": set_to.uploads_per_hour}[what]
    _limits().spend((what, who.name or st.context.ip_address or "?"), number, most, time.monotonic())


class Limits:
    """What each reader has had within the last hour. Safe from several threads."""

    def __init__(self) -> None:
        self._had: dict[tuple, deque[float]] = defaultdict(deque)
        self._lock = threading.Lock()

    def spend(self, key: tuple, number: int, most: int, now: float) -> None:
        """Note ``number`` more at ``now``, in seconds. Raises OverLimit when that is over ``most`` within an hour."""
        with self._lock:
            had = self._had[key]
            while had and had[0] <= now - HOUR:
                had.popleft()
            if len(had) + number > most:
                over = len(had) + number - most  # so many must be an hour ago
                since = had[min(over, len(had)) - 1] if had else now
                raise OverLimit(max(1, round((since + HOUR - now + 29) / 60)))
            had.extend([now] * number)


def role(address: str, set_to: Settings) -> str:
    """What an address may be: "operator", "reader" or "" for nobody that is let in."""
    if _listed(address, set_to.operators):
        return "operator"
    return "reader" if not set_to.readers or _listed(address, set_to.readers) else ""


def is_local(address: str | None) -> bool:
    """Whether a server bound to this address is reached from its own machine alone."""
    if address == "localhost":
        return True
    try:
        return ip_address(address or "").is_loopback
    except ValueError:
        return False


def _from_here() -> bool:
    """Whether the reader sits at this machine: the page listens here alone, and no proxy has passed them on."""
    return is_local(_bound_to()) and not any(name in _headers() for name in FORWARDED)


def configured() -> bool:
    """Whether secrets.toml has a login."""
    from streamlit.auth_util import get_secrets_auth_section

    return bool(get_secrets_auth_section())


def _has_authlib() -> bool:
    from streamlit.auth_util import is_authlib_installed

    return is_authlib_installed()


def _bound_to() -> str | None:
    """The address that the server listens at; None is every one that the machine has."""
    return st.get_option("server.address")


def _headers() -> set[str]:
    """The names of the headers that the reader's browser, or a proxy before the page, sent."""
    return {name.casefold() for name in st.context.headers}


def _address() -> str:
    """The address signed in with, in small letters; "" where its provider says that it was not verified."""
    user = st.user
    if str(user.get("email_verified", "true")).casefold() == "false":
        return ""
    return str(user.get("email") or "").casefold()


def _listed(address: str, addresses: tuple[str, ...]) -> bool:
    return bool(address) and (address in addresses or "@" + address.rpartition("@")[2] in addresses)


def _sign_in(words: dict) -> bool:
    st.title(words["title"], anchor=False)
    st.html(paragraph(words["lead"]))
    st.button(words["sign_in"], type="primary", icon=":material/login:", on_click=st.login, key="sign-in")
    return False


def _not_listed(words: dict) -> bool:
    st.title(words["title"], anchor=False)
    st.warning(label(words["not_listed"].format(address=_address() or "?")))
    st.button(words["sign_out"], on_click=st.logout, key="sign-out")
    return False


def _refuse(sentence: str, detail: str) -> bool:
    st.error(label(sentence))
    st.code(detail, language=None, wrap_lines=True)
    return False


@cache
def _limits() -> Limits:
    return Limits()
