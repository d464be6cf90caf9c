"""Which files are read, by the end of their name."""

from __future__ import annotations

# The ending and the format it promises. Where the same text stands in two files, the one whose ending comes
# first here is kept: it loses least.
SUFFIXES = {
    ".docx": "docx", ".docm": "docx",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".txt": "txt", ".text": "txt",
    ".pdf": "pdf",
    ".doc": "doc",
}  # fmt: skip
