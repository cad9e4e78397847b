import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepFor, readKept } from '../ui/kept.ts';
import { forgetQueries, recentQueries, rememberQuery, withNewest } from './recentQueries.ts';

describe('queries that are remembered', () => {
  beforeEach(() => {
    const kept = new Map<string, string>();
    vi.stubGlobal('localStorage', { getItem: (name: string) => kept.get(name) ?? null, setItem: (name: string, text: string) => void kept.set(name, text) });
    keepFor('dana');
  });
  afterEach(() => {
    keepFor(null);
    vi.unstubAllGlobals();
  });

  it('keeps no word on the machine: it may be the name of a party, and its storage is not encrypted', () => {
    rememberQuery('Wójcik reason:defective');
    rememberQuery('due<2d -is:escalated');
    rememberQuery('tag:family_of_smith');
    expect(recentQueries.value).toHaveLength(3);
    expect(readKept('queries')).toBe('["due<2d -is:escalated"]');
  });
  it('shows nothing to the next person, and filters again to the same', () => {
    rememberQuery('cracked glaze');
    rememberQuery('due<2d');
    keepFor(null);
    expect(recentQueries.value).toEqual([]);
    keepFor('noor');
    expect(recentQueries.value).toEqual([]);
    keepFor('dana');
    expect(recentQueries.value).toEqual(['due<2d']);
  });
  it('forgets on demand, here and on the machine', () => {
    rememberQuery('due<2d');
    forgetQueries();
    expect([recentQueries.value, readKept('queries')]).toEqual([[], '[]']);
  });
  it('remembers what cannot be run nowhere', () => {
    rememberQuery('reason:nothing_like_it');
    expect(recentQueries.value).toEqual([]);
  });
  it('keeps the query, not each step on the way to it', () => {
    expect(withNewest(['crack', 'due<2d'], 'cracked')).toEqual(['cracked', 'due<2d']);
    expect(withNewest(['due<2d', 'cracked'], 'cracked')).toEqual(['cracked', 'due<2d']);
  });
});
