// Loads the chart library only when a page holds a chart, and switches between chart and table.
type Charts = typeof import("./charts");
let library: Promise<Charts> | undefined;

const load = () => (library ??= import(document.body.dataset.charts!) as Promise<Charts>);

function start(figure: HTMLElement): void {
  figure.dataset.ready = "";
  const box = figure.querySelector<HTMLElement>("[data-chart-box]")!;
  const table = figure.querySelector<HTMLElement>("[data-chart-table]")!;
  const button = figure.querySelector<HTMLButtonElement>("[data-chart-switch]")!;
  const show = (asTable: boolean) => {
    box.hidden = asTable;
    table.hidden = !asTable;
    button.setAttribute("aria-pressed", String(asTable));
  };
  button.addEventListener("click", () => show(button.getAttribute("aria-pressed") !== "true"));
  void load().then(({ draw }) => {
    button.hidden = false;
    show(false);
    draw(box, JSON.parse(figure.querySelector("script")!.textContent!));
  });
}

const startAll = (root: ParentNode) => root.querySelectorAll<HTMLElement>("[data-chart]:not([data-ready])").forEach(start);

startAll(document);
document.addEventListener("htmx:load", (event) => startAll(event.target as HTMLElement));
