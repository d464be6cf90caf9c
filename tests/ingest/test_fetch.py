"""``python -m ingest fetch`` against a web site on this machine."""

import json
from dataclasses import replace
from email.utils import formatdate

import pytest

from errors import BadInput
from ingest import download, fetch
from ingest.__main__ import main
from settings import Settings
from tests.ingest.website import Website, cut, serve, stall, status

LIMITS = download.Limits(pause=0, timeout=0.3, longest=20, tries=3, backoff=0.01, patience=0.2, size=200_000)
PDF = b"%PDF-1.4\n" + bytes(range(256)) * 100 + b"\n%%EOF\n"
OTHER = PDF.replace(b"1.4", b"1.5")
FILE = "T-RES-T.57-2012-PDF-F.pdf"
PATH = "dms_pub/itu-t/opb/res/" + FILE


@pytest.fixture
def site():
    with Website() as website:
        yield website


@pytest.fixture
def command(site, tmp_path, capsys):
    """Runs a fetch of Resolution 57 in French or of what is given: (exit code, output, errors)."""

    def run(*argv, limits=LIMITS, address=site.address, to=tmp_path / "texts"):
        argv = argv or ("--body", "WTSA", "--number", "57", "--year", "2012", "--language", "fr")
        code = fetch.main([*argv, "--to", str(to)], Settings(site=address), limits)
        output = capsys.readouterr()
        shown = [line for line in output.err.replace("\r", "\n").splitlines() if line and "text/s" not in line]
        return code, output.out.split(), [line for line in shown if "s/text" not in line]

    run.folder = tmp_path / "texts"
    return run


def held(command):
    return (command.folder / FILE).read_bytes()


def visible(command):
    return sorted(path.name for path in command.folder.iterdir() if not path.name.startswith("."))


def test_new_unchanged_changed(site, command):
    site.script[PATH] = [serve(PDF)]
    assert command() == (0, ["new", FILE], []) and held(command) == PDF
    assert command()[:2] == (0, ["unchanged", FILE])
    assert len(site.asked) == 2 and site.asked[1][1]["If-None-Match"] == '"v1"'
    site.script[PATH] = [serve(OTHER, etag='"v2"')]
    assert command()[:2] == (0, ["changed", FILE]) and held(command) == OTHER


def test_says_what_it_is(site, command):
    site.script[PATH] = [serve(PDF)]
    command()
    assert site.asked[0][1]["User-Agent"].startswith("ITU-Expert-Assistant/")


def test_a_date_is_a_validator_too(site, command):
    dated = status(200, Last_Modified="Mon, 02 Nov 2026 10:00:00 GMT")

    def step(request):
        if request.headers.get("If-Modified-Since") == "Mon, 02 Nov 2026 10:00:00 GMT":
            return status(304)(request)
        request.send_response(200)
        request.send_header("Last-Modified", "Mon, 02 Nov 2026 10:00:00 GMT")
        request.send_header("Content-Length", str(len(PDF)))
        request.end_headers()
        return request.wfile.write(PDF)

    site.script[PATH] = [step, step, dated]
    assert command()[1] == ["new", FILE]
    assert command()[1] == ["unchanged", FILE] and len(site.asked) == 2


def test_a_file_that_the_user_has_changed_is_fetched_again(site, command):
    site.script[PATH] = [serve(PDF)]
    command()
    (command.folder / FILE).write_bytes(b"short")
    assert command()[1] == ["changed", FILE] and held(command) == PDF


def test_cut_off_goes_on(site, command):
    site.script[PATH] = [cut(PDF, 10_000), serve(PDF)]
    assert command()[:2] == (0, ["new", FILE]) and held(command) == PDF
    assert site.asked[1][1]["Range"] == "bytes=10000-" and site.asked[1][1]["If-Range"] == '"v1"'
    assert visible(command) == [FILE]


def test_cut_off_goes_on_in_the_next_run(site, command):
    site.script[PATH] = [cut(PDF, 10_000)]
    code, _, errors = command(limits=replace(LIMITS, tries=1))
    assert code == 2 and "cut off after 10,000 of 25,616 bytes" in errors[0] and visible(command) == []
    site.script[PATH] = [serve(PDF)]
    assert command()[0] == 0 and held(command) == PDF and site.asked[-1][1]["Range"] == "bytes=10000-"


