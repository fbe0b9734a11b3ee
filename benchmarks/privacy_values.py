"""Values to plant in texts: identifiers that pass their check, look-alikes that do not, and names.

Everything is made up: numbers by their check digits, names put together from lists of plausible ones.
"""

from __future__ import annotations

import random
import string
from collections.abc import Callable

from corpora.masking.name_words import first_names, surnames
from corpora.masking.numbers import IBAN_LENGTHS, passes_eleven_test, passes_mod_97

_CONSONANTS = "BDFGHJKLNPRSTVXZ"
_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
STREETS = (
    "Lindenstraat",
    "Zwanebloemlaan",
    "Koperslagersgracht",
    "Molenweg",
    "Stationsplein",
    "Havenkade",
    "Spoorsingel",
    "Eikendreef",
    "Hoge Rijndijk",
    "Laan van Nieuw Oostvoorn",
    "Burgemeester Vinkstraat",
    "Prof. Cleverlaan",
    "Oude Bredaseweg",
    "Van der Werffstraat",
    "Korte Kerksteeg",
    "Markt",
    "Grote Markt",
    "Brink",
    "Tweede Tuindwarsstraat",
    "Jan Luykenlaan",
    "Nieuwe Haven",
    "Kerkstraat",
    "Dorpsstraat",
    "Sint Janssingel",
    "Weverijstraat",
    "Wilgenhof",
    "Kastanjepad",
    "Zeedijk",
    "Plein 1944",
    "Vosholen",
)
NAMES = (
    # first names
    "Gosewien Wubbine Ellert Hillegonda Roelfke Tjardo Sjaantje Wiepkje Barteld Jurrien Nynke Maaikel "
    "Fenneke Lysbeth Gerbrich Alke Siebrigje Tjaltje Harmke Geziena Wobbe Ruurd Durk Jelke Hylke "
    "Ymkje Froukelien Aalke Jildou Anniko Yfke Sytske Baukje Liuwe Oene Rintje Doutzen Mayke Wytze "
    "Siemen Evertje Gerrieke Dirkjan Harmjan Lubbertje Klazien Jentien Rolina Wemeltje Hilligje "
    "Grietina Abdelouahed Noureddine Soumaya Ikrame Btissam Hayat Jamaa Lahcen Mbarka Rkia Zoulikha "
    "Tlaitmas Abdeslam Bouazza Driss Fadoua Loubna Wafae Ilhame Siham Karima Rajae Nordin Houssain "
    "Maymouna Oualid Soufiane Redouan Tayfun Nevzat Gülizar Şükran Hacer Döndü Satılmış Yaşar "
    "Muzaffer Nurettin Cevdet Bünyamin Perihan Gönül Songül Ümmühan Mevlüt Hasret Bedriye Zekeriya "
    "Oktay Görkem Zbigniew Wojciech Małgosia Bożena Halina Stanisława Mirosław Jarosław Zdzisława "
    "Kazimierz Przemysław Ludwika Tadeusz Danuta Jolijn Fiene Evi Suze Tijl Siebert Wolf-Jan Merlin "
    "Ravi Shanta Radjesh Kries Soerin Chandrika Indradj Anuradha Kwame Efua Tigist Semhar Yohannes "
    "Selam Mehret Filmon Nasteho Hodan Warsame Liban Zuhal Ramin Parwana Shirin Farhad Behrouz Mahnaz "
    "Oleksandr",
    # surnames
    "Wiersinga Zwartbol Nauwelaerts Oosterlaken Mulderij van Ravensteijn Zoutkamp ter Beekhof van der "
    "Zwiep Kuilboer Haverslag Tolsma Uiterwijk Glastra Rinsma Wartena Hoitinga Sikkema Ypma Ubbink "
    "Klumper Broekroelofs Nijenkamp Wesselius Grootenboer Schimmelpot Kloppenborg Ravestein "
    "Kruitwagen Zeldenthuis Baaijens Verschoof Vervloet Ruigrok Noppers Duijnstee Zweekhorst Leferink "
    "Ribberink Oude-Wolbers Pronkhorst Schuddeboom Kakebeeke Nagtegaal Ottevanger Spierdijk Zuurbier "
    "Rietdijk Kwantes Biersteker Dekkinga van Oeffelt van den Elzakker de Kruijk van der Poll van 't "
    "Sant op den Kelder de Vroedt van Ginneken van de Griendt ten Haaften Benhammou Elkaddouri "
    "Aboutayeb Ouchan Bensalah Azdoufal Taghzouti Zerrouki Lamkadmi Haddouchi Bouhlal El-Khayari "
    "El-Morabit Ait-Hamou Boutachekourt Belkasmi Mesbahi Chergui Karabulut Kızılay Tokgöz Güngördü "
    "Bayraktar Sarıkaya Karakuş Türkmenoğlu Delibaş Akyüz Uçar Küçükkaya Yağız Kahraman Dönmez "
    "Söylemez Altıntaş Wojciechowski Kaczmarek Mazurek Zawadzka Pietrzak Grabowska Jasiński Sobczak "
    "Wróbel Chmielewska Dąbrowski Ramkhelawan Soekhlal Ganpat Jagroep Mathoera Kalloe Tjon-Affo "
    "Amatkarijo Kertosono Gebremeskel Tesfamariam Haile Warsameh Jamaluddin Rahimzadeh Moradi "
    "Tavakoli Shevchenko Bondarenko",
)
ENGLISH_NAMES = (
    (
        "James Robert Linda Barbara Jennifer Michael William Patricia Susan Jessica Karen Nancy Brian Kevin "
        "Gary Timothy Ashley Brandon Kaitlyn Madison Hunter Grace Summer Jasmine Tanisha DeShawn Priya Arjun "
        "Siobhan Niamh Callum Rhys Gareth Nigel Trevor Clive Doreen Maureen Oluwaseun Shanice Bronwyn"
    ).split(),
    (
        "Smith Johnson Williams Brown Jones Garcia Miller Davis Wilson Anderson Taylor Moore Jackson "
        "Thompson White Harris Clark Lewis Robinson Walker Young King Wright Hughes Edwards Green Wood "
        "Cooper Ward Turner Hill Fletcher Okafor Patel Khan O'Brien McCarthy Nguyen Baker Cook Bell"
    ).split(),
)
"""First names and surnames as they are common in Britain and the United States."""
GERMAN_NAMES = (
    (
        "Wolfgang Jürgen Günter Helmut Dieter Bernd Rainer Ralf Jörg Torsten Holger Volker Ulrich Norbert "
        "Detlef Tobias Sebastian Florian Moritz Maximilian Niklas Jannik Malte Hanno Ursula Renate Helga "
        "Brigitte Gisela Birgit Heike Kerstin Silke Antje Ute Gudrun Waltraud Bärbel Ulrike Bettina Svenja "
        "Friederike Leonie Annika Mehmet Ayşe Fatma Tatjana"
    ).split(),
    (
        "Müller Schmidt Schneider Fischer Weber Wagner Becker Schulz Hoffmann Schäfer Bauer Richter Klein "
        "Schröder Neumann Zimmermann Krüger Hartmann Lehmann Köhler Herrmann König Kaiser Scholz Möller "
        "Weiß Jung Schubert Vogel Winkler Baumann Böhm Schumacher Krämer Vogt Jäger Brandt Kühn Pohl "
        "Kowalke Petersen Radtke Stachowiak Yıldız Demirci Nguyen Iwanowa"
    ).split(),
)
"""First names and surnames as they are common in Germany; the masker lists most of the first ones only."""
_INFIXES = ("van der", "van den", "van de", "van 't", "op den", "van", "ter", "ten", "de")


