import "./htmx";
import "./toast";
import "./popover";
import "./forms";
