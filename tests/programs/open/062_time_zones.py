"""zoneinfo with fixed instants: offsets, gaps and folds, conversions, arithmetic and unknown keys."""
import copy
import pickle
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

MEETING = datetime(2024, 7, 1, 15, 30, tzinfo=ZoneInfo("Europe/Berlin"))
for key in ("UTC", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "America/St_Johns"):
    t = MEETING.astimezone(ZoneInfo(key))
    print(f"{key:20} {t:%a %d %b %H:%M} {t.tzname():6} {t.utcoffset()} dst {t.dst()}")
berlin = ZoneInfo("Europe/Berlin")
print("autumn fold:")
for fold in (0, 1):
    t = datetime(2024, 10, 27, 2, 30, tzinfo=berlin, fold=fold)
    print(" ", fold, t.tzname(), t.utcoffset(), f"{t.astimezone(timezone.utc):%H:%M} UTC")
gap = datetime(2024, 3, 31, 2, 30, tzinfo=berlin)
back = gap.astimezone(timezone.utc).astimezone(berlin)
print("spring gap:", f"{gap:%H:%M} {gap.tzname()} becomes {back:%H:%M} {back.tzname()}", gap == back)
start = datetime(2024, 3, 30, 12, tzinfo=berlin)
print("wall clock +1 day:", (start + timedelta(days=1)).utcoffset(), "elapsed +24 h:", f"{(start.astimezone(timezone.utc) + timedelta(days=1)).astimezone(berlin):%d %b %H:%M}")
a, b = datetime(2024, 1, 1, 12, tzinfo=ZoneInfo("Asia/Tokyo")), datetime(2024, 1, 1, 12, tzinfo=berlin)
print("difference:", b - a, a < b, sorted([b, a])[0] is a)
print("history:", [f"{datetime(y, 7, 1, tzinfo=ZoneInfo('Europe/London')).tzname()}" for y in (1900, 1941, 1969, 2020)], datetime(1890, 1, 1, tzinfo=ZoneInfo("Europe/Paris")).utcoffset())


def transitions(zone, year):
    t = datetime(year, 1, 1, tzinfo=timezone.utc)
    offset = t.astimezone(zone).utcoffset()
    while t.year == year:
        nxt = t + timedelta(hours=1)
        now = nxt.astimezone(zone).utcoffset()
        if now != offset:
            yield f"{nxt:%d %b %H:%M} UTC {offset} -> {now}"
            offset = now
        t = nxt


for key in ("Europe/Berlin", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kolkata"):
    print(key, list(transitions(ZoneInfo(key), 2023)))
print(ZoneInfo("UTC") is ZoneInfo("UTC"), ZoneInfo.no_cache("UTC") is ZoneInfo("UTC"), pickle.loads(pickle.dumps(berlin)) is berlin, copy.copy(berlin) is berlin, repr(berlin), str(berlin), berlin.key)
for key in ("Mars/Olympus", "../etc/passwd", "", "/abs"):
    try:
        ZoneInfo(key)
    except (ZoneInfoNotFoundError, ValueError, OSError) as e:
        print(repr(key), type(e).__name__)
print(MEETING.isoformat(), MEETING.timestamp() == MEETING.astimezone(timezone.utc).timestamp(), datetime.fromtimestamp(0, berlin).isoformat())
