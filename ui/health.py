"""/health and /metrics, served beside the page: whether it is well, in words for a probe and in numbers.

Both say what they hold to this machine alone. To others, and to whoever comes through a proxy, /health says only
whether it is well, and /metrics nothing, unless ITU_METRICS=all.
"""

from __future__ import annotations

import time
from functools import cache

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

import settings
from answer.tally import tally
from errors import AssistantError, NoIndex
from ui import access, metrics, session

LOCAL = ("127.0.0.1", "::1", "localhost")


def routes() -> list[Route]:
    """What the page's server answers besides the page."""
    _since()
    return [Route("/health", _health), Route("/metrics", _metrics)]  # GET and HEAD


def state() -> dict:
    """Whether the index opens, and what it holds. Raises nothing: what is wrong stands in ``status`` and ``why``."""
    try:
        index = session.shared()
        told = {"status": "ok", "generation": index.generation, "clauses": dict(index.manifest.clauses)}
        return told if (why := _server_trouble(index)) is None else {**told, "chroma": why or "ok"}
    except NoIndex as error:
        return {"status": "no index", "why": str(error)}
    except AssistantError as error:
        return {"status": "failed", "why": str(error)}
    except Exception as error:  # a probe is told, whatever it is
        return {"status": "failed", "why": type(error).__name__}


def _server_trouble(index) -> str | None:
    """Why the Chroma server cannot be used, "" when it can, None where none is set. Questions are answered without it."""
    from index.chroma_server import trouble

    return trouble(index.settings)


def _health(request: Request) -> Response:
    """200 while questions can be asked, 503 while they cannot."""
    told = state()
    code = 200 if told["status"] == "ok" else 503
    return JSONResponse(told if _may_know(request) else {"status": told["status"]}, code, {"Cache-Control": "no-store"})


def _metrics(request: Request) -> Response:
    if not _may_know(request):
        return PlainTextResponse("The numbers are for this machine alone. ITU_METRICS=all gives them to all.\n", 403)
    return Response(metrics.text(_families()), media_type=metrics.TYPE)


def _families() -> list[metrics.Family]:
    told = state()
    well = told["status"] == "ok"
    families = [metrics.gauge("itu_index_up", "1 while the index opens.", int(well))]
    if well:
        families += [
            metrics.gauge("itu_index_clauses", "Clauses held, by language.", told["clauses"], "language"),
            metrics.gauge("itu_index_generation", "The generation in use, as a label.", {told["generation"]: 1}, "generation"),
        ]
    if "chroma" in told:
        families.append(metrics.gauge("itu_chroma_up", "1 while the Chroma server answers.", int(told["chroma"] == "ok")))
    uploaded = metrics.counter("itu_uploads_total", "Files that readers gave.", tally().files)
    return [*families, *metrics.questions(tally()), uploaded, *metrics.process(_since())]


def _may_know(request: Request) -> bool:
    """Whether it is asked from this machine, by its own name, and not for someone else."""
    try:
        if settings.load().metrics == "all":
            return True
    except AssistantError:
        pass  # the page says which setting is wrong
    own = request.client is not None and request.client.host in LOCAL and request.url.hostname in LOCAL
    return own and not any(name in request.headers for name in access.FORWARDED)


@cache
def _since() -> float:
    return time.monotonic()
