# Tries: to leave a key in the user's keyring, which no namespace but the user's parts from other
# jobs, and to search keys that are there.
# Stopped by: the seccomp filter (death).
# With: deadly_calls
# Bare: yes
import ctypes

ADD_KEY, REQUEST_KEY, KEYCTL = 248, 249, 250
PROCESS_RING, SESSION_RING, USER_RING = -2, -3, -4
GET_KEYRING_ID, JOIN_SESSION, DESCRIBE = 0, 1, 6
calls = {
    "add_key": (ADD_KEY, b"user", b"cordon:attack", b"left", 4, PROCESS_RING),
    "request_key": (REQUEST_KEY, b"user", b"cordon:attack", None, USER_RING),
    "user's ring": (KEYCTL, GET_KEYRING_ID, USER_RING, 0),
    "session": (KEYCTL, JOIN_SESSION, None),
    "describe": (KEYCTL, DESCRIBE, SESSION_RING, ctypes.create_string_buffer(99), 99),
}
try_each(calls)
