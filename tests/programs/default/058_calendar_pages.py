"""Prints month pages with the calendar module and marks events; checks the Doomsday rule."""
import calendar
from collections import defaultdict
from datetime import date

EVENTS = {date(2025, 2, 3): "dentist", date(2025, 2, 14): "dinner", date(2025, 2, 28): "rent", date(2025, 3, 1): "spring"}


class Marked(calendar.TextCalendar):
    def __init__(self, year, month, events, first=0):
        super().__init__(first)
        self.marks = {d.day for d in events if (d.year, d.month) == (year, month)}

    def formatday(self, day, weekday, width):
        text = f"[{day}]" if day in self.marks else str(day) if day else ""
        return text.center(width)


page = Marked(2025, 2, EVENTS)
print(page.formatmonth(2025, 2, w=4))
print(Marked(2025, 3, EVENTS, first=6).formatmonth(2025, 3, w=4))
print("weeks of Feb 2024:", calendar.monthcalendar(2024, 2)[0], calendar.monthcalendar(2024, 2)[-1])
print("ranges:", [calendar.monthrange(2023, m) for m in (1, 2, 12)])
print("leap days 1900-2000:", calendar.leapdays(1900, 2001), [y for y in (1900, 2000, 2023, 2024) if calendar.isleap(y)])
print(list(calendar.day_abbr), [calendar.month_name[m] for m in (1, 6, 12)])
print("timegm:", calendar.timegm((2001, 9, 9, 1, 46, 40)))


def doomsday(year):
    anchors = {18: 5, 19: 3, 20: 2, 21: 0}
    a = year % 100
    return (anchors[year // 100] + a // 12 + a % 12 + a % 12 // 4) % 7


bad = [y for y in range(1800, 2200) if (calendar.weekday(y, 4, 4) + 1) % 7 != doomsday(y)]
print("doomsday mistakes:", bad)
by_day = defaultdict(int)
for y in range(2000, 2400):
    for m in range(1, 13):
        by_day[calendar.day_name[calendar.weekday(y, m, 13)]] += 1
print("thirteenths in 400 years:", dict(sorted(by_day.items(), key=lambda kv: -kv[1])))


def nth_weekday(year, month, weekday, n):
    days = [w[weekday] for w in calendar.Calendar().monthdayscalendar(year, month) if w[weekday]]
    return date(year, month, days[n - 1 if n > 0 else n])


print("clocks change:", nth_weekday(2025, 3, calendar.SUNDAY, -1), "and", nth_weekday(2025, 10, calendar.SUNDAY, -1))
print("Thanksgiving:", ", ".join(f"{nth_weekday(y, 11, calendar.THURSDAY, 4):%d %b %Y}" for y in range(2023, 2027)))
html = calendar.HTMLCalendar().formatmonth(2025, 2)
print(html.count("<td"), "cells;", html.splitlines()[3][:60])
try:
    calendar.monthrange(2024, 13)
except calendar.IllegalMonthError as e:
    print(e)
