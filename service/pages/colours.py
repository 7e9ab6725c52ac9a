"""The colours of settings and people: those that graph browsers get, from graph/model."""

from collections.abc import Mapping

from graph.model.styles import STYLES, Style

_LABELS = {
    "room": "Residence",
    "house": "Residence",
    "dormitory": "Residence",
    "village": "Residence",
    "team": "Team",
    "workshop": "Workshop",
    "company": "Company",
    "vehicle": "Vehicle",
    "met": "Case",
}
#: The style of each setting.
SETTINGS: Mapping[str, Style] = {setting: STYLES[label] for setting, label in _LABELS.items()}
PERSON, CASE = STYLES["Worker"], STYLES["Case"]
#: Read by truyvet.css: the dot before a setting's name, and its bars.
STYLE_SHEET = "".join(f".tv-setting-{name},.tv-bar-{name}{{--dot:{style.color}}}" for name, style in SETTINGS.items())
