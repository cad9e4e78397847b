import type { Checkpoint, LogFault } from '../../contract/audit.ts';
import type { Db } from '../db/open.ts';
import { readOwnCheckpoints } from './keepAnchors.ts';
import { lineOf } from './checkpointText.ts';
import { tellApart, type Judged } from './judgeCheckpoints.ts';

/** A line is written a moment after its commit: as many of the newest may still be on their way. */
const onTheirWay = 2;

/** Holds the data folder's anchor file against the checkpoints of this desk's own key, both ways: lines that were cut, and checkpoints taken out of the database. */
export async function judgeFile(db: Db, text: string | null, lines: Checkpoint[], { logId, ownKey, judged, newest }: { logId: string | null; ownKey: string | null; judged: Judged; newest: number }): Promise<LogFault[]> {
  if (ownKey === null || logId === null) return [];
  const written = new Set((text ?? '').split('\n'));
  const own = (await readOwnCheckpoints(db, logId, ownKey)).filter(({ size }) => size <= newest);
  const cut = own.filter((one) => !written.has(lineOf(one)));
  const faults: LogFault[] = [];
  if (cut.length > onTheirWay || cut.some((one) => own.indexOf(one) < own.length - onTheirWay)) {
    const what = text === null ? 'The anchor file of this data folder is gone' : `The anchor file of this data folder lacks ${cut.length} of ${own.length} checkpoints, the first of entry ${cut[0]?.size ?? 0}: it was cut or changed`;
    faults.push({ kind: 'file', seq: 0, message: `${what}.`, safe: 'The log itself is not touched by that; the next start of the desk writes the missing lines again and notes it in the log.' });
  }
  const gone = lines.filter((one) => one.publicKey === ownKey && one.logId === logId && one.size <= newest && !judged.known.has(tellApart(one)));
  if (gone.length > 0) {
    faults.push({ kind: 'checkpoint', seq: gone[0]?.size ?? 0, message: `${gone.length === 1 ? 'A checkpoint' : `${gone.length} checkpoints`} that this desk signed and wrote into its anchor file, the first of entry ${gone[0]?.size ?? 0}, ${gone.length === 1 ? 'is' : 'are'} not in the database any more: taken out past the desk.`, safe: 'Whether the entries themselves were changed is said apart.' });
  }
  return faults;
}
