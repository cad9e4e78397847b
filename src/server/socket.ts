import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { WebDesk } from './http.ts';
import { refusalOf } from './origin.ts';
import { sessionOf } from './session.ts';

const pingMs = 30_000;
/** A reader this far behind is let go: it comes back and fetches anew, which is cheaper than what waits for it. */
const mostWaitingBytes = 1024 * 1024;
const mostSockets = 200;

/** Serves `GET /events`: every event of the core to every open window. The answer ends all sockets. */
export function serveEvents(server: Server, { core, door, port }: WebDesk): () => void {
  // Windows only listen; a message from one is a mistake or an attack, so the longest allowed is next to nothing.
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1_024, perMessageDeflate: false, clientTracking: true });
  const alive = new WeakSet<WebSocket>();

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const refusal = refusalOf('GET', request.headers, port(), { isUpgrade: true });
    if (refusal) return refuse(socket, refusal.status);
    if (request.url?.split('?', 1)[0] !== '/events') return refuse(socket, 404);
    if (!sessionOf(request.headers, port(), door)) return refuse(socket, 401);
    if (sockets.clients.size >= mostSockets) return refuse(socket, 503);
    sockets.handleUpgrade(request, socket, head, (opened) => {
      alive.add(opened);
      opened.on('pong', () => alive.add(opened));
      opened.on('message', () => opened.close(1008, 'Windows only listen here.'));
      opened.on('error', () => opened.terminate());
    });
  }

  server.on('upgrade', upgrade);
  const stop = core.on((event) => {
    const text = JSON.stringify(event);
    for (const socket of sockets.clients) {
      if (socket.bufferedAmount > mostWaitingBytes) socket.terminate();
      else if (socket.readyState === socket.OPEN) socket.send(text);
    }
  });
  const heartbeat = setInterval(() => {
    for (const socket of sockets.clients) {
      if (!alive.delete(socket)) socket.terminate();
      else socket.ping();
    }
  }, pingMs);
  heartbeat.unref();

  return () => {
    stop();
    clearInterval(heartbeat);
    server.off('upgrade', upgrade);
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
  };
}

const reasons: Record<number, string> = { 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 421: 'Misdirected Request', 503: 'Service Unavailable' };

function refuse(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${reasons[status] ?? 'Refused'}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
