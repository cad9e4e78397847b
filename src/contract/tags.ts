import { z } from 'zod';
import { Id } from './text.ts';

/** The most characters of a tag, and the most tags of a case. */
export const mostTagCharacters = 40;
export const mostTags = 20;

/** Commas and quotes part tags in a query, controls and signs of format hide; but the joiners that Persian and emoji are written with do not. */
const unfit = /[\p{Cc}\p{Co}\p{Cs}\p{Zl}\p{Zp},"]|(?![\u200c\u200d])\p{Cf}/u;

/** A tag as it is kept: composed (NFC), in lower case, single blanks, no blanks at its ends; any script. */
export function cleanTag(text: string): string {
  return text.toLowerCase().normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** A tag; read as `cleanTag` writes it. */
export const Tag = z
  .string()
  .max(400)
  .transform(cleanTag)
  .refine((tag) => /[\p{L}\p{N}\p{S}\p{P}]/u.test(tag), 'a tag has something to read in it')
  .refine((tag) => [...tag].length <= mostTagCharacters, `a tag has at most ${mostTagCharacters} characters`)
  .refine((tag) => !unfit.test(tag), 'a tag has no commas, quotes or unseen signs');

const everyone = ['mediator', 'lead', 'triage', 'admin'] as const;
const workers = ['mediator', 'lead', 'triage'] as const;
const oneCase = z.strictObject({ requestId: z.uuid(), caseId: Id });

/** Tags of cases, whom a case is kept for, and what a person has seen of it. */
export const tagMethods = {
  /** Gives a case tags; those it has already stay. No lease is needed. */
  'cases.tag': { roles: workers, input: oneCase.extend({ tags: z.array(Tag).min(1).max(mostTags) }), output: z.object({ tags: z.array(z.string()) }) },
  /** Takes tags away; those it does not have are no fault. */
  'cases.untag': { roles: workers, input: oneCase.extend({ tags: z.array(Tag).min(1).max(mostTags) }), output: z.object({ tags: z.array(z.string()) }) },
  /** All tags in use with the number of their cases, the most used first, at most 500. */
  'cases.tags': { roles: everyone, input: z.strictObject({}), output: z.array(z.object({ tag: z.string(), cases: z.int() })) },
  /** Marks a case as seen by the person who asks; no entry in the log, no new version. */
  'cases.seen': { roles: everyone, input: z.strictObject({ caseId: Id }), output: z.null() },
  /**
   * Keeps a waiting case for one person until they take it, or (null) gives it to everybody again. A lead assigns to anybody who may decide
   * it and has what its queue asks for; a mediator can only give back what is kept for themselves. NOT_ALLOWED_NOW, NOT_PERMITTED.
   */
  'cases.assign': { roles: ['mediator', 'lead'], input: oneCase.extend({ personId: Id.nullable() }), output: z.object({ version: z.int() }) },
} as const;
