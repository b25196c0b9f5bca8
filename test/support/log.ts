import type { LogFields, Logger } from '../../controller/runtime/log.ts';

/** A line that was logged. */
export interface LoggedLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields: LogFields;
}

/** A logger that keeps what it is told. */
export interface CollectingLogger extends Logger {
  readonly lines: readonly LoggedLine[];
}

/** A logger for tests that look at what was logged; children log into the same lines. */
export function collectingLogger(): CollectingLogger {
  const lines: LoggedLine[] = [];
  return { ...collectInto(lines, {}), lines };
}

function collectInto(lines: LoggedLine[], inherited: LogFields): Logger {
  const log = (level: LoggedLine['level']) => (message: string, fields?: LogFields) => {
    lines.push({ level, message, fields: { ...inherited, ...fields } });
  };
  return {
    debug: log('debug'),
    info: log('info'),
    warn: log('warn'),
    error: log('error'),
    child: (fields) => collectInto(lines, { ...inherited, ...fields }),
  };
}

/** A logger that drops everything. */
export const silentLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silentLogger,
};
