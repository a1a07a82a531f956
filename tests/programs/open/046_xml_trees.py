"""ElementTree and minidom: building, searching, namespaces, streaming, pretty printing and errors."""
import io
import xml.dom.minidom
import xml.etree.ElementTree as ET
import xml.sax
from xml.sax.saxutils import escape, quoteattr

DOC = """<?xml version="1.0" encoding="UTF-8"?>
<!-- the shelf -->
<shelf xmlns:x="urn:extra" room="hall">
  <book id="b1" lang="en"><title>Emma</title><year>1815</year><x:note>first &amp; best</x:note></book>
  <book id="b2"><title>Nana</title><year>1880</year>tail text</book>
  <book id="b3" lang="de"><title>Faust &lt;I&gt; &#252;</title></book>
</shelf>"""
root = ET.fromstring(DOC.encode())
print(root.tag, root.attrib, len(root), [b.get("lang", "?") for b in root])
print([t.text for t in root.iter("title")], root.find("book[@id='b2']/year").text, root.findtext("book[3]/year", "no year"), [b.get("id") for b in root.findall("book[title='Emma']")], root.find("book/x:note", {"x": "urn:extra"}).text)
print([e.tag for e in root.iter()][:5], repr(root[1].find("year").tail), "".join(root[1].itertext()))
new = ET.SubElement(root, "book", {"id": "b4", "odd": 'a<b"c'})
ET.SubElement(new, "title").text = "Ünï & <co>"
new.append(ET.Comment("added"))
root.remove(root[0])
ET.indent(root, " ")
print(ET.tostring(root, encoding="unicode"))
print(ET.tostring(new, encoding="us-ascii", xml_declaration=True).decode(), ET.tostring(ET.Element("e"), short_empty_elements=False))
print(ET.canonicalize('<a z="1"  b="2"><c/></a>'))
events = [(ev, el.tag) for ev, el in ET.iterparse(io.BytesIO(b"<a><b>1</b><b>2</b></a>"), events=("start", "end"))]
print(events)
pull = ET.XMLPullParser(["end"])
for part in ("<r><i>o", "ne</i><i", ">two</i></r>"):
    pull.feed(part)
    print([e.text for _, e in pull.read_events()], end=" ")
print()
dom = xml.dom.minidom.parseString("<p a='1'>text<b>bold</b><!--c--></p>")
print(dom.documentElement.toprettyxml(indent=" ").splitlines(), dom.getElementsByTagName("b")[0].firstChild.data, dom.documentElement.getAttribute("a"))


class Counter(xml.sax.ContentHandler):
    def __init__(self):
        super().__init__()
        self.depth, self.log = 0, []

    def startElement(self, name, attrs):
        self.depth += 1
        self.log.append((self.depth, name, sorted(attrs.items())))

    def endElement(self, name):
        self.depth -= 1


handler = Counter()
xml.sax.parseString(b"<a><b k='v'><c/></b></a>", handler)
print(handler.log, escape("<&>"), quoteattr('say "hi"'))
for bad in ("<a><b></a>", "", "<a>&nope;</a>", "<a b=c/>", "<a/><b/>", "<a>\x00</a>"):
    try:
        ET.fromstring(bad)
    except ET.ParseError as e:
        print(f"{bad!r:18} {e} {e.position}")
