"""The straight line: content in, checked, rendered, written. Read `build` first."""

import datetime
import gc
import os
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePath
from zoneinfo import ZoneInfo

import jinja2

from gongkai import assets, cache, calendars, checking, cockpit, pages, reading, sharecards, shelf, sitemap
from gongkai.config import Features, SiteConfig
from gongkai.corpus import Corpus, link
from gongkai.drawing import Drawer
from gongkai.fields import Language
from gongkai.find import find
from gongkai.fingerprints import fingerprints
from gongkai.i18n import Strings, date_words, load_strings
from gongkai.load import load_introductions, load_model, load_record, read_beside
from gongkai.loadlists import load_codes, load_lock, load_vocabulary
from gongkai.mediafiles import STYLESHEET, Pictures
from gongkai.minifying import ScriptError
from gongkai.output import File, Output, Written
from gongkai.packing import unpack
from gongkai.pages import Page
from gongkai.problems import ContentProblems, Problem
from gongkai.reading import Reporter
from gongkai.record import Record
from gongkai.records import TYPES
from gongkai.render import Renderer
from gongkai.search import Texts
from gongkai.searching import INDEX, index_of, keep_words
from gongkai.templating import Templates, compile_in
from gongkai.theme import FRAME, Theme, shell_environment
from gongkai.workers import default_jobs, spread

_RENDER_CHUNK = 20
_GC_THRESHOLD = 200_000
_LAST_DAY = "9999-12-31"


@dataclass(frozen=True)
class Options:
    """What the person asked for.

    `kept` is a folder for what any site can use again, named by what it was made from (compiled
    templates, smaller scripts, drawings, pictures); without one it lies beside the site.
    """

    config: Path
    content: Path
    out: Path
    templates: Path
    as_of: str | None = None
    jobs: int = 0
    full: bool = False
    strict: bool = False
    drafts: bool = False
    types: tuple[type[Record], ...] = TYPES
    kept: Path | None = None


@dataclass(frozen=True)
class Result:
    """What a build or a check came to."""

    corpus: Corpus
    warnings: Sequence[Problem]
    pages_planned: int
    rendered: int = 0
    written: Written | None = None


@dataclass(frozen=True)
class Checked:
    """Content that has no errors, with everything needed to render it."""

    config: SiteConfig
    corpus: Corpus
    pages: Sequence[Page]
    warnings: Sequence[Problem]
    packed: dict[str, bytes]
    cache: cache.CardCache


def build(options: Options, reporter: Reporter) -> Result:
    """Read, link, check, render, write. Raises ContentProblems before anything of the site is touched."""
    gc.set_threshold(_GC_THRESHOLD)
    with Output(options.out, read_bytes=options.full) as output:
        code = cache.digest_of_program()
        kept = None if options.full else _kept("templates", output, options)
        compiled = jinja2.FileSystemBytecodeCache(str(kept), f"{code}_%s.cache") if kept else None
        templates, shell = Templates(options.templates, compiled), shell_environment(options.templates, compiled)

        def make_ready(present: Container[type[Record]], features: Features) -> None:
            templates.compile(sorted(set(pages.templates_of(options.types, present, features))))
            compile_in(shell, [FRAME])
            date_words("2000-01", "en")  # the months' names: loaded here, they are there in every worker
            with suppress(ContentProblems):  # told when the scripts are wanted
                _assets(output, options)

        kept_cards = cache.CardCache(code) if options.full else cache.read_cache(output.work / "cards", code)
        with Texts(output.work / "texts", code) as texts:
            checked = _check(options, reporter, kept_cards, make_ready, texts)
        strings = load_strings(options.templates / "i18n")
        names, data = _assets(output, options)
        theme = Theme(shell, strings, checked.corpus.as_of)
        drawer = Drawer(_kept("drawings", output, options))
        drawn_in = (options.templates / STYLESHEET).read_text("utf-8")
        pictures = Pictures(drawn_in, drawer, _kept("pictures", output, options))
        renderer = Renderer(templates, checked.corpus, checked.config, strings, theme.frame, names, drawer, pictures)
        shared = sharecards.plan(checked.pages, checked.corpus, checked.config, strings)
        made_from = dict(fingerprints(checked.corpus, shared.pages, checked.config, code, options.templates))
        fresh, stale = _sort_out(shared.pages, made_from, output, full=options.full)
        output.prepare()
        files = {file: output.live.files[file] for page in fresh for file in page.files}
        with _index(checked, strings, output, options) as finished:
            files.update(_render(stale, renderer, output, options, reporter))
            index, made_from[INDEX] = finished()
        files.update(index)
        files.update(_cards(shared, output, options))
        for path, content in (*_siblings(checked, data), *shelf.files_of(checked.corpus, options.out)):
            files[path] = output.put(path, content)
        written = output.switch(files, made_from)
        cache.write_cache(output.work / "cards", checked.cache)
    return Result(checked.corpus, checked.warnings, len(checked.pages), len(stale), written)


