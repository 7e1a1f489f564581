// Forms: sent once, the button keeps its width and says that it works; a repaired suggestion is taken with one
// click; after a refused form the focus goes to the first thing to repair.
function busy(form: HTMLFormElement, submitter: HTMLElement | null): void {
  form.dataset.sending = "";
  submitter?.setAttribute("aria-busy", "true");
}

function calm(form: Element): void {
  delete (form as HTMLElement).dataset.sending;
  form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
}

document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  if (form.method === "get") return;
  if (form.dataset.sending !== undefined) return event.preventDefault();
  busy(form, (event as SubmitEvent).submitter);
});

document.addEventListener("htmx:afterRequest", (event) => {
  const form = (event.target as HTMLElement).closest("form");
  if (form) calm(form);
});

// Coming back by the browser's button finds the form usable again.
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sending]").forEach(calm));

document.addEventListener("click", (event) => {
  const button = (event.target as HTMLElement).closest<HTMLElement>("[data-fix]");
  const field = button && (document.getElementById(button.dataset.fixFor ?? "") as HTMLInputElement | null);
  if (!button || !field) return;
  field.value = button.dataset.fix ?? "";
  field.removeAttribute("aria-invalid");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
});

// The components page shows a refused form without having refused one: `data-static` takes no focus.
function focusFirstError(root: ParentNode): void {
  const wrong = root.querySelector<HTMLElement>("[data-focus]") ?? root.querySelector<HTMLElement>('[aria-invalid="true"]');
  if (wrong && !wrong.closest("[data-static]")) wrong.focus();
}

focusFirstError(document);
document.addEventListener("htmx:afterSettle", (event) => focusFirstError(event.target as HTMLElement));
