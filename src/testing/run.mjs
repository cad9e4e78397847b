// `npm test`: sets up by itself, then lint, type check, unit and contract tests, e2e. The last line is `N passed, N failed`.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pinnedNode, projectRoot, setUp } from '../cli/setUp.mjs';
import { ensureBrowser } from './browser.mjs';
import { typecheckAll } from './typecheck.mjs';

const counts = { passed: 0, failed: 0 };
/** What failed, by name: a whole run prints more than a record of it may keep. */
const failures = [];
const tell = (words) => process.stdout.write(`${words}\n`);
const bin = (...path) => join(projectRoot, 'node_modules', ...path);

/** Runs a program of the project on its own Node with its words on the terminal; resolves with the exit code. */
function runNode(args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(pinnedNode(), args, { cwd: projectRoot, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } });
    child.once('error', (error) => {
      tell(error.message);
      resolve(-1);
    });
    child.once('exit', (code) => resolve(code ?? -1));
  });
}

/** Runs one stage and tells its time; a stage that breaks counts as one failed test. */
async function stage(name, run) {
  tell(`\n== ${name}`);
  const startedAt = Date.now();
  const before = { ...counts };
  try {
    await run();
  } catch (error) {
    counts.failed += 1;
    tell(`${name} broke: ${error.stack ?? error.message}`);
  }
  tell(`-- ${name}: ${counts.passed - before.passed} passed, ${counts.failed - before.failed} failed in ${((Date.now() - startedAt) / 1_000).toFixed(0)} s`);
}

function count(isGood) {
  if (isGood) counts.passed += 1;
  else counts.failed += 1;
}

async function lint() {
  count((await runNode([bin('eslint', 'bin', 'eslint.js'), '.'])) === 0);
  count((await runNode([bin('dependency-cruiser', 'bin', 'dependency-cruiser.mjs'), 'src', '--config', '.dependency-cruiser.cjs'])) === 0);
}

async function types() {
  await typecheckAll((folder, words) => {
    count(words === '');
    tell(words ? `${words.trimEnd()}\n${folder}: type faults` : `${folder}: fine`);
  });
}

async function unit(reports) {
  const file = join(reports, 'unit.json');
  const code = await runNode([bin('vitest', 'vitest.mjs'), 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`]);
  const report = readReport(file, 'vitest', code);
  counts.passed += report.numPassedTests;
  counts.failed += report.numFailedTests;
  // A file that breaks before its first test, or an error outside of any test, has no test to count.
  const brokenFiles = report.testResults.filter((one) => one.status === 'failed' && one.assertionResults.length === 0).length;
  counts.failed += brokenFiles;
  for (const { name, status, assertionResults } of report.testResults) {
    const failed = assertionResults.filter((one) => one.status === 'failed').map(({ fullName }) => `${name}: ${fullName}`);
    failures.push(...(status === 'failed' && failed.length === 0 ? [name] : failed));
  }
  if (code !== 0 && report.numFailedTests + brokenFiles === 0) counts.failed += 1;
}

async function e2e(reports) {
  const file = join(reports, 'e2e.json');
  const config = join('e2e', 'playwright.config.ts');
  if (!existsSync(join(projectRoot, config))) throw new Error(`There is no ${config}.`);
  await ensureBrowser(tell);
  const code = await runNode([bin('playwright', 'cli.js'), 'test', '--config', config, '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_FILE: file });
  const { stats, errors, suites } = readReport(file, 'playwright', code);
  failures.push(...suites.flatMap(failedSpecs));
  counts.passed += stats.expected + stats.flaky;
  counts.failed += stats.unexpected;
  if (code !== 0 && stats.unexpected === 0) {
    for (const error of errors ?? []) tell(error.message);
    counts.failed += 1;
  }
  if (stats.skipped > 0) tell(`${stats.skipped} skipped.`);
}

const failedSpecs = ({ specs, suites = [] }) => [...specs.filter(({ ok }) => !ok).map(({ file, line, title }) => `e2e/${file}:${line}: ${title}`), ...suites.flatMap(failedSpecs)];

function readReport(file, name, code) {
  if (!existsSync(file)) throw new Error(`${name} ended with code ${code} and left no report.`);
  return JSON.parse(readFileSync(file, 'utf8'));
}

const reports = mkdtempSync(join(tmpdir(), 'desk-test-'));
let isReady = false;
await stage('set-up', async () => {
  await setUp();
  isReady = true;
});
if (isReady) {
  // Lint has one thread alone: the other core checks types meanwhile.
  await stage('lint, import table and types', () => Promise.all([lint(), types()]));
  await stage('unit and contract tests', () => unit(reports));
  await stage('e2e', () => e2e(reports));
}
rmSync(reports, { recursive: true, force: true });
for (const one of failures) tell(`failed: ${one}`);
tell(`\n${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed > 0 ? 1 : 0;
