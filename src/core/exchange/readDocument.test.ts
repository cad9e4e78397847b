import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnswerDocument, OfferReplyDocument } from '../../contract/exchange.ts';
import { mostDocumentBytes, readDocument } from './readDocument.ts';

const schemas = { 'dispute-answer/1': AnswerDocument, 'dispute-offer-reply/1': OfferReplyDocument };
const read = (value: unknown) => readDocument(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)), schemas);
const answer = { schema: 'dispute-answer/1', questionId: 'q', from: 'seller', at: '2026-06-10T09:00:00Z', words: 'Here it is.' };

describe('reading a document of the exchange folder', () => {
  it('reads an answer and fills in what may be left out', () => {
    expect(read(answer)).toMatchObject({ ok: true, schema: 'dispute-answer/1', document: { letterId: null, evidence: [], bundle: null } });
  });

  it.each([
    ['an unknown field', { ...answer, isAdmin: true }, 'DOCUMENT_INVALID'],
    ['both a question and a letter', { ...answer, letterId: 'l' }, 'DOCUMENT_INVALID'],
    ['neither', { ...answer, questionId: null }, 'DOCUMENT_INVALID'],
    ['nothing said and nothing sent', { ...answer, words: ' ' }, 'DOCUMENT_INVALID'],
    ['a NUL, where the database would cut', { ...answer, words: 'a\u0000b' }, 'DOCUMENT_INVALID'],
    ['half a surrogate pair', '{"schema":"dispute-answer/1","questionId":"q","from":"seller","at":"2026-06-10T09:00:00Z","words":"\\ud83d"}', 'DOCUMENT_INVALID'],
    ['a moment without a zone', { ...answer, at: '2026-06-10T09:00:00' }, 'DOCUMENT_INVALID'],
    ['a platform as a party', { ...answer, from: 'platform' }, 'DOCUMENT_INVALID'],
    ['a schema of Object', { ...answer, schema: 'constructor' }, 'DOCUMENT_SCHEMA_UNKNOWN'],
    ['no schema', { from: 'seller' }, 'DOCUMENT_WITHOUT_SCHEMA'],
    ['a list', [answer], 'DOCUMENT_WITHOUT_SCHEMA'],
    ['a key twice', '{"schema":"dispute-answer/1","schema":"dispute-offer-reply/1"}', 'DOCUMENT_JSON_BROKEN'],
    ['half a document', '{"schema":"dispute-answer/1",', 'DOCUMENT_JSON_BROKEN'],
  ])('refuses %s', (_what, document, code) => {
    expect(read(document)).toMatchObject({ ok: false, code });
  });

  it('refuses text that is not UTF-8, UTF-16, and what is too large, before it is parsed', () => {
    expect(readDocument(Uint8Array.from([0x7b, 0xff, 0x7d]), schemas)).toMatchObject({ code: 'DOCUMENT_NOT_UTF8' });
    expect(readDocument(Buffer.from(`\ufeff${JSON.stringify(answer)}`, 'utf16le'), schemas)).toMatchObject({ code: 'DOCUMENT_NOT_UTF8' });
    expect(readDocument(new Uint8Array(mostDocumentBytes + 1), schemas)).toMatchObject({ code: 'DOCUMENT_TOO_LARGE' });
    expect(read({ ...answer, evidence: Array.from({ length: 6_000 }, () => 1) })).toMatchObject({ code: 'DOCUMENT_TOO_LARGE' });
  });

  it('never throws and never lets anything through that its schema would not, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(readDocument(bytes, schemas).ok).toBe(false);
      }),
    );
    const keys = ['schema', 'questionId', 'letterId', 'from', 'at', 'words', 'language', 'evidence', 'bundle', 'offerId', 'reply', '__proto__'];
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom<unknown>('dispute-answer/1', 'dispute-offer-reply/1', 'buyer', 'seller', 'accepted', '2026-06-10T09:00:00Z', null, [], 'q'));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...keys), value), { maxLength: 12 }), (pairs) => {
        const result = read(Object.fromEntries([['schema', 'dispute-answer/1'], ...pairs]));
        const wanted = !result.ok ? null : result.schema === 'dispute-answer/1' ? AnswerDocument : OfferReplyDocument;
        if (!result.ok) expect(result.message).not.toBe('');
        else expect(wanted?.parse(result.document)).toEqual(result.document);
      }),
      { numRuns: 500 },
    );
  });
});
