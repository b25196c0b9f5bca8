/** The kinds Refit reads or writes, and where the API server has them. */
import { apiVersion as refitVersion } from '../api/v1alpha1/kinds.ts';
import type { ResourceName, ResourceType } from './client.ts';

function namespaced(apiVersion: string, kind: string, plural: string): ResourceType {
  return { apiVersion, kind, plural, namespaced: true };
}

function clusterScoped(apiVersion: string, kind: string, plural: string): ResourceType {
  return { apiVersion, kind, plural, namespaced: false };
}

export const workflowSpecs = namespaced(refitVersion, 'WorkflowSpec', 'workflowspecs');
export const workflowRuns = namespaced(refitVersion, 'WorkflowRun', 'workflowruns');
export const modelVersions = namespaced(refitVersion, 'ModelVersion', 'modelversions');
export const jobs = namespaced('batch/v1', 'Job', 'jobs');
export const pods = namespaced('v1', 'Pod', 'pods');
export const deployments = namespaced('apps/v1', 'Deployment', 'deployments');
export const replicaSets = namespaced('apps/v1', 'ReplicaSet', 'replicasets');
export const services = namespaced('v1', 'Service', 'services');
export const secrets = namespaced('v1', 'Secret', 'secrets');
export const configMaps = namespaced('v1', 'ConfigMap', 'configmaps');
export const events = namespaced('v1', 'Event', 'events');
export const leases = namespaced('coordination.k8s.io/v1', 'Lease', 'leases');
export const serviceAccounts = namespaced('v1', 'ServiceAccount', 'serviceaccounts');
export const persistentVolumeClaims = namespaced('v1', 'PersistentVolumeClaim', 'persistentvolumeclaims');
export const tokenReviews = clusterScoped('authentication.k8s.io/v1', 'TokenReview', 'tokenreviews');
export const subjectAccessReviews = clusterScoped(
  'authorization.k8s.io/v1',
  'SubjectAccessReview',
  'subjectaccessreviews',
);
export const namespaces = clusterScoped('v1', 'Namespace', 'namespaces');
export const customResourceDefinitions = clusterScoped(
  'apiextensions.k8s.io/v1',
  'CustomResourceDefinition',
  'customresourcedefinitions',
);

/**
 * The path of a kind's collection; without a namespace, of all namespaces.
 * (https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-uris)
 */
export function collectionPath(type: ResourceType, namespace?: string): string {
  const group = type.apiVersion.includes('/') ? `/apis/${type.apiVersion}` : `/api/${type.apiVersion}`;
  const within = namespace === undefined || !type.namespaced ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  return `${group}${within}/${type.plural}`;
}

/** The path of one object, or of a subresource of it. */
export function objectPath(type: ResourceType, name: ResourceName, subresource?: string): string {
  const path = `${collectionPath(type, name.namespace)}/${encodeURIComponent(name.name)}`;
  return subresource === undefined ? path : `${path}/${subresource}`;
}

/** `Kind namespace/name`, as messages name an object. */
export function describeResource(type: ResourceType, name: Partial<ResourceName> = {}): string {
  const path = [name.namespace, name.name].filter((part) => part !== undefined).join('/');
  return path === '' ? type.plural : `${type.kind} ${path}`;
}
