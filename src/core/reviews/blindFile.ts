import { CaseFile } from '../../contract/caseFile.ts';

/** Who of the desk worked on it, in the place of a name. */
const somebody = 'A mediator';

/**
 * The case as it was when it was ruled, for somebody who judges it without knowing the ruling: claims, exhibits, messages, offers and times as
 * they stood, without drafts, notes, earlier rulings, money of this desk and names of its people. `names` are those of who ruled and approved.
 * Throws when the frozen file is none. Pure.
 */
export function blindFile(frozen: string, names: readonly string[]): CaseFile {
  const file = CaseFile.parse(JSON.parse(frozen));
  const { hold: _hold, appealUntil: _until, ...rest } = file;
  const open = withoutPeople(rest) as typeof rest;
  return CaseFile.parse({
    ...open,
    state: 'in_review',
    readOnlyBecause: null,
    lease: null,
    servedBecause: [],
    escalation: null,
    cameBack: null,
    reminder: null,
    draft: null,
    draftVersion: 0,
    notes: [],
    // What a mediator marked tells what they found weighty.
    spots: [],
    rulings: [],
    refunds: [],
    approvals: [],
    hold: null,
    exit: null,
    corrections: [],
    returns: [],
    appealUntil: null,
    appeals: [],
    appeal: null,
    mayNotDecide: null,
    othersBarred: 0,
    // What the mediator opened tells how they worked; who judges opens exhibits anew.
    exhibits: open.exhibits.map((one) => ({ ...one, openedAt: null })),
    timeline: open.timeline.filter(({ kind, by }) => kind !== 'ruling' && !(kind === 'money' && by === 'platform')).map((entry) => (entry.by === 'mediator' ? { ...entry, words: withoutNames(entry.words, names) } : entry)),
    refundRoom: { ...open.refundRoom, refundedHere: null },
  } satisfies CaseFile);
}

/** The same with every name of a person of the desk left out; parties have other fields. */
function withoutPeople(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPeople);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inner === null ? null : key === 'personName' || key === 'goodsBy' ? somebody : key === 'personId' ? 'somebody' : withoutPeople(inner)]));
}

function withoutNames(words: string, names: readonly string[]): string {
  return names.filter((name) => name.trim() !== '').reduce((said, name) => said.replaceAll(name, somebody), words);
}
