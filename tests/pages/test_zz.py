from tests.pages.test_import_page import *
def test_a(visit,people):
    at = upload(visit("impor", people.secretariat), ("matriks.xlsx", table(*TWICE)))
    print([ (s.label,s.value) for s in at.selectbox])
    chooser(at, "F ·").set_value("obstacles").run()
    print([ (s.label,s.value) for s in at.selectbox], [b.label for b in at.button], [w.value for w in at.warning],[w.value for w in at.error])
def test_b(visit,people):
    data = returned(people.secretariat, target_text="Kata pengirim")
    milestone = stored(people.secretariat).by_code()[CODE]
    with database.transaction(people.secretariat, source=SourceKind.FORM) as session:
        edit_milestone(session, people.secretariat, milestone.id, {"target_text": "Kata kami"})
    at = upload(visit("impor", people.secretariat), ("matriks.xlsx", data))
    import pandas as pd
    for d in at.dataframe: print(d.value.to_string())
