# SPDX-License-Identifier: Apache-2.0
"""Whether TCP gets somewhere."""
import socket


def connects(where, family=socket.AF_INET, seconds=1):
    """Whether a connection to `where` is made."""
    try:
        with socket.socket(family, socket.SOCK_STREAM) as one:
            one.settimeout(seconds)
            one.connect(where)
        return True
    except (OSError, TypeError, ValueError, OverflowError) as error:
        print(where, error)
        return False
