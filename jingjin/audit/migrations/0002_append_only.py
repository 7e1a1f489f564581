"""Nobody, the owner included, changes or removes a row of proof by mistake."""

from django.db import migrations

TABLES = ("audit_content", "audit_chainevent", "audit_anchor", "audit_anchorhead", "audit_accessentry")

CREATE = """
CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
""" + "\n".join(
    f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();"
    for table in TABLES
)
DROP = (
    "\n".join(f"DROP TRIGGER append_only ON {table};" for table in TABLES)
    + "DROP FUNCTION audit_refuse_change();"
)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(CREATE, DROP)]
