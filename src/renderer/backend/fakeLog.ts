import { checkpointFormat, type LogRow, type VerifyResult } from '../../contract/audit.ts';
import type { InputOf, OutputOf } from '../../contract/methods.ts';
import type { DeskEvent } from '../../contract/events.ts';
import { DeskError } from './backend.ts';

const size = 1_284;
const signedTo = 1_200;
const logId = 'c4'.repeat(16);
const actions = ['case.claimed', 'exhibit.opened', 'note.added', 'person.signedIn', 'ruling.staged'];
const doings = ['took the case', 'opened exhibit E2', 'noted something', 'took a seat', 'ruled on the case'];
const names = ['Dana Okafor', 'Noor Haddad', 'The desk'];

/** The log of the fake desk: long, sound, signed to its last hundred; anchors come back by import. */
export function makeFakeLog(tell: (event: DeskEvent) => void) {
  const startedAt = Date.now() - size * 90_000;
  const anchors: { name: string; size: number }[] = [];
  let last: OutputOf<'audit.lastVerified'> = null;
  const checkpoint = { format: checkpointFormat, logId, size: signedTo, head: '5e'.repeat(32), at: startedAt + signedTo * 90_000, publicKey: '9a1f'.repeat(16), signature: 'ab'.repeat(64) } as const;

  function row(seq: number): LogRow {
    const kind = seq % actions.length;
    const personName = names[seq % names.length] ?? '';
    const isOfCase = kind !== 3;
    return { seq, at: startedAt + seq * 90_000, personId: personName === 'The desk' ? 'desk' : `p-${seq % names.length}`, personName, action: actions[kind] ?? '', subject: `case:${seq % 40}`, words: `${personName} ${doings[kind] ?? ''}`, hash: (seq % 16).toString(16).repeat(64), caseId: isOfCase ? `case-${seq % 40}` : null, reference: isOfCase ? `C-${20_400 + (seq % 40)}` : null, isSigned: seq % 100 === 0 };
  }

  function check(): VerifyResult {
    const outsideTo = Math.max(0, ...anchors.map((one) => one.size));
    const open = outsideTo === 0 ? 'Nothing outside of this desk vouches for any entry: who owns this machine and its keys can have written the whole log anew.' : `Entries ${outsideTo + 1} to ${size} are vouched for by nothing outside of this desk.`;
    return {
      ok: true,
      entries: size,
      firstBroken: null,
      faults: [],
      proof: {
        logId, unbrokenTo: size, head: '5e'.repeat(32), erased: 0, rows: 96, signedTo, outsideTo,
        keys: [{ fingerprint: '9a1f 9a1f 9a1f 9a1f', isOwn: true, checkpoints: 13, upTo: signedTo, at: checkpoint.at }],
        anchors: anchors.map((one) => ({ heldBy: one.name, place: 'kept', anchors: 1, agree: 1, upTo: one.size, at: checkpoint.at, verdict: 'holds' })),
        marks: [...Array.from({ length: 12 }, (_, index) => ({ at: (index + 1) * 100, kind: 'checkpoint' as const })), ...anchors.map((one) => ({ at: one.size, kind: 'anchor' as const }))],
        sentences: [
          { tone: 'proved', words: `Entries 1 to ${size} follow one from the other: none was changed, taken out, put in or moved since the newest of them was written.` },
          { tone: 'proved', words: `Signed by this desk's key 9a1f 9a1f 9a1f 9a1f up to entry ${signedTo}.` },
          ...anchors.map((one) => ({ tone: 'proved' as const, words: `Held against an anchor of ${one.name}: it agrees, the newest of entry ${one.size}.` })),
          { tone: 'open', words: open },
        ],
      },
      evidence: { checked: 311, broken: [] },
    };
  }

  return {
    'audit.verify': (): VerifyResult => {
      const result = check();
      last = { at: Date.now(), ms: 412, result };
      return result;
    },
    'audit.stopVerify': () => null,
    'audit.lastVerified': () => last,
    'audit.entries': ({ before = size + 1, limit = 50, personId, action, reference }: InputOf<'audit.entries'>): OutputOf<'audit.entries'> => {
      const entries: LogRow[] = [];
      let seq = before - 1;
      for (; seq > 0 && entries.length < limit; seq -= 1) {
        const one = row(seq);
        if ((!personId || one.personId === personId) && (!action || one.action === action) && (!reference || one.reference === reference.toUpperCase())) entries.push(one);
      }
      return { entries, next: seq > 0 ? (entries.at(-1)?.seq ?? null) : null, total: size, actions };
    },
    'audit.sign': () => checkpoint,
    'audit.anchor': () => ({ fileName: `anchor-${logId.slice(0, 8)}-${signedTo}.jsonl`, text: `${JSON.stringify(checkpoint)}\n`, size: signedTo, at: checkpoint.at }),
    'audit.importAnchors': ({ text, heldBy }: InputOf<'audit.importAnchors'>): OutputOf<'audit.importAnchors'> => {
      if (!text.includes(checkpointFormat)) throw new DeskError({ code: 'BAD_INPUT', message: 'There is no anchor in this file: each line of one is a signed checkpoint of a log. Nothing was kept.' });
      if (anchors.some((one) => one.name === heldBy)) return { kept: 0, known: 1, refused: [] };
      anchors.push({ name: heldBy, size: 900 });
      queueMicrotask(() => tell({ type: 'log.changed' }));
      return { kept: 1, known: 0, refused: [] };
    },
    'audit.anchors': (): OutputOf<'audit.anchors'> => anchors.map((one, index) => ({ anchorId: `anchor-${index}`, size: one.size, at: startedAt + one.size * 90_000, heldBy: one.name, fingerprint: '9a1f 9a1f 9a1f 9a1f', importedAt: Date.now(), isOfThisLog: true })),
  };
}
