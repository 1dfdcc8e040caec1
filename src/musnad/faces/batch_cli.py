"""The command of batches: many articles to Parquet, on the processes of this machine or on Apache Spark."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from musnad.faces.options import Date, Lang, Outlet, one_of
from musnad.faces.outputs import named
from musnad.faces.progress import Stages
from musnad.faces.shell import Problems, app, as_it_is, results, tell
from musnad.faces.sources import Columns, OutletsFile, column_map
from musnad.model import Reading

_ENGINES = ("local", "spark")


@app.command()
def batch(
    paths: Annotated[
        list[str],
        typer.Argument(help="Files or folders of articles, and last the folder of the results.", metavar="IN… OUT"),
    ],
    engine: Annotated[
        str,
        typer.Option(callback=one_of(_ENGINES), help="local (processes of this machine) or spark (Apache Spark)."),
    ] = "local",
    jobs: Annotated[int, typer.Option(min=1, help="Processes of the local engine.")] = os.cpu_count() or 1,
    master: Annotated[
        str | None, typer.Option(help="Spark's master, such as local[2]; without it, what spark-submit says.")
    ] = None,
    date: Date = None,
    outlet: Outlet = None,
    columns: Columns = None,
    outlets: OutletsFile = None,
    lang: Lang = "ar",
    fresh: Annotated[bool, typer.Option("--fresh", help="Start anew where OUT holds another batch.")] = False,
) -> None:
    """Read many articles to Parquet: articles, statements, copies, links, claims, origins, by day.

    Run again after a stop, it goes on where it was.
    """
    from musnad.batch import job
    from musnad.batch.engine import Engine, LocalEngine, arrow
    from musnad.intake.outlets import read_outlets

    if len(paths) < 2:
        raise typer.BadParameter("name what is read, and last the folder of the results", param_hint="IN… OUT")
    if master is not None and engine != "spark":
        raise typer.BadParameter("is for --engine spark only", param_hint="--master")
    arrow()
    *inputs, folder = paths
    out = Path(folder)
    known = read_outlets(outlets) if outlets else ()
    plan = job.make_plan(
        inputs, date=date, outlet=outlet, language=lang, columns=column_map(columns), outlets=known, out=out
    )
    with named(out):
        work = job.prepare(out, plan, fresh=fresh)
        done = job.is_done(out)
    if done is None:
        stages = Stages(job.STAGES, tell)
        runner: Engine

        def told(step: str, done: int, total: int) -> None:
            stages.step(job.stage_of(step), step, done, total)

        if engine == "spark":
            from musnad.batch.spark import SparkEngine

            logging.disable(logging.ERROR)  # py4j's stack of the call that Ctrl-C cuts in two
            runner = SparkEngine(work, master, plan.buckets, told)
        else:
            runner = LocalEngine(work, jobs, plan.buckets, told)
        with named(out):
            try:
                done = job.run(runner, plan, out)
            finally:
                runner.close()
                stages.close()
            job.finish(out, done)
    problems = Problems(False)
    for line in done.problems:
        problems.tell_line(line)
    counts = ", ".join(f"{count} {table}" for table, count in done.rows.items())
    tell(f"{folder}: {counts}")
    if problems.count:
        raise typer.Exit(1)


def is_batch(path: str) -> bool:
    """Whether a folder holds the results of a batch."""
    from musnad.intake.files import BATCH

    return os.path.isfile(os.path.join(path, BATCH))


def batch_readings(path: str, problems: Problems) -> Iterator[Reading]:
    """What a batch has read; what another musnad or pack has read is read again."""
    from musnad.batch.job import stored_readings
    from musnad.faces.parallel import Processes, read_all

    for one in stored_readings(path):
        if isinstance(one, Reading):
            yield one
        else:
            yield from results(read_all([one], Processes(1, one.language), as_it_is), problems)
