# Tries: to watch what others do with the library's files, which all jobs share: fanotify (which can
# also hold their opens up) and inotify.
# Stopped by: the seccomp filter (death; ENOSYS).
# With: deadly_calls
# Bare: yes
import ctypes

INOTIFY_INIT, INOTIFY_ADD, INOTIFY_INIT1, FANOTIFY_INIT, FANOTIFY_MARK = 253, 254, 294, 300, 301
CLASS_CONTENT, MARK_ADD, OPEN_PERMISSION, HERE = 4, 1, 0x10000, -100
try_each({
    "fanotify": (FANOTIFY_INIT, 0, 0),
    "fanotify that decides": (FANOTIFY_INIT, CLASS_CONTENT, 0),
    "fanotify for users": (FANOTIFY_INIT, 0x200, 0),
    "a mark": (FANOTIFY_MARK, 3, MARK_ADD, ctypes.c_ulong(OPEN_PERMISSION), HERE, b"/usr/lib"),
    "inotify": (INOTIFY_INIT,), "inotify, newer": (INOTIFY_INIT1, 0),
    "a watch": (INOTIFY_ADD, 0, b"/usr/lib/python3.X", 0x20),
})
