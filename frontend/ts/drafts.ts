// What somebody writes in a form marked `data-draft="name"` is kept on this device until it was sent well.
// It belongs to the person who is signed in, and signing out removes it.
const PREFIX = "draft:";
const KEPT = "textarea, input:not([type=hidden], [type=password], [type=file], [type=submit]), select";
type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
type Draft = { sent: boolean; values: Record<string, string> };

const mine = `${PREFIX}${document.body.dataset.me ?? ""}:`;
const place = (form: HTMLFormElement) => `${mine}${form.dataset.draft}`;
const forms = (root: ParentNode) => [...root.querySelectorAll<HTMLFormElement>("form[data-draft]")];
const controls = (form: HTMLFormElement) => [...form.querySelectorAll<Control>(KEPT)].filter((control) => control.name);
const isChoice = (control: Control): control is HTMLInputElement =>
  control instanceof HTMLInputElement && ["checkbox", "radio"].includes(control.type);

function read(form: HTMLFormElement): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(place(form)) ?? "null") as Draft | null;
  } catch {
    return null;
  }
}

function write(form: HTMLFormElement, sent: boolean): void {
  const values: Draft["values"] = {};
  for (const control of controls(form)) {
    if (!isChoice(control)) values[control.name] = control.value;
    else if (control.checked) values[`${control.name}=${control.value}`] = "on";
  }
  localStorage.setItem(place(form), JSON.stringify({ sent, values } satisfies Draft));
}

const forget = (form: HTMLFormElement) => localStorage.removeItem(place(form));

function changed(control: Control): boolean {
  if (isChoice(control)) return control.checked !== control.defaultChecked;
  if (control instanceof HTMLSelectElement) return false;
  return control.value !== control.defaultValue || control.defaultValue !== "";
}

function restore(form: HTMLFormElement): void {
  const draft = read(form);
  // A form that comes back with errors holds what was sent; so does one the server has filled.
  if (!draft || form.querySelector('[aria-invalid="true"]') || controls(form).some(changed)) return;
  for (const control of controls(form)) {
    if (isChoice(control)) control.checked = draft.values[`${control.name}=${control.value}`] === "on" || control.checked;
    else control.value = draft.values[control.name] ?? control.value;
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

const arrival = performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming | undefined;
const failed = document.body.dataset.failed !== undefined;
const parse = (key: string) => JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<Draft>;
const sentKeys = () => Object.keys(localStorage).filter((key) => key.startsWith(mine) && parse(key).sent);

// A draft that was sent is done with once one of our own pages answers. It stays when its form came back refused and
// on the sign-in page (the session had ended). An error page, or coming back, makes it an unsent draft again.
function settle(cameBack: boolean): void {
  if (failed || cameBack) {
    sentKeys().forEach((key) => localStorage.setItem(key, JSON.stringify({ ...parse(key), sent: false })));
  } else if (document.body.dataset.me) {
    const refused = new Set(forms(document).filter((form) => form.querySelector('[aria-invalid="true"]')).map(place));
    sentKeys().filter((key) => !refused.has(key)).forEach((key) => localStorage.removeItem(key));
  }
}

settle(arrival?.type !== "navigate");
window.addEventListener("pageshow", (event) => event.persisted && settle(true));

forms(document).forEach(restore);
document.addEventListener("htmx:load", (event) => forms(event.target as HTMLElement).forEach(restore));

document.addEventListener("input", (event) => {
  const form = (event.target as HTMLElement).closest<HTMLFormElement>("form[data-draft]");
  if (form && event.isTrusted) write(form, false);
});

document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  if (form.dataset.draft !== undefined) write(form, true);
  if (form.dataset.clearDrafts !== undefined) {
    Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).forEach((key) => localStorage.removeItem(key));
  }
});

document.addEventListener("htmx:afterRequest", (event) => {
  const form = (event.target as HTMLElement).closest<HTMLFormElement>("form[data-draft]");
  if (form && (event as CustomEvent).detail.successful) forget(form);
});
