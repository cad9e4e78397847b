import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { growthChart, limitsChart, versusChart } from './charts.ts';
import type { Growth, Result } from './measure.ts';
import type { Settings } from './settings.ts';
import { speedPage } from './speedPage.ts';

/** The last results of each benchmark, with what they were made on. */
export type Kept = Record<string, { settings: Settings; results: Result[] }>;

const docs = fileURLToPath(new URL('../docs/', import.meta.url));

/** Keeps the results of a run in docs/speed.json, beside those of benchmarks that did not run, and writes the page and its charts from all of them. */
export function saveResults(settings: Settings, byName: ReadonlyMap<string, Result[]>, names: readonly string[]): void {
  const file = `${docs}speed.json`;
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Kept) : {};
  const found = names.flatMap((name) => {
    const results = byName.get(name);
    const own = results ? { settings, results } : before[name];
    return own ? [[name, own] as const] : [];
  });
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(found), null, 1)}\n`);
  writePages(Object.fromEntries(found));
}

function writePages(kept: Kept): void {
  const results = Object.values(kept).flatMap((one) => one.results);
  const growth = results.find((result): result is Growth => 'lines' in result);
  mkdirSync(`${docs}speed`, { recursive: true });
  writeFileSync(`${docs}speed/versus.svg`, versusChart(results));
  writeFileSync(`${docs}speed/limits.svg`, limitsChart(results));
  if (growth) writeFileSync(`${docs}speed/growth.svg`, growthChart(growth));
  writeFileSync(`${docs}speed.md`, speedPage(kept));
}
