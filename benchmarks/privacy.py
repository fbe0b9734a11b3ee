"""How well personal data is masked: recall and precision by kind, on planted and labelled texts; the speed.

``python benchmarks/privacy.py --help`` tells how to run it.
"""

from __future__ import annotations

import json
import random
import re
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import polars as pl

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also where Oogst is not installed

from benchmarks.privacy_values import ENGLISH_NAMES, GERMAN_NAMES, LOOK_ALIKES, VALID, unlisted
from benchmarks.shared_sets import SharedDataAbsent, data_file, labelled
from corpora.files import write_atomically
from corpora.masking import Rules, mask
from corpora.masking.recogniser import recogniser_name
from corpora.samples import sample_dialogue

PLANTED = 500
"""Generated identifiers of each kind, valid ones and look-alikes each."""
FRAMES = {
    "BSN": (
        "Mijn nummer is {}.",
        "Het gaat om {} en dat klopt.",
        "BSN {}.",
        "Ze vroegen weer om {}, voor de derde keer.",
    ),
    "IBAN": ("Stort het op {}.", "Het ging van {} af, elke maand.", "Rekening {} graag."),
    "TELEFOON": (
        "Bel {}.",
        "Te bereiken op {} na zessen.",
        "Mijn nummer: {}.",
        "Ik ben er wel, {}, ook in het weekend.",
    ),
    "EMAIL": ("Mail naar {}.", "Reacties graag op {}, dank.", "{} is mijn adres."),
    "KENTEKEN": (
        "De auto met kenteken {} staat er weer.",
        "Die {} staat altijd op de stoep.",
        "Weer die {}!",
    ),
    "POSTCODE": ("Ik woon op {}.", "Bij ons, {}, is het stil.", "Postcode {}.", "In {} gebeurt nooit iets."),
    "ADRES": (
        "Ik woon op {}.",
        "Bij {} staat alles open.",
        "Mijn adres is {}, begane grond.",
        "Kom eens kijken, {}.",
    ),
    "DATUM": ("Ik ben geboren op {}.", "Mijn zoon, geb. {}, staat op de lijst.", "Geboortedatum: {}."),
    "LEEFTIJD": ("{} en dan nog zelf stofzuigen.", "Ik sprak haar: {}, en scherp van geest."),
    "ID": ("Ons bedrijf, {}, doet ook mee.", "Op de factuur staat {}.", "{}."),
    "URL": ("Zie {}.", "Meer op {} en bij ons.", "Kijk eens op {}, daar staat het."),
}
"""What a planted value stands in; look-alikes stand in their own words."""
NAMED = {
    "with a title": (
        "Toen belde {title} {last} terug.",
        "Het gesprek met {title} {last} ging nergens over.",
        "Volgens {title} {last} kan het.",
        "{Title} {last} heeft het beloofd.",
        "Dat zei {title} {full} ook al.",
    ),
    "first name and surname": (
        "Gisteren kwam {full} langs met een brief.",
        "{full} woont al jaren in deze straat.",
        "De brief was voor {full} bestemd.",
        "Dat heeft {full} geregeld, samen met de buren.",
        "Vraag het {full}, die weet ervan.",
        "Groeten, {full}",
        "Ik ben {full} en ik doe mee.",
    ),
    "first name in a slot": (
        "Mijn buurvrouw {first} helpt mij.",
        "Volgens {first} is dat niet zo.",
        "Toen zei {first} dat het kon.",
        "Ik heb met {first} gesproken.",
        "Mijn zoon {first} zoekt een woning.",
        "Collega {first} weet er meer van.",
        "{first} belde de gemeente.",
        "Ik heet {first}.",
    ),
    "first name without a sign (not in all)": (
        "Gisteren heeft {first} de lamp gemaakt.",
        "Het was {first} die de sleutel had.",
        "Alles staat nog bij {first} in de schuur.",
        "Zonder {first} was het niet gelukt.",
    ),
    "surname in a slot": (
        "Volgens {last} is dat niet zo.",
        "Toen belde dokter {last} terug.",
        "Wethouder {last} kwam kijken.",
        "J.P. {last} tekende de brief.",
        "Toen zei {last} dat het kon.",
    ),
}
NAMED_IN_GERMAN = {
    "with a title": (
        "Dann rief {title} {last} zurück.",
        "Das Gespräch mit {title} {last} brachte nichts.",
        "Laut {title} {last} geht das.",
        "{Title} {last} hat es versprochen.",
        "Das sagte {title} {full} auch.",
    ),
    "introduced": (
        "Ich heiße {full} und mache mit.",
        "Mein Name ist {full}.",
    ),
    "first name and surname": (
        "Gestern kam {full} mit einem Brief vorbei.",
        "{full} wohnt seit Jahren in dieser Straße.",
        "Der Brief war für {full} bestimmt.",
        "Viele Grüße, {full}",
    ),
    "first name": (
        "Zum Glück hat {first} geholfen.",
        "Ich habe mit {first} gesprochen.",
        "Ohne {first} wäre es nicht gegangen.",
    ),
}
"""Every noun has a capital in German, so a name there needs a title, an introduction or a list."""
NAMED_IN_ENGLISH = {
    "with a title": (
        "Then {title} {last} called back.",
        "The talk with {title} {last} led nowhere.",
        "According to {title} {last} it is possible.",
        "{Title} {last} promised it.",
        "That is what {title} {full} said.",
    ),
    "introduced": (
        "My name is {full} and I take part.",
        "I am {full}.",
        "I'm {full} from next door.",
        "Kind regards, {full}",
    ),
    "first name and surname": (
        "Yesterday {full} came by with a letter.",
        "{full} has lived in this street for years.",
        "The letter was for {full}.",
        "Ask {full}, who knows.",
    ),
    "first name": (
        "Luckily {first} helped.",
        "I talked with {first} about it.",
        "Without {first} it would not have worked.",
        "My neighbour {first} helps me.",
        "Then {first} said so.",
    ),
}
TITLES_IN_ENGLISH = ("Mr.", "Mrs.", "Ms.", "Dr.", "Mr", "Mrs", "Miss", "Sir")
TITLES_IN_GERMAN = ("Frau", "Herr", "Herrn", "Dr.", "Prof.", "Frau Dr.", "Familie", "Tante")
TITLES = (
    "mevrouw",
    "meneer",
    "dhr.",
    "mw.",
    "dokter",
    "de heer",
    "wethouder",
    "burgemeester",
    "juf",
    "dr.",
    "oom",
    "tante",
)
DEDUCE = {
    "persoon": {"NAAM"},
    "telefoonnummer": {"TELEFOON"},
    "emailadres": {"EMAIL"},
    "bsn": {"BSN"},
    "locatie": {"ADRES", "POSTCODE"},
    "url": {"URL"},
    "datum": {"DATUM"},
    "leeftijd": {"LEEFTIJD"},
}
"""Kinds of the labelled set, and of Oogst."""
SAMPLE = {
    "naam": {"NAAM"},
    "geboortedatum": {"DATUM"},
    "telefoon": {"TELEFOON"},
    "postcode": {"POSTCODE"},
    "kenteken": {"KENTEKEN"},
    "bsn": {"BSN"},
    "e-mail": {"EMAIL"},
    "adres": {"ADRES", "POSTCODE"},
    "iban": {"IBAN"},
}


