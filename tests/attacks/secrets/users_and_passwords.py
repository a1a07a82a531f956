# Tries: to learn the host's users, their homes and passwords, its own name and ids there.
# Stopped by: a user namespace that maps one user, and a root with an /etc/passwd of its own.
# Bare: yes
import getpass
import glob
import grp
import os
import pwd

users, groups = pwd.getpwall(), grp.getgrall()
if [one.pw_name for one in users] != ["cordon"] or [one.gr_name for one in groups] != ["cordon"]:
    print("BREACH users", [one.pw_name for one in users], [one.gr_name for one in groups])
if set(os.getresuid() + os.getresgid()) != {1000} or os.getgroups():
    print("BREACH ids", os.getresuid(), os.getresgid(), os.getgroups())
try:
    print("BREACH the login's name is", os.getlogin())
except OSError as error:
    print(error, getpass.getuser())
for pattern in ("/etc/shadow*", "/etc/gshadow*", "/etc/sudoers*", "/root", "/home/*", "/etc/subuid",
                "/var/mail/*", "/var/run/utmp", "/var/log/*", "/root/.ssh/*", "/etc/security/*"):
    for path in glob.glob(pattern):
        print("BREACH there is", path)
owners = {}
for folder, _, names in os.walk("/", followlinks=False):
    for name in names[:200]:
        try:
            status = os.lstat(os.path.join(folder, name))
        except OSError:
            continue
        owners.setdefault((status.st_uid, status.st_gid), os.path.join(folder, name))
    if folder.count("/") > 4:
        break
print(owners)
