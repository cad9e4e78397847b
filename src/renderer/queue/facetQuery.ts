import { parseCaseQuery, type Condition } from '../../contract/caseQuery.ts';
import { FacetField } from '../../contract/caseViews.ts';

type OfValues = Extract<Condition, { values: readonly string[] }>;

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

function conditionOf(text: string, field: FacetField): OfValues | null {
  return parseCaseQuery(text).conditions.find((one): one is OfValues => one.field === field && !one.isNot && 'values' in one) ?? null;
}

/** The values of a facet that a query asks for. */
export function chosenValues(text: string, field: FacetField): readonly string[] {
  return conditionOf(text, field)?.values ?? [];
}

/** The query with a value of a facet asked for, or no longer: several of one facet stand in one list. */
export function toggleValue(text: string, field: FacetField, value: string): string {
  const before = conditionOf(text, field);
  const values = before?.values ?? [];
  const after = values.some((one) => isSame(one, value)) ? values.filter((one) => !isSame(one, value)) : [...values, value];
  const written = after.length === 0 ? '' : `${field}:${quoted(after.join(','))}`;
  if (before === null) return `${text.trim()} ${written}`.trim();
  return [text.slice(0, before.from).trimEnd(), written, text.slice(before.to).trimStart()].filter((part) => part !== '').join(' ');
}

/** The query without any condition on a facet. */
export function withoutFacet(text: string, field: FacetField): string {
  let left = text;
  for (const one of parseCaseQuery(text).conditions.toReversed()) {
    if (one.field === field) left = `${left.slice(0, one.from).trimEnd()} ${left.slice(one.to).trimStart()}`;
  }
  return left.trim();
}

const quoted = (values: string): string => (/[\s"]/.test(values) ? `"${values.replaceAll('"', '')}"` : values);

/** Whether a group with this value of a facet can hold any case of a query that asks about the same facet. */
export function passesQuery(text: string, field: FacetField, value: string): boolean {
  return parseCaseQuery(text).conditions.every((one) => one.field !== field || !('values' in one) || one.values.some((asked) => isSame(asked, value)) !== one.isNot);
}

/** Facets a query may be narrowed by within a scope: where a scope is of one state, the state tells nothing. */
export function facetsIn(scope: string): FacetField[] {
  return FacetField.options.filter((field) => field !== 'state' || scope === 'all' || scope === 'queue');
}
