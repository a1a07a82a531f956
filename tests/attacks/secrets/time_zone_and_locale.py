# Tries: to learn where the host stands by its time zone and locale.
# Stopped by: an environment of the jail's own, and a root without /etc/localtime.
import ctypes
import locale
import os
import time

ctypes.CDLL(None).tzset()
time.tzset()
zone = time.localtime()
if time.tzname != ("UTC", "UTC") or time.timezone or zone.tm_gmtoff:
    print("BREACH the time zone is", time.tzname, time.timezone, zone.tm_gmtoff)
for path in ("/etc/localtime", "/etc/timezone", "/etc/adjtime", "/etc/default/locale",
             "/etc/locale.conf", "/usr/share/zoneinfo/localtime"):
    if os.path.lexists(path) and "zoneinfo" not in path:
        print("BREACH there is", path)
locale.setlocale(locale.LC_ALL, "")
if locale.setlocale(locale.LC_ALL) not in ("C.UTF-8", "LC_CTYPE=C.UTF-8"):
    print("BREACH the locale is", locale.setlocale(locale.LC_ALL))
unknown = set(os.environ) - {"PATH", "HOME", "LANG", "MPLCONFIGDIR", "MPLBACKEND",
                             "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"}
if unknown:
    print("BREACH the environment has", unknown)
