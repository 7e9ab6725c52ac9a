"""A rule set as a page that a doctor understands: who is infectious when, who counts as what, what follows."""

from collections.abc import Iterable, Iterator

from graph.tracing.rules import FollowUpRule, Regimen, RuleSet
from graph.tracing.sentences import SETTINGS

_ANCHORS = {
    "onset": ("khởi phát", "onset"),
    "sampled": ("lấy mẫu", "sampling"),
    "confirmed": ("xác định", "the result"),
}
_GRADES = {"near": ("tiếp xúc gần", "close contact"), "distant": ("tiếp xúc xa", "distant contact")}
_PLACES = {
    "facility": ("cách ly tập trung", "quarantine in a facility"),
    "home": ("cách ly tại nhà", "quarantine at home"),
    "none": ("tự theo dõi, không cách ly", "watching oneself, no quarantine"),
}


def rule_page(rules: RuleSet, lang: str) -> str:
    """Return a rule set's page in a language (vi or en), line by line."""
    return "\n".join(_lines(rules, int(lang == "en")))


def _lines(rules: RuleSet, en: int) -> Iterator[str]:
    document = rules.document
    yield f"{document['title'][('vi', 'en')[en]]} ({rules.id})"
    yield f"{('Nguồn', 'Source')[en]}: {document['source']}"
    yield f"{('Hiệu lực', 'In force')[en]}: {_force(rules, en)}"
    yield f"{('Bệnh', 'Disease')[en]}: {rules.disease or ('của các ca được nêu', 'that of the cases named')[en]}"
    yield ""
    yield ("Thời kỳ lây truyền của ca bệnh (F0)", "Infectious window of a case (F0)")[en]
    yield from (f"  - {line}" for line in _windows(rules, en))
    yield ""
    yield ("Ai là người tiếp xúc", "Who is a contact")[en]
    yield from (f"  - {line}" for line in _settings(rules, en))
    yield f"  - {_depth(rules, en)}"
    if rules.follow_up:
        yield ""
        yield ("Theo dõi, tính từ lần tiếp xúc cuối", "Follow-up, counted from the last exposure")[en]
        yield from (f"  - {_followed(grade, level, rule, en)}" for (grade, level), rule in rules.follow_up.items())
    yield ""
    yield ("Điều được giả định", "What is assumed")[en]
    said = document["assumptions"] if en else document.get("assumptions_vi") or document["assumptions"]
    yield from (f"  - {line}" for line in said)


def _force(rules: RuleSet, en: int) -> str:
    first, last = rules.in_force.from_, rules.in_force.to
    if first is None and last is None:
        return ("không ghi ngày", "no dates")[en]
    start = f"{first:%d/%m/%Y}" if first else "…"
    return f"{start} – {f'{last:%d/%m/%Y}' if last else ('nay', 'now')[en]}"


def _windows(rules: RuleSet, en: int) -> Iterable[str]:
    for place, anchor in enumerate(rules.anchors):
        name, before, after = _ANCHORS[anchor][en], rules.before[anchor], rules.after.get(anchor)
        if en:
            start = f"{before} days before {name}" if before else f"the day of {name}"
            end = f", at most {after} days after it" if after is not None else ""
            yield f"{'else ' if place else ''}from {start} until isolation{end}"
        else:
            start = f"{before} ngày trước ngày {name}" if before else f"ngày {name}"
            end = f", không quá {after} ngày sau đó" if after is not None else ""
            yield f"{'nếu không có: ' if place else ''}từ {start} đến khi cách ly{end}"


def _settings(rules: RuleSet, en: int) -> Iterable[str]:
    for grade in ("near", "distant"):
        for levels in sorted({rule.levels for rule in rules.settings.values() if rule.grade == grade}):
            same = [s for s, rule in rules.settings.items() if rule.grade == grade and rule.levels == levels]
            names = ", ".join(SETTINGS[setting][en] for setting in same)
            shown = ", ".join(f"F{level}" for level in levels)
            yield f"{_GRADES[grade][en]} ({shown}): {('cùng ', 'shared ')[en]}{names}"


def _depth(rules: RuleSet, en: int) -> str:
    who = {
        "near": ("người tiếp xúc gần", "close contacts"),
        "all": ("mọi người tiếp xúc", "all contacts"),
    }[rules.expand][en]
    latent = rules.latent_days
    if rules.max_level == 1:
        return ("chỉ truy F1", "F1 only")[en]
    if en:
        return (
            f"down to F{rules.max_level}, through {who}, from {latent} days after their first exposure until isolation"
        )
    return (
        f"truy đến F{rules.max_level}, qua {who}, từ {latent} ngày sau lần tiếp xúc đầu của họ đến khi họ được cách ly"
    )


def _followed(grade: str, level: int, rule: FollowUpRule, en: int) -> str:
    text = f"F{level}, {_GRADES[grade][en]}: {_regimen(rule, en)}"
    if rule.vaccinated is None:
        return text
    who = ("đã tiêm đủ hai mũi, mũi cuối trước ít nhất 14 ngày", "with two doses, the last at least 14 days before")[en]
    return f"{text}; {who}: {_regimen(rule.vaccinated, en)}"


def _regimen(regimen: Regimen, en: int) -> str:
    days = f"{regimen.days} {('ngày', 'days')[en]} {_PLACES[regimen.place][en]}"
    tests = ", ".join(map(str, regimen.tests))
    return f"{days}, {('xét nghiệm ngày', 'tests on day')[en]} {tests}" if tests else days
