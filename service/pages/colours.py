"""The colours of settings and people, which are those that graph browsers get, and the letters of charts."""

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
#: Of charts, which the stylesheet does not reach: as truyvet.css has it.
FONT = 'Roboto, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif'
#: Read by truyvet.css: the dot before a setting's name, and its bars.
STYLE_SHEET = "".join(f".tv-setting-{name},.tv-bar-{name}{{--dot:{style.color}}}" for name, style in SETTINGS.items())
