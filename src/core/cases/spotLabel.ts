/** B-1.2 for the second spot of exhibit B-1; M-1 and T-1 count the spots on messages and on scans of the tracking. */
export function spotLabel(spot: { anchor: string; number: number }, exhibitLabel: string | null): string {
  if (exhibitLabel !== null) return `${exhibitLabel}.${spot.number}`;
  return `${spot.anchor === 'scan' ? 'T' : 'M'}-${spot.number}`;
}
