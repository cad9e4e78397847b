import type { Client, InArgs, InStatement, Transaction } from '@libsql/client';

/**
 * The client of a server, made to run what is executed while a transaction is open inside it, as a file's does: a query built once for the
 * connection can be used in every transaction. One is open at a time, because `createWrite` lets one in.
 */
export function insideTransactions(client: Client): Client {
  let open: Transaction | null = null;
  return new Proxy(client, {
    get(target, name) {
      if (name === 'transaction') {
        return async (...mode: []) => {
          open = await target.transaction(...mode);
          return open;
        };
      }
      if (name === 'execute' && open && !open.closed) {
        const inside = open;
        return (statement: InStatement, args?: InArgs) => inside.execute(typeof statement === 'string' ? { sql: statement, args: args ?? [] } : statement);
      }
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