@dataclass(frozen=True)
class Score:
    """What was to be masked of one kind, what was, and what was masked as that kind at all."""

    task: str
    kind: str
    wanted: int
    found: int
    masked: int
    right: int

    @property
    def recall(self) -> float | None:
        """Share of what was to be masked that is."""
        return self.found / self.wanted if self.wanted else None

    @property
    def precision(self) -> float | None:
        """Share of what was masked as the kind that is of the kind."""
        return self.right / self.masked if self.masked else None


@dataclass(frozen=True)
class Planted:
    """A text with at most one value to mask, at ``start`` to ``end``."""

    text: str
    start: int
    end: int
    valid: bool


def spans_of(texts: Sequence[str], language: str = "nl") -> list[list[tuple[int, int, str]]]:
    """Mask texts of one language; gives start, end and kind of what was masked in each."""
    languages = pl.Series([language] * len(texts), dtype=pl.String)
    masked = mask(pl.Series(texts, dtype=pl.String), languages, Rules())
    found: list[list[tuple[int, int, str]]] = [[] for _ in texts]
    for position, start, end, kind, _ in masked.spans.iter_rows():
        found[position].append((start, end, kind))
    return found


def hosts() -> list[str]:
    """Give sentences of the proceedings without a name: no capital but the first, no digit."""
    sentences = [
        sentence
        for text in labelled("handelingen_tk")["text"].to_list()
        for sentence in re.split(r"(?<=[.!?])\s+", text)
        if 40 <= len(sentence) <= 160 and re.fullmatch(r"[A-Z][^A-Z0-9]*[.!?]", sentence)
    ]
    return sorted(set(sentences))


def hosts_in(name: str) -> list[str]:
    """Give the sentences of a set in another language; hardly any of them names a person."""
    sentences = [
        sentence
        for text in pl.read_parquet(data_file(name), columns=["text"])["text"].to_list()
        for sentence in re.split(r"(?<=[.!?])\s+", text)
    ]
    return sorted({one for one in sentences if 40 <= len(one) <= 160 and one[-1] in ".!?"})


