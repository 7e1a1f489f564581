"""What somebody signed, and what they signed, is never changed: the database refuses it for everybody."""

from django.db import migrations

TABLES = ("plans_answer", "plans_planversion", "plans_hrreply", "plans_mark")

CREATE = """
CREATE FUNCTION plans_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is kept word for word', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
""" + "\n".join(
    f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION plans_refuse_change();"
    for table in TABLES
)
DROP = (
    "\n".join(f"DROP TRIGGER append_only ON {table};" for table in TABLES)
    + "DROP FUNCTION plans_refuse_change();"
)


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]
    operations = [migrations.RunSQL(CREATE, DROP)]