def check(options: Options, reporter: Reporter) -> Result:
    """Everything of a build that can find problems in the content; nothing is written."""
    checked = _check(options, reporter, cache.CardCache(""))
    return Result(checked.corpus, checked.warnings, len(checked.pages))


def _check(
    options: Options,
    reporter: Reporter,
    cards: cache.CardCache,
    meanwhile: Callable[[Container[type[Record]], Features], None] = lambda _present, _features: None,
    texts: Texts | None = None,
) -> Checked:
    """Load everything, link it, and report all problems at once. `meanwhile` is for idle moments.

    `cards` holds what an earlier build kept, and comes back holding what this one read. `texts` is
    given the words of records, where the site has a search.

    Records held back are checked as if they were published: their day may not bring new problems.
    """
    config, problems = load_model(str(options.config), options.config.name, SiteConfig)
    found = find(options.content, options.types, options.content.name)
    problems += found.problems
    vocabulary, faults = load_vocabulary(
        found, {kind.vocabulary: kind.folder for kind in options.types if kind.vocabulary}
    )
    problems += faults
    introductions, faults = load_introductions(found)
    problems += faults
    lock, faults = load_lock(found)
    problems += faults
    codes, faults = load_codes(found)
    problems += faults
    packed: dict[str, bytes] = {}
    features = config.features if config else Features()
    words = texts if features.search else None
    present = {entry.kind for entry in found.entries}
    loaded, glossary, faults = reading.read_all(
        found.entries, cards, packed, options.jobs, reporter,
        lambda: meanwhile(present, features), words,
    )  # fmt: skip
    problems += faults
    entries = {f"{entry.kind.folder}/{entry.id}": entry for entry in found.entries}

    def fetch(key: str) -> Record:
        if key in packed:
            return unpack(packed[key], Record)
        again = load_record(entries[key])
        if again.record is None:  # edited into a fault while the build runs
            raise ContentProblems(again.problems)
        return again.record

    def linked(as_of: str, *, drafts: bool) -> Corpus:
        return link(
            loaded, options.types, as_of=as_of, vocabulary=vocabulary,
            introductions=introductions, lock=lock, glossary=glossary, fetch=fetch, drafts=drafts,
            parts=features.parts, codes=codes, files=lambda key: read_beside(entries[key]),
        )  # fmt: skip

    corpus = linked(options.as_of or today(config), drafts=options.drafts)
    if features.downloads:
        corpus = shelf.with_books(corpus, options.out)
    plan = pages.plan(corpus, features)
    whole, whole_plan = corpus, plan
    if corpus.hidden:
        whole = linked(_LAST_DAY, drafts=True)
        whole_plan = pages.plan(whole, features)
    broken = {problem.path for problem in problems if problem.is_error}
    problems += checking.across(whole, entries, found, broken)
    problems += checking.of_today(corpus, entries)
    problems += pages.collisions(whole_plan, whole)
    problems += checking.groups(config, corpus, options.config)
    problems += checking.grid(config, corpus, options.config)
    problems += checking.codes(whole, found, broken)
    if config is None or any(problem.is_error or options.strict for problem in problems):
        raise ContentProblems(problems)
    return Checked(config, corpus, plan, sorted(problems), packed, cards)


