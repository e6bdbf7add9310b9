import tests.pages.test_import_page as t
from tests.pages.test_import_page import no_pictures_of_other_databases
def test_b(visit,people):
    data = t.returned(people.secretariat, target_text="Kata pengirim")
    milestone = t.stored(people.secretariat).by_code()[t.CODE]
    with t.database.transaction(people.secretariat, source=t.SourceKind.FORM) as session:
        t.edit_milestone(session, people.secretariat, milestone.id, {"target_text": "Kata kami"})
    at = t.upload(visit("impor", people.secretariat), ("matriks.xlsx", data))
    for d in at.dataframe: print(d.value.to_string())
