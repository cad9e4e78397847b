/** How a party's clock stands to the person's: "2 h ahead of you", "on your clock"; null for a zone nobody knows. `own` is the zone of this machine unless said. */
export function zoneWords(zone: string, at: number, own?: string): string | null {
  const theirs = offsetOf(zone, at);
  const mine = offsetOf(own, at);
  if (theirs === null || mine === null) return null;
  const minutes = theirs - mine;
  if (minutes === 0) return 'on your clock';
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const span = [hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : ''].filter(Boolean).join(' ');
  return `${span} ${minutes > 0 ? 'ahead of' : 'behind'} you`;
}

/** Minutes east of UTC. */
function offsetOf(zone: string | undefined, at: number): number | null {
  try {
    const format = new Intl.DateTimeFormat('en', { timeZoneName: 'longOffset', ...(zone === undefined ? {} : { timeZone: zone }) });
    const words = format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? '';
    const [, sign, hours = '0', minutes = '0'] = /GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(words) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  } catch {
    return null;
  }
}
