/** Labels and annotations of Jobs and pods of executions, and the names of their containers. */

/** On every child of a workflow: its name. */
export const workflowLabel = 'refit.dev/workflow';
/** The execution's name; the Job's too. On Job and pods; informers select by it. */
export const executionLabel = 'refit.dev/execution';
export const stepLabel = 'refit.dev/step';
export const attemptLabel = 'refit.dev/attempt';
export const subjectLabel = 'refit.dev/subject';
/** The whole fingerprint: a label has no room for it. */
export const fingerprintAnnotation = 'refit.dev/fingerprint';
/** On a Job whose execution the controller ends: how, as JSON (`Verdict`). Written before its pods are deleted. */
export const endAnnotation = 'refit.dev/end';
/** On a Job with a scratch volume: the claim's name. */
export const scratchAnnotation = 'refit.dev/scratch';
/** On a Job whose step has secrets: their versions when it was launched, as JSON. No values. */
export const secretsAnnotation = 'refit.dev/secrets';
/** What `kubectl logs` and `kubectl exec` show without `-c`. */
export const defaultContainerAnnotation = 'kubectl.kubernetes.io/default-container';

/** Container names: `fetch` and `step` are init containers, `publish` is the pod's container. */
export const containers = { fetch: 'fetch', step: 'step', publish: 'publish' } as const;

/** Labels of `pod:` that are put on the Job too, where Kueue looks (https://kueue.sigs.k8s.io/docs/tasks/run/jobs/). */
export const kueueLabels = ['kueue.x-k8s.io/queue-name', 'kueue.x-k8s.io/priority-class'] as const;
