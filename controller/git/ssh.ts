import { RefitError } from '../core/errors.ts';
import type { GitAuthentication } from './credentials.ts';
import type { PrivateFile } from './private-files.ts';
import type { ProcessAccess } from './process.ts';
import type { RemotePlace } from './url.ts';

export type SshKey = Extract<GitAuthentication, { readonly kind: 'ssh' }>;

/** Says the passphrase from its environment: it is in no argument and in no file. */
const askpass = `#!/bin/sh\nprintf '%s\\n' "$REFIT_PASSPHRASE"\n`;

/** What ssh reads from files. */
export function sshFiles({ identity, knownHosts, passphrase }: SshKey): readonly PrivateFile[] {
  const files: PrivateFile[] = [
    { name: 'identity', content: identity },
    { name: 'known_hosts', content: knownHosts },
  ];
  return passphrase === undefined ? files : [...files, { name: 'askpass', content: askpass, executable: true }];
}

/**
 * What makes git ask over ssh, at one checked address, with one key, only if the host's own key is a known one.
 * @param folder where `sshFiles` are @param address what the host was resolved to
 */
export function sshAccess(place: RemotePlace, key: SshKey, folder: string, address: string): ProcessAccess {
  const host = place.host.replace(/^\[|\]$/g, '');
  // Under this name known_hosts is searched, as without HostName: with brackets where the port is another.
  const alias = place.port === 22 ? host : `[${host}]:${place.port}`;
  const prompts = key.passphrase === undefined ? ['BatchMode=yes'] : ['BatchMode=no', 'NumberOfPasswordPrompts=1'];
  const options = [
    ...prompts,
    `HostName=${address}`,
    `HostKeyAlias=${alias}`,
    `IdentityFile=${quoteOption(`${folder}/identity`)}`,
    `UserKnownHostsFile=${quoteOption(`${folder}/known_hosts`)}`,
    'GlobalKnownHostsFile=/dev/null',
    'StrictHostKeyChecking=yes',
    'VerifyHostKeyDNS=no',
    'UpdateHostKeys=no',
    'IdentitiesOnly=yes',
    'IdentityAgent=none',
    'PreferredAuthentications=publickey',
    'ForwardAgent=no',
    'ClearAllForwardings=yes',
    'PermitLocalCommand=no',
    'ProxyCommand=none',
    'CanonicalizeHostname=no',
    'ControlMaster=no',
    'ConnectTimeout=10',
    'ServerAliveInterval=15',
    'ServerAliveCountMax=4',
    'LogLevel=ERROR',
  ];
  const command = ['ssh', '-F', '/dev/null', '-T', ...options.flatMap((option) => ['-o', option])];
  const passphrase: Record<string, string> =
    key.passphrase === undefined
      ? {}
      : { SSH_ASKPASS: `${folder}/askpass`, SSH_ASKPASS_REQUIRE: 'force', REFIT_PASSPHRASE: key.passphrase };
  return {
    config: [['protocol.ssh.allow', 'always']],
    environment: {
      GIT_ALLOW_PROTOCOL: 'ssh',
      GIT_SSH_COMMAND: command.map(quoteShell).join(' '),
      GIT_SSH_VARIANT: 'ssh',
      ...passphrase,
    },
    secrets: key.passphrase === undefined ? [] : [key.passphrase],
  };
}

/** The key of an ssh repository. @throws RefitError CredentialsInvalid */
export function requireSshKey(place: RemotePlace, authentication: GitAuthentication | undefined): SshKey {
  if (authentication?.kind === 'ssh') return authentication;
  const found = place.access === undefined ? 'no secret is named' : `secret ${place.access.secret} has no identity`;
  throw new RefitError(
    'CredentialsInvalid',
    `The repository ${place.url} is reached over ssh: ${found}; needed is a secret with identity and known_hosts.`,
  );
}

function quoteShell(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** As ssh_config(5) reads names of files: `%` begins a token, quotes hold spaces. */
function quoteOption(path: string): string {
  return `"${path.replaceAll('%', '%%')}"`;
}
