import { Command } from 'commander';
import type { CaseRow } from '../contract/cases.ts';
import { toDecimal } from '../contract/money.ts';
import { openCore } from './core.ts';
import { dataDirOf } from './dataDir.ts';
import { print, printJson } from './outcome.ts';

/** `desk list`: every case with its state; works beside a running desk. */
export function listCommand(): Command {
  return new Command('list')
    .description('list the cases')
    .option('--data <dir>', 'data folder')
    .option('--json', 'print one JSON document')
    .action(async (options: { data?: string; json?: boolean }) => {
      const { core, ask } = await openCore(dataDirOf(options.data), 'read', 'the command desk list');
      try {
        const cases: CaseRow[] = [];
        for (let cursor: string | null = null, isFirst = true; isFirst || cursor !== null; isFirst = false) {
          const page: { rows: CaseRow[]; nextCursor: string | null } = await ask('cases.list', { scope: 'all', sort: 'reference', cursor, limit: 200 });
          cases.push(...page.rows);
          cursor = page.nextCursor;
        }
        if (options.json) printJson({ cases });
        else for (const row of cases) say(row);
      } finally {
        await core.close();
      }
    });
}

function say(row: CaseRow): void {
  const amount = row.amount ? `${row.amount.currency} ${toDecimal(row.amount.minor, row.amount.currency)}` : '';
  const due = row.dueAt === null ? '' : new Date(row.dueAt).toISOString().slice(0, 16).replace('T', ' ');
  print(`${row.reference.padEnd(9)} ${row.state.padEnd(10)} ${row.reason.padEnd(20)} ${amount.padStart(16)}  ${due.padEnd(16)}  ${row.title ?? ''}`);
}
