"""What was measured at one size, as lines to read."""

from __future__ import annotations


def table(found: dict) -> str:
    """Our figures, and beside them the peer's and the ratio of ours to it."""
    first, asked = found["first"], found["ask"]
    rate = found["clauses"] / first["seconds"]
    lines = [
        f"{found['clauses']:,} clauses in {found['files']:,} files (load {found['load']:.1f}); lost: {found['lost']}",
        f"ingest      {first['seconds']:9.1f} s   {rate:9,.0f} clauses/s   {first['cpu']:.1f} s of processors",
        *(_beside_chroma(rate, found[name], words) for name, words in (("chroma", "its defaults"), ("chroma as set", "our settings")) if name in found),
        *(f"  {name:10}{seconds:9.1f} s   {_rate(found['clauses'], seconds)}" for name, seconds in _by_cost(first["stages"])),
        *(f"  beside: {name:8}{seconds:5.1f} s of processors" for name, seconds in _by_cost(first["beside"].get("seconds", {}))),
        f"unchanged   {found['unchanged']['seconds']:9.1f} s",
        f"1% changed  {found['changed']['seconds']:9.1f} s   {found['changed_files']} files, {found['changed']['changed']} documents",
        *(f"  {name:10}{seconds:9.1f} s" for name, seconds in _by_cost(found["changed"]["stages"])[:5]),
        f"memory      {_mb(first['peak'])} MB ingesting, {_mb(first['beside'].get('peak', 0))} MB in each process that reads, {_mb(first['beside'].get('chroma peak', 0))} MB in Chroma's, {_mb(asked['peak'])} MB asking; disk {_mb(first['bytes'])} MB",
        f"start to first answer {asked['first']:.1f} s",
        f"first question of each language, nothing read before: {_each(asked['cold'])}",
        f"  the same after what the page's server asks at its start ({found['warmed']['seconds']:.1f} s): {_each(found['warmed']['first'])}",
        "questions from here on: every language has been asked in before",
        *(_asked(name, steps) for name, steps in asked["milliseconds"].items()),
        *(line for size, peer in found["peer"].items() for line in _beside(found, size, peer)),
    ]
    return "\n".join(lines)


def _beside_chroma(rate: float, alone: dict, words: str) -> str:
    return (f"  {rate / alone['rate']:.2f} of Chroma alone with {words}: {alone['rate']:,.0f} vectors/s, {alone['cpu']:.1f} s of "
            f"processors, load {alone['load']:.1f}")


def _beside(found: dict, size: int, peer: dict) -> list[str]:
    """The peer's figures and, in brackets, ours by them."""
    first, asked, build, its = found["first"], found["ask"], peer["build"], peer["ask"]
    plain = asked["milliseconds"]["plain"]
    return [
        f"LlamaIndex, chunks of {size} tokens: {build['chunks']:,} of them; in brackets ours to it",
        f"  build {build['seconds']:.1f} s ({first['seconds'] / build['seconds']:.2f}), of a vector "
        f"{1000 * build['seconds'] / build['chunks']:.2f} ms ({first['seconds'] / found['clauses'] / (build['seconds'] / build['chunks']):.2f})",
        f"  memory {_mb(build['peak'])} MB building ({first['peak'] / build['peak']:.2f}), {_mb(its['peak'])} MB asking "
        f"({asked['peak'] / its['peak']:.2f}); disk {_mb(build['bytes'])} MB ({first['bytes'] / build['bytes']:.2f})",
        f"  start to first texts {its['first']:.1f} s ({asked['first'] / its['first']:.2f}); question p50 {its['all']['p50']:.0f} ms "
        f"({plain['all']['p50'] / its['all']['p50']:.2f}), p95 {its['all']['p95']:.0f} ms ({plain['all']['p95'] / its['all']['p95']:.2f})",
    ]


def _each(milliseconds: dict[str, float]) -> str:
    return ", ".join(f"{language} {value:.0f}" for language, value in milliseconds.items()) + " ms"


def _asked(name: str, steps: dict) -> str:
    parts = ", ".join(f"{step} {v['p50']:.0f}/{v['p95']:.0f}" for step, v in steps.items() if isinstance(v, dict) and step != "all")
    return f"question, {name:8} p50 {steps['all']['p50']:6.0f} ms, p95 {steps['all']['p95']:6.0f} ms   ({parts}; {steps['answered']} answered)"


def _by_cost(stages: dict[str, float]) -> list[tuple[str, float]]:
    return sorted(stages.items(), key=lambda item: -item[1])


def _rate(clauses: int, seconds: float) -> str:
    return f"{clauses / seconds:9,.0f} clauses/s" if seconds > 0.05 else ""


def _mb(size: int) -> str:
    return f"{size / 2**20:,.0f}"
