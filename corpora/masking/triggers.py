"""The words that tell a name stands beside them: titles, kinship, introductions, verbs of people."""

from __future__ import annotations

from typing import Final


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


TITLES: Final = _set(
    "familie fam mevrouw mevr mvr mw mej mejuffrouw meneer mijnheer mr dhr heer heren drs dr ir ing "
    "prof ds dokter doctor professor juf juffrouw meester zuster broeder pater pastoor pastor dominee "
    "imam rabbijn tante oom oma opa oompje mrs ms miss mister sir madam dr. herr herrn frau fräulein bc msc "
    "bsc llm monsieur madame mme mlle señor señora sra signor signora senhor senhora pani"
)
"""A name follows these, whatever word it is."""
ABBREVIATED: Final = _set(
    "mevr mvr mw mej mr dhr drs dr ir ing prof ds mrs ms msc bsc llm v d fam mme mlle sra"
)
"""Titles after which a full stop ends no sentence."""
OFFICES: Final = _set(
    "wethouder burgemeester minister staatssecretaris premier minister-president raadslid kamerlid "
    "statenlid gedeputeerde commissaris dijkgraaf directeur bestuurder voorzitter secretaris griffier "
    "ambtenaar beleidsmedewerker projectleider wijkmanager wijkregisseur wijkagent agent agente "
    "rechercheur officier rechter advocaat notaris huisarts arts psycholoog psychiater fysiotherapeut "
    "tandarts verpleegkundige wijkverpleegkundige verzorgende zorgmedewerker apotheker coach jobcoach "
    "begeleider begeleidster casemanager consulent consulente klantmanager klantmanager bewindvoerder "
    "curator mentor contactpersoon opbouwwerker jongerenwerker ouderenadviseur wijkwerker "
    "sociaal-werker maatschappelijk-werker medewerker medewerkster docent docente leraar lerares "
    "leerkracht schooldirecteur conciërge huismeester buurtconciërge beheerder beheerster kapper "
    "kapster bakker slager loodgieter schilder makelaar verhuurder huisbaas aannemer trainer bezoeker "
    "koningin koning prins prinses schrijver schrijfster onderzoeker onderzoekster journalist "
    "journaliste hoogleraar lector columnist collega collega's buurvrouw buurman buurjongen "
    "buurmeisje buren vriend vriendin vriendje vriendinnetje zoon zoontje zoons dochter dochtertje "
    "dochters man vrouw echtgenoot echtgenote partner ex broer broertje zus zusje vader moeder pa ma "
    "papa mama schoonmoeder schoonvader schoonzoon schoondochter schoonzus zwager kleinzoon "
    "kleindochter kleinkind achterkleinkind neef neefje nicht nichtje stiefzoon stiefdochter "
    "pleegzoon pleegdochter baas chef leidinggevende maatje vrijwilliger vrijwilligster hulp "
    "huisgenoot huisgenote cliënt cliënte patiënt patiënte leerling student studente bewoner "
    "bewoonster huurder huurster deelnemer deelneemster meisje jongen kind kindje baby kennis "
    "overbuurman overbuurvrouw bovenbuurman bovenbuurvrouw onderbuurman onderbuurvrouw teamleider "
    "afdelingshoofd klantadviseur adviseur adviseuse mantelzorger initiatiefnemer initiatiefneemster "
    "portier taxichauffeur chauffeur postbode winkelier caissière gastvrouw gastheer kok neighbour "
    "neighbor colleague friend doctor nurse nachbar nachbarin kollege kollegin freund freundin "
    "bürgermeister bürgermeisterin son daughter mother father brother sister sohn tochter mutter "
    "vater bruder schwester"
)
"""A name may follow these; a word of the language that is no name does not count."""
OF_PLACES: Final = _set(
    "bewoner bewoonster huurder huurster bezoeker deelnemer deelneemster vrijwilliger vrijwilligster "
    "medewerker medewerkster beheerder beheerster begeleider begeleidster directeur bestuurder voorzitter "
    "secretaris coach adviseur adviseuse ambtenaar wijkagent agent agente leerling student studente docent "
    "docente leraar lerares schooldirecteur conciërge huismeester initiatiefnemer initiatiefneemster "
    "projectleider teamleider afdelingshoofd portier chef jongerenwerker opbouwwerker wijkwerker wijkmanager "
    "wijkregisseur contactpersoon"
)
"""Before ``van het`` or ``van de`` with a capital behind it: who belongs to a place or body, and no name."""
GREETINGS: Final = _set(
    "beste hallo hoi hi hey dag lieve geachte groeten groetjes groet gr mvg bedankt dankjewel namens "
    "volgens aldus getekend afzender dear hello liebe lieber hoihoi t.a.v tav attn"
)
"""A name may follow these."""
PLACES: Final = _set("in te uit nabij rondom richting omgeving vanuit near nach aus")
BODIES: Final = _set(
    "stichting vereniging bedrijf firma organisatie woningcorporatie corporatie verhuurder buurthuis "
    "wijkcentrum dorpshuis school basisschool college lyceum museum restaurant café cafe hotel "
    "project programma partij fractie krant ziekenhuis kerk moskee supermarkt winkel station straat "
    "plein park wijk buurt gemeente dorp stad provincie fonds bank app website platform team club "
    "film boek hogeschool universiteit instituut bureau kabinet commissie motie amendement wet plan "
    "route merk complex flat gebouw verzorgingshuis verpleeghuis woonzorgcentrum zorginstelling "
    "instelling aannemer huisartsenpraktijk praktijk keten regio land eiland rivier de het een dit "
    "dat deze die onze ons"
)
"""What follows these is no person but a body, a place or a thing."""
ROLES: Final = _set(
    "voorzitter minister ministers staatssecretaris president griffier wethouder burgemeester "
    "raadslid raadsleden kamerlid pastoor dokter directeur agent de het een en of maar want"
)
"""``mevrouw de Voorzitter`` names nobody."""
INFIXES: Final = _set(
    "van de den der het ter ten te 't op in aan bij uit onder el al ben bin bint ait aït abd abu ould "
    "von zu zur zum da dos das di du del della la le les l' d' v d ’t"
)
"""What stands between first name and surname."""
PREPOSITIONS: Final = _set("op in aan bij uit onder")
"""Among :data:`INFIXES`, these never stand alone."""
OF_NAMES: Final = (
    ("van", "der"),
    ("van", "den"),
    ("van", "de"),
    ("van", "'t"),
    ("van", "’t"),
    ("v", "d"),
    ("op", "de"),
    ("op", "den"),
    ("in", "'t"),
    ("in", "’t"),
    ("van", "het"),
    ("uit", "den"),
    ("op", "'t"),
    ("op", "’t"),
    ("aan", "de"),
    ("bij", "de"),
    ("onder", "de"),
    ("uit", "de"),
    ("in", "den"),
    ("in", "der"),
)
SURE_INFIXES: Final = (
    ("van", "der"), ("van", "den"), ("van", "'t"), ("van", "’t"), ("v", "d"), ("op", "den"), ("uit", "den"),
)  # fmt: skip
"""In running Dutch these stand before a surname only."""
AFTER: Final = _set(
    "zei zegt zeiden vertelde vertelt belde belt appte mailde vroeg vraagt antwoordde dacht denkt "
    "vindt vond huilde lachte riep schreef schrijft woont woonde overleed trouwde kookt kookte hielp "
    "helpt wandelt knikte zuchtte fluisterde mompelde meent meende legde uitlegde stelde gaf haalde "
    "bracht kwam komt zat liep fietste werkt werkte durft durfde weet wist wil wilde kreeg krijgt "
    "heette zorgt zorgde luistert luisterde begrijpt begreep verhuisde regelt regelde said told "
    "called asked thinks sagte sagt meinte fragte"
)
"""What only people do, right behind the name."""
SPEAKING: Final = _set(
    "zei zegt vertelde vertelt belde belt appte mailde vroeg vraagt antwoordde huilde lachte riep "
    "schreef woont woonde overleed trouwde fluisterde zuchtte knikte fietste verhuisde kookt kookte "
    "wandelt wandelde luisterde sagte fragte told asked said"
)
"""The same, and hardly ever an organisation."""
MET: Final = _set("sprak spraken ken kende ontmoette ontmoet")
"""Behind ``ik`` or ``wij`` these ask for a person."""
NEXT_DOOR: Final = _set("hiernaast hierboven hieronder beneden boven nummer overkant")
"""``Jolijn van hiernaast``."""
TALKING: Final = _set(
    "sprak spreken gesproken gesprek gesprekken praten praatte gepraat praat bellen gebeld belde "
    "mailen gemaild getrouwd trouwde afspraak overlegd kletsen geklets koffie gewandeld wandelen "
    "samenwonen samen woon woont afgesproken ontmoet ontmoette vriendin vrienden bevriend gedeeld "
    "interview gegeten gechat geappt appen kennisgemaakt kennis ruzie spreek spraken gekletst "
    "gedronken contact"
)
"""With ``met`` these ask for a person."""
DONE: Final = _set(
    "gevraagd gehoord geholpen gezegd verteld gebeld gesproken geregeld gegeven gekregen gemaild "
    "geschreven gewandeld getrouwd begeleid opgehaald uitgelegd bedankt doorgegeven gepraat geleerd "
    "meegenomen voorgesteld ontmoet"
)
"""Behind ``aan X``, ``van X``, ``door X``, ``met X`` these ask for a person."""
CONVERSATIONS: Final = _set(
    "interview interviews vraaggesprek gespreksverslag interviewverslag belverslag bezoekverslag "
    "transcripts transcriptie transcripties transcriptions transcription verslag verslagen opname opnames "
    "opnamen audio geluid voicememo memo notitie notities aantekening aantekeningen dagboeken logboek "
    "brief brieven mail mails email bericht reactie reacties inbreng bijdrage inspraak zienswijze klacht "
    "verhaal verhalen getuigenis portret huisbezoek respondent participant deelnemer deelneemster bewoner "
    "bewoonster spreker inspreker conversation talk recording notes diary letter story testimony gespräch "
    "aufnahme tagebuch"
)
"""In the name of a file these tell that it is what one person said or wrote."""
CONVERSED: Final = ("gesprek", "gesprekken", "interview", "interviews", "transcript", "dagboek")
"""Words that end so are such words too: ``keukentafelgesprek``, ``groepsinterview``."""
LABELS: Final = _set(
    "interviewer interviewster vraag antwoord let ps nb vraagsteller respondent moderator spreker "
    "gespreksleider deelnemer onderwerp datum betreft aan van plaats opmerking noot bron tip idee "
    "conclusie dus kortom"
)
"""Before a colon at the start of a line these are no speaker's name."""


def is_of_a_place(role: str, preposition: str, article: str) -> bool:
    """Tell whether a role and the two words behind it say where somebody belongs, and not who it is.

    >>> is_of_a_place("bewoner", "van", "het"), is_of_a_place("bewoner", "Van", "het")
    (True, False)
    """
    return role in OF_PLACES and preposition in ("van", "uit", "in", "bij") and article in ("het", "de")
