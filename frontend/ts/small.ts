// Small habits of the page: row height remembered, files dropped, dialogs opened, whole lists ticked, pages printed.
const densityKey = (key: string) => `density:${key}`;

function setDensity(key: string, value: string): void {
  document.querySelectorAll<HTMLElement>(`[data-density-box="${CSS.escape(key)}"]`).forEach((box) => (box.dataset.density = value));
  document
    .querySelectorAll<HTMLButtonElement>(`[data-density-for="${CSS.escape(key)}"] button`)
    .forEach((button) => button.setAttribute("aria-pressed", String(button.value === value)));
}

function startDensity(root: ParentNode): void {
  root.querySelectorAll<HTMLElement>("[data-density-for]").forEach((group) => {
    const key = group.dataset.densityFor!;
    const kept = localStorage.getItem(densityKey(key));
    if (kept) setDensity(key, kept);
  });
}

document.addEventListener("click", (event) => {
  const at = event.target as HTMLElement;
  const dense = at.closest<HTMLButtonElement>("[data-density-for] button");
  if (dense) {
    const key = dense.closest<HTMLElement>("[data-density-for]")!.dataset.densityFor!;
    localStorage.setItem(densityKey(key), dense.value);
    setDensity(key, dense.value);
  }
  const opener = at.closest<HTMLElement>("[data-dialog]");
  if (opener) (document.getElementById(opener.dataset.dialog!) as HTMLDialogElement | null)?.showModal();
});

function startDrop(root: ParentNode): void {
  root.querySelectorAll<HTMLElement>("[data-drop]:not([data-ready])").forEach((zone) => {
    zone.dataset.ready = "";
    const field = zone.querySelector<HTMLInputElement>("input[type=file]")!;
    const over = (on: boolean) => (on ? (zone.dataset.over = "") : delete zone.dataset.over);
    zone.addEventListener("dragover", (event) => (event.preventDefault(), over(true)));
    zone.addEventListener("dragleave", () => over(false));
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      over(false);
      if (!event.dataTransfer?.files.length) return;
      field.files = event.dataTransfer.files;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
  });
}

// One box for a whole list, half ticked while only some of it is.
function startTick(root: ParentNode): void {
  root.querySelectorAll<HTMLFormElement>("[data-tick]:not([data-ready])").forEach((form) => {
    form.dataset.ready = "";
    const all = form.querySelector<HTMLInputElement>("[data-tick-all]");
    if (!all) return;
    const boxes = [...form.querySelectorAll<HTMLInputElement>("tbody input[type=checkbox]")];
    const show = () => {
      const ticked = boxes.filter((box) => box.checked).length;
      all.checked = ticked === boxes.length;
      all.indeterminate = ticked > 0 && ticked < boxes.length;
    };
    all.hidden = false;
    all.addEventListener("change", () => boxes.forEach((box) => (box.checked = all.checked)));
    form.addEventListener("change", show);
    show();
  });
}

function startPrint(root: ParentNode): void {
  root.querySelectorAll<HTMLButtonElement>("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
}

for (const start of [startDensity, startDrop, startTick, startPrint]) {
  start(document);
  document.addEventListener("htmx:load", (event) => start(event.target as HTMLElement));
}
