import { asc, eq, isNull, max } from 'drizzle-orm';
import type { Checkpoint, GivenAnchors, LogFault, LogProof, VerifyResult } from '../../contract/audit.ts';
import { checkpointFormat } from '../../contract/audit.ts';
import type { Db } from '../db/open.ts';
import { auditEntry, auditPayload } from '../db/schema/audit.ts';
import { checkpoint } from '../db/schema/checkpoint.ts';
import { readAnchors } from './checkpointText.ts';
import { compareRows } from './compareRows.ts';
import { judgeAnchors, type Held } from './judgeAnchors.ts';
import { judgeCheckpoints } from './judgeCheckpoints.ts';
import { judgeFile } from './judgeFile.ts';
import { logSize, readKeptAnchors } from './keepAnchors.ts';
import { sayProof } from './sayProof.ts';
import { readLogId } from './sign.ts';
import { fingerprintOf } from './signer.ts';
import { startWalk, walkOn, type Walk } from './walk.ts';

/** Whether the log and the rows it covers hold, what exactly that proves, and what does not. */
export type LogCheck = Omit<VerifyResult, 'evidence'>;

/** What a check may hold the log against: the public key of this desk, the text of its anchor file (null: there is none; left out: not looked at), anchors given for this check. */
export type VerifyOptions = { ownKey?: string | null; file?: string | null; given?: readonly GivenAnchors[]; onProgress?: (entries: number, total: number) => void };

const mostFaults = 50;
const mostMarks = 80;

/**
 * Checks the whole log: numbers without gaps, each hash over the one before, words against their hash (erased words are allowed), every covered row
 * against the last entry that recorded it, every checkpoint and every anchor. Entries written while it runs are left to the next check.
 */
export async function verifyLog(db: Db, { ownKey = null, file, given = [], onProgress = () => {} }: VerifyOptions = {}): Promise<LogCheck> {
  const logId = await readLogId(db);
  const { held, strange } = await readHeld(db, file ?? null, given);
  const [newest] = await db.select({ size: max(checkpoint.size) }).from(checkpoint);
  // Taken last: whatever was signed or brought in before is of entries up to here.
  const to = await logSize(db);
  const walk = startWalk();
  await walkOn(db, walk, to, (entries) => onProgress(entries, to));
  const chain = { ...walk };
  const total = walk.broken ? Number(await db.$count(auditEntry)) : walk.entries;
  const judged = await judgeCheckpoints(db, chain, logId, newest?.size ?? 0);
  const stray = walk.broken ? null : await findStrayWords(db, to);
  const compared = walk.broken ? null : await compareRows(db, walk, () => logSize(db));
  const { anchors, faults: odd } = await judgeAnchors(db, held, { walk: chain, entries: to, logId, ownKey, judged });
  const lines = held.find(({ place }) => place === 'folder')?.checkpoints ?? [];
  const filed = file === undefined ? [] : await judgeFile(db, file, lines, { logId, ownKey, judged, newest: newest?.size ?? 0 });
  const found = [...(stray ? [stray] : []), ...judged.faults, ...odd, ...filed, ...strange, ...(compared?.faults ?? [])];
  const signedTo = Math.min(chain.entries, judged.agree.at(-1) ?? 0);
  const faults = [...(walk.broken ? [sayBreak(chain, signedTo)] : []), ...found.sort(byEntry)].slice(0, mostFaults);
  const keys = judged.keys.map(({ publicKey, ...signed }) => ({ fingerprint: fingerprintOf(publicKey), isOwn: publicKey === ownKey, ...signed }));
  const outside = anchors.filter(({ place }) => place !== 'folder');
  const proof: Omit<LogProof, 'sentences'> = {
    logId,
    unbrokenTo: chain.entries,
    head: chain.entries > 0 ? chain.head : null,
    erased: chain.erased,
    rows: compared?.rows ?? 0,
    keys,
    signedTo,
    anchors,
    outsideTo: Math.min(chain.entries, Math.max(0, ...outside.map(({ upTo }) => upTo))),
    marks: [...thin(judged.agree).map((at) => ({ at, kind: 'checkpoint' as const })), ...outside.filter(({ agree }) => agree > 0).map(({ upTo }) => ({ at: upTo, kind: 'anchor' as const }))],
  };
  const [first] = faults;
  return {
    ok: faults.length === 0,
    entries: total,
    firstBroken: first ? { seq: first.seq, message: first.message, safe: first.safe } : null,
    faults,
    proof: { ...proof, sentences: sayProof({ ...proof, entries: total, hasKey: ownKey !== null, unsigned: judged.unsigned, areRowsCompared: compared !== null }, faults) },
  };
}

