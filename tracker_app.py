"""The entry: the server when it is imported, the site on each run of a page."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

if get_script_run_ctx(suppress_warning=True) is None:
    from pages.server import MIDDLEWARE, ROUTES, lifespan, on_script_error

    app = st.App(__file__, routes=ROUTES, middleware=MIDDLEWARE, lifespan=lifespan, on_script_error=on_script_error)
else:
    from pages.ui import site

    site.show()
