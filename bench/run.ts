import { benches } from './benches.ts';
import { verdictOf, type Result } from './measure.ts';
import { settingsText, textOf } from './print.ts';
import { runAside } from './runAside.ts';
import { saveResults } from './save.ts';
import { loadText, readSettings } from './settings.ts';

const options = ['--json', '--check', '--quick', '--save'];
const args = process.argv.slice(2);
const has = (option: string) => args.includes(option);
const wanted = args.filter((arg) => !arg.startsWith('--'));
const unknown = [...wanted.filter((name) => !Object.hasOwn(benches, name)), ...args.filter((arg) => arg.startsWith('--') && !options.includes(arg))];
if (unknown.length > 0) {
  process.stderr.write(`There is no ${unknown.join(', ')}. Benchmarks: ${Object.keys(benches).join(', ')}. Options: ${options.join(', ')}.\n`);
  process.exit(2);
}
if (has('--quick') && has('--save')) {
  process.stderr.write('Figures of a quick run are only for trying; they are not kept.\n');
  process.exit(2);
}

const load = loadText();
const byName = new Map<string, Result[]>();
for (const [name, { bars }] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const found = await runAside(name, bars, has('--quick'));
  byName.set(name, found);
  if (!has('--json')) for (const result of found) process.stdout.write(textOf(result));
}
const results = [...byName.values()].flat();
const settings = readSettings(load);
if (has('--json')) process.stdout.write(`${JSON.stringify({ settings, results }, null, 2)}\n`);
else process.stdout.write(settingsText(settings));
if (has('--save')) saveResults(settings, byName, Object.keys(benches));
if (has('--check')) check();

/** Ends with 1 when a bar is missed, or could not be measured, and names it. */
function check(): void {
  const failing = results.filter((result) => ['missed', 'unmeasured'].includes(verdictOf(result)));
  for (const result of failing) process.stderr.write(`${verdictOf(result) === 'missed' ? 'Missed' : 'Not measured'}: ${result.bench} (bar: ${result.bar})\n`);
  if (failing.length > 0) process.exitCode = 1;
}