def unlisted() -> tuple[list[str], list[str]]:
    """Give the first names and the surnames that the masker's lists do not carry."""
    firsts = [name for name in NAMES[0].split() if name.casefold() not in first_names() | surnames()]
    lasts: list[str] = []
    infix: list[str] = []
    for part in NAMES[1].split():
        if part[0].islower() or part.startswith("'"):
            infix.append(part)
            continue
        if part.casefold() not in surnames() | first_names():
            lasts.append(" ".join([*infix, part]))
        infix = []
    return sorted(set(firsts)), sorted(set(lasts))


def _digits(rng: random.Random, number: int) -> str:
    return "".join(rng.choice(string.digits) for _ in range(number))


def _bsn(rng: random.Random) -> str:
    while True:
        digits = _digits(rng, 9)
        if digits[0] != "0" and passes_eleven_test(digits):
            return rng.choice(
                (
                    digits,
                    digits,
                    digits,
                    f"{digits[:3]} {digits[3:6]} {digits[6:]}",
                    f"{digits[:4]}.{digits[4:6]}.{digits[6:]}",
                )
            )


def _no_bsn(rng: random.Random) -> tuple[str, str]:
    digits = _digits(rng, 9)
    while passes_eleven_test(digits):
        digits = _digits(rng, 9)
    date = f"20{rng.randrange(10, 27)}{rng.randrange(1, 13):02}{rng.randrange(1, 29):02}"
    return rng.choice(
        (
            ("Mijn nummer is {}.", digits),
            ("Zaaknummer {} ligt er nog.", _digits(rng, 8)),
            ("Het dossiernummer is {}.", _digits(rng, 8)),
            ("Bestand {} staat klaar.", date),
            ("Dat kost € {} per jaar.", _digits(rng, 8)),
            ("Er is {} euro voor.", _digits(rng, 9)),
            ("Ordernummer {}.", _digits(rng, 10)),
        )
    )


