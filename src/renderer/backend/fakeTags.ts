import type { CaseFile } from '../../contract/caseFile.ts';
import { untilTaken, type CaseRow } from '../../contract/cases.ts';
import type { DeskEvent } from '../../contract/events.ts';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import { mostTags, type tagMethods } from '../../contract/tags.ts';

type Handlers = { [Name in keyof typeof tagMethods]: (input: ParsedInputOf<Name>) => OutputOf<Name> };
type Parts = {
  files: Map<string, CaseFile>;
  caseOf(caseId: string): CaseFile;
  rows(): CaseRow[];
  /** Changes a row of the list that stands for no whole case. */
  changeRow(caseId: string, patch: Partial<CaseRow>): void;
  nameOf(personId: string): string;
  fail(code: 'NOT_ALLOWED_NOW', message: string): never;
  tell(event: DeskEvent): void;
};

/** Tags, assignments and what was seen, of the fake. */
export function fakeTags({ files, caseOf, rows, changeRow, nameOf, fail, tell }: Parts): Handlers {
  function setTags(caseId: string, tags: string[]): { tags: string[] } {
    files.set(caseId, { ...caseOf(caseId), tags });
    changeRow(caseId, { tags });
    queueMicrotask(() => {
      tell({ type: 'tags.changed', caseId });
      tell({ type: 'queue.changed' });
    });
    return { tags };
  }
  return {
    'cases.tag': ({ caseId, tags }) => {
      const all = [...new Set([...caseOf(caseId).tags, ...tags])].sort();
      if (all.length > mostTags) fail('NOT_ALLOWED_NOW', `${caseOf(caseId).reference} would have ${all.length} tags; a case has at most ${mostTags}. Take some away first.`);
      return setTags(caseId, all);
    },
    'cases.untag': ({ caseId, tags }) => setTags(caseId, caseOf(caseId).tags.filter((tag) => !tags.includes(tag))),
    'cases.tags': () => {
      const counts = new Map<string, number>();
      for (const { tags } of rows()) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
      return [...counts].map(([tag, cases]) => ({ tag, cases })).sort((a, b) => b.cases - a.cases || a.tag.localeCompare(b.tag));
    },
    'cases.seen': ({ caseId }) => {
      changeRow(caseId, { isUnread: false });
      return null;
    },
    'cases.assign': ({ caseId, personId }) => {
      changeRow(caseId, { keptFor: personId === null ? null : { personName: nameOf(personId), isMine: false, until: untilTaken } });
      queueMicrotask(() => tell({ type: 'queue.changed' }));
      return { version: caseOf(caseId).version };
    },
  };
}
