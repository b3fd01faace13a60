"""Days as newspapers write them, and which statements were asked for by words and days."""

from datetime import date


def day(value: date) -> str:
    """Return a day as it is written in a newspaper: 5 May 2024."""
    return f"{value.day} {value:%B} {value.year}"


def interval(start: date | None, end: date | None) -> str:
    """Return the days from start to end, both included; an end that is None is open."""
    if start is None or end is None:
        return f"until {day(end)}" if end else f"from {day(start)}" if start else "on an unknown day"
    if start == end:
        return day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day(end)}"
    return f"{day(start)} – {day(end)}"


def when_asked(about: str | None = None, since: date | None = None, until: date | None = None) -> str:
    """Return which statements were asked for, by their words and days: "“missile”, from 1 May 2024"."""
    words = [f"“{about}”"] if about else []
    return ", ".join([*words, *([interval(since, until)] if since or until else [])])


def titled(title: str, about: str | None = None, since: date | None = None, until: date | None = None) -> str:
    """Return the title of what is made of these statements alone: "Who relays whom: “missile”, from 1 May 2024"."""
    subject = when_asked(about, since, until)
    return f"{title}: {subject}" if subject else title
