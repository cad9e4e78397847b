import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '../../testing/tempFolder.ts';
import { collect } from './collect.ts';

const isRoot = process.getuid?.() === 0;

it.skipIf(isRoot)(`takes the others in when one file or folder of an import cannot be read${isRoot ? ' (left out: root can read everything)' : ''}`, async () => {
  const folder = await tempFolder();
  await writeFile(join(folder.path, 'a.json'), '{}');
  await writeFile(join(folder.path, 'b.json'), '{}');
  await mkdir(join(folder.path, 'c'));
  await chmod(join(folder.path, 'b.json'), 0);
  await chmod(join(folder.path, 'c'), 0);
  const { groups, failed } = await collect([{ path: folder.path, name: 'given' }]);
  expect(groups.flat().map(({ name }) => name)).toEqual(['given/a.json']);
  expect(failed.map(({ path, code }) => [path, code])).toEqual([['given/b.json', 'FILE_NOT_READABLE'], ['given/c', 'FILE_NOT_READABLE']]);
  await chmod(join(folder.path, 'c'), 0o700);
  await folder.remove();
});

it('calls a name that is too long for the system by its name and goes on', async () => {
  const { failed } = await collect([{ path: `/${'x'.repeat(300)}`, name: 'long' }, { path: '/nowhere-at-all', name: 'gone' }]);
  expect(failed.map(({ path }) => path)).toEqual(['long', 'gone']);
});