def _iban(rng: random.Random) -> str:
    country = rng.choice(("NL", "NL", "NL", "DE", "BE", "FR", "PL", "TR", "GB"))
    account = "".join(rng.choice(string.ascii_uppercase) for _ in range(4)) if country in ("NL", "GB") else ""
    account += _digits(rng, IBAN_LENGTHS[country] - 4 - len(account))
    check = 98 - int("".join(str(int(sign, 36)) for sign in f"{account}{country}00")) % 97
    iban = f"{country}{check:02}{account}"
    return rng.choice((iban, " ".join(iban[cut : cut + 4] for cut in range(0, len(iban), 4))))


def _no_iban(rng: random.Random) -> tuple[str, str]:
    iban = _iban(rng)
    wrong = iban
    while passes_mod_97(wrong.replace(" ", "")):
        wrong = f"{iban[:2]}{rng.randrange(10, 99)}{iban[4:]}"
    return "Kenmerk {} in de brief.", wrong


def _phone(rng: random.Random) -> str:
    mobile, rest = _digits(rng, 8), _digits(rng, 7)
    return rng.choice(
        (
            f"06{mobile}",
            f"06-{mobile}",
            f"06 {mobile}",
            f"06-{mobile[:2]} {mobile[2:4]} {mobile[4:6]} {mobile[6:]}",
            f"+316{mobile}",
            f"+31 6 {mobile}",
            f"0031 6 {mobile}",
            f"+31 (0)6 {mobile}",
            f"0{rng.choice(('10', '20', '30', '70', '73', '40', '50'))}-{rest}",
            f"030 {rest[:3]} {rest[3:]}",
            f"(020) {rest}",
            f"0{rng.choice(('314', '182', '512', '492'))}-{mobile[:6]}",
            f"+49 151 {mobile}",
            f"+32 478 {mobile[:6]}",
            f"0032 478 {mobile[:6]}",
            f"06 {mobile[:4]} {mobile[4:]}",
        )
    )


def _no_phone(rng: random.Random) -> tuple[str, str]:
    return rng.choice(
        (
            ("Zaaknummer {} ligt er nog.", f"0{rng.randrange(10, 80)}{_digits(rng, 7)}"),
            ("Dat is {} procent.", f"0.{_digits(rng, 9)}"),
            (
                "Van {} tot nu.",
                f"{rng.randrange(1, 29):02}-{rng.randrange(1, 13):02}-20{rng.randrange(10, 27)}",
            ),
            ("Het ging om {} euro.", f"{rng.randrange(1, 9)}.{_digits(rng, 3)}.{_digits(rng, 3)}"),
            ("Artikelnummer {}.", _digits(rng, 13)),
            ("Groei met {} woningen.", f"+{rng.randrange(1, 99)}.{_digits(rng, 3)}"),
            ("In de jaren {} was dat zo.", "2010-2020"),
        )
    )


def _email(rng: random.Random) -> str:
    first, last = (
        rng.choice(NAMES[0].split()).casefold(),
        rng.choice([n for n in NAMES[1].split() if n[0].isupper()]).casefold(),
    )
    user = rng.choice(
        (
            f"{first}.{last}",
            f"{first[0]}{last}",
            f"{first}_{rng.randrange(1950, 2010)}",
            f"info.{last}",
            f"{last}+wijk",
        )
    )
    return f"{user}@{rng.choice(('example.nl', 'mail.example.com', 'gemeente-example.nl', 'example.org'))}"


