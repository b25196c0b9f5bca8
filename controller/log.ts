import type { Writable } from 'node:stream';
import type { Logger as WinstonLogger, transport } from 'winston';
import type { LogFields, Logger } from './runtime/log.ts';
import { redactText, redactValue } from './runtime/redact.ts';

export type { LogFields, Logger } from './runtime/log.ts';

export interface LogOptions {
  /** One JSON object per line, or readable lines. */
  readonly format: 'json' | 'text';
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  /** Where lines go instead of `stream`: at most three files of 10 MB, the newest under this name. */
  readonly file?: string;
  /** Default: stderr, for stdout is a command's result. */
  readonly stream?: Writable;
}

/** The logger of a process. */
export interface RootLogger extends Logger {
  /** Settles when every line is written. */
  close(): Promise<void>;
}

const fileBounds = { maxsize: 10_000_000, maxFiles: 3 } as const;

/** A line before it is text. */
interface Line {
  readonly time: string;
  readonly level: string;
  readonly message: string;
  readonly fields: LogFields;
}

/**
 * Makes the logger. winston is loaded here and not before: commands that log nothing do not pay for it. Secrets registered
 * with `redact`, and user information in urls, never reach a line.
 */
export async function createLogger(options: LogOptions): Promise<RootLogger> {
  const { default: winston } = await import('winston');
  const write = options.format === 'json' ? toJsonLine : toTextLine;
  const sink: transport =
    options.file === undefined
      ? new winston.transports.Stream({ stream: options.stream ?? process.stderr, eol: '\n' })
      : new winston.transports.File({ filename: options.file, tailable: true, ...fileBounds, eol: '\n' });
  const logger = winston.createLogger({
    level: options.level,
    transports: [sink],
    format: winston.format.printf(({ level, message, time, fields }) =>
      write({ level, message: String(message), time: String(time), fields: isFields(fields) ? fields : {} }),
    ),
  });
  // A full disk must not end the controller; the lines are lost.
  logger.on('error', (error: Error) => process.emitWarning(error));
  return {
    ...wrap(logger, {}),
    close: async () => {
      const finished = new Promise<void>((resolve) => {
        sink.once('finish', resolve);
        sink.once('error', () => resolve());
      });
      logger.end();
      await finished;
    },
  };
}

function isFields(value: unknown): value is LogFields {
  return typeof value === 'object' && value !== null;
}

function wrap(logger: WinstonLogger, inherited: LogFields): Logger {
  const log = (level: string) => (message: string, fields?: LogFields) => {
    if (!logger.isLevelEnabled(level)) return;
    const all = redactValue({ ...inherited, ...fields });
    logger.log({ level, message: redactText(message), time: new Date().toISOString(), fields: all });
  };
  return {
    debug: log('debug'),
    info: log('info'),
    warn: log('warn'),
    error: log('error'),
    child: (fields) => wrap(logger, { ...inherited, ...fields }),
  };
}

function toJsonLine({ time, level, message, fields }: Line): string {
  return JSON.stringify({ ...fields, time, level, message });
}

/** `12:00:00.000 info  phrase key=value …`; the message of an error stands for it. */
function toTextLine({ time, level, message, fields }: Line): string {
  const pairs = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${toWord(value)}`);
  return [time.slice(11, 23), level.padEnd(5), message, ...pairs].join(' ');
}

function toWord(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'message' in value && 'stack' in value)
    return toWord(value.message);
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  // Never more than one line, and never a control sequence for the terminal.
  return typeof value === 'string' && /[\s"=\p{Cc}]|^$/u.test(text) ? JSON.stringify(text) : text;
}
