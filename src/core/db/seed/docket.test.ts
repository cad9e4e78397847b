import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { NeutralCase } from '../../../contract/neutralCase.ts';
import { reasons } from '../../../contract/vocabulary.ts';
import { docketFolder, loadDocket, type MadeCase } from './docket.ts';
import { photo } from './docket/exhibits.ts';
import { allStories } from './docket/stories/all.ts';
import { committedAnchor, timesFrom } from './docket/times.ts';
import { redateFile } from './redate.ts';

const elsewhen = new Date('2027-06-03T21:40:00Z');

async function collect(cases: AsyncIterable<MadeCase>): Promise<MadeCase[]> {
  const all: MadeCase[] = [];
  for await (const made of cases) all.push(made);
  return all;
}

function exifMoment(bytes: Buffer): number {
  const head = bytes.toString('latin1', 0, 2048);
  const [, date = '', clock = ''] = /(\d{4}:\d\d:\d\d) (\d\d:\d\d:\d\d)\0/.exec(head) ?? [];
  return Date.parse(`${date.replaceAll(':', '-')}T${clock}${/[+-]\d\d:\d\d(?=\0)/.exec(head)?.[0] ?? 'Z'}`);
}

let docket: MadeCase[] = [];
let movedDocket: MadeCase[] = [];
beforeAll(async () => {
  docket = await collect(loadDocket({ anchor: committedAnchor }));
  movedDocket = await collect(loadDocket({ anchor: elsewhen }));
}, 60_000);

function named(cases: MadeCase[], part: string): MadeCase {
  const found = cases.find((made) => made.slug.includes(part));
  if (!found) throw new Error(`no case ${part}`);
  return found;
}

describe('the committed docket', () => {
  it('holds one bundle for every story, each a valid case with every file it names', () => {
    expect(readdirSync(docketFolder)).toHaveLength(allStories.length);
    expect(docket).toHaveLength(allStories.length);
    for (const { caseDocument, files, damagedPath } of docket) {
      expect(NeutralCase.parse(caseDocument)).toEqual(caseDocument);
      expect(files.map((file) => file.path).sort()).toEqual(caseDocument.evidence.flatMap((item) => item.path ?? []).sort());
      for (const item of caseDocument.evidence) {
        const file = files.find(({ path }) => path === item.path);
        if (file && file.path !== damagedPath) expect({ sha256: file.sha256, size: file.bytes.length }).toEqual({ sha256: item.sha256, size: item.size });
      }
    }
  });

  it('says in its documents what the stories say, so that an edit without "npm run docket" is noticed', () => {
    const times = timesFrom(committedAnchor);
    for (const [index, tellStory] of allStories.entries()) {
      const story = tellStory(times);
      const parsed = NeutralCase.parse({ ...story.caseDocument, evidence: [] });
      expect({ ...docket[index]?.caseDocument, evidence: [] }).toEqual(parsed);
      expect(docket[index]?.caseDocument.evidence.map((item) => item.statement)).toEqual(story.exhibits.map((exhibit) => exhibit.statement));
    }
  });

  it('covers every reason, five currencies and more, and seven languages', () => {
    const claims = docket.flatMap((made) => made.caseDocument.claims);
    expect(new Set(claims.map((claim) => claim.reason))).toEqual(new Set(reasons));
    const currencies = new Set(docket.map((made) => made.caseDocument.order?.currency));
    for (const code of ['USD', 'EUR', 'JPY', 'KWD', 'BRL']) expect(currencies).toContain(code);
    const languages = new Set(docket.flatMap((made) => made.caseDocument.messages.map((message) => message.language)));
    for (const tag of ['en', 'de', 'ru', 'es', 'pt', 'ja', 'zh', 'ar']) expect(languages).toContain(tag);
    const kinds = new Set(docket.flatMap((made) => made.caseDocument.evidence.map((item) => item.kind)));
    for (const kind of ['photo', 'video', 'document', 'listing_snapshot', 'chat', 'email', 'tracking']) expect(kinds).toContain(kind);
  });

  it('translates every message that is not English', () => {
    const foreign = docket.flatMap((made) => made.caseDocument.messages).filter((message) => message.language !== 'en');
    expect(foreign.length).toBeGreaterThan(40);
    for (const message of foreign) expect(message.translation, message.original).toBeTruthy();
  });

  it('tells the stories the desk is shown with', () => {
    expect(named(docket, 'seller-never').caseDocument.claims[0]?.answers).toEqual([]);
    expect(named(docket, 'rug').caseDocument.remedies.length).toBeGreaterThanOrEqual(6);
    expect(Date.parse(named(docket, 'tea-bowl').caseDocument.deadlines[0]?.dueAt ?? '')).toBeLessThan(committedAnchor.getTime());
    expect(named(docket, 'chargeback').caseDocument.chargeback?.isOpen).toBe(true);
    expect(docket.filter((made) => made.damagedPath).map((made) => made.slug)).toEqual(['15-lamp-shade-missing-damaged-file']);
    expect(named(docket, 'settled').caseDocument.outcome?.kind).toBe('partial_refund');
    expect(named(docket, 'chair').caseDocument.order?.refundedBefore?.minor).toBe('8000');
    expect(named(docket, 'words-against').files).toEqual([]);
    expect(named(docket, 'hazy').caseDocument.items[0]?.title).toHaveLength(180);
    expect(named(docket, 'perfume').caseDocument.order?.paid).toEqual({ minor: '48750', currency: 'KWD' });
    const first = named(docket, '16-vase').files.find((file) => file.path.endsWith('vase.jpg'));
    expect(named(docket, '17-vase').files[0]?.sha256).toBe(first?.sha256);
  });
});

