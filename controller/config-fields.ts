/** The fields of the controller's configuration: their names, what they may be, what they are when nobody says. */
import { isIP } from 'node:net';

export interface Kind {
  /** What is allowed, for messages. */
  readonly allowed: string;
  /** The value from YAML, or from text as arguments and environment have it; undefined: not one. */
  read(value: unknown): unknown;
}

export interface Field {
  readonly path: string;
  readonly kind: Kind;
  /** Of an artifact store: when that one is chosen. */
  readonly required?: boolean;
  readonly fallback?: unknown;
  /** For `--help`. */
  readonly help: string;
}

function textKind(allowed: string, pattern: RegExp): Kind {
  return { allowed, read: (value) => (typeof value === 'string' && pattern.test(value) ? value : undefined) };
}

function integerKind(least: number, most: number): Kind {
  return {
    allowed: `a whole number from ${least} to ${most}`,
    read(value) {
      const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
      return Number.isInteger(number) && Number(number) >= least && Number(number) <= most ? number : undefined;
    },
  };
}

function choiceKind(choices: readonly string[]): Kind {
  return { allowed: choices.join(' or '), read: (value) => choices.find((choice) => choice === value) };
}

function listKind(choices: readonly string[]): Kind {
  return {
    allowed: `a list of ${choices.join(' and ')}`,
    read(value) {
      const list: unknown = typeof value === 'string' ? value.split(',') : value;
      const fits = Array.isArray(list) && list.length > 0 && list.every((item) => choices.includes(String(item)));
      return fits ? [...new Set(list.map(String))] : undefined;
    },
  };
}

/** Single addresses, or ranges in the form of CIDR. */
const rangesKind: Kind = {
  allowed: 'a list of addresses and ranges such as 10.96.0.0/12',
  read(value) {
    const list: unknown = typeof value === 'string' ? value.split(',') : value;
    return Array.isArray(list) && list.every(isRange) ? list : undefined;
  },
};

function isRange(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  const [address = '', bits, ...rest] = value.split('/');
  const longest = { 4: 32, 6: 128 }[isIP(address)];
  if (longest === undefined || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= longest);
}

const units: Readonly<Record<string, number>> = {
  '': 1,
  Mi: 1024 ** 2,
  Gi: 1024 ** 3,
  Ti: 1024 ** 4,
  M: 1e6,
  G: 1e9,
  T: 1e12,
};

/** Bytes, as Kubernetes writes them: `8Gi`, `500M`, or without a unit. */
const sizeKind: Kind = {
  allowed: 'a size of 100Mi or more such as 8Gi',
  read(value) {
    const [, count, unit = ''] = /^(\d{1,15})(Mi|Gi|Ti|M|G|T|)$/.exec(String(value)) ?? [];
    const bytes = Number(count) * (units[unit] ?? Number.NaN);
    return bytes >= 100 * 1024 ** 2 && Number.isSafeInteger(bytes) ? bytes : undefined;
  },
};

const booleanKind: Kind = {
  allowed: 'true or false',
  read: (value) => (typeof value === 'boolean' ? value : { true: true, false: false }[String(value)]),
};

const urlKind: Kind = {
  allowed: 'an http(s) URL without credentials, query and fragment',
  read(value) {
    if (typeof value !== 'string' || !URL.canParse(value)) return undefined;
    const { protocol, username, password, search, hash } = new URL(value);
    const plain = username === '' && password === '' && search === '' && hash === '';
    return (protocol === 'http:' || protocol === 'https:') && plain ? value.replace(/\/+$/, '') : undefined;
  },
};

