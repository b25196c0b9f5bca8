import { expect } from 'chai';
import type { KubernetesClient, KubernetesObject } from '../../../controller/kubernetes/client.ts';
import { connectKubernetes } from '../../../controller/kubernetes/connect.ts';
import type { Informer } from '../../../controller/kubernetes/informer.ts';
import { openInformer, type OpenInformerOptions } from '../../../controller/kubernetes/reflector.ts';
import { configMaps } from '../../../controller/kubernetes/resources.ts';
import { eventually } from '../../support/eventually.ts';
import {
  type FaultyServer,
  lines,
  page,
  raw,
  reset,
  silence,
  startFaultyServer,
  status,
} from '../../support/faulty-server.ts';
import { configMap, line } from './objects.ts';

const bookmark = (resourceVersion: string): object => ({ type: 'BOOKMARK', object: { metadata: { resourceVersion } } });

describe('informer', () => {
  let server: FaultyServer;
  let client: KubernetesClient;
  let informer: Informer<KubernetesObject> | undefined;
  let seen: string[];
  let errors: Error[];
  beforeEach(async () => {
    server = await startFaultyServer();
    client = await connectKubernetes({ kubeconfig: server.kubeconfig(), timeLimitMs: 1_000, silenceMs: 300 });
    seen = [];
    errors = [];
  });
  afterEach(async () => {
    informer?.close();
    await client.close();
    await server.stop();
  });

  /** Without jitter's delays. */
  function open(options: Partial<OpenInformerOptions<KubernetesObject>> = {}): Informer<KubernetesObject> {
    const opened = openInformer(client, configMaps, {
      onError: (error) => errors.push(error),
      random: () => 0,
      ...options,
    });
    opened.watch(({ type, object }) => seen.push(`${type} ${object.metadata.name} ${object.metadata.resourceVersion}`));
    informer = opened;
    return opened;
  }

  const isTold = (...events: string[]): Promise<unknown> => eventually(() => expect(seen).to.deep.equal(events));
  const versionsAsked = (): (string | null)[] => server.seen('watch').map(({ query }) => query.get('resourceVersion'));

  it('lists, then watches from there', async () => {
    server.answer('list', page('5', [configMap('a', '3')]));
    server.answer('watch', lines([line('ADDED', 'b', '6'), line('MODIFIED', 'a', '7'), line('DELETED', 'b', '8')]));
    const opened = open();
    await opened.synced;
    await isTold('Added a 3', 'Added b 6', 'Modified a 7', 'Deleted b 8');
    expect([...opened.list()].map(({ metadata }) => metadata.name)).to.deep.equal(['a']);
    expect(opened.get('ml/a')?.metadata.resourceVersion).to.equal('7');
    expect(opened.healthy).to.equal(true);
  });

  it('tells a later callback what is there already, and one that has ended nothing', async () => {
    server.answer('list', page('5', [configMap('a', '3')]));
    server.answer('watch', raw(''));
    const opened = open();
    await opened.synced;
    const later: string[] = [];
    const end = opened.watch(({ type, object }) => later.push(`${type} ${object.metadata.name}`));
    expect(later).to.deep.equal(['Added a']);
    end();
    opened.observe(configMap('b', '6'));
    expect(later).to.deep.equal(['Added a']);
    expect(seen).to.deep.equal(['Added a 3', 'Added b 6']);
  });

  it('resumes where it was when the server ends a watch, a bookmark counts', async () => {
    server.answer('list', page('5', []));
    server.answer('watch', lines([line('ADDED', 'a', '6')], 'end'), lines([bookmark('20')], 'end'), raw(''));
    open();
    await eventually(() => expect(versionsAsked().slice(0, 3)).to.deep.equal(['5', '6', '20']));
    expect(server.seen('list')).to.have.length(1);
    expect(errors).to.deep.equal([]);
  });

  const failures: Record<string, Parameters<FaultyServer['answer']>[1]> = {
    'a reset': raw('', 'reset'),
    'a reset within a line': raw('{"type":"ADDED","obj', 'reset'),
    'a connection that is refused': reset,
    'a 429': status(429, 'TooManyRequests'),
    'a 429 with Retry-After': status(429, 'TooManyRequests', { 'retry-after': '1' }),
    'a 500': status(500, 'InternalError'),
    'a 503': status(503, 'ServiceUnavailable'),
    'a 401': status(401, 'Unauthorized'),
    'a 403': status(403, 'Forbidden'),
    'an answer that does not come': silence,
    'an ERROR line': lines([
      { type: 'ERROR', object: { kind: 'Status', code: 500, message: 'storage is initializing' } },
    ]),
  };
  for (const [name, failure] of Object.entries(failures)) {
    it(`survives ${name} of a watch without listing anew`, async () => {
      server.answer('list', page('5', [configMap('a', '3')]));
      server.answer('watch', failure, failure, lines([line('MODIFIED', 'a', '9')]));
      open();
      await isTold('Added a 3', 'Modified a 9');
      expect(versionsAsked().slice(-1)).to.deep.equal(['5']);
      expect(server.seen('list')).to.have.length(1);
      expect(errors).to.not.deep.equal([]);
    });

    it(`survives ${name} of the first list`, async () => {
      server.answer('list', failure, failure, page('5', [configMap('a', '3')]));
      server.answer('watch', raw(''));
      const opened = open();
      await opened.synced;
      await isTold('Added a 3');
    });
  }

  it('takes silence for a connection that is half open, and goes on', async () => {
    server.answer('list', page('5', []));
    server.answer('watch', lines([line('ADDED', 'a', '6')]), lines([line('ADDED', 'b', '7')]));
    open();
    await isTold('Added a 6', 'Added b 7');
    expect(versionsAsked()).to.include.members(['5', '6']);
  });

  const expirations: Record<string, Parameters<FaultyServer['answer']>[1]> = {
    'as the answer': status(410, 'Expired'),
    'within the stream': lines([{ type: 'ERROR', object: { kind: 'Status', code: 410, reason: 'Expired' } }]),
  };
  for (const [name, expired] of Object.entries(expirations)) {
    it(`lists anew on 410 ${name}, and tells what moved meanwhile`, async () => {
      server.answer(
        'list',
        page(
          '5',
          ['same', 'moved', 'gone', 'again'].map((one) => configMap(one, '3')),
        ),
        page('30', [
          configMap('same', '3'),
          configMap('moved', '20'),
          configMap('again', '25', { uid: 'another' }),
          configMap('new', '28'),
        ]),
      );
      server.answer('watch', expired, lines([line('MODIFIED', 'new', '31')]));
      open();
      await isTold(
        'Added same 3',
        'Added moved 3',
        'Added gone 3',
        'Added again 3',
        'Deleted gone 3',
        'Modified moved 20',
        'Deleted again 3',
        'Added again 25',
        'Added new 28',
        'Modified new 31',
      );
      expect(versionsAsked().slice(0, 2)).to.deep.equal(['5', '30']);
      expect(errors).to.deep.equal([]);
    });
  }

  it('lists anew after a line that makes no sense: what it was is lost', async () => {
    server.answer('list', page('5', []), page('9', [configMap('a', '8')]));
    server.answer('watch', raw('{"type":"ADDED","object":7}\n'), raw(''));
    open();
    await isTold('Added a 8');
    expect(errors).to.have.length(1);
  });

  it('survives a server that is gone for a while', async () => {
    server.answer('list', page('5', [configMap('a', '3')]));
    server.answer('watch', raw(''), lines([line('MODIFIED', 'a', '9')]));
    const opened = open({ random: Math.random });
    await eventually(() => expect(server.seen('watch')).to.have.length(1));
    await server.down();
    await eventually(() => expect(errors.length).to.be.greaterThan(2));
    expect(opened.get('ml/a')).to.not.equal(undefined);
    expect(opened.healthy).to.equal(true);
    await server.start();
    await isTold('Added a 3', 'Modified a 9');
  });

  it('survives callbacks and error reports that throw', async () => {
    server.answer('list', page('5', [configMap('a', '3')]));
    server.answer('watch', lines([line('MODIFIED', 'a', '9')]));
    const opened = openInformer(client, configMaps, {
      onError: (error) => {
        errors.push(error);
      },
    });
    informer = opened;
    opened.watch(() => {
      throw new Error('a callback that throws');
    });
    opened.watch(({ type }) => seen.push(type));
    await isTold('Added', 'Modified');
    expect(errors.map(({ message }) => message)).to.deep.equal(Array(2).fill('a callback that throws'));
  });

  it('tells events in order when a callback makes the next', async () => {
    server.answer('list', page('5', []));
    server.answer('watch', lines([line('ADDED', 'a', '6')]));
    const opened = openInformer(client, configMaps, { onError: (error) => errors.push(error) });
    informer = opened;
    opened.watch(({ object }) => {
      if (object.metadata.resourceVersion === '6') opened.observe(configMap('a', '7'));
    });
    opened.watch(({ type, object }) => seen.push(`${type} ${object.metadata.resourceVersion}`));
    await isTold('Added 6', 'Modified 7');
  });

  it('is silent once it is closed, and asks for nothing more', async () => {
    server.answer('list', page('5', []));
    server.answer('watch', raw(''));
    const opened = open();
    await eventually(() => expect(server.seen('watch')).to.have.length(1));
    opened.close();
    opened.observe(configMap('a', '9'));
    const asked = server.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(server.requests).to.have.length(asked);
    expect(seen).to.deep.equal([]);
    expect(errors).to.deep.equal([]);
    expect(opened.healthy).to.equal(false);
  });

  it('tells who waits for the first list that there will be none', async () => {
    server.answer('list', silence);
    const opened = open();
    opened.close();
    const error = await opened.synced.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(String(error)).to.contain('closed before the first list');
  });

  it('keeps what it is told to keep', async () => {
    const full = {
      ...configMap('a', '3'),
      metadata: { ...configMap('a', '3').metadata, managedFields: [{ manager: 'x' }] },
    };
    server.answer('list', page('5', [full]));
    server.answer('watch', raw(''));
    const plain = open();
    await plain.synced;
    expect(plain.get('ml/a')?.metadata).to.not.have.property('managedFields');
    plain.close();
    const labelled = open({
      keep: (object) => ({ ...object, metadata: { ...object.metadata, labels: { kept: 'yes' } } }),
    });
    await labelled.synced;
    expect(labelled.get('ml/a')?.metadata.labels).to.deep.equal({ kept: 'yes' });
  });
});