def planted(
    values: Iterable[tuple[str, str, bool]], around: Sequence[str], rng: random.Random
) -> list[Planted]:
    """Put a frame with a value between two sentences; ``values``: frame, value, and whether it is valid."""
    texts = []
    for frame, value, valid in values:
        before, after = rng.choice(around), rng.choice(around)
        start = len(before) + 1 + frame.index("{}")
        texts.append(Planted(f"{before} {frame.format(value)} {after}", start, start + len(value), valid))
    return texts


def identifiers(around: Sequence[str], seed: int) -> list[Score]:
    """Score generated identifiers, valid ones and look-alikes."""
    scores = []
    for kind, make in VALID.items():
        rng = random.Random(f"{kind}{seed}")
        valid = [(rng.choice(FRAMES[kind]), make(rng), True) for _ in range(PLANTED)]
        alike = [(*LOOK_ALIKES[kind](rng), False) for _ in range(PLANTED)]
        texts = planted([*valid, *alike], around, rng)
        wanted = found = masked = right = 0
        for one, spans in zip(texts, spans_of([one.text for one in texts]), strict=True):
            of_kind = [span for span in spans if span[2] == kind]
            hit = [span for span in of_kind if span[0] < one.end and one.start < span[1]]
            wanted += one.valid
            found += one.valid and _covered(one, of_kind)
            masked += len(of_kind)
            right += len(hit) if one.valid else 0
        scores.append(Score("generated", kind, wanted, found, masked, right))
    return scores


def _covered(one: Planted, spans: Sequence[tuple[int, int, str]]) -> bool:
    """Tell whether every digit of the value is masked, or every capital where it has none."""
    signs = (
        [place for place in range(one.start, one.end) if one.text[place].isdigit()]
        or [place for place in range(one.start, one.end) if one.text[place].isupper()]
        or list(range(one.start, one.end))
    )
    return all(any(start <= place < end for start, end, _ in spans) for place in signs) or (
        bool(spans) and "@" in one.text[one.start : one.end]
    )


@dataclass(frozen=True)
class Naming:
    """Which names are planted: first names, surnames, titles, and the frames they stand in, by task."""

    kind: str
    firsts: Sequence[str]
    lasts: Sequence[str]
    titles: Sequence[str]
    frames: Mapping[str, Sequence[str]]
    language: str = "nl"

    def drawn(self, task: str, rng: random.Random) -> tuple[str, str, bool]:
        """Draw a frame of a task with a name for it."""
        first, last, title = rng.choice(self.firsts), rng.choice(self.lasts), rng.choice(self.titles)
        alone = last[0].upper() + last[1:] if rng.random() < 0.5 else last  # Van der Zwiep, van der Zwiep
        name = {"first": first, "last": alone, "full": f"{first} {last}"}
        slot = rng.choice(self.frames[task])
        which = next(key for key in ("full", "first", "last") if f"{{{key}}}" in slot)
        frame = (
            slot.replace(f"{{{which}}}", "{}")
            .replace("{title}", title)
            .replace("{Title}", title[0].upper() + title[1:])
        )
        return (
            frame,
            name[which][:1].upper() + name[which][1:] if frame.startswith("{}") else name[which],
            True,
        )


def persons(naming: Naming, around: Sequence[str], seed: int) -> list[Score]:
    """Score planted names by what stands beside them, and together but for what lists alone can find."""
    scores = []
    for task in naming.frames:
        rng = random.Random(f"{task}{seed}")
        texts = planted([naming.drawn(task, rng) for _ in range(PLANTED)], around, rng)
        found = masked = right = 0
        for one, spans in zip(texts, spans_of([one.text for one in texts], naming.language), strict=True):
            names = [span for span in spans if span[2] == "NAAM"]
            found += _covered(one, names)
            masked += len(names)
            right += sum(start < one.end and one.start < end for start, end, _ in names)
        scores.append(Score(naming.kind, task, len(texts), found, masked, right))
    return [*scores, _total(naming.kind, [one for one in scores if "not in all" not in one.kind])]


def _total(task: str, scores: Sequence[Score]) -> Score:
    return Score(
        task,
        "all",
        sum(one.wanted for one in scores),
        sum(one.found for one in scores),
        sum(one.masked for one in scores),
        sum(one.right for one in scores),
    )


def labelled_spans(
    task: str, rows: Sequence[tuple[str, list[tuple[int, int, str]]]], kinds: dict[str, set[str]]
) -> list[Score]:
    """Score against labelled spans: a span counts as found when a span of the kind overlaps it."""
    everything = spans_of([text for text, _ in rows])
    scores = []
    for label, ours in kinds.items():
        wanted = found = masked = right = 0
        for (_, gold), spans in zip(rows, everything, strict=True):
            mine = [span for span in spans if span[2] in ours]
            theirs = [span for span in gold if span[2] == label]
            wanted += len(theirs)
            found += sum(any(s < end and start < e for s, e, _ in mine) for start, end, _ in theirs)
            masked += len(mine)
            right += sum(
                any(s < end and start < e for s, e, k in gold if ours & kinds.get(k, set()))
                for start, end, _ in mine
            )
        scores.append(Score(task, label, wanted, found, masked, right))
    return scores


