import { describe, expect, it } from 'vitest';
import { changesOf } from './changesHeard.ts';

const shows = (caseId: string) => caseId === 'a' || caseId === 'b';
const changed = (caseId: string) => [{ type: 'case.changed', caseId, version: 2 }, { type: 'queue.changed' }] as const;

describe('a burst of events', () => {
  it('of cases that are shown fetches their rows alone, once for many', () => {
    expect(changesOf([...changed('a'), ...changed('a'), ...changed('b')], shows)).toEqual({ caseIds: new Set(['a', 'b']), isWide: false });
  });
  it('of a case that is not shown may bring it into the list', () => {
    expect(changesOf([...changed('a'), ...changed('z')], shows).isWide).toBe(true);
  });
  it('of the queue alone, such as an import, may move everything', () => {
    expect(changesOf([{ type: 'queue.changed' }], shows)).toEqual({ caseIds: new Set(), isWide: true });
  });
  it('a tag moves nothing', () => {
    expect(changesOf([{ type: 'tags.changed', caseId: 'z' }, { type: 'tags.changed', caseId: 'a' }], shows)).toEqual({ caseIds: new Set(['a']), isWide: false });
  });
});
