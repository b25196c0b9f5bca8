import {
  CreateBucketCommand,
  GetObjectCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { randomBytes } from 'node:crypto';
import { type Cluster, ensureCluster } from '../support/cluster/cluster.ts';
import { addS3User } from '../support/cluster/s3-users.ts';

describe("the S3-compatible server's users", function () {
  this.timeout(1_800_000);
  const suffix = randomBytes(4).toString('hex');
  const bucket = `users-${suffix}`;
  let cluster: Cluster;

  const connect = (accessKeyId: string, secretAccessKey: string): S3Client =>
    new S3Client({
      endpoint: cluster.s3.endpoint,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: { accessKeyId, secretAccessKey },
    });

  before(async () => {
    cluster = await ensureCluster();
  });

  it('may do what the policy of a bucket lets them do below a prefix, and nothing else', async () => {
    const root = connect(cluster.s3.accessKey, cluster.s3.secretKey);
    const [name, secret] = [`tenant-${suffix}`, `secret-${suffix}`];
    await addS3User(name, secret);
    const tenant = connect(name, secret);
    try {
      await root.send(new CreateBucketCommand({ Bucket: bucket }));
      const put = (client: S3Client, key: string): Promise<unknown> =>
        client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: key }));
      await put(root, 'other/a');
      expect(await put(tenant, 'mine/a').catch(String)).to.contain('AccessDenied');
      const statement = {
        Effect: 'Allow',
        Principal: { AWS: [name] },
        Action: ['s3:GetObject', 's3:PutObject'],
        Resource: [`arn:aws:s3:::${bucket}/mine/*`],
      };
      const policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
      await root.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: policy }));
      await put(tenant, 'mine/a');
      const get = (key: string): Promise<string | undefined> =>
        tenant
          .send(new GetObjectCommand({ Bucket: bucket, Key: key }))
          .then((answer) => answer.Body?.transformToString(), String);
      expect(await get('mine/a')).to.equal('mine/a');
      expect(await get('other/a')).to.contain('AccessDenied');
      expect(await put(tenant, 'other/b').catch(String)).to.contain('AccessDenied');
    } finally {
      root.destroy();
      tenant.destroy();
    }
  });
});
