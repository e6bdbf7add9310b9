"""Everything of the process that is no page: sign-in, downloads, probes, and the guard in front of all."""

from starlette.middleware import Middleware

import pages.server.brief_files
import pages.server.change_files
import pages.server.dispatch_files
import pages.server.document_files
import pages.server.evidence_files
import pages.server.figure_files
import pages.server.matrix_files  # noqa: F401 - its downloads are registered by being imported
from pages.server import api, downloads, language, probes, shell, sign_in
from pages.server.guard import Guard
from pages.server.incidents import on_script_error
from pages.server.start import lifespan

ROUTES = [*sign_in.ROUTES, *language.ROUTES, *downloads.ROUTES, *probes.ROUTES, *api.ROUTES, *shell.ROUTES]
MIDDLEWARE = [Middleware(Guard)]

__all__ = ["MIDDLEWARE", "ROUTES", "lifespan", "on_script_error"]
