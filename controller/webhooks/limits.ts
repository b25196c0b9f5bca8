import type { Rate } from './rate.ts';

export interface WebhookLimits {
  /** Bytes of one body, and of all that are under way. */
  readonly body: number;
  readonly bodies: number;
  readonly connections: number;
  /** Milliseconds: to the end of a request's headers, to the end of the request. */
  readonly headers: number;
  readonly request: number;
  /** Of an address; what proves nothing counts ten times. */
  readonly perAddress: Rate;
  /** Of deliveries that a Secret's token signs. */
  readonly perSecret: Rate;
  readonly perUser: Rate;
  /** Milliseconds that requests under way have to their end once the server is closed. */
  readonly ending: number;
  /** Milliseconds before a refusal of who proves nothing, counted from the end of the body: all take as long. */
  readonly refusal: number;
}

const MiB = 1024 * 1024;

/** What holds unless a test says otherwise. */
export const defaultWebhookLimits: WebhookLimits = {
  body: MiB,
  bodies: 64 * MiB,
  connections: 512,
  headers: 5_000,
  request: 10_000,
  perAddress: { burst: 1_000, perSecond: 50 },
  perSecret: { burst: 300, perSecond: 10 },
  perUser: { burst: 60, perSecond: 1 },
  ending: 3_000,
  refusal: 100,
};
