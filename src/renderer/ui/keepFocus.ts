/** True when nothing has the focus, which is where a browser leaves it when what had it goes away. */
const isLost = (): boolean => document.activeElement === null || document.activeElement === document.body;
const isSeen = (one: Element): boolean => one.isConnected && (!('checkVisibility' in one) || one.checkVisibility());

/**
 * Gives the focus to the nearest thing around a row, button or panel that went away with it, instead of to the start of the page.
 * Parts that know a better place take it first. What grows above the focus does not push it out of sight either. Answers what stops it.
 */
export function keepFocus(root: HTMLElement = document.body): () => void {
  let last: Element | null = null;
  let around: HTMLElement[] = [];
  let frame = 0;
  /** The person has looked elsewhere since: then nothing is scrolled back. */
  let isElsewhere = false;

  function remember(event: FocusEvent): void {
    last = event.target instanceof Element ? event.target : null;
    around = [];
    isElsewhere = false;
    for (let at = last?.parentElement ?? null; at; at = at.parentElement) if (at.matches('[tabindex], main')) around.push(at);
  }

  function look(): void {
    frame = 0;
    if (last !== null && last === document.activeElement && !isElsewhere && isPushedOut(last)) last.scrollIntoView({ block: 'nearest' });
    // A click beside everything takes the focus away on purpose: then what had it is still there.
    if (!isLost() || last === null || isSeen(last)) return;
    const next = around.find(isSeen) ?? root.querySelector<HTMLElement>('main[tabindex]');
    next?.focus({ preventScroll: true });
  }

  const observer = new MutationObserver(() => {
    if (frame === 0 && last !== null) frame = requestAnimationFrame(() => setTimeout(look, 0));
  });
  const lookElsewhere = (): void => void (isElsewhere = true);
  const ways = ['wheel', 'pointerdown', 'touchmove'] as const;
  for (const way of ways) document.addEventListener(way, lookElsewhere, { passive: true });
  document.addEventListener('focusin', remember);
  observer.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ['style', 'hidden', 'disabled', 'inert'] });
  return () => {
    observer.disconnect();
    for (const way of ways) document.removeEventListener(way, lookElsewhere);
    document.removeEventListener('focusin', remember);
  };
}

/** True when nothing of it is left in the window or in what scrolls around it. */
function isPushedOut(one: Element): boolean {
  const box = one.getBoundingClientRect();
  if (box.height === 0) return false;
  let [top, bottom] = [Math.max(0, box.top), Math.min(innerHeight, box.bottom)];
  for (let at = one.parentElement; at && at !== document.body; at = at.parentElement) {
    if (at.scrollHeight <= at.clientHeight) continue;
    const edge = at.getBoundingClientRect();
    [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
  }
  return bottom <= top;
}
