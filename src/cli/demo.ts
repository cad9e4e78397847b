import { Command, InvalidArgumentError } from 'commander';
import { openCore } from './core.ts';
import { dataDirOf } from './dataDir.ts';
import { print } from './outcome.ts';

/** `desk demo`: fills a data folder with the sample docket, or with generated cases. */
export function demoCommand(): Command {
  return new Command('demo')
    .description('fill a data folder with sample cases')
    .option('--cases <n>', 'so many generated cases instead of the docket', toCount)
    .option('--seed <seed>', 'the same seed makes the same cases', '1')
    .option('--data <dir>', 'data folder')
    .action(async (options: { cases?: number; seed: string; data?: string }) => {
      const dataDir = dataDirOf(options.data, true);
      const { core, ask } = await openCore(dataDir, 'write', 'the command desk demo');
      try {
        const { created } = await ask('desk.fillDemo', { seed: options.seed, ...(options.cases === undefined ? {} : { cases: options.cases }) });
        print(`${created} cases added to ${dataDir}`);
      } finally {
        await core.close();
      }
    });
}

function toCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('a whole number of cases, 1 or more');
  return count;
}
