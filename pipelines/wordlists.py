"""Word lists of the field, beside spaCy's: more stop words, words of policy that never are, determiners."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path

PROTECTED: dict[str, frozenset[str]] = {
    "nl": frozenset(
        """
        samen jongeren ouderen ouders bewoners buurt wijk samenwerking vertrouwen maatwerk maat ontschotting
        regie mandaat meedoen zeggenschap kracht eenzaamheid toeslagen zorg hulp loket wmo jeugdzorg
        wonen leefbaarheid preventie vroegsignalering wijkteam gemeente rijk armoede veiligheid inspraak taal
        werk school den
        """.split()
    ),
    "en": frozenset("trust housing care neighbourhood residents young elderly together".split()),
    "de": frozenset("vertrauen wohnen pflege bürger gemeinsam jugendliche".split()),
}
"""Words that matter to policy and keep their form.

Lemmatisers read *jongeren* as *jong*, and stop lists hold *samen*.
"""

_MORE_STOPS: dict[str, frozenset[str]] = {
    "nl": frozenset(
        """
        ga gaat gaan ging doet doen deed moet moeten moest mag mogen kan kunnen kon wil willen wilde zou
        zouden wordt worden werd werden komt komen kwam krijgt krijgen kreeg maakt maken maakte zegt zeggen
        zei vind vinden vindt denk denken blijft blijven staat staan ziet zien zag weet weten laat laten zit
        zitten geeft geven gaf neemt nemen heel erg gewoon eigenlijk echt alleen altijd nooit vaak soms steeds
        weer meer minder veel weinig beter goed slecht waar waarom hoe wat wie welke iemand niemand iets niets
        alles iedereen anders even nog al ook maar wel niet zo dus natuurlijk misschien bijvoorbeeld vooral
        juist eens toch dan toen nu daar hier ons onze jullie hun hen mevrouw meneer heer voorzitter dank wij
        we ik jij je u men graag zoals via sinds volgens waarbij waarin daarom daarbij daarmee hierbij
        namelijk echter ten ter één twee drie vier vijf zes zeven acht negen tien eerste tweede laatste ander
        andere verschillende aantal keer elk elke ieder iedere dag week maand jaar jaren uur tijd moment ding
        dingen manier deel kleine grote groot klein nieuwe oude lang lange kort hele half gemiddeld eigen mens
        mensen elf twaalf dertien veertien vijftien twintig dertig veertig vijftig zestig honderd duizend
        vandaag morgen gisteren vanavond vanmiddag vanmorgen vanochtend vannacht morgenochtend morgenmiddag
        morgenavond ochtends morgens middags avonds nachts straks vroeger binnenkort ooit onlangs maandag
        dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli augustus
        september oktober november december elkaar huidig huidige voldoende blijkt bleek blijken luidt luiden
        lijkt leek lijken heet heten gebeurt gebeurde gebeuren probeert proberen nodig gebruik gebruikt
        gebruiken gebruikte alstublieft alstjeblieft
        """.split()
    ),
    "en": frozenset(
        """
        need needs want wants get gets make makes think like said say says really thing things lot use used
        using much many way ways able due etc please good better best great new old year years day days week
        weeks month months time times today sure try tries trying feel feels look looks looking going come
        comes coming take takes taking give gives giving keep keeps put let lets actually currently already
        maybe probably especially instead mr mrs ms
        """.split()
    ),
    "de": frozenset(
        """
        bitte sollte sollten müsste müssten gibt geht macht machen immer schon mehr viel viele leider str bzw
        usw etc evtl eventuell ggf inkl sowie siehe sehe sehen sieht ansonsten zudem manch manche momentan
        dennoch hierzu hierbei hierfür somit daher deshalb deswegen trotzdem außerdem jedoch allerdings
        zumindest eigentlich einfach wirklich oft häufig meist meistens manchmal niemals ständig bereits noch
        heute gestern morgen jahr jahre jahren tag tage tagen woche wochen monat monate mal natürlich
        vielleicht wahrscheinlich beispiel beispielsweise insbesondere lassen lässt stehen steht kommen kommt
        finden finde findet bleiben bleibt nehmen nimmt geben sagen sagt wünschenswert wäre wären
        """.split()
    ),
}

DETERMINERS: dict[str, frozenset[str]] = {
    "nl": frozenset(
        """
        de het een deze dit die dat geen mijn jouw uw zijn haar ons onze hun elke ieder iedere alle meer
        minder weinig veel per zonder tussen tegen voor van over met naar bij
        """.split()
    ),
    "en": frozenset("the a an this that these those no my your his her our their every each of for".split()),
}
"""Words after which a noun is likely; articles, possessives and prepositions."""


@lru_cache(maxsize=16)
def stop_words(language: str) -> frozenset[str]:
    """Give the stop words of a language: spaCy's list and ours, without the protected words."""
    return (_listed(language) | _MORE_STOPS.get(language, frozenset())) - PROTECTED.get(language, frozenset())


def _listed(language: str) -> frozenset[str]:
    """Read spaCy's list by its file: importing the language would compile rules for seconds."""
    spacy = find_spec("spacy")
    if spacy is None or spacy.origin is None or not language.isalpha():
        return frozenset()
    file = Path(spacy.origin).parent / "lang" / language / "stop_words.py"
    found = spec_from_file_location(f"stop_words_{language}", file)
    if not file.is_file() or found is None or found.loader is None:
        return frozenset()
    module = module_from_spec(found)
    found.loader.exec_module(module)
    return frozenset(module.STOP_WORDS)
