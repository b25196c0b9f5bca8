/** The names of the generated types, by the place of their schema. What has no name here is written in place. */
export const typeNames: Record<string, Record<string, string>> = {
  WorkflowSpec: {
    spec: 'WorkflowSpecSpec',
    'spec.sources[]': 'Source',
    'spec.sources[].git': 'GitSource',
    'spec.sources[].git.ref': 'GitReference',
    'spec.environments[]': 'Environment',
    'spec.environments[].lock': 'EnvironmentLock',
    'spec.parameters[]': 'Parameter',
    'spec.stepDefaults': 'StepDefaults',
    'spec.stepDefaults.run': 'RunDefaults',
    'spec.steps[]': 'Step',
    'spec.steps[].inputs[]': 'StepInput',
    'spec.steps[].outputs[]': 'StepOutput',
    'spec.steps[].run': 'RunAction',
    'spec.steps[].run.env[]': 'EnvVar',
    'spec.steps[].run.env[].valueFrom': 'EnvVarSource',
    'spec.steps[].run.env[].valueFrom.secretKeyRef': 'SecretKeyReference',
    'spec.steps[].run.reuse': 'ReusePolicy',
    'spec.steps[].gate[]': 'GateRule',
    'spec.steps[].gate[].champion': 'ChampionRule',
    'spec.steps[].deploy': 'DeployAction',
    'spec.steps[].deploy.deployment': 'Deployment',
    'spec.steps[].deploy.deployment.readiness': 'Readiness',
    'spec.concurrency': 'Concurrency',
    'spec.history': 'History',
    status: 'WorkflowSpecStatus',
    'status.conditions[]': 'Condition',
    'status.sources[]': 'SourceStatus',
    'status.decided': 'LastDecision',
    'status.lastRun': 'LastRun',
    'status.requests': 'HandledRequests',
    'status.stages[]': 'StageStatus',
    'status.stages[].live': 'LiveStage',
    'status.stages[].blocked[]': 'BlockedDeployment',
  },
  WorkflowRun: {
    spec: 'WorkflowRunSpec',
    'spec.trigger': 'Trigger',
    'spec.trigger.sources[]': 'SourceChange',
    'spec.revisions[]': 'SourceRevision',
    status: 'WorkflowRunStatus',
    'status.steps[]': 'StepStatus',
    'status.steps[].reasons[]': 'StepReason',
    'status.steps[].reasons[].commits[]': 'ReasonCommit',
    'status.steps[].outputs[]': 'StepOutputStatus',
  },
  ModelVersion: {
    spec: 'ModelVersionSpec',
    status: 'ModelVersionStatus',
    'status.stages[]': 'ModelStage',
  },
};

/** Places whose type is one that another place (or kind) already has. */
export const sharedTypes: Record<string, Record<string, { type: string; from?: string }>> = {
  WorkflowSpec: {
    'spec.steps[].deploy.deployment.env[]': { type: 'EnvVar' },
  },
  WorkflowRun: {
    'spec.snapshot': { type: 'WorkflowSpecSpec', from: './workflowspec.generated.ts' },
    'status.conditions[]': { type: 'Condition', from: './workflowspec.generated.ts' },
  },
  ModelVersion: {
    'spec.revisions[]': { type: 'SourceRevision', from: './workflowrun.generated.ts' },
    'status.conditions[]': { type: 'Condition', from: './workflowspec.generated.ts' },
  },
};
