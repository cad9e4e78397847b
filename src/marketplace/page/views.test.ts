import { expect, test } from 'vitest';
import { started } from '../started.testing.ts';
import { money, outside } from './parts.ts';

test('words of the desk or of a party never become part of the page, in a cell, a title or what a button sends', async () => {
  const { ask, act, refund, url, token } = await started({ disputes: 1 });
  const { disputeId } = refund('1');
  const hostile = `"><img src=x onerror=alert(1)><script>alert(1)</script>' \u202Egpj`;
  const letter = { language: 'en', subject: hostile, body: hostile };
  await ask('POST', '/v1/questions', { body: { disputeId, to: 'seller', dueAt: '2026-12-01T00:00:00Z', questions: [{ questionId: 'q1', words: hostile }], letter }, key: 'l1' });
  await act('answer', { letterKey: 'l1', words: hostile });
  await act('write', { disputeId, from: 'buyer', words: hostile, files: [{ draw: 'whole', statement: hostile }] });
  await act('settleOutside', { disputeId, words: hostile });
  for (const view of [`dispute/${disputeId}`, 'letters', 'disputes']) {
    const response = await fetch(`${url}/view/${view}`, { headers: { authorization: `Bearer ${token}` } });
    const text = await response.text();
    expect(response.status).toBe(200);
    expect(text).not.toMatch(/<script|<img src=x|\u202E/);
    expect(text.replaceAll(/<[^>]*>/g, '')).not.toContain('"><img');
  }
});

test('the page carries a policy that lets no script run but its own, and shows nothing without the token', async () => {
  const { url } = await started({ disputes: 1 });
  const page = await fetch(url);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
  expect(await page.text()).not.toContain('D1-');
  expect((await fetch(`${url}/view/disputes`)).status).toBe(401);
});

test('money is read in the decimals of its currency, and a bidi control is spelt out', () => {
  expect([money('123456', 'EUR'), money('1234567', 'JPY'), money('51270', 'KWD'), money('-5', 'USD'), money('0', 'USD')]).toEqual(['EUR 1,234.56', 'JPY 1,234,567', 'KWD 51.270', '−USD 0.05', 'USD 0.00']);
  expect(outside('a\u202Eb\nc')).toBe('a⟦202E⟧b\nc');
});
