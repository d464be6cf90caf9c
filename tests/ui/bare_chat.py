"""The least chat that Streamlit makes, which answers with the question: what the page is timed against (paint.py)."""

import streamlit as st

st.title("Chat")
turns = st.session_state.setdefault("turns", [])
for who, words in turns:
    st.chat_message(who).write(words)
if typed := st.chat_input("Ask"):
    turns.extend((("user", typed), ("assistant", f"You asked: {typed}")))
    st.rerun()
