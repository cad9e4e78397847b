import { describe, expect, it } from 'vitest';
import { createIdleWatch } from './idleWatch.ts';

const idleMs = 10 * 60_000;

function watched() {
  const did: string[] = [];
  const watch = createIdleWatch({ touch: () => did.push('touch'), lock: () => did.push('lock'), warn: (at) => did.push(at === null ? 'quiet' : `warn ${at}`) }, 0);
  return { did, watch };
}

describe('the watch for nobody being there', () => {
  it('would stay open, or lock again and again', () => {
    const { did, watch } = watched();
    watch.tick(idleMs - 30_001, idleMs);
    expect(did).toEqual([]);
    watch.tick(idleMs - 30_000, idleMs);
    watch.tick(idleMs - 10_000, idleMs);
    watch.tick(idleMs, idleMs);
    watch.tick(idleMs + 5_000, idleMs);
    expect(did).toEqual([`warn ${idleMs}`, 'quiet', 'lock']);
  });
  it('would lock over somebody who works, or let the core lock over them', () => {
    const { did, watch } = watched();
    for (let at = 0; at <= 2 * idleMs; at += 5_000) {
      watch.input(at);
      watch.tick(at, idleMs);
    }
    expect(did).toEqual(Array.from({ length: 20 }, () => 'touch'));
  });
  it('would tell the core with every key that is pressed', () => {
    const { did, watch } = watched();
    for (let at = 60_000; at < 119_000; at += 50) watch.input(at);
    expect(did).toEqual(['touch']);
  });
  it('would be locked by the core a minute early, because the last keys before a pause were never told', () => {
    const { did, watch } = watched();
    watch.input(59_000);
    watch.tick(65_000, idleMs);
    watch.tick(130_000, idleMs);
    expect(did).toEqual(['touch']);
  });
  it('would stay open after the machine slept, when no timer ran', () => {
    const { did, watch } = watched();
    watch.tick(5 * idleMs, idleMs);
    expect(did).toEqual(['lock']);
  });
  it('would lock one window while the person works in another, or tell the core twice', () => {
    const { did, watch } = watched();
    watch.input(idleMs - 1, true);
    watch.tick(idleMs, idleMs);
    expect(did).toEqual([]);
  });
  it('would keep saying that it locks after somebody moved, or lock at once after an unlock', () => {
    const { did, watch } = watched();
    watch.tick(idleMs - 1_000, idleMs);
    watch.input(idleMs - 500, true);
    watch.tick(2 * idleMs, idleMs);
    watch.start(3 * idleMs);
    watch.tick(3 * idleMs + 1_000, idleMs);
    expect(did).toEqual([`warn ${idleMs}`, 'quiet', 'lock']);
  });
  it('would lock at once when the time is made shorter than a warning', () => {
    const { did, watch } = watched();
    watch.tick(20_000, 60_000);
    watch.tick(30_000, 60_000);
    expect(did).toEqual(['warn 60000']);
  });
});
