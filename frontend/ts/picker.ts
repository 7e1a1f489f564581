// People picker: a combobox over a server search. The text field shows the person, the hidden field sends the key.
const WAIT = 180;

class Picker {
  private readonly text: HTMLInputElement;
  private readonly key: HTMLInputElement;
  private readonly list: HTMLElement;
  private timer = 0;
  private request?: AbortController;

  constructor(private readonly box: HTMLElement) {
    this.text = box.querySelector<HTMLInputElement>("[role=combobox]")!;
    this.key = box.querySelector<HTMLInputElement>("input[type=hidden]")!;
    this.list = box.querySelector<HTMLElement>("[role=listbox]")!;
    this.text.addEventListener("input", () => this.ask());
    this.text.addEventListener("keydown", (event) => this.press(event));
    this.text.addEventListener("blur", () => this.close());
    // The pointer must not take the focus from the field before the choice is made.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.choose((event.target as Element).closest<HTMLElement>("[role=option]")));
  }

  private options = () => [...this.list.querySelectorAll<HTMLElement>("[role=option]")];
  private active = () => this.options().find((option) => option.getAttribute("aria-selected") === "true");

  private ask(): void {
    this.key.value = "";
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.search(), WAIT);
  }

  private async search(): Promise<void> {
    this.request?.abort();
    const words = this.text.value.trim();
    if (!words) return this.close();
    this.request = new AbortController();
    const url = `${this.box.dataset.picker}?${new URLSearchParams({ q: words })}`;
    const answer = await fetch(url, { signal: this.request.signal }).catch(() => null);
    if (!answer?.ok) return;
    this.list.innerHTML = await answer.text();
    this.options().forEach((option, index) => (option.id = `${this.list.id}_${index}`));
    this.list.hidden = false;
    this.text.setAttribute("aria-expanded", "true");
    this.mark(this.options()[0]);
  }

  private mark(option: HTMLElement | undefined): void {
    this.options().forEach((other) => other.setAttribute("aria-selected", String(other === option)));
    if (!option) return this.text.removeAttribute("aria-activedescendant");
    this.text.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  private press(event: KeyboardEvent): void {
    if (this.list.hidden) return;
    const all = this.options();
    const now = all.indexOf(this.active()!);
    if (event.key === "ArrowDown") this.mark(all[Math.min(now + 1, all.length - 1)]);
    else if (event.key === "ArrowUp") this.mark(all[Math.max(now - 1, 0)]);
    else if (event.key === "Enter") this.choose(this.active());
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }

  private choose(option: HTMLElement | null | undefined): void {
    if (!option) return;
    this.key.value = option.dataset.key ?? "";
    this.text.value = option.dataset.name ?? "";
    this.key.dispatchEvent(new Event("change", { bubbles: true }));
    this.close();
  }

  private close(): void {
    this.list.hidden = true;
    this.text.setAttribute("aria-expanded", "false");
    this.text.removeAttribute("aria-activedescendant");
  }
}

const start = (root: ParentNode) => root.querySelectorAll<HTMLElement>("[data-picker]:not([data-ready])").forEach((box) => {
  box.dataset.ready = "";
  new Picker(box);
});

start(document);
document.addEventListener("htmx:load", (event) => start(event.target as HTMLElement));
