"""A section as a document of its own, made to last: PDF/A-2a and PDF/UA-1 in one."""

import io
import re

import pikepdf
from pikepdf import Name

from rotherham_hwb.packs.typesetting.render import written
from rotherham_hwb.packs.typesetting.repair_weasyprint_tags import repair_tags

# PDF/A allows properties of another standard only where their schema is described.
PDF_UA = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
FIRST_OF_XMP = re.compile(rb"<rdf:RDF[^>]*>")


def archive_pdf(html: str) -> bytes:
    """A section as PDF/A-2a and PDF/UA-1; the same HTML gives the same bytes.

    Raises: FontsMissing.
    """
    made = written(html, pdf_variant="pdf/a-2a", pdf_tags=True)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(made)) as pdf:
        repair_tags(pdf)
        _claim_pdf_ua(pdf)
        pdf.save(out, deterministic_id=True, fix_metadata_version=False)
    return out.getvalue()


def _claim_pdf_ua(pdf: pikepdf.Pdf) -> None:
    """WeasyPrint names one standard; a second belongs into the same block of metadata."""
    xmp = pdf.Root.Metadata.read_bytes()
    claimed = FIRST_OF_XMP.sub(lambda start: start[0] + PDF_UA, xmp, count=1)
    pdf.Root.Metadata = pdf.make_stream(claimed, Type=Name.Metadata, Subtype=Name.XML)
