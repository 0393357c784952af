"""Published minutes as a document of their own, made to last: PDF/A-2a and PDF/UA-1 in one."""

import io
import re
from dataclasses import replace

import pikepdf
from pikepdf import Name

from meetings.access import Restriction
from minutes.models import Minutes, MinutesState
from rotherham_hwb.packs.contents.minutes import minutes_section
from rotherham_hwb.packs.sections.minutes import minutes_html
from rotherham_hwb.packs.typesetting.render import written
from rotherham_hwb.packs.typesetting.repair_weasyprint_tags import repair_tags

STATUS = {
    MinutesState.DRAFT: "Draft: not yet seen by the Chair.",
    MinutesState.WITH_CHAIR: "Draft: with the Chair.",
    MinutesState.PUBLISHED_DRAFT: "Draft minutes, to be approved at a later meeting.",
    MinutesState.APPROVED: "Approved as a correct record.",
    MinutesState.SIGNED: "Approved as a correct record and signed.",
}

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


def minutes_pdf(minutes: Minutes, *, admits: frozenset[Restriction]) -> bytes:
    """The minutes for an audience that may read the classes it admits, as a PDF to keep.

    Raises: FontsMissing.
    """
    section = minutes_section(minutes, admits=admits)
    status = STATUS[minutes.state]
    return archive_pdf(minutes_html(replace(section, alone=True, status=status)))


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
