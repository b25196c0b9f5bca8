import { ensurePrograms } from './build/parts.ts';
import { run } from './build/run.ts';
import { s3Credentials, s3Endpoint } from './node/settings.ts';

/**
 * Adds a user to the node's S3-compatible server: keys that may do nothing until a bucket's policy names them (Principal:
 * the access key) or the bucket is theirs. For tests of credentials that are valid for a prefix only.
 */
export async function addS3User(accessKey: string, secretKey: string): Promise<void> {
  const { versitygw } = await ensurePrograms(['versitygw']);
  const env = {
    PATH: process.env['PATH'],
    ADMIN_ACCESS_KEY: s3Credentials.accessKey,
    ADMIN_SECRET_KEY: s3Credentials.secretKey,
    ADMIN_ENDPOINT_URL: s3Endpoint,
    ADMIN_REGION: 'us-east-1',
  };
  await run(versitygw, ['admin', 'create-user', '--access', accessKey, '--secret', secretKey, '--role', 'user'], {
    env,
  });
}
