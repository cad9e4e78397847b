// `npm run typecheck`: every tsconfig by a compiler of its own, two at a time; each file is checked once, in its own folder. The last line of each is its name and verdict.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pinnedNode, projectRoot } from '../cli/setUp.mjs';

const ownFiles = fileURLToPath(new URL('typecheckFolder.mjs', import.meta.url));

/** Folders with a tsconfig of their own. */
export function typedFolders(root = projectRoot) {
  const inSrc = readdirSync(join(root, 'src')).map((name) => `src/${name}`);
  return [...inSrc, 'e2e', 'bench'].filter((folder) => existsSync(join(root, folder, 'tsconfig.json')));
}

/** Checks one folder; Vue files need vue-tsc. Resolves with the compiler's words, empty when all is well. */
export function typecheck(folder, root = projectRoot) {
  const hasVue = readdirSync(join(root, folder), { recursive: true }).some((name) => name.endsWith('.vue'));
  const compiler = hasVue ? [join(root, 'node_modules', 'vue-tsc', 'bin', 'vue-tsc.js'), '-p', folder, '--noEmit', '--pretty', 'false'] : [ownFiles, folder];
  return new Promise((resolve) => {
    const child = spawn(pinnedNode(root), compiler, { cwd: root });
    let words = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (words += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (words += text));
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code) => resolve(code === 0 ? '' : words || `The compiler ended with code ${code}.`));
  });
}

/** Checks every folder and tells each verdict as it comes; gives the names that failed. */
export async function typecheckAll(tell) {
  const waiting = typedFolders();
  const all = waiting.length;
  const failed = [];
  async function work() {
    for (let folder = waiting.shift(); folder; folder = waiting.shift()) {
      const words = await typecheck(folder);
      if (words) failed.push(folder);
      tell(folder, words);
    }
  }
  await Promise.all([work(), work()]);
  return { passed: all - failed.length, failed };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { failed } = await typecheckAll((folder, words) => process.stdout.write(words ? `${words.trimEnd()}\n${folder}: type faults\n` : `${folder}: fine\n`));
  process.exitCode = failed.length > 0 ? 1 : 0;
}
