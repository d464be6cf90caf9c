"""The page's server: the page that app.py draws and, beside it, /health and /metrics. `python3 run.py` starts it."""

from contextlib import asynccontextmanager

from streamlit.starlette import App

from ui import broken, health, shell, uploads


@asynccontextmanager
async def _swept(_app):
    uploads.sweep()
    yield


app = App("app.py", routes=[*shell.routes(), *health.routes()], on_script_error=broken.said, lifespan=_swept)
