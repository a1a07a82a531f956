"""Date arithmetic: working days with holidays, ages, ISO weeks, Easter and leap years."""
from datetime import MAXYEAR, date, datetime, time, timedelta, timezone


def easter(year):
    a, b, c = year % 19, *divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    l = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * l) // 433
    month = (h + l - 7 * m + 90) // 25
    return date(year, month, (h + l - 7 * m + 33 * month + 19) % 32)


def holidays(year):
    e = easter(year)
    return {date(year, 1, 1): "New Year", e - timedelta(2): "Good Friday", e + timedelta(1): "Easter Monday", date(year, 12, 25): "Christmas"}


def add_working_days(day, n):
    step = timedelta(days=1 if n > 0 else -1)
    while n:
        day += step
        if day.weekday() < 5 and day not in holidays(day.year):
            n -= 1 if n > 0 else -1
    return day


def age(born, on):
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def add_months(day, n):
    month = day.month - 1 + n
    year, month = day.year + month // 12, month % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(1)).day
    return date(year, month, min(day.day, last))


for year in (1999, 2000, 2024, 2038):
    print(year, "Easter", easter(year).strftime("%A %d %B"), "leap" if date(year, 3, 1) - date(year, 2, 28) > timedelta(1) else "common")
start = date(2024, 3, 26)
for n in (1, 3, 5, -10, 250):
    print(f"{n:+d} working days from {start:%a %d %b %Y}: {add_working_days(start, n):%a %d %b %Y}")
print("ages:", age(date(2000, 2, 29), date(2023, 2, 28)), age(date(2000, 2, 29), date(2023, 3, 1)))
print("month ends", *(add_months(date(2023, 10, 31), n).isoformat() for n in (1, 4, 5, -8)), sep=" | ")
print("ISO", *(f"{d} -> {d.isocalendar()[:]}" for d in (date(2020, 12, 31), date(2021, 1, 3), date(2021, 1, 4))), sep="\n  ")
print("from ISO", date.fromisocalendar(2015, 53, 5), date.fromisoformat("20240229"), date.fromordinal(738000), date(2024, 1, 1).toordinal(), sep=", ")
utc = datetime(2024, 3, 10, 23, 30, tzinfo=timezone.utc)
for hours in (-8, 0, 5.5, 13):
    zone = timezone(timedelta(hours=hours))
    print(f"{utc.astimezone(zone):%d %b %Y, %H:%M %Z}")
delta = datetime(2024, 3, 1, 6) - datetime(2024, 2, 27, 18, 45, 30)
print(delta, repr(delta), delta.total_seconds(), delta // timedelta(hours=1), delta % timedelta(hours=1), -timedelta(minutes=5))
print(datetime.strptime("07/Mar/2024:14:05:09 +0100", "%d/%b/%Y:%H:%M:%S %z"), datetime.combine(date(2001, 2, 3), time(4, 5)), sep=" | ")
print(datetime.fromtimestamp(86400 * 365, timezone.utc), time(23, 59).replace(minute=1), date.min, date(MAXYEAR, 12, 31), datetime(2024, 5, 6, 7, 8, 9, 10), sep=" | ")
fridays = [date(2026, m, 13) for m in range(1, 13) if date(2026, m, 13).weekday() == 4]
print("Friday the 13th in 2026:", [f"{d:%B}" for d in fridays])
for bad in (lambda: date(2023, 2, 29), lambda: datetime.strptime("31-04", "%d-%m"), lambda: date.max + timedelta(1),
            lambda: datetime(2024, 1, 1) - utc, lambda: date.fromisoformat("2024-13-01"), lambda: date(2024, 1, 1) < utc.replace(tzinfo=None)):
    try:
        print(bad())
    except (ValueError, OverflowError, TypeError) as e:
        print(type(e).__name__ + ":", e)
