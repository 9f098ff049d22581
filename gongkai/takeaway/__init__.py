"""Taking a law away: files and words that leave the site and still say what they are.

Everything here is made from an `Edition`, one version of a law with its state, its translation's
freshness and where it stands on the site, or a law whose text the site does not have. Nothing here
writes; the caller does.
"""

from gongkai.takeaway.akoma import akoma_ntoso
from gongkai.takeaway.citations import CitedPage, english, english_page, gbt7714, gbt7714_page
from gongkai.takeaway.data import law_json
from gongkai.takeaway.edition import Edition
from gongkai.takeaway.plain import plain_text
from gongkai.takeaway.schema_org import eli, json_ld

__all__ = [
    "CitedPage", "Edition", "akoma_ntoso", "eli", "english", "english_page", "gbt7714", "gbt7714_page", "json_ld",
    "law_json", "plain_text",
]  # fmt: skip
