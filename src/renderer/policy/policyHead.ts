/** The day a document says it takes effect ('2026-12-01'); null while it says none, or a moment of another form. */
export function dayOf(text: string): string | null {
  return /^effectiveFrom: *(\d{4}-\d{2}-\d{2})(?:T00:00:00Z)? *$/m.exec(text)?.[1] ?? null;
}

/** The document with another day; as it was when it has no line for it. */
export function withDay(text: string, day: string): string {
  return text.replace(/^effectiveFrom:.*$/m, `effectiveFrom: ${day}`);
}

/** Where a line begins and ends in a text; lines count from 1. */
export function spanOf(text: string, line: number): { start: number; end: number } {
  const lines = text.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  return { start: Math.min(start, text.length), end: Math.min(start + (lines[line - 1]?.length ?? 0), text.length) };
}
