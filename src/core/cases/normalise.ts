import type { NeutralCase } from '../../contract/neutralCase.ts';

const instantKey = /^(at|[a-z][A-Za-z]*At)$/;

/** The same case with every moment in UTC and text in NFC where it is compared, so that equal content has one form. */
export function normalise(neutral: NeutralCase): NeutralCase {
  return JSON.parse(JSON.stringify(neutral), (key, value: unknown) =>
    typeof value === 'string' && instantKey.test(key) && !Number.isNaN(Date.parse(value)) ? new Date(value).toISOString() : value,
  ) as NeutralCase;
}
