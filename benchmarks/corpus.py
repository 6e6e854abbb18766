"""A synthetic corpus for the benchmarks: posts and comments as people write them, French and English, seeded.

About one text in eight holds something to find, spread over the categories; the rest is ordinary talk, with prices,
dates, numbers, addresses of sites, mentions and hashtags, which a careless engine would stumble on.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

_OPENINGS = (
    "Bonjour à tous", "Salut la gang", "Hier soir", "Cet après-midi", "Pour ceux que ça intéresse", "En passant", "Bon matin",
    "Hello everyone", "Last night", "This afternoon", "Quick update", "Just so you know", "Good morning", "By the way",
    "Petit rappel", "Wow", "Honnêtement", "Merci beaucoup", "Thanks a lot", "On jasait de ça", "J'en reviens pas", "Question",
)  # fmt: skip
_MIDDLES = (
    "on a reçu une vingtaine de boîtes de livres pour la bibliothèque du quartier",
    "le vieux serveur de la cave a finalement rendu l'âme après douze ans de loyaux services",
    "mon fils a monté son premier ordinateur avec des pièces d'occasion et il est bien content",
    "la neige a bloqué la rue toute la matinée, l'autobus avait quarante minutes de retard",
    "j'ai changé le disque dur pour un SSD et la différence se voit dès le démarrage",
    "la recette de soupe aux pois de ma grand-mère demande deux heures de patience",
    "les élèves de la classe de science préparent une exposition pour la fin du mois",
    "le concert au parc commence à 19 h 30 et on peut apporter sa chaise",
    "est-ce que quelqu'un sait si le comptoir ouvre le samedi ou seulement la semaine",
    "le nouveau pont devrait ouvrir au printemps si tout va bien avec le chantier",
    "j'ai trouvé une imprimante à 45 $ au marché aux puces, elle imprime très bien",
    "la mise à jour prend environ 20 minutes, gardez la machine branchée",
    "we painted the community room over the weekend and it looks so much brighter now",
    "the bus was late again but the driver had a kind word for everybody on board",
    "my daughter spent the whole evening learning how to type without looking at the keys",
    "the farmers market is back on Saturdays from 9 to 1, rain or shine",
    "I replaced the battery in twenty minutes with the video and the right screwdriver",
    "the library now lends telescopes and board games, which my kids find hilarious",
    "does anybody know whether the office is open on the long weekend or not",
    "the soup was good, the bread was better and the company was the best part",
    "they moved the meeting to room 214 because the projector finally works there",
    "version 12.4 fixes the sound problem that we had since the spring",
    "the team finished third out of sixteen, with a score of 4 to 2 in the last game",
    "our old laptop got a second life with Linux and eight gigabytes of memory",
)  # fmt: skip
_ENDINGS = (
    "à suivre!", "vous en pensez quoi?", "bonne journée à tous.", "on se revoit bientôt.", "merci encore pour votre temps.",
    "let me know what you think.", "have a great week!", "see you there.", "more on that soon.", "any advice is welcome.",
    "détails sur www.exemple.org/horaire", "more at https://example.org/news/2026", "@voisins #quartier #entraide",
    "rendez-vous le 14 mars à 18 h.", "ça coûte 12,50 $ par personne.", "doors open at 6:30 pm.", "l'entrée est libre.",
)  # fmt: skip
_TELLING = (
    "mon NAS est le 046 454 286 si jamais", "his SIN is 130 692 544, I saw it on the form", "écris à julie.gagnon@exemple.com pour ça",
    "call Mark Stevens at 418-555-0142 tonight", "la carte 4539 1488 0343 6467 est passée deux fois", "t'es rien qu'un imbécile",
    "you are such a moron, honestly", "le mot de passe du wifi est Soleil-2024!", "the server is at 192.168.4.17 by the way",
    "entre nous, ne le répétez pas, le budget sera coupé", "il paraît que tout va fermer, partagez avant que ce soit supprimé",
    "tabarnak que c'est long", "je vais te retrouver pis tu vas le regretter", "87 % des gens le disent, des études le prouvent",
    "voici une photo de Julie et des collègues", "signez la pétition et sortez manifester samedi",
)  # fmt: skip


def texts(count: int, seed: int = 2026) -> Iterator[str]:
    """``count`` texts of about 170 characters."""
    chooser = random.Random(seed)
    for number in range(count):
        middle = chooser.choice(_TELLING) if number % 8 == 0 else chooser.choice(_MIDDLES)
        yield f"{chooser.choice(_OPENINGS)}, {middle}, {chooser.choice(_MIDDLES)}. {chooser.choice(_ENDINGS).capitalize()}"


def register_terms(count: int, seed: int = 7) -> Iterator[str]:
    """``count`` invented names of projects, clients and files."""
    chooser = random.Random(seed)
    syllables = (
        "ba",
        "ro",
        "ti",
        "len",
        "mar",
        "quo",
        "cor",
        "du",
        "fer",
        "sol",
        "ven",
        "pi",
        "gal",
        "zor",
        "nim",
        "tek",
    )
    for number in range(count):
        word = "".join(chooser.choices(syllables, k=chooser.randint(2, 4)))
        yield f"{word} {chooser.choice(syllables)}{number}" if number % 3 else f"{word}{number}"
