"""The types of record. The order is the navigation's; a new type is one more name here."""

from gongkai.record import Record
from gongkai.records.case import Case
from gongkai.records.channel import Channel
from gongkai.records.collection import Collection
from gongkai.records.consultation import Consultation
from gongkai.records.decision import Decision
from gongkai.records.deliberation import Deliberation
from gongkai.records.deputy import Deputy
from gongkai.records.event import Event
from gongkai.records.exhibition import Hall
from gongkai.records.glossary import GlossaryTerm
from gongkai.records.law import Law
from gongkai.records.livelihood import Livelihood
from gongkai.records.material import Material
from gongkai.records.measure import Measure
from gongkai.records.media import Media
from gongkai.records.moment import Moment
from gongkai.records.page import Page
from gongkai.records.panel import Panel
from gongkai.records.place import Place
from gongkai.records.project import Project
from gongkai.records.report import Report
from gongkai.records.suggestion import Suggestion
from gongkai.records.supervision import Supervision
from gongkai.records.tour import Tour

TYPES: tuple[type[Record], ...] = (
    Law, Project, Supervision, Decision, Deliberation, Livelihood,
    Channel, Consultation, Suggestion, Event, Place, Deputy,
    Measure, Case, Collection, Material, Report,
    Hall, Tour, Moment, Panel, Media, GlossaryTerm, Page,
)  # fmt: skip
