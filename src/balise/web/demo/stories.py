"""A month of the organisation. A story waits for its next moment (days before now, hour) by yielding it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from balise.web.demo.stage import Stage

Moment = tuple[float, int]  # days before now, hour of the day
Story = Callable[[Stage], Iterator[Moment]]

RESPECT, NAME, SECRET = "respect", "name", "secret"


def open_doors(on: Stage) -> Iterator[Moment]:
    """The plain way: written, approved, online."""
    yield 29, 9
    post = on.write(
        "nadia",
        "Portes ouvertes ce samedi, de 10 h à 15 h : venez voir l’atelier et poser vos questions. Entrée libre.",
        networks=("facebook", "linkedin"),
        title="Portes ouvertes",
    )
    on.send(post)
    yield 29, 11
    on.approve(post, "olivier", "Clair et complet.")
    yield 28, 10
    on.put_online(post, "nadia")


def figures(on: Stage) -> Iterator[Moment]:
    """Returned for want of a source, corrected, approved, online."""
    first = "Selon une étude, 80 % des familles gardent un vieil appareil au fond d’un placard. Et chez vous?"
    yield 26, 13
    post = on.write("thomas", first, networks=("facebook", "mastodon"), title="Les appareils oubliés")
    on.send(post)
    yield 26, 16
    on.send_back(post, "nadia", "Quelle étude? Nommez-la, ou enlevez le chiffre.", "Selon une étude, 80 %")
    yield 25, 9
    on.rewrite(post, "Combien de vieux appareils dorment au fond de vos placards? Le nôtre en contenait sept.")
    on.send(post)
    yield 25, 14
    on.approve(post, "nadia")
    yield 24, 9
    on.put_online(post, "olivier")


def changed_after_approval(on: Stage) -> Iterator[Moment]:
    """Approved, changed by one word: the approval falls, and it is asked again."""
    yield 22, 10
    post = on.write(
        "amelie",
        "La collecte de matériel reprend mardi matin, au même endroit que d’habitude.",
        networks=("facebook",),
        title="La collecte reprend",
    )
    on.send(post)
    yield 22, 15
    on.approve(post, "olivier")
    yield 21, 9
    on.take_back(post)
    on.rewrite(post, "La collecte de matériel reprend mercredi matin, au même endroit que d’habitude.")
    on.send(post)
    yield 21, 13
    on.approve(post, "nadia", "Le jour a changé; le reste est pareil.")
    yield 20, 9
    on.put_online(post, "nadia")


def own_name(on: Stage) -> Iterator[Moment]:
    """Somebody asks before speaking under their own name."""
    yield 19, 18
    post = on.write(
        "amelie",
        "Après trois ans à réparer des portables, je donne une conférence jeudi à la bibliothèque du quartier.",
        networks=("linkedin",),
        voice="personal",
        title="Ma conférence",
    )
    on.send(post)
    yield 18, 9
    on.approve(post, "nadia", "Bonne conférence!")
    yield 18, 19
    on.put_online(post, "amelie")


def refused(on: Stage) -> Iterator[Moment]:
    """Against the policy, sent all the same, refused with its clause."""
    yield 17, 11
    post = on.write(
        "thomas",
        "Les gens qui jettent leurs ordinateurs aux vidanges sont des imbéciles. Voilà, c’est dit.",
        networks=("facebook",),
        title="Coup de gueule",
    )
    on.send(post, justification="Je pense que le ton fera réagir.")
    yield 17, 14
    on.refuse(post, "olivier", on.clauses[RESPECT], "On peut dire la même chose sans insulter personne.")


def storm(on: Stage) -> Iterator[Moment]:
    """The emergency way: management alone, with a written reason."""
    yield 15, 6
    post = on.write(
        "nadia",
        "À cause de la tempête, nos locaux sont fermés aujourd’hui. Les rendez-vous seront déplacés.",
        networks=("facebook", "mastodon"),
        title="Fermeture pour tempête",
    )
    on.send(post)
    yield 15, 7
    on.hurry(post, "claude", "Personne d’autre n’est joignable et les gens partent de chez eux à huit heures.")
    on.put_online(post, "nadia")


def too_much_said(on: Stage) -> Iterator[Moment]:
    """Online, then taken down: asked, done, confirmed by somebody else."""
    yield 13, 10
    post = on.write(
        "olivier",
        "Notre comptoir de dons déménage la semaine prochaine. Merci de votre patience pendant les travaux.",
        networks=("facebook", "linkedin"),
        title="Le déménagement",
    )
    on.send(post)
    yield 13, 15
    on.approve(post, "nadia")
    yield 12, 9
    on.put_online(post, "olivier")
    yield 11, 8
    on.ask_retraction(post, "claude", on.clauses[SECRET], "Le propriétaire n’a pas encore annoncé les travaux.")
    yield 11, 9
    on.take_down(post, "olivier", "Effacé sur les deux réseaux à 9 h 05.")
    yield 11, 10
    on.confirm_gone(post, "nadia")


def asked_to_go(on: Stage) -> Iterator[Moment]:
    """Online; its retraction was asked this morning."""
    yield 9, 9
    post = on.write(
        "nadia",
        "Nous cherchons des bénévoles pour la fin de semaine : une heure suffit, aucune expérience demandée.",
        networks=("facebook",),
        title="Appel aux bénévoles",
    )
    on.send(post)
    yield 9, 13
    on.approve(post, "olivier")
    yield 8, 9
    on.put_online(post, "nadia")
    yield 0.4, 8
    on.ask_retraction(
        post, "olivier", on.clauses[NAME], "La fin de semaine est passée, mais des gens appellent encore."
    )


def spoken_for(on: Stage) -> Iterator[Moment]:
    """A mandate to speak about workshops."""
    yield 27, 15
    on.mandate("jeanfrancois", "Les ateliers de réparation du samedi", ["facebook", "mastodon"])


def sourced(on: Stage) -> Iterator[Moment]:
    """A figure, its source named and verified, then approved."""
    yield 23, 10
    post = on.write(
        "amelie",
        "Selon un rapport, 62 millions de tonnes de déchets électroniques ont été produites dans le monde en 2022. "
        "Réparer, c’est déjà en faire moins.",
        networks=("linkedin", "mastodon"),
        title="Le poids du numérique",
    )
    on.source(post, "62 millions de tonnes en 2022", "ONU, Observatoire mondial des déchets électroniques 2024, p. 10")
    on.send(post)
    yield 23, 14
    on.approve(post, "nadia", "Chiffre vérifié dans le rapport.")
    yield 22, 9
    on.put_online(post, "olivier")


def corrected(on: Stage) -> Iterator[Moment]:
    """Online with a wrong hour: corrected on each network, published again where nothing can be changed."""
    yield 16, 9
    post = on.write(
        "nadia",
        "La prochaine collecte de matériel aura lieu au centre communautaire, de 9 h à midi.",
        networks=("facebook", "x"),
        title="La prochaine collecte",
    )
    on.send(post)
    yield 16, 14
    on.approve(post, "olivier")
    yield 15, 9
    on.put_online(post, "nadia")
    yield 14, 10
    on.ask_correction(post, "olivier", "La collecte finit à 15 h, pas à midi.")
    on.rewrite(post, "La prochaine collecte de matériel aura lieu au centre communautaire, de 9 h à 15 h.")
    on.send(post)
    yield 14, 11
    on.approve(post, "olivier", "L’heure est la bonne.")
    yield 14, 12
    on.correct_online(post, "nadia")


def to_correct(on: Stage) -> Iterator[Moment]:
    """Online; its correction was asked this morning, and its author has not written it yet."""
    yield 6, 9
    post = on.write(
        "amelie",
        "L’atelier du mercredi accueille maintenant huit personnes à la fois. Inscription au comptoir.",
        networks=("facebook",),
        title="L’atelier du mercredi",
    )
    on.send(post)
    yield 6, 14
    on.approve(post, "nadia")
    yield 5, 9
    on.put_online(post, "nadia")
    yield 0.3, 9
    on.ask_correction(post, "nadia", "L’inscription se fait par téléphone depuis hier.")


def questions(on: Stage) -> Iterator[Moment]:
    """Two questions to communications: one answered with a clause, one that waits."""
    yield 10, 12
    asked = on.ask(
        "thomas",
        "Je travaille ici et j’aimerais raconter comment on remet un portable à neuf.",
        "Est-ce que je peux le raconter sur mon compte, et montrer l’établi?",
    )
    yield 10, 15
    on.answer(
        asked,
        "nadia",
        "Oui, en votre nom, si vous dites que vos propos n’engagent que vous. Pour une photo de l’établi, demandez "
        "d’abord l’autorisation : personne ne doit être reconnaissable.",
        on.clauses[NAME],
    )
    yield 0.4, 11
    on.ask(
        "amelie",
        "Quelqu’un demande sous ma publication si on répare aussi les téléphones. Je peux répondre?",
        "Est-ce à moi de répondre, ou à vous?",
    )


def given_up(on: Stage) -> Iterator[Moment]:
    """Written, sent, given up."""
    yield 7, 10
    post = on.write(
        "thomas",
        "Sondage : préférez-vous l’atelier le samedi ou le dimanche?",
        networks=("mastodon",),
        title="Sondage",
    )
    on.send(post)
    yield 6, 16
    on.give_up(post)


def to_come(on: Stage) -> Iterator[Moment]:
    """Approved; it goes out in two days."""
    yield 4, 9
    planned = on.today + dt.timedelta(days=2, hours=9)
    post = on.write(
        "nadia",
        "L’atelier de réparation du samedi revient. Apportez votre appareil, on vous montre comment faire.",
        networks=("facebook", "mastodon"),
        title="L’atelier du samedi",
        earliest=on.today + dt.timedelta(days=1),
        latest=on.today + dt.timedelta(days=5),
        planned=planned,
    )
    on.send(post)
    yield 3, 14
    on.approve(post, "olivier")


def with_partner(on: Stage) -> Iterator[Moment]:
    """It speaks of a partner: two yeses are needed, one was given."""
    yield 3, 10
    post = on.write(
        "olivier",
        f"Merci à {on.partner}, qui accueille notre prochain atelier.",
        networks=("facebook",),
        title="Merci à notre partenaire",
    )
    on.send(post)
    yield 2, 9
    on.approve(post, "nadia", alone=True)


def waiting(on: Stage) -> Iterator[Moment]:
    """Sent this morning: it waits in the queue."""
    yield 0.5, 8
    post = on.write(
        "amelie",
        "Cette semaine, l’équipe a remis quarante appareils en état. Merci à tous ceux qui en ont donné!",
        networks=("facebook", "linkedin"),
        title="Quarante appareils",
    )
    on.send(post)


def sent_back(on: Stage) -> Iterator[Moment]:
    """Returned yesterday with a comment; its author has not answered yet."""
    yield 2, 11
    post = on.write(
        "thomas",
        "Il paraît que la Ville va arrêter de ramasser les vieux appareils. Partagez avant que ce soit supprimé!",
        networks=("facebook",),
        title="La rumeur du ramassage",
    )
    on.send(post)
    yield 1, 10
    on.send_back(post, "nadia", "D’où cela vient-il? Appelons la Ville avant d’inquiéter les gens.", "Il paraît que")


def being_written(on: Stage) -> Iterator[Moment]:
    """Two drafts."""
    yield 1, 15
    on.write("amelie", "Idée : raconter la vie d’un portable, de la collecte à l’école.", networks=("facebook",))
    yield 0.3, 9
    on.write(
        "nadia", "Horaire des Fêtes : nous fermons du ", networks=("facebook", "mastodon"), title="Horaire des Fêtes"
    )


STORIES: tuple[Story, ...] = (
    open_doors,
    figures,
    changed_after_approval,
    own_name,
    refused,
    storm,
    too_much_said,
    asked_to_go,
    spoken_for,
    sourced,
    corrected,
    to_correct,
    questions,
    given_up,
    to_come,
    with_partner,
    waiting,
    sent_back,
    being_written,
)
