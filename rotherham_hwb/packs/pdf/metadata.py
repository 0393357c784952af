"""What a viewer says of the pack: title, language, author, and whether it is PDF/UA."""

from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Dictionary, Name, String

PRODUCER = "Board meeting packs"
XMP = """<?xpacket begin="\N{ZERO WIDTH NO-BREAK SPACE}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
{author}<pdf:Producer>{producer}</pdf:Producer>
{accessible}</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
AUTHOR = "<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>\n"
ACCESSIBLE = "<pdfuaid:part>1</pdfuaid:part>\n"


def write_metadata(
    pdf: pikepdf.Pdf, *, title: str, language: str, author: str, accessible: bool
) -> None:
    """Write the same facts into both places a viewer looks, and no date: same plan, same bytes."""
    pdf.Root.Lang = String(language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.docinfo[Name.Title] = String(title)
    pdf.docinfo[Name.Producer] = String(PRODUCER)
    if author:
        pdf.docinfo[Name.Author] = String(author)
    xmp = XMP.format(
        title=escape(title),
        language=escape(language),
        author=AUTHOR.format(escape(author)) if author else "",
        producer=PRODUCER,
        accessible=ACCESSIBLE if accessible else "",
    )
    pdf.Root.Metadata = pdf.make_stream(xmp.encode(), Type=Name.Metadata, Subtype=Name.XML)