describe('the docket on another day', () => {
  it('keeps the one photo before its order and makes no other photo contradict its order', () => {
    for (const { slug, caseDocument, files } of movedDocket) {
      const placed = Date.parse(caseDocument.order?.placedAt ?? '');
      const early = files.filter((file) => file.path.endsWith('.jpg') && exifMoment(file.bytes) < placed);
      expect(early.map((file) => file.path), slug).toEqual(slug.includes('photo-before-order') ? ['evidence/buyer/bocina.jpg'] : []);
    }
  });

  it('keeps deadlines as near, the damaged file damaged and the shared photo shared', () => {
    const overdue = named(movedDocket, 'tea-bowl').caseDocument.deadlines[0]?.dueAt ?? '';
    expect(Date.parse(overdue)).toBe(elsewhen.getTime() - 2 * 3_600_000);
    expect(movedDocket.filter((made) => made.damagedPath)).toHaveLength(1);
    expect(named(movedDocket, '16-vase').files.some((file) => file.sha256 === named(movedDocket, '17-vase').files[0]?.sha256)).toBe(true);
  });

  it('moves dates inside mails, chats and PDFs without changing their length', () => {
    const day = 86_400_000;
    for (const [path, text, moved] of [
      ['a.eml', 'Date: Tue, 10 Nov 2026 10:12:00 +0000', 'Date: Wed, 11 Nov 2026 10:12:00 +0000'],
      ['a.txt', '[2026-11-30 23:50] A: b', '[2026-12-01 23:50] A: b'],
      ['a.pdf', '(Datum 2026-12-31) Tj', '(Datum 2027-01-01) Tj'],
    ] as const) expect(redateFile(path, Buffer.from(text), day).toString()).toBe(moved);
  });
});

describe('making', () => {
  it('draws the same photo twice with the same bytes', async () => {
    const exhibit = () => photo({ id: 'e1', side: 'buyer', at: '2026-11-01T10:00:00Z', says: null }, 'x.jpg', 'grinder-plug', { takenAt: '2026-11-01T09:00:00Z', lens: { width: 280, height: 210 } });
    const times = timesFrom(committedAnchor);
    const [first, second] = [await exhibit().make?.(times), await exhibit().make?.(times)];
    expect(first?.equals(second ?? Buffer.alloc(0))).toBe(true);
  }, 60_000);
});
