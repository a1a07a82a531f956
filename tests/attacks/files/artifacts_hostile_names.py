# Tries: to break whoever stores or shows its artifacts by their names: new lines, control
#        characters, invalid UTF-8, backslashes, drive letters, quotes, directions of writing,
#        255 bytes.
# Stopped by: names that are checked as UTF-8 without `..`, and escaped in JSON.
# Expect: {"status": "succeeded",
#          "details.artifacts": "a file whose name is no relative path in UTF-8 was left out"}
import os

NAMES = (b"new\nline", b"\x1b]0;title\x07", b"\xff\xfe", b"\xc0\xae\xc0\xae", b"\xed\xa0\x80",
         b"..\\..\\windows", b"C:\\x", b'"},{"name":"/etc/passwd', b"...", b".. ", b" ..", b"-rf",
         b"\xe2\x80\xaetxt.exe", b"a" * 255, b"\\u0000", b"%00", b"%2e%2e%2f", b"~root", b"~",
         b"|id", b"$(id)", b"`id`", b"CON", b".", b"..", b"", b"a/b", b"a\0b", b"\x7f", b" ")
for name in NAMES:
    for form in (name, name + b".d/" + name):
        try:
            os.makedirs(os.path.dirname(form) or b".", exist_ok=True)
            with open(form, "wb") as file:
                file.write(b"x")
        except (OSError, ValueError):
            pass
