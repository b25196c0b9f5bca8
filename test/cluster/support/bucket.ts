import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import type { Cluster } from '../../support/cluster/cluster.ts';

/** Makes a bucket of the cluster's S3 server if there is none of that name. */
export async function ensureBucket({ endpoint, accessKey, secretKey }: Cluster['s3'], name: string): Promise<void> {
  const credentials = { accessKeyId: accessKey, secretAccessKey: secretKey };
  const client = new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials });
  try {
    await client.send(new CreateBucketCommand({ Bucket: name }));
  } catch (error: unknown) {
    const known = error instanceof Error && /BucketAlready(OwnedByYou|Exists)/.test(error.name);
    if (!known) throw error;
  } finally {
    client.destroy();
  }
}
