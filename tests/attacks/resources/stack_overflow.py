# Tries: to eat memory through the stack, once its soft limit is raised.
# Stopped by: the memory cgroup, or the end of the stack: a signal either way.
import resource
import sys
import threading

resource.setrlimit(resource.RLIMIT_STACK, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
sys.setrecursionlimit(2**31 - 1)
threading.stack_size(1 << 30)


class Deep:
    def __getattr__(self, name):
        return repr(getattr(self, name + "x"))


one = threading.Thread(target=lambda: Deep().a)
one.start()
one.join()
