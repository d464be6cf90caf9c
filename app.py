"""The page's entry: setup and navigation, nothing else. `python3 run.py` opens it."""

from pathlib import Path

import streamlit as st

from ui import ask, language
from ui.text import page_words

UI = Path(__file__).parent / "ui"

words = page_words()
st.set_page_config(page_title=words["title"], page_icon=UI / "icon.svg", layout="wide")
st.html(UI / "style.css")
language.choose()
st.navigation([st.Page(ask.show, title=words["title"], default=True)], position="hidden").run()
