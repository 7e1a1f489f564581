"""What a source said stays as it was said; a value used as evidence is never removed."""

from django.db import migrations

# Confirming a value changes no indexed column: with room in its page the row is rewritten in place.
CREATE = """
ALTER TABLE metrics_sample SET (fillfactor = 85);
ALTER TABLE metrics_personperiod SET (fillfactor = 90);
CREATE FUNCTION metrics_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a stored number is corrected by a new version' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER said_stays BEFORE UPDATE OF metric_id, person_id, unit_id, period_start, value, target, weight, batch_id
  ON metrics_sample FOR EACH ROW EXECUTE FUNCTION metrics_refuse_change();
CREATE TRIGGER evidence_stays BEFORE DELETE ON metrics_sample
  FOR EACH ROW WHEN (OLD.is_evidence) EXECUTE FUNCTION metrics_refuse_change();
CREATE TRIGGER evidence_marked BEFORE UPDATE OF is_evidence ON metrics_sample
  FOR EACH ROW WHEN (OLD.is_evidence AND NOT NEW.is_evidence) EXECUTE FUNCTION metrics_refuse_change();
"""
DROP = """
ALTER TABLE metrics_sample RESET (fillfactor);
ALTER TABLE metrics_personperiod RESET (fillfactor);
DROP TRIGGER said_stays ON metrics_sample;
DROP TRIGGER evidence_stays ON metrics_sample;
DROP TRIGGER evidence_marked ON metrics_sample;
DROP FUNCTION metrics_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("metrics", "0001_initial")]
    operations = [migrations.RunSQL(CREATE, DROP)]
