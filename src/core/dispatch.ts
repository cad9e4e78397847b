import type { z } from 'zod';
import { methods, type MethodName, type MethodRow } from '../contract/methods.ts';
import type { Fault, Reply } from '../contract/reply.ts';
import type { Caller } from './core.ts';
import type { Desk, Sitting } from './desk.ts';
import { DeskError, diskFault } from './fault.ts';
import type { Handlers } from './handlers.ts';

type AnyHandler = (desk: Desk, input: unknown, by: unknown) => Promise<unknown>;

/** Methods that change nothing, which a desk that only looks answers too. */
export const readOnlyMethods = [
  'desk.status',
  'settings.get',
  'people.door',
  'people.list',
  'people.accounts',
  'people.limits',
  'people.conflicts',
  'cases.list',
  'cases.facets',
  'cases.get',
  'cases.upNext',
  'queues.weights',
  'queues.previewWeights',
  'queues.list',
  'queues.previewRule',
  'queues.troubles',
  'queues.gaps',
  'queues.leases',
  'cases.ofParties',
  'cases.exhibitElsewhere',
  'cases.ofOrder',
  'cases.reminders',
  'cases.asked',
  'offers.check',
  'exchange.list',
  'feed.status',
  'feed.refusals',
  'deadlines.preview',
  'deadlines.answerTime',
  'intake.report',
  'intake.list',
  'policy.list',
  'policy.get',
  'policy.getDraft',
  'policy.check',
  'policy.reach',
  'rulings.check',
  'rulings.staged',
  'rulings.list',
  'rulings.get',
  'rulings.asItWas',
  'filters.list',
  'filters.listViews',
  'search.find',
  'search.complete',
  'cases.tags',
  'bulk.preview',
  'bulk.get',
  'bulk.list',
  'rulings.likeCases',
  'rulings.likeOpen',
  'rulings.checkTogether',
  'approvals.list',
  'approvals.get',
  'letters.preview',
  'letters.ofCase',
  'reconciliation.list',
  'reconciliation.differences',
  'jobs.list',
  'marketplace.get',
  'marketplace.test',
  'payouts.list',
  'audit.verify',
  'audit.stopVerify',
  'audit.lastVerified',
  'audit.ofCase',
  'audit.entries',
  'audit.anchor',
  'audit.anchors',
  'returns.preview',
  'returns.toDecide',
  'figures.get',
  'figures.myDay',
  'samples.preview',
  'samples.list',
  'samples.get',
  'samples.coverage',
  'samples.check',
  'goldens.list',
  'goldens.results',
  'scorecards.current',
  'scorecards.get',
  'scorecards.list',
  'reviews.list',
  'reviews.get',
  'reviews.mine',
  'reviews.waiting',
  'calibration.list',
  'calibration.choices',
  'calibration.mine',
  'calibration.case',
  'calibration.result',
] as const satisfies readonly MethodName[];
const isReadOnly: ReadonlySet<MethodName> = new Set(readOnlyMethods);

/**
 * Find the method, check who asks, parse the input, run it, answer. The one place where errors become codes. Nobody learns from an
 * answer what a method they may not call would take. `touch` hears that somebody is at the desk. `report` hears of faults nobody foresaw; their message never reaches a screen (drizzle's carries SQL and its values).
 */
export function createDispatch(
  desk: Desk,
  handlers: Handlers,
  personOf: (sessionId: string) => Promise<Sitting | null>,
  report: (method: string, error: unknown) => void,
  touch: (sessionId: string) => Promise<void> = () => Promise.resolve(),
) {
  async function run(name: string, input: unknown, caller: Caller): Promise<unknown> {
    if (!isMethod(name)) throw new DeskError('UNKNOWN_METHOD', `There is no method ${name}.`);
    const row: MethodRow = methods[name];
    const person = await personOf(caller.sessionId);
    if (row.roles !== 'anyone') permit(name, row.roles, person);
    const parsed = parseInput(row, input);
    if (desk.mode === 'read' && !isReadOnly.has(name)) {
      throw new DeskError('DATA_FOLDER_BUSY', 'This process only looks at the data folder, because another one works in it.');
    }
    if (row.roles !== 'anyone' && !isReadOnly.has(name)) await touch(caller.sessionId);
    const by = row.roles === 'anyone' ? { sessionId: caller.sessionId, person } : signedIn(person, caller);
    // Parsed on the way out too: what the contract does not name never leaves the core.
    return row.output.parse(await (handlers[name] as AnyHandler)(desk, parsed, by));
  }

  return async function handle(name: string, input: unknown, caller: Caller): Promise<Reply> {
    try {
      return { ok: true, value: await run(name, input, caller) };
    } catch (error) {
      return { ok: false, error: toFault(error, (unforeseen) => report(name, unforeseen)) };
    }
  };
}

/** Whether the contract has a method of this name. */
export function isMethod(name: string): name is MethodName {
  return Object.hasOwn(methods, name);
}

/** The input of a method as the core works with it. Throws BAD_INPUT that says which part is wrong. */
export function parseInput(row: MethodRow, input: unknown): unknown {
  const parsed = row.input.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  throw new DeskError('BAD_INPUT', sayIssues(parsed.error), parsed.error.issues.map(({ path, message }) => ({ path, message })));
}

/** Refuses a session in which nobody sits, or nobody who may do anything now. Throws NOT_SIGNED_IN, LOCKED or PASSPHRASE_DUE. */
export function requireSeated(person: Sitting | null, method: string): asserts person is Sitting {
  if (!person) throw new DeskError('NOT_SIGNED_IN', 'Sign in first: nobody works in this window yet.');
  if (person.isLocked) throw new DeskError('LOCKED', `This window is locked. ${person.name} unlocks it with their passphrase; their work is as they left it.`);
  if (person.mustChange && method !== 'people.changePassphrase') throw new DeskError('PASSPHRASE_DUE', 'Your passphrase was given to you by somebody else. Choose your own first.');
}

function signedIn(person: Sitting | null, { sessionId }: Caller) {
  return person && { personId: person.personId, name: person.name, role: person.role, sessionId };
}

function permit(name: string, roles: readonly string[], person: Sitting | null): void {
  requireSeated(person, name);
  if (roles.includes(person.role)) return;
  throw new DeskError('NOT_PERMITTED', `${name} is for ${roles.join(' or ')}; ${person.name} works here as ${person.role}.`);
}

function sayIssues(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`).join('; ');
}

/** The fault a person may see for any error; `report` is called for those nobody foresaw. */
export function toFault(error: unknown, report: (error: unknown) => void): Fault {
  if (error instanceof DeskError) return error.toFault();
  report(error);
  return diskFault(error) ?? { code: 'INTERNAL', message: 'The desk failed at this step. Nothing of it was kept; the reason is in its log.' };
}
