import Database from 'libsql';

/** A statement the desk ran, how often and for how long, ms. */
export type Watched = { text: string; runs: number; ms: number };

type Method = (...values: unknown[]) => unknown;
const methods = ['run', 'get', 'all', 'iterate'] as const;

/** Notes every statement that goes through the driver from now on; the returned function stops that and gives them. */
export function watchSql(): () => Watched[] {
  const seen = new Map<string, Watched>();
  const prepare = Database.prototype.prepare as unknown as (this: unknown, text: string) => Record<string, unknown>;
  Database.prototype.prepare = function watched(this: unknown, text: string) {
    const statement = prepare.call(this, text);
    const one = seen.get(text) ?? { text, runs: 0, ms: 0 };
    seen.set(text, one);
    for (const name of methods) {
      const own = statement[name] as Method | undefined;
      if (!own) continue;
      statement[name] = function timed(...values: unknown[]) {
        const start = performance.now();
        const answer = own.apply(statement, values);
        one.ms += performance.now() - start;
        one.runs += 1;
        return answer;
      };
    }
    return statement;
  } as never;
  return () => {
    Database.prototype.prepare = prepare as never;
    return [...seen.values()].filter(({ runs }) => runs > 0);
  };
}
