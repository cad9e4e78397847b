import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHttpBackend, replyOf } from './http.ts';

class FakeSocket extends EventTarget {
  static last: FakeSocket;
  readonly url: string;

  constructor(url: string) {
    super();
    this.url = url;
    FakeSocket.last = this;
  }
}

/** A backend that hears events already. */
function createHeard() {
  const backend = createHttpBackend(origin);
  FakeSocket.last.dispatchEvent(new Event('open'));
  return backend;
}

const origin = 'http://127.0.0.1:4310';
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

beforeEach(() => vi.stubGlobal('WebSocket', FakeSocket));
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('calls over http', () => {
  it('sends the input as JSON to the method and gives back the bare value', async () => {
    const fetched = vi.fn<typeof fetch>(async () => json({ ok: true, value: { undoSeconds: 15 } }));
    vi.stubGlobal('fetch', fetched);
    expect(await createHeard().call('settings.set', { undoSeconds: 15 })).toEqual({ undoSeconds: 15 });
    expect(fetched.mock.calls[0]?.[0]).toBe(`${origin}/api/settings.set`);
    expect(fetched.mock.calls[0]?.[1]).toMatchObject({ method: 'POST', body: '{"undoSeconds":15}' });
  });
  it('throws the code and the data of the core, not the HTTP status', async () => {
    vi.stubGlobal('fetch', async () => json({ ok: false, error: { code: 'CONFLICT', message: 'Changed meanwhile.', data: { version: 4 } } }, 409));
    await expect(createHeard().call('desk.status', {})).rejects.toMatchObject({ code: 'CONFLICT', message: 'Changed meanwhile.', data: { version: 4 } });
  });
  it('a server that is not there is OFFLINE, so that screens keep drafts instead of calling it a defect', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('fetch failed');
    });
    await expect(createHeard().call('desk.status', {})).rejects.toMatchObject({ code: 'OFFLINE' });
  });
  it('HTML from a proxy or a server half started is not shown as an answer', async () => {
    expect(await replyOf(new Response('<html>', { status: 502 }))).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
    expect(await replyOf(json({ ok: true }))).toMatchObject({ ok: false });
    expect(await replyOf(json({ ok: false, error: { code: 'NOT_A_CODE', message: 'x' } }))).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
    expect(await replyOf(new Response('', { status: 401 }))).toMatchObject({ error: { code: 'NOT_SIGNED_IN' } });
  });
  it('uploads each file under one batch with its folder in the path, percent-encoded for names in any script', async () => {
    const fetched = vi.fn<typeof fetch>(async () => json({ ok: true, value: null }));
    vi.stubGlobal('fetch', fetched);
    const nested = Object.assign(new File(['b'], 'фото.jpg'), {});
    Object.defineProperty(nested, 'webkitRelativePath', { value: 'bag/data/фото.jpg' });
    const { batchId } = await createHttpBackend(origin).importFiles([new File(['a'], 'a.zip'), nested]);
    expect(fetched.mock.calls.map(([url]) => url)).toEqual([`${origin}/upload/${batchId}`, `${origin}/upload/${batchId}`]);
    expect(fetched.mock.calls.map(([, init]) => (init?.headers as Record<string, string>)['x-path'])).toEqual(['a.zip', encodeURIComponent('bag/data/фото.jpg')]);
  });
  it('a refused upload is thrown and not imported as if it were whole', async () => {
    vi.stubGlobal('fetch', async () => json({ ok: false, error: { code: 'DISK_FULL', message: 'No room.' } }, 507));
    await expect(createHttpBackend(origin).importFiles([new File(['a'], 'a.zip')])).rejects.toMatchObject({ code: 'DISK_FULL' });
  });
});

describe('events over the socket', () => {
  it('tells a lost connection once, tries again, and tells when it is back', () => {
    vi.useFakeTimers();
    const seen: boolean[] = [];
    const backend = createHttpBackend(origin);
    backend.onConnection((isOnline) => seen.push(isOnline));
    const first = FakeSocket.last;
    expect(first.url).toBe('ws://127.0.0.1:4310/events');
    first.dispatchEvent(new Event('open'));
    first.dispatchEvent(new Event('close'));
    vi.advanceTimersByTime(250);
    FakeSocket.last.dispatchEvent(new Event('close'));
    vi.advanceTimersByTime(500);
    FakeSocket.last.dispatchEvent(new Event('open'));
    expect(FakeSocket.last).not.toBe(first);
    expect(seen).toEqual([false, true]);
  });
  it('would have every screen fetch twice by telling whoever just began that the core is there, or leave one that begins without it untold', () => {
    vi.useFakeTimers();
    const backend = createHttpBackend(origin);
    const seen: boolean[] = [];
    backend.onConnection((isOnline) => seen.push(isOnline));
    expect(seen).toEqual([]);
    FakeSocket.last.dispatchEvent(new Event('close'));
    const late: boolean[] = [];
    backend.onConnection((isOnline) => late.push(isOnline));
    expect(late).toEqual([false]);
  });
  it('would fetch before it hears, and never learn of what changes in between', async () => {
    const fetched = vi.fn<typeof fetch>(async () => json({ ok: true, value: {} }));
    vi.stubGlobal('fetch', fetched);
    const seen: boolean[] = [];
    const backend = createHttpBackend(origin);
    backend.onConnection((isOnline) => seen.push(isOnline));
    const asked = backend.call('desk.status', {});
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(fetched).not.toHaveBeenCalled();
    FakeSocket.last.dispatchEvent(new Event('open'));
    await asked;
    expect(fetched).toHaveBeenCalledOnce();
    expect(seen, 'nobody is told to fetch a second time').toEqual([]);
  });
  it('would hold every call for ever where no socket opens, or not fetch again when one does at last', async () => {
    vi.useFakeTimers();
    const fetched = vi.fn<typeof fetch>(async () => json({ ok: true, value: {} }));
    vi.stubGlobal('fetch', fetched);
    const seen: boolean[] = [];
    const backend = createHttpBackend(origin);
    backend.onConnection((isOnline) => seen.push(isOnline));
    const asked = backend.call('desk.status', {});
    await vi.advanceTimersByTimeAsync(5_000);
    await asked;
    expect(seen).toEqual([false]);
    FakeSocket.last.dispatchEvent(new Event('open'));
    expect(seen).toEqual([false, true]);
  });
  it('lets calls go as soon as the socket is refused, so that a desk that is gone is told at once', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('fetch failed');
    });
    const asked = createHttpBackend(origin).call('desk.status', {});
    FakeSocket.last.dispatchEvent(new Event('close'));
    await expect(asked).rejects.toMatchObject({ code: 'OFFLINE' });
  });
  it('drops what is no event of the contract', () => {
    const seen: unknown[] = [];
    const backend = createHttpBackend(origin);
    backend.on((event) => seen.push(event));
    const say = (data: unknown) => FakeSocket.last.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(data) }));
    say({ type: 'case.exploded', caseId: 'c' });
    say({ type: 'case.changed', caseId: 'c', version: 2 });
    expect(seen).toEqual([{ type: 'case.changed', caseId: 'c', version: 2 }]);
  });
});
