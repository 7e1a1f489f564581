// The pane beside a page: what opened it is marked, Esc and × close it, focus goes back to the opener.

const opener = (): HTMLElement | null => document.querySelector<HTMLElement>('[hx-target="#pane"][aria-current]');

function close(): void {
  const pane = document.getElementById("pane");
  if (!pane || pane.hidden) return;
  const empty = document.createElement("aside");
  empty.id = "pane";
  empty.hidden = true;
  pane.replaceWith(empty);
  const address = new URL(location.href);
  address.searchParams.delete("signal");
  history.replaceState(history.state, "", address);
  const from = opener();
  from?.removeAttribute("aria-current");
  from?.focus();
}

document.addEventListener("click", (event) => {
  if ((event.target as Element).closest("[data-pane-close]")) close();
});

document.addEventListener("keydown", (event) => {
  const within = (event.target as Element).closest("dialog[open], [popover], input, textarea, select");
  if (event.key === "Escape" && !within) close();
});

document.addEventListener("htmx:beforeRequest", (event) => {
  const from = (event.target as Element).closest('[hx-target="#pane"]');
  if (!from) return;
  opener()?.removeAttribute("aria-current");
  from.setAttribute("aria-current", "true");
});

document.addEventListener("htmx:afterSettle", (event) => {
  const pane = (event as CustomEvent<{ elt: Element }>).detail.elt;
  if (pane.id === "pane") pane.querySelector<HTMLElement>("[data-pane-close]")?.focus();
});
