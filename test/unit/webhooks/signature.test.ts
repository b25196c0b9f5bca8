import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { identityOf, readProof, verifyProof } from '../../../controller/webhooks/signature.ts';

const token = 'a token of more than sixteen bytes';
const body = Buffer.from('{"repository":{"clone_url":"https://git.example.com/a/b.git"}}');
const now = Date.UTC(2030, 0, 1);

/** An HMAC by another program than the one under test. */
function hmac(data: string | Buffer, key: string | Buffer = token): Buffer {
  const hex = Buffer.from(key).toString('hex');
  return execFileSync('openssl', ['dgst', '-sha256', '-mac', 'HMAC', '-macopt', `hexkey:${hex}`, '-binary'], {
    input: data,
  });
}

function holds(headers: IncomingHttpHeaders, tokens: readonly string[] = [token], data = body, time = now): boolean {
  const proof = readProof(headers);
  return proof !== undefined && verifyProof(proof, data, tokens, time);
}

const seconds = String(now / 1_000);
const signed: Readonly<Record<string, () => IncomingHttpHeaders>> = {
  GitHub: () => ({ 'x-hub-signature-256': `sha256=${hmac(body).toString('hex')}`, 'x-hub-signature': 'sha1=00' }),
  Gitea: () => ({ 'x-gitea-signature': hmac(body).toString('hex') }),
  Forgejo: () => ({
    'x-forgejo-signature': hmac(body).toString('hex'),
    'x-gitea-signature': hmac(body).toString('hex'),
  }),
  Bitbucket: () => ({ 'x-hub-signature': `sha256=${hmac(body).toString('hex')}` }),
  GitLab: () => ({ 'x-gitlab-token': token }),
  'GitLab, signing': () => ({
    'webhook-id': 'msg_1',
    'webhook-timestamp': seconds,
    'webhook-signature': `v1,${hmac(`msg_1.${seconds}.${body.toString()}`).toString('base64')}`,
    'x-gitlab-token': 'another one that must not matter',
  }),
  generic: () => ({
    'x-refit-timestamp': seconds,
    'x-refit-signature': `sha256=${hmac(`${seconds}.${body.toString()}`).toString('hex')}`,
  }),
};

