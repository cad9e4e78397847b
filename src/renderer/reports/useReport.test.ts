import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, type EffectScope } from 'vue';
import type { MadeReport } from '../../contract/reports.ts';
import { DeskError, setBackend, type Backend } from '../backend/backend.ts';
import { createFakeBackend } from '../backend/fake.ts';
import { useReport } from './useReport.ts';

vi.mock('./saveLink.ts', () => ({ saveLink: (href: string, name: string) => saved.push(`${name} ${href}`) }));
const saved: string[] = [];

const made = (requestId: string): MadeReport => ({ reportId: requestId, fileName: 'C-1 report.pdf', mediaType: 'application/pdf', size: 9, sha256: '0'.repeat(64), rows: null });

describe('useReport', () => {
  let scope: EffectScope;
  let report: ReturnType<typeof useReport>;
  let backend: Backend;
  const asked: string[] = [];
  beforeEach(() => {
    vi.useFakeTimers();
    setActivePinia(createPinia());
    saved.length = 0;
    asked.length = 0;
    backend = createFakeBackend();
    const call = async (method: string) => {
      asked.push(method);
      return method === 'reports.progress' ? { done: 30, total: 120 } : null;
    };
    setBackend({ ...backend, call: call as Backend['call'] });
    scope = effectScope();
    report = scope.run(() => useReport())!;
  });
  afterEach(() => {
    scope.stop();
    vi.useRealTimers();
  });

  it('would not give the file, or ask how far a report is that is there at once', async () => {
    await report.make({ words: 'Making', make: async (requestId) => made(requestId) });
    expect([saved.length, report.running.value, report.saved.value?.fileName, asked]).toEqual([1, null, 'C-1 report.pdf', []]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(report.saved.value).toBeNull();
  });

  it('would say nothing of a report that takes long, or save one that was stopped', async () => {
    let finish = (_made: MadeReport): void => undefined;
    const going = report.make({ words: 'Making', make: () => new Promise((resolve) => (finish = resolve)) });
    await vi.advanceTimersByTimeAsync(1_000);
    expect([asked, report.percent.value]).toEqual([['reports.progress'], 25]);
    report.stop();
    finish(made('x'));
    await going;
    expect([asked.at(-1), saved, report.running.value, report.fault.value]).toEqual(['reports.cancel', [], null, null]);
  });

  it('would hide why a report was not made, or show a stop as a fault', async () => {
    await report.make({ words: 'Making', make: () => Promise.reject(new DeskError({ code: 'DISK_FULL', message: 'The disk is full.' })) });
    expect(report.fault.value).toMatchObject({ code: 'DISK_FULL' });
    expect(report.last.value?.words).toBe('Making');
    report.putAway();
    const going = report.make({ words: 'Making', make: () => Promise.reject(new DeskError({ code: 'CONFLICT', message: 'The report was stopped.' })) });
    report.stop();
    await going;
    expect(report.fault.value).toBeNull();
  });
});
