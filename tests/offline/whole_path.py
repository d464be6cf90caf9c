"""Ingest the texts that ship, ask, and draw the page with the citation open. Run by test_offline.py."""

import subprocess
import sys
from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    subprocess.run([sys.executable, "-m", "ingest"], cwd=ROOT, check=True)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120).run()
    app.chat_input[0].set_value("which groups must identify common topics?").run()
    next(b for b in app.button if "[1]" in b.label.replace("\\", "")).click().run()
    assert not app.exception
    print("\n".join(element.proto.body for element in app.get("html")))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
