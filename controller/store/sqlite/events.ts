import type { EventInput, ObjectKey, RecordedEvent } from '../store.ts';
import { type Database, integer, type Row, text } from './database.ts';

/** Bounds of the table, and of one message in characters (Kubernetes' own limit is 1 kB). */
const limits = { perObject: 100, total: 5_000, message: 1_024 } as const;

function shorten(message: string): string {
  const whole = message.toWellFormed();
  return whole.length <= limits.message ? whole : `${whole.slice(0, limits.message - 1).toWellFormed()}…`;
}

/** Adds the event or counts it; the ones longest not seen go when there are too many. Inside one write transaction. */
export function writeEvent(db: Database, event: EventInput, now: string): void {
  const { kind, namespace, name, uid } = event.regarding;
  const touched = integer(db.get('SELECT coalesce(max(touched), 0) + 1 AS next FROM events'), 'next');
  db.run(
    `INSERT INTO events (touched, kind, namespace, name, uid, type, reason, message, count, first_seen, last_seen)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)
     ON CONFLICT (uid, type, reason, message)
     DO UPDATE SET touched = excluded.touched, count = count + 1, last_seen = excluded.last_seen`,
    touched,
    kind,
    namespace,
    name,
    uid,
    event.type,
    event.reason,
    shorten(event.message),
    now,
    now,
  );
  db.run(
    `DELETE FROM events WHERE uid = ? AND touched <=
       (SELECT touched FROM events WHERE uid = ? ORDER BY touched DESC LIMIT 1 OFFSET ${limits.perObject})`,
    uid,
    uid,
  );
  db.run(
    `DELETE FROM events WHERE touched <= (SELECT touched FROM events ORDER BY touched DESC LIMIT 1 OFFSET ${limits.total})`,
  );
}

/** The events kept, the one seen last at the end. Those of objects that are gone are among them. */
export function readEvents(db: Database, options: { namespace?: string; regarding?: ObjectKey }): RecordedEvent[] {
  const { namespace, regarding } = options;
  const rows = db.all(
    `SELECT * FROM events WHERE (?1 IS NULL OR namespace = ?1)
       AND (?2 IS NULL OR (kind = ?2 AND namespace = ?3 AND name = ?4)) ORDER BY touched`,
    namespace ?? null,
    regarding?.kind ?? null,
    regarding?.namespace ?? null,
    regarding?.name ?? null,
  );
  return rows.map(toEvent);
}

function toEvent(row: Row): RecordedEvent {
  return {
    regarding: {
      kind: text(row, 'kind'),
      namespace: text(row, 'namespace'),
      name: text(row, 'name'),
      uid: text(row, 'uid'),
    },
    type: text(row, 'type') === 'Warning' ? 'Warning' : 'Normal',
    reason: text(row, 'reason'),
    message: text(row, 'message'),
    count: integer(row, 'count'),
    firstSeen: text(row, 'first_seen'),
    lastSeen: text(row, 'last_seen'),
  };
}
