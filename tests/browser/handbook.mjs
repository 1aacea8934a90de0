// Opens pages of every kind in Chromium from disk: two themes, wide and narrow, with and without JavaScript.
// usage: node handbook.mjs SITE [FOLDER FOR PICTURES]
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const site = resolve(process.argv[2]);
const pictures = process.argv[3];
if (pictures) mkdirSync(pictures, { recursive: true });
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const pages = (folder) => readdirSync(folder).sort().flatMap((name) => {
  const path = join(folder, name);
  return statSync(path).isDirectory() ? pages(path) : name.endsWith('.html') ? [relative(site, path)] : [];
});
const all = pages(site);

// The slow checks take two pages of each kind: the largest, which is the likeliest to overflow, and the smallest, which may be empty.
const stacks = new Set(all.filter((path) => path.endsWith('/findings.html')).map((path) => path.split('/')[0]));
const kindOf = (path) => {
  const [first, second, ...rest] = path.split('/');
  if (!stacks.has(first)) return rest.length || second !== 'index.html' ? first : path;
  if (!rest.length || second === 'source' || second === 'plan') return `stack/${second}`;
  return `environment/${rest[0] === 'services' && rest[1] !== 'index.html' ? 'service' : rest.join('/')}`;
};
const byKind = new Map();
for (const path of all) byKind.set(kindOf(path), [...(byKind.get(kindOf(path)) ?? []), path]);
const bytes = (path) => statSync(join(site, path)).size;
const chosen = [...byKind.values()].flatMap((paths) => {
  const bySize = paths.sort((a, b) => bytes(b) - bytes(a) || (a < b ? -1 : 1));
  return bySize.length > 1 ? [bySize[0], bySize.at(-1)] : bySize;
});

let passed = 0;
const failures = [];
const check = (condition, what) => { if (condition) passed += 1; else failures.push(what); };

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
    '--disable-sync', '--allow-file-access-from-files', `--user-data-dir=${mkdtempSync(join(tmpdir(), 'portolan-chromium-'))}`].filter((arg) => !arg.startsWith('--user-data-dir')),
});
const url = (path) => pathToFileURL(join(site, path)).href;

const open = async (context, path, noted) => {
  const page = await context.newPage();
  page.on('console', (message) => { if (message.type() === 'error') noted.push(`console: ${message.text()}`); });
  page.on('pageerror', (error) => noted.push(`script: ${error.message}`));
  page.on('requestfailed', (request) => noted.push(`failed: ${request.url()}`));
  page.on('request', (request) => { if (!/^(file|data|blob):/.test(request.url())) noted.push(`request outside the site: ${request.url()}`); });
  await page.goto(url(path));
  return page;
};

for (const scheme of ['light', 'dark']) {
  for (const width of [1440, 360]) {
    const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height: 900 }, reducedMotion: 'reduce', bypassCSP: true });
    for (const path of chosen) {
      const name = `${path} (${scheme}, ${width} px)`;
      const noted = [];
      const page = await open(context, path, noted);
      const finish = async () => {
        check(noted.length === 0, `${name}: ${noted.slice(0, 3).join('; ')}`);
        await page.close();
      };
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      check(wide <= 0, `${name}: ${wide} px wider than the window`);
      const outside = await page.evaluate(() => [...document.querySelectorAll('.dia svg')].filter((svg) => svg.clientWidth).flatMap((svg) => {
        // Text of a card must stand inside its card.
        return [...svg.querySelectorAll('.n')].flatMap((node) => {
          const box = node.querySelector('.bx');
          if (!box) return [];
          const outer = box.getBoundingClientRect();
          return [...node.querySelectorAll('text')].filter((text) => {
            const inner = text.getBoundingClientRect();
            return inner.width > 0 && (inner.left < outer.left - 1 || inner.right > outer.right + 1);
          }).map((text) => text.textContent);
        });
      }));
      check(outside.length === 0, `${name}: text outside its card: ${outside.slice(0, 3).join(', ')}`);
      if (pictures) await page.screenshot({ path: join(pictures, `${path.replaceAll('/', '_').replace('.html', '')}-${scheme}-${width}.png`), fullPage: false });
      // Slow on long pages, so each theme and each width once: what only one pairing does wrong is a colour at a width, and no rule sets one.
      if ((scheme === 'light') === (width === 360)) { await finish(); continue; }
      await page.evaluate(axe);
      const violations = await page.evaluate(async () => {
        const result = await window.axe.run(document, { preload: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
        return result.violations.map((v) => `${v.id}: ${v.help} (${v.nodes.length}×, ${v.nodes[0].target})`);
      });
      check(violations.length === 0, `${name}: ${violations.join('; ')}`);
      await finish();
    }
    await context.close();
  }
}

