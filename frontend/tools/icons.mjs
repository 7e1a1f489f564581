// Makes one SVG sprite of the Lucide icons in use: those of icons.txt, and every string literal that follows the
// word `icon` in templates and Python ({% icon "eye" %}, icon="eye", "icon": "eye"). An unknown name fails the build.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const NAMED = /\bicon(?:"|')?(?:\s*[:=]\s*|\s+)(?:"|')([a-z0-9]+(?:-[a-z0-9]+)*)(?:"|')/g;
const SKIPPED = new Set(["static", "tests", "locale", "migrations", "__pycache__"]);

async function* sources(folder) {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!SKIPPED.has(entry.name)) yield* sources(path);
    } else if (/\.(html|py)$/.test(entry.name)) yield path;
  }
}

export const iconNames = (text) => [...text.matchAll(NAMED)].map((match) => match[1]);

async function named(folder, list) {
  const lines = (await readFile(list, "utf8")).split("\n").filter((line) => line && !line.startsWith("#"));
  const places = new Map(lines.map((name) => [name, list]));
  for await (const path of sources(folder)) {
    for (const name of iconNames(await readFile(path, "utf8"))) places.set(name, path);
  }
  return new Map([...places].sort());
}

const inner = (svg) => svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>")).replace(/\s+/g, " ");

/** The sprite's text; `own` maps a name to a full SVG of ours that joins the icons unchanged. */
export async function sprite({ code, list, lucide, own }) {
  const symbols = [];
  for (const [name, place] of await named(code, list)) {
    if (own[name]) continue;
    const svg = await readFile(join(lucide, `${name}.svg`), "utf8").catch(() => {
      throw new Error(`${place} names the icon "${name}", which Lucide does not have`);
    });
    symbols.push(
      `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" ` +
        `stroke-linecap="round" stroke-linejoin="round">${inner(svg)}</symbol>`,
    );
  }
  for (const [name, svg] of Object.entries(own)) {
    symbols.push(`<symbol id="${name}" viewBox="0 0 32 32">${inner(svg)}</symbol>`);
  }
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}
