"""A trace's question in words, in both languages: what was asked is shown with every answer."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from graph.tracing.days import Span
from graph.tracing.question import Question

#: The settings in Vietnamese and English.
SETTINGS = {
    "room": ("phòng", "room"),
    "house": ("nhà trọ hoặc ký túc xá", "house or dormitory"),
    "team": ("tổ", "team"),
    "workshop": ("phân xưởng", "workshop"),
    "company": ("công ty", "company"),
    "vehicle": ("xe", "vehicle"),
    "met": ("cuộc gặp đã khai", "declared meeting"),
}

#: A question names at most this many people.
NAMED = 3


def _day(day: int) -> str:
    return date.fromordinal(day).strftime("%d/%m/%Y")


def trace_question(
    question: Question, people: Sequence[dict[str, Any]], windows: Sequence[Span | None]
) -> dict[str, str]:
    """Return the question of a trace."""
    settings = {
        setting
        for level in range(1, question.levels + 1)
        for setting in question.rules.counted(level, only=question.settings)
    }
    vi_settings, en_settings = (
        ", ".join(names[i] for setting, names in SETTINGS.items() if setting in settings) for i in (0, 1)
    )
    who = ", ".join(str(person["name"]) for person in people[:NAMED])
    more = len(people) - NAMED
    known = [window for window in windows if window is not None]
    span = (min(w[0] for w in known), max(w[1] for w in known)) if known else None
    as_of = question.as_of.strftime("%d/%m/%Y")
    levels = f"F1–F{question.levels}" if question.levels > 1 else "F1"
    vi_days = f"từ {_day(span[0])} đến {_day(span[1])}" if span else "(không có ngày lây truyền nào)"
    en_days = f"from {_day(span[0])} to {_day(span[1])}" if span else "(no infectious day)"
    vi_more = f" và {more} ca khác" if more > 0 else ""
    en_more = f" and {more} more cases" if more > 0 else ""
    return {
        "vi": f"Ai đã cùng {vi_settings} với {who}{vi_more} {vi_days}, và với những người đó ({levels}), "
        f"theo {question.rules.id}, tính đến {as_of}?",
        "en": f"Who shared a {en_settings} with {who}{en_more} {en_days}, and with those ({levels}), "
        f"by {question.rules.id}, as of {as_of}?",
    }


def group_question(name: str, days: Span) -> dict[str, str]:
    """Return the question of a list of who was in a group."""
    first, last = _day(days[0]), _day(days[1])
    return {
        "vi": f"Ai có mặt ở {name} từ {first} đến {last}?",
        "en": f"Who was in {name} from {first} to {last}?",
    }


def _both(days: Mapping[str, Any]) -> str:
    first, last = (date.fromisoformat(days[name]).strftime("%d/%m/%Y") for name in ("from", "to"))
    return first if first == last else f"{first}–{last}"


def _place(setting: str, name: str, lang: int) -> str:
    """Return where two people were together: "phòng 203, Nhà trọ bà Hoa"."""
    word = SETTINGS[setting][lang]
    if setting == "met":
        return f"{word} ({name})" if name else word
    return name if name.lower().startswith(word.split()[0]) else f"{word} {name}"


def link_sentence(link: Mapping[str, Any], level: int) -> dict[str, str]:
    """Return one step of a chain (graph.tracing.why) in words."""
    source, person = link["source"]["name"], link["person"]["name"]
    name, days = link["group"]["name"], _both(link)
    return {
        "vi": f"{person} (F{level}) cùng {_place(link['setting'], name, 0)} với {source} (F{level - 1}) "
        f"{days}, {link['days']} ngày.",
        "en": f"{person} (F{level}) shared {_place(link['setting'], name, 1)} with {source} (F{level - 1}) "
        f"{days}, {link['days']} days.",
    }


def no_contact_sentence(person: Mapping[str, Any], *, is_case: bool) -> dict[str, str]:
    """Return that somebody is on no list, and why one may have thought so."""
    if is_case:
        return {
            "vi": f"{person['name']} là ca bệnh được hỏi (F0).",
            "en": f"{person['name']} is the case that was asked about (F0).",
        }
    return {
        "vi": f"{person['name']} không có trong danh sách: không cùng hoàn cảnh được tính với ai trong thời kỳ "
        "lây truyền.",
        "en": f"{person['name']} is not on the list: no counted setting was shared with anybody inside a window.",
    }


def path_sentences(
    one: Mapping[str, Any], other: Mapping[str, Any], chain: Sequence[Mapping[str, Any]] | None, longest: int
) -> dict[str, list[str]]:
    """Return a path (graph.tracing.path) in words, step by step; None: there is none of so many groups."""
    if chain is None:
        return {
            "vi": [f"Không có chuỗi nào gồm tối đa {longest} nhóm giữa {one['name']} và {other['name']}."],
            "en": [f"No chain of at most {longest} groups joins {one['name']} and {other['name']}."],
        }
    if not chain:
        return {"vi": ["Hai bản ghi là cùng một người."], "en": ["Both records are one person."]}
    return {
        lang: [
            f"{step['person']['name']} – {_place(step['setting'], step['group']['name'], i)} – {step['next']['name']}"
            for step in chain
        ]
        for i, lang in enumerate(("vi", "en"))
    }
