const format = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** A period in days of the person's zone, its last day as part of it: "1 Jun 2026 to 30 Jun 2026". */
export function sayPeriod(fromAt: number, untilAt: number): string {
  const [first, last] = [format.format(fromAt), format.format(untilAt - 1)];
  return first === last ? first : `${first} to ${last}`;
}
