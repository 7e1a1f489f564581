// Pop-overs use the browser's own popover (opener, Esc, focus return, light dismiss); this only places them beside
// the opener. On the phone CSS makes the same element a bottom sheet.
const GAP = 6;
const EDGE = 16;
const PHONE = matchMedia("(max-width: 767px)");

function place(pop: HTMLElement, opener: HTMLElement): void {
  if (PHONE.matches) return;
  const from = opener.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = pop;
  const below = from.bottom + GAP + height + EDGE <= innerHeight || from.top < height + GAP + EDGE;
  const left = Math.min(from.left, innerWidth - width - EDGE);
  const top = below ? Math.min(from.bottom + GAP, innerHeight - height - EDGE) : from.top - GAP - height;
  pop.style.margin = "0";
  pop.style.left = `${Math.max(EDGE, left)}px`;
  pop.style.top = `${Math.max(EDGE, top)}px`;
}

const openerOf = (pop: HTMLElement) => document.querySelector<HTMLElement>(`[popovertarget="${CSS.escape(pop.id)}"]`);

document.addEventListener(
  "toggle",
  (event) => {
    const pop = event.target as HTMLElement;
    if (!pop.matches?.("[popover]")) return;
    const opener = openerOf(pop);
    const open = (event as ToggleEvent).newState === "open";
    opener?.setAttribute("aria-expanded", String(open));
    if (open && opener) place(pop, opener);
  },
  true,
);

// A sum that is loaded when it is opened changes the height: place it again.
document.addEventListener("htmx:afterSettle", (event) => {
  const pop = (event.target as HTMLElement).closest<HTMLElement>("[popover]:popover-open");
  const opener = pop && openerOf(pop);
  if (pop && opener) place(pop, opener);
});
