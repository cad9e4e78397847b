import { randomUUID } from 'node:crypto';
import { caseHandlers } from '../src/core/cases/methods.ts';
import { storeCase } from '../src/core/cases/storeCase.ts';
import { deskItself } from '../src/core/desk.ts';
import { sha256 } from '../src/core/ids.ts';
import { ensurePerson } from '../src/core/people/ensurePerson.ts';
import { incoming } from '../src/testing/neutralCases.ts';
import { openBench } from './desk.ts';
import { compare, type Comparison } from './measure.ts';

const perRound = 50;
const waiting = 600;

/** Next case served (candidates weighed, lease, job, chained audit entry), against claim and chained insert on the bare driver. */
export async function benchNext(): Promise<Comparison> {
  const { desk, peer, close } = await openBench();
  const by = { ...(await desk.write((tx) => ensurePerson(tx, 'Bench', 'mediator'))), sessionId: 'bench' };
  for (let one = 0; one < waiting; one += 1) await desk.write((tx) => storeCase(tx, incoming({ sourceId: `B-${one}` }), deskItself));
  peer.exec(
    "create table c (id integer primary key, state text not null, due_at integer not null) strict; create index c_due on c (due_at) where state = 'queued';" +
      'create table log (seq integer primary key, entry text not null, hash text not null) strict',
  );
  const insert = peer.prepare("insert into c (state, due_at) values ('queued', ?)");
  for (let one = 0; one < waiting; one += 1) insert.run(one);
  const claim = peer.prepare("update c set state = 'in_review' where id = (select id from c where state = 'queued' order by due_at limit 1) returning id");
  const append = peer.prepare('insert into log (entry, hash) values (?, ?)');
  let last = '';
  try {
    const result = await compare(
      {
        name: 'desk: cases.next',
        operations: perRound,
        run: async () => {
          for (let one = 0; one < perRound; one += 1) await caseHandlers['cases.next'](desk, { requestId: randomUUID() }, by);
        },
      },
      {
        name: 'claim and chained log row on the bare libsql driver',
        operations: perRound,
        run: async () => {
          for (let one = 0; one < perRound; one += 1) {
            peer.exec('begin immediate');
            const claimed = claim.get() as { id: number };
            const entry = JSON.stringify({ action: 'claimed', id: claimed.id });
            last = sha256(last + entry);
            append.run(entry, last);
            peer.exec('commit');
          }
        },
      },
    );
    return { bench: 'next case served', unit: 'cases/s', ...result, bar: '>= 0.5x the same SQL', note: `${waiting} waiting cases; the desk weighs up to 120 candidates, adds the lease's job and keeps the answer for a retry, which the peer does not.` };
  } finally {
    await close();
  }
}