def test_cut_off_and_changed_meanwhile_begins_anew(site, command):
    site.script[PATH] = [cut(PDF, 10_000), serve(OTHER, etag='"v2"')]
    assert command()[0] == 0 and held(command) == OTHER


def test_a_part_without_validator_is_not_gone_on_with(site, command):
    site.script[PATH] = [cut(PDF, 10_000, etag=""), serve(PDF)]
    assert command()[0] == 0 and held(command) == PDF and "Range" not in site.asked[1][1]


def test_a_wrong_part_is_not_taken(site, command):
    def wrong(request):
        request.send_response(206)
        request.send_header("Content-Range", "bytes 5-10/25616")
        request.send_header("Content-Length", "6")
        request.end_headers()
        request.wfile.write(b"xxxxxx")

    site.script[PATH] = [cut(PDF, 10_000), wrong, serve(PDF)]
    assert command()[0] == 0 and held(command) == PDF
    site.script[PATH] = [cut(OTHER, 10_000, etag='"v2"'), status(416), serve(OTHER, etag='"v2"')]
    assert command()[0] == 0 and held(command) == OTHER


def test_cut_off_without_a_length(site, command):
    def unmeasured(request):
        request.send_response(200)
        request.end_headers()
        request.wfile.write(PDF[:9000])

    site.script[PATH] = [unmeasured, serve(PDF)]
    assert command()[0] == 0 and held(command) == PDF and len(site.asked) == 2


def test_stalls(site, command):
    site.script[PATH] = [stall(1.0), serve(PDF)]
    assert command()[0] == 0 and len(site.asked) == 2
    site.script[PATH] = [stall(1.0)]
    code, _, errors = command(limits=replace(LIMITS, tries=2, timeout=0.1))
    assert code == 2 and "does not answer in time, 2 times" in errors[0]


def test_fails_and_recovers(site, command):
    site.script[PATH] = [status(503), status(500), serve(PDF)]
    assert command()[0] == 0 and len(site.asked) == 3
    site.script[PATH] = [status(500)]
    (command.folder / FILE).unlink()
    code, _, errors = command()
    assert code == 2 and "the site fails (HTTP 500), 3 times" in errors[0] and len(site.asked) == 6


def test_a_missing_text_does_not_stop_the_others(site, command):
    site.script[PATH] = [serve(PDF)]
    code, out, errors = command("--body", "WTSA", "--number", "56,57", "--year", "2012", "--language", "fr")
    assert code == 1 and out == ["new", FILE] and len(site.asked) == 2  # 404 is not asked again
    assert errors == [
        "T-RES-T.56-2012-PDF-F.pdf: the site does not hold it. Check the number, the year and the language."
    ]


def test_the_second_address(site, command):
    path = "dms_pubrec/itu-r/rec/p/R-REC-P.838-3-200503-S!!PDF-E.pdf"
    site.script[path] = [serve(PDF)]
    asked = ("--body", "ITU-R", "--number", "P.838-3", "--year", "2005-03")
    assert command(*asked)[1] == ["new", "R-REC-P.838-3-200503-I!!PDF-E.pdf"]


@pytest.mark.parametrize("code", [401, 403])
def test_refused_stops(site, command, code):
    site.script[PATH] = [status(code)]
    result, _, errors = command("--body", "WTSA", "--number", "57-59", "--year", "2012", "--language", "fr")
    assert result == 2 and len(site.asked) == 1 and f"HTTP {code}" in errors[0]
    assert errors[1] == "Not asked for any more: T-RES-T.58-2012-PDF-F.pdf, T-RES-T.59-2012-PDF-F.pdf."


def test_waits_when_asked_to(site, command):
    site.script[PATH] = [status(429, Retry_After="0"), serve(PDF)]
    assert command()[0] == 0
    site.script[PATH] = [status(429, Retry_After="3600")]
    code, _, errors = command()
    assert code == 2 and "Try again in 60 minutes" in errors[0]
    site.script[PATH] = [status(503, Retry_After=formatdate(4e9, usegmt=True))]
    assert "asks to be left alone (HTTP 503)" in command()[2][0]


