from __future__ import annotations

from django.urls import path

from balise.web.publishing.views import approving, correcting, placing, reading, rereading, retracting, sending, writing

app_name = "publishing"
PREFIX = ""
_ONE = "publications/<int:publication_id>/"
urlpatterns = [
    path("publications/", reading.home, name="home"),
    path("publications/nouvelle/", writing.new, name="new"),
    path("publications/nouvelle/constats/", writing.new_live, name="new-live"),
    path(_ONE, reading.show, name="show"),
    path(f"{_ONE}historique/", reading.publication_history, name="history"),
    path(f"{_ONE}images/<str:sha>/", reading.image, name="image"),
    path(f"{_ONE}modifier/", writing.edit, name="edit"),
    path(f"{_ONE}enregistrer/", writing.autosave, name="autosave"),
    path(f"{_ONE}ajouter-image/", writing.image_in, name="image-in"),
    path(f"{_ONE}images/<str:sha>/enlever/", writing.image_out, name="image-out"),
    path(f"{_ONE}sources/", writing.claim_in, name="claim-in"),
    path(f"{_ONE}sources/<int:claim_id>/enlever/", writing.claim_out, name="claim-out"),
    path(f"{_ONE}sources/<int:claim_id>/verifier/", writing.claim_verified, name="claim-verified"),
    path(f"{_ONE}soumettre/", sending.send, name="submit"),
    path(f"{_ONE}reprendre/", sending.take_back, name="reopen"),
    path(f"{_ONE}abandonner/", sending.give_up, name="withdraw"),
    path(f"{_ONE}obligation/", sending.declare, name="declare"),
    path(f"{_ONE}fiche/", placing.sheet, name="sheet"),
    path(f"{_ONE}fiche/adresse/", placing.record, name="record"),
    path(f"{_ONE}fiche/sans/", placing.without, name="leave-out"),
    path(f"{_ONE}correction/", correcting.ask, name="correction"),
    path(f"{_ONE}correction/abandonner/", correcting.drop, name="correction-drop"),
    path(f"{_ONE}correction/fiche/", correcting.sheet, name="correction-sheet"),
    path(f"{_ONE}correction/adresse/", correcting.record, name="correction-record"),
    path(f"{_ONE}correction/telle-quelle/", correcting.leave, name="correction-leave"),
    path(f"{_ONE}heure/", placing.time, name="reschedule"),
    path(f"{_ONE}retrait/", retracting.retraction, name="retraction"),
    path(f"{_ONE}retrait/<str:step>/", retracting.act, name="retraction-step"),
    path(f"{_ONE}urgences/<int:approval_id>/", rereading.reread, name="reread"),
    path("approbations/", approving.queue, name="queue"),
    path("approbations/<int:publication_id>/", approving.review, name="review"),
    path("approbations/<int:publication_id>/<str:answer>/", approving.decide, name="decide"),
]
