"""The page's server: the page that app.py draws and, beside it, /health and /metrics. `python3 run.py` starts it."""

from contextlib import asynccontextmanager
from threading import Timer

from streamlit.starlette import App

from ui import broken, health, session, shell, uploads

AFTER = 3.0  # seconds from the start until the index is loaded though no reader has come: a first page is drawn before


@asynccontextmanager
async def _swept(_app):
    uploads.sweep()
    ahead = Timer(AFTER, session.warm)
    ahead.daemon = True
    ahead.start()
    yield
    ahead.cancel()


app = App("app.py", routes=[*shell.routes(), *health.routes()], on_script_error=broken.said, lifespan=_swept)
