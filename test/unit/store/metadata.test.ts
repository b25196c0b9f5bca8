import { expect } from 'chai';
import { checkMeta, type OwnMeta } from '../../../controller/store/metadata.ts';

const key = { kind: 'WorkflowSpec', namespace: 'ml', name: 'digits' };

function refusal(meta: OwnMeta, stored?: OwnMeta): string {
  try {
    checkMeta(key, meta, stored);
    return '';
  } catch (error: unknown) {
    expect(error).to.have.property('reason', 'SpecInvalid');
    return String(error);
  }
}

/** As an API server 1.36 answers: apimachinery's ValidateAnnotations, ValidateLabels and ValidateFinalizerName. */
const rows: readonly { readonly text: string; readonly annotation: boolean; readonly label: boolean }[] = [
  { text: 'a', annotation: true, label: true },
  { text: 'Foo_Bar.baz-1', annotation: true, label: true },
  { text: 'example.com/Foo', annotation: true, label: true },
  { text: 'Example.com/Foo', annotation: true, label: false },
  { text: '\u212Aube.example.com/foo', annotation: true, label: false },
  { text: '\u0130.example.com/foo', annotation: true, label: false },
  { text: 'x'.repeat(63), annotation: true, label: true },
  { text: 'x'.repeat(64), annotation: false, label: false },
  { text: `${'a.'.repeat(126)}a/x`, annotation: true, label: true },
  { text: `${'a.'.repeat(126)}aa/x`, annotation: false, label: false },
  { text: '', annotation: false, label: false },
  { text: '/a', annotation: false, label: false },
  { text: 'a/', annotation: false, label: false },
  { text: 'a/b/c', annotation: false, label: false },
  { text: 'a_b/c', annotation: false, label: false },
  { text: 'a..b/c', annotation: false, label: false },
  { text: '-a', annotation: false, label: false },
  { text: 'a b', annotation: false, label: false },
];

describe('metadata', () => {
  it('takes the keys that Kubernetes takes: case matters in all but annotations', () => {
    for (const { text, annotation, label } of rows) {
      expect(refusal({ annotations: { [text]: 'x' } }) === '', `annotation ${text}`).to.equal(annotation);
      expect(refusal({ labels: { [text]: 'x' } }) === '', `label ${text}`).to.equal(label);
      expect(refusal({ finalizers: [text] }) === '', `finalizer ${text}`).to.equal(label);
    }
  });

  it('judges of a stored object what differs from it, and nothing else', () => {
    const stored: OwnMeta = {
      labels: { 'not a key': 'not a value' },
      annotations: { 'not a key': 'x'.repeat(300_000) },
      finalizers: ['not a name', 'refit.dev/serving'],
      ownerReferences: [{ apiVersion: '', kind: '', name: '', uid: '' }],
    };
    expect(refusal({ ...stored, finalizers: ['not a name'] }, stored)).to.equal('');
    expect(refusal({}, stored)).to.equal('');
    expect(refusal({ ...stored, labels: { 'not a key': 'x' } }, stored)).to.contain('metadata.labels');
    expect(refusal({ ...stored, annotations: { ...stored.annotations, a: 'x' } }, stored)).to.contain('300011 bytes');
    expect(refusal({ ...stored, annotations: { 'not a key': 'x' } }, stored)).to.contain('"not a key"');
    expect(refusal({ ...stored, finalizers: ['not one either'] }, stored)).to.contain('"not one either"');
    const owner = { apiVersion: 'v1', kind: '', name: 'a', uid: 'u' };
    expect(refusal({ ...stored, ownerReferences: [owner] }, stored)).to.contain('metadata.ownerReferences[0]');
  });
});
