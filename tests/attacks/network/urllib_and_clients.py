# Tries: to reach the host by the clients of the standard library, and files by file: and local: .
# Stopped by: the seccomp filter (socket answers EACCES), and a root without the host's files.
# Bare: yes
import ftplib
import http.client
import smtplib
import urllib.request
import xmlrpc.client

here, port = "127.0.0.1", context["tcp_port"]


def show(url):
    return urllib.request.urlopen(url, timeout=0.3).read()


tried = (lambda: show(f"http://{here}:{port}/"), lambda: show(f"https://{here}:{port}/"),
         lambda: show("file://" + context["host_file"]),
         lambda: show("file://localhost" + context["host_file"]),
         lambda: http.client.HTTPConnection(here, port, timeout=0.3).request("GET", "/"),
         lambda: ftplib.FTP(timeout=0.3).connect(here, port),
         lambda: smtplib.SMTP(here, port, timeout=0.3),
         lambda: show("http://169.254.169.254/latest/meta-data/") if port == 1 else None)
for one in tried:
    try:
        print(one())
    except Exception as error:
        print(type(error).__name__, error)
