# Tries: to get around the limit of a file's size by children who write after the main process has
#        deleted the file's name, and by holes that are filled later.
# Stopped by: the size of the tmpfs, which counts deleted files that are open.
# Expect: {"status": "failed", "error_type": "ResourceLimitError", "details.resource": "disk"}
import os

held = []
for count in range(40):
    file = os.open("/tmp/gone", os.O_RDWR | os.O_CREAT)
    os.unlink("/tmp/gone")
    os.ftruncate(file, 4 << 20)
    if os.fork() == 0:
        try:
            for at in range(0, 4 << 20, 4096):
                os.pwrite(file, b"x" * 4096, at)
        except OSError as error:
            os._exit(error.errno)
        os._exit(0)
    failure = os.waitstatus_to_exitcode(os.wait()[1])
    if failure:
        raise OSError(failure, os.strerror(failure))
    held.append(file)
    if count > 4:
        print("BREACH: more than 17 MB in deleted files", flush=True)
