/** One cell is text as it is shown, and as it goes into a CSV. `query` filters the decisions behind a row. */
export type PanelRow = { cells: readonly string[]; query?: Record<string, string> };

/** Bars or lines over categories; a null is a gap, not nothing. */
type Series = { name: string; values: readonly (number | null)[] };

/** A value with the interval it lies in; null: not known. */
export type IntervalRow = { name: string; value: number | null; low: number | null; high: number | null };

/** What is drawn. `scale` says how numbers are written: counts, shares of 1, ms, coefficients from -1 to 1. */
export type Chart =
  | { kind: 'bars' | 'lines'; scale: 'count' | 'ms'; categories: readonly string[]; series: readonly Series[]; isStacked?: boolean; isLying?: boolean }
  | { kind: 'intervals'; scale: 'share' | 'difference' | 'coefficient'; rows: readonly IntervalRow[] };

/** One question on the work of the desk, with its answer, what the answer rests on, and the numbers as a chart and as a table. */
export type Panel = {
  id: string;
  question: string;
  answer: string;
  basis: string;
  /** The period before, and whether anything changed. */
  before: string | null;
  /** Further answers, each with its basis. */
  also: readonly string[];
  /** What is counted, and by which formula. */
  note: string;
  columns: readonly string[];
  rows: readonly PanelRow[];
  /** Null when there is nothing to draw. */
  chart: Chart | null;
};
