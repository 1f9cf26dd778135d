/** How often it is looked whether the parent still lives, in milliseconds. */
const INTERVAL_MS = 1000;

/**
 * Calls `onGone` once the process that started this one has ended, whose children then get another parent. It finds what
 * a closed connection can't tell: a host that was killed before it connected.
 */
export function watchParent(parentId: () => number, onGone: () => void): void {
  const first = parentId();
  const timer = setInterval(() => {
    if (parentId() === first) return;
    clearInterval(timer);
    onGone();
  }, INTERVAL_MS);
  timer.unref();
}
