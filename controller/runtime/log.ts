/** What a line tells besides its constant phrase: `workflow`, `run`, `step`, `revision`, `error`, … */
export type LogFields = Readonly<Record<string, unknown>>;

/** All that the rest of Refit knows of logging. `message` is a constant phrase; what varies goes into fields. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** A logger that adds `fields` to every line. */
  child(fields: LogFields): Logger;
}