// Content security holds without any exception.
{
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  for (const path of chosen) {
    const noted = [];
    const page = await open(context, path, noted);
    check(noted.length === 0, `${path} under its own content security policy: ${noted.slice(0, 3).join('; ')}`);
    await page.close();
  }
  await context.close();
}

// The theme button: system, light, dark; the choice outlives the page.
{
  const context = await browser.newContext({ colorScheme: 'light', viewport: { width: 1440, height: 900 } });
  const page = await open(context, 'index.html', []);
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme || 'auto');
  await page.click('#Theme');
  await page.click('#Theme');
  check(await theme() === 'dark', 'the theme button reaches dark in two steps');
  await page.reload();
  check(await theme() === 'dark', 'the chosen theme outlives a reload');
  const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  check(background !== 'rgb(255, 255, 255)', `dark is dark, not ${background}`);
  await context.close();
}

// Search: opens by key, finds a port of the current environment first, forgives a typo, escapes, gives the focus back.
{
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const ports = all.find((path) => /production\/ports\.html$/.test(path)) || all.find((path) => /\/ports\.html$/.test(path));
  const page = await open(context, ports, []);
  const service = await page.locator('tbody td a[href*="services/"]').first().textContent();
  await page.keyboard.press('/');
  await page.waitForSelector('#Find[open]');
  await page.fill('#Query', service.trim());
  await page.waitForSelector('#Hits a[href]');
  const first = await page.locator('#Hits a').first().getAttribute('href');
  check(first.includes('/services/'), `searching a service's name gives its page first, not ${first}`);
  check(first.includes(ports.split('/')[1]), `the current environment comes first, not ${first}`);
  await page.fill('#Query', '<img src=x onerror=alert(1)>');
  check(await page.locator('#Hits img').count() === 0, 'what is typed into the search stays text');
  await page.keyboard.press('Escape');
  check(await page.locator('#Find[open]').count() === 0, 'Escape closes the search');
  await context.close();
}

// Environments: `]` leads to the same page of the next environment.
{
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await open(context, all.find((path) => /development\/ports\.html$/.test(path)), []);
  const before = page.url();
  await page.keyboard.press(']');
  await page.waitForURL((address) => address.href !== before, { timeout: 10_000 }).catch(() => {});
  check(page.url() !== before && page.url().endsWith('/ports.html'), `] leads to the next environment's ports, not ${page.url()}`);
  await context.close();
}

// Without JavaScript: navigation and environment links are there, script-only controls are not.
{
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 900 } });
  for (const path of chosen) {
    const page = await context.newPage();
    await page.goto(url(path));
    check(await page.locator('nav#Side').isVisible(), `${path}: the navigation is there without JavaScript`);
    check(await page.locator('.jsonly:visible').count() === 0, `${path}: script-only controls are hidden without JavaScript`);
    await page.close();
  }
  await context.close();
}

await browser.close();
for (const failure of failures) console.log(`FAILED ${failure}`);
console.log(`${chosen.length} of ${all.length} pages opened; ${passed} checks passed, ${failures.length} failed`);
process.exit(failures.length === 0 && passed > 0 ? 0 : 1);
