// Keyboard: J and K walk through the tasks, Enter opens the one that has the focus, ⌘K or Ctrl+K goes to the search.
const EDITABLE = "input, textarea, select, [contenteditable], [popover], dialog";

const tasks = () => [...document.querySelectorAll<HTMLElement>("[data-task]")];

function walk(step: 1 | -1): void {
  const all = tasks();
  if (!all.length) return;
  const now = all.findIndex((task) => task.contains(document.activeElement));
  const next = now < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(now + step, 0), all.length - 1);
  all[next]!.tabIndex = -1;
  all[next]!.focus();
  all[next]!.scrollIntoView({ block: "nearest" });
}

function search(event: KeyboardEvent): void {
  const field = document.querySelector<HTMLInputElement>("[data-search]");
  if (!field) return;
  event.preventDefault();
  if (field.offsetParent) field.select();
  else location.assign(field.form!.action);
}

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey)) return search(event);
  if (event.metaKey || event.ctrlKey || event.altKey) return;
  const at = event.target as HTMLElement;
  if (at.closest(EDITABLE)) return;
  if (event.key === "j") walk(1);
  else if (event.key === "k") walk(-1);
  else if (event.key === "Enter" && at.dataset.task !== undefined) at.querySelector<HTMLElement>(".btn")?.click();
});
