/** A pane of a UiSplit in px; the one without a size takes what is left. A hidden one keeps what is in it alive. */
export type Pane = { id: string; size?: number; min?: number; max?: number; isHidden?: boolean };

/** A size within the bounds of its pane, and never so large that the filling pane falls below `leave` px. */
export function fitPane(pane: Pane, size: number, room: number, leave: number): number {
  const most = Math.min(pane.max ?? Infinity, Math.max(pane.min ?? 0, room - leave));
  return Math.round(Math.min(most, Math.max(pane.min ?? 0, size)));
}

/** The remembered sizes under a name; what cannot be read counts as none. */
export function readSizes(text: string | null): Record<string, number> {
  if (text === null) return {};
  try {
    const kept: unknown = JSON.parse(text);
    if (typeof kept !== 'object' || kept === null) return {};
    return Object.fromEntries(Object.entries(kept).filter(([, size]) => typeof size === 'number' && Number.isFinite(size)));
  } catch {
    return {};
  }
}
