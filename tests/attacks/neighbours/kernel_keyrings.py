# Tries: to leave and find keys in the kernel's keyrings, which belong to the user and the session
#     and outlive a job; and to have the kernel call the host's helper for a key that is missing.
# Stopped by: the seccomp filter (add_key, request_key and keyctl are deadly).
# Expect: {"status": "succeeded"}
# Bare: yes
import ctypes
import os

ADD_KEY, REQUEST_KEY, KEYCTL, READ, DESCRIBE, SIGKILL = 248, 249, 250, 11, 6, 9
PROCESS_RING, SESSION_RING, USER_RING, USER_SESSION_RING = -2, -3, -4, -5
libc = ctypes.CDLL(None, use_errno=True)
room = ctypes.create_string_buffer(1024)
tried = [(ADD_KEY, b"user", b"left", b"x", 1, PROCESS_RING),
         (REQUEST_KEY, b"user", b"left", None, 0), (KEYCTL, 0, PROCESS_RING, 1)]
tried += [(KEYCTL, what, ring, room, 1024) for what in (READ, DESCRIBE)
          for ring in (SESSION_RING, USER_RING, USER_SESSION_RING)]
for arguments in tried:
    child = os.fork()
    if child == 0:
        answer = libc.syscall(*arguments)
        os._exit(answer >= 0)
    status = os.waitpid(child, 0)[1]
    if status & 127 != SIGKILL:
        print("BREACH the call came back:", arguments[:2], status)
