import { diffArrays } from 'diff';

/** A run of text that stayed, went or came. */
export type DiffPart = { text: string; is: 'same' | 'gone' | 'new' };

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** What became of a text, word by word; words are found in any script, Chinese and Japanese too. Texts above 20,000 words in all are set against each other as wholes. */
export function wordDiff(before: string, after: string): DiffPart[] {
  if (before === after) return before === '' ? [] : [{ text: before, is: 'same' }];
  const [old, now] = [wordsOf(before), wordsOf(after)];
  // The time grows with the square of what differs; a page that long is not compared by eye either.
  if (old.length + now.length > 20_000) return merged([{ text: before, is: 'gone' }, { text: after, is: 'new' }]);
  return merged(diffArrays(old, now).map((part) => ({ text: part.value.join(''), is: part.added ? 'new' : part.removed ? 'gone' : 'same' })));
}

/** True when only blanks changed, or nothing. */
export function isSameText(before: string, after: string): boolean {
  const plain = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();
  return plain(before) === plain(after);
}

function wordsOf(text: string): string[] {
  return [...segmenter.segment(text.normalize('NFC'))].map(({ segment }) => segment);
}

/** A blank that stayed between two changes is drawn into them: three changed words in a row read as one change. */
function merged(parts: DiffPart[]): DiffPart[] {
  const runs: { gone: string; new: string; same: string }[] = [];
  for (const [index, part] of parts.entries()) {
    const isBridge = part.is === 'same' && part.text.trim() === '' && index > 0 && index < parts.length - 1;
    const last = runs.at(-1);
    if (isBridge && last && last.same === '') {
      last.gone += part.text;
      last.new += part.text;
    } else if (part.is === 'same') runs.push({ gone: '', new: '', same: part.text });
    else if (last && last.same === '') last[part.is] += part.text;
    else runs.push({ gone: '', new: '', same: '', [part.is]: part.text });
  }
  return runs.flatMap((run): DiffPart[] => (run.same !== '' ? [{ text: run.same, is: 'same' }] : [
    ...(run.gone.trim() === '' && run.new !== '' ? [] : [{ text: run.gone, is: 'gone' as const }]),
    ...(run.new.trim() === '' && run.gone !== '' ? [] : [{ text: run.new, is: 'new' as const }]),
  ]));
}
