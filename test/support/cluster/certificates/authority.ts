import { readFileSync, writeFileSync } from 'node:fs';
import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { run } from '../build/run.ts';

/** A certificate and its key, both PEM, and where they are on disk. */
export interface Certificate {
  readonly certificateFile: string;
  readonly keyFile: string;
  readonly certificate: string;
  readonly key: string;
}

/** Whom a certificate is for. */
export interface Subject {
  /** The user name, for Kubernetes. */
  readonly commonName: string;
  /** The group, for Kubernetes. */
  readonly organization?: string;
  /** What a server is called: `DNS:localhost`, `IP:127.0.0.1`. */
  readonly names?: readonly string[];
}

const days = '3650';

/** A certificate authority of one cluster; its files are `<folder>/ca.crt` and `<folder>/ca.key`. */
export class Authority {
  readonly folder: string;
  readonly ca: Certificate;

  private constructor(folder: string, ca: Certificate) {
    this.folder = folder;
    this.ca = ca;
  }

  /** Makes a new authority in an existing folder. */
  static async create(folder: string): Promise<Authority> {
    await request(folder, 'ca', [
      '-subj',
      '/CN=refit-test-cluster',
      '-addext',
      'keyUsage=critical,keyCertSign,cRLSign',
    ]);
    return new Authority(folder, read(folder, 'ca'));
  }

  /** Reads a certificate that an authority put into `folder`. @throws Error when there is none */
  static read(folder: string, name: string): Certificate {
    return read(folder, name);
  }

  /** Issues a certificate, as `<folder>/<name>.crt` and `.key`, good for a server and a client. */
  async issue(name: string, subject: Subject): Promise<Certificate> {
    const organization = subject.organization === undefined ? '' : `/O=${subject.organization}`;
    const args = ['-subj', `${organization}/CN=${subject.commonName}`];
    args.push('-CA', this.ca.certificateFile, '-CAkey', this.ca.keyFile);
    args.push('-addext', 'basicConstraints=critical,CA:FALSE', '-addext', 'extendedKeyUsage=serverAuth,clientAuth');
    if (subject.names !== undefined) args.push('-addext', `subjectAltName=${subject.names.join(',')}`);
    await request(this.folder, name, args);
    return read(this.folder, name);
  }
}

/** Writes a key pair that signs service account tokens, as `<folder>/service-accounts.key` and `.pub`. */
export function writeServiceAccountKeys(folder: string): { readonly privateFile: string; readonly publicFile: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'sec1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const [privateFile, publicFile] = [join(folder, 'service-accounts.key'), join(folder, 'service-accounts.pub')];
  writeFileSync(privateFile, privateKey, { mode: 0o600 });
  writeFileSync(publicFile, publicKey);
  return { privateFile, publicFile };
}

async function request(folder: string, name: string, args: readonly string[]): Promise<void> {
  const files = ['-keyout', join(folder, `${name}.key`), '-out', join(folder, `${name}.crt`)];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-sha256', '-days', days];
  await run('openssl', ['req', '-x509', ...key, ...files, ...args]);
}

function read(folder: string, name: string): Certificate {
  const [certificateFile, keyFile] = [join(folder, `${name}.crt`), join(folder, `${name}.key`)];
  return {
    certificateFile,
    keyFile,
    certificate: readFileSync(certificateFile, 'utf8'),
    key: readFileSync(keyFile, 'utf8'),
  };
}