def _no_email(rng: random.Random) -> tuple[str, str]:
    return "Volg ons via {} of zo.", rng.choice(
        ("@gemeente", "vrijdag@home", "3@12", "@ 19.00 uur", "app/@wijk")
    )


def _plate(rng: random.Random) -> str:
    layout = rng.choice(
        (
            "99-XX-XX",
            "99-XXX-9",
            "9-XXX-99",
            "XX-999-X",
            "X-999-XX",
            "XXX-99-X",
            "XX-99-XX",
            "XX-XX-99",
            "99-XX-99",
        )
    )
    plate = "".join(
        rng.choice(_CONSONANTS) if sign == "X" else rng.choice(string.digits) if sign == "9" else sign
        for sign in layout
    )
    return (
        plate
        if rng.random() < 0.8 or layout.count("-") != 2 or layout == "99-XX-99"
        else plate.replace("-", "")
    )


def _no_plate(rng: random.Random) -> tuple[str, str]:
    return rng.choice(
        (
            ("In {} daarna.", "2024 EN"),
            ("Op de {} staat het vast.", f"A{rng.randrange(1, 99)}"),
            ("De {} en verder.", f"N{rng.randrange(200, 999)}"),
            (
                "Het bestek {} ligt ter inzage.",
                f"{rng.randrange(10, 99)}-{rng.randrange(10, 99)}-{rng.randrange(10, 99)}",
            ),
            ("Kamerstuk {}.", f"{rng.randrange(30000, 36999)}-{rng.randrange(1, 99)}"),
            ("Model {} is kapot.", f"XR-{rng.randrange(1000, 9999)}"),
            ("Tussen {} uur.", "12-14"),
        )
    )


def _postcode(rng: random.Random) -> str:
    digits, letters = (
        str(rng.randrange(1000, 1900)) if rng.random() < 0.2 else str(rng.randrange(2100, 9999)),
        "".join(rng.choice("ABCDEGHJKLMNPRSTVWXZ") for _ in range(2)),
    )
    if letters in ("SA", "SD", "SS"):
        letters = "AB"
    return rng.choice(
        (
            f"{digits} {letters}",
            f"{digits} {letters}",
            f"{digits}{letters}",
            f"{digits} {letters} {rng.randrange(1, 300)}",
        )
    )


def _no_postcode(rng: random.Random) -> tuple[str, str]:
    year = rng.randrange(1990, 2030)
    return rng.choice(
        (
            ("Al sinds {} daarna.", f"{year} EN"),
            ("In {} er veel.", f"{year} is"),
            ("Wel {} verderop.", f"{rng.randrange(1000, 9999)} km"),
            ("Er waren {} dat was veel.", f"{rng.randrange(1000, 9999)} en"),
            ("Ruim {} per week.", f"{rng.randrange(1000, 9999)}kg"),
            ("Er zijn {} oude woningen.", str(rng.randrange(1000, 9999))),
            ("Voor {} af.", f"{rng.randrange(1000, 9999)} we"),
        )
    )


def _address(rng: random.Random) -> str:
    number = rng.randrange(1, 400)
    spelled = rng.choice((f"{number}", f"{number}a", f"{number} b", f"{number}-2", f"{number} bis"))
    return f"{rng.choice(STREETS)} {spelled}"


def _no_address(rng: random.Random) -> tuple[str, str]:
    number = rng.randrange(2, 90)
    return rng.choice(
        (
            ("Volgens {} mag het.", f"artikel {number}"),
            ("Er staan hier in de {} leeg.", f"straat {number} huizen"),
            ("In de {} gepland.", f"Molenstraat {number} woningen"),
            ("Kijk op {} van het rapport.", f"pagina {number}"),
            ("Op {} was het vol.", f"5 mei {number + 1930}"),
            ("Lijn {} rijdt niet.", f"{number}"),
            ("Het {} besluit.", f"Gerechtshof {number}"),
            ("Op de {} reed niets.", f"snelweg {number}"),
        )
    )


