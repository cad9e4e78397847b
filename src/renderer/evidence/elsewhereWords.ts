import { mostElsewhereCounted, type Elsewhere, type ElsewhereRow } from '../../contract/elsewhere.ts';

/** How a file found elsewhere is like this one. */
export const matchWords: Record<ElsewhereRow['match'], string> = { same: 'The same file', near: 'Nearly the same picture' };

const noneWords: Record<Elsewhere['compared'], string> = {
  looks: 'Neither this file nor a picture that looks nearly like it is in another case.',
  blank: 'This file is in no other case. The picture is blank, or nearly, so what looks like it was not looked for.',
  waiting: 'This file is in no other case. What looks nearly like it has not been compared yet.',
  file: 'This file is in no other case.',
};

const restWords: Partial<Record<Elsewhere['compared'], string>> = {
  blank: 'The picture is blank, or nearly, so only the same file was looked for.',
  waiting: 'What looks nearly like it has not been compared yet.',
};

/** What was found of all, in one sentence. */
export function foundWords({ compared, same, near }: Elsewhere): string {
  if (same + near === 0) return noneWords[compared];
  const parts = [same > 0 ? `the same file in ${exhibits(same)}` : null, near > 0 ? `nearly the same picture in ${exhibits(near)}` : null].filter((part) => part !== null).join(', ');
  return `${parts.charAt(0).toUpperCase()}${parts.slice(1)} of other cases.`;
}

/** What the words of what was found do not say by themselves: what was not looked for, and what is not listed. */
export function limitsOf({ compared, same, near, rows }: Elsewhere): string[] {
  if (same + near === 0) return [];
  const rest = restWords[compared];
  return [...(rest ? [rest] : []), ...(same + near > rows.length ? [`The nearest ${rows.length} of ${countWords(same + near)} are listed.`] : [])];
}

function exhibits(count: number): string {
  return `${countWords(count)} ${count === 1 ? 'exhibit' : 'exhibits'}`;
}

/** '3', or 'more than 1,000' where nobody counted on. */
function countWords(count: number): string {
  return count > mostElsewhereCounted ? `more than ${mostElsewhereCounted.toLocaleString('en')}` : count.toLocaleString('en');
}
