import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { exponentOf } from '../../contract/money.ts';
import { NeutralCase } from '../../contract/neutralCase.ts';
import { reasons } from '../../contract/vocabulary.ts';
import { makeDispute } from './makeDispute.ts';

const day0 = Date.UTC(2026, 10, 20);
const make = (number: number, seed = '7') => makeDispute({ source: 'reference', seed, number, day0 });
const disputes = Array.from({ length: 60 }, (_, index) => make(index + 1));

test('every sample dispute is a valid case document, of every reason, with sides that answer and sides that are silent', () => {
  const cases = disputes.map(({ document }) => NeutralCase.parse(document));
  expect(new Set(cases.flatMap(({ claims }) => claims.map(({ reason }) => reason)))).toEqual(new Set(reasons));
  const answers = cases.map(({ claims }) => claims[0]?.answers.length ?? 0);
  expect(answers).toContain(0);
  expect(answers).toContain(1);
});

test('money is whole in currencies without decimals and with three, and no claim is above what was captured', () => {
  const currencies = new Map<string, number>();
  for (const { captured, document } of disputes) {
    currencies.set(captured.currency, exponentOf(captured.currency));
    const [claim] = NeutralCase.parse(document).claims;
    expect(BigInt(claim?.amount?.minor ?? 0) > 0n && BigInt(claim?.amount?.minor ?? 0) <= BigInt(captured.minor)).toBe(true);
  }
  expect([...currencies.values()]).toEqual(expect.arrayContaining([0, 2, 3]));
});

test('the files are the ones their documents name, and the photos are pictures', async () => {
  for (const { document, files } of disputes.slice(0, 12)) {
    const { evidence } = NeutralCase.parse(document);
    expect(files.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex'))).toEqual(evidence.map(({ sha256 }) => sha256));
    for (const { bytes, mediaType } of files) {
      if (mediaType !== 'image/png') continue;
      const { format, width } = await sharp(bytes, { failOn: 'warning' }).metadata();
      expect({ format, width: width >= 400 }).toEqual({ format: 'png', width: true });
      expect((await sharp(bytes).stats()).isOpaque).toBe(true);
    }
  }
});

test('the same seed makes the same dispute to the byte, another one does not, and no photo comes twice', () => {
  const asText = (number: number, seed: string): string => JSON.stringify(make(number, seed).document);
  expect(asText(5, 'a')).toBe(asText(5, 'a'));
  expect(asText(5, 'a')).not.toBe(asText(5, 'b'));
  const photos = disputes.flatMap(({ files }) => files.filter(({ mediaType }) => mediaType === 'image/png').map(({ bytes }) => createHash('sha256').update(bytes).digest('hex')));
  expect(new Set(photos).size).toBe(photos.length);
});
