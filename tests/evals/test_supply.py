"""Licences and known vulnerabilities of what is installed."""

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import PathDistribution

import pytest

from errors import BadInput
from evals import audit, licences
from settings import ROOT


def library(folder, name, *lines):
    place = folder / f"{name}-1.0.dist-info"
    place.mkdir()
    (place / "METADATA").write_text("\n".join(("Metadata-Version: 2.4", f"Name: {name}", "Version: 1.0", *lines)) + "\n")
    return PathDistribution(place)


@pytest.mark.parametrize("lines, licence, refused", [
    (["License-Expression: MIT"], "MIT", False),
    (["License-Expression: AGPL-3.0-only"], "AGPL-3.0-only", True),
    (["License-Expression: MIT OR AGPL-3.0-only"], "MIT OR AGPL-3.0-only", False),
    (["License-Expression: MIT AND AGPL-3.0-only"], "MIT AND AGPL-3.0-only", True),
    (["Classifier: License :: OSI Approved :: GNU Affero General Public License v3"], "GNU Affero General Public License v3", True),
    (["Classifier: License :: OSI Approved", "License: BSD"], "BSD", False),
    (["License: LGPL-3.0"], "LGPL-3.0", False),
    ([], licences.UNKNOWN, True),
])  # fmt: skip
def test_a_licence(tmp_path, lines, licence, refused):
    (one,) = licences.licences([library(tmp_path, "lamp", *lines)])
    assert (one.licence, one.refused) == (licence, refused)


def test_the_command_fails_on_one_that_cannot_be_used(tmp_path, capsys):
    good, bad = library(tmp_path, "b", "License-Expression: MIT"), library(tmp_path, "a", "License: AGPLv3")
    assert licences.main([], [good]) == 0
    assert licences.main([], [good, bad]) == 1
    assert "a: its licence is AGPLv3" in capsys.readouterr().err


def test_what_is_installed_can_be_used(capsys):
    assert licences.main([]) == 0, capsys.readouterr().err


@pytest.fixture
def service():
    """An address that answers with ``service.answer``, and remembers what it was asked."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            server.asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(server.answer).encode())

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def requirements(tmp_path):
    path = tmp_path / "requirements.txt"
    path.write_text("lamp==1.0 ; python_version > '3'\n    # via\ntower==2.0 \\\n    --hash=sha256:00\n")
    return path


def test_known_vulnerabilities_fail(service, requirements, capsys):
    service.answer = {"results": [{}, {"vulns": [{"id": "OSV-1"}]}]}
    args = ["--requirements", str(requirements), "--service", f"http://127.0.0.1:{service.server_port}"]
    assert audit.main(args) == 1 and "tower==2.0: OSV-1" in capsys.readouterr().err
    assert [q["version"] for q in service.asked["queries"]] == ["1.0", "2.0"]
    service.answer = {"results": [{}, {}]}
    assert audit.main(args) == 0 and "2 libraries looked up, 0" in capsys.readouterr().out


def test_where_the_data_cannot_be_reached_it_says_so(service, requirements, capsys):
    service.answer = {"results": []}
    for address in ("http://127.0.0.1:9", f"http://127.0.0.1:{service.server_port}"):
        assert audit.main(["--requirements", str(requirements), "--service", address]) == 0
        assert capsys.readouterr().out.startswith("skipped: ")


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_each_library_is_pinned_with_its_hashes(name):
    lines = (ROOT / name).read_text("utf-8").replace("\\\n", " ").splitlines()
    pins = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    assert len(pins) > 100 and not [line for line in pins if not re.match(r"[\w.-]+==\S+ (; [^\\]+ )?.*--hash=sha256:[0-9a-f]{64}\b", line)]
    assert not [line for line in lines if "://" in line or line.startswith("-")]


def test_the_tests_have_what_the_page_has():
    page, tests = (set(audit.pinned(ROOT / name)) for name in ("requirements.txt", "requirements-dev.txt"))
    assert page < tests


def test_a_file_that_pins_nothing(tmp_path):
    with pytest.raises(BadInput):
        audit.pinned(tmp_path / "none.txt")
