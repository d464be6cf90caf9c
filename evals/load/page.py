"""The page as a browser has it: its server in a process of its own, and a session over Streamlit's websocket."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path

from errors import AssistantError
from settings import ROOT

START = 120  # seconds that the server may take
LOST = "the session is lost"
STATEMENT = 'class="statement"'  # of an answer, where it declines too; a question that failed has none


class Server:
    """server.py over the index under ``data``, on a free port of loopback."""

    def __init__(self, data: Path, log: Path):
        with closing(socket.socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        command = ["env", f"ITU_DATA={data}", sys.executable, "-m", "streamlit", "run", "server.py", "--server.port", str(self.port)]
        self.log = log.open("wb")
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=self.log, stderr=self.log, stdin=subprocess.DEVNULL)

    def wait(self) -> None:
        """Until questions can be asked. Raises AssistantError."""
        end = time.monotonic() + START
        while time.monotonic() < end and self.process.poll() is None:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health", timeout=START).close()
                return
            except urllib.error.HTTPError as error:
                raise AssistantError(f"the page is not well: {error.read().decode(errors='replace')}", where="load") from error
            except OSError:
                time.sleep(0.2)
        raise AssistantError("the page did not start", where="load", do=f"See {self.log.name}")

    def stop(self) -> None:
        """End it, and wait until it has ended."""
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()


class Session:
    """One browser tab. What a run of the page drew is kept by its place, as the browser keeps it."""

    def __init__(self, connection):
        self.connection = connection
        self.id = ""
        self.drawn: dict[tuple[int, ...], object] = {}  # place -> element, or the key of a block
        self.turn = 0

    @classmethod
    async def open(cls, port: int) -> Session:
        """Load the page."""
        from websockets.asyncio.client import connect

        connection = await connect(
            f"ws://127.0.0.1:{port}/_stcore/stream", subprotocols=["streamlit"], origin=f"http://127.0.0.1:{port}", max_size=None,
            open_timeout=START, ping_timeout=START,
        )  # fmt: skip
        session = cls(connection)
        await session._run()
        return session

    async def ask(self, question: str) -> str:
        """Type a question; what the page then shows of the turn. Raises AssistantError when it shows none."""
        await self._run(("chat_input", lambda e: True), lambda widget: setattr(widget.chat_input_value, "data", question))
        shown, self.turn = self.shown(f"turn-{self.turn}"), self.turn + 1
        return shown

    async def anew(self) -> None:
        """Press the button for a new conversation."""
        if self.turn:
            await self._run(("button", lambda e: e.icon == ":material/edit_square:"), lambda w: setattr(w, "trigger_value", True))
            self.turn = 0

    async def close(self) -> None:
        """Close the tab."""
        await self.connection.close()

    def shown(self, key: str) -> str:
        """The words that stand in the block of that key. Raises AssistantError when it holds no statement of an answer."""
        block = next((place for place, what in self.drawn.items() if isinstance(what, str) and what.endswith(f"-{key}")), None)
        if block is None:
            raise AssistantError(f"the page shows no {key}", where="load")
        inside = [self.drawn[place] for place in sorted(self.drawn) if place[: len(block)] == block and place != block]
        elements = [what for what in inside if not isinstance(what, str)]
        words = "\n".join(filter(None, map(_words, elements)))
        if STATEMENT not in words:
            raise AssistantError(f"the page shows no answer: {words[:300]}", where="load")
        return words

    async def _run(self, widget: tuple | None = None, press=None) -> None:
        """Have the page run, with a widget pressed, until it has drawn everything."""
        from streamlit.proto.BackMsg_pb2 import BackMsg
        from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

        message = BackMsg()
        message.rerun_script.query_string = ""
        if widget:
            state = message.rerun_script.widget_states.widgets.add()
            state.id = self._find(*widget)
            press(state)
        await self.connection.send(message.SerializeToString())
        while True:
            told = ForwardMsg.FromString(await asyncio.wait_for(self.connection.recv(), START))
            self._take(told)
            if told.WhichOneof("type") == "script_finished" and told.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                if told.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                    raise AssistantError("the page could not be drawn", where="load")
                return

    def _take(self, told) -> None:
        kind = told.WhichOneof("type")
        if kind == "new_session":
            self.drawn = {}
            identity = told.new_session.initialize.session_id
            if self.id and identity != self.id:
                raise AssistantError(LOST, where="load")
            self.id = identity
        elif kind == "delta":
            place, what = tuple(told.metadata.delta_path), told.delta.WhichOneof("type")
            if what == "add_block":
                self.drawn[place] = told.delta.add_block.id
            elif what == "new_element":
                self.drawn[place] = told.delta.new_element

    def _find(self, kind: str, wanted) -> str:
        for what in self.drawn.values():
            if not isinstance(what, str) and what.WhichOneof("type") == kind and wanted(getattr(what, kind)):
                return getattr(what, kind).id
        raise AssistantError(f"the page has no {kind} to press", where="load")


def _words(element) -> str:
    """What an element says."""
    held = getattr(element, element.WhichOneof("type") or "", None)
    return next((str(getattr(held, name)) for name in ("body", "label", "text") if getattr(held, name, "")), "")