/** RFC 1123 labels, as Kubernetes names namespaces and Secrets. */
const nameKind = textKind('a name of lower-case letters, digits, "-"', /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);
const secretKind = textKind('the name of a Secret', /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/);
const claimKind = textKind('the name of a PersistentVolumeClaim', /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/);
const pathKind = textKind('an absolute path', /^\/[^\0]*$/);
const fileKind = textKind('a path', /^[^\0]+$/);
const bucketKind = textKind('the name of a bucket', /^[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]$/);
const prefixKind = textKind('a key prefix without slashes at its ends', /^[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*$/);
const wordKind = textKind('a text without blanks', /^\S{1,512}$/);

/** In the order of `--help`. */
export const fields: readonly Field[] = [
  {
    path: 'namespace',
    kind: nameKind,
    required: true,
    help: 'the controller’s own namespace (default: POD_NAMESPACE)',
  },
  { path: 'watchNamespace', kind: nameKind, help: 'the only namespace with workflows (default: all)' },
  {
    path: 'image',
    kind: wordKind,
    required: true,
    help: 'the controller’s own image, for the containers fetch and publish',
  },
  { path: 'artifacts.s3.endpoint', kind: urlKind, required: true, help: 'where the S3-compatible store is' },
  { path: 'artifacts.s3.bucket', kind: bucketKind, required: true, help: 'its bucket' },
  { path: 'artifacts.s3.prefix', kind: prefixKind, help: 'a prefix of all keys' },
  { path: 'artifacts.s3.region', kind: wordKind, help: 'its region' },
  {
    path: 'artifacts.s3.podSecretRef.name',
    kind: secretKind,
    required: true,
    help: 'the Secret with the keys of pods, beside each workflow',
  },
  {
    path: 'artifacts.s3.keyFolder',
    kind: pathKind,
    help: 'a folder with the controller’s keys, in the files accessKeyId and secretAccessKey (default: REFIT_S3_ACCESS_KEY_ID and REFIT_S3_SECRET_ACCESS_KEY)',
  },
  { path: 'artifacts.volume.folder', kind: pathKind, required: true, help: 'a folder of the controller for artifacts' },
  { path: 'artifacts.volume.url', kind: urlKind, required: true, help: 'where pods reach it' },
  { path: 'parallel', kind: integerKind(1, 100_000), help: 'executions under way at once (default: no bound)' },
  {
    path: 'leaderElection',
    kind: booleanKind,
    fallback: true,
    help: 'whether several replicas elect one (default: true)',
  },
  { path: 'address', kind: wordKind, help: 'the address servers listen on (default: all)' },
  { path: 'ports.health', kind: integerKind(0, 65_535), fallback: 8080, help: 'health and metrics (default: 8080)' },
  {
    path: 'ports.artifacts',
    kind: integerKind(0, 65_535),
    fallback: 8081,
    help: 'the volume’s artifacts (default: 8081)',
  },
  { path: 'ports.webhooks', kind: integerKind(0, 65_535), fallback: 9292, help: 'webhooks (default: 9292)' },
  {
    path: 'webhooks.enabled',
    kind: booleanKind,
    fallback: true,
    help: 'whether webhooks of git hosts are received (default: true)',
  },
  {
    path: 'webhooks.proxies',
    kind: integerKind(0, 16),
    fallback: 0,
    help: 'how many proxies in front add to X-Forwarded-For (default: 0, the header is not believed)',
  },
  {
    path: 'logLevel',
    kind: choiceKind(['debug', 'info', 'warn', 'error']),
    fallback: 'info',
    help: 'debug, info, warn or error (default: info)',
  },
  {
    path: 'git.folder',
    kind: pathKind,
    fallback: '/var/cache/refit/git',
    help: 'mirrors (default: /var/cache/refit/git)',
  },
  {
    path: 'git.cacheSize',
    kind: sizeKind,
    fallback: 8 * 1024 ** 3,
    help: 'what mirrors may take on the disk together; followed ones are kept whatever they take (default: 8Gi)',
  },
  {
    path: 'git.schemes',
    kind: listKind(['https', 'ssh', 'http']),
    fallback: ['https', 'ssh', 'http'],
    help: 'schemes that urls of sources and data may have (default: https,ssh,http)',
  },
  {
    path: 'git.allowAddresses',
    kind: rangesKind,
    help: 'addresses that sources and data may be at although they are refused, such as 127.0.0.0/8',
  },
  {
    path: 'git.denyAddresses',
    kind: rangesKind,
    help: 'addresses that sources and data may not be at: the ranges of the cluster’s pods and Services',
  },
  {
    path: 'dataCache.claim',
    kind: claimKind,
    help: 'a claim that every namespace with workflows has, where fetched data is kept for the next step (default: none)',
  },
  {
    path: 'dataCache.budget',
    kind: sizeKind,
    fallback: 100 * 1024 ** 3,
    help: 'what such a claim may hold (default: 100Gi)',
  },
  { path: 'kubeconfig', kind: fileKind, help: 'a kubeconfig (default: the pod’s service account)' },
  { path: 'context', kind: wordKind, help: 'a context of it (default: its current one)' },
];

/** Paths of objects that hold fields. */
export const groups: readonly string[] = [
  ...new Set(
    fields.flatMap(({ path }) => {
      const parts = path.split('.');
      return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('.'));
    }),
  ),
];

/** `artifacts-s3-pod-secret-ref-name` */
export function flagOf({ path }: Pick<Field, 'path'>): string {
  return path.replaceAll('.', '-').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** `REFIT_ARTIFACTS_S3_POD_SECRET_REF_NAME` */
export function variableOf(field: Pick<Field, 'path'>): string {
  return `REFIT_${flagOf(field).replaceAll('-', '_').toUpperCase()}`;
}

/** What `--help` prints. */
export function configHelp(): string {
  const lines = fields.map((field) => `  --${flagOf(field)}  ${field.help}`);
  return [
    'usage: controller.ts [--config FILE] [--FIELD VALUE]...',
    '',
    'FILE is YAML: --artifacts-s3-bucket is the field artifacts.s3.bucket of it, and the variable REFIT_ARTIFACTS_S3_BUCKET.',
    'An argument wins over a variable, a variable over the file.',
    '',
    ...lines,
    '',
  ].join('\n');
}
