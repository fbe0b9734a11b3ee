"""Short words by which a language shows itself, to tell at once what a large corpus is written in.

A word counts for a language only where no other of the list has it: ``die`` tells nothing of Dutch or German.
"""

from __future__ import annotations

from typing import Final

_WORDS: Final = {
    "nl": """het een van en ik je zijn voor met niet dat maar ook om als er bij nog naar heeft
        hebben wordt worden door over dan wel geen moet moeten kan kunnen veel meer deze dit uit
        aan te wij ze mijn onze ons zich hun hier waar wat wie hoe omdat dus toch alleen altijd
        weer goed de op in is of al die mensen""",
    "en": """the and of to that it for with are this be have not but they you we as from or an
        was will would should can more their our there what which who how when than because about
        so in is on at by if all no do has had were been my your people""",
    "de": """der die das und ist nicht ein eine mit für auf den von zu dem im sich auch es wird
        werden sind wir ich sie haben hat bei nach aus oder aber wie mehr kann nur noch durch über
        zum zur als so man wenn dass alle muss müssen sollte sollten was wer in an keine""",
    "fr": """le la les des et est pas une pour dans que qui sur avec plus sont nous vous il elle
        ce cette par au aux du ne se mais ou être avoir faire tout leur nos votre comme de en un
        on si je""",
    "es": """el la los las de del que y en un una por con no para es su se lo como más pero son
        está hay esta este todo ser muy nos sin sobre también al ya o me mi""",
    "it": """il la le lo gli di che e un una per con non è sono come più ma si del della dei nel
        alla da anche questo questa essere molto ci o in a al io mi""",
    "pt": """o a os as de do da dos das que e em um uma por com não para é mais mas são está
        como no na se ao também ser muito nos sem sua seu eu""",
    "pl": """i w na z się nie to do jest że o jak dla po co ale tak są przez od ich być ma może
        tylko już oraz przy za czy my ja""",
    "tr": """ve bir bu için da de ile çok daha ne var olarak olan gibi kadar sonra ben biz ama
        her mi o ki en yok değil""",
}
_SETS: Final = {language: frozenset(words.split()) for language, words in _WORDS.items()}


def own_words(language: str) -> tuple[str, ...]:
    """Give the words that are of one language only; none for a language without a list.

    >>> "niet" in own_words("nl"), "die" in own_words("nl"), own_words("uk")
    (True, False, ())
    """
    return tuple(sorted(_SETS.get(language, frozenset()) - _all_but(language)))


def words_of_others(language: str) -> tuple[str, ...]:
    """Give the words of other languages that this one does not have."""
    return tuple(sorted(_all_but(language) - _SETS.get(language, frozenset())))


def _all_but(language: str) -> frozenset[str]:
    return frozenset().union(*(words for other, words in _SETS.items() if other != language))
