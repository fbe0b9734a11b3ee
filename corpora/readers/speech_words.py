"""Words of running text that say who is speaking: reporting verbs, pronouns, persons and offices."""

from __future__ import annotations

from typing import Final


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


VERBS: Final = _set(
    """zegt zei stelt stelde vertelt vertelde vindt vond meent meende denkt dacht benadrukt benadrukte legt
    legde vult vulde voegt voegde geeft gaf werpt wierp merkt merkte roept riep vraagt vroeg
    antwoordt antwoordde herhaalt herhaalde concludeert concludeerde constateert constateerde
    verklaart verklaarde licht lichtte erkent erkende bekent bekende lacht lachte verzucht
    verzuchtte waarschuwt waarschuwde vervolgt vervolgde gaat ging besluit besloot reageert
    reageerde schetst schetste weet wist aldus ziet zag noemt noemde beaamt beaamde oordeelt betoogt
    betoogde bevestigt bevestigde grapt mijmert zucht zuchtte glimlacht klinkt klonk haalt haakt
    pleit pleitte hoopt hoopte says said adds added explains explained asks asked replies replied
    notes noted argues argued recalls recalled tells told insists insisted admits admitted thinks
    believes warned warns continues continued concludes concluded sagt sagte erklärt erklärte meint
    meinte betont betonte ergänzt ergänzte fragt fragte antwortet antwortete berichtet berichtete
    erzählt erzählte findet warnt so laut"""
)
"""Third person, as in running text."""

HE: Final = _set("hij he er")
SHE: Final = _set("zij ze she sie")

ROLE_NOUNS: Final = _set(
    """wethouder burgemeester directeur directrice bestuurder voorzitter manager wijkmanager projectleider
    programmamanager teamleider coördinator adviseur ambtenaar beleidsmedewerker onderzoeker
    hoogleraar lector docent huisarts wijkverpleegkundige verpleegkundige wijkagent agent
    jongerenwerker opbouwwerker welzijnswerker wijkcoach wijkwerker gebiedsmanager minister
    staatssecretaris raadslid gemeentesecretaris woordvoerder secretaris initiatiefnemer oprichter
    ondernemer vrijwilliger mantelzorger bewoner bewoonster buurtbewoner inwoner huurder consulent
    woonconsulent sociaal psycholoog alderman mayor director chair manager professor researcher
    councillor officer minister founder resident nurse bürgermeister bürgermeisterin direktor
    direktorin leiter leiterin beigeordneter stadtrat professorin"""
)

FEMALE: Final = _set(
    """bewoonster buurtbewoonster vrouw moeder mevrouw meisje dame oma dochter buurvrouw directrice
    voorzitster woman mother girl lady daughter frau mutter bewohnerin anwohnerin"""
)
MALE: Final = _set(
    """man vader meneer jongen heer opa zoon buurman father boy gentleman son mann vater bewohner anwohner"""
)
PERSONS: Final = (
    ROLE_NOUNS | FEMALE | MALE | _set("""bezoeker bezoekster deelnemer deelneemster vrijwilligster student""")
)
