import { DeskError } from '../fault.ts';
import type { Handlers } from '../handlers.ts';
import { once } from '../once.ts';
import type { Verify } from '../createVerify.ts';
import { signLog } from './append.ts';
import { lineOf, readAnchors } from './checkpointText.ts';
import { listEntries } from './entries.ts';
import { keepAnchors, readKeptAnchors, type NotKept } from './keepAnchors.ts';
import { readLogOf } from './logOfCase.ts';
import { newestCheckpoint, readLogId } from './sign.ts';
import { fingerprintOf } from './signer.ts';

/** Lines that are named one by one: the answer is kept with its request, and a file of something else has millions. */
const mostNamed = 100;

type AuditMethod = Extract<keyof Handlers, `audit.${string}`>;

/** Audit methods; the whole check is given in, because it runs on a thread of its own and reads evidence too. */
export function createAuditHandlers(verify: Verify): Pick<Handlers, AuditMethod> {
  return {
    'audit.verify': (_desk, { anchors }) => verify(anchors),
    'audit.stopVerify': async () => {
      verify.stop?.();
      return null;
    },
    'audit.lastVerified': async () => verify.last?.() ?? null,
    'audit.ofCase': (desk, input, by) => readLogOf(desk.db, input.caseId, by),
    'audit.entries': (desk, input, by) => listEntries(desk.db, input, by),
    'audit.sign': (desk, input, by) =>
      once(desk, by, 'audit.sign', input, async (tx) => {
        const signed = await signLog(tx);
        if (!signed) throw new DeskError('NOT_ALLOWED_NOW', 'This desk has no key of its own, so it cannot sign the log. Nothing was changed.');
        return signed;
      }),
    'audit.anchor': async (desk) => {
      const newest = await newestCheckpoint(desk.db);
      return newest && { fileName: `anchor-${newest.logId.slice(0, 8)}-${newest.size}.jsonl`, text: `${lineOf(newest)}\n`, size: newest.size, at: newest.at };
    },
    'audit.importAnchors': (desk, input, by) => {
      const { checkpoints, strange } = readAnchors(input.text);
      if (checkpoints.length === 0) throw new DeskError('BAD_INPUT', 'There is no anchor in this file: each line of one is a signed checkpoint of a log. Nothing was kept.');
      return once(desk, by, 'audit.importAnchors', input, async (tx) => {
        const { kept, known, refused } = await keepAnchors(tx, checkpoints, input.heldBy, by);
        return { kept, known, refused: [...sayFirst(refused), ...sayFirst(strange.map((line) => ({ line, message: 'This line is no anchor.' })))] };
      });
    },
    'audit.anchors': async (desk) => {
      const logId = await readLogId(desk.db);
      return (await readKeptAnchors(desk.db)).map(({ anchorId, size, at, heldBy, publicKey, importedAt, logId: of }) => ({ anchorId, size, at, heldBy, fingerprint: fingerprintOf(publicKey), importedAt, isOfThisLog: of === logId }));
    },
  };
}

function sayFirst(lines: NotKept[]): NotKept[] {
  const next = lines[mostNamed];
  if (!next) return lines;
  return [...lines.slice(0, mostNamed), { line: next.line, message: `${next.message} ${(lines.length - mostNamed - 1).toLocaleString('en')} lines behind it were not kept either.` }];
}
