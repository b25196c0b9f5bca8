import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { canonicalText, type Canonical } from '../../../controller/core/canonical.ts';
import { runFingerprint, type RunFacts } from '../../../controller/core/fingerprint.ts';

const text = fc.constantFrom('', 'a', 'b', 'a"', ',', 'é');
const name = fc.constantFrom('a', 'b', 'code');
const byName = { selector: (item: { readonly name: string }) => item.name, maxLength: 2 };
const facts: fc.Arbitrary<RunFacts> = fc.record(
  {
    engine: fc.constantFrom('process:linux/x64', 'image:a'),
    lockDigest: text,
    command: fc.array(text, { maxLength: 2 }),
    args: fc.array(text, { maxLength: 2 }),
    env: fc.uniqueArray(fc.oneof(fc.record({ name, value: text }), fc.record({ name, secret: text })), byName),
    workingDir: text,
    reuseVersion: text,
    inputs: fc.uniqueArray(fc.record({ name, path: fc.constantFrom('.', '../a', 'x'), digest: text }), byName),
    outputs: fc.uniqueArray(
      fc.record({ name, kind: fc.constantFrom('data', 'model', undefined), path: fc.constantFrom('x', undefined) }),
      byName,
    ),
    served: fc.array(fc.record({ step: name, digest: text }), { maxLength: 1 }),
  },
  { requiredKeys: ['engine'] },
);

/** What facts mean, spelled out by hand: defaults filled in, names in order. */
function meaning(of: RunFacts): string {
  const sorted = <T extends { readonly name: string }>(items: readonly T[] = []): readonly T[] =>
    items.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return JSON.stringify([
    of.engine,
    of.lockDigest ?? '',
    of.command ?? [],
    of.args ?? [],
    sorted(of.env).map((each) =>
      'secret' in each ? [each.name, 'secret', each.secret] : [each.name, 'value', each.value],
    ),
    of.workingDir ?? '',
    of.reuseVersion ?? '',
    sorted(of.inputs).map((each) => [each.name, each.path, each.digest]),
    sorted(of.outputs).map((each) => [each.name, each.kind ?? 'data', each.path ?? '']),
    (of.served ?? []).map((each) => [each.step, each.digest]),
  ]);
}

const canonical: fc.Arbitrary<Canonical> = fc.letrec<{ tree: Canonical }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    fc.string({ unit: 'binary' }).map((raw) => raw.toWellFormed()),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(fc.string(), tie('tree'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).tree;

describe('fingerprint, properties', () => {
  it('is the same exactly for facts that mean the same', () => {
    fc.assert(
      fc.property(facts, facts, (one, other) => {
        expect(runFingerprint(one) === runFingerprint(other)).to.equal(meaning(one) === meaning(other));
      }),
      { numRuns: 2000 },
    );
  });

  it('changes with any one field that means something else', () => {
    fc.assert(
      fc.property(
        facts,
        facts,
        fc.constantFrom(...(['engine', 'args', 'env', 'inputs', 'outputs', 'served'] as const)),
        (one, other, field) => {
          const mixed: RunFacts = { ...one, [field]: other[field] };
          expect(runFingerprint(one) === runFingerprint(mixed)).to.equal(meaning(one) === meaning(mixed));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('rests on canonical text that is JSON of the value, whatever the order of its fields', () => {
    fc.assert(
      fc.property(canonical, (value) => {
        const read: unknown = JSON.parse(canonicalText(value));
        expect(read).to.deep.equal(value);
        expect(canonicalText(turned(value))).to.equal(canonicalText(value));
      }),
    );
  });
});

function turned(value: Canonical): Canonical {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(turned);
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([field, inner]) => [field, turned(inner)]),
  );
}
