/**
 * Aborts at the first SIGINT or SIGTERM. The second ends the process at once, with the code shells expect of it; nothing
 * is lost by that: the controller may be killed at any time.
 */
export function untilSignal(): AbortSignal {
  const controller = new AbortController();
  for (const [name, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(code);
      controller.abort();
    });
  }
  return controller.signal;
}
