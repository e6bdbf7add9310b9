"""Open data: everything public as plain tables, described once.

The API, its OpenAPI description, the csv headings, the Data Package and its codebook are made from the descriptions
in ``tables``, and all of it is what a visitor may see, whoever asks.
"""
