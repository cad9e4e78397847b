import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allows, commands } from '../contract/lifeCycle.ts';
import { caseStates, type CaseState } from '../contract/vocabulary.ts';
import { projectRoot } from '../core/projectRoot.ts';
import { drawInto } from './lifeCycleDocs.ts';

/** Every state some path of commands leads to. */
function reachable(from: readonly CaseState[]): Set<CaseState> {
  const found = new Set(from);
  for (let size = -1; size !== found.size; ) {
    size = found.size;
    for (const [, row] of commands) if (row.from.some((state) => found.has(state))) found.add(row.to);
  }
  return found;
}

describe('the life of a case', () => {
  it.each(caseStates.filter((state) => state !== 'closed'))('would trap a case that is %s without a way to its end', (state) => {
    expect([...reachable([state])]).toContain('closed');
  });

  it('would hold a state no case can come to', () => {
    expect([...reachable(['received', 'queued'])].sort()).toEqual([...caseStates].sort());
  });

  it('would let a closed case move, other than to correct a ruling that a review overturned', () => {
    expect(commands.filter(([name]) => allows('closed', name)).map(([name]) => name)).toEqual(['correct']);
  });

  it('would pay a case that nobody ruled on: only a staged ruling takes effect, and only a fair one is staged', () => {
    expect(commands.filter(([, row]) => row.to === 'ruled').map(([name]) => name)).toEqual(['takeEffect']);
    expect(commands.filter(([, row]) => row.to === 'staged').map(([name, row]) => [name, row.guards])).toEqual([
      ['stage', ['holder', 'fair']],
      ['approve', ['secondPerson']],
      // A settlement, by both sides; it ends in closed and never in ruled.
      ['agree', ['accepted']],
    ]);
  });

  it('would be drawn in the README as it no longer is; `npm run lifecycle` draws it anew', () => {
    const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');
    expect(drawInto(readme)).toBe(readme);
  });
});