@pytest.mark.parametrize("kind", ["text/html", "application/pdf"])
def test_a_web_page_is_no_text(site, command, kind):
    site.script[PATH] = [serve(b"<!DOCTYPE html><html><body>Sorry</body></html>", kind=kind)]
    code, _, errors = command()
    assert code == 2 and "a web page came in its place" in errors[0] and visible(command) == []
    assert len(site.asked) == 1


def test_another_kind_of_file_is_no_text(site, command):
    site.script[PATH] = [serve(b"PK\x03\x04" + bytes(100))]
    assert "what came is not a PDF file" in command()[2][0] and visible(command) == []


def test_redirects(site, command):
    site.script[PATH] = [status(302, Location="/moved.pdf")]
    site.script["moved.pdf"] = [serve(PDF)]
    assert command()[0] == 0 and held(command) == PDF
    site.script[PATH] = [status(302, Location="http://example.invalid/x.pdf")]
    assert "the site sends on to http://example.invalid" in command()[2][0]
    site.script[PATH] = [status(302, Location="/en/pages/notfound.aspx")]
    assert "does not hold it" in command()[2][0]
    site.script[PATH] = [status(302, Location="/" + PATH)]
    assert "HTTP 302" in command()[2][0]


def test_too_large(site, command):
    site.script[PATH] = [serve(PDF + bytes(300_000))]
    assert "larger than" in command()[2][0] and visible(command) == []

    def endless(request):
        request.send_response(200)
        request.end_headers()
        request.wfile.write(PDF + bytes(300_000))

    site.script[PATH] = [endless]
    assert "larger than" in command()[2][0]
    assert not list(command.folder.glob(".*.part"))


def test_no_network(command):
    asked = ("--body", "WTSA", "--number", "57-61", "--year", "2012", "--language", "fr")
    code, _, errors = command(*asked, address="http://127.0.0.1:9/")
    assert code == 2 and len(errors) == 4 and errors[3].startswith("Not asked for any more: T-RES-T.60")
    assert all("no answer from the site" in error and "Check the network" in error for error in errors[:3])


def test_a_folder_that_cannot_be_written(site, command, tmp_path):
    site.script[PATH] = [serve(PDF)]
    (tmp_path / "file").write_text("x")
    with pytest.raises(BadInput) as error:
        command(to=tmp_path / "file")
    assert "cannot be written to" in str(error.value)


@pytest.mark.parametrize("memo", ["", "[]", '{"part": 5}', "{", '{"held": {"url": 1}}'])
def test_a_damaged_memory_is_no_harm(site, command, memo):
    site.script[PATH] = [serve(PDF)]
    command()
    (command.folder / f".{FILE}.json").write_text(memo)
    assert command()[0] == 0
    assert json.loads((command.folder / f".{FILE}.json").read_text())["held"]["size"] == len(PDF)


def test_as_it_is_typed(site, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("ITU_SITE", site.address)
    monkeypatch.setattr(download, "PAUSE", 0)
    site.script[PATH] = [serve(PDF)]
    asked = ["fetch", "--number", "57", "--year", "2012", "--language", "fr", "--to", str(tmp_path)]
    assert main([*asked, "--body", "WTSA"]) == 0 and (tmp_path / FILE).read_bytes() == PDF
    capsys.readouterr()
    assert main([*asked, "--body", "WTO"]) == 2
    assert capsys.readouterr().err.startswith("--body: no address is known for texts of 'WTO'. Give one of WTSA, PP")
    monkeypatch.setenv("ITU_SITE", "itu.int")
    assert main([*asked, "--body", "WTSA"]) == 2 and "ITU_SITE" in capsys.readouterr().err


def test_one_pause_between_two_requests(site, command, monkeypatch):
    slept = []
    monkeypatch.setattr(download.time, "sleep", slept.append)
    site.script[PATH] = [serve(PDF)]
    command("--body", "WTSA", "--number", "56,57", "--year", "2012", "--language", "fr", limits=replace(LIMITS, pause=5))
    assert slept[0] == 0 and 4 < slept[1] <= 5