/** Every anchor there is, by who held it, and the lines that were given as anchors and are none. */
async function readHeld(db: Db, file: string | null, given: readonly GivenAnchors[]): Promise<{ held: Held[]; strange: LogFault[] }> {
  const kept = Map.groupBy(await readKeptAnchors(db), ({ heldBy }) => heldBy);
  const read = given.map(({ heldBy, text }) => ({ heldBy, ...readAnchors(text) }));
  const only = (lines: { checkpoint: Checkpoint }[]) => lines.map((line) => line.checkpoint);
  const strange = read.flatMap(({ heldBy, strange: lines, checkpoints }): LogFault[] => {
    if (lines.length === 0 && checkpoints.length > 0) return [];
    const what = lines.length === 0 ? 'has no line' : `line ${lines[0]} ${lines.length > 1 ? `and ${lines.length - 1} more are` : 'is'} no anchor`;
    return [{ kind: 'anchor', seq: 0, message: `What ${heldBy} holds is damaged or no anchor file: ${what}.`, safe: 'It proves nothing, for or against this log.' }];
  });
  return {
    held: [
      ...read.map(({ heldBy, checkpoints }): Held => ({ heldBy, place: 'given', checkpoints: only(checkpoints) })).filter(({ checkpoints }) => checkpoints.length > 0),
      ...[...kept].map(([heldBy, rows]): Held => ({ heldBy, place: 'kept', checkpoints: rows.map(({ logId, size, head, at, publicKey, signature }) => ({ format: checkpointFormat, logId, size, head, at, publicKey, signature })) })),
      ...(file === null ? [] : [{ heldBy: 'the data folder', place: 'folder', checkpoints: only(readAnchors(file).checkpoints) } satisfies Held].filter(({ checkpoints }) => checkpoints.length > 0)),
    ],
    strange,
  };
}

/** A break does not tell which side of it was changed: what stands before follows from itself, and only what was signed is as it was. */
function sayBreak({ broken, entries }: Walk, signedTo: number): LogFault {
  const signed = signedTo > 0 ? `, and up to entry ${signedTo} ${signedTo === 1 ? 'it is' : 'they are'} as signed` : '';
  const safe = entries === 0 ? 'No entry before it is proven.' : `${entries === 1 ? 'Entry 1 stands by itself' : `Entries 1 to ${entries} follow from each other`}${signed}.`;
  return { kind: broken?.kind ?? 'chain', seq: broken?.seq ?? 0, message: broken?.message ?? '', safe };
}

/** The earliest entry first; what is about no entry last. */
function byEntry(a: LogFault, b: LogFault): number {
  return (a.seq || Infinity) - (b.seq || Infinity) || 0;
}

function thin(sizes: readonly number[]): number[] {
  const step = Math.max(1, Math.ceil(sizes.length / mostMarks));
  return sizes.filter((_, index) => (sizes.length - 1 - index) % step === 0);
}

async function findStrayWords(db: Db, to: number): Promise<LogFault | null> {
  const [stray] = await db
    .select({ seq: auditPayload.seq })
    .from(auditPayload)
    .leftJoin(auditEntry, eq(auditEntry.seq, auditPayload.seq))
    .where(isNull(auditEntry.seq))
    .orderBy(asc(auditPayload.seq))
    .limit(1);
  return stray ? { kind: 'chain', seq: stray.seq, message: `Entry ${stray.seq} was taken out: its words are still there.`, safe: `Entries 1 to ${to} follow from each other.` } : null;
}
