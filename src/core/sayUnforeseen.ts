/**
 * An error nobody foresaw, for the log of the process: names and codes of it and its causes, and where it came from. Never a message: those of
 * the database carry SQL with its values, and a value can look like a place.
 */
export function sayUnforeseen(error: unknown): string {
  if (!(error instanceof Error)) return `what is no error: ${typeof error}`;
  const chain: string[] = [];
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) chain.push('code' in cause ? `${cause.name} ${String(cause.code)}` : cause.name);
  return [chain.join(' <- '), placeOf(error)].filter((part) => part !== '').join(' ');
}

function placeOf({ stack = '', message }: Error): string {
  const at = stack.indexOf(message);
  const frames = at < 0 ? '' : stack.slice(at + message.length);
  return (frames.split('\n').find((line) => /^ +at /.test(line)) ?? '').trim();
}
