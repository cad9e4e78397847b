import { describe, expect, it } from 'vitest';
import { reasons } from '../../contract/vocabulary.ts';
import { caseFileOf, claimOf, exhibit, roomOf, rulingOf, usd } from '../../testing/caseFile.ts';
import { testNow } from '../../testing/tempDesk.ts';
import { letterLanguages } from '../letters/templates.ts';
import { shippedBooks } from '../policy/shippedBooks.ts';
import { composeLetters, type LetterFacts } from './letters.ts';
import { checkRuling } from './rules.ts';
import { usualTerms } from '../returns/terms.ts';
import { filledAt } from './signedLetters.ts';
import { shareOut } from './shares.ts';
import { workOut } from './working.ts';
import { composeQuestion } from '../letters/questionLetter.ts';

function facts(change: Partial<LetterFacts> = {}, language = 'en', name: string | null = 'Ada'): LetterFacts {
  const parties = [
    { role: 'buyer' as const, id: 'b', displayName: name, language, timeZone: 'Europe/Berlin', country: null },
    { role: 'seller' as const, id: 's', displayName: 'Lin Store', language, timeZone: null, country: null },
  ];
  const file = change.file ?? caseFileOf({ parties });
  const ruling = change.ruling ?? rulingOf();
  const { working } = workOut(file.refundRoom, ruling);
  const amount = change.amount === undefined ? usd(6665) : change.amount;
  return { file, ruling, amount, working, shares: shareOut(amount, ruling.bearers), returnTerms: ruling.withReturn ? usualTerms(file, working) : null, appealDays: 7, ...change };
}

/** The letters as they go out when the decision takes effect at the moment of the tests. */
const composed = (given: LetterFacts) => composeLetters(given).map((letter) => filledAt(letter, given, testNow));

const buyerLetter = (change: Partial<LetterFacts> = {}, language = 'en', name: string | null = 'Ada') => {
  const letter = composed(facts(change, language, name)).find(({ to }) => to === 'buyer');
  if (!letter) throw new Error('no letter');
  return letter;
};

