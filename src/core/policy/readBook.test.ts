import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBook } from './readBook.ts';
import { shippedBooks } from './shippedBooks.ts';

const sound = shippedBooks()[0]!.text;
/** What is said about the sound book with one thing in it changed. */
function faults(before: string | RegExp, after: string): string[] {
  const text = sound.replace(before, after);
  expect(text).not.toBe(sound);
  return readBook(text).problems.map(({ line, words }) => `${line}: ${words}`);
}
const lineOf = (words: string) => sound.slice(0, sound.indexOf(words)).split('\n').length;

describe('readBook', () => {
  it('reads codes as text: clause 2.10 is not clause 2.1', () => {
    const { book } = readBook(sound.replace('## 2.1 ', '## 2.10 ').replaceAll('clause: 2.1\n', 'clause: 2.10\n'));
    expect(book?.clauses[0]?.code).toBe('2.10');
    expect(book?.tariff[0]?.clause).toBe('2.10');
  });

  it('keeps the paragraphs of a clause and runs its lines on', () => {
    const { book } = readBook(sound.replace('## 7.1 Other complaints\nReasons: other\n\n', '## 7.1 Other complaints\nReasons: other\n\nFirst line\nruns on.\n\n- one\n- two\n\nEnd: '));
    expect(book?.clauses.at(-1)?.text).toMatch(/^First line runs on\.\n\n- one\n- two\n\nEnd: A complaint/);
  });

  it('reads the line ends of Windows as its own', () => {
    expect(readBook(sound.replaceAll('\n', '\r\n'))).toEqual(readBook(sound));
  });

  it('names the line of an unknown clause in a step and in the tariff', () => {
    const step = lineOf('      clause: 2.1\n');
    expect(faults('      clause: 2.1\n', '      clause: 9.9\n')).toEqual([`${step}: step A-1: there is no clause 9.9`]);
    expect(faults('    clause: 3.3\n', '    clause: 3.33\n')).toEqual([`${lineOf('    clause: 3.3\n')}: tariff T-07: there is no clause 3.33`]);
  });

  it('refuses a range that is upside down or beyond 100 percent', () => {
    const line = lineOf('    refund: 20 to 50 %');
    expect(faults('20 to 50 %', '50 to 20 %')).toEqual([`${line}: tariff 4 > refund: the range is upside down: the lower percent comes first`]);
    expect(faults('20 to 50 %', '20 to 150 %')).toEqual([`${line}: tariff 4 > refund: a refund is between 1 and 100 percent`]);
  });

  it('misses a reason that no clause, tariff or step is for', () => {
    expect(faults(/^ {2}- code: T-19[^]*?words: .*\n/m, '')).toContain(`${lineOf('tariff:\n')}: no line of the tariff is for the reason other`);
    expect(faults('  counterfeit:\n', '  counterfit:\n').join()).toMatch(/evidence > counterfeit: is missing/);
  });

  it('refuses what money cannot follow: a full refund from a partial tariff, a refund nobody bears, no refund that somebody bears', () => {
    expect(faults('      tariff: T-01\n      bearer: seller', '      tariff: T-01')).toEqual([expect.stringMatching(/step A-1: say who bears the refund/)]);
    expect(faults('      tariff: T-03', '      tariff: T-06').join()).toMatch(/step A-2: a full refund needs 100 %, tariff T-06 ends at 20 %/);
    expect(faults('      outcome: no_refund\n      clause: 6.1', '      outcome: no_refund\n      clause: 6.1\n      bearer: seller')).toEqual([expect.stringMatching(/step E-1: nobody bears/)]);
  });

  it('refuses two of one code, a step that is never reached, a key nobody knows and a misspelt fact', () => {
    expect(faults('code: T-02', 'code: T-01').join()).toMatch(/there are two of tariff T-01/);
    expect(faults('      answer: [accepts]\n', '').join()).toMatch(/steps 1 > when/);
    expect(faults('    when:\n      answer: [accepts]\n', '').join()).toMatch(/step NR-1 is never reached: step A-1 before it fits always/);
    expect(faults('    question:', '    queston: x\n    question:').join()).toMatch(/steps 1: knows no queston/);
    expect(faults('parcel: [lost]', 'parcel: [gone]').join()).toMatch(/steps \d+ > when > parcel 1/);
  });

  it('refuses clauses without reasons, without text, with a made-up reason, and text that belongs to none', () => {
    expect(faults('## 2.1 Order not received\nReasons: not_received\n', '## 2.1 Order not received\n').join()).toMatch(/the first line under the title says "Reasons: ..."/);
    expect(faults('Reasons: wrong_item\n', 'Reasons: wrong_itm\n').join()).toMatch(/"wrong_itm" is not a list of reasons/);
    expect(faults('# Part 3: The item\n', '# Part 3: The item\nstray words\n').join()).toMatch(/this text belongs to no clause/);
    expect(faults('## 2.1 Order', '### 2.1 Order').join()).toMatch(/a clause begins with "## "/);
  });

  it('opens no back door of YAML: anchors, aliases, tags, merge keys, __proto__', () => {
    expect(faults('version: 2026-01', 'version: &v 2026-01').join()).toMatch(/anchors and aliases/);
    expect(faults('version: 2026-01', 'version: !!js/function 2026-01').join()).toMatch(/no YAML/);
    expect(faults('timeLimits:\n', 'timeLimits:\n  <<: 3\n').join()).toMatch(/knows no <</);
    expect(faults('timeLimits:\n', '__proto__: 3\ntimeLimits:\n').join()).toMatch(/knows no __proto__/);
    expect(({} as Record<string, unknown>).version).toBeUndefined();
  });

  it('comes to an end with a document that is nested, endless, empty, cut off or no text, and says so once', () => {
    for (const text of ['', '---', '---\n', `---\n${'['.repeat(50_000)}\n---\n`, `---\n${'a: &a [*a]\n'.repeat(500)}---\n`, sound.slice(0, 4_000), `${sound}\u0000`, `\ufeff${sound}`, 'x'.repeat(300_000)]) {
      const { book, problems } = readBook(text);
      expect(book).toBeNull();
      expect(problems.length).toBeGreaterThan(0);
      expect(problems.length).toBeLessThanOrEqual(50);
    }
  });

  it('never throws, whatever a lead leaves half written', () => {
    const cut = fc.tuple(fc.nat(sound.length), fc.nat(200), fc.string({ unit: 'binary', maxLength: 20 }));
    fc.assert(
      fc.property(cut, ([at, length, put]) => {
        const { book, problems } = readBook(sound.slice(0, at) + put + sound.slice(at + length));
        expect(book === null).toBe(problems.length > 0);
        for (const { line } of problems) if (line !== null) expect(line).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });
});
