/**
 * On what the controller makes and Argo CD shows below a workflow without applying it: what Argo CD is told to ignore in updates of
 * a kind (`resource.customizations.ignoreResourceUpdates`) it ignores of such an object only with this annotation.
 * https://argo-cd.readthedocs.io/en/stable/operator-manual/reconcile/
 */
export const quietAnnotations: Readonly<Record<string, string>> = {
  'argocd.argoproj.io/ignore-resource-updates': 'true',
};
