import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ImportReport } from '../contract/intake.ts';
import { openDoor } from '../core/door.ts';
import { tempFolder } from '../testing/tempFolder.ts';
import { browserCommand, isHeadless } from './browser.ts';
import { exitCodeOf as checkCode } from './check.ts';
import { exitCodeOf as importCode, toJson } from './import.ts';
import { plain } from './output.ts';
import { runDesk } from './program.ts';

describe('the desk command', () => {
  let folder: Awaited<ReturnType<typeof tempFolder>>;
  let out: string;
  let err: string;
  beforeEach(async () => {
    folder = await tempFolder();
    out = '';
    err = '';
    await writeFile(join(folder.path, 'passphrase'), 'known to Lena alone\n');
    vi.stubEnv('DESK_PERSON', 'Lena');
    vi.stubEnv('DESK_PASSPHRASE_FILE', join(folder.path, 'passphrase'));
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    await folder.remove();
  });
  const data = () => ['--data', join(folder.path, 'data')];
  /** Makes the desk with its first lead, who works in what follows. */
  const setUp = async (...where: string[]) => {
    expect(await runDesk(['set-up', ...(where.length > 0 ? where : data())]), err).toBe(0);
    out = '';
    err = '';
  };

  it('would work for nobody, for a wrong passphrase, or take one from the words of the command', async () => {
    expect(await runDesk(['import', '--json', ...data(), folder.path])).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'NOT_ALLOWED_NOW', message: expect.stringContaining('desk set-up') as string } });
    out = '';
    expect(await runDesk(['set-up', ...data()])).toBe(0);
    expect(out).toMatch(/^([0-9A-Z]{4}-){7}[0-9A-Z]{4}\n$/);
    expect(err).toContain('told this once');
    expect((await readdir(join(folder.path, 'data'))).sort()).toEqual(expect.arrayContaining(['desk.db', 'key-ring.json']));
    expect(await readdir(join(folder.path, 'data'))).not.toContain('key');
    for (const command of ['list', 'verify', 'exchange']) {
      await writeFile(join(folder.path, 'other'), 'not this one\n');
      out = '';
      expect(await runDesk([command, '--json', '--passphrase-file', join(folder.path, 'other'), ...data()])).toBe(2);
      expect(JSON.parse(out)).toMatchObject({ error: { code: 'WRONG_PASSPHRASE' } });
    }
    vi.stubEnv('DESK_PERSON', undefined);
    out = '';
    expect(await runDesk(['list', '--json', ...data()])).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'NOT_SIGNED_IN' } });
    expect(await runDesk(['list', '--passphrase', 'known to Lena alone', ...data()])).toBe(2);
    expect(await runDesk(['set-up', '--as', 'Eve', ...data()])).toBe(2);
  });

  it('makes a sample desk of a new folder alone, on which nobody has to be named', async () => {
    vi.stubEnv('DESK_PERSON', undefined);
    vi.stubEnv('DESK_PASSPHRASE_FILE', undefined);
    expect(await runDesk(['demo', '--cases', '1', ...data()]), err).toBe(0);
    out = '';
    expect(await runDesk(['list', '--json', ...data()])).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ cases: [{}] });
    vi.stubEnv('DESK_PERSON', 'Lena');
    vi.stubEnv('DESK_PASSPHRASE_FILE', join(folder.path, 'passphrase'));
    const real = ['--data', join(folder.path, 'real')];
    await setUp(...real);
    expect(await runDesk(['demo', '--cases', '1', ...real]), err).toBe(0);
    vi.stubEnv('DESK_PERSON', 'Dana');
    await writeFile(join(folder.path, 'passphrase'), 'the sample desk is open to all\n');
    out = '';
    expect(await runDesk(['list', '--json', ...real])).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'WRONG_PASSPHRASE' } });
  });

  it('prints one JSON document and nothing else when it cannot do it', async () => {
    expect(await runDesk(['list', '--json', ...data()])).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'NOT_FOUND' } });
    expect(err).toBe('');
  });

  it('takes in once what lies in the exchange folder, and says what was refused and why', async () => {
    await setUp();
    const folderIn = join(folder.path, 'data', 'exchange', 'in');
    await mkdir(folderIn, { recursive: true });
    await writeFile(join(folderIn, 'a.json'), JSON.stringify({ schema: 'dispute-answer/1', questionId: 'elsewhere', from: 'buyer', at: '2026-06-10T09:00:00Z', words: 'Here.' }));
    expect(await runDesk(['exchange', '--json', ...data()])).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ taken: [], refused: [{ fileName: 'a.json', code: 'NOT_FOUND' }] });
    expect(await readdir(folderIn)).toEqual([]);
  });

  it('does not make a data folder by looking for one', async () => {
    await runDesk(['list', ...data()]);
    await runDesk(['verify', ...data()]);
    await runDesk(['export', 'C-1', '--out', join(folder.path, 'x.zip'), ...data()]);
    expect(await readdir(folder.path)).toEqual(['passphrase']);
  });

  it('answers wrong words with 2, as JSON when asked', async () => {
    expect(await runDesk(['import', '--json'])).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'BAD_INPUT' } });
    expect(await runDesk(['explode'])).toBe(2);
    expect(await runDesk(['serve', '--port', '70000'])).toBe(2);
    expect(await runDesk(['demo', '--cases', '-1'])).toBe(2);
    expect(await runDesk(['--help'])).toBe(0);
  });

  it('checks without a data folder: 1 for what is damaged, 2 for what is not there', async () => {
    await mkdir(join(folder.path, 'bag'));
    await writeFile(join(folder.path, 'bag', 'x.txt'), 'x');
    expect(await runDesk(['check', '--json', join(folder.path, 'bag')])).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ results: [{ path: join(folder.path, 'bag'), kind: 'unknown', valid: false }] });
    expect(await runDesk(['check', join(folder.path, 'absent')])).toBe(2);
    expect(await readdir(folder.path)).toEqual(['bag', 'passphrase']);
  });

  it('imports, lists, verifies and exports, each with its exit code', async () => {
    await setUp();
    const broken = join(folder.path, 'broken.json');
    await writeFile(broken, '{"a": 1,\n  "b": }');
    expect(await runDesk(['import', '--json', ...data(), broken])).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ cases: [], failed: [{ path: broken, at: expect.stringMatching(/2/) as string }] });
    out = '';
    expect(await runDesk(['import', '--json', ...data(), join(folder.path, 'absent.json')])).toBe(2);
    out = '';
    expect(await runDesk(['list', '--json', ...data()])).toBe(0);
    expect(JSON.parse(out)).toEqual({ cases: [] });
    out = '';
    expect(await runDesk(['verify', '--json', ...data()])).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ ok: true, firstBroken: null, evidence: { broken: [] } });
    expect(await runDesk(['export', 'C-20999', '--out', join(folder.path, 'x.zip'), ...data()])).toBe(2);
    expect(await readdir(folder.path)).not.toContain('x.zip');
  });

  it('compares the ledger of the exchange folder: 1 for a payout file nobody here wrote, 2 for a folder that cannot be read', async () => {
    // A folder each: a process lets go of its own lock on one only some time after it closed the desk.
    const reconcile = (name: string, ...words: string[]) => ((out = ''), runDesk(['reconcile', ...words, '--data', join(folder.path, name)]));
    for (const name of ['empty', 'foreign', 'broken']) await setUp('--data', join(folder.path, name));
    expect(await reconcile('empty', '--json')).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ check: { state: 'done', entries: 0, payouts: 0 }, differences: [] });
    const key = '01981f3e-7d4a-7c1b-9a2e-5b6c7d8e9f00';
    const amount = { minor: '2665', currency: 'USD' };
    await mkdir(join(folder.path, 'foreign', 'exchange', 'out'), { recursive: true });
    await writeFile(join(folder.path, 'foreign', 'exchange', 'out', `payout-${key}.json`), JSON.stringify({ key, source: 's', sourceId: '1', orderId: null, amount, shares: [], rulingId: 'r', decidedAt: '2026-06-10T09:00:00Z' }));
    expect(await reconcile('foreign')).toBe(1);
    expect(out).toContain(`UNKNOWN_KEY  -  here -  ledger USD 26.65  ${key}`);
    await rm(join(folder.path, 'broken', 'exchange'), { recursive: true, force: true });
    await writeFile(join(folder.path, 'broken', 'exchange'), 'x');
    expect(await reconcile('broken', '--json')).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'OFFLINE', message: expect.stringContaining('a file lies where the folder should be') as string } });
    expect(await reconcile('never', '--json', '--from', 'yesterday')).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'BAD_INPUT' } });
    expect(await readdir(folder.path)).not.toContain('never');
  });

  it('names the process that holds the data folder, and looks beside it', async () => {
    const dataDir = join(folder.path, 'data');
    await setUp();
    const core = await openDoor({ dataDir, key: null, mode: 'write', holder: 'the web shell' });
    try {
      expect(await runDesk(['import', '--json', ...data(), folder.path])).toBe(2);
      expect(JSON.parse(out)).toMatchObject({ error: { code: 'DATA_FOLDER_BUSY', message: expect.stringMatching(/the web shell \(process \d+/) as string } });
      expect(await runDesk(['list', ...data()])).toBe(0);
      expect(await runDesk(['verify', ...data()])).toBe(0);
    } finally {
      await core.close();
    }
  });
});

