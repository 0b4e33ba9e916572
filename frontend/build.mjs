// Makes everything in rjhub/design/static/design that is not written there by hand.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../rjhub/design/static/design");
const modules = join(here, "node_modules");

const styles = sass.compile(join(here, "styles/app.scss"), {
  loadPaths: [here, modules],
  style: "compressed",
  quietDeps: true,
});
writeFileSync(join(out, "app.css"), styles.css);

await esbuild.build({
  entryPoints: [join(here, "scripts/app.js"), join(here, "scripts/enabled.js")],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2020",
  legalComments: "none", // the licences stand in static/design/LICENCES.txt
  outdir: out,
});

const pictures = join(modules, "@ministryofjustice/frontend/moj/assets/images");
mkdirSync(join(out, "images"), { recursive: true });
for (const [, name] of styles.css.matchAll(/url\(images\/([\w-]+\.svg)\)/g)) {
  cpSync(join(pictures, name), join(out, "images", name));
}

const fonts = join(modules, "@fontsource-variable/noto-sans");
mkdirSync(join(out, "fonts"), { recursive: true });
for (const part of ["latin", "latin-ext"]) {
  cpSync(join(fonts, `files/noto-sans-${part}-wght-normal.woff2`), join(out, `fonts/noto-sans-${part}.woff2`));
}
cpSync(join(fonts, "LICENSE"), join(out, "fonts/OFL.txt"));

// Some leave the licence's text out of their packages; it is the same MIT text that accessible-autocomplete
// carries. Preact stands inside accessible-autocomplete.
const holders = {
  "govuk-frontend": "2017 Crown Copyright (Government Digital Service)",
  "@ministryofjustice/frontend": "2018 Crown Copyright (Ministry of Justice)",
  "accessible-autocomplete": "2017 Crown Copyright (Government Digital Service)",
  "preact": "2015-present Jason Miller",
};
const permission = readFileSync(join(modules, "accessible-autocomplete/LICENSE.txt"), "utf8")
  .replace(/^[\s\S]*?(?=Permission is hereby granted)/, "").trim();
const licences = Object.entries(holders).map(([name, holder]) => {
  return `${name}\n\nThe MIT License (MIT)\n\nCopyright (c) ${holder}\n\n${permission}\n`;
});
writeFileSync(join(out, "LICENCES.txt"), licences.join(`\n${"-".repeat(72)}\n\n`));
