"""The page's entry: setup and navigation, nothing else. `python3 run.py` opens it."""

from pathlib import Path

import streamlit as st

from ui import access, language, navigation
from ui.text import page_words

UI = Path(__file__).parent / "ui"

st.set_page_config(page_title=page_words()["title"], page_icon=UI / "icon.svg", layout="wide")
st.html(UI / "style.css")
language.choose()
if access.allowed():
    navigation.run()
