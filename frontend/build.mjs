// Builds everything the browser and the PDF writer need from npm packages and our sources: `node frontend/build.mjs`.
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { sprite } from "./tools/icons.mjs";
import { tokensPlugin } from "./tools/tokens.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const packages = join(root, "node_modules");
const out = join(root, "jingjin", "site", "static", "build");
const pdfFonts = join(root, "build", "pdf-fonts");

// Popover API, :has() and CSS layers are the floor; nesting is lowered for it.
const target = ["chrome114", "edge114", "firefox125", "safari17"];

const bundle = (options) => build({ bundle: true, minify: true, target, legalComments: "none", logLevel: "warning", ...options });

async function scripts() {
  await bundle({
    entryPoints: { app: join(here, "ts", "app.ts"), charts: join(here, "ts", "charts.ts") },
    outdir: out,
    format: "esm",
  });
}

async function styles() {
  await bundle({
    entryPoints: { app: join(here, "css", "app.css") },
    outdir: out,
    loader: { ".woff2": "file" },
    assetNames: "inter",
    plugins: [tokensPlugin],
  });
}

async function icons() {
  const mark = await readFile(join(here, "brand", "mark.svg"), "utf8");
  const text = await sprite({
    code: join(root, "jingjin"),
    list: join(here, "icons.txt"),
    lucide: join(packages, "lucide-static", "icons"),
    own: { "jingjin-mark": mark },
  });
  await writeFile(join(out, "icons.svg"), text);
  await copyFile(join(here, "brand", "favicon.svg"), join(out, "favicon.svg"));
}

async function fontsForPdf() {
  const family = join(packages, "@expo-google-fonts", "noto-sans-sc");
  await mkdir(pdfFonts, { recursive: true });
  for (const weight of ["400Regular", "600SemiBold"]) {
    const file = `NotoSansSC_${weight}.ttf`;
    await copyFile(join(family, weight, file), join(pdfFonts, file));
  }
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await Promise.all([scripts(), styles(), icons(), fontsForPdf()]);