def _birth_date(rng: random.Random) -> str:
    day, month, year = rng.randrange(1, 29), rng.randrange(1, 13), rng.randrange(1925, 2015)
    return rng.choice(
        (
            f"{day}-{month}-{year}",
            f"{day:02}/{month:02}/{year}",
            f"{day} {_MONTHS[month - 1]} {year}",
            f"{year}-{month:02}-{day:02}",
            f"{day}.{month}.{year}",
            f"{day} {_MONTHS[month - 1][:3]} {year}",
        )
    )


def _no_birth_date(rng: random.Random) -> tuple[str, str]:
    return rng.choice(
        (
            "Het besluit van {} geldt.",
            "Op {} was de avond.",
            "Dat is sinds {} zo.",
            "De brief van {} bleef liggen.",
        )
    ), _birth_date(rng)


def _age(rng: random.Random) -> str:
    age = rng.randrange(90, 106)
    return rng.choice(
        (
            f"Mijn moeder is {age} jaar",
            f"Mevrouw is {age} jaar oud",
            f"Een {age}-jarige buurvrouw",
            f"Mijn oma, {age}, woont alleen",
            f"Ze is {age} geworden",
        )
    )


def _no_age(rng: random.Random) -> tuple[str, str]:
    age, young = rng.randrange(90, 120), rng.randrange(18, 89)
    return rng.choice(
        (
            ("{} zelfstandig.", f"Mijn vader is {young} jaar"),
            ("{} te vieren.", f"Het {age}-jarig bestaan"),
            ("{} was alles anders.", f"Zeker {age} jaar geleden"),
            ("{} van de huurders.", f"Ruim {age} procent"),
            ("{} voor een brief.", f"Ik betaalde {age} euro"),
            ("{} leeg.", f"Er staan {age} woningen"),
            ("{} hard.", f"Ze rijden hier {age}"),
        )
    )


def _registration(rng: random.Random) -> str:
    word = rng.choice(("KvK", "KvK-nummer", "KvK nr.", "kvk:", "Kamer van Koophandel nummer", "K.v.K."))
    return f"{word} {_digits(rng, 8)}"


def _no_registration(rng: random.Random) -> tuple[str, str]:
    return rng.choice(
        (
            ("Zaaknummer {} ligt er nog.", _digits(rng, 8)),
            ("De KvK had {} aanvragen.", _digits(rng, 4)),
            ("Kenmerk {}.", _digits(rng, 8)),
        )
    )


def _named_address(rng: random.Random) -> str:
    last = rng.choice([name for name in NAMES[1].split() if name[0].isupper()])
    user = f"{rng.choice(NAMES[0].split())}{rng.choice(('', '-', '.'))}{last}".casefold()
    return rng.choice(
        (
            f"https://www.linkedin.com/in/{user}",
            f"www.facebook.com/{user}",
            f"instagram.com/{user}/",
            "https://www.example.nl/over-ons/jan-de-vries",
            "www.fatima-jansen.nl",
        )
    )


def _plain_address(rng: random.Random) -> tuple[str, str]:
    return "Zie {}.", rng.choice(
        (
            "www.gemeente.nl",
            "https://www.rijksoverheid.nl/onderwerpen/wmo",
            "https://example.nl/nieuws/2024/buurtplan-vastgesteld",
            "www.facebook.com/gemeenteutrecht",
            "https://www.facebook.com/groups/1234",
            "wijkteam.nl/contact",
        )
    )


VALID: dict[str, Callable[[random.Random], str]] = {
    "BSN": _bsn,
    "IBAN": _iban,
    "TELEFOON": _phone,
    "EMAIL": _email,
    "KENTEKEN": _plate,
    "POSTCODE": _postcode,
    "ADRES": _address,
    "DATUM": _birth_date,
    "LEEFTIJD": _age,
    "ID": _registration,
    "URL": _named_address,
}
LOOK_ALIKES: dict[str, Callable[[random.Random], tuple[str, str]]] = {
    "BSN": _no_bsn,
    "IBAN": _no_iban,
    "TELEFOON": _no_phone,
    "EMAIL": _no_email,
    "KENTEKEN": _no_plate,
    "POSTCODE": _no_postcode,
    "ADRES": _no_address,
    "DATUM": _no_birth_date,
    "LEEFTIJD": _no_age,
    "ID": _no_registration,
    "URL": _plain_address,
}
