import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Contestant } from './measure.ts';
import { loadPeer, needProgram, openBetterSqlite } from './peers.ts';

/** Another queue under the same jobs; `least` is the ratio its bar asks for. */
export type QueuePeer = Contestant & { least: number; bar: string; close(): Promise<void> };

type Plain = {
  better(database: unknown): { pragma(text: string): void };
  defineQueue(options: object): { addMany(type: string, data: unknown[]): unknown; close(): void };
  defineWorker(type: string, run: () => Promise<void>, options: object): { start(): Promise<void>; stop(): Promise<void> };
};

type Bull = {
  Queue: new (name: string, options: object) => { pause(): Promise<void>; resume(): Promise<void>; addBulk(jobs: object[]): Promise<unknown>; close(): Promise<void> };
  Worker: new (name: string, run: () => Promise<void>, options: object) => { on(event: string, heard: () => void): void; waitUntilReady(): Promise<unknown>; close(): Promise<void> };
};

const silent = { error() {}, warn() {}, info() {}, debug() {} };

/** plainjob on better-sqlite3, made as durable as the desk's queue: by itself it syncs at checkpoints alone. */
export async function plainPeer(folder: string, jobs: number): Promise<QueuePeer> {
  const { better, defineQueue, defineWorker } = loadPeer<Plain>('plainjob');
  const connection = better(openBetterSqlite(join(folder, 'plainjob.db')));
  const queue = defineQueue({ connection, logger: silent });
  connection.pragma('synchronous = FULL');
  return {
    name: 'plainjob',
    least: 2,
    bar: '>= 2x plainjob',
    operations: jobs,
    prepare: async () => void queue.addMany('bench', Array.from({ length: jobs }, () => ({}))),
    run: () =>
      new Promise((resolve, reject) => {
        let left = jobs;
        const onCompleted = () => {
          left -= 1;
          if (left === 0) void worker.stop().then(resolve);
        };
        const worker = defineWorker('bench', async () => {}, { queue, logger: silent, onCompleted });
        worker.start().catch(reject);
      }),
    close: async () => queue.close(),
  };
}

/** BullMQ on a Redis of its own that syncs its log at every write, over a socket of the system. */
export async function bullPeer(folder: string, jobs: number): Promise<QueuePeer> {
  needProgram('redis-server', 'redis-server');
  const { Queue, Worker } = loadPeer<Bull>('bullmq');
  const redis = await startRedis(join(folder, 'redis'));
  const connection = { path: redis.socket, maxRetriesPerRequest: null };
  let settled = () => {};
  const queue = new Queue('bench', { connection });
  const worker = new Worker('bench', async () => {}, { connection, concurrency: 8 });
  worker.on('completed', () => settled());
  await worker.waitUntilReady();
  return {
    name: 'BullMQ, Redis with AOF always',
    least: 4,
    bar: '>= 4x BullMQ with AOF always',
    operations: jobs,
    prepare: async () => {
      await queue.pause();
      await queue.addBulk(Array.from({ length: jobs }, () => ({ name: 'bench', data: {} })));
    },
    run: async () => {
      let left = jobs;
      const done = new Promise<void>((resolve) => {
        settled = () => {
          left -= 1;
          if (left === 0) resolve();
        };
      });
      await queue.resume();
      await done;
    },
    close: async () => {
      await worker.close();
      await queue.close();
      redis.child.kill();
    },
  };
}

async function startRedis(folder: string): Promise<{ child: ChildProcess; socket: string }> {
  mkdirSync(folder);
  const socket = join(folder, 'redis.sock');
  const child = spawn('redis-server', ['--port', '0', '--unixsocket', socket, '--dir', folder, '--appendonly', 'yes', '--appendfsync', 'always', '--save', ''], { stdio: 'ignore' });
  for (let tries = 0; !existsSync(socket); tries += 1) {
    if (tries === 200) throw new Error('Redis did not start.');
    await sleep(25);
  }
  return { child, socket };
}

/** The same steps in SQL on better-sqlite3: fifty claimed at a time, settled together. */
export async function batchedPeer(folder: string, jobs: number): Promise<QueuePeer> {
  const database = openBetterSqlite(join(folder, 'batched.db'));
  database.exec("create table job (id integer primary key, state text not null, run_after integer not null) strict; create index job_due on job (run_after) where state = 'waiting'");
  const insert = database.prepare("insert into job (state, run_after) values ('waiting', 1)");
  const claim = database.prepare("update job set state = 'running' where id in (select id from job where state = 'waiting' and run_after <= 2 order by run_after limit 50) returning id");
  const settle = database.prepare("update job set state = 'done' where id = ?");
  const together = (run: () => void) => {
    database.exec('begin immediate');
    run();
    database.exec('commit');
  };
  return {
    name: 'the same batched SQL on better-sqlite3',
    least: 0.8,
    bar: '>= 0.8x the same batched SQL on better-sqlite3',
    operations: jobs,
    prepare: async () => together(() => {
      for (let one = 0; one < jobs; one += 1) insert.run();
    }),
    run: async () => {
      for (let claimed = claim.all() as { id: number }[]; claimed.length > 0; claimed = claim.all() as { id: number }[]) {
        const ids = claimed.map(({ id }) => id);
        together(() => {
          for (const id of ids) settle.run(id);
        });
      }
    },
    close: async () => void database.close(),
  };
}