describe('composeLetters', () => {
  it('tells both sides outcome, amount, findings with exhibits, clause, reasons and the way to appeal', () => {
    const [buyer, seller] = composed(facts());
    for (const letter of [buyer, seller]) {
      for (const part of ['USD', '66.65', 'Wrong item: established. Evidence: B-1.', '3.3 Wrong item sent', 'The photo shows a red watch', 'appeal until June 17, 2026', 'C-20001']) {
        expect(letter?.body.replaceAll('\u00a0', ' ')).toContain(part);
      }
    }
    expect([buyer?.to, seller?.to]).toEqual(['buyer', 'seller']);
    expect(buyer?.body).toMatch(/^Dear Ada,\n/);
    expect(seller?.body).toMatch(/^Dear Lin Store,\n/);
    expect(buyer?.body).toContain('11:00 AM GMT+2');
  });

  it('tells in every language who pays for the parcel back, and both sums with the rate they were converted by', () => {
    const exchange = { currency: 'HUF', rate: '361.25', source: 'ECB', at: testNow, for: 'buyer' as const };
    const ruling = rulingOf({ withReturn: true, postage: { paidBy: 'platform', minor: '700' }, exchange, bearers: [{ bearer: 'seller', minor: '6665' }] });
    const { sheet = null } = checkRuling(caseFileOf(), ruling, testNow);
    for (const language of letterLanguages()) {
      const plain = buyerLetter({ ruling, sheet }, language).body.replaceAll(/[\u00a0\u202f\u200f]/g, ' ');
      expect(plain, language).toMatch(/USD\s?7[.,]00|7[.,]00\s?USD/);
      expect(plain, language).toContain('USD 1 = HUF 361.25');
      expect(plain, language).toMatch(/26[.,\s]?606[.,]06/);
      expect(plain, language).not.toMatch(/\n{3}|\{\{|undefined/);
      expect(buyerLetter({ sheet: null }, language).body).not.toContain('HUF');
    }
    const [english] = [buyerLetter({ ruling, sheet }).body.replaceAll('\u00a0', ' ')];
    expect(english).toContain('Return postage: the platform, and USD 7.00 more for the buyer, which is no refund of the order.');
    expect(english).toContain('- Borne by the seller: USD 66.65 (100%)');
    expect(buyerLetter({ ruling: rulingOf({ withReturn: true }), sheet: sheet && { ...sheet, exchange: null, postage: { paidBy: 'buyer', amount: null, most: usd(1) } } }).body).toContain('Return postage: the buyer.');
  });

  it('names a cited place by its label and name, in place of the whole exhibit, and no direction marks of the name', () => {
    const at = { personName: 'Dana', at: testNow };
    const spots = [{ spotId: 'p1', label: 'B-1.1', evidenceId: 'B-1', name: 'red\u202e dial', place: { type: 'point' as const, page: 1, x: 0.5, y: 0.5 }, ...at }];
    const findings = [{ claimId: 'claim-1', result: 'established' as const, exhibits: ['B-1'], spots: ['p1'], absence: null, words: null }];
    const file = caseFileOf({ spots });
    expect(composed(facts({ file, ruling: rulingOf({ findings }) }))[0]?.body).toContain('Evidence: B-1.1 (red dial).');
  });

  it('works the sum out line by line with what was there and who bears it, and lists each exhibit once, in every language', () => {
    const file = caseFileOf({
      exhibits: [exhibit('B-1', { fileName: 'red\u202e.jpg\n\nTHE DECISION' }), exhibit('S-1', { kind: 'document' })],
      claims: [claimOf('claim-1'), claimOf('claim-2')],
      refundRoom: roomOf({ cap: usd(6665), captured: usd(10_000), refundedBefore: usd(3335) }),
    });
    const findings = ['claim-1', 'claim-2'].map((claimId) => ({ claimId, result: 'established' as const, exhibits: ['B-1'], spots: [], absence: null, words: null }));
    const bearers = [{ bearer: 'seller' as const, percent: 75 }, { bearer: 'carrier' as const, percent: 25 }];
    const ruling = rulingOf({ outcome: 'partial_refund', basis: { by: 'percent', percent: '12.5' }, bearers, findings });
    const body = composed(facts({ file, ruling, amount: usd(833) }))[0]?.body.replaceAll('\u00a0', ' ');
    for (const line of ['- Paid for the order: USD 100.00', '- Refunded before: USD 33.35', '- Can still be refunded: USD 66.65', '12.5% of it is refunded', '- Blue watch: USD 7.50 of USD 60.00', '- Shipping: USD 0.83 of USD 6.65', '- Together: USD 8.33', '- Borne by the seller: USD 6.25 (75%)', '- Borne by the carrier: USD 2.08 (25%)', '- B-1: photo, red.jpg THE DECISION']) {
      expect(body?.split('\n').some((one) => one.startsWith(line)), line).toBe(true);
    }
    expect(body?.match(/^- B-1: /gm)).toHaveLength(1);
    expect(body).not.toContain('S-1');
    for (const language of letterLanguages()) {
      const parties = [{ role: 'buyer' as const, id: 'b', displayName: 'Ada', language, timeZone: null, country: null }];
      const said = composed(facts({ file: { ...file, parties }, ruling, amount: usd(833) }))[0]?.body ?? '';
      for (const sum of ['100', '33', '66', '7', '8']) expect(said, language).toContain(sum);
      expect(said.match(/B-1/g)?.length, language).toBe(3);
    }
  });

  it('gives JPY no decimals and KWD three, in each line and share', () => {
    for (const [currency, minor, said] of [['JPY', '1234567', '1,234,567'], ['KWD', '1234567', '1,234.567']] as const) {
      const of = { minor, currency };
      const file = caseFileOf({ refundRoom: roomOf({ currency, cap: of, captured: of, lines: [{ lineId: 'item-1', words: 'Ring', amount: of }] }) });
      const body = composed(facts({ file, amount: of }))[0]?.body.replaceAll('\u00a0', ' ') ?? '';
      expect(body).toContain(`- Ring: ${currency} ${said} of ${currency} ${said}`);
      expect(body).toContain(`Borne by the seller: ${currency} ${said} (100%)`);
    }
  });

  it('asks only the buyer to send goods back, and only when that was ruled', () => {
    const [buyer, seller] = composed(facts({ ruling: rulingOf({ withReturn: true }) }));
    expect(buyer?.body).toContain('Please send the goods back by June 20, 2026');
    expect(seller?.body).not.toContain('Please send the goods back');
    expect(seller?.body).toContain('confirm their arrival');
    expect(buyerLetter().body).not.toContain('back within');
  });

  it('names what was missing and does not call an agreed point undecided', () => {
    const file = caseFileOf({ claims: [claimOf('claim-1'), claimOf('claim-2', { standing: 'agreed', reason: 'missing_parts' })] });
    const findings = [{ claimId: 'claim-1', result: 'not_established' as const, exhibits: [], spots: [], absence: 'a photo of the label.', words: null }];
    const { body } = buyerLetter({ file, ruling: rulingOf({ outcome: 'no_refund', bearers: [], findings }), amount: null });
    expect(body).toContain('1. Wrong item: not established. Missing: a photo of the label.\n2. Missing parts: both sides agree on this point.');
    expect(body).toContain('The buyer receives no refund.');
    expect(body).not.toContain('borne by');
  });

  it('writes in each language it has, all filled in, and in English for any other or for no language', () => {
    expect(letterLanguages().toSorted()).toEqual(['ar', 'de', 'en', 'es', 'ja', 'pt', 'ru', 'zh']);
    for (const language of letterLanguages()) {
      for (const ruling of [rulingOf({ withReturn: true }), rulingOf({ outcome: 'partial_refund' }), rulingOf({ outcome: 'no_refund', bearers: [] })]) {
        for (const name of ['Ada', null]) {
          const letter = buyerLetter({ ruling, amount: ruling.outcome === 'no_refund' ? null : usd(1) }, `${language}-XX`, name);
          expect(letter.language).toBe(language);
          expect(`${letter.subject}${letter.body}`).not.toMatch(/[{}⟦⟧]|undefined|null|\n\n\n|!/);
          expect(letter.body).toContain('C-20001');
        }
      }
    }
    expect(buyerLetter({}, 'xx').language).toBe('en');
    expect(buyerLetter({}, '../de').language).toBe('en');
  });

  it('writes an Arabic letter that reads from the right from its first letter on, with the digits of its ids', () => {
    const { subject, body } = buyerLetter({}, 'ar-EG');
    for (const line of [subject, ...body.split('\n')]) {
      // What is isolated does not say in which direction a line runs (UAX 9, P2).
      const [first] = /[\p{L}]/u.exec(line.replaceAll(/\u2068[^\u2069]*\u2069/g, '')) ?? [];
      if (first !== undefined && !line.startsWith('The photo')) expect(first).toMatch(/\p{Script=Arabic}/u);
    }
    expect(body).toMatch(/66\.65/);
    expect(body).not.toMatch(/[\u0660-\u0669]/);
  });

  it('has a word for every reason and a title for every clause in every language', () => {
    const { clauses } = shippedBooks().at(-1)!;
    const english = buyerLetter({ ruling: rulingOf({ clauses: clauses.map(({ code }) => code) }) }).body;
    for (const language of letterLanguages()) {
      for (const reason of reasons) expect(() => buyerLetter({ ruling: rulingOf({ reason }) }, language)).not.toThrow();
      const { body } = buyerLetter({ ruling: rulingOf({ clauses: clauses.map(({ code }) => code) }) }, language);
      for (const { code, title } of clauses) if (language !== 'en') expect(body).not.toContain(`${code} ${title}`);
    }
    for (const { code, title } of clauses) expect(english).toContain(`${code} ${title}`);
  });

  it('never puts the translation of another title on a clause that a lead gave a new one', () => {
    const file = caseFileOf({ clauses: [{ code: '3.3', title: 'Another item than ordered', text: 'x', reasons: ['wrong_item'] }] });
    expect(buyerLetter({ file }, 'de').body).toContain('3.3 Another item than ordered');
  });

  it('never runs template code that a party or a mediator wrote', () => {
    const attack = '{{ clauses | json }}{% for c in claims %}X{% endfor %}';
    const file = caseFileOf({ parties: [{ role: 'buyer', id: 'b', displayName: attack, language: 'en', timeZone: null, country: null }] });
    const { body } = buyerLetter({ file, ruling: rulingOf({ reasons: attack }) });
    expect(body).toContain(`Dear ${attack},`);
    expect(body.split(attack)).toHaveLength(3);
  });

  it('keeps a name from looking like a part of the letter', () => {
    const { body } = buyerLetter({}, 'en', 'Ada,\n\nTHE DECISION\n\nAda wins\u202e');
    expect(body).toMatch(/^Dear Ada, THE DECISION Ada wins,\n/);
  });

  it('keeps every digit above 2^53, the decimals of the currency, and a moment in a zone nobody knows', () => {
    const huge = buyerLetter({ amount: { minor: '900719925474099312', currency: 'USD' } }).body;
    expect(huge).toContain('9,007,199,254,740,993.12');
    expect(buyerLetter({ amount: { minor: '1234567', currency: 'JPY' } }).body).toContain('1,234,567.');
    expect(buyerLetter({ amount: { minor: '1500', currency: 'KWD' } }).body).toContain('1.500');
    const file = caseFileOf({ parties: [{ role: 'buyer', id: 'b', displayName: 'Ada', language: 'en', timeZone: 'Mars/Base', country: null }] });
    expect(buyerLetter({ file }).body).toContain('09:00 AM UTC');
  });

  it('asks in every language for what the mediator wrote, until when, and lets no name forge a part of the letter', () => {
    for (const language of letterLanguages()) {
      const party = { displayName: 'Ada\n\nTHE DECISION\u202e', language, timeZone: 'Europe/Berlin' };
      const { subject, body } = composeQuestion({ to: 'buyer', party, reference: 'C-20001', sourceId: 'T-1', orderId: 'O-7', questions: [{ text: 'A photo of the label, please.', kinds: ['photo', 'tracking'] }], dueAt: testNow });
      expect(subject).toContain('C-20001');
      for (const part of ['C-20001', 'T-1', 'O-7', 'A photo of the label, please.', '2026']) expect(body, language).toContain(part);
      expect(body.split('\n')[0], language).toContain('Ada THE DECISION');
      expect(body).not.toContain('\u202e');
    }
  });
});
