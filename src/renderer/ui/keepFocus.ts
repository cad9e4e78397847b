/** True when nothing has the focus, which is where a browser leaves it when what had it goes away. */
const isLost = (): boolean => document.activeElement === null || document.activeElement === document.body;
const isSeen = (one: Element): boolean => one.isConnected && (!('checkVisibility' in one) || one.checkVisibility());

/**
 * Gives the focus to the nearest thing around a row, button or panel that went away with it, instead of to the start of the page.
 * Parts that know a better place take it first. Answers what stops it.
 */
export function keepFocus(root: HTMLElement = document.body): () => void {
  let last: Element | null = null;
  let around: HTMLElement[] = [];
  let frame = 0;

  function remember(event: FocusEvent): void {
    last = event.target instanceof Element ? event.target : null;
    around = [];
    for (let at = last?.parentElement ?? null; at; at = at.parentElement) if (at.matches('[tabindex], main')) around.push(at);
  }

  function look(): void {
    frame = 0;
    // A click beside everything takes the focus away on purpose: then what had it is still there.
    if (!isLost() || last === null || isSeen(last)) return;
    const next = around.find(isSeen) ?? root.querySelector<HTMLElement>('main[tabindex]');
    next?.focus({ preventScroll: true });
  }

  const observer = new MutationObserver(() => {
    if (frame === 0 && last !== null) frame = requestAnimationFrame(() => setTimeout(look, 0));
  });
  document.addEventListener('focusin', remember);
  observer.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ['style', 'hidden', 'disabled', 'inert'] });
  return () => {
    observer.disconnect();
    document.removeEventListener('focusin', remember);
  };
}
