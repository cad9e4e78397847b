import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json, `drizzle` and `resources`, from sources and from the build alike. */
export const projectRoot: string = (() => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'drizzle'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('The folder with the desk\'s migrations ("drizzle") was not found above the program.');
    folder = parent;
  }
  return folder;
})();
