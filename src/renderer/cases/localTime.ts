/** The clock of a party's zone, "Tue 14:05", with the zone's name; null for a zone nobody knows. */
export function localTime(at: number, timeZone: string): string | null {
  try {
    const clock = new Intl.DateTimeFormat('en-GB', { weekday: 'short', hour: '2-digit', minute: '2-digit', timeZone }).format(at);
    return `${clock} (${timeZone.replaceAll('_', ' ')})`;
  } catch {
    return null;
  }
}
