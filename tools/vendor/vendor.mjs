// Copies what the handbook uses out of node_modules into assets/vendor/<name>/, each with LICENSE and VERSION.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { minify } from 'terser';

const out = process.argv[2];
const lucide = `arrow-right book-open box boxes circle-check circle-question-mark circle-x clock copy cpu database external-link file-code
  file-text git-compare globe hard-drive heart-pulse history house info key-round layers life-buoy link list-checks lock maximize menu minus
  monitor moon network play plug plus route search server shield sun terminal triangle-alert user wrench`.split(/\s+/);
const brands = `adminer alpinelinux apache caddy celery debian django docker elasticsearch express fastapi flask go grafana gunicorn keycloak
  letsencrypt mariadb minio mongodb mysql nextdotjs nginx nodedotjs openjdk php phpmyadmin postgresql prometheus python rabbitmq react redis ruby rust
  traefikproxy ubuntu vite vuedotjs`.split(/\s+/);

const from = (...parts) => join('node_modules', ...parts);
const version = name => JSON.parse(readFileSync(from(name, 'package.json'))).version;

function vendor(folder, name, licence, files) {
  rmSync(join(out, folder), { recursive: true, force: true });
  mkdirSync(join(out, folder), { recursive: true });
  const lines = [`${name} ${version(name)}`];
  for (const [file, bytes] of files) {
    writeFileSync(join(out, folder, file), bytes);
    lines.push(`${createHash('sha256').update(bytes).digest('hex')}  ${file}`);
  }
  writeFileSync(join(out, folder, 'LICENSE'), readFileSync(from(name, licence)));
  writeFileSync(join(out, folder, 'VERSION'), lines.join('\n') + '\n');
}

const script = readFileSync(from('minisearch', 'dist', 'umd', 'index.js'), 'utf8').replace(/\/\/# sourceMappingURL=.*/, '');
const small = await minify(script, { compress: true, mangle: true, format: { comments: false } });

vendor('inter', '@fontsource-variable/inter', 'LICENSE', [['inter-latin.woff2', readFileSync(from('@fontsource-variable/inter', 'files', 'inter-latin-wght-normal.woff2'))]]);
vendor('lucide', 'lucide-static', 'LICENSE', lucide.map(icon => [`${icon}.svg`, readFileSync(from('lucide-static', 'icons', `${icon}.svg`))]));
vendor('minisearch', 'minisearch', 'LICENSE.txt', [['minisearch.js', small.code + '\n']]);
vendor('simple-icons', 'simple-icons', 'LICENSE.md', brands.map(icon => [`${icon}.svg`, readFileSync(from('simple-icons', 'icons', `${icon}.svg`))]));
