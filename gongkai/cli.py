"""The commands. Thin: they turn words into `Options`, call `gongkai.site`, and say what came of it.

Exit codes: 0 good, 1 problems in the content, 2 wrong usage.
"""

import argparse
import io
import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from gongkai import __version__, dates
from gongkai.output import OutputRefused, replace_file
from gongkai.problems import ContentProblems, Problem
from gongkai.progress import Silent, reporter_for
from gongkai.site import Options, Result, build, check

GOOD, PROBLEMS, USAGE, INTERRUPTED = 0, 1, 2, 130
ROOT = Path(__file__).resolve().parent.parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code; a reader that closes the pipe early is no trouble."""
    try:
        return _run(arguments)
    except BrokenPipeError:
        with open(os.devnull, "w", encoding="utf-8") as sink:
            os.dup2(sink.fileno(), sys.stdout.fileno())
        return PROBLEMS


def _run(arguments: Sequence[str] | None) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Chinese still gets every message
    parser = _parser()
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or (words[0].startswith("-") and words[0] not in ("-h", "--help", "--version")):
        words.insert(0, "build")
    asked = parser.parse_args(words)
    try:
        if asked.command == "import":
            return _import(asked.files, asked.into, asked.id, asked.report)
        options = _options(asked, parser)
        if asked.command == "check":
            return _check(options, asked.format)
        if asked.command == "i18n":
            return _i18n(options, asked.action, asked.accept)
        if asked.command == "codes":
            return _codes(options)
        if asked.command == "publications":
            return _publications(options)
        if asked.command == "serve":
            from gongkai.serve import serve

            return serve(options, asked.host, asked.port)
        return _build(options)
    except ContentProblems as found:
        _report(found.problems, getattr(asked, "format", "text"), strict=asked.strict)
        return PROBLEMS
    except OutputRefused as refused:
        print(f"build.py: {refused}", file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        print("\n已中断，网站未改动。Interrupted; the site was not changed.", file=sys.stderr)
        return INTERRUPTED
    except OSError as error:
        print(f"build.py: {error.filename}: {error.strerror}", file=sys.stderr)
        print(
            "    请检查这个文件或文件夹的权限和磁盘空间。Check its permissions and the free disk space.",
            file=sys.stderr,
        )
        return USAGE
    except Exception as error:
        if os.environ.get("GONGKAI_DEBUG"):
            raise
        print(
            f"build.py: 程序内部出错，网站未改动：{type(error).__name__}: {error}\n"
            f"build.py: an error inside the program; the site was not changed: {type(error).__name__}: {error}\n"
            "    设 GONGKAI_DEBUG=1 再运行可看详情，请据此报告。"
            " Set GONGKAI_DEBUG=1 and run again for the details, and please report them.",
            file=sys.stderr,
        )
        return PROBLEMS


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="build.py", description="公开 Gongkai: YAML records in, a public website in Chinese and English out."
    )
    parser.add_argument("--version", action="version", version=f"gongkai {__version__}")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--config", type=Path, default=ROOT / "site_config.yml", help="the site's configuration (site_config.yml)"
    )
    common.add_argument("--content", type=Path, default=ROOT / "content", help="the folder of records (content)")
    common.add_argument(
        "--templates", type=Path, default=ROOT / "templates", help="the folder of templates (templates)"
    )
    common.add_argument("--out", type=Path, default=Path("site"), help="where the site goes (site)")
    common.add_argument("--as-of", metavar="YYYY-MM-DD", help="the day for which states are computed (today)")
    common.add_argument("--jobs", type=int, default=0, metavar="N", help="processes to use (one a processor)")
    common.add_argument("--full", action="store_true", help="trust nothing kept from earlier builds")
    common.add_argument("--strict", action="store_true", help="warnings are errors")
    common.add_argument("--drafts", action="store_true", help="drafts too, marked as such")
    commands = parser.add_subparsers(
        dest="command", required=True, metavar="build | check | serve | i18n | codes | publications | import"
    )
    commands.add_parser("build", parents=[common], help="build the site (the default)")
    checking = commands.add_parser("check", parents=[common], help="report problems in the content; write nothing")
    checking.add_argument(
        "--format", choices=("text", "json", "github"), default="text", help="how problems are written"
    )
    serving = commands.add_parser("serve", parents=[common], help="build, show, and build again at every change")
    serving.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1)")
    serving.add_argument("--port", type=int, default=8000, help="the port; 0 takes a free one (8000)")
    importing = commands.add_parser("import", help="make drafts of laws from .md, .txt and .docx files")
    importing.add_argument("kind", choices=("law",), help="what to import")
    importing.add_argument(
        "files", type=Path, nargs="+", metavar="FILE|FOLDER", help="files, or folders with all in them"
    )
    importing.add_argument("--into", type=Path, help="the folder for the drafts (content/laws)")
    importing.add_argument("--id", help="the id of the draft, where all files are one law (else made from the pinyin)")
    importing.add_argument(
        "--report", type=Path, metavar="FOLDER", help="put the report there as import.json and import.txt"
    )
    translating = commands.add_parser(
        "i18n", parents=[common], help="how the English stands; record what it translates"
    )
    translating.add_argument("action", choices=("status", "update"), help="show it, or write content/translations.lock")
    translating.add_argument(
        "--accept", action="append", default=[], metavar="RECORD#ARTICLE",
        help="an article whose English still holds although its Chinese changed; may be given several times",
    )  # fmt: skip
    commands.add_parser("codes", parents=[common], help="record the codes of new panels in content/codes.lock")
    commands.add_parser(
        "publications",
        parents=[common],
        help="collections and reports as PDF and EPUB, beside the site (make publications)",
    )
    return parser


def _options(asked: argparse.Namespace, parser: argparse.ArgumentParser) -> Options:
    if getattr(asked, "accept", None) and asked.action == "status":
        parser.error("--accept: goes with i18n update")
    if asked.as_of is not None and not dates.is_day(asked.as_of):
        parser.error(f"--as-of: {asked.as_of!r} is not a day; write YYYY-MM-DD")
    if not asked.content.is_dir():
        parser.error(f"--content: {asked.content} is not a folder")
    if not asked.config.is_file():
        parser.error(f"--config: {asked.config} is not a file")
    if not (asked.templates / "home.html").is_file():
        parser.error(f"--templates: {asked.templates} has no home.html")
    if not 0 <= getattr(asked, "port", 0) <= 65535:
        parser.error("--port: a number from 0 to 65535")
    if asked.jobs < 0:
        parser.error("--jobs: a number of processes, or 0 for one a processor")
    out = asked.out.resolve()
    for source in (asked.content, asked.templates, ROOT / "gongkai"):
        folder = source.resolve()
        if out == folder or out in folder.parents or folder in out.parents:
            parser.error(f"--out: {asked.out} and {source} must not lie in one another")
    return Options(
        config=asked.config, content=asked.content, templates=asked.templates, out=out,
        as_of=asked.as_of, jobs=asked.jobs, full=asked.full, strict=asked.strict, drafts=asked.drafts,
    )  # fmt: skip


def _build(options: Options) -> int:
    start = time.monotonic()
    reporter = reporter_for(sys.stderr)
    try:
        result = build(options, reporter)
    finally:
        reporter.close()
    for warning in result.warnings:
        print(warning, file=sys.stderr)
    print(summary(result, time.monotonic() - start))
    print(f"网站在 The site is in {options.out}")
    return GOOD


def summary(result: Result, seconds: float) -> str:
    """One line in each language about what a build did."""
    records = len(result.corpus.by_key)
    written = result.written
    assert written is not None
    removed_zh = f"，删除 {written.removed}" if written.removed else ""
    removed_en = f", {written.removed} removed" if written.removed else ""
    return (
        f"{records} 条记录，{written.files} 个文件，改写 {written.written}{removed_zh}，用时 {seconds:.2f} 秒（截至 {result.corpus.as_of}）\n"
        f"{records} record{'' if records == 1 else 's'}, {written.files} files, {written.written} written{removed_en}, {seconds:.2f} s (as of {result.corpus.as_of})"
    )


def _check(options: Options, shape: str) -> int:
    result = check(options, Silent())
    _report(result.warnings, shape)
    if shape == "text":
        count = len(result.corpus.by_key)
        print(f"{count} 条记录，没有错误。{count} record{'' if count == 1 else 's'}, no errors.")
    return GOOD


def _import(files: Sequence[Path], into: Path | None, given_id: str | None, folder: Path | None) -> int:
    """Drafts from files of laws; good where nothing was refused. What was read and what not is said at length."""
    from gongkai.importers.law import import_laws

    report = import_laws(files, into or ROOT / "content" / "laws", given_id=given_id)
    print(report.as_text())
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        replace_file(folder / "import.json", report.as_json().encode())
        replace_file(folder / "import.txt", report.as_text().encode())
        print(f"报告在 The report is in {folder}")
    return PROBLEMS if report.refused or not report.files else GOOD


def _i18n(options: Options, action: str, accepted: Sequence[str]) -> int:
    from gongkai import freshness

    corpus = check(options, Silent()).corpus
    if action == "update":
        try:
            lock = freshness.new_lock(corpus, corpus.as_of, accepted)
        except freshness.NotAPlace as wrong:
            print(
                f"build.py: --accept {wrong}: 没有这一条英文 no such English article (laws/ID#art-12)", file=sys.stderr
            )
            return USAGE
        changed = freshness.write_lock(options.content, lock)
        print(f"已登记或更新 {changed} 条。{changed} article{'' if changed == 1 else 's'} recorded or updated.")
        corpus = check(options, Silent()).corpus
    for line in freshness.status_lines(corpus):
        print(line)
    return GOOD


def _codes(options: Options) -> int:
    from gongkai.newcodes import proposals, record_new

    result, count = record_new(options)
    print(f"已登记 {count} 个短码。{count} code{'' if count == 1 else 's'} recorded.")
    for path, code in proposals(result.corpus):
        print(f"{path}: 没有短码，可用 no code yet; free: {code}")
    return GOOD


def _publications(options: Options) -> int:
    try:
        from gongkai.publications.making import make
        from gongkai.publications.typeset import TypefaceMissingError
    except ModuleNotFoundError as missing:
        print(
            f"build.py: 缺少 {missing.name}，请运行 make publications。{missing.name} is missing; run: make publications",
            file=sys.stderr,
        )
        return USAGE
    start = time.monotonic()
    try:
        sizes = make(options)
    except TypefaceMissingError as missing:
        print(
            f"build.py: 缺少字体 {missing}（Debian/Ubuntu：fonts-noto-cjk）。\n"
            f"build.py: typefaces are missing: {missing} (Debian and Ubuntu: fonts-noto-cjk).",
            file=sys.stderr,
        )
        return USAGE
    for name, size in sizes.items():
        print(f"{size / 1000:9,.0f} kB  {name}")
    print(
        f"{len(sizes)} 个文件，用时 {time.monotonic() - start:.1f} 秒。{len(sizes)} files, {time.monotonic() - start:.1f} s."
    )
    return GOOD


def _report(problems: Sequence[Problem], shape: str, *, strict: bool = False) -> None:
    """Problems in the shape asked for: text for people, json for programs, github for change requests."""
    if shape == "json":
        print(json.dumps([problem.as_dict() for problem in problems], ensure_ascii=False, indent=2))
        return
    for problem in problems:
        print(problem.as_github() if shape == "github" else problem)
    errors = sum(problem.is_error for problem in problems)
    if problems and strict and not errors and shape == "text":
        print(
            f"\n{len(problems)} 处警告，--strict 视为错误。{len(problems)} warnings, which --strict makes errors.",
            file=sys.stderr,
        )
    if errors and shape == "text":
        print(
            f"\n{errors} 处错误，网站未改动。{errors} error{'' if errors == 1 else 's'}; the site was not changed.",
            file=sys.stderr,
        )
