// Validates the HTML of every page of a built handbook.  usage: node validate.mjs SITE
import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';

const site = process.argv[2];
const pages = (folder) => readdirSync(folder).sort().flatMap((name) => {
  const path = join(folder, name);
  return statSync(path).isDirectory() ? pages(path) : name.endsWith('.html') ? [path] : [];
});

const validator = new HtmlValidate(new StaticConfigLoader({
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    // Style only, or wrong for generated pages.
    'long-title': 'off',
    'no-trailing-whitespace': 'off',
    'no-inline-style': 'error',
    'prefer-native-element': 'off',   // role="group" on scrollable tables has no native element
    'require-sri': 'off',             // every file is our own, and file:// knows no integrity
    'svg-focusable': 'off',
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'doctype-style': 'off',
  },
}));

let faults = 0;
const all = pages(site);
for (const page of all) {
  const report = await validator.validateFile(page);
  for (const result of report.results) {
    for (const message of result.messages) {
      faults += 1;
      if (faults <= 60) console.log(`${relative(site, page)}:${message.line}:${message.column}: ${message.message} [${message.ruleId}]`);
    }
  }
}
console.log(`${all.length} pages validated, ${faults} faults`);
process.exit(faults === 0 && all.length > 0 ? 0 : 1);
