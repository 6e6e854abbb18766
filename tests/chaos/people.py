"""People at work over HTTP. They note what Balise acknowledged; when an answer is lost they look before trying again."""

from __future__ import annotations

import http.client
import re
import threading
import time
from dataclasses import dataclass, field
from random import Random
from urllib.parse import urlencode

from tests.chaos.house import House

Form = dict[str, str] | list[tuple[str, str]]
TOKEN = "c" * 32
TEXT = "Notre prochaine collecte de matériel informatique aura lieu samedi à Québec. Bienvenue à toutes et à tous!"


@dataclass
class Notes:
    """What was acknowledged, action by action, and how many answers were lost."""

    acknowledged: list[tuple[str, int]] = field(default_factory=list)
    lost: int = 0
    odd: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def acknowledge(self, action: str, publication: int) -> None:
        with self._lock:
            self.acknowledged.append((action, publication))

    def lose(self) -> None:
        with self._lock:
            self.lost += 1

    def wonder(self, what: str) -> None:
        with self._lock:
            self.odd.append(what)


class Lost(Exception):  # noqa: N818 - what happened, not a mistake
    """The connection broke: nobody knows whether it was done."""


@dataclass
class Answer:
    status: int
    location: str
    text: str


class Team:
    """An author and two approvers, who write, send, approve and publish one post after the other."""

    def __init__(self, house: House, notes: Notes, sessions: dict, *, random: Random, until: float) -> None:
        self.house, self.notes, self.random, self.until = house, notes, random, until
        self.author, self.approvers = sessions["author"], sessions["approvers"]

    def work(self) -> None:
        """Until the time is over."""
        while time.monotonic() < self.until:
            try:
                self._one()
            except Lost:
                continue  # nobody answers any more: another one later

    def _one(self) -> None:
        form = {"voice": "official", "networks": "facebook", "common": TEXT, "version": "0"}
        try:
            answer = self._ask(self.author, "POST", "/publications/nouvelle/", form)
        except Lost:
            return  # whether the draft exists, nobody was told
        found = re.fullmatch(r"/publications/(\d+)/modifier/", answer.location)
        if found is None:
            self.notes.wonder(f"create: {answer.status}")
            return
        publication = int(found[1])
        self.notes.acknowledge("create", publication)
        self._insist("submit", publication, self._submit)
        self._insist("approve", publication, self._approve)
        self._insist("record_address", publication, self._publish)

    def _insist(self, action: str, publication: int, act: object) -> None:
        """Try until acknowledged, or until looking shows that a lost answer had been a yes."""
        for _ in range(200):
            if time.monotonic() > self.until + 20:
                raise Lost
            try:
                if act(publication):  # type: ignore[operator]
                    return
            except Lost:
                time.sleep(0.05)
        self.notes.wonder(f"{action} {publication}: never")
        raise Lost

    def _submit(self, publication: int) -> bool:
        address = f"/publications/{publication}/soumettre/"
        page = self._ask(self.author, "GET", address)
        if page.status == 302:
            return True  # no longer a draft: it had been sent
        answer = self._ask(self.author, "POST", address, {})
        if answer.status == 302 and "modifier" not in answer.location:
            self.notes.acknowledge("submit", publication)
            return True
        self.notes.wonder(f"submit: {answer.status} {answer.location}")
        return False

    def _approve(self, publication: int) -> bool:
        page = self._ask(self.approvers[0], "GET", f"/approbations/{publication}/")
        if page.status == 302:
            return True  # nothing waits any more
        digest = re.search(r'name="hash" value="([0-9a-f]{64})"', page.text)
        if digest is None:
            self.notes.wonder(f"review: {page.status}")
            return False
        form = [("hash", digest[1]), *(("by", by) for by in re.findall(r'name="by" value="([^"]+)"', page.text))]
        address = f"/approbations/{publication}/approuver/"
        both = self.approvers if self.random.random() < 0.3 else self.approvers[:1]
        sure = []

        def answer(session: str) -> None:
            try:
                said = self._ask(session, "POST", address, form)
            except Lost:
                return
            if said.location == "/approbations/":
                self.notes.acknowledge("approve", publication)
                sure.append(True)
            elif said.location == f"/publications/{publication}/":
                sure.append(False)  # somebody was first, and this was told
            else:
                self.notes.wonder(f"approve: {said.status} {said.location}")

        threads = [threading.Thread(target=answer, args=(session,)) for session in both]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return any(sure)

    def _publish(self, publication: int) -> bool:
        approver = self.random.choice(self.approvers)
        page = self._ask(approver, "GET", f"/publications/{publication}/fiche/")
        if page.status == 302:
            return True  # published already
        form = {"network": "facebook", "address": f"https://www.facebook.com/exemple/posts/{publication}"}
        answer = self._ask(approver, "POST", f"/publications/{publication}/fiche/adresse/", form)
        if answer.location == f"/publications/{publication}/":
            self.notes.acknowledge("record_address", publication)
            return True
        self.notes.wonder(f"publish: {answer.status} {answer.location}")
        return False

    def _ask(self, session: str, method: str, address: str, form: Form | None = None) -> Answer:
        """From any web process that answers; a broken connection is ``Lost``, since it may have been heard."""
        headers = {"Host": "localhost", "Cookie": f"sessionid={session}; csrftoken={TOKEN}"}
        body = None
        if form is not None:
            headers |= {"X-CSRFToken": TOKEN, "Content-Type": "application/x-www-form-urlencoded"}
            body = urlencode(form)
        for _ in range(600):
            if time.monotonic() > self.until + 20:
                break
            port = self.random.choice(self.house.ports)
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            try:
                connection.connect()
            except OSError:
                time.sleep(0.05)
                continue  # nobody there: surely not heard
            self.house.busy[port] += 1
            try:
                connection.request(method, address, body, headers)
                got = connection.getresponse()
                text = got.read().decode()
            except (OSError, http.client.HTTPException):
                self.notes.lose()
                raise Lost from None
            finally:
                self.house.busy[port] -= 1
                connection.close()
            if got.status >= 500:
                self.notes.wonder(f"{method} {re.sub(r'[0-9]+', 'N', address)}: {got.status}")
                raise Lost
            return Answer(got.status, got.getheader("Location", ""), text)
        raise Lost
