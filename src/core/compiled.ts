import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { projectRoot } from './projectRoot.ts';

/** After so long what a start needs has been compiled and is kept, also when this process is killed later. */
const keepAfterMs = 10_000;

/** Where Node keeps the built program as it runs it, beside the program itself; a new build takes it away. Null for the sources. */
const compiledFolder = import.meta.url.endsWith('.ts') ? null : join(projectRoot, 'out', 'main', '.compiled');

/** What a thread finds the compiled program by from its first file on; spread into its environment. */
export const compiledEnv: Record<string, string> = compiledFolder === null ? {} : { NODE_COMPILE_CACHE: compiledFolder };

/** What this thread loads from now on is compiled once for all starts. Where nothing can be written it is compiled each time. */
export function keepCompiled(): void {
  if (compiledFolder === null) return;
  enableCompileCache(compiledFolder);
  setTimeout(flushCompileCache, keepAfterMs).unref();
}
