// Light, dark or the device's choice: applied at once, and kept by the server without loading the page again.
document.addEventListener(
  "submit",
  (event) => {
    const form = event.target as HTMLFormElement;
    const chosen = (event as SubmitEvent).submitter as HTMLButtonElement | null;
    if (form.dataset.themeForm === undefined || !chosen) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    document.documentElement.dataset.theme = chosen.value;
    document
      .querySelectorAll<HTMLButtonElement>("[data-theme-form] button")
      .forEach((button) => button.setAttribute("aria-pressed", String(button.value === chosen.value)));
    void fetch(form.action, { method: "POST", body: new FormData(form, chosen), redirect: "manual" });
  },
  true,
);
