# Tries: to listen to and break what runs in its process by an audit hook, which nothing can take
# away again: the runner's last steps and the next job's first ones.
# Stopped by: the hook lives in the program's process and dies with it; the next job is a new fork.
# Bare: yes
import os
import sys

seen = []


def hook(event, arguments):
    seen.append(event)
    if event in ("exec", "compile", "import", "os.fork", "gc.get_objects"):
        print(event, str(arguments)[:60])
    if event == "sys.unraisablehook" or len(seen) > 500:
        raise RuntimeError("no")


sys.addaudithook(hook)
try:
    print(open(context["host_file"]).read())
except OSError as refusal:
    print(refusal)
if os.fork() == 0:
    import wave  # noqa: an import in a child
    os._exit(0)
os.wait()
