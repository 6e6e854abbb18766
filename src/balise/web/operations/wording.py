"""What operations do reads like this in a history."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from balise.web.workflow.wording import Words

WORDS = {
    "backup:begin": Words(_("a commencé une sauvegarde"), "circle-stack", "info"),
    "backup:fail": Words(_("n’a pas pu faire la sauvegarde"), "x-circle", "danger"),
    "backup:finish": Words(_("a fait une sauvegarde"), "circle-stack", "good"),
    "job:drop": Words(_("a laissé de côté un travail automatique"), "archive-box", "warning"),
    "job:mark_done": Words(_("a dit qu’un travail automatique était fait"), "check", "info"),
    "job:run_again": Words(_("a demandé de recommencer un travail automatique"), "arrow-path", "info"),
    "restoration:record": Words(_("a remis une sauvegarde en place"), "arrow-uturn-left", "warning"),
}
