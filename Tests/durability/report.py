"""The page docs/crash-matrix.md, made of results."""

import collections

import scenarios
import tracing

changes = tracing.changing

HEAD = """# Crash matrix

Made by `make crash-matrix`; do not edit. Each point is one run of the real program under strace(1) with one fault at one system
call, then one run without fault, then the conservation law: every file that was dropped has exactly one row, is in the archive
or in rejected/ exactly once and with its hash, has its line in the manifest; the database equals that of an undisturbed run but for
times and numbers; every announcement stands in the journal exactly once. The journal is a real journald in a mount namespace.

{points} points in {seconds:.0f} s: **the law was broken {broken} times.**

## Where from

| start | what is there | calls that change the disk or send | kill points |
|---|---|---|---|
{starts}

strace counts the calls of each thread by itself: a call with the same number in two threads is one point, the first of them is hit. What
that leaves out of one start (the delivery's calls after the intake's) is reached from another.

## Killed at a call (SIGKILL before it happens)

| call | what it is about | points | killed | ended before it came so far | law broken |
|---|---|---|---|---|---|
{kills}

## Let a call fail, once

From the second day every call, from the other starts the first, the middle and the last of each kind.

*goes on*: the same run finished everything. *stops*: it left with a sentence that says what to do, and the next run finished everything.
*library*: libdispatch ends the process when it cannot have its own descriptors; systemd starts it again, and that run finished
everything. *other*: the fault hit a library's own file, or the run ended before.

| call | error | points | goes on | stops | library | other | law broken |
|---|---|---|---|---|---|---|---|
{errors}

## Let a call fail from there on

The run is given {patience} s. *waits*: it was still trying, had said so in the journal, and was killed; the next run, without the fault,
finished everything.

| call | error | points | waits | goes on | stops | library | other | law broken |
|---|---|---|---|---|---|---|---|---|
{lasting}

## A commit that fails, and then a kill

A sync that fails makes the commit fail, and the copies are taken back; but the transaction may stand whole in the write-ahead log
all the same, and a kill makes it count. {commits} points, {commits_broken} times the law was broken.
"""


def page(results, calls, seconds):
    kills = [r for r in results if r.point.fault == "KILL"]
    commits = [r for r in results if r.point.then]
    once = [r for r in results if r.point.fault != "KILL" and not r.point.lasting and not r.point.then]
    lasting = [r for r in results if r.point.lasting]
    starts = [[s.name, s.text, calls[s.name], sum(r.point.scenario is s for r in kills)] for s in scenarios.ALL]
    from crash_matrix import PATIENCE
    return HEAD.format(
        points=len(results), seconds=seconds, broken=broken(results), patience=PATIENCE, starts=rows(starts),
        kills=rows(table(kills, lambda p: (p.call.name, p.call.target), ["killed", "not reached"])),
        errors=rows(table(once, lambda p: (p.call.name, p.fault),
                          ["goes on", "stops with a sentence", "ended by libdispatch", "not reached"])),
        lasting=rows(table(lasting, lambda p: (p.call.name, p.fault),
                           ["waits and says so", "goes on", "stops with a sentence", "ended by libdispatch", "not reached"])),
        commits=len(commits), commits_broken=broken(commits))


def broken(results):
    return sum(bool(result.violations) for result in results)


def table(results, key, outcomes):
    grouped = collections.defaultdict(list)
    for result in results:
        grouped[key(result.point)].append(result)
    return [[*names, len(group), *[sum(r.outcome == outcome for r in group) for outcome in outcomes], broken(group)]
            for names, group in sorted(grouped.items())]


def rows(lines):
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)
