import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { slots } from '../src/core/jobs/lanes.ts';
import { mostAhead } from '../src/core/jobs/pace.ts';
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

/** Jobs that run at the same time. */
const atOnce = slots;
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
  const worker = new Worker('bench', async () => {}, { connection, concurrency: atOnce });
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

/** The desk's own table and the statements of its runner on better-sqlite3: as many claimed at a time, those settled with the claim of the next. */
export async function batchedPeer(folder: string, jobs: number, schema: readonly string[]): Promise<QueuePeer> {
  const database = openBetterSqlite(join(folder, 'batched.db'));
  for (const statement of schema) database.exec(statement);
  const insert = database.prepare("insert into job (job_id, kind, words, payload, state, attempts, max_attempts, run_after, created_at) values (?, 'letter.send', 'bench', '{}', 'waiting', 0, 8, 1, 1)");
  const claim = database.prepare(`update job set state = 'running', attempts = attempts + 1, lease_ends_at = 2
    where job_id in (select job_id from job where state = 'waiting' and kind = 'letter.send' and run_after <= 2 order by run_after limit ${slots + mostAhead}) returning *`);
  const settle = database.prepare(`update job set state = 'done', error = null, progress = null, lease_ends_at = null, finished_at = 3
    where state = 'running' and (job_id, attempts) in (select value ->> 0, value ->> 1 from json_each(?))`);
  const together = <Value>(run: () => Value): Value => {
    database.exec('begin immediate');
    const value = run();
    database.exec('commit');
    return value;
  };
  return {
    name: 'the same batched SQL on better-sqlite3',
    least: 0.8,
    bar: '>= 0.8x the same batched SQL on better-sqlite3',
    operations: jobs,
    prepare: async () => together(() => {
      for (let one = 0; one < jobs; one += 1) insert.run(randomUUID());
    }),
    run: async () => {
      let running: { job_id: string; attempts: number }[] = [];
      do {
        running = together(() => {
          if (running.length > 0) settle.run(JSON.stringify(running.map((one) => [one.job_id, one.attempts])));
          return claim.all() as typeof running;
        });
      } while (running.length > 0);
    },
    close: async () => void database.close(),
  };
}