def today(config: SiteConfig | None) -> str:
    """The date in the site's own zone."""
    return datetime.datetime.now(ZoneInfo(config.timezone if config else "UTC")).date().isoformat()


def _sort_out(
    plan: Sequence[Page], fingerprints: Mapping[str, bytes], output: Output, *, full: bool
) -> tuple[list[Page], list[Page]]:
    """Pages that the live site already has, in both languages, and pages that have to be rendered."""
    fresh: list[Page] = []
    stale: list[Page] = []
    for page in plan:
        same = not full and output.live.fingerprints.get(page.path) == fingerprints[page.path]
        known = same and all(file in output.live.files for file in page.files)
        (fresh if known else stale).append(page)
    return fresh, stale


@contextmanager
def _index(
    checked: Checked, strings: Mapping[Language, Strings], output: Output, options: Options
) -> Iterator[Callable[[], tuple[dict[str, File], bytes]]]:
    """The search index, made while pages are rendered, where the site has a search."""
    if not checked.config.features.search:
        yield lambda: ({}, b"")
        return
    code, jobs = checked.cache.code, options.jobs or default_jobs()
    with index_of(checked.corpus, strings, output, code, jobs, full=options.full) as finished:
        yield finished
    keep_words(output.work / "texts", code, checked.corpus)


def _render(
    stale: Sequence[Page], renderer: Renderer, output: Output, options: Options, reporter: Reporter
) -> Iterator[tuple[str, File]]:
    reporter.stage("render", len(stale))

    def work(chunk: Sequence[Page]) -> list[tuple[str, File]]:
        try:
            rendered = (one for page in chunk for one in renderer.render(page))
            return [(one.file, output.put(one.file, one.content)) for one in rendered]
        except jinja2.TemplateError as error:  # here, where its trace still is: another process would not see it
            raise ContentProblems([_template_problem(error, options.templates)]) from None

    try:
        for done in spread(work, stale, jobs=options.jobs or default_jobs(), chunk=_RENDER_CHUNK):
            reporter.advance(len(done) // 2)
            yield from done
    finally:
        renderer.drawer.close()


def _template_problem(error: jinja2.TemplateError, templates: Path) -> Problem:
    """A mistake in a template, at the deepest line of ours that it came from."""
    path, line = getattr(error, "name", None) or "", getattr(error, "lineno", None) or 1
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(".html"):
            path, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    shown = PurePath(templates.name, os.path.relpath(path, templates) if os.path.isabs(path) else path)
    return Problem.at(str(shown), (int(line), 1), "template", {"found": error.message or type(error).__name__})


def _kept(name: str, output: Output, options: Options) -> Path:
    """A folder for what is made once and can be used again."""
    if options.kept is None:
        return output.scratch(name)
    folder = options.kept / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _assets(output: Output, options: Options) -> tuple[dict[str, str], dict[str, bytes]]:
    try:
        return assets.collect(options.templates, _kept("scripts", output, options))
    except ScriptError as error:
        shown = f"{options.templates.name}/assets/{error.name}"
        raise ContentProblems([Problem.at(shown, (error.line, 1), "template", {"found": str(error)})]) from None


def _cards(shared: sharecards.Plan, output: Output, options: Options) -> Iterator[tuple[str, File]]:
    """The share cards: those that the live site has, and the others drawn."""
    live = {} if options.full else output.live.files
    yield from ((file, live[file]) for file in shared.words if file in live)
    new = {file: words for file, words in shared.words.items() if file not in live}
    if new and shared.typeface is not None:
        yield from sharecards.drawn(new, shared.typeface, output.put, options.jobs or default_jobs())


def _siblings(checked: Checked, asset_data: dict[str, bytes]) -> Iterable[tuple[str, bytes]]:
    """Files beside the pages."""
    yield from asset_data.items()
    yield from sitemap.sitemap_files(checked.pages, checked.config.url)
    yield sitemap.robots_file(checked.config.url)
    yield from calendars.lists(checked.corpus, checked.config)
    if checked.config.features.cockpit:
        yield from cockpit.csv_files(checked.corpus)