describe('exit codes', () => {
  const fault = { code: 'FILE_NOT_FOUND', path: null, message: '' };
  const good = { path: 'a', kind: 'bundle', version: '1.0', valid: true, complete: true, faults: [], warnings: [] } as const;
  it('of check are 0 only when every path is whole', () => {
    expect(checkCode([{ ...good, faults: [], warnings: [fault] }])).toBe(0);
    expect(checkCode([{ ...good, faults: [], warnings: [] }, { ...good, valid: false, faults: [], warnings: [] }])).toBe(1);
    expect(checkCode([{ ...good, complete: false, faults: [], warnings: [] }])).toBe(1);
    expect(checkCode([{ ...good, faults: [{ ...fault, code: 'CASE_BROKEN' }], warnings: [] }])).toBe(1);
    expect(checkCode([{ ...good, faults: [], warnings: [] }, { ...good, kind: 'unknown', valid: false, faults: [fault], warnings: [] }])).toBe(1);
  });

  const one = { caseId: 'c', reference: 'C-1', source: 's', sourceId: '1', result: 'created', paths: [], mapped: 3, unmapped: [{ path: '$.x', value: 1 }], warnings: [{ code: 'W', message: 'w' }], faults: [] } as const;
  const report = (faults: { code: string; path: string | null; message: string }[]) => ({ cases: [{ ...one, faults }], failed: [] }) as unknown as ImportReport;
  it('of import tell a damaged bundle from a whole one', () => {
    expect(importCode(report([]), ['a'])).toBe(0);
    expect(importCode(report([{ code: 'FILE_CHECKSUM_DIFFERS', path: 'x', message: 'm' }]), ['a'])).toBe(1);
  });
  it('of import come with every fault in the JSON', () => {
    expect(toJson(report([{ code: 'FILE_CHECKSUM_DIFFERS', path: 'x', message: 'm' }]))).toEqual({
      cases: [{ caseId: 'c', source: 's', sourceId: '1', result: 'created', mapped: 3, unmapped: ['$.x'], warnings: [{ code: 'FILE_CHECKSUM_DIFFERS', message: 'm' }, { code: 'W', message: 'w' }] }],
      failed: [],
    });
  });
});

