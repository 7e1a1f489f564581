// Turns tokens.json (role → [light, dark]) into CSS custom properties. One table feeds both themes, the charts
// and the contrast test; a theme can also be set on a part of a page, which the components page uses.
import { readFile } from "node:fs/promises";

const block = (selector, tokens, index) =>
  `${selector}{color-scheme:${index ? "dark" : "light"};` +
  Object.entries(tokens)
    .map(([role, pair]) => `--${role}:${pair[index]};`)
    .join("") +
  "}";

export const tokensToCss = (tokens) =>
  [
    block(":root,[data-theme=light]", tokens, 0),
    block("[data-theme=dark]", tokens, 1),
    `@media (prefers-color-scheme:dark){${block("[data-theme=auto]", tokens, 1)}}`,
    `@media print{${block(":root,[data-theme]", tokens, 0)}}`,
  ].join("\n");

/** Lets app.css say `@import "../tokens.json" layer(tokens)`. */
export const tokensPlugin = {
  name: "tokens",
  setup(build) {
    build.onLoad({ filter: /tokens\.json$/ }, async ({ path }) => ({
      contents: tokensToCss(JSON.parse(await readFile(path, "utf8"))),
      loader: "css",
      watchFiles: [path],
    }));
  },
};
