import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers one request, whose body was read. */
export type Answering = (response: ServerResponse, request: IncomingMessage, body: string) => void;

/** A real web server on a port of its own for one test. */
export type SmallServer = { url: string; close(): Promise<void> };

/** Starts one; close it when the test is over, which also breaks off what is under way. */
export async function startSmallServer(answer: Answering): Promise<SmallServer> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += part));
    request.on('end', () => answer(response, request, body));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** An address on which nothing listens. */
export async function unusedUrl(): Promise<string> {
  const server = await startSmallServer(() => undefined);
  await server.close();
  return server.url;
}
