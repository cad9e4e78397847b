import type { Coverage, CoverageRow, ValueRow } from '../../contract/samplePlan.ts';
import { Outcome, reasons } from '../../contract/vocabulary.ts';
import type { Member } from './population.ts';

/** Below this many refunds of a currency its amounts are one band: quarters of so few say nothing. */
const fewest = 12;

/** How a sample stands to its population, by mediator, reason, outcome and value; the largest groups of mediators first. Pure. */
export function coverageOf(population: readonly Member[], drawn: ReadonlySet<string>): Coverage {
  const names = new Map(population.map(({ personId, personName }) => [personId, personName]));
  const count = (keyOf: (member: Member) => string, labelOf: (key: string) => string) => countBy(population, drawn, keyOf, labelOf);
  const inOrder = (order: readonly string[]) => (a: CoverageRow, b: CoverageRow) => order.indexOf(a.key) - order.indexOf(b.key);
  return {
    mediator: count(({ personId }) => personId, (key) => names.get(key) ?? key).sort((a, b) => b.population - a.population || (a.label < b.label ? -1 : 1)),
    reason: count(({ reason }) => reason, (key) => key).sort(inOrder(reasons)),
    outcome: count(({ outcome }) => outcome, (key) => key).sort(inOrder(Outcome.options)),
    value: valueRows(population, drawn),
  };
}

function countBy(population: readonly Member[], drawn: ReadonlySet<string>, keyOf: (member: Member) => string, labelOf: (key: string) => string): CoverageRow[] {
  return [...Map.groupBy(population, keyOf)].map(([key, members]) => ({ key, label: labelOf(key), population: members.length, sample: countIn(members, drawn) }));
}

const countIn = (members: readonly Member[], drawn: ReadonlySet<string>) => members.filter(({ rulingId }) => drawn.has(rulingId)).length;

/** Bands of each currency at the quarters of what was refunded in it, so that any currency has bands of its own size; then what was refused. */
function valueRows(population: readonly Member[], drawn: ReadonlySet<string>): ValueRow[] {
  const paid = Map.groupBy(population, ({ amount }) => amount?.currency ?? null);
  const none = paid.get(null) ?? [];
  const rows = [...paid]
    .flatMap(([currency, members]) => (currency === null ? [] : [{ currency, members }]))
    .sort((a, b) => b.members.length - a.members.length || (a.currency < b.currency ? -1 : 1))
    .flatMap(({ currency, members }) => bandsOf(currency, members, drawn));
  return none.length === 0 ? rows : [...rows, { currency: null, fromMinor: null, upToMinor: null, population: none.length, sample: countIn(none, drawn) }];
}

function bandsOf(currency: string, members: readonly Member[], drawn: ReadonlySet<string>): ValueRow[] {
  const sorted = members.map((member) => ({ member, minor: BigInt(member.amount?.minor ?? '0') })).sort((a, b) => (a.minor < b.minor ? -1 : a.minor > b.minor ? 1 : 0));
  const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1]?.minor ?? 0n;
  const last = sorted.at(-1)?.minor ?? 0n;
  const tops = sorted.length < fewest ? [last] : [...new Set([at(0.25), at(0.5), at(0.75), last])];
  return tops.map((top, index) => {
    const above = tops[index - 1] ?? -1n;
    const inBand = sorted.filter(({ minor }) => minor > above && minor <= top);
    return { currency, fromMinor: String(inBand[0]?.minor ?? top), upToMinor: String(top), population: inBand.length, sample: countIn(inBand.map(({ member }) => member), drawn) };
  });
}