describe('signatures of deliveries', () => {
  for (const [sender, headersOf] of Object.entries(signed)) {
    it(`${sender}: holds with the token, and with the one before it`, () => {
      const headers = headersOf();
      expect(holds(headers)).to.equal(true);
      expect(holds(headers, ['the new token of this Secret', token])).to.equal(true);
    });

    it(`${sender}: does not hold with another token, without one, or over another body`, () => {
      const headers = headersOf();
      expect(holds(headers, [`${token}.`])).to.equal(false);
      expect(holds(headers, [])).to.equal(false);
      expect(holds(headers, [''])).to.equal(false);
      // GitLab's plain token signs nothing: that is why it has another form by now.
      if (sender !== 'GitLab') expect(holds(headers, [token], Buffer.concat([body, Buffer.from(' ')]))).to.equal(false);
    });
  }

  it('holds only within five minutes where the time is signed', () => {
    for (const sender of ['generic', 'GitLab, signing']) {
      const headers = signed[sender]?.() ?? expect.fail();
      for (const late of [-300_000, 300_000]) expect(holds(headers, [token], body, now + late)).to.equal(true);
      for (const late of [-300_001, 300_001]) expect(holds(headers, [token], body, now + late)).to.equal(false);
      for (const field of ['x-refit-timestamp', 'webhook-timestamp'])
        for (const other of ['', 'NaN', `${seconds}0`, `-${seconds}`, '1e3'])
          if (headers[field] !== undefined) expect(holds({ ...headers, [field]: other })).to.equal(false);
    }
  });

  it('holds for the example that GitHub publishes', () => {
    const github = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
    const key = "It's a Secret to Everybody";
    expect(holds({ 'x-hub-signature-256': github }, [key], Buffer.from('Hello, World!'))).to.equal(true);
  });

  it('takes keys as Standard Webhooks write them, and one of several signatures', () => {
    const key = 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLjSw';
    const mac = hmac(`msg_2.${seconds}.${body.toString()}`, Buffer.from(key, 'base64')).toString('base64');
    const headers = {
      'webhook-id': 'msg_2',
      'webhook-timestamp': seconds,
      'webhook-signature': `v1a,xyz v1,${Buffer.from('other').toString('base64')} v1,${mac}`,
    };
    expect(holds(headers, [`whsec_${key}`])).to.equal(true);
    expect(holds(headers, [`whsec_N${key.slice(1)}`])).to.equal(false);
  });

  it('takes for a key of base64 only what is base64, whole and long enough', () => {
    // A lenient decoder leaves out what it does not know: down to a key that everybody has.
    const known = [
      '=a token with a sign before it',
      'пароль для вебхуков',
      '!!!!!!!!!!!!!!!!!!!!',
      'whsec_AAAAAAAAAAAA',
    ];
    for (const weak of known) {
      const key = Buffer.from(weak.replace('whsec_', ''), 'base64');
      const mac = createHmac('sha256', key).update(`msg_3.${seconds}.`).update(body).digest('base64');
      const headers = { 'webhook-id': 'msg_3', 'webhook-timestamp': seconds, 'webhook-signature': `v1,${mac}` };
      expect(holds(headers, [weak]), weak).to.equal(false);
    }
  });

  it('compares the bytes of a token that is not ASCII', () => {
    for (const key of ['ein Schlüssel für die Haken', 'le mot de passe est là-bas à'])
      expect(holds({ 'x-gitlab-token': Buffer.from(key).toString('latin1') }, [key]), key).to.equal(true);
  });

  it('takes no weaker or unknown form for a proof', () => {
    const hex = hmac(body).toString('hex');
    const none: IncomingHttpHeaders[] = [
      {},
      { 'x-hub-signature': `sha1=${hex.slice(0, 40)}` },
      { 'x-hub-signature': hex },
      { 'x-hub-signature-256': hex },
      { 'x-hub-signature-256': `sha256=${hex}00` },
      { 'x-gitea-signature': `sha256=${hex}` },
      { 'x-gitea-signature': '' },
      { authorization: `Bearer ${token}` },
    ];
    for (const headers of none) expect(readProof(headers), JSON.stringify(headers)).to.equal(undefined);
    expect(holds({ 'webhook-id': '1', 'webhook-timestamp': seconds, 'webhook-signature': 'v1,' })).to.equal(false);
    expect(holds({ 'x-gitlab-token': '' })).to.equal(false);
  });

  it('a token of fewer than 16 bytes proves nothing', () => {
    expect(holds({ 'x-gitlab-token': 'fifteen bytes ..' }, ['fifteen bytes ..'])).to.equal(true);
    expect(holds({ 'x-gitlab-token': 'fifteen bytes .' }, ['fifteen bytes .'])).to.equal(false);
  });

  it('tells one delivery from another by what is signed', () => {
    const of = (headers: IncomingHttpHeaders, data = body): string =>
      identityOf(readProof(headers) ?? expect.fail(), data);
    const github = signed['GitHub']?.() ?? expect.fail();
    // Its id is not signed: whoever repeats a delivery may change it.
    expect(of({ ...github, 'x-github-delivery': '2' })).to.equal(of(github));
    expect(of(github, Buffer.from('{}'))).to.not.equal(of(github));
    const gitlab = { 'x-gitlab-token': token, 'idempotency-key': '1' };
    expect(of({ ...gitlab, 'idempotency-key': '2' })).to.not.equal(of(gitlab));
    const standard = signed['GitLab, signing']?.() ?? expect.fail();
    expect(of({ ...standard, 'webhook-id': 'msg_2' })).to.not.equal(of(standard));
  });
});
