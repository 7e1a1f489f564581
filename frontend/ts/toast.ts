// Toasts leave by themselves after six seconds, unless the reader points at them or has focus inside.
const STAY = 6000;
const FADE = 200;

function leaveLater(toast: HTMLElement): void {
  let timer = 0;
  const leave = () => {
    toast.dataset.leaving = "";
    window.setTimeout(() => toast.remove(), FADE);
  };
  const start = () => (timer = window.setTimeout(leave, STAY));
  const hold = () => window.clearTimeout(timer);
  toast.addEventListener("pointerenter", hold);
  toast.addEventListener("focusin", hold);
  toast.addEventListener("pointerleave", start);
  toast.addEventListener("focusout", start);
  start();
}

function add(toast: HTMLElement | undefined | null): void {
  const place = document.querySelector("[data-toasts]");
  if (!toast || !place) return;
  place.append(toast);
  leaveLater(toast);
}

function show(kind: "failed" | "plain", text?: string): void {
  const template = document.querySelector<HTMLTemplateElement>(`template[data-toast-${kind}]`);
  const made = template?.content.firstElementChild?.cloneNode(true) as HTMLElement | undefined;
  const words = made?.querySelector("[data-toast-text]");
  if (text && words) words.textContent = text;
  add(made);
}

document.querySelectorAll<HTMLElement>("[data-toast]").forEach(leaveLater);
// A fragment's answer may carry `HX-Trigger: {"toast": "…"}`.
document.addEventListener("toast", (event) => show("plain", String((event as CustomEvent).detail?.value ?? "")));
// A refusal brings its own sentence as a toast; anything else gets the one that says the text is safe.
document.addEventListener("htmx:responseError", (event) => {
  const answer: string = (event as CustomEvent).detail.xhr.responseText;
  const sent = new DOMParser().parseFromString(answer, "text/html").querySelector<HTMLElement>("[data-toast]");
  if (sent) add(sent);
  else show("failed");
});
document.addEventListener("htmx:sendError", () => show("failed"));
