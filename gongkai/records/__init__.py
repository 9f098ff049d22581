"""The types of record. The order is the navigation's; a new type is one more name here."""

from gongkai.record import Record
from gongkai.records.case import Case
from gongkai.records.collection import Collection
from gongkai.records.exhibition import Hall
from gongkai.records.glossary import GlossaryTerm
from gongkai.records.law import Law
from gongkai.records.page import Page
from gongkai.records.report import Report
from gongkai.records.supervision import Supervision

TYPES: tuple[type[Record], ...] = (Law, Supervision, Case, Collection, Report, Hall, GlossaryTerm, Page)