def deduce() -> list[Score]:
    """Score against the cases of another de-identification tool, which masks all dates, ages and places."""
    rows = [
        (text, [(one["start_char"], one["end_char"], one["tag"]) for one in json.loads(annotations)])
        for text, annotations in pl.read_parquet(
            data_file("deduce_pii_nl"), columns=["text", "annotations"]
        ).iter_rows()
    ]
    return labelled_spans("deduce_pii_nl", rows, DEDUCE)


def on_the_sample() -> list[Score]:
    """Score against the made-up personal data of the sample, which lists what was planted by plan."""
    dialogue = sample_dialogue()
    said = pl.read_csv(dialogue.dialogue, infer_schema=False)
    planted_data = pl.read_csv(dialogue.gold.parent / "maskering.csv", infer_schema=False)
    rows = []
    for identity, text in said.select("bijdrage_id", "bijdrage").iter_rows():
        gold = []
        for kind, value in planted_data.filter(bijdrage_id=identity).select("soort", "waarde").iter_rows():
            start = text.index(value)
            gold.append((start, start + len(value), kind))
        rows.append((text, gold))
    return labelled_spans("sample", rows, SAMPLE)


def speed() -> tuple[int, float, float]:
    """Give the number of texts of about a hundred characters, their mean length, and the rate of one core."""
    texts = list(
        dict.fromkeys(
            sentence
            for text in labelled("handelingen_tk")["text"].to_list()
            for sentence in re.split(r"(?<=[.!?])\s+", text)
            if 60 <= len(sentence) <= 140
        )
    )
    spans_of(texts[:50])
    start = time.process_time()
    spans_of(texts)
    seconds = time.process_time() - start
    return len(texts), sum(map(len, texts)) / len(texts), len(texts) / seconds


def run(seed: int) -> tuple[list[Score], dict[str, float]]:
    """Run every task whose data is here."""
    scores = on_the_sample()
    figures: dict[str, float] = {}
    try:
        around = hosts()
        dutch = Naming("unlisted names", *unlisted(), TITLES, NAMED)
        german = Naming("common German names", *GERMAN_NAMES, TITLES_IN_GERMAN, NAMED_IN_GERMAN, "de")
        english = Naming("common English names", *ENGLISH_NAMES, TITLES_IN_ENGLISH, NAMED_IN_ENGLISH, "en")
        scores = [
            *identifiers(around, seed),
            *persons(dutch, around, seed),
            *persons(english, hosts_in("interviews_pdpilot"), seed),
            *persons(german, hosts_in("cimt_arguments_de"), seed),
            *scores,
        ]
        number, length, rate = speed()
        figures = {"texts": number, "characters": round(length), "texts_a_second": round(rate)}
        scores += deduce()
    except SharedDataAbsent as absent:
        click.echo(f"skipped: {absent}", err=True)
    return scores, figures


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.3f}"


def table(scores: Sequence[Score], figures: dict[str, float]) -> str:
    """Write the figures as Markdown."""
    lines = ["| task | kind | to mask | recall | masked | precision |", "|---|---|---|---|---|---|"]
    lines += [
        f"| {one.task} | {one.kind} | {one.wanted} | {_share(one.recall)} | {one.masked} |"
        f" {_share(one.precision)} |"
        for one in scores
    ]
    if figures:
        lines.append(
            f"\n{figures['texts']:.0f} texts of {figures['characters']:.0f} characters: "
            f"{figures['texts_a_second']:.0f} a second of one core."
        )
    firsts, lasts = unlisted()
    lines.append(
        f"Names that the masker's lists do not carry: {len(firsts)} first names, {len(lasts)} surnames."
    )
    lines.append(f"Trained recogniser: {recogniser_name() or 'none installed'}.")
    return "\n".join(lines)


@click.command(epilog="Example: python benchmarks/privacy.py --out privacy.json")
@click.option("--seed", default=1, show_default=True, help="Seed of what is generated.")
@click.option("--out", type=click.Path(path_type=Path), help="Also write the figures, as .json or .md.")
def main(seed: int, out: Path | None) -> None:
    """Report recall and precision of masking by kind, and its speed."""
    scores, figures = run(seed)
    text = table(scores, figures)
    click.echo(text)
    if out:
        rows = [
            {
                "task": one.task,
                "kind": one.kind,
                "wanted": one.wanted,
                "recall": one.recall,
                "masked": one.masked,
                "precision": one.precision,
            }
            for one in scores
        ]
        content = text if out.suffix == ".md" else json.dumps({"scores": rows, "speed": figures}, indent=2)
        write_atomically(out, content + "\n")


if __name__ == "__main__":
    main()
