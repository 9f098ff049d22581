"""A version of a law as Akoma Ntoso 3.0 (OASIS Standard of 29 August 2018), one file a language."""

from gongkai.fields import Language
from gongkai.lawtext import Heading
from gongkai.takeaway.akoma_meta import identification_xml, meta_xml
from gongkai.takeaway.akoma_text import (
    Division,
    Names,
    body_xml,
    conclusions_xml,
    divisions,
    headed_xml,
    preamble_xml,
    preface_xml,
)
from gongkai.takeaway.edition import Edition
from gongkai.takeaway.markup import block
from gongkai.takeaway.pieces import pieces

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def akoma_ntoso(edition: Edition, language: Language) -> bytes:
    """The file: UTF-8 with its declaration, valid against the OASIS schema, the same bytes for the same edition.

    What an English text lacks stands in it in Chinese, with `xml:lang` and a remark; of an article
    the remark alone. Raises ValueError where there is no text in the language.
    """
    main, *annexes = divisions(pieces(edition.needed_text(), language))
    names = Names()
    parts = [
        meta_xml(edition, language),
        preface_xml(main),
        preamble_xml(main),
        block("body", body_xml(main, names)),
        conclusions_xml(main),
    ]
    if annexes:
        attachments = [_attachment(edition, language, at, annex, names) for at, annex in enumerate(annexes, start=1)]
        parts.append(block("attachments", attachments))
    act = block("act", parts, name=edition.law.kind or "act", contains="singleVersion")
    document = block("akomaNtoso", act, xmlns=NAMESPACE)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{document}'.encode()


def _attachment(edition: Edition, language: Language, number: int, annex: Division, names: Names) -> str:
    piece = annex.annex
    assert piece is not None
    heading = piece.node
    assert isinstance(heading, Heading)
    name = names.take("", "attachment", str(number))
    parts = [
        block("meta", identification_xml(edition, language, f"annex_{number}")),
        block("mainBody", body_xml(annex, names, name)),
        conclusions_xml(annex),
    ]
    inner = [headed_xml(piece, heading)]
    inner.append(block("doc", parts, name="annex", contains="singleVersion"))
    return block("attachment", inner, eId=name, GUID=heading.anchor)
