"""`crash-matrix`: every point of every scenario, or a sample of them, and the page with what came of it."""

import collections
import random
import time

import report
import scenarios
from crash_matrix import ERRORS, Matrix

# So many of each kind of point in the short form: a kill at each call and target, and a few failing calls.
SHORT_KILLS = 90
SHORT_ERRORS = 60


def run(chosen, folder, journal):
    started = time.monotonic()
    matrix = Matrix(chosen.program, folder, journal, chosen.workers)
    matrix.learn()
    points = [point for scenario in scenarios.ALL for point in matrix.kills(scenario)]
    kills = len(points)
    second = scenarios.ALL[1]
    for scenario in scenarios.ALL:
        for error in ERRORS:
            failing = matrix.errors(scenario, error)
            points += failing if scenario is second else outermost(failing)
            points += matrix.lasting(scenario, error)
    points += matrix.failed_commits(second)
    if chosen.short:
        points = sample(points, kills, chosen.seed)
    points = [point for point in points if chosen.only in str(point)]
    # What waits for a fault to go takes longest: first.
    points.sort(key=lambda point: not point.lasting)
    results = matrix.run(points, show)
    if chosen.report:
        calls = {name: len([c for c in recorded if c.name and report.changes(c)]) for name, recorded in matrix.recorded.items()}
        chosen.report.write_text(report.page(results, calls, time.monotonic() - started), encoding="utf-8")
    counts = collections.Counter(result.outcome for result in results)
    figures = ", ".join(f"{count} {outcome}" for outcome, count in counts.most_common())
    return sum(bool(result.violations) for result in results), f"{len(results)} points: {figures}"


def outermost(points):
    """The first, the middle and the last of each call and target: a failing call does not depend on how often it went well."""
    by_kind = collections.defaultdict(list)
    for point in points:
        by_kind[point.call.name, point.call.target].append(point)
    found = []
    for kind in by_kind.values():
        kind.sort(key=lambda point: point.call.number)
        found += [kind[index] for index in sorted({0, len(kind) // 2, len(kind) - 1})]
    return found


def sample(points, kills, seed):
    """Some points of each kind, spread over the calls and their targets; the same for the same seed."""
    chooser = random.Random(seed)
    found = spread(points[:kills], SHORT_KILLS, chooser)
    return found + spread([point for point in points[kills:] if not point.lasting], SHORT_ERRORS, chooser)


def spread(points, count, chooser):
    by_kind = collections.defaultdict(list)
    for point in points:
        by_kind[point.scenario.name, point.call.name, point.call.target].append(point)
    kinds = list(by_kind.values())
    chooser.shuffle(kinds)
    return [chooser.choice(kind) for kind in kinds[:count]]


def show(result):
    if result.violations:
        print(f"# {result.point}: {result.outcome}", flush=True)
        for violation in result.violations[:5]:
            print(f"#     {violation}", flush=True)
