"""python -m docs.tutorial: write docs/tutorial.md and its charts, by running what the page shows on a Neo4j of its own.

A test writes it anew and fails where one figure has changed.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from docs.charts import bars, lines
from docs.graph import own_graph
from docs.shell import Shell
from graph.database import Connection

FOLDER = Path(__file__).parent
AS_OF = "--as-of 31/05/2021"
FIRM = "camera"


def tutorial(connection: Connection, folder: Path) -> Mapping[str, str]:
    """Return the page and its charts by path under docs. The graph is empty; ``folder`` holds what is written."""
    shell = Shell(connection, folder)
    page = ["# One outbreak, from the workbooks to what to close", "", _MADE, ""]
    page += _arrival(shell)
    clusters = shell.ask(f"analyse clusters {AS_OF}")
    rates = shell.ask(f"analyse attack-rates --by company {AS_OF}")
    page += _where(shell, clusters["clusters"][0], clusters, rates)
    page += _how(shell, clusters["clusters"][0])
    page += _next(shell)
    after = _advice(shell)
    page += after[0]
    page += _away(shell, clusters["clusters"][0])
    return {
        "tutorial.md": "\n".join(page),
        "tutorial/curve.svg": _curve(rates),
        "tutorial/what-if.svg": _spread(after[1]),
    }


_MADE = "<!-- Made by `make docs` from docs/tutorial.py: every figure is what the commands answer. -->"


def _say(*paragraphs: str) -> list[str]:
    """Return paragraphs, each with a blank line after it."""
    return [line for text in paragraphs for line in (" ".join(text.split()), "")]


def _arrival(shell: Shell) -> list[str]:
    return [
        *_say(
            """A made-up outbreak in a made-up industrial park of four firms: what a department has, what it asks,
            and how it decides. Everything here can be typed; every name is invented."""
        ),
        "## The workbooks and the line list",
        "",
        *_say("Each firm sends its form, and the department has a line list of 21 days:"),
        *shell.show("sample --workers 1200 --companies 4 -o sample --line-list cases.xlsx"),
        *shell.show("import sample", last=2),
        *shell.show("case import cases.xlsx", last=1),
    ]


def _where(
    shell: Shell, cluster: Mapping[str, Any], clusters: Mapping[str, Any], rates: Mapping[str, Any]
) -> list[str]:
    growth = cluster["growth"]
    worst = rates["rates"][0]
    teams = shell.ask(f"analyse attack-rates --by team {AS_OF}")["rates"]
    first = teams[0]
    return [
        "## Where is it spreading?",
        "",
        *shell.show(f"analyse clusters {AS_OF}"),
        *_say(
            f"""{clusters["cases"]} cases hang together in {clusters["total"]} cluster, {clusters["alone"]} stand
            alone. In the last seven days it had {growth["last"]} new cases, in the seven before
            {growth["before"]}: it grows. Its first case, to whom no other leads, is
            {cluster["index"]["person"]["name"]}."""
        ),
        *shell.show(f"analyse attack-rates --by company {AS_OF}"),
        *_say(
            f"""The denominators are the people on the rosters at the time. {worst["unit"]["name"]} has
            {worst["cases"]} cases among {worst["people"]} workers, {worst["risk_ratio"]["ratio"]:.1f} times the
            rate of everybody else. Each firm has its own curve:"""
        ),
        "![Cases by day and firm](tutorial/curve.svg)",
        "",
        *_say("Within the firms, some teams stand out:"),
        *shell.show(f"analyse attack-rates --by team --limit 5 {AS_OF}"),
        *_say(
            f"""In {first["unit"]["name"]} of {first["unit"]["in"][0]}, {first["cases"]} of {first["people"]} fell
            ill: no need of more tests there to know that it was in the team. How likely a contact of each
            setting falls ill cannot be said yet:"""
        ),
        *shell.show(f"analyse attack-rates --by setting {AS_OF}"),
        *_say(
            """Almost everybody is still in the days in which they may fall ill. The ill are known sooner than the
            well, so a rate from them alone would be far too high; truyvet gives none until the incubation is
            over."""
        ),
    ]


def _how(shell: Shell, cluster: Mapping[str, Any]) -> list[str]:
    whole = shell.ask(f"analyse clusters {cluster['key']} {AS_OF}")
    early = [case["key"] for case in whole["cases"][1:9]]
    common = shell.ask(f"analyse common-source {' '.join(early)} {AS_OF}")
    best = common["sources"][0]
    intervals = shell.ask(f"analyse intervals {AS_OF}")["serial_interval"]["all"]
    fit = intervals["fits"][0]
    return [
        "## How did it begin, and how fast is it?",
        "",
        *_say("Those who fell ill first after the index case: what did they share while they can have been infected?"),
        *shell.show(f"analyse common-source {' '.join(early)} {AS_OF}"),
        *_say(
            f"""{best["cases"]} of the eight were in {best["group"]["name"]} ({best["people"]} people): of eight
            people drawn at random so many would be with a chance of {best["chance"]:.1g}, and {common["total"]}
            settings were looked at. That is where to ask first."""
        ),
        *shell.show(f"analyse intervals --limit 3 {AS_OF}", first=8),
        *_say(
            f"""From onset to onset of who can have infected whom it takes {fit["mean"]:.1f} days (95 %:
            {intervals["intervals"]["mean"][0]:.1f} to {intervals["intervals"]["mean"][1]:.1f}): a list that is
            three days late is one generation late. While cases rise, short intervals are overrepresented."""
        ),
    ]


def _next(shell: Shell) -> list[str]:
    leaks = shell.ask(f"analyse leaks {AS_OF}")
    bridges = shell.ask(f"analyse bridges --company {FIRM} {AS_OF}")
    bridge = bridges["bridges"][0]
    name = (bridge["person"] or bridge["group"])["name"]
    return [
        "## Who is next?",
        "",
        *shell.show(f"analyse leaks --limit 3 {AS_OF}"),
        *_say(
            f"""{len(leaks["infected"])} firms have cases of the last 14 days; {leaks["clean_total"]["1"]} without
            any shares rooms, houses or people with them. Within the first firm, these join the workshops:"""
        ),
        *shell.show(f"analyse bridges --company {FIRM} --limit 5 {AS_OF}"),
        *_say(
            f"""{name} is on {bridge["betweenness"]:.0%} of the shortest chains between workshops. Buses and rooms
            carry an infection from line to line where the lines themselves never meet."""
        ),
    ]


def _advice(shell: Shell) -> tuple[list[str], dict[str, Any]]:
    asked = f"analyse closures advise --company {FIRM} --share 0.5 {AS_OF}"
    found = shell.ask(asked)
    advice = found["advice"]
    stops = " ".join(f"--stop {one['group']['key']}" for one in advice["stop"])
    what_if = f"analyse closures what-if {stops} --company {found['companies'][0]['key']} {AS_OF}"
    told = shell.ask(what_if)
    before, after, averted = (one["mean"] for one in (
        told["before"]["secondary_cases"], told["after"]["secondary_cases"], told["averted"]))  # fmt: skip
    site = shell.ask(f"analyse closures what-if --stop {found['companies'][0]['key']} {AS_OF}")
    page = [
        "## What to close?",
        "",
        *_say(
            """Decision 2787/QĐ-BYT of June 2021 lets a firm stop the site, or only a workshop, a line or a team.
            Which ones, if half of the risk of infections at work is to be gone with as few people idle as can
            be?"""
        ),
        *shell.show(f"{asked} --limit 5"),
        *_say(
            f"""{advice["workers_idled"]} of {found["workers"]} who are at work cover {advice["share"]:.0%} of the
            risk, and
            {"no other choice does it with fewer" if advice["exact"] else "few choices can do with fewer"}. What
            does that do to the days to come?"""
        ),
        *shell.show(what_if),
        "![Expected cases by day, as it is and with the teams stopped](tutorial/what-if.svg)",
        "",
        *_say(
            f"""Of {before:.0f} expected secondary cases {averted:.0f} would be averted, {after:.0f} would not:
            people go on meeting in rooms and buses, and {told["hidden"]["mean"]:.0f} are likely infected
            already and not known. With the whole site closed, {site["after"]["secondary_cases"]["mean"]:.0f}
            are left, for {site["idled"]} idle. The numbers hang on the assumptions that the document names
            (rates, latency, two days from onset to isolation); what to compare is one measure with another, not
            the number with the world."""
        ),
    ]
    return page, told


def _away(shell: Shell, cluster: Mapping[str, Any]) -> list[str]:
    return [
        "## Take it away",
        "",
        *_say("The cluster for Gephi, with its timeline, without names:"),
        *shell.show(f"export cluster {cluster['key']} --format gexf -o cluster.zip {AS_OF}"),
        *_say(
            """Other formats, for R, MicrobeTrace, BloodHound and Neo4j's browsers, are in
            [exports.md](exports.md); what each analysis means exactly, and its sources, in
            [analyses.md](analyses.md)."""
        ),
    ]


def _curve(rates: Mapping[str, Any]) -> str:
    first, last = (date.fromisoformat(rates[name]) for name in ("from", "to"))
    days = [(first + timedelta(days=n)).isoformat() for n in range((last - first).days + 1)]
    series = {}
    for rate in rates["rates"]:
        by_day = {point["on"]: point["cases"] for point in rate["curve"]}
        series[rate["unit"]["name"]] = [by_day.get(day, 0) for day in days]
    return bars("Cases by day of onset, else of the sample, and firm", days, series)


def _spread(told: Mapping[str, Any]) -> str:
    first = date.fromisoformat(told["from"])
    days = [(first + timedelta(days=n)).isoformat() for n in range(len(told["before"]["curve"]))]
    series = {"as it is": told["before"]["curve"], "teams stopped": told["after"]["curve"]}
    return lines(f"Expected infections by day, mean of {told['runs']} runs", days, series)


def main() -> None:
    """Write the page with a Neo4j of its own."""
    with own_graph() as (connection, folder):
        found = tutorial(connection, folder)
    (FOLDER / "tutorial").mkdir(exist_ok=True)
    for file, text in found.items():
        (FOLDER / file).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