describe('the window of the web shell', () => {
  it('is an app window with a profile of its own; root needs no-sandbox or nothing opens', () => {
    const { command, args } = browserCommand('http://x/', '/d/window', { browser: '/usr/bin/chromium', platform: 'linux', isRoot: true });
    expect(command).toBe('/usr/bin/chromium');
    expect(args).toEqual(expect.arrayContaining(['--app=http://x/', '--user-data-dir=/d/window', '--no-sandbox']));
    expect(browserCommand('http://x/', '/d', { browser: '/usr/bin/chromium', platform: 'linux', isRoot: false }).args).not.toContain('--no-sandbox');
  });
  it('is the default browser where there is no Chromium', () => {
    const command = (platform: NodeJS.Platform) => browserCommand('http://x/', '/d', { browser: null, platform, isRoot: false }).command;
    expect([command('linux'), command('darwin'), command('win32')]).toEqual(['xdg-open', 'open', 'cmd']);
  });
  it('is not tried without a screen', () => {
    expect(isHeadless({}, 'linux')).toBe(true);
    expect([isHeadless({ DISPLAY: ':0' }, 'linux'), isHeadless({ WAYLAND_DISPLAY: 'w' }, 'linux'), isHeadless({}, 'darwin')]).toEqual([false, false, false]);
  });
});

describe('words from outside on a terminal', () => {
  it('cannot steer it or turn the reading direction', () => {
    expect(plain('a\u001b[2Jb\u202ec\nd')).toBe('a\ufffd[2Jb\ufffdc\ufffdd');
  });
});
