"""How many people a place can plausibly hold: more is a slip in the data, or a place that needs a look."""

from collections.abc import Mapping

#: The most people by kind of group. A room: one hostel room of 50 existed in 2021, dormitories have 6 to 12
#: (shared/workbook.md). A team or line: 20 to 150, so that one of 300 is a workshop. A bus has 45 seats and runs for
#: two shifts. A plate that four people ride as their motorbike is the example's, or a neighbour's.
MOST_PEOPLE: Mapping[str, int] = {"room": 24, "team": 300, "bus": 100, "car": 16, "motorbike": 3}
