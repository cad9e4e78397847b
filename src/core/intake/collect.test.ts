import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '../../testing/tempFolder.ts';
import { collect } from './collect.ts';

// The one file of the system that lets itself be opened by anybody and read at its start by nobody, not even root.
const unreadable = '/proc/self/mem';
const isLinux = process.platform === 'linux';

it.skipIf(!isLinux)(`takes the others in when one file of an import cannot be read${isLinux ? '' : ' (left out: only Linux has such a file)'}`, async () => {
  const folder = await tempFolder();
  const path = join(folder.path, 'a.json');
  await writeFile(path, '{}');
  const { groups, failed } = await collect([{ path: unreadable, name: 'given/b.json' }, { path, name: 'given/a.json' }]);
  expect(groups.flat().map(({ name }) => name)).toEqual(['given/a.json']);
  expect(failed.map((one) => [one.path, one.code])).toEqual([['given/b.json', 'FILE_NOT_READABLE']]);
  await folder.remove();
});

it('calls a name that is too long for the system by its name and goes on', async () => {
  const { failed } = await collect([{ path: `/${'x'.repeat(300)}`, name: 'long' }, { path: '/nowhere-at-all', name: 'gone' }]);
  expect(failed.map(({ path }) => path)).toEqual(['long', 'gone']);
});
