import type { Chance } from './chance.ts';

/** Paths that lead out, mean something to a system, or cannot be; `outside` is a real place that must stay as it is. */
export function hostileNames(outside: string): string[] {
  return [
    '../x', '../../../../outside/x', 'data/../../x', '/etc/passwd', `${outside}/x`, '~/x', '~root/x', 'C:\\x', '\\\\server\\x', '%TEMP%\\x', 'data\\x', 'data//a', './data/a', 'data/.', 'data/..',
    'data', 'data/', '', ' ', '.', '..', 'data/nul', 'data/a:b', 'data/a\u202eb', 'data/\u0000', 'data/\u001b[2J', 'data/%00', 'data/%2e%2e/x', 'data/%0A%0D%25%', 'data/\u00e9', 'data/e\u0301', 'DATA/CASE.JSON',
    'bagit.txt', 'manifest-sha256.txt', `data/${'x'.repeat(300)}`, `data/${'x/'.repeat(40)}y`, '__proto__', 'constructor', 'data/__proto__',
  ];
}

/** A word again and again, up to a million letters: a longer text is only slower. */
function repeat(word: string, times: number): string {
  return word.repeat(Math.min(times, Math.floor(1_000_000 / Math.max(1, word.length))));
}

type Change = (lines: string[], at: number, chance: Chance, names: string[]) => void;

const changes: Change[] = [
  (lines, at) => void lines.splice(at, 1),
  (lines, at) => void lines.splice(at, 0, lines[at] ?? ''),
  (lines, at) => void lines.splice(at, 0, ''),
  (lines, at) => void lines.reverse().splice(at, 0, ' \t'),
  (lines, at, chance, names) => void (lines[at] = (lines[at] ?? '').replace(/\S+$/, () => chance.pick(names))),
  (lines, _at, chance, names) => void lines.push(`${'0'.repeat(64)}  ${chance.pick(names)}`, `https://example.org/x - ${chance.pick(names)}`),
  (lines, at) => void (lines[at] = (lines[at] ?? '').replace(/^\S+/, (word) => word.slice(1))),
  (lines, at) => void (lines[at] = (lines[at] ?? '').toUpperCase()),
  (lines, at) => void (lines[at] = `\ufeff${lines[at] ?? ''}`),
  (lines, at) => void (lines[at] = (lines[at] ?? '').replace('  ', ' *')),
  (lines, at) => void (lines[at] = (lines[at] ?? '').replace(':', ' :')),
  (lines, at, chance) => void (lines[at] = repeat(lines[at] ?? '', chance.below(2_000))),
  (lines, at, chance) => void lines.splice(at, 0, ...repeat(`${lines[at] ?? ''}\n`, chance.below(3_000)).split('\n')),
  (lines, at, chance) => void (lines[at] = (lines[at] ?? '').replace(/\d+/, () => chance.pick(['-1', '0', '99999999999999999999999', '1e9', '\u0661', '0x10', '']))),
  (lines, at, chance) => void (lines[at] = (lines[at] ?? '').replace(/UTF-8|1\.0/, () => chance.pick(['UTF-16', 'UTF-16LE', 'ISO-8859-1', 'US-ASCII', 'utf-7', '0.97', '0.93', '2.0', '1.0.0']))),
];

/** Changes a text made of lines: what stands in them, their order, their ends. Not in the text's own encoding now and then. */
export function mutateLines(text: string, chance: Chance, names: string[]): Buffer {
  const lines = text.split('\n');
  for (let count = 1 + chance.below(3); count > 0; count -= 1) chance.pick(changes)(lines, chance.below(lines.length), chance, names);
  const changed = lines.slice(0, 20_000).join(chance.pick(['\n', '\n', '\n', '\r\n', '\r']));
  return chance.once(12) ? Buffer.from(changed, 'utf16le') : Buffer.from(changed);
}
