import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { neutralCase, placeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import type { EvidenceVariant } from '../core.ts';
import { evidence, inspection } from '../db/schema/evidence.ts';
import { keepFile } from './keep.ts';
import { openEvidence } from './openEvidence.ts';

let temp: TempDesk;
let evidenceId: string;
let sha256: string;

const keep = async (text: string) =>
  (await keepFile(temp.desk, (async function* () {
    yield new TextEncoder().encode(text);
  })())).sha256;
const open = (variant: EvidenceVariant) => openEvidence(temp.desk, { caller: { sessionId: 's' }, kind: 'evidence', evidenceId, variant });
const look = (change: Partial<typeof inspection.$inferInsert>) =>
  temp.desk.write((tx) => tx.insert(inspection).values({ sha256, mediaType: 'text/html', show: 'text', metadata: [], inspectedAt: tx.now, ...change }));

beforeEach(async () => {
  temp = await openTempDesk();
  sha256 = await keep('<script>alert(1)</script>');
  const evidenceOf = neutralCase({ evidence: [{ id: 'photo', side: 'buyer', kind: 'document', fileName: 'a.html', path: 'evidence/buyer/a.html' }] });
  const caseId = await placeCase(temp.desk, evidenceOf, { files: new Map([['photo', { sha256, state: 'good', words: null }]]) });
  const [row] = await temp.desk.db.select().from(evidence).where(eq(evidence.caseId, caseId));
  evidenceId = row?.evidenceId ?? '';
});
afterEach(() => temp.close());

describe('an original', () => {
  it('is saved as nameless bytes, whatever inspection calls it, unless it is a film or a sound', async () => {
    for (const [show, mediaType, shown] of [
      ['text', 'text/html', null], ['image', 'image/svg+xml', null], ['pdf', 'application/pdf', null], ['none', 'video/mp4', null], ['video', 'video/x-msvideo', null],
      ['video', 'video/mp4', 'video/mp4'], ['audio', 'audio/mpeg', 'audio/mpeg'],
    ] as const) {
      await temp.desk.write((tx) => tx.delete(inspection));
      await look({ show, mediaType });
      const { stream, mediaType: type, disposition } = await open('original');
      await stream.cancel();
      expect([show, mediaType, type, disposition]).toEqual([show, mediaType, shown ?? 'application/octet-stream', shown ? 'inline' : 'attachment']);
    }
  });

  it('that was not looked into yet is saved, never shown', async () => {
    const { stream, disposition } = await open('original');
    await stream.cancel();
    expect(disposition).toBe('attachment');
  });

  it('that was erased says so instead of being missing', async () => {
    await temp.desk.write((tx) => tx.update(evidence).set({ state: 'erased' }));
    await expect(open('original')).rejects.toMatchObject({ code: 'NOT_FOUND', message: expect.stringContaining('B-1 was erased on purpose') as string });
  });
});

describe('the page of a mail', () => {
  it('is the body that inspection kept, and never the original', async () => {
    await look({ pageSha256: await keep('<p>Hello</p>') });
    const { stream, ...file } = await open('page');
    expect([file.mediaType, file.disposition, await new Response(stream).text()]).toEqual(['text/html; charset=utf-8', 'inline', '<p>Hello</p>']);
  });

  it('is not there for a file without one', async () => {
    await look({});
    await expect(open('page')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
