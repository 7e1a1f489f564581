"""The tree of goals is kept true by the database: ancestor paths, and no goal above itself.

`path` follows from `parent_id` alone. Whoever hangs a goal somewhere holds the whole path above it (in the
order of keys, as `access.lock_goals` does), so that a simultaneous move higher up waits and then sees it.
"""

from django.db import migrations

CREATE = """
CREATE FUNCTION goals_set_path() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  above bigint[];
BEGIN
  IF NEW.parent_id IS NULL THEN
    NEW.path := '{}';
    RETURN NEW;
  END IF;
  SELECT path || id INTO above FROM goals_goal WHERE id = NEW.parent_id;
  PERFORM id FROM goals_goal WHERE id = ANY(above) ORDER BY id FOR SHARE;
  SELECT path || id INTO above FROM goals_goal WHERE id = NEW.parent_id;
  IF NEW.id = ANY(above) THEN
    RAISE EXCEPTION 'goal % would stand above itself', NEW.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'goals_goal_no_circle';
  END IF;
  NEW.path := above;
  RETURN NEW;
END $$;

CREATE FUNCTION goals_move_below() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE goals_goal SET path = NEW.path || path[cardinality(OLD.path) + 1:]
  WHERE path @> ARRAY[NEW.id];
  RETURN NULL;
END $$;

CREATE TRIGGER goals_path_of_new BEFORE INSERT ON goals_goal
  FOR EACH ROW EXECUTE FUNCTION goals_set_path();
CREATE TRIGGER goals_path_of_moved BEFORE UPDATE OF parent_id ON goals_goal
  FOR EACH ROW WHEN (OLD.parent_id IS DISTINCT FROM NEW.parent_id) EXECUTE FUNCTION goals_set_path();
CREATE TRIGGER goals_paths_below_moved AFTER UPDATE OF parent_id ON goals_goal
  FOR EACH ROW WHEN (OLD.parent_id IS DISTINCT FROM NEW.parent_id) EXECUTE FUNCTION goals_move_below();

ALTER TABLE goals_goal
  ADD CONSTRAINT goals_goal_no_circle CHECK (NOT id = ANY(path)),
  ADD CONSTRAINT goals_goal_path_ends_at_parent CHECK (parent_id IS NOT DISTINCT FROM path[cardinality(path)]);
"""

DROP = """
ALTER TABLE goals_goal DROP CONSTRAINT goals_goal_path_ends_at_parent, DROP CONSTRAINT goals_goal_no_circle;
DROP TRIGGER goals_paths_below_moved ON goals_goal;
DROP TRIGGER goals_path_of_moved ON goals_goal;
DROP TRIGGER goals_path_of_new ON goals_goal;
DROP FUNCTION goals_move_below();
DROP FUNCTION goals_set_path();
"""


class Migration(migrations.Migration):
    dependencies = [("goals", "0001_initial")]
    operations = [migrations.RunSQL(CREATE, DROP)]
