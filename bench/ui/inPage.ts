/** One press of a key as the page saw it: `paintMs` from the system's event to the next paint, `frameMs` to the end of the first frame after it. */
export type Press = { key: string; paintMs: number; frameMs: number };

/** What the page hands to the benchmark; it is there as `window.uiBench`. */
export type InPage = {
  /** Presses since the last call. */
  takePresses(): Press[];
  /** Milliseconds of each task over 50 ms since the last call. */
  takeLongTasks(): number[];
  /** Resolves with the milliseconds from `since` until both sides of the first claim are painted, of another case than `before` (such as C-12). */
  untilPainted(before: string | null, since: number): Promise<number>;
  /** Resolves with the milliseconds from `since` until an element is there and painted. */
  untilThere(selector: string, since: number): Promise<number>;
  /** Reference of the open case; null when none is on screen. */
  reference(): string | null;
  /** When the last key was pressed, in the page's own time. */
  lastPressAt(): number;
  /** Gathers the intervals between frames until the returned function is called. */
  watchFrames(): () => number[];
};

declare global {
  interface Window {
    uiBench: InPage;
  }
}

/** Runs in the page before anything else of it. */
export function watchPage(): void {
  type Waiting = { key: string; at: number; frameMs: number | null };
  const presses: Waiting[] = [];
  const paints = new Map<number, number>();
  const longTasks: number[] = [];
  const slot = (at: number) => Math.round(at * 10);

  /** After the frame is drawn: a task queued from its callback runs behind the drawing. */
  const afterFrame = (run: (at: number) => void) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => run(performance.now());
    channel.port2.postMessage(null);
  });

  addEventListener('keydown', (event) => {
    const press: Waiting = { key: event.key, at: event.timeStamp, frameMs: null };
    presses.push(press);
    afterFrame((at) => (press.frameMs = at - press.at));
  }, true);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.name === 'keydown') paints.set(slot(entry.startTime), entry.duration);
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  new PerformanceObserver((list) => longTasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: 'longtask' });

  const isInSight = (element: Element, within: DOMRect) => {
    const place = element.getBoundingClientRect();
    return place.bottom > within.top && place.top < within.bottom && place.height > 0;
  };

  const reference = () => [...document.querySelectorAll('main h1')].map((heading) => heading.textContent.trim()).find((text) => /^C-\d+$/.test(text)) ?? null;

  /** The pictures in sight on both sides of the first claim; null while there are none to see. */
  function picturesInSight(): HTMLImageElement[] | null {
    const board = document.querySelector('[aria-label="Claim board"]');
    const claim = board?.querySelector('[aria-label^="Claim 1"]');
    if (!board || !claim) return null;
    const frame = board.getBoundingClientRect();
    const sides = ['B-', 'S-'].map((label) => [...claim.querySelectorAll<HTMLImageElement>(`[data-exhibit][aria-label^="${label}"] img`)].filter((image) => isInSight(image, frame)));
    return sides.every((images) => images.length > 0) ? sides.flat() : null;
  }

  /** Resolves when a picture came or the page changed; asking at every frame would take time from what is measured. */
  const change = () => new Promise<void>((resolve) => {
    const heard = new AbortController();
    const observer = new MutationObserver(done);
    function done(): void {
      observer.disconnect();
      heard.abort();
      resolve();
    }
    observer.observe(document.documentElement, { childList: true, subtree: true });
    document.addEventListener('load', done, { capture: true, signal: heard.signal });
    setTimeout(done, 1_000);
  });

  window.uiBench = {
    // An entry that is not there took less than 16 ms, which Event Timing does not tell; it counts as 16.
    takePresses: () => presses.splice(0).map(({ key, at, frameMs }) => ({ key, paintMs: paints.get(slot(at)) ?? 16, frameMs: frameMs ?? 0 })),
    takeLongTasks: () => longTasks.splice(0),
    reference,
    lastPressAt: () => presses.at(-1)?.at ?? 0,
    async untilPainted(before, since) {
      for (;;) {
        const now = reference();
        const images = now !== null && now !== before ? picturesInSight() : null;
        if (images?.every((image) => image.complete && image.naturalWidth > 0)) {
          await Promise.all(images.map((image) => image.decode()));
          return new Promise((resolve) => afterFrame((at) => resolve(at - since)));
        }
        if (performance.now() - since > 20_000) throw new Error('The case was not painted within 20 s.');
        await change();
      }
    },
    async untilThere(selector, since) {
      while (!document.querySelector(selector)) {
        if (performance.now() - since > 20_000) throw new Error(`${selector} was not there within 20 s.`);
        await change();
      }
      return new Promise((resolve) => afterFrame((at) => resolve(at - since)));
    },
    watchFrames() {
      const at: number[] = [];
      let isOn = true;
      const tick = (now: number) => {
        at.push(now);
        if (isOn) requestAnimationFrame(tick);
      };
      requestAnimationFrame(tick);
      return () => {
        isOn = false;
        return at.slice(1).map((now, index) => now - (at[index] ?? now));
      };
    },
  };
}
