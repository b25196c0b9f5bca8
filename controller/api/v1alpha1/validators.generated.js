/* Generated from crds/ by `npm run generate`. */
import func3Module from 'ajv/dist/runtime/ucs2length.js';
"use strict";
export const validateWorkflowSpec = validate10;
const schema11 = {"type":"object","required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"type":"string","const":"refit.dev/v1alpha1"},"kind":{"type":"string","const":"WorkflowSpec"},"metadata":{"type":"object","required":["name"],"properties":{"name":{"type":"string","maxLength":40,"pattern":"^[a-z]([-a-z0-9]*[a-z0-9])?$"},"namespace":{"type":"string","minLength":1,"maxLength":63,"pattern":"^[a-z0-9]([-a-z0-9]*[a-z0-9])?$"},"labels":{"type":"object","additionalProperties":{"type":"string","maxLength":63,"pattern":"^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$"}},"annotations":{"type":"object","additionalProperties":{"type":"string","maxLength":262144}},"finalizers":{"type":"array","items":{"type":"string"}},"ownerReferences":{"type":"array","items":{"type":"object","additionalProperties":true}},"managedFields":{"type":"array","items":{"type":"object","additionalProperties":true}},"uid":{"type":"string"},"resourceVersion":{"type":"string"},"generation":{"type":"integer"},"creationTimestamp":{"type":"string"},"deletionTimestamp":{"type":"string"},"deletionGracePeriodSeconds":{"type":"integer"}},"additionalProperties":false},"spec":{"type":"object","required":["sources","steps"],"properties":{"sources":{"type":"array","minItems":1,"maxItems":16,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name","git"],"properties":{"name":{"type":"string","minLength":1,"maxLength":30,"pattern":"^[a-z]([-a-z0-9]*[a-z0-9])?$"},"suspend":{"type":"boolean"},"git":{"type":"object","required":["url"],"properties":{"url":{"type":"string","minLength":1,"maxLength":2048},"ref":{"type":"object","properties":{"branch":{"type":"string","minLength":1,"maxLength":255,"pattern":"^[^\\s~^:?*\\[\\\\\\x00-\\x1f-][^\\s~^:?*\\[\\\\\\x00-\\x1f]*$"},"tag":{"type":"string","minLength":1,"maxLength":255,"pattern":"^[^\\s~^:?*\\[\\\\\\x00-\\x1f-][^\\s~^:?*\\[\\\\\\x00-\\x1f]*$"},"semver":{"type":"string","minLength":1,"maxLength":255},"commit":{"type":"string","maxLength":64,"pattern":"^([0-9a-f]{40}|[0-9a-f]{64})$"}},"additionalProperties":false},"secretRef":{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":1,"maxLength":253,"pattern":"^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$"}},"additionalProperties":false},"verify":{"type":"object","required":["mode","secretRef"],"properties":{"mode":{"type":"string","enum":["Head","Range","Tag"]},"secretRef":{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":1,"maxLength":253,"pattern":"^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$"}},"additionalProperties":false}},"additionalProperties":false},"lfs":{"type":"object","required":["url"],"properties":{"url":{"type":"string","maxLength":2048,"pattern":"^https?://[^@/?#\\s]+(/[^?#\\s]*)?$"},"secretRef":{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":1,"maxLength":253,"pattern":"^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$"}},"additionalProperties":false}},"additionalProperties":false},"dataRemotes":{"type":"array","maxItems":8,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name","url"],"properties":{"name":{"type":"string","minLength":1,"maxLength":63,"pattern":"^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$"},"url":{"type":"string","maxLength":2048,"pattern":"^(s3://[a-z0-9][-.a-z0-9]*(/[^?#\\s]*)?|https?://[^@/?#\\s]+(/[^?#\\s]*)?|/[^\\x00-\\x1f]*)$"},"endpoint":{"type":"string","maxLength":2048,"pattern":"^https?://[^@/?#\\s]+(/[^?#\\s]*)?$"},"region":{"type":"string","minLength":1,"maxLength":63,"pattern":"^[a-z0-9-]+$"},"secretRef":{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":1,"maxLength":253,"pattern":"^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$"}},"additionalProperties":false}},"additionalProperties":false}},"interval":{"type":"string","default":"1m","maxLength":32,"pattern":"^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$"}},"additionalProperties":false}},"additionalProperties":false}},"environments":{"type":"array","maxItems":16,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":1,"maxLength":30,"pattern":"^[a-z]([-a-z0-9]*[a-z0-9])?$"},"image":{"type":"string","minLength":1,"maxLength":1024,"pattern":"^\\S+$"},"lock":{"type":"object","required":["source","paths"],"properties":{"source":{"type":"string","minLength":1,"maxLength":30},"paths":{"type":"array","minItems":1,"maxItems":16,"items":{"type":"string","minLength":1,"maxLength":1024}}},"additionalProperties":false}},"additionalProperties":false}},"suspend":{"type":"boolean"},"serviceAccountName":{"type":"string","minLength":1,"maxLength":253,"pattern":"^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$"},"artifacts":{"type":"object","required":["s3"],"properties":{"s3":{"type":"object","required":["endpoint","bucket","secretRef"],"properties":{"endpoint":{"type":"string","maxLength":2048,"pattern":"^https?://[^@/?#\\s]+(/[^?#\\s]*)?$"},"bucket":{"type":"string","minLength":3,"maxLength":63,"pattern":"^[a-z0-9][-.a-z0-9]*[a-z0-9]$"},"prefix":{"type":"string","minLength":1,"maxLength":512,"pattern":"^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*$"},"region":{"type":"string","minLength":1,"maxLength":63,"pattern":"^[a-z0-9-]+$"},"secretRef":{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":1,"maxLength":253,"pattern":"^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$"}},"additionalProperties":false}},"additionalProperties":false}},"additionalProperties":false},"parameters":{"type":"array","maxItems":100,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":1,"maxLength":63,"pattern":"^[A-Za-z_][A-Za-z0-9_-]*$"},"value":{"type":"string","maxLength":4096},"from":{"type":"object","required":["source","file","key"],"properties":{"source":{"type":"string","minLength":1,"maxLength":30},"file":{"type":"string","minLength":1,"maxLength":1024},"key":{"type":"string","minLength":1,"maxLength":253,"pattern":"^[^.\\s]+(\\.[^.\\s]+)*$"}},"additionalProperties":false}},"additionalProperties":false}},"stepDefaults":{"type":"object","default":{},"properties":{"run":{"type":"object","default":{},"properties":{"environment":{"type":"string","minLength":1,"maxLength":30},"image":{"type":"string","minLength":1,"maxLength":1024,"pattern":"^\\S+$"},"timeout":{"type":"string","default":"1h","maxLength":32,"pattern":"^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$"},"retries":{"type":"integer","format":"int32","default":0,"minimum":0,"maximum":10}},"additionalProperties":false}},"additionalProperties":false},"steps":{"type":"array","minItems":1,"maxItems":50,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":1,"maxLength":30,"pattern":"^[a-z]([-a-z0-9]*[a-z0-9])?$"},"needs":{"type":"array","maxItems":50,"x-kubernetes-list-type":"set","items":{"type":"string","minLength":1,"maxLength":30}},"inputs":{"type":"array","maxItems":32,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":1,"maxLength":30,"pattern":"^[a-z]([-a-z0-9]*[a-z0-9])?$"},"source":{"type":"string","minLength":1,"maxLength":30},"paths":{"type":"array","minItems":1,"maxItems":64,"items":{"type":"string","minLength":1,"maxLength":1024}},"from":{"type":"string","maxLength":61,"pattern":"^[a-z]([-a-z0-9]*[a-z0-9])?\\.[a-z]([-a-z0-9]*[a-z0-9])?$"},"path":{"type":"string","minLength":1,"maxLength":1024},"mode":{"type":"string","enum":["Copy","Mount","Reference"]},"keys":{"type":"array","minItems":1,"maxItems":64,"x-kubernetes-list-type":"set","items":{"type":"string","minLength":1,"maxLength":253,"pattern":"^[^.\\s]+(\\.[^.\\s]+)*$"}}},"additionalProperties":false}},"outputs":{"type":"array","maxItems":16,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":1,"maxLength":30,"pattern":"^[a-z]([-a-z0-9]*[a-z0-9])?$"},"kind":{"type":"string","default":"data","enum":["data","model","metrics"]},"path":{"type":"string","minLength":1,"maxLength":1024}},"additionalProperties":false}},"run":{"type":"object","required":["command"],"properties":{"environment":{"type":"string","minLength":1,"maxLength":30},"image":{"type":"string","minLength":1,"maxLength":1024,"pattern":"^\\S+$"},"command":{"type":"array","minItems":1,"maxItems":64,"items":{"type":"string","maxLength":8192}},"args":{"type":"array","maxItems":256,"items":{"type":"string","maxLength":8192}},"workingDir":{"type":"string","minLength":1,"maxLength":1024},"env":{"type":"array","maxItems":100,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":1,"maxLength":128,"pattern":"^[A-Za-z_][A-Za-z0-9_]*$"},"value":{"type":"string","maxLength":8192},"valueFrom":{"type":"object","required":["secretKeyRef"],"properties":{"secretKeyRef":{"type":"object","required":["name","key"],"properties":{"name":{"type":"string","minLength":1,"maxLength":253,"pattern":"^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$"},"key":{"type":"string","minLength":1,"maxLength":253,"pattern":"^[-._a-zA-Z0-9]+$"}},"additionalProperties":false}},"additionalProperties":false}},"additionalProperties":false}},"timeout":{"type":"string","maxLength":32,"pattern":"^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$"},"retries":{"type":"integer","format":"int32","minimum":0,"maximum":10},"resources":{"type":"object","properties":{"requests":{"type":"object","maxProperties":20,"additionalProperties":{"type":"string","maxLength":32,"pattern":"^[0-9]+(\\.[0-9]+)?([eE][0-9]+|m|k|[KMGTPE]i?)?$"}},"limits":{"type":"object","maxProperties":20,"additionalProperties":{"type":"string","maxLength":32,"pattern":"^[0-9]+(\\.[0-9]+)?([eE][0-9]+|m|k|[KMGTPE]i?)?$"}}},"additionalProperties":false},"workspace":{"type":"object","required":["size"],"properties":{"size":{"type":"string","maxLength":32,"pattern":"^[0-9]+(\\.[0-9]+)?([eE][0-9]+|m|k|[KMGTPE]i?)?$"},"storageClass":{"type":"string","minLength":1,"maxLength":253}},"additionalProperties":false},"scratch":{"type":"object","required":["size"],"properties":{"size":{"type":"string","maxLength":32,"pattern":"^[0-9]+(\\.[0-9]+)?([eE][0-9]+|m|k|[KMGTPE]i?)?$"},"storageClass":{"type":"string","minLength":1,"maxLength":253}},"additionalProperties":false},"pod":{"type":"object","properties":{"nodeSelector":{"type":"object","maxProperties":32,"additionalProperties":{"type":"string","maxLength":63}},"tolerations":{"type":"array","maxItems":32,"x-kubernetes-list-type":"atomic","items":{"type":"object","x-kubernetes-preserve-unknown-fields":true}},"affinity":{"type":"object","x-kubernetes-preserve-unknown-fields":true},"volumes":{"type":"array","maxItems":32,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name"],"x-kubernetes-preserve-unknown-fields":true,"properties":{"name":{"type":"string","minLength":1,"maxLength":63,"pattern":"^[a-z0-9]([-a-z0-9]*[a-z0-9])?$"}}}},"volumeMounts":{"type":"array","maxItems":32,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["mountPath"],"items":{"type":"object","required":["name","mountPath"],"x-kubernetes-preserve-unknown-fields":true,"properties":{"name":{"type":"string","minLength":1,"maxLength":63},"mountPath":{"type":"string","minLength":1,"maxLength":1024}}}},"priorityClassName":{"type":"string","minLength":1,"maxLength":253},"imagePullSecrets":{"type":"array","maxItems":16,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":1,"maxLength":253}},"additionalProperties":false}},"labels":{"type":"object","maxProperties":32,"additionalProperties":{"type":"string","maxLength":63}},"annotations":{"type":"object","maxProperties":32,"additionalProperties":{"type":"string","maxLength":4096}}},"additionalProperties":false},"reuse":{"type":"object","properties":{"policy":{"type":"string","default":"Auto","enum":["Auto","Never"]},"maxAge":{"type":"string","maxLength":32,"pattern":"^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$"},"version":{"type":"string","minLength":1,"maxLength":128},"ignore":{"type":"array","maxItems":32,"x-kubernetes-list-type":"set","items":{"type":"string","minLength":1,"maxLength":30}}},"additionalProperties":false}},"additionalProperties":false},"gate":{"type":"array","minItems":1,"maxItems":20,"x-kubernetes-list-type":"atomic","items":{"type":"object","required":["metric"],"properties":{"metric":{"type":"string","maxLength":512,"pattern":"^\\s*\\{\\{.+\\}\\}\\s*$"},"min":{"type":"string","maxLength":32,"pattern":"^-?[0-9]+(\\.[0-9]+)?$"},"max":{"type":"string","maxLength":32,"pattern":"^-?[0-9]+(\\.[0-9]+)?$"},"champion":{"type":"object","required":["better","stage"],"properties":{"better":{"type":"string","enum":["Higher","Lower"]},"tolerance":{"type":"string","maxLength":32,"pattern":"^[0-9]+(\\.[0-9]+)?%?$"},"stage":{"type":"string","minLength":1,"maxLength":30}},"additionalProperties":false}},"additionalProperties":false}},"deploy":{"type":"object","required":["model","deployment"],"properties":{"model":{"type":"string","maxLength":61,"pattern":"^[a-z]([-a-z0-9]*[a-z0-9])?\\.[a-z]([-a-z0-9]*[a-z0-9])?$"},"deployment":{"type":"object","required":["command","port"],"properties":{"environment":{"type":"string","minLength":1,"maxLength":30},"image":{"type":"string","minLength":1,"maxLength":1024,"pattern":"^\\S+$"},"command":{"type":"array","minItems":1,"maxItems":64,"items":{"type":"string","maxLength":8192}},"args":{"type":"array","maxItems":256,"items":{"type":"string","maxLength":8192}},"workingDir":{"type":"string","minLength":1,"maxLength":1024},"env":{"type":"array","maxItems":100,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":1,"maxLength":128,"pattern":"^[A-Za-z_][A-Za-z0-9_]*$"},"value":{"type":"string","maxLength":8192},"valueFrom":{"type":"object","required":["secretKeyRef"],"properties":{"secretKeyRef":{"type":"object","required":["name","key"],"properties":{"name":{"type":"string","minLength":1,"maxLength":253,"pattern":"^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$"},"key":{"type":"string","minLength":1,"maxLength":253,"pattern":"^[-._a-zA-Z0-9]+$"}},"additionalProperties":false}},"additionalProperties":false}},"additionalProperties":false}},"resources":{"type":"object","properties":{"requests":{"type":"object","maxProperties":20,"additionalProperties":{"type":"string","maxLength":32,"pattern":"^[0-9]+(\\.[0-9]+)?([eE][0-9]+|m|k|[KMGTPE]i?)?$"}},"limits":{"type":"object","maxProperties":20,"additionalProperties":{"type":"string","maxLength":32,"pattern":"^[0-9]+(\\.[0-9]+)?([eE][0-9]+|m|k|[KMGTPE]i?)?$"}}},"additionalProperties":false},"pod":{"type":"object","properties":{"nodeSelector":{"type":"object","maxProperties":32,"additionalProperties":{"type":"string","maxLength":63}},"tolerations":{"type":"array","maxItems":32,"x-kubernetes-list-type":"atomic","items":{"type":"object","x-kubernetes-preserve-unknown-fields":true}},"affinity":{"type":"object","x-kubernetes-preserve-unknown-fields":true},"volumes":{"type":"array","maxItems":32,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name"],"x-kubernetes-preserve-unknown-fields":true,"properties":{"name":{"type":"string","minLength":1,"maxLength":63,"pattern":"^[a-z0-9]([-a-z0-9]*[a-z0-9])?$"}}}},"volumeMounts":{"type":"array","maxItems":32,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["mountPath"],"items":{"type":"object","required":["name","mountPath"],"x-kubernetes-preserve-unknown-fields":true,"properties":{"name":{"type":"string","minLength":1,"maxLength":63},"mountPath":{"type":"string","minLength":1,"maxLength":1024}}}},"priorityClassName":{"type":"string","minLength":1,"maxLength":253},"imagePullSecrets":{"type":"array","maxItems":16,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":1,"maxLength":253}},"additionalProperties":false}},"labels":{"type":"object","maxProperties":32,"additionalProperties":{"type":"string","maxLength":63}},"annotations":{"type":"object","maxProperties":32,"additionalProperties":{"type":"string","maxLength":4096}}},"additionalProperties":false},"port":{"type":"integer","format":"int32","minimum":1,"maximum":65535},"readiness":{"type":"object","default":{},"properties":{"path":{"type":"string","default":"/","maxLength":1024,"pattern":"^/\\S*$"},"timeout":{"type":"string","default":"2m","maxLength":32,"pattern":"^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$"}},"additionalProperties":false}},"additionalProperties":false}},"additionalProperties":false}},"additionalProperties":false}},"concurrency":{"type":"object","default":{},"properties":{"policy":{"type":"string","default":"Adopt","enum":["Adopt"]}},"additionalProperties":false},"history":{"type":"object","default":{},"properties":{"successful":{"type":"integer","format":"int32","default":10,"minimum":1,"maximum":1000},"failed":{"type":"integer","format":"int32","default":5,"minimum":1,"maximum":1000},"models":{"type":"integer","format":"int32","default":50,"minimum":1,"maximum":10000}},"additionalProperties":false},"deletionPolicy":{"type":"string","default":"Orphan","enum":["Orphan","Delete"]}},"additionalProperties":false},"status":{"type":"object","default":{"observedGeneration":-1},"properties":{"observedGeneration":{"type":"integer","format":"int64","default":-1},"conditions":{"type":"array","maxItems":16,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["type"],"items":{"type":"object","required":["type","status","reason","message","lastTransitionTime"],"properties":{"type":{"type":"string","maxLength":64,"pattern":"^[A-Z][A-Za-z0-9]*$"},"status":{"type":"string","enum":["True","False","Unknown"]},"observedGeneration":{"type":"integer","format":"int64","minimum":0},"lastTransitionTime":{"type":"string","format":"date-time","maxLength":64},"reason":{"type":"string","maxLength":64,"pattern":"^[A-Z][A-Za-z0-9]*$"},"message":{"type":"string","maxLength":4096}},"additionalProperties":false}},"sequence":{"type":"integer","format":"int64","minimum":0},"sources":{"type":"array","maxItems":16,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name"],"properties":{"name":{"type":"string","maxLength":30},"revision":{"type":"string","maxLength":512},"reason":{"type":"string","maxLength":64,"pattern":"^[A-Z][A-Za-z0-9]*$"},"message":{"type":"string","maxLength":4096},"verified":{"type":"object","required":["commit","by"],"properties":{"commit":{"type":"string","maxLength":64,"pattern":"^([0-9a-f]{40}|[0-9a-f]{64})$"},"by":{"type":"string","maxLength":512}},"additionalProperties":false}},"additionalProperties":false}},"decided":{"type":"object","required":["generation"],"properties":{"generation":{"type":"integer","format":"int64","minimum":0},"run":{"type":"string","maxLength":63}},"additionalProperties":false},"lastRun":{"type":"object","required":["name","state"],"properties":{"name":{"type":"string","maxLength":63},"state":{"type":"string","enum":["Pending","Running","Succeeded","Failed","Superseded","Cancelled"]},"finishedAt":{"type":"string","format":"date-time","maxLength":64}},"additionalProperties":false},"requests":{"type":"object","properties":{"run":{"type":"string","maxLength":256},"force":{"type":"string","maxLength":2048}},"additionalProperties":false},"lastHandledReconcileAt":{"type":"string","maxLength":256},"lastHandledForceAt":{"type":"string","maxLength":256},"stages":{"type":"array","maxItems":50,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name","sequence","model","identity","release","run","phase"],"properties":{"name":{"type":"string","maxLength":30},"sequence":{"type":"integer","format":"int64","minimum":0},"model":{"type":"string","maxLength":128},"identity":{"type":"string","maxLength":128},"release":{"type":"string","maxLength":128},"run":{"type":"string","maxLength":63},"phase":{"type":"string","enum":["Progressing","Live","Failed"]},"message":{"type":"string","maxLength":4096},"url":{"type":"string","maxLength":2048},"live":{"type":"object","required":["sequence","model","identity","release","run","since"],"properties":{"sequence":{"type":"integer","format":"int64","minimum":0},"model":{"type":"string","maxLength":128},"identity":{"type":"string","maxLength":128},"release":{"type":"string","maxLength":128},"run":{"type":"string","maxLength":63},"since":{"type":"string","format":"date-time","maxLength":64}},"additionalProperties":false},"blocked":{"type":"array","maxItems":10,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["identity"],"items":{"type":"object","required":["identity","model","run","message"],"properties":{"identity":{"type":"string","maxLength":128},"model":{"type":"string","maxLength":128},"run":{"type":"string","maxLength":63},"message":{"type":"string","maxLength":4096}},"additionalProperties":false}}},"additionalProperties":false}}},"additionalProperties":false}},"additionalProperties":false};
const func2 = Object.prototype.hasOwnProperty;
const func3 = func3Module.default;
const pattern0 = new RegExp("^[a-z]([-a-z0-9]*[a-z0-9])?$", "u");
const pattern1 = new RegExp("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", "u");
const pattern2 = new RegExp("^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$", "u");
const pattern4 = new RegExp("^[^\\s~^:?*\\[\\\\\\x00-\\x1f-][^\\s~^:?*\\[\\\\\\x00-\\x1f]*$", "u");
const pattern6 = new RegExp("^([0-9a-f]{40}|[0-9a-f]{64})$", "u");
const pattern7 = new RegExp("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$", "u");
const pattern9 = new RegExp("^https?://[^@/?#\\s]+(/[^?#\\s]*)?$", "u");
const pattern11 = new RegExp("^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$", "u");
const pattern12 = new RegExp("^(s3://[a-z0-9][-.a-z0-9]*(/[^?#\\s]*)?|https?://[^@/?#\\s]+(/[^?#\\s]*)?|/[^\\x00-\\x1f]*)$", "u");
const pattern14 = new RegExp("^[a-z0-9-]+$", "u");
const pattern16 = new RegExp("^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$", "u");
const pattern18 = new RegExp("^\\S+$", "u");
const pattern21 = new RegExp("^[a-z0-9][-.a-z0-9]*[a-z0-9]$", "u");
const pattern22 = new RegExp("^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*$", "u");
const pattern25 = new RegExp("^[A-Za-z_][A-Za-z0-9_-]*$", "u");
const pattern26 = new RegExp("^[^.\\s]+(\\.[^.\\s]+)*$", "u");
const pattern31 = new RegExp("^[a-z]([-a-z0-9]*[a-z0-9])?\\.[a-z]([-a-z0-9]*[a-z0-9])?$", "u");
const pattern35 = new RegExp("^[A-Za-z_][A-Za-z0-9_]*$", "u");
const pattern37 = new RegExp("^[-._a-zA-Z0-9]+$", "u");
const pattern39 = new RegExp("^[0-9]+(\\.[0-9]+)?([eE][0-9]+|m|k|[KMGTPE]i?)?$", "u");
const pattern45 = new RegExp("^\\s*\\{\\{.+\\}\\}\\s*$", "u");
const pattern46 = new RegExp("^-?[0-9]+(\\.[0-9]+)?$", "u");
const pattern48 = new RegExp("^[0-9]+(\\.[0-9]+)?%?$", "u");
const pattern57 = new RegExp("^/\\S*$", "u");
const pattern59 = new RegExp("^[A-Z][A-Za-z0-9]*$", "u");

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.status === undefined){
data.status = {"observedGeneration":-1};
}
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.metadata === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.spec === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "spec"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!(((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec")) || (key0 === "status"))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
const err5 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if("refit.dev/v1alpha1" !== data0){
const err6 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "refit.dev/v1alpha1"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if("WorkflowSpec" !== data1){
const err8 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "WorkflowSpec"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
const err9 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key1 in data2){
if(!(func2.call(schema11.properties.metadata.properties, key1))){
const err10 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(func3(data3) > 40){
const err11 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/maxLength",keyword:"maxLength",params:{limit: 40}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!pattern0.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z]([-a-z0-9]*[a-z0-9])?$"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data2.namespace !== undefined){
let data4 = data2.namespace;
if(typeof data4 === "string"){
if(func3(data4) > 63){
const err14 = {instancePath:instancePath+"/metadata/namespace",schemaPath:"#/properties/metadata/properties/namespace/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(func3(data4) < 1){
const err15 = {instancePath:instancePath+"/metadata/namespace",schemaPath:"#/properties/metadata/properties/namespace/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(!pattern1.test(data4)){
const err16 = {instancePath:instancePath+"/metadata/namespace",schemaPath:"#/properties/metadata/properties/namespace/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/metadata/namespace",schemaPath:"#/properties/metadata/properties/namespace/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data2.labels !== undefined){
let data5 = data2.labels;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key2 in data5){
let data6 = data5[key2];
if(typeof data6 === "string"){
if(func3(data6) > 63){
const err18 = {instancePath:instancePath+"/metadata/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/labels/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(!pattern2.test(data6)){
const err19 = {instancePath:instancePath+"/metadata/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/labels/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
else {
const err20 = {instancePath:instancePath+"/metadata/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
else {
const err21 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data2.annotations !== undefined){
let data7 = data2.annotations;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
for(const key3 in data7){
let data8 = data7[key3];
if(typeof data8 === "string"){
if(func3(data8) > 262144){
const err22 = {instancePath:instancePath+"/metadata/annotations/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/annotations/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 262144}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
else {
const err23 = {instancePath:instancePath+"/metadata/annotations/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/annotations/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
}
else {
const err24 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data2.finalizers !== undefined){
let data9 = data2.finalizers;
if(Array.isArray(data9)){
const len0 = data9.length;
for(let i0=0; i0<len0; i0++){
if(typeof data9[i0] !== "string"){
const err25 = {instancePath:instancePath+"/metadata/finalizers/" + i0,schemaPath:"#/properties/metadata/properties/finalizers/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
}
else {
const err26 = {instancePath:instancePath+"/metadata/finalizers",schemaPath:"#/properties/metadata/properties/finalizers/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data2.ownerReferences !== undefined){
let data11 = data2.ownerReferences;
if(Array.isArray(data11)){
const len1 = data11.length;
for(let i1=0; i1<len1; i1++){
let data12 = data11[i1];
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
}
else {
const err27 = {instancePath:instancePath+"/metadata/ownerReferences/" + i1,schemaPath:"#/properties/metadata/properties/ownerReferences/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
}
else {
const err28 = {instancePath:instancePath+"/metadata/ownerReferences",schemaPath:"#/properties/metadata/properties/ownerReferences/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data2.managedFields !== undefined){
let data13 = data2.managedFields;
if(Array.isArray(data13)){
const len2 = data13.length;
for(let i2=0; i2<len2; i2++){
let data14 = data13[i2];
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
}
else {
const err29 = {instancePath:instancePath+"/metadata/managedFields/" + i2,schemaPath:"#/properties/metadata/properties/managedFields/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
else {
const err30 = {instancePath:instancePath+"/metadata/managedFields",schemaPath:"#/properties/metadata/properties/managedFields/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data2.uid !== undefined){
if(typeof data2.uid !== "string"){
const err31 = {instancePath:instancePath+"/metadata/uid",schemaPath:"#/properties/metadata/properties/uid/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data2.resourceVersion !== undefined){
if(typeof data2.resourceVersion !== "string"){
const err32 = {instancePath:instancePath+"/metadata/resourceVersion",schemaPath:"#/properties/metadata/properties/resourceVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data2.generation !== undefined){
let data17 = data2.generation;
if(!(((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))) && (isFinite(data17)))){
const err33 = {instancePath:instancePath+"/metadata/generation",schemaPath:"#/properties/metadata/properties/generation/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data2.creationTimestamp !== undefined){
if(typeof data2.creationTimestamp !== "string"){
const err34 = {instancePath:instancePath+"/metadata/creationTimestamp",schemaPath:"#/properties/metadata/properties/creationTimestamp/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data2.deletionTimestamp !== undefined){
if(typeof data2.deletionTimestamp !== "string"){
const err35 = {instancePath:instancePath+"/metadata/deletionTimestamp",schemaPath:"#/properties/metadata/properties/deletionTimestamp/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data2.deletionGracePeriodSeconds !== undefined){
let data20 = data2.deletionGracePeriodSeconds;
if(!(((typeof data20 == "number") && (!(data20 % 1) && !isNaN(data20))) && (isFinite(data20)))){
const err36 = {instancePath:instancePath+"/metadata/deletionGracePeriodSeconds",schemaPath:"#/properties/metadata/properties/deletionGracePeriodSeconds/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
else {
const err37 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data.spec !== undefined){
let data21 = data.spec;
if(data21 && typeof data21 == "object" && !Array.isArray(data21)){
if(data21.stepDefaults === undefined){
data21.stepDefaults = {};
}
if(data21.concurrency === undefined){
data21.concurrency = {};
}
if(data21.history === undefined){
data21.history = {};
}
if(data21.deletionPolicy === undefined){
data21.deletionPolicy = "Orphan";
}
if(data21.sources === undefined){
const err38 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "sources"}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(data21.steps === undefined){
const err39 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "steps"}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
for(const key4 in data21){
if(!(func2.call(schema11.properties.spec.properties, key4))){
const err40 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data21.sources !== undefined){
let data22 = data21.sources;
if(Array.isArray(data22)){
if(data22.length > 16){
const err41 = {instancePath:instancePath+"/spec/sources",schemaPath:"#/properties/spec/properties/sources/maxItems",keyword:"maxItems",params:{limit: 16}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if(data22.length < 1){
const err42 = {instancePath:instancePath+"/spec/sources",schemaPath:"#/properties/spec/properties/sources/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
const len3 = data22.length;
for(let i3=0; i3<len3; i3++){
let data23 = data22[i3];
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
if(data23.name === undefined){
const err43 = {instancePath:instancePath+"/spec/sources/" + i3,schemaPath:"#/properties/spec/properties/sources/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if(data23.git === undefined){
const err44 = {instancePath:instancePath+"/spec/sources/" + i3,schemaPath:"#/properties/spec/properties/sources/items/required",keyword:"required",params:{missingProperty: "git"}};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
for(const key5 in data23){
if(!(((key5 === "name") || (key5 === "suspend")) || (key5 === "git"))){
const err45 = {instancePath:instancePath+"/spec/sources/" + i3,schemaPath:"#/properties/spec/properties/sources/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5}};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data23.name !== undefined){
let data24 = data23.name;
if(typeof data24 === "string"){
if(func3(data24) > 30){
const err46 = {instancePath:instancePath+"/spec/sources/" + i3+"/name",schemaPath:"#/properties/spec/properties/sources/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
if(func3(data24) < 1){
const err47 = {instancePath:instancePath+"/spec/sources/" + i3+"/name",schemaPath:"#/properties/spec/properties/sources/items/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if(!pattern0.test(data24)){
const err48 = {instancePath:instancePath+"/spec/sources/" + i3+"/name",schemaPath:"#/properties/spec/properties/sources/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z]([-a-z0-9]*[a-z0-9])?$"}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
else {
const err49 = {instancePath:instancePath+"/spec/sources/" + i3+"/name",schemaPath:"#/properties/spec/properties/sources/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data23.suspend !== undefined){
if(typeof data23.suspend !== "boolean"){
const err50 = {instancePath:instancePath+"/spec/sources/" + i3+"/suspend",schemaPath:"#/properties/spec/properties/sources/items/properties/suspend/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data23.git !== undefined){
let data26 = data23.git;
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
if(data26.interval === undefined){
data26.interval = "1m";
}
if(data26.url === undefined){
const err51 = {instancePath:instancePath+"/spec/sources/" + i3+"/git",schemaPath:"#/properties/spec/properties/sources/items/properties/git/required",keyword:"required",params:{missingProperty: "url"}};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
for(const key6 in data26){
if(!(((((((key6 === "url") || (key6 === "ref")) || (key6 === "secretRef")) || (key6 === "verify")) || (key6 === "lfs")) || (key6 === "dataRemotes")) || (key6 === "interval"))){
const err52 = {instancePath:instancePath+"/spec/sources/" + i3+"/git",schemaPath:"#/properties/spec/properties/sources/items/properties/git/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6}};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
if(data26.url !== undefined){
let data27 = data26.url;
if(typeof data27 === "string"){
if(func3(data27) > 2048){
const err53 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/url",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/url/maxLength",keyword:"maxLength",params:{limit: 2048}};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if(func3(data27) < 1){
const err54 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/url",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/url/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
else {
const err55 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/url",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/url/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
if(data26.ref !== undefined){
let data28 = data26.ref;
if(data28 && typeof data28 == "object" && !Array.isArray(data28)){
for(const key7 in data28){
if(!((((key7 === "branch") || (key7 === "tag")) || (key7 === "semver")) || (key7 === "commit"))){
const err56 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/ref",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/ref/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7}};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
if(data28.branch !== undefined){
let data29 = data28.branch;
if(typeof data29 === "string"){
if(func3(data29) > 255){
const err57 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/ref/branch",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/ref/properties/branch/maxLength",keyword:"maxLength",params:{limit: 255}};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if(func3(data29) < 1){
const err58 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/ref/branch",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/ref/properties/branch/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
if(!pattern4.test(data29)){
const err59 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/ref/branch",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/ref/properties/branch/pattern",keyword:"pattern",params:{pattern: "^[^\\s~^:?*\\[\\\\\\x00-\\x1f-][^\\s~^:?*\\[\\\\\\x00-\\x1f]*$"}};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
else {
const err60 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/ref/branch",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/ref/properties/branch/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
if(data28.tag !== undefined){
let data30 = data28.tag;
if(typeof data30 === "string"){
if(func3(data30) > 255){
const err61 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/ref/tag",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/ref/properties/tag/maxLength",keyword:"maxLength",params:{limit: 255}};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
if(func3(data30) < 1){
const err62 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/ref/tag",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/ref/properties/tag/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
if(!pattern4.test(data30)){
const err63 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/ref/tag",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/ref/properties/tag/pattern",keyword:"pattern",params:{pattern: "^[^\\s~^:?*\\[\\\\\\x00-\\x1f-][^\\s~^:?*\\[\\\\\\x00-\\x1f]*$"}};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
else {
const err64 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/ref/tag",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/ref/properties/tag/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
if(data28.semver !== undefined){
let data31 = data28.semver;
if(typeof data31 === "string"){
if(func3(data31) > 255){
const err65 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/ref/semver",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/ref/properties/semver/maxLength",keyword:"maxLength",params:{limit: 255}};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
if(func3(data31) < 1){
const err66 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/ref/semver",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/ref/properties/semver/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
else {
const err67 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/ref/semver",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/ref/properties/semver/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
if(data28.commit !== undefined){
let data32 = data28.commit;
if(typeof data32 === "string"){
if(func3(data32) > 64){
const err68 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/ref/commit",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/ref/properties/commit/maxLength",keyword:"maxLength",params:{limit: 64}};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
if(!pattern6.test(data32)){
const err69 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/ref/commit",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/ref/properties/commit/pattern",keyword:"pattern",params:{pattern: "^([0-9a-f]{40}|[0-9a-f]{64})$"}};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
else {
const err70 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/ref/commit",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/ref/properties/commit/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
}
else {
const err71 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/ref",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/ref/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
if(data26.secretRef !== undefined){
let data33 = data26.secretRef;
if(data33 && typeof data33 == "object" && !Array.isArray(data33)){
if(data33.name === undefined){
const err72 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/secretRef",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/secretRef/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
for(const key8 in data33){
if(!(key8 === "name")){
const err73 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/secretRef",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/secretRef/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8}};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
if(data33.name !== undefined){
let data34 = data33.name;
if(typeof data34 === "string"){
if(func3(data34) > 253){
const err74 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/secretRef/name",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/secretRef/properties/name/maxLength",keyword:"maxLength",params:{limit: 253}};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
if(func3(data34) < 1){
const err75 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/secretRef/name",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/secretRef/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
if(!pattern7.test(data34)){
const err76 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/secretRef/name",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/secretRef/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$"}};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
else {
const err77 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/secretRef/name",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/secretRef/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
}
else {
const err78 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/secretRef",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/secretRef/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
if(data26.verify !== undefined){
let data35 = data26.verify;
if(data35 && typeof data35 == "object" && !Array.isArray(data35)){
if(data35.mode === undefined){
const err79 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/verify",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/verify/required",keyword:"required",params:{missingProperty: "mode"}};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
if(data35.secretRef === undefined){
const err80 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/verify",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/verify/required",keyword:"required",params:{missingProperty: "secretRef"}};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
for(const key9 in data35){
if(!((key9 === "mode") || (key9 === "secretRef"))){
const err81 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/verify",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/verify/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9}};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
if(data35.mode !== undefined){
let data36 = data35.mode;
if(typeof data36 !== "string"){
const err82 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/verify/mode",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/verify/properties/mode/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
if(!(((data36 === "Head") || (data36 === "Range")) || (data36 === "Tag"))){
const err83 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/verify/mode",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/verify/properties/mode/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.sources.items.properties.git.properties.verify.properties.mode.enum}};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
if(data35.secretRef !== undefined){
let data37 = data35.secretRef;
if(data37 && typeof data37 == "object" && !Array.isArray(data37)){
if(data37.name === undefined){
const err84 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/verify/secretRef",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/verify/properties/secretRef/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
for(const key10 in data37){
if(!(key10 === "name")){
const err85 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/verify/secretRef",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/verify/properties/secretRef/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10}};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
if(data37.name !== undefined){
let data38 = data37.name;
if(typeof data38 === "string"){
if(func3(data38) > 253){
const err86 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/verify/secretRef/name",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/verify/properties/secretRef/properties/name/maxLength",keyword:"maxLength",params:{limit: 253}};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
if(func3(data38) < 1){
const err87 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/verify/secretRef/name",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/verify/properties/secretRef/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
if(!pattern7.test(data38)){
const err88 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/verify/secretRef/name",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/verify/properties/secretRef/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$"}};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
else {
const err89 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/verify/secretRef/name",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/verify/properties/secretRef/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
}
else {
const err90 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/verify/secretRef",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/verify/properties/secretRef/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
}
else {
const err91 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/verify",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/verify/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
if(data26.lfs !== undefined){
let data39 = data26.lfs;
if(data39 && typeof data39 == "object" && !Array.isArray(data39)){
if(data39.url === undefined){
const err92 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/lfs",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/lfs/required",keyword:"required",params:{missingProperty: "url"}};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
for(const key11 in data39){
if(!((key11 === "url") || (key11 === "secretRef"))){
const err93 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/lfs",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/lfs/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11}};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
if(data39.url !== undefined){
let data40 = data39.url;
if(typeof data40 === "string"){
if(func3(data40) > 2048){
const err94 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/lfs/url",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/lfs/properties/url/maxLength",keyword:"maxLength",params:{limit: 2048}};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
if(!pattern9.test(data40)){
const err95 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/lfs/url",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/lfs/properties/url/pattern",keyword:"pattern",params:{pattern: "^https?://[^@/?#\\s]+(/[^?#\\s]*)?$"}};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
else {
const err96 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/lfs/url",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/lfs/properties/url/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
if(data39.secretRef !== undefined){
let data41 = data39.secretRef;
if(data41 && typeof data41 == "object" && !Array.isArray(data41)){
if(data41.name === undefined){
const err97 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/lfs/secretRef",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/lfs/properties/secretRef/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
for(const key12 in data41){
if(!(key12 === "name")){
const err98 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/lfs/secretRef",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/lfs/properties/secretRef/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key12}};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
if(data41.name !== undefined){
let data42 = data41.name;
if(typeof data42 === "string"){
if(func3(data42) > 253){
const err99 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/lfs/secretRef/name",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/lfs/properties/secretRef/properties/name/maxLength",keyword:"maxLength",params:{limit: 253}};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
if(func3(data42) < 1){
const err100 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/lfs/secretRef/name",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/lfs/properties/secretRef/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
if(!pattern7.test(data42)){
const err101 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/lfs/secretRef/name",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/lfs/properties/secretRef/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$"}};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
}
else {
const err102 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/lfs/secretRef/name",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/lfs/properties/secretRef/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
}
else {
const err103 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/lfs/secretRef",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/lfs/properties/secretRef/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
}
else {
const err104 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/lfs",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/lfs/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
if(data26.dataRemotes !== undefined){
let data43 = data26.dataRemotes;
if(Array.isArray(data43)){
if(data43.length > 8){
const err105 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/dataRemotes",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/dataRemotes/maxItems",keyword:"maxItems",params:{limit: 8}};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
const len4 = data43.length;
for(let i4=0; i4<len4; i4++){
let data44 = data43[i4];
if(data44 && typeof data44 == "object" && !Array.isArray(data44)){
if(data44.name === undefined){
const err106 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/dataRemotes/" + i4,schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/dataRemotes/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
if(data44.url === undefined){
const err107 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/dataRemotes/" + i4,schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/dataRemotes/items/required",keyword:"required",params:{missingProperty: "url"}};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
for(const key13 in data44){
if(!(((((key13 === "name") || (key13 === "url")) || (key13 === "endpoint")) || (key13 === "region")) || (key13 === "secretRef"))){
const err108 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/dataRemotes/" + i4,schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/dataRemotes/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key13}};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
if(data44.name !== undefined){
let data45 = data44.name;
if(typeof data45 === "string"){
if(func3(data45) > 63){
const err109 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/dataRemotes/" + i4+"/name",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/dataRemotes/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
if(func3(data45) < 1){
const err110 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/dataRemotes/" + i4+"/name",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/dataRemotes/items/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
if(!pattern11.test(data45)){
const err111 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/dataRemotes/" + i4+"/name",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/dataRemotes/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$"}};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
else {
const err112 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/dataRemotes/" + i4+"/name",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/dataRemotes/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
if(data44.url !== undefined){
let data46 = data44.url;
if(typeof data46 === "string"){
if(func3(data46) > 2048){
const err113 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/dataRemotes/" + i4+"/url",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/dataRemotes/items/properties/url/maxLength",keyword:"maxLength",params:{limit: 2048}};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
if(!pattern12.test(data46)){
const err114 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/dataRemotes/" + i4+"/url",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/dataRemotes/items/properties/url/pattern",keyword:"pattern",params:{pattern: "^(s3://[a-z0-9][-.a-z0-9]*(/[^?#\\s]*)?|https?://[^@/?#\\s]+(/[^?#\\s]*)?|/[^\\x00-\\x1f]*)$"}};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
}
else {
const err115 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/dataRemotes/" + i4+"/url",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/dataRemotes/items/properties/url/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
}
if(data44.endpoint !== undefined){
let data47 = data44.endpoint;
if(typeof data47 === "string"){
if(func3(data47) > 2048){
const err116 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/dataRemotes/" + i4+"/endpoint",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/dataRemotes/items/properties/endpoint/maxLength",keyword:"maxLength",params:{limit: 2048}};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
if(!pattern9.test(data47)){
const err117 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/dataRemotes/" + i4+"/endpoint",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/dataRemotes/items/properties/endpoint/pattern",keyword:"pattern",params:{pattern: "^https?://[^@/?#\\s]+(/[^?#\\s]*)?$"}};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
}
else {
const err118 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/dataRemotes/" + i4+"/endpoint",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/dataRemotes/items/properties/endpoint/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
}
if(data44.region !== undefined){
let data48 = data44.region;
if(typeof data48 === "string"){
if(func3(data48) > 63){
const err119 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/dataRemotes/" + i4+"/region",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/dataRemotes/items/properties/region/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
if(func3(data48) < 1){
const err120 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/dataRemotes/" + i4+"/region",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/dataRemotes/items/properties/region/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
if(!pattern14.test(data48)){
const err121 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/dataRemotes/" + i4+"/region",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/dataRemotes/items/properties/region/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9-]+$"}};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
}
else {
const err122 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/dataRemotes/" + i4+"/region",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/dataRemotes/items/properties/region/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
}
if(data44.secretRef !== undefined){
let data49 = data44.secretRef;
if(data49 && typeof data49 == "object" && !Array.isArray(data49)){
if(data49.name === undefined){
const err123 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/dataRemotes/" + i4+"/secretRef",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/dataRemotes/items/properties/secretRef/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
for(const key14 in data49){
if(!(key14 === "name")){
const err124 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/dataRemotes/" + i4+"/secretRef",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/dataRemotes/items/properties/secretRef/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key14}};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
}
if(data49.name !== undefined){
let data50 = data49.name;
if(typeof data50 === "string"){
if(func3(data50) > 253){
const err125 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/dataRemotes/" + i4+"/secretRef/name",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/dataRemotes/items/properties/secretRef/properties/name/maxLength",keyword:"maxLength",params:{limit: 253}};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
if(func3(data50) < 1){
const err126 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/dataRemotes/" + i4+"/secretRef/name",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/dataRemotes/items/properties/secretRef/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
if(!pattern7.test(data50)){
const err127 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/dataRemotes/" + i4+"/secretRef/name",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/dataRemotes/items/properties/secretRef/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$"}};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
}
else {
const err128 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/dataRemotes/" + i4+"/secretRef/name",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/dataRemotes/items/properties/secretRef/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
}
}
else {
const err129 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/dataRemotes/" + i4+"/secretRef",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/dataRemotes/items/properties/secretRef/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
}
}
else {
const err130 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/dataRemotes/" + i4,schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/dataRemotes/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
}
}
else {
const err131 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/dataRemotes",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/dataRemotes/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
}
let data51 = data26.interval;
if(typeof data51 === "string"){
if(func3(data51) > 32){
const err132 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/interval",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/interval/maxLength",keyword:"maxLength",params:{limit: 32}};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
if(!pattern16.test(data51)){
const err133 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/interval",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/interval/pattern",keyword:"pattern",params:{pattern: "^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$"}};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
}
else {
const err134 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/interval",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/interval/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
}
else {
const err135 = {instancePath:instancePath+"/spec/sources/" + i3+"/git",schemaPath:"#/properties/spec/properties/sources/items/properties/git/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
}
}
else {
const err136 = {instancePath:instancePath+"/spec/sources/" + i3,schemaPath:"#/properties/spec/properties/sources/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
}
}
else {
const err137 = {instancePath:instancePath+"/spec/sources",schemaPath:"#/properties/spec/properties/sources/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
}
if(data21.environments !== undefined){
let data52 = data21.environments;
if(Array.isArray(data52)){
if(data52.length > 16){
const err138 = {instancePath:instancePath+"/spec/environments",schemaPath:"#/properties/spec/properties/environments/maxItems",keyword:"maxItems",params:{limit: 16}};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
const len5 = data52.length;
for(let i5=0; i5<len5; i5++){
let data53 = data52[i5];
if(data53 && typeof data53 == "object" && !Array.isArray(data53)){
if(data53.name === undefined){
const err139 = {instancePath:instancePath+"/spec/environments/" + i5,schemaPath:"#/properties/spec/properties/environments/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
for(const key15 in data53){
if(!(((key15 === "name") || (key15 === "image")) || (key15 === "lock"))){
const err140 = {instancePath:instancePath+"/spec/environments/" + i5,schemaPath:"#/properties/spec/properties/environments/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key15}};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
}
if(data53.name !== undefined){
let data54 = data53.name;
if(typeof data54 === "string"){
if(func3(data54) > 30){
const err141 = {instancePath:instancePath+"/spec/environments/" + i5+"/name",schemaPath:"#/properties/spec/properties/environments/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
if(func3(data54) < 1){
const err142 = {instancePath:instancePath+"/spec/environments/" + i5+"/name",schemaPath:"#/properties/spec/properties/environments/items/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
if(!pattern0.test(data54)){
const err143 = {instancePath:instancePath+"/spec/environments/" + i5+"/name",schemaPath:"#/properties/spec/properties/environments/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z]([-a-z0-9]*[a-z0-9])?$"}};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
}
else {
const err144 = {instancePath:instancePath+"/spec/environments/" + i5+"/name",schemaPath:"#/properties/spec/properties/environments/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
}
if(data53.image !== undefined){
let data55 = data53.image;
if(typeof data55 === "string"){
if(func3(data55) > 1024){
const err145 = {instancePath:instancePath+"/spec/environments/" + i5+"/image",schemaPath:"#/properties/spec/properties/environments/items/properties/image/maxLength",keyword:"maxLength",params:{limit: 1024}};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
if(func3(data55) < 1){
const err146 = {instancePath:instancePath+"/spec/environments/" + i5+"/image",schemaPath:"#/properties/spec/properties/environments/items/properties/image/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
if(!pattern18.test(data55)){
const err147 = {instancePath:instancePath+"/spec/environments/" + i5+"/image",schemaPath:"#/properties/spec/properties/environments/items/properties/image/pattern",keyword:"pattern",params:{pattern: "^\\S+$"}};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
}
else {
const err148 = {instancePath:instancePath+"/spec/environments/" + i5+"/image",schemaPath:"#/properties/spec/properties/environments/items/properties/image/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
}
if(data53.lock !== undefined){
let data56 = data53.lock;
if(data56 && typeof data56 == "object" && !Array.isArray(data56)){
if(data56.source === undefined){
const err149 = {instancePath:instancePath+"/spec/environments/" + i5+"/lock",schemaPath:"#/properties/spec/properties/environments/items/properties/lock/required",keyword:"required",params:{missingProperty: "source"}};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
if(data56.paths === undefined){
const err150 = {instancePath:instancePath+"/spec/environments/" + i5+"/lock",schemaPath:"#/properties/spec/properties/environments/items/properties/lock/required",keyword:"required",params:{missingProperty: "paths"}};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
for(const key16 in data56){
if(!((key16 === "source") || (key16 === "paths"))){
const err151 = {instancePath:instancePath+"/spec/environments/" + i5+"/lock",schemaPath:"#/properties/spec/properties/environments/items/properties/lock/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key16}};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
}
if(data56.source !== undefined){
let data57 = data56.source;
if(typeof data57 === "string"){
if(func3(data57) > 30){
const err152 = {instancePath:instancePath+"/spec/environments/" + i5+"/lock/source",schemaPath:"#/properties/spec/properties/environments/items/properties/lock/properties/source/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
if(func3(data57) < 1){
const err153 = {instancePath:instancePath+"/spec/environments/" + i5+"/lock/source",schemaPath:"#/properties/spec/properties/environments/items/properties/lock/properties/source/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
}
else {
const err154 = {instancePath:instancePath+"/spec/environments/" + i5+"/lock/source",schemaPath:"#/properties/spec/properties/environments/items/properties/lock/properties/source/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
}
if(data56.paths !== undefined){
let data58 = data56.paths;
if(Array.isArray(data58)){
if(data58.length > 16){
const err155 = {instancePath:instancePath+"/spec/environments/" + i5+"/lock/paths",schemaPath:"#/properties/spec/properties/environments/items/properties/lock/properties/paths/maxItems",keyword:"maxItems",params:{limit: 16}};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
if(data58.length < 1){
const err156 = {instancePath:instancePath+"/spec/environments/" + i5+"/lock/paths",schemaPath:"#/properties/spec/properties/environments/items/properties/lock/properties/paths/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
const len6 = data58.length;
for(let i6=0; i6<len6; i6++){
let data59 = data58[i6];
if(typeof data59 === "string"){
if(func3(data59) > 1024){
const err157 = {instancePath:instancePath+"/spec/environments/" + i5+"/lock/paths/" + i6,schemaPath:"#/properties/spec/properties/environments/items/properties/lock/properties/paths/items/maxLength",keyword:"maxLength",params:{limit: 1024}};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
if(func3(data59) < 1){
const err158 = {instancePath:instancePath+"/spec/environments/" + i5+"/lock/paths/" + i6,schemaPath:"#/properties/spec/properties/environments/items/properties/lock/properties/paths/items/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
}
else {
const err159 = {instancePath:instancePath+"/spec/environments/" + i5+"/lock/paths/" + i6,schemaPath:"#/properties/spec/properties/environments/items/properties/lock/properties/paths/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
}
}
else {
const err160 = {instancePath:instancePath+"/spec/environments/" + i5+"/lock/paths",schemaPath:"#/properties/spec/properties/environments/items/properties/lock/properties/paths/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
}
}
}
else {
const err161 = {instancePath:instancePath+"/spec/environments/" + i5+"/lock",schemaPath:"#/properties/spec/properties/environments/items/properties/lock/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
}
}
else {
const err162 = {instancePath:instancePath+"/spec/environments/" + i5,schemaPath:"#/properties/spec/properties/environments/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
}
}
else {
const err163 = {instancePath:instancePath+"/spec/environments",schemaPath:"#/properties/spec/properties/environments/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err163];
}
else {
vErrors.push(err163);
}
errors++;
}
}
if(data21.suspend !== undefined){
if(typeof data21.suspend !== "boolean"){
const err164 = {instancePath:instancePath+"/spec/suspend",schemaPath:"#/properties/spec/properties/suspend/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
}
if(data21.serviceAccountName !== undefined){
let data61 = data21.serviceAccountName;
if(typeof data61 === "string"){
if(func3(data61) > 253){
const err165 = {instancePath:instancePath+"/spec/serviceAccountName",schemaPath:"#/properties/spec/properties/serviceAccountName/maxLength",keyword:"maxLength",params:{limit: 253}};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
}
if(func3(data61) < 1){
const err166 = {instancePath:instancePath+"/spec/serviceAccountName",schemaPath:"#/properties/spec/properties/serviceAccountName/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err166];
}
else {
vErrors.push(err166);
}
errors++;
}
if(!pattern7.test(data61)){
const err167 = {instancePath:instancePath+"/spec/serviceAccountName",schemaPath:"#/properties/spec/properties/serviceAccountName/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$"}};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
}
else {
const err168 = {instancePath:instancePath+"/spec/serviceAccountName",schemaPath:"#/properties/spec/properties/serviceAccountName/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
}
if(data21.artifacts !== undefined){
let data62 = data21.artifacts;
if(data62 && typeof data62 == "object" && !Array.isArray(data62)){
if(data62.s3 === undefined){
const err169 = {instancePath:instancePath+"/spec/artifacts",schemaPath:"#/properties/spec/properties/artifacts/required",keyword:"required",params:{missingProperty: "s3"}};
if(vErrors === null){
vErrors = [err169];
}
else {
vErrors.push(err169);
}
errors++;
}
for(const key17 in data62){
if(!(key17 === "s3")){
const err170 = {instancePath:instancePath+"/spec/artifacts",schemaPath:"#/properties/spec/properties/artifacts/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key17}};
if(vErrors === null){
vErrors = [err170];
}
else {
vErrors.push(err170);
}
errors++;
}
}
if(data62.s3 !== undefined){
let data63 = data62.s3;
if(data63 && typeof data63 == "object" && !Array.isArray(data63)){
if(data63.endpoint === undefined){
const err171 = {instancePath:instancePath+"/spec/artifacts/s3",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/required",keyword:"required",params:{missingProperty: "endpoint"}};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
if(data63.bucket === undefined){
const err172 = {instancePath:instancePath+"/spec/artifacts/s3",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/required",keyword:"required",params:{missingProperty: "bucket"}};
if(vErrors === null){
vErrors = [err172];
}
else {
vErrors.push(err172);
}
errors++;
}
if(data63.secretRef === undefined){
const err173 = {instancePath:instancePath+"/spec/artifacts/s3",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/required",keyword:"required",params:{missingProperty: "secretRef"}};
if(vErrors === null){
vErrors = [err173];
}
else {
vErrors.push(err173);
}
errors++;
}
for(const key18 in data63){
if(!(((((key18 === "endpoint") || (key18 === "bucket")) || (key18 === "prefix")) || (key18 === "region")) || (key18 === "secretRef"))){
const err174 = {instancePath:instancePath+"/spec/artifacts/s3",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key18}};
if(vErrors === null){
vErrors = [err174];
}
else {
vErrors.push(err174);
}
errors++;
}
}
if(data63.endpoint !== undefined){
let data64 = data63.endpoint;
if(typeof data64 === "string"){
if(func3(data64) > 2048){
const err175 = {instancePath:instancePath+"/spec/artifacts/s3/endpoint",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/endpoint/maxLength",keyword:"maxLength",params:{limit: 2048}};
if(vErrors === null){
vErrors = [err175];
}
else {
vErrors.push(err175);
}
errors++;
}
if(!pattern9.test(data64)){
const err176 = {instancePath:instancePath+"/spec/artifacts/s3/endpoint",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/endpoint/pattern",keyword:"pattern",params:{pattern: "^https?://[^@/?#\\s]+(/[^?#\\s]*)?$"}};
if(vErrors === null){
vErrors = [err176];
}
else {
vErrors.push(err176);
}
errors++;
}
}
else {
const err177 = {instancePath:instancePath+"/spec/artifacts/s3/endpoint",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/endpoint/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err177];
}
else {
vErrors.push(err177);
}
errors++;
}
}
if(data63.bucket !== undefined){
let data65 = data63.bucket;
if(typeof data65 === "string"){
if(func3(data65) > 63){
const err178 = {instancePath:instancePath+"/spec/artifacts/s3/bucket",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/bucket/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err178];
}
else {
vErrors.push(err178);
}
errors++;
}
if(func3(data65) < 3){
const err179 = {instancePath:instancePath+"/spec/artifacts/s3/bucket",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/bucket/minLength",keyword:"minLength",params:{limit: 3}};
if(vErrors === null){
vErrors = [err179];
}
else {
vErrors.push(err179);
}
errors++;
}
if(!pattern21.test(data65)){
const err180 = {instancePath:instancePath+"/spec/artifacts/s3/bucket",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/bucket/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][-.a-z0-9]*[a-z0-9]$"}};
if(vErrors === null){
vErrors = [err180];
}
else {
vErrors.push(err180);
}
errors++;
}
}
else {
const err181 = {instancePath:instancePath+"/spec/artifacts/s3/bucket",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/bucket/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err181];
}
else {
vErrors.push(err181);
}
errors++;
}
}
if(data63.prefix !== undefined){
let data66 = data63.prefix;
if(typeof data66 === "string"){
if(func3(data66) > 512){
const err182 = {instancePath:instancePath+"/spec/artifacts/s3/prefix",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/prefix/maxLength",keyword:"maxLength",params:{limit: 512}};
if(vErrors === null){
vErrors = [err182];
}
else {
vErrors.push(err182);
}
errors++;
}
if(func3(data66) < 1){
const err183 = {instancePath:instancePath+"/spec/artifacts/s3/prefix",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/prefix/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err183];
}
else {
vErrors.push(err183);
}
errors++;
}
if(!pattern22.test(data66)){
const err184 = {instancePath:instancePath+"/spec/artifacts/s3/prefix",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/prefix/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*$"}};
if(vErrors === null){
vErrors = [err184];
}
else {
vErrors.push(err184);
}
errors++;
}
}
else {
const err185 = {instancePath:instancePath+"/spec/artifacts/s3/prefix",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/prefix/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err185];
}
else {
vErrors.push(err185);
}
errors++;
}
}
if(data63.region !== undefined){
let data67 = data63.region;
if(typeof data67 === "string"){
if(func3(data67) > 63){
const err186 = {instancePath:instancePath+"/spec/artifacts/s3/region",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/region/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err186];
}
else {
vErrors.push(err186);
}
errors++;
}
if(func3(data67) < 1){
const err187 = {instancePath:instancePath+"/spec/artifacts/s3/region",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/region/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err187];
}
else {
vErrors.push(err187);
}
errors++;
}
if(!pattern14.test(data67)){
const err188 = {instancePath:instancePath+"/spec/artifacts/s3/region",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/region/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9-]+$"}};
if(vErrors === null){
vErrors = [err188];
}
else {
vErrors.push(err188);
}
errors++;
}
}
else {
const err189 = {instancePath:instancePath+"/spec/artifacts/s3/region",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/region/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err189];
}
else {
vErrors.push(err189);
}
errors++;
}
}
if(data63.secretRef !== undefined){
let data68 = data63.secretRef;
if(data68 && typeof data68 == "object" && !Array.isArray(data68)){
if(data68.name === undefined){
const err190 = {instancePath:instancePath+"/spec/artifacts/s3/secretRef",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/secretRef/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err190];
}
else {
vErrors.push(err190);
}
errors++;
}
for(const key19 in data68){
if(!(key19 === "name")){
const err191 = {instancePath:instancePath+"/spec/artifacts/s3/secretRef",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/secretRef/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key19}};
if(vErrors === null){
vErrors = [err191];
}
else {
vErrors.push(err191);
}
errors++;
}
}
if(data68.name !== undefined){
let data69 = data68.name;
if(typeof data69 === "string"){
if(func3(data69) > 253){
const err192 = {instancePath:instancePath+"/spec/artifacts/s3/secretRef/name",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/secretRef/properties/name/maxLength",keyword:"maxLength",params:{limit: 253}};
if(vErrors === null){
vErrors = [err192];
}
else {
vErrors.push(err192);
}
errors++;
}
if(func3(data69) < 1){
const err193 = {instancePath:instancePath+"/spec/artifacts/s3/secretRef/name",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/secretRef/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err193];
}
else {
vErrors.push(err193);
}
errors++;
}
if(!pattern7.test(data69)){
const err194 = {instancePath:instancePath+"/spec/artifacts/s3/secretRef/name",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/secretRef/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$"}};
if(vErrors === null){
vErrors = [err194];
}
else {
vErrors.push(err194);
}
errors++;
}
}
else {
const err195 = {instancePath:instancePath+"/spec/artifacts/s3/secretRef/name",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/secretRef/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err195];
}
else {
vErrors.push(err195);
}
errors++;
}
}
}
else {
const err196 = {instancePath:instancePath+"/spec/artifacts/s3/secretRef",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/secretRef/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err196];
}
else {
vErrors.push(err196);
}
errors++;
}
}
}
else {
const err197 = {instancePath:instancePath+"/spec/artifacts/s3",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err197];
}
else {
vErrors.push(err197);
}
errors++;
}
}
}
else {
const err198 = {instancePath:instancePath+"/spec/artifacts",schemaPath:"#/properties/spec/properties/artifacts/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err198];
}
else {
vErrors.push(err198);
}
errors++;
}
}
if(data21.parameters !== undefined){
let data70 = data21.parameters;
if(Array.isArray(data70)){
if(data70.length > 100){
const err199 = {instancePath:instancePath+"/spec/parameters",schemaPath:"#/properties/spec/properties/parameters/maxItems",keyword:"maxItems",params:{limit: 100}};
if(vErrors === null){
vErrors = [err199];
}
else {
vErrors.push(err199);
}
errors++;
}
const len7 = data70.length;
for(let i7=0; i7<len7; i7++){
let data71 = data70[i7];
if(data71 && typeof data71 == "object" && !Array.isArray(data71)){
if(data71.name === undefined){
const err200 = {instancePath:instancePath+"/spec/parameters/" + i7,schemaPath:"#/properties/spec/properties/parameters/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err200];
}
else {
vErrors.push(err200);
}
errors++;
}
for(const key20 in data71){
if(!(((key20 === "name") || (key20 === "value")) || (key20 === "from"))){
const err201 = {instancePath:instancePath+"/spec/parameters/" + i7,schemaPath:"#/properties/spec/properties/parameters/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key20}};
if(vErrors === null){
vErrors = [err201];
}
else {
vErrors.push(err201);
}
errors++;
}
}
if(data71.name !== undefined){
let data72 = data71.name;
if(typeof data72 === "string"){
if(func3(data72) > 63){
const err202 = {instancePath:instancePath+"/spec/parameters/" + i7+"/name",schemaPath:"#/properties/spec/properties/parameters/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err202];
}
else {
vErrors.push(err202);
}
errors++;
}
if(func3(data72) < 1){
const err203 = {instancePath:instancePath+"/spec/parameters/" + i7+"/name",schemaPath:"#/properties/spec/properties/parameters/items/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err203];
}
else {
vErrors.push(err203);
}
errors++;
}
if(!pattern25.test(data72)){
const err204 = {instancePath:instancePath+"/spec/parameters/" + i7+"/name",schemaPath:"#/properties/spec/properties/parameters/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_-]*$"}};
if(vErrors === null){
vErrors = [err204];
}
else {
vErrors.push(err204);
}
errors++;
}
}
else {
const err205 = {instancePath:instancePath+"/spec/parameters/" + i7+"/name",schemaPath:"#/properties/spec/properties/parameters/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err205];
}
else {
vErrors.push(err205);
}
errors++;
}
}
if(data71.value !== undefined){
let data73 = data71.value;
if(typeof data73 === "string"){
if(func3(data73) > 4096){
const err206 = {instancePath:instancePath+"/spec/parameters/" + i7+"/value",schemaPath:"#/properties/spec/properties/parameters/items/properties/value/maxLength",keyword:"maxLength",params:{limit: 4096}};
if(vErrors === null){
vErrors = [err206];
}
else {
vErrors.push(err206);
}
errors++;
}
}
else {
const err207 = {instancePath:instancePath+"/spec/parameters/" + i7+"/value",schemaPath:"#/properties/spec/properties/parameters/items/properties/value/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err207];
}
else {
vErrors.push(err207);
}
errors++;
}
}
if(data71.from !== undefined){
let data74 = data71.from;
if(data74 && typeof data74 == "object" && !Array.isArray(data74)){
if(data74.source === undefined){
const err208 = {instancePath:instancePath+"/spec/parameters/" + i7+"/from",schemaPath:"#/properties/spec/properties/parameters/items/properties/from/required",keyword:"required",params:{missingProperty: "source"}};
if(vErrors === null){
vErrors = [err208];
}
else {
vErrors.push(err208);
}
errors++;
}
if(data74.file === undefined){
const err209 = {instancePath:instancePath+"/spec/parameters/" + i7+"/from",schemaPath:"#/properties/spec/properties/parameters/items/properties/from/required",keyword:"required",params:{missingProperty: "file"}};
if(vErrors === null){
vErrors = [err209];
}
else {
vErrors.push(err209);
}
errors++;
}
if(data74.key === undefined){
const err210 = {instancePath:instancePath+"/spec/parameters/" + i7+"/from",schemaPath:"#/properties/spec/properties/parameters/items/properties/from/required",keyword:"required",params:{missingProperty: "key"}};
if(vErrors === null){
vErrors = [err210];
}
else {
vErrors.push(err210);
}
errors++;
}
for(const key21 in data74){
if(!(((key21 === "source") || (key21 === "file")) || (key21 === "key"))){
const err211 = {instancePath:instancePath+"/spec/parameters/" + i7+"/from",schemaPath:"#/properties/spec/properties/parameters/items/properties/from/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key21}};
if(vErrors === null){
vErrors = [err211];
}
else {
vErrors.push(err211);
}
errors++;
}
}
if(data74.source !== undefined){
let data75 = data74.source;
if(typeof data75 === "string"){
if(func3(data75) > 30){
const err212 = {instancePath:instancePath+"/spec/parameters/" + i7+"/from/source",schemaPath:"#/properties/spec/properties/parameters/items/properties/from/properties/source/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err212];
}
else {
vErrors.push(err212);
}
errors++;
}
if(func3(data75) < 1){
const err213 = {instancePath:instancePath+"/spec/parameters/" + i7+"/from/source",schemaPath:"#/properties/spec/properties/parameters/items/properties/from/properties/source/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err213];
}
else {
vErrors.push(err213);
}
errors++;
}
}
else {
const err214 = {instancePath:instancePath+"/spec/parameters/" + i7+"/from/source",schemaPath:"#/properties/spec/properties/parameters/items/properties/from/properties/source/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err214];
}
else {
vErrors.push(err214);
}
errors++;
}
}
if(data74.file !== undefined){
let data76 = data74.file;
if(typeof data76 === "string"){
if(func3(data76) > 1024){
const err215 = {instancePath:instancePath+"/spec/parameters/" + i7+"/from/file",schemaPath:"#/properties/spec/properties/parameters/items/properties/from/properties/file/maxLength",keyword:"maxLength",params:{limit: 1024}};
if(vErrors === null){
vErrors = [err215];
}
else {
vErrors.push(err215);
}
errors++;
}
if(func3(data76) < 1){
const err216 = {instancePath:instancePath+"/spec/parameters/" + i7+"/from/file",schemaPath:"#/properties/spec/properties/parameters/items/properties/from/properties/file/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err216];
}
else {
vErrors.push(err216);
}
errors++;
}
}
else {
const err217 = {instancePath:instancePath+"/spec/parameters/" + i7+"/from/file",schemaPath:"#/properties/spec/properties/parameters/items/properties/from/properties/file/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err217];
}
else {
vErrors.push(err217);
}
errors++;
}
}
if(data74.key !== undefined){
let data77 = data74.key;
if(typeof data77 === "string"){
if(func3(data77) > 253){
const err218 = {instancePath:instancePath+"/spec/parameters/" + i7+"/from/key",schemaPath:"#/properties/spec/properties/parameters/items/properties/from/properties/key/maxLength",keyword:"maxLength",params:{limit: 253}};
if(vErrors === null){
vErrors = [err218];
}
else {
vErrors.push(err218);
}
errors++;
}
if(func3(data77) < 1){
const err219 = {instancePath:instancePath+"/spec/parameters/" + i7+"/from/key",schemaPath:"#/properties/spec/properties/parameters/items/properties/from/properties/key/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err219];
}
else {
vErrors.push(err219);
}
errors++;
}
if(!pattern26.test(data77)){
const err220 = {instancePath:instancePath+"/spec/parameters/" + i7+"/from/key",schemaPath:"#/properties/spec/properties/parameters/items/properties/from/properties/key/pattern",keyword:"pattern",params:{pattern: "^[^.\\s]+(\\.[^.\\s]+)*$"}};
if(vErrors === null){
vErrors = [err220];
}
else {
vErrors.push(err220);
}
errors++;
}
}
else {
const err221 = {instancePath:instancePath+"/spec/parameters/" + i7+"/from/key",schemaPath:"#/properties/spec/properties/parameters/items/properties/from/properties/key/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err221];
}
else {
vErrors.push(err221);
}
errors++;
}
}
}
else {
const err222 = {instancePath:instancePath+"/spec/parameters/" + i7+"/from",schemaPath:"#/properties/spec/properties/parameters/items/properties/from/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err222];
}
else {
vErrors.push(err222);
}
errors++;
}
}
}
else {
const err223 = {instancePath:instancePath+"/spec/parameters/" + i7,schemaPath:"#/properties/spec/properties/parameters/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err223];
}
else {
vErrors.push(err223);
}
errors++;
}
}
}
else {
const err224 = {instancePath:instancePath+"/spec/parameters",schemaPath:"#/properties/spec/properties/parameters/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err224];
}
else {
vErrors.push(err224);
}
errors++;
}
}
let data78 = data21.stepDefaults;
if(data78 && typeof data78 == "object" && !Array.isArray(data78)){
if(data78.run === undefined){
data78.run = {};
}
for(const key22 in data78){
if(!(key22 === "run")){
const err225 = {instancePath:instancePath+"/spec/stepDefaults",schemaPath:"#/properties/spec/properties/stepDefaults/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key22}};
if(vErrors === null){
vErrors = [err225];
}
else {
vErrors.push(err225);
}
errors++;
}
}
let data79 = data78.run;
if(data79 && typeof data79 == "object" && !Array.isArray(data79)){
if(data79.timeout === undefined){
data79.timeout = "1h";
}
if(data79.retries === undefined){
data79.retries = 0;
}
for(const key23 in data79){
if(!((((key23 === "environment") || (key23 === "image")) || (key23 === "timeout")) || (key23 === "retries"))){
const err226 = {instancePath:instancePath+"/spec/stepDefaults/run",schemaPath:"#/properties/spec/properties/stepDefaults/properties/run/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key23}};
if(vErrors === null){
vErrors = [err226];
}
else {
vErrors.push(err226);
}
errors++;
}
}
if(data79.environment !== undefined){
let data80 = data79.environment;
if(typeof data80 === "string"){
if(func3(data80) > 30){
const err227 = {instancePath:instancePath+"/spec/stepDefaults/run/environment",schemaPath:"#/properties/spec/properties/stepDefaults/properties/run/properties/environment/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err227];
}
else {
vErrors.push(err227);
}
errors++;
}
if(func3(data80) < 1){
const err228 = {instancePath:instancePath+"/spec/stepDefaults/run/environment",schemaPath:"#/properties/spec/properties/stepDefaults/properties/run/properties/environment/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err228];
}
else {
vErrors.push(err228);
}
errors++;
}
}
else {
const err229 = {instancePath:instancePath+"/spec/stepDefaults/run/environment",schemaPath:"#/properties/spec/properties/stepDefaults/properties/run/properties/environment/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err229];
}
else {
vErrors.push(err229);
}
errors++;
}
}
if(data79.image !== undefined){
let data81 = data79.image;
if(typeof data81 === "string"){
if(func3(data81) > 1024){
const err230 = {instancePath:instancePath+"/spec/stepDefaults/run/image",schemaPath:"#/properties/spec/properties/stepDefaults/properties/run/properties/image/maxLength",keyword:"maxLength",params:{limit: 1024}};
if(vErrors === null){
vErrors = [err230];
}
else {
vErrors.push(err230);
}
errors++;
}
if(func3(data81) < 1){
const err231 = {instancePath:instancePath+"/spec/stepDefaults/run/image",schemaPath:"#/properties/spec/properties/stepDefaults/properties/run/properties/image/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err231];
}
else {
vErrors.push(err231);
}
errors++;
}
if(!pattern18.test(data81)){
const err232 = {instancePath:instancePath+"/spec/stepDefaults/run/image",schemaPath:"#/properties/spec/properties/stepDefaults/properties/run/properties/image/pattern",keyword:"pattern",params:{pattern: "^\\S+$"}};
if(vErrors === null){
vErrors = [err232];
}
else {
vErrors.push(err232);
}
errors++;
}
}
else {
const err233 = {instancePath:instancePath+"/spec/stepDefaults/run/image",schemaPath:"#/properties/spec/properties/stepDefaults/properties/run/properties/image/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err233];
}
else {
vErrors.push(err233);
}
errors++;
}
}
let data82 = data79.timeout;
if(typeof data82 === "string"){
if(func3(data82) > 32){
const err234 = {instancePath:instancePath+"/spec/stepDefaults/run/timeout",schemaPath:"#/properties/spec/properties/stepDefaults/properties/run/properties/timeout/maxLength",keyword:"maxLength",params:{limit: 32}};
if(vErrors === null){
vErrors = [err234];
}
else {
vErrors.push(err234);
}
errors++;
}
if(!pattern16.test(data82)){
const err235 = {instancePath:instancePath+"/spec/stepDefaults/run/timeout",schemaPath:"#/properties/spec/properties/stepDefaults/properties/run/properties/timeout/pattern",keyword:"pattern",params:{pattern: "^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$"}};
if(vErrors === null){
vErrors = [err235];
}
else {
vErrors.push(err235);
}
errors++;
}
}
else {
const err236 = {instancePath:instancePath+"/spec/stepDefaults/run/timeout",schemaPath:"#/properties/spec/properties/stepDefaults/properties/run/properties/timeout/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err236];
}
else {
vErrors.push(err236);
}
errors++;
}
let data83 = data79.retries;
if(!(((typeof data83 == "number") && (!(data83 % 1) && !isNaN(data83))) && (isFinite(data83)))){
const err237 = {instancePath:instancePath+"/spec/stepDefaults/run/retries",schemaPath:"#/properties/spec/properties/stepDefaults/properties/run/properties/retries/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err237];
}
else {
vErrors.push(err237);
}
errors++;
}
if((typeof data83 == "number") && (isFinite(data83))){
if(data83 > 10 || isNaN(data83)){
const err238 = {instancePath:instancePath+"/spec/stepDefaults/run/retries",schemaPath:"#/properties/spec/properties/stepDefaults/properties/run/properties/retries/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10}};
if(vErrors === null){
vErrors = [err238];
}
else {
vErrors.push(err238);
}
errors++;
}
if(data83 < 0 || isNaN(data83)){
const err239 = {instancePath:instancePath+"/spec/stepDefaults/run/retries",schemaPath:"#/properties/spec/properties/stepDefaults/properties/run/properties/retries/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err239];
}
else {
vErrors.push(err239);
}
errors++;
}
}
}
else {
const err240 = {instancePath:instancePath+"/spec/stepDefaults/run",schemaPath:"#/properties/spec/properties/stepDefaults/properties/run/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err240];
}
else {
vErrors.push(err240);
}
errors++;
}
}
else {
const err241 = {instancePath:instancePath+"/spec/stepDefaults",schemaPath:"#/properties/spec/properties/stepDefaults/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err241];
}
else {
vErrors.push(err241);
}
errors++;
}
if(data21.steps !== undefined){
let data84 = data21.steps;
if(Array.isArray(data84)){
if(data84.length > 50){
const err242 = {instancePath:instancePath+"/spec/steps",schemaPath:"#/properties/spec/properties/steps/maxItems",keyword:"maxItems",params:{limit: 50}};
if(vErrors === null){
vErrors = [err242];
}
else {
vErrors.push(err242);
}
errors++;
}
if(data84.length < 1){
const err243 = {instancePath:instancePath+"/spec/steps",schemaPath:"#/properties/spec/properties/steps/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err243];
}
else {
vErrors.push(err243);
}
errors++;
}
const len8 = data84.length;
for(let i8=0; i8<len8; i8++){
let data85 = data84[i8];
if(data85 && typeof data85 == "object" && !Array.isArray(data85)){
if(data85.name === undefined){
const err244 = {instancePath:instancePath+"/spec/steps/" + i8,schemaPath:"#/properties/spec/properties/steps/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err244];
}
else {
vErrors.push(err244);
}
errors++;
}
for(const key24 in data85){
if(!(((((((key24 === "name") || (key24 === "needs")) || (key24 === "inputs")) || (key24 === "outputs")) || (key24 === "run")) || (key24 === "gate")) || (key24 === "deploy"))){
const err245 = {instancePath:instancePath+"/spec/steps/" + i8,schemaPath:"#/properties/spec/properties/steps/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key24}};
if(vErrors === null){
vErrors = [err245];
}
else {
vErrors.push(err245);
}
errors++;
}
}
if(data85.name !== undefined){
let data86 = data85.name;
if(typeof data86 === "string"){
if(func3(data86) > 30){
const err246 = {instancePath:instancePath+"/spec/steps/" + i8+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err246];
}
else {
vErrors.push(err246);
}
errors++;
}
if(func3(data86) < 1){
const err247 = {instancePath:instancePath+"/spec/steps/" + i8+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err247];
}
else {
vErrors.push(err247);
}
errors++;
}
if(!pattern0.test(data86)){
const err248 = {instancePath:instancePath+"/spec/steps/" + i8+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z]([-a-z0-9]*[a-z0-9])?$"}};
if(vErrors === null){
vErrors = [err248];
}
else {
vErrors.push(err248);
}
errors++;
}
}
else {
const err249 = {instancePath:instancePath+"/spec/steps/" + i8+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err249];
}
else {
vErrors.push(err249);
}
errors++;
}
}
if(data85.needs !== undefined){
let data87 = data85.needs;
if(Array.isArray(data87)){
if(data87.length > 50){
const err250 = {instancePath:instancePath+"/spec/steps/" + i8+"/needs",schemaPath:"#/properties/spec/properties/steps/items/properties/needs/maxItems",keyword:"maxItems",params:{limit: 50}};
if(vErrors === null){
vErrors = [err250];
}
else {
vErrors.push(err250);
}
errors++;
}
const len9 = data87.length;
for(let i9=0; i9<len9; i9++){
let data88 = data87[i9];
if(typeof data88 === "string"){
if(func3(data88) > 30){
const err251 = {instancePath:instancePath+"/spec/steps/" + i8+"/needs/" + i9,schemaPath:"#/properties/spec/properties/steps/items/properties/needs/items/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err251];
}
else {
vErrors.push(err251);
}
errors++;
}
if(func3(data88) < 1){
const err252 = {instancePath:instancePath+"/spec/steps/" + i8+"/needs/" + i9,schemaPath:"#/properties/spec/properties/steps/items/properties/needs/items/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err252];
}
else {
vErrors.push(err252);
}
errors++;
}
}
else {
const err253 = {instancePath:instancePath+"/spec/steps/" + i8+"/needs/" + i9,schemaPath:"#/properties/spec/properties/steps/items/properties/needs/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err253];
}
else {
vErrors.push(err253);
}
errors++;
}
}
}
else {
const err254 = {instancePath:instancePath+"/spec/steps/" + i8+"/needs",schemaPath:"#/properties/spec/properties/steps/items/properties/needs/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err254];
}
else {
vErrors.push(err254);
}
errors++;
}
}
if(data85.inputs !== undefined){
let data89 = data85.inputs;
if(Array.isArray(data89)){
if(data89.length > 32){
const err255 = {instancePath:instancePath+"/spec/steps/" + i8+"/inputs",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/maxItems",keyword:"maxItems",params:{limit: 32}};
if(vErrors === null){
vErrors = [err255];
}
else {
vErrors.push(err255);
}
errors++;
}
const len10 = data89.length;
for(let i10=0; i10<len10; i10++){
let data90 = data89[i10];
if(data90 && typeof data90 == "object" && !Array.isArray(data90)){
if(data90.name === undefined){
const err256 = {instancePath:instancePath+"/spec/steps/" + i8+"/inputs/" + i10,schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err256];
}
else {
vErrors.push(err256);
}
errors++;
}
for(const key25 in data90){
if(!(((((((key25 === "name") || (key25 === "source")) || (key25 === "paths")) || (key25 === "from")) || (key25 === "path")) || (key25 === "mode")) || (key25 === "keys"))){
const err257 = {instancePath:instancePath+"/spec/steps/" + i8+"/inputs/" + i10,schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key25}};
if(vErrors === null){
vErrors = [err257];
}
else {
vErrors.push(err257);
}
errors++;
}
}
if(data90.name !== undefined){
let data91 = data90.name;
if(typeof data91 === "string"){
if(func3(data91) > 30){
const err258 = {instancePath:instancePath+"/spec/steps/" + i8+"/inputs/" + i10+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err258];
}
else {
vErrors.push(err258);
}
errors++;
}
if(func3(data91) < 1){
const err259 = {instancePath:instancePath+"/spec/steps/" + i8+"/inputs/" + i10+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err259];
}
else {
vErrors.push(err259);
}
errors++;
}
if(!pattern0.test(data91)){
const err260 = {instancePath:instancePath+"/spec/steps/" + i8+"/inputs/" + i10+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z]([-a-z0-9]*[a-z0-9])?$"}};
if(vErrors === null){
vErrors = [err260];
}
else {
vErrors.push(err260);
}
errors++;
}
}
else {
const err261 = {instancePath:instancePath+"/spec/steps/" + i8+"/inputs/" + i10+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err261];
}
else {
vErrors.push(err261);
}
errors++;
}
}
if(data90.source !== undefined){
let data92 = data90.source;
if(typeof data92 === "string"){
if(func3(data92) > 30){
const err262 = {instancePath:instancePath+"/spec/steps/" + i8+"/inputs/" + i10+"/source",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/source/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err262];
}
else {
vErrors.push(err262);
}
errors++;
}
if(func3(data92) < 1){
const err263 = {instancePath:instancePath+"/spec/steps/" + i8+"/inputs/" + i10+"/source",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/source/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err263];
}
else {
vErrors.push(err263);
}
errors++;
}
}
else {
const err264 = {instancePath:instancePath+"/spec/steps/" + i8+"/inputs/" + i10+"/source",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/source/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err264];
}
else {
vErrors.push(err264);
}
errors++;
}
}
if(data90.paths !== undefined){
let data93 = data90.paths;
if(Array.isArray(data93)){
if(data93.length > 64){
const err265 = {instancePath:instancePath+"/spec/steps/" + i8+"/inputs/" + i10+"/paths",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/paths/maxItems",keyword:"maxItems",params:{limit: 64}};
if(vErrors === null){
vErrors = [err265];
}
else {
vErrors.push(err265);
}
errors++;
}
if(data93.length < 1){
const err266 = {instancePath:instancePath+"/spec/steps/" + i8+"/inputs/" + i10+"/paths",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/paths/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err266];
}
else {
vErrors.push(err266);
}
errors++;
}
const len11 = data93.length;
for(let i11=0; i11<len11; i11++){
let data94 = data93[i11];
if(typeof data94 === "string"){
if(func3(data94) > 1024){
const err267 = {instancePath:instancePath+"/spec/steps/" + i8+"/inputs/" + i10+"/paths/" + i11,schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/paths/items/maxLength",keyword:"maxLength",params:{limit: 1024}};
if(vErrors === null){
vErrors = [err267];
}
else {
vErrors.push(err267);
}
errors++;
}
if(func3(data94) < 1){
const err268 = {instancePath:instancePath+"/spec/steps/" + i8+"/inputs/" + i10+"/paths/" + i11,schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/paths/items/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err268];
}
else {
vErrors.push(err268);
}
errors++;
}
}
else {
const err269 = {instancePath:instancePath+"/spec/steps/" + i8+"/inputs/" + i10+"/paths/" + i11,schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/paths/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err269];
}
else {
vErrors.push(err269);
}
errors++;
}
}
}
else {
const err270 = {instancePath:instancePath+"/spec/steps/" + i8+"/inputs/" + i10+"/paths",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/paths/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err270];
}
else {
vErrors.push(err270);
}
errors++;
}
}
if(data90.from !== undefined){
let data95 = data90.from;
if(typeof data95 === "string"){
if(func3(data95) > 61){
const err271 = {instancePath:instancePath+"/spec/steps/" + i8+"/inputs/" + i10+"/from",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/from/maxLength",keyword:"maxLength",params:{limit: 61}};
if(vErrors === null){
vErrors = [err271];
}
else {
vErrors.push(err271);
}
errors++;
}
if(!pattern31.test(data95)){
const err272 = {instancePath:instancePath+"/spec/steps/" + i8+"/inputs/" + i10+"/from",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/from/pattern",keyword:"pattern",params:{pattern: "^[a-z]([-a-z0-9]*[a-z0-9])?\\.[a-z]([-a-z0-9]*[a-z0-9])?$"}};
if(vErrors === null){
vErrors = [err272];
}
else {
vErrors.push(err272);
}
errors++;
}
}
else {
const err273 = {instancePath:instancePath+"/spec/steps/" + i8+"/inputs/" + i10+"/from",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/from/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err273];
}
else {
vErrors.push(err273);
}
errors++;
}
}
if(data90.path !== undefined){
let data96 = data90.path;
if(typeof data96 === "string"){
if(func3(data96) > 1024){
const err274 = {instancePath:instancePath+"/spec/steps/" + i8+"/inputs/" + i10+"/path",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/path/maxLength",keyword:"maxLength",params:{limit: 1024}};
if(vErrors === null){
vErrors = [err274];
}
else {
vErrors.push(err274);
}
errors++;
}
if(func3(data96) < 1){
const err275 = {instancePath:instancePath+"/spec/steps/" + i8+"/inputs/" + i10+"/path",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/path/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err275];
}
else {
vErrors.push(err275);
}
errors++;
}
}
else {
const err276 = {instancePath:instancePath+"/spec/steps/" + i8+"/inputs/" + i10+"/path",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/path/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err276];
}
else {
vErrors.push(err276);
}
errors++;
}
}
if(data90.mode !== undefined){
let data97 = data90.mode;
if(typeof data97 !== "string"){
const err277 = {instancePath:instancePath+"/spec/steps/" + i8+"/inputs/" + i10+"/mode",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/mode/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err277];
}
else {
vErrors.push(err277);
}
errors++;
}
if(!(((data97 === "Copy") || (data97 === "Mount")) || (data97 === "Reference"))){
const err278 = {instancePath:instancePath+"/spec/steps/" + i8+"/inputs/" + i10+"/mode",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/mode/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.steps.items.properties.inputs.items.properties.mode.enum}};
if(vErrors === null){
vErrors = [err278];
}
else {
vErrors.push(err278);
}
errors++;
}
}
if(data90.keys !== undefined){
let data98 = data90.keys;
if(Array.isArray(data98)){
if(data98.length > 64){
const err279 = {instancePath:instancePath+"/spec/steps/" + i8+"/inputs/" + i10+"/keys",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/keys/maxItems",keyword:"maxItems",params:{limit: 64}};
if(vErrors === null){
vErrors = [err279];
}
else {
vErrors.push(err279);
}
errors++;
}
if(data98.length < 1){
const err280 = {instancePath:instancePath+"/spec/steps/" + i8+"/inputs/" + i10+"/keys",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/keys/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err280];
}
else {
vErrors.push(err280);
}
errors++;
}
const len12 = data98.length;
for(let i12=0; i12<len12; i12++){
let data99 = data98[i12];
if(typeof data99 === "string"){
if(func3(data99) > 253){
const err281 = {instancePath:instancePath+"/spec/steps/" + i8+"/inputs/" + i10+"/keys/" + i12,schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/keys/items/maxLength",keyword:"maxLength",params:{limit: 253}};
if(vErrors === null){
vErrors = [err281];
}
else {
vErrors.push(err281);
}
errors++;
}
if(func3(data99) < 1){
const err282 = {instancePath:instancePath+"/spec/steps/" + i8+"/inputs/" + i10+"/keys/" + i12,schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/keys/items/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err282];
}
else {
vErrors.push(err282);
}
errors++;
}
if(!pattern26.test(data99)){
const err283 = {instancePath:instancePath+"/spec/steps/" + i8+"/inputs/" + i10+"/keys/" + i12,schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/keys/items/pattern",keyword:"pattern",params:{pattern: "^[^.\\s]+(\\.[^.\\s]+)*$"}};
if(vErrors === null){
vErrors = [err283];
}
else {
vErrors.push(err283);
}
errors++;
}
}
else {
const err284 = {instancePath:instancePath+"/spec/steps/" + i8+"/inputs/" + i10+"/keys/" + i12,schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/keys/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err284];
}
else {
vErrors.push(err284);
}
errors++;
}
}
}
else {
const err285 = {instancePath:instancePath+"/spec/steps/" + i8+"/inputs/" + i10+"/keys",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/keys/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err285];
}
else {
vErrors.push(err285);
}
errors++;
}
}
}
else {
const err286 = {instancePath:instancePath+"/spec/steps/" + i8+"/inputs/" + i10,schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err286];
}
else {
vErrors.push(err286);
}
errors++;
}
}
}
else {
const err287 = {instancePath:instancePath+"/spec/steps/" + i8+"/inputs",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err287];
}
else {
vErrors.push(err287);
}
errors++;
}
}
if(data85.outputs !== undefined){
let data100 = data85.outputs;
if(Array.isArray(data100)){
if(data100.length > 16){
const err288 = {instancePath:instancePath+"/spec/steps/" + i8+"/outputs",schemaPath:"#/properties/spec/properties/steps/items/properties/outputs/maxItems",keyword:"maxItems",params:{limit: 16}};
if(vErrors === null){
vErrors = [err288];
}
else {
vErrors.push(err288);
}
errors++;
}
const len13 = data100.length;
for(let i13=0; i13<len13; i13++){
let data101 = data100[i13];
if(data101 && typeof data101 == "object" && !Array.isArray(data101)){
if(data101.kind === undefined){
data101.kind = "data";
}
if(data101.name === undefined){
const err289 = {instancePath:instancePath+"/spec/steps/" + i8+"/outputs/" + i13,schemaPath:"#/properties/spec/properties/steps/items/properties/outputs/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err289];
}
else {
vErrors.push(err289);
}
errors++;
}
for(const key26 in data101){
if(!(((key26 === "name") || (key26 === "kind")) || (key26 === "path"))){
const err290 = {instancePath:instancePath+"/spec/steps/" + i8+"/outputs/" + i13,schemaPath:"#/properties/spec/properties/steps/items/properties/outputs/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key26}};
if(vErrors === null){
vErrors = [err290];
}
else {
vErrors.push(err290);
}
errors++;
}
}
if(data101.name !== undefined){
let data102 = data101.name;
if(typeof data102 === "string"){
if(func3(data102) > 30){
const err291 = {instancePath:instancePath+"/spec/steps/" + i8+"/outputs/" + i13+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/outputs/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err291];
}
else {
vErrors.push(err291);
}
errors++;
}
if(func3(data102) < 1){
const err292 = {instancePath:instancePath+"/spec/steps/" + i8+"/outputs/" + i13+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/outputs/items/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err292];
}
else {
vErrors.push(err292);
}
errors++;
}
if(!pattern0.test(data102)){
const err293 = {instancePath:instancePath+"/spec/steps/" + i8+"/outputs/" + i13+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/outputs/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z]([-a-z0-9]*[a-z0-9])?$"}};
if(vErrors === null){
vErrors = [err293];
}
else {
vErrors.push(err293);
}
errors++;
}
}
else {
const err294 = {instancePath:instancePath+"/spec/steps/" + i8+"/outputs/" + i13+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/outputs/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err294];
}
else {
vErrors.push(err294);
}
errors++;
}
}
let data103 = data101.kind;
if(typeof data103 !== "string"){
const err295 = {instancePath:instancePath+"/spec/steps/" + i8+"/outputs/" + i13+"/kind",schemaPath:"#/properties/spec/properties/steps/items/properties/outputs/items/properties/kind/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err295];
}
else {
vErrors.push(err295);
}
errors++;
}
if(!(((data103 === "data") || (data103 === "model")) || (data103 === "metrics"))){
const err296 = {instancePath:instancePath+"/spec/steps/" + i8+"/outputs/" + i13+"/kind",schemaPath:"#/properties/spec/properties/steps/items/properties/outputs/items/properties/kind/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.steps.items.properties.outputs.items.properties.kind.enum}};
if(vErrors === null){
vErrors = [err296];
}
else {
vErrors.push(err296);
}
errors++;
}
if(data101.path !== undefined){
let data104 = data101.path;
if(typeof data104 === "string"){
if(func3(data104) > 1024){
const err297 = {instancePath:instancePath+"/spec/steps/" + i8+"/outputs/" + i13+"/path",schemaPath:"#/properties/spec/properties/steps/items/properties/outputs/items/properties/path/maxLength",keyword:"maxLength",params:{limit: 1024}};
if(vErrors === null){
vErrors = [err297];
}
else {
vErrors.push(err297);
}
errors++;
}
if(func3(data104) < 1){
const err298 = {instancePath:instancePath+"/spec/steps/" + i8+"/outputs/" + i13+"/path",schemaPath:"#/properties/spec/properties/steps/items/properties/outputs/items/properties/path/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err298];
}
else {
vErrors.push(err298);
}
errors++;
}
}
else {
const err299 = {instancePath:instancePath+"/spec/steps/" + i8+"/outputs/" + i13+"/path",schemaPath:"#/properties/spec/properties/steps/items/properties/outputs/items/properties/path/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err299];
}
else {
vErrors.push(err299);
}
errors++;
}
}
}
else {
const err300 = {instancePath:instancePath+"/spec/steps/" + i8+"/outputs/" + i13,schemaPath:"#/properties/spec/properties/steps/items/properties/outputs/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err300];
}
else {
vErrors.push(err300);
}
errors++;
}
}
}
else {
const err301 = {instancePath:instancePath+"/spec/steps/" + i8+"/outputs",schemaPath:"#/properties/spec/properties/steps/items/properties/outputs/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err301];
}
else {
vErrors.push(err301);
}
errors++;
}
}
if(data85.run !== undefined){
let data105 = data85.run;
if(data105 && typeof data105 == "object" && !Array.isArray(data105)){
if(data105.command === undefined){
const err302 = {instancePath:instancePath+"/spec/steps/" + i8+"/run",schemaPath:"#/properties/spec/properties/steps/items/properties/run/required",keyword:"required",params:{missingProperty: "command"}};
if(vErrors === null){
vErrors = [err302];
}
else {
vErrors.push(err302);
}
errors++;
}
for(const key27 in data105){
if(!(func2.call(schema11.properties.spec.properties.steps.items.properties.run.properties, key27))){
const err303 = {instancePath:instancePath+"/spec/steps/" + i8+"/run",schemaPath:"#/properties/spec/properties/steps/items/properties/run/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key27}};
if(vErrors === null){
vErrors = [err303];
}
else {
vErrors.push(err303);
}
errors++;
}
}
if(data105.environment !== undefined){
let data106 = data105.environment;
if(typeof data106 === "string"){
if(func3(data106) > 30){
const err304 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/environment",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/environment/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err304];
}
else {
vErrors.push(err304);
}
errors++;
}
if(func3(data106) < 1){
const err305 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/environment",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/environment/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err305];
}
else {
vErrors.push(err305);
}
errors++;
}
}
else {
const err306 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/environment",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/environment/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err306];
}
else {
vErrors.push(err306);
}
errors++;
}
}
if(data105.image !== undefined){
let data107 = data105.image;
if(typeof data107 === "string"){
if(func3(data107) > 1024){
const err307 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/image",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/image/maxLength",keyword:"maxLength",params:{limit: 1024}};
if(vErrors === null){
vErrors = [err307];
}
else {
vErrors.push(err307);
}
errors++;
}
if(func3(data107) < 1){
const err308 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/image",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/image/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err308];
}
else {
vErrors.push(err308);
}
errors++;
}
if(!pattern18.test(data107)){
const err309 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/image",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/image/pattern",keyword:"pattern",params:{pattern: "^\\S+$"}};
if(vErrors === null){
vErrors = [err309];
}
else {
vErrors.push(err309);
}
errors++;
}
}
else {
const err310 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/image",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/image/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err310];
}
else {
vErrors.push(err310);
}
errors++;
}
}
if(data105.command !== undefined){
let data108 = data105.command;
if(Array.isArray(data108)){
if(data108.length > 64){
const err311 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/command",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/command/maxItems",keyword:"maxItems",params:{limit: 64}};
if(vErrors === null){
vErrors = [err311];
}
else {
vErrors.push(err311);
}
errors++;
}
if(data108.length < 1){
const err312 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/command",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/command/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err312];
}
else {
vErrors.push(err312);
}
errors++;
}
const len14 = data108.length;
for(let i14=0; i14<len14; i14++){
let data109 = data108[i14];
if(typeof data109 === "string"){
if(func3(data109) > 8192){
const err313 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/command/" + i14,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/command/items/maxLength",keyword:"maxLength",params:{limit: 8192}};
if(vErrors === null){
vErrors = [err313];
}
else {
vErrors.push(err313);
}
errors++;
}
}
else {
const err314 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/command/" + i14,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/command/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err314];
}
else {
vErrors.push(err314);
}
errors++;
}
}
}
else {
const err315 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/command",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/command/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err315];
}
else {
vErrors.push(err315);
}
errors++;
}
}
if(data105.args !== undefined){
let data110 = data105.args;
if(Array.isArray(data110)){
if(data110.length > 256){
const err316 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/args",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/args/maxItems",keyword:"maxItems",params:{limit: 256}};
if(vErrors === null){
vErrors = [err316];
}
else {
vErrors.push(err316);
}
errors++;
}
const len15 = data110.length;
for(let i15=0; i15<len15; i15++){
let data111 = data110[i15];
if(typeof data111 === "string"){
if(func3(data111) > 8192){
const err317 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/args/" + i15,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/args/items/maxLength",keyword:"maxLength",params:{limit: 8192}};
if(vErrors === null){
vErrors = [err317];
}
else {
vErrors.push(err317);
}
errors++;
}
}
else {
const err318 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/args/" + i15,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/args/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err318];
}
else {
vErrors.push(err318);
}
errors++;
}
}
}
else {
const err319 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/args",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/args/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err319];
}
else {
vErrors.push(err319);
}
errors++;
}
}
if(data105.workingDir !== undefined){
let data112 = data105.workingDir;
if(typeof data112 === "string"){
if(func3(data112) > 1024){
const err320 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/workingDir",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/workingDir/maxLength",keyword:"maxLength",params:{limit: 1024}};
if(vErrors === null){
vErrors = [err320];
}
else {
vErrors.push(err320);
}
errors++;
}
if(func3(data112) < 1){
const err321 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/workingDir",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/workingDir/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err321];
}
else {
vErrors.push(err321);
}
errors++;
}
}
else {
const err322 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/workingDir",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/workingDir/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err322];
}
else {
vErrors.push(err322);
}
errors++;
}
}
if(data105.env !== undefined){
let data113 = data105.env;
if(Array.isArray(data113)){
if(data113.length > 100){
const err323 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/env",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/maxItems",keyword:"maxItems",params:{limit: 100}};
if(vErrors === null){
vErrors = [err323];
}
else {
vErrors.push(err323);
}
errors++;
}
const len16 = data113.length;
for(let i16=0; i16<len16; i16++){
let data114 = data113[i16];
if(data114 && typeof data114 == "object" && !Array.isArray(data114)){
if(data114.name === undefined){
const err324 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/env/" + i16,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err324];
}
else {
vErrors.push(err324);
}
errors++;
}
for(const key28 in data114){
if(!(((key28 === "name") || (key28 === "value")) || (key28 === "valueFrom"))){
const err325 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/env/" + i16,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key28}};
if(vErrors === null){
vErrors = [err325];
}
else {
vErrors.push(err325);
}
errors++;
}
}
if(data114.name !== undefined){
let data115 = data114.name;
if(typeof data115 === "string"){
if(func3(data115) > 128){
const err326 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/env/" + i16+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err326];
}
else {
vErrors.push(err326);
}
errors++;
}
if(func3(data115) < 1){
const err327 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/env/" + i16+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err327];
}
else {
vErrors.push(err327);
}
errors++;
}
if(!pattern35.test(data115)){
const err328 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/env/" + i16+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]*$"}};
if(vErrors === null){
vErrors = [err328];
}
else {
vErrors.push(err328);
}
errors++;
}
}
else {
const err329 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/env/" + i16+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err329];
}
else {
vErrors.push(err329);
}
errors++;
}
}
if(data114.value !== undefined){
let data116 = data114.value;
if(typeof data116 === "string"){
if(func3(data116) > 8192){
const err330 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/env/" + i16+"/value",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/value/maxLength",keyword:"maxLength",params:{limit: 8192}};
if(vErrors === null){
vErrors = [err330];
}
else {
vErrors.push(err330);
}
errors++;
}
}
else {
const err331 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/env/" + i16+"/value",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/value/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err331];
}
else {
vErrors.push(err331);
}
errors++;
}
}
if(data114.valueFrom !== undefined){
let data117 = data114.valueFrom;
if(data117 && typeof data117 == "object" && !Array.isArray(data117)){
if(data117.secretKeyRef === undefined){
const err332 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/env/" + i16+"/valueFrom",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/valueFrom/required",keyword:"required",params:{missingProperty: "secretKeyRef"}};
if(vErrors === null){
vErrors = [err332];
}
else {
vErrors.push(err332);
}
errors++;
}
for(const key29 in data117){
if(!(key29 === "secretKeyRef")){
const err333 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/env/" + i16+"/valueFrom",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/valueFrom/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key29}};
if(vErrors === null){
vErrors = [err333];
}
else {
vErrors.push(err333);
}
errors++;
}
}
if(data117.secretKeyRef !== undefined){
let data118 = data117.secretKeyRef;
if(data118 && typeof data118 == "object" && !Array.isArray(data118)){
if(data118.name === undefined){
const err334 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/env/" + i16+"/valueFrom/secretKeyRef",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/valueFrom/properties/secretKeyRef/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err334];
}
else {
vErrors.push(err334);
}
errors++;
}
if(data118.key === undefined){
const err335 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/env/" + i16+"/valueFrom/secretKeyRef",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/valueFrom/properties/secretKeyRef/required",keyword:"required",params:{missingProperty: "key"}};
if(vErrors === null){
vErrors = [err335];
}
else {
vErrors.push(err335);
}
errors++;
}
for(const key30 in data118){
if(!((key30 === "name") || (key30 === "key"))){
const err336 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/env/" + i16+"/valueFrom/secretKeyRef",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/valueFrom/properties/secretKeyRef/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key30}};
if(vErrors === null){
vErrors = [err336];
}
else {
vErrors.push(err336);
}
errors++;
}
}
if(data118.name !== undefined){
let data119 = data118.name;
if(typeof data119 === "string"){
if(func3(data119) > 253){
const err337 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/env/" + i16+"/valueFrom/secretKeyRef/name",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/name/maxLength",keyword:"maxLength",params:{limit: 253}};
if(vErrors === null){
vErrors = [err337];
}
else {
vErrors.push(err337);
}
errors++;
}
if(func3(data119) < 1){
const err338 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/env/" + i16+"/valueFrom/secretKeyRef/name",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err338];
}
else {
vErrors.push(err338);
}
errors++;
}
if(!pattern7.test(data119)){
const err339 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/env/" + i16+"/valueFrom/secretKeyRef/name",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$"}};
if(vErrors === null){
vErrors = [err339];
}
else {
vErrors.push(err339);
}
errors++;
}
}
else {
const err340 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/env/" + i16+"/valueFrom/secretKeyRef/name",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err340];
}
else {
vErrors.push(err340);
}
errors++;
}
}
if(data118.key !== undefined){
let data120 = data118.key;
if(typeof data120 === "string"){
if(func3(data120) > 253){
const err341 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/env/" + i16+"/valueFrom/secretKeyRef/key",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/key/maxLength",keyword:"maxLength",params:{limit: 253}};
if(vErrors === null){
vErrors = [err341];
}
else {
vErrors.push(err341);
}
errors++;
}
if(func3(data120) < 1){
const err342 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/env/" + i16+"/valueFrom/secretKeyRef/key",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/key/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err342];
}
else {
vErrors.push(err342);
}
errors++;
}
if(!pattern37.test(data120)){
const err343 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/env/" + i16+"/valueFrom/secretKeyRef/key",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/key/pattern",keyword:"pattern",params:{pattern: "^[-._a-zA-Z0-9]+$"}};
if(vErrors === null){
vErrors = [err343];
}
else {
vErrors.push(err343);
}
errors++;
}
}
else {
const err344 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/env/" + i16+"/valueFrom/secretKeyRef/key",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/key/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err344];
}
else {
vErrors.push(err344);
}
errors++;
}
}
}
else {
const err345 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/env/" + i16+"/valueFrom/secretKeyRef",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/valueFrom/properties/secretKeyRef/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err345];
}
else {
vErrors.push(err345);
}
errors++;
}
}
}
else {
const err346 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/env/" + i16+"/valueFrom",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/valueFrom/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err346];
}
else {
vErrors.push(err346);
}
errors++;
}
}
}
else {
const err347 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/env/" + i16,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err347];
}
else {
vErrors.push(err347);
}
errors++;
}
}
}
else {
const err348 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/env",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err348];
}
else {
vErrors.push(err348);
}
errors++;
}
}
if(data105.timeout !== undefined){
let data121 = data105.timeout;
if(typeof data121 === "string"){
if(func3(data121) > 32){
const err349 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/timeout",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/timeout/maxLength",keyword:"maxLength",params:{limit: 32}};
if(vErrors === null){
vErrors = [err349];
}
else {
vErrors.push(err349);
}
errors++;
}
if(!pattern16.test(data121)){
const err350 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/timeout",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/timeout/pattern",keyword:"pattern",params:{pattern: "^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$"}};
if(vErrors === null){
vErrors = [err350];
}
else {
vErrors.push(err350);
}
errors++;
}
}
else {
const err351 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/timeout",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/timeout/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err351];
}
else {
vErrors.push(err351);
}
errors++;
}
}
if(data105.retries !== undefined){
let data122 = data105.retries;
if(!(((typeof data122 == "number") && (!(data122 % 1) && !isNaN(data122))) && (isFinite(data122)))){
const err352 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/retries",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/retries/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err352];
}
else {
vErrors.push(err352);
}
errors++;
}
if((typeof data122 == "number") && (isFinite(data122))){
if(data122 > 10 || isNaN(data122)){
const err353 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/retries",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/retries/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10}};
if(vErrors === null){
vErrors = [err353];
}
else {
vErrors.push(err353);
}
errors++;
}
if(data122 < 0 || isNaN(data122)){
const err354 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/retries",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/retries/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err354];
}
else {
vErrors.push(err354);
}
errors++;
}
}
}
if(data105.resources !== undefined){
let data123 = data105.resources;
if(data123 && typeof data123 == "object" && !Array.isArray(data123)){
for(const key31 in data123){
if(!((key31 === "requests") || (key31 === "limits"))){
const err355 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/resources",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/resources/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key31}};
if(vErrors === null){
vErrors = [err355];
}
else {
vErrors.push(err355);
}
errors++;
}
}
if(data123.requests !== undefined){
let data124 = data123.requests;
if(data124 && typeof data124 == "object" && !Array.isArray(data124)){
if(Object.keys(data124).length > 20){
const err356 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/resources/requests",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/resources/properties/requests/maxProperties",keyword:"maxProperties",params:{limit: 20}};
if(vErrors === null){
vErrors = [err356];
}
else {
vErrors.push(err356);
}
errors++;
}
for(const key32 in data124){
let data125 = data124[key32];
if(typeof data125 === "string"){
if(func3(data125) > 32){
const err357 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/resources/requests/" + key32.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/resources/properties/requests/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 32}};
if(vErrors === null){
vErrors = [err357];
}
else {
vErrors.push(err357);
}
errors++;
}
if(!pattern39.test(data125)){
const err358 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/resources/requests/" + key32.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/resources/properties/requests/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?([eE][0-9]+|m|k|[KMGTPE]i?)?$"}};
if(vErrors === null){
vErrors = [err358];
}
else {
vErrors.push(err358);
}
errors++;
}
}
else {
const err359 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/resources/requests/" + key32.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/resources/properties/requests/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err359];
}
else {
vErrors.push(err359);
}
errors++;
}
}
}
else {
const err360 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/resources/requests",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/resources/properties/requests/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err360];
}
else {
vErrors.push(err360);
}
errors++;
}
}
if(data123.limits !== undefined){
let data126 = data123.limits;
if(data126 && typeof data126 == "object" && !Array.isArray(data126)){
if(Object.keys(data126).length > 20){
const err361 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/resources/limits",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/resources/properties/limits/maxProperties",keyword:"maxProperties",params:{limit: 20}};
if(vErrors === null){
vErrors = [err361];
}
else {
vErrors.push(err361);
}
errors++;
}
for(const key33 in data126){
let data127 = data126[key33];
if(typeof data127 === "string"){
if(func3(data127) > 32){
const err362 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/resources/limits/" + key33.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/resources/properties/limits/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 32}};
if(vErrors === null){
vErrors = [err362];
}
else {
vErrors.push(err362);
}
errors++;
}
if(!pattern39.test(data127)){
const err363 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/resources/limits/" + key33.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/resources/properties/limits/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?([eE][0-9]+|m|k|[KMGTPE]i?)?$"}};
if(vErrors === null){
vErrors = [err363];
}
else {
vErrors.push(err363);
}
errors++;
}
}
else {
const err364 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/resources/limits/" + key33.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/resources/properties/limits/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err364];
}
else {
vErrors.push(err364);
}
errors++;
}
}
}
else {
const err365 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/resources/limits",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/resources/properties/limits/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err365];
}
else {
vErrors.push(err365);
}
errors++;
}
}
}
else {
const err366 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/resources",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/resources/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err366];
}
else {
vErrors.push(err366);
}
errors++;
}
}
if(data105.workspace !== undefined){
let data128 = data105.workspace;
if(data128 && typeof data128 == "object" && !Array.isArray(data128)){
if(data128.size === undefined){
const err367 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/workspace",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/workspace/required",keyword:"required",params:{missingProperty: "size"}};
if(vErrors === null){
vErrors = [err367];
}
else {
vErrors.push(err367);
}
errors++;
}
for(const key34 in data128){
if(!((key34 === "size") || (key34 === "storageClass"))){
const err368 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/workspace",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/workspace/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key34}};
if(vErrors === null){
vErrors = [err368];
}
else {
vErrors.push(err368);
}
errors++;
}
}
if(data128.size !== undefined){
let data129 = data128.size;
if(typeof data129 === "string"){
if(func3(data129) > 32){
const err369 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/workspace/size",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/workspace/properties/size/maxLength",keyword:"maxLength",params:{limit: 32}};
if(vErrors === null){
vErrors = [err369];
}
else {
vErrors.push(err369);
}
errors++;
}
if(!pattern39.test(data129)){
const err370 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/workspace/size",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/workspace/properties/size/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?([eE][0-9]+|m|k|[KMGTPE]i?)?$"}};
if(vErrors === null){
vErrors = [err370];
}
else {
vErrors.push(err370);
}
errors++;
}
}
else {
const err371 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/workspace/size",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/workspace/properties/size/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err371];
}
else {
vErrors.push(err371);
}
errors++;
}
}
if(data128.storageClass !== undefined){
let data130 = data128.storageClass;
if(typeof data130 === "string"){
if(func3(data130) > 253){
const err372 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/workspace/storageClass",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/workspace/properties/storageClass/maxLength",keyword:"maxLength",params:{limit: 253}};
if(vErrors === null){
vErrors = [err372];
}
else {
vErrors.push(err372);
}
errors++;
}
if(func3(data130) < 1){
const err373 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/workspace/storageClass",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/workspace/properties/storageClass/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err373];
}
else {
vErrors.push(err373);
}
errors++;
}
}
else {
const err374 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/workspace/storageClass",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/workspace/properties/storageClass/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err374];
}
else {
vErrors.push(err374);
}
errors++;
}
}
}
else {
const err375 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/workspace",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/workspace/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err375];
}
else {
vErrors.push(err375);
}
errors++;
}
}
if(data105.scratch !== undefined){
let data131 = data105.scratch;
if(data131 && typeof data131 == "object" && !Array.isArray(data131)){
if(data131.size === undefined){
const err376 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/scratch",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/scratch/required",keyword:"required",params:{missingProperty: "size"}};
if(vErrors === null){
vErrors = [err376];
}
else {
vErrors.push(err376);
}
errors++;
}
for(const key35 in data131){
if(!((key35 === "size") || (key35 === "storageClass"))){
const err377 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/scratch",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/scratch/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key35}};
if(vErrors === null){
vErrors = [err377];
}
else {
vErrors.push(err377);
}
errors++;
}
}
if(data131.size !== undefined){
let data132 = data131.size;
if(typeof data132 === "string"){
if(func3(data132) > 32){
const err378 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/scratch/size",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/scratch/properties/size/maxLength",keyword:"maxLength",params:{limit: 32}};
if(vErrors === null){
vErrors = [err378];
}
else {
vErrors.push(err378);
}
errors++;
}
if(!pattern39.test(data132)){
const err379 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/scratch/size",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/scratch/properties/size/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?([eE][0-9]+|m|k|[KMGTPE]i?)?$"}};
if(vErrors === null){
vErrors = [err379];
}
else {
vErrors.push(err379);
}
errors++;
}
}
else {
const err380 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/scratch/size",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/scratch/properties/size/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err380];
}
else {
vErrors.push(err380);
}
errors++;
}
}
if(data131.storageClass !== undefined){
let data133 = data131.storageClass;
if(typeof data133 === "string"){
if(func3(data133) > 253){
const err381 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/scratch/storageClass",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/scratch/properties/storageClass/maxLength",keyword:"maxLength",params:{limit: 253}};
if(vErrors === null){
vErrors = [err381];
}
else {
vErrors.push(err381);
}
errors++;
}
if(func3(data133) < 1){
const err382 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/scratch/storageClass",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/scratch/properties/storageClass/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err382];
}
else {
vErrors.push(err382);
}
errors++;
}
}
else {
const err383 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/scratch/storageClass",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/scratch/properties/storageClass/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err383];
}
else {
vErrors.push(err383);
}
errors++;
}
}
}
else {
const err384 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/scratch",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/scratch/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err384];
}
else {
vErrors.push(err384);
}
errors++;
}
}
if(data105.pod !== undefined){
let data134 = data105.pod;
if(data134 && typeof data134 == "object" && !Array.isArray(data134)){
for(const key36 in data134){
if(!(func2.call(schema11.properties.spec.properties.steps.items.properties.run.properties.pod.properties, key36))){
const err385 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key36}};
if(vErrors === null){
vErrors = [err385];
}
else {
vErrors.push(err385);
}
errors++;
}
}
if(data134.nodeSelector !== undefined){
let data135 = data134.nodeSelector;
if(data135 && typeof data135 == "object" && !Array.isArray(data135)){
if(Object.keys(data135).length > 32){
const err386 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/nodeSelector",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/nodeSelector/maxProperties",keyword:"maxProperties",params:{limit: 32}};
if(vErrors === null){
vErrors = [err386];
}
else {
vErrors.push(err386);
}
errors++;
}
for(const key37 in data135){
let data136 = data135[key37];
if(typeof data136 === "string"){
if(func3(data136) > 63){
const err387 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/nodeSelector/" + key37.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/nodeSelector/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err387];
}
else {
vErrors.push(err387);
}
errors++;
}
}
else {
const err388 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/nodeSelector/" + key37.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/nodeSelector/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err388];
}
else {
vErrors.push(err388);
}
errors++;
}
}
}
else {
const err389 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/nodeSelector",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/nodeSelector/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err389];
}
else {
vErrors.push(err389);
}
errors++;
}
}
if(data134.tolerations !== undefined){
let data137 = data134.tolerations;
if(Array.isArray(data137)){
if(data137.length > 32){
const err390 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/tolerations",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/tolerations/maxItems",keyword:"maxItems",params:{limit: 32}};
if(vErrors === null){
vErrors = [err390];
}
else {
vErrors.push(err390);
}
errors++;
}
const len17 = data137.length;
for(let i17=0; i17<len17; i17++){
let data138 = data137[i17];
if(!(data138 && typeof data138 == "object" && !Array.isArray(data138))){
const err391 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/tolerations/" + i17,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/tolerations/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err391];
}
else {
vErrors.push(err391);
}
errors++;
}
}
}
else {
const err392 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/tolerations",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/tolerations/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err392];
}
else {
vErrors.push(err392);
}
errors++;
}
}
if(data134.affinity !== undefined){
let data139 = data134.affinity;
if(!(data139 && typeof data139 == "object" && !Array.isArray(data139))){
const err393 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/affinity",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/affinity/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err393];
}
else {
vErrors.push(err393);
}
errors++;
}
}
if(data134.volumes !== undefined){
let data140 = data134.volumes;
if(Array.isArray(data140)){
if(data140.length > 32){
const err394 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/volumes",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumes/maxItems",keyword:"maxItems",params:{limit: 32}};
if(vErrors === null){
vErrors = [err394];
}
else {
vErrors.push(err394);
}
errors++;
}
const len18 = data140.length;
for(let i18=0; i18<len18; i18++){
let data141 = data140[i18];
if(data141 && typeof data141 == "object" && !Array.isArray(data141)){
if(data141.name === undefined){
const err395 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/volumes/" + i18,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumes/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err395];
}
else {
vErrors.push(err395);
}
errors++;
}
if(data141.name !== undefined){
let data142 = data141.name;
if(typeof data142 === "string"){
if(func3(data142) > 63){
const err396 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/volumes/" + i18+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumes/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err396];
}
else {
vErrors.push(err396);
}
errors++;
}
if(func3(data142) < 1){
const err397 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/volumes/" + i18+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumes/items/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err397];
}
else {
vErrors.push(err397);
}
errors++;
}
if(!pattern1.test(data142)){
const err398 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/volumes/" + i18+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumes/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$"}};
if(vErrors === null){
vErrors = [err398];
}
else {
vErrors.push(err398);
}
errors++;
}
}
else {
const err399 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/volumes/" + i18+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumes/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err399];
}
else {
vErrors.push(err399);
}
errors++;
}
}
}
else {
const err400 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/volumes/" + i18,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumes/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err400];
}
else {
vErrors.push(err400);
}
errors++;
}
}
}
else {
const err401 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/volumes",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumes/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err401];
}
else {
vErrors.push(err401);
}
errors++;
}
}
if(data134.volumeMounts !== undefined){
let data143 = data134.volumeMounts;
if(Array.isArray(data143)){
if(data143.length > 32){
const err402 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/volumeMounts",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumeMounts/maxItems",keyword:"maxItems",params:{limit: 32}};
if(vErrors === null){
vErrors = [err402];
}
else {
vErrors.push(err402);
}
errors++;
}
const len19 = data143.length;
for(let i19=0; i19<len19; i19++){
let data144 = data143[i19];
if(data144 && typeof data144 == "object" && !Array.isArray(data144)){
if(data144.name === undefined){
const err403 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/volumeMounts/" + i19,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumeMounts/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err403];
}
else {
vErrors.push(err403);
}
errors++;
}
if(data144.mountPath === undefined){
const err404 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/volumeMounts/" + i19,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumeMounts/items/required",keyword:"required",params:{missingProperty: "mountPath"}};
if(vErrors === null){
vErrors = [err404];
}
else {
vErrors.push(err404);
}
errors++;
}
if(data144.name !== undefined){
let data145 = data144.name;
if(typeof data145 === "string"){
if(func3(data145) > 63){
const err405 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/volumeMounts/" + i19+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumeMounts/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err405];
}
else {
vErrors.push(err405);
}
errors++;
}
if(func3(data145) < 1){
const err406 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/volumeMounts/" + i19+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumeMounts/items/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err406];
}
else {
vErrors.push(err406);
}
errors++;
}
}
else {
const err407 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/volumeMounts/" + i19+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumeMounts/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err407];
}
else {
vErrors.push(err407);
}
errors++;
}
}
if(data144.mountPath !== undefined){
let data146 = data144.mountPath;
if(typeof data146 === "string"){
if(func3(data146) > 1024){
const err408 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/volumeMounts/" + i19+"/mountPath",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumeMounts/items/properties/mountPath/maxLength",keyword:"maxLength",params:{limit: 1024}};
if(vErrors === null){
vErrors = [err408];
}
else {
vErrors.push(err408);
}
errors++;
}
if(func3(data146) < 1){
const err409 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/volumeMounts/" + i19+"/mountPath",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumeMounts/items/properties/mountPath/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err409];
}
else {
vErrors.push(err409);
}
errors++;
}
}
else {
const err410 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/volumeMounts/" + i19+"/mountPath",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumeMounts/items/properties/mountPath/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err410];
}
else {
vErrors.push(err410);
}
errors++;
}
}
}
else {
const err411 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/volumeMounts/" + i19,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumeMounts/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err411];
}
else {
vErrors.push(err411);
}
errors++;
}
}
}
else {
const err412 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/volumeMounts",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumeMounts/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err412];
}
else {
vErrors.push(err412);
}
errors++;
}
}
if(data134.priorityClassName !== undefined){
let data147 = data134.priorityClassName;
if(typeof data147 === "string"){
if(func3(data147) > 253){
const err413 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/priorityClassName",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/priorityClassName/maxLength",keyword:"maxLength",params:{limit: 253}};
if(vErrors === null){
vErrors = [err413];
}
else {
vErrors.push(err413);
}
errors++;
}
if(func3(data147) < 1){
const err414 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/priorityClassName",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/priorityClassName/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err414];
}
else {
vErrors.push(err414);
}
errors++;
}
}
else {
const err415 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/priorityClassName",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/priorityClassName/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err415];
}
else {
vErrors.push(err415);
}
errors++;
}
}
if(data134.imagePullSecrets !== undefined){
let data148 = data134.imagePullSecrets;
if(Array.isArray(data148)){
if(data148.length > 16){
const err416 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/imagePullSecrets",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/imagePullSecrets/maxItems",keyword:"maxItems",params:{limit: 16}};
if(vErrors === null){
vErrors = [err416];
}
else {
vErrors.push(err416);
}
errors++;
}
const len20 = data148.length;
for(let i20=0; i20<len20; i20++){
let data149 = data148[i20];
if(data149 && typeof data149 == "object" && !Array.isArray(data149)){
if(data149.name === undefined){
const err417 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/imagePullSecrets/" + i20,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/imagePullSecrets/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err417];
}
else {
vErrors.push(err417);
}
errors++;
}
for(const key38 in data149){
if(!(key38 === "name")){
const err418 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/imagePullSecrets/" + i20,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/imagePullSecrets/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key38}};
if(vErrors === null){
vErrors = [err418];
}
else {
vErrors.push(err418);
}
errors++;
}
}
if(data149.name !== undefined){
let data150 = data149.name;
if(typeof data150 === "string"){
if(func3(data150) > 253){
const err419 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/imagePullSecrets/" + i20+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/imagePullSecrets/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 253}};
if(vErrors === null){
vErrors = [err419];
}
else {
vErrors.push(err419);
}
errors++;
}
if(func3(data150) < 1){
const err420 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/imagePullSecrets/" + i20+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/imagePullSecrets/items/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err420];
}
else {
vErrors.push(err420);
}
errors++;
}
}
else {
const err421 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/imagePullSecrets/" + i20+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/imagePullSecrets/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err421];
}
else {
vErrors.push(err421);
}
errors++;
}
}
}
else {
const err422 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/imagePullSecrets/" + i20,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/imagePullSecrets/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err422];
}
else {
vErrors.push(err422);
}
errors++;
}
}
}
else {
const err423 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/imagePullSecrets",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/imagePullSecrets/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err423];
}
else {
vErrors.push(err423);
}
errors++;
}
}
if(data134.labels !== undefined){
let data151 = data134.labels;
if(data151 && typeof data151 == "object" && !Array.isArray(data151)){
if(Object.keys(data151).length > 32){
const err424 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/labels",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/labels/maxProperties",keyword:"maxProperties",params:{limit: 32}};
if(vErrors === null){
vErrors = [err424];
}
else {
vErrors.push(err424);
}
errors++;
}
for(const key39 in data151){
let data152 = data151[key39];
if(typeof data152 === "string"){
if(func3(data152) > 63){
const err425 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/labels/" + key39.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/labels/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err425];
}
else {
vErrors.push(err425);
}
errors++;
}
}
else {
const err426 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/labels/" + key39.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err426];
}
else {
vErrors.push(err426);
}
errors++;
}
}
}
else {
const err427 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/labels",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/labels/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err427];
}
else {
vErrors.push(err427);
}
errors++;
}
}
if(data134.annotations !== undefined){
let data153 = data134.annotations;
if(data153 && typeof data153 == "object" && !Array.isArray(data153)){
if(Object.keys(data153).length > 32){
const err428 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/annotations",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/annotations/maxProperties",keyword:"maxProperties",params:{limit: 32}};
if(vErrors === null){
vErrors = [err428];
}
else {
vErrors.push(err428);
}
errors++;
}
for(const key40 in data153){
let data154 = data153[key40];
if(typeof data154 === "string"){
if(func3(data154) > 4096){
const err429 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/annotations/" + key40.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/annotations/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 4096}};
if(vErrors === null){
vErrors = [err429];
}
else {
vErrors.push(err429);
}
errors++;
}
}
else {
const err430 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/annotations/" + key40.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/annotations/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err430];
}
else {
vErrors.push(err430);
}
errors++;
}
}
}
else {
const err431 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod/annotations",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/annotations/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err431];
}
else {
vErrors.push(err431);
}
errors++;
}
}
}
else {
const err432 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/pod",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err432];
}
else {
vErrors.push(err432);
}
errors++;
}
}
if(data105.reuse !== undefined){
let data155 = data105.reuse;
if(data155 && typeof data155 == "object" && !Array.isArray(data155)){
if(data155.policy === undefined){
data155.policy = "Auto";
}
for(const key41 in data155){
if(!((((key41 === "policy") || (key41 === "maxAge")) || (key41 === "version")) || (key41 === "ignore"))){
const err433 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/reuse",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/reuse/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key41}};
if(vErrors === null){
vErrors = [err433];
}
else {
vErrors.push(err433);
}
errors++;
}
}
let data156 = data155.policy;
if(typeof data156 !== "string"){
const err434 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/reuse/policy",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/reuse/properties/policy/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err434];
}
else {
vErrors.push(err434);
}
errors++;
}
if(!((data156 === "Auto") || (data156 === "Never"))){
const err435 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/reuse/policy",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/reuse/properties/policy/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.steps.items.properties.run.properties.reuse.properties.policy.enum}};
if(vErrors === null){
vErrors = [err435];
}
else {
vErrors.push(err435);
}
errors++;
}
if(data155.maxAge !== undefined){
let data157 = data155.maxAge;
if(typeof data157 === "string"){
if(func3(data157) > 32){
const err436 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/reuse/maxAge",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/reuse/properties/maxAge/maxLength",keyword:"maxLength",params:{limit: 32}};
if(vErrors === null){
vErrors = [err436];
}
else {
vErrors.push(err436);
}
errors++;
}
if(!pattern16.test(data157)){
const err437 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/reuse/maxAge",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/reuse/properties/maxAge/pattern",keyword:"pattern",params:{pattern: "^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$"}};
if(vErrors === null){
vErrors = [err437];
}
else {
vErrors.push(err437);
}
errors++;
}
}
else {
const err438 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/reuse/maxAge",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/reuse/properties/maxAge/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err438];
}
else {
vErrors.push(err438);
}
errors++;
}
}
if(data155.version !== undefined){
let data158 = data155.version;
if(typeof data158 === "string"){
if(func3(data158) > 128){
const err439 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/reuse/version",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/reuse/properties/version/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err439];
}
else {
vErrors.push(err439);
}
errors++;
}
if(func3(data158) < 1){
const err440 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/reuse/version",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/reuse/properties/version/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err440];
}
else {
vErrors.push(err440);
}
errors++;
}
}
else {
const err441 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/reuse/version",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/reuse/properties/version/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err441];
}
else {
vErrors.push(err441);
}
errors++;
}
}
if(data155.ignore !== undefined){
let data159 = data155.ignore;
if(Array.isArray(data159)){
if(data159.length > 32){
const err442 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/reuse/ignore",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/reuse/properties/ignore/maxItems",keyword:"maxItems",params:{limit: 32}};
if(vErrors === null){
vErrors = [err442];
}
else {
vErrors.push(err442);
}
errors++;
}
const len21 = data159.length;
for(let i21=0; i21<len21; i21++){
let data160 = data159[i21];
if(typeof data160 === "string"){
if(func3(data160) > 30){
const err443 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/reuse/ignore/" + i21,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/reuse/properties/ignore/items/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err443];
}
else {
vErrors.push(err443);
}
errors++;
}
if(func3(data160) < 1){
const err444 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/reuse/ignore/" + i21,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/reuse/properties/ignore/items/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err444];
}
else {
vErrors.push(err444);
}
errors++;
}
}
else {
const err445 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/reuse/ignore/" + i21,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/reuse/properties/ignore/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err445];
}
else {
vErrors.push(err445);
}
errors++;
}
}
}
else {
const err446 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/reuse/ignore",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/reuse/properties/ignore/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err446];
}
else {
vErrors.push(err446);
}
errors++;
}
}
}
else {
const err447 = {instancePath:instancePath+"/spec/steps/" + i8+"/run/reuse",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/reuse/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err447];
}
else {
vErrors.push(err447);
}
errors++;
}
}
}
else {
const err448 = {instancePath:instancePath+"/spec/steps/" + i8+"/run",schemaPath:"#/properties/spec/properties/steps/items/properties/run/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err448];
}
else {
vErrors.push(err448);
}
errors++;
}
}
if(data85.gate !== undefined){
let data161 = data85.gate;
if(Array.isArray(data161)){
if(data161.length > 20){
const err449 = {instancePath:instancePath+"/spec/steps/" + i8+"/gate",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/maxItems",keyword:"maxItems",params:{limit: 20}};
if(vErrors === null){
vErrors = [err449];
}
else {
vErrors.push(err449);
}
errors++;
}
if(data161.length < 1){
const err450 = {instancePath:instancePath+"/spec/steps/" + i8+"/gate",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err450];
}
else {
vErrors.push(err450);
}
errors++;
}
const len22 = data161.length;
for(let i22=0; i22<len22; i22++){
let data162 = data161[i22];
if(data162 && typeof data162 == "object" && !Array.isArray(data162)){
if(data162.metric === undefined){
const err451 = {instancePath:instancePath+"/spec/steps/" + i8+"/gate/" + i22,schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/required",keyword:"required",params:{missingProperty: "metric"}};
if(vErrors === null){
vErrors = [err451];
}
else {
vErrors.push(err451);
}
errors++;
}
for(const key42 in data162){
if(!((((key42 === "metric") || (key42 === "min")) || (key42 === "max")) || (key42 === "champion"))){
const err452 = {instancePath:instancePath+"/spec/steps/" + i8+"/gate/" + i22,schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key42}};
if(vErrors === null){
vErrors = [err452];
}
else {
vErrors.push(err452);
}
errors++;
}
}
if(data162.metric !== undefined){
let data163 = data162.metric;
if(typeof data163 === "string"){
if(func3(data163) > 512){
const err453 = {instancePath:instancePath+"/spec/steps/" + i8+"/gate/" + i22+"/metric",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/metric/maxLength",keyword:"maxLength",params:{limit: 512}};
if(vErrors === null){
vErrors = [err453];
}
else {
vErrors.push(err453);
}
errors++;
}
if(!pattern45.test(data163)){
const err454 = {instancePath:instancePath+"/spec/steps/" + i8+"/gate/" + i22+"/metric",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/metric/pattern",keyword:"pattern",params:{pattern: "^\\s*\\{\\{.+\\}\\}\\s*$"}};
if(vErrors === null){
vErrors = [err454];
}
else {
vErrors.push(err454);
}
errors++;
}
}
else {
const err455 = {instancePath:instancePath+"/spec/steps/" + i8+"/gate/" + i22+"/metric",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/metric/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err455];
}
else {
vErrors.push(err455);
}
errors++;
}
}
if(data162.min !== undefined){
let data164 = data162.min;
if(typeof data164 === "string"){
if(func3(data164) > 32){
const err456 = {instancePath:instancePath+"/spec/steps/" + i8+"/gate/" + i22+"/min",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/min/maxLength",keyword:"maxLength",params:{limit: 32}};
if(vErrors === null){
vErrors = [err456];
}
else {
vErrors.push(err456);
}
errors++;
}
if(!pattern46.test(data164)){
const err457 = {instancePath:instancePath+"/spec/steps/" + i8+"/gate/" + i22+"/min",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/min/pattern",keyword:"pattern",params:{pattern: "^-?[0-9]+(\\.[0-9]+)?$"}};
if(vErrors === null){
vErrors = [err457];
}
else {
vErrors.push(err457);
}
errors++;
}
}
else {
const err458 = {instancePath:instancePath+"/spec/steps/" + i8+"/gate/" + i22+"/min",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/min/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err458];
}
else {
vErrors.push(err458);
}
errors++;
}
}
if(data162.max !== undefined){
let data165 = data162.max;
if(typeof data165 === "string"){
if(func3(data165) > 32){
const err459 = {instancePath:instancePath+"/spec/steps/" + i8+"/gate/" + i22+"/max",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/max/maxLength",keyword:"maxLength",params:{limit: 32}};
if(vErrors === null){
vErrors = [err459];
}
else {
vErrors.push(err459);
}
errors++;
}
if(!pattern46.test(data165)){
const err460 = {instancePath:instancePath+"/spec/steps/" + i8+"/gate/" + i22+"/max",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/max/pattern",keyword:"pattern",params:{pattern: "^-?[0-9]+(\\.[0-9]+)?$"}};
if(vErrors === null){
vErrors = [err460];
}
else {
vErrors.push(err460);
}
errors++;
}
}
else {
const err461 = {instancePath:instancePath+"/spec/steps/" + i8+"/gate/" + i22+"/max",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/max/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err461];
}
else {
vErrors.push(err461);
}
errors++;
}
}
if(data162.champion !== undefined){
let data166 = data162.champion;
if(data166 && typeof data166 == "object" && !Array.isArray(data166)){
if(data166.better === undefined){
const err462 = {instancePath:instancePath+"/spec/steps/" + i8+"/gate/" + i22+"/champion",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/champion/required",keyword:"required",params:{missingProperty: "better"}};
if(vErrors === null){
vErrors = [err462];
}
else {
vErrors.push(err462);
}
errors++;
}
if(data166.stage === undefined){
const err463 = {instancePath:instancePath+"/spec/steps/" + i8+"/gate/" + i22+"/champion",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/champion/required",keyword:"required",params:{missingProperty: "stage"}};
if(vErrors === null){
vErrors = [err463];
}
else {
vErrors.push(err463);
}
errors++;
}
for(const key43 in data166){
if(!(((key43 === "better") || (key43 === "tolerance")) || (key43 === "stage"))){
const err464 = {instancePath:instancePath+"/spec/steps/" + i8+"/gate/" + i22+"/champion",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/champion/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key43}};
if(vErrors === null){
vErrors = [err464];
}
else {
vErrors.push(err464);
}
errors++;
}
}
if(data166.better !== undefined){
let data167 = data166.better;
if(typeof data167 !== "string"){
const err465 = {instancePath:instancePath+"/spec/steps/" + i8+"/gate/" + i22+"/champion/better",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/champion/properties/better/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err465];
}
else {
vErrors.push(err465);
}
errors++;
}
if(!((data167 === "Higher") || (data167 === "Lower"))){
const err466 = {instancePath:instancePath+"/spec/steps/" + i8+"/gate/" + i22+"/champion/better",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/champion/properties/better/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.steps.items.properties.gate.items.properties.champion.properties.better.enum}};
if(vErrors === null){
vErrors = [err466];
}
else {
vErrors.push(err466);
}
errors++;
}
}
if(data166.tolerance !== undefined){
let data168 = data166.tolerance;
if(typeof data168 === "string"){
if(func3(data168) > 32){
const err467 = {instancePath:instancePath+"/spec/steps/" + i8+"/gate/" + i22+"/champion/tolerance",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/champion/properties/tolerance/maxLength",keyword:"maxLength",params:{limit: 32}};
if(vErrors === null){
vErrors = [err467];
}
else {
vErrors.push(err467);
}
errors++;
}
if(!pattern48.test(data168)){
const err468 = {instancePath:instancePath+"/spec/steps/" + i8+"/gate/" + i22+"/champion/tolerance",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/champion/properties/tolerance/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?%?$"}};
if(vErrors === null){
vErrors = [err468];
}
else {
vErrors.push(err468);
}
errors++;
}
}
else {
const err469 = {instancePath:instancePath+"/spec/steps/" + i8+"/gate/" + i22+"/champion/tolerance",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/champion/properties/tolerance/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err469];
}
else {
vErrors.push(err469);
}
errors++;
}
}
if(data166.stage !== undefined){
let data169 = data166.stage;
if(typeof data169 === "string"){
if(func3(data169) > 30){
const err470 = {instancePath:instancePath+"/spec/steps/" + i8+"/gate/" + i22+"/champion/stage",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/champion/properties/stage/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err470];
}
else {
vErrors.push(err470);
}
errors++;
}
if(func3(data169) < 1){
const err471 = {instancePath:instancePath+"/spec/steps/" + i8+"/gate/" + i22+"/champion/stage",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/champion/properties/stage/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err471];
}
else {
vErrors.push(err471);
}
errors++;
}
}
else {
const err472 = {instancePath:instancePath+"/spec/steps/" + i8+"/gate/" + i22+"/champion/stage",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/champion/properties/stage/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err472];
}
else {
vErrors.push(err472);
}
errors++;
}
}
}
else {
const err473 = {instancePath:instancePath+"/spec/steps/" + i8+"/gate/" + i22+"/champion",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/champion/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err473];
}
else {
vErrors.push(err473);
}
errors++;
}
}
}
else {
const err474 = {instancePath:instancePath+"/spec/steps/" + i8+"/gate/" + i22,schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err474];
}
else {
vErrors.push(err474);
}
errors++;
}
}
}
else {
const err475 = {instancePath:instancePath+"/spec/steps/" + i8+"/gate",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err475];
}
else {
vErrors.push(err475);
}
errors++;
}
}
if(data85.deploy !== undefined){
let data170 = data85.deploy;
if(data170 && typeof data170 == "object" && !Array.isArray(data170)){
if(data170.model === undefined){
const err476 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/required",keyword:"required",params:{missingProperty: "model"}};
if(vErrors === null){
vErrors = [err476];
}
else {
vErrors.push(err476);
}
errors++;
}
if(data170.deployment === undefined){
const err477 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/required",keyword:"required",params:{missingProperty: "deployment"}};
if(vErrors === null){
vErrors = [err477];
}
else {
vErrors.push(err477);
}
errors++;
}
for(const key44 in data170){
if(!((key44 === "model") || (key44 === "deployment"))){
const err478 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key44}};
if(vErrors === null){
vErrors = [err478];
}
else {
vErrors.push(err478);
}
errors++;
}
}
if(data170.model !== undefined){
let data171 = data170.model;
if(typeof data171 === "string"){
if(func3(data171) > 61){
const err479 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/model",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/model/maxLength",keyword:"maxLength",params:{limit: 61}};
if(vErrors === null){
vErrors = [err479];
}
else {
vErrors.push(err479);
}
errors++;
}
if(!pattern31.test(data171)){
const err480 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/model",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/model/pattern",keyword:"pattern",params:{pattern: "^[a-z]([-a-z0-9]*[a-z0-9])?\\.[a-z]([-a-z0-9]*[a-z0-9])?$"}};
if(vErrors === null){
vErrors = [err480];
}
else {
vErrors.push(err480);
}
errors++;
}
}
else {
const err481 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/model",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/model/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err481];
}
else {
vErrors.push(err481);
}
errors++;
}
}
if(data170.deployment !== undefined){
let data172 = data170.deployment;
if(data172 && typeof data172 == "object" && !Array.isArray(data172)){
if(data172.readiness === undefined){
data172.readiness = {};
}
if(data172.command === undefined){
const err482 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/required",keyword:"required",params:{missingProperty: "command"}};
if(vErrors === null){
vErrors = [err482];
}
else {
vErrors.push(err482);
}
errors++;
}
if(data172.port === undefined){
const err483 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/required",keyword:"required",params:{missingProperty: "port"}};
if(vErrors === null){
vErrors = [err483];
}
else {
vErrors.push(err483);
}
errors++;
}
for(const key45 in data172){
if(!(func2.call(schema11.properties.spec.properties.steps.items.properties.deploy.properties.deployment.properties, key45))){
const err484 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key45}};
if(vErrors === null){
vErrors = [err484];
}
else {
vErrors.push(err484);
}
errors++;
}
}
if(data172.environment !== undefined){
let data173 = data172.environment;
if(typeof data173 === "string"){
if(func3(data173) > 30){
const err485 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/environment",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/environment/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err485];
}
else {
vErrors.push(err485);
}
errors++;
}
if(func3(data173) < 1){
const err486 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/environment",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/environment/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err486];
}
else {
vErrors.push(err486);
}
errors++;
}
}
else {
const err487 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/environment",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/environment/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err487];
}
else {
vErrors.push(err487);
}
errors++;
}
}
if(data172.image !== undefined){
let data174 = data172.image;
if(typeof data174 === "string"){
if(func3(data174) > 1024){
const err488 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/image",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/image/maxLength",keyword:"maxLength",params:{limit: 1024}};
if(vErrors === null){
vErrors = [err488];
}
else {
vErrors.push(err488);
}
errors++;
}
if(func3(data174) < 1){
const err489 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/image",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/image/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err489];
}
else {
vErrors.push(err489);
}
errors++;
}
if(!pattern18.test(data174)){
const err490 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/image",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/image/pattern",keyword:"pattern",params:{pattern: "^\\S+$"}};
if(vErrors === null){
vErrors = [err490];
}
else {
vErrors.push(err490);
}
errors++;
}
}
else {
const err491 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/image",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/image/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err491];
}
else {
vErrors.push(err491);
}
errors++;
}
}
if(data172.command !== undefined){
let data175 = data172.command;
if(Array.isArray(data175)){
if(data175.length > 64){
const err492 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/command",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/command/maxItems",keyword:"maxItems",params:{limit: 64}};
if(vErrors === null){
vErrors = [err492];
}
else {
vErrors.push(err492);
}
errors++;
}
if(data175.length < 1){
const err493 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/command",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/command/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err493];
}
else {
vErrors.push(err493);
}
errors++;
}
const len23 = data175.length;
for(let i23=0; i23<len23; i23++){
let data176 = data175[i23];
if(typeof data176 === "string"){
if(func3(data176) > 8192){
const err494 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/command/" + i23,schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/command/items/maxLength",keyword:"maxLength",params:{limit: 8192}};
if(vErrors === null){
vErrors = [err494];
}
else {
vErrors.push(err494);
}
errors++;
}
}
else {
const err495 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/command/" + i23,schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/command/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err495];
}
else {
vErrors.push(err495);
}
errors++;
}
}
}
else {
const err496 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/command",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/command/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err496];
}
else {
vErrors.push(err496);
}
errors++;
}
}
if(data172.args !== undefined){
let data177 = data172.args;
if(Array.isArray(data177)){
if(data177.length > 256){
const err497 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/args",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/args/maxItems",keyword:"maxItems",params:{limit: 256}};
if(vErrors === null){
vErrors = [err497];
}
else {
vErrors.push(err497);
}
errors++;
}
const len24 = data177.length;
for(let i24=0; i24<len24; i24++){
let data178 = data177[i24];
if(typeof data178 === "string"){
if(func3(data178) > 8192){
const err498 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/args/" + i24,schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/args/items/maxLength",keyword:"maxLength",params:{limit: 8192}};
if(vErrors === null){
vErrors = [err498];
}
else {
vErrors.push(err498);
}
errors++;
}
}
else {
const err499 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/args/" + i24,schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/args/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err499];
}
else {
vErrors.push(err499);
}
errors++;
}
}
}
else {
const err500 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/args",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/args/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err500];
}
else {
vErrors.push(err500);
}
errors++;
}
}
if(data172.workingDir !== undefined){
let data179 = data172.workingDir;
if(typeof data179 === "string"){
if(func3(data179) > 1024){
const err501 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/workingDir",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/workingDir/maxLength",keyword:"maxLength",params:{limit: 1024}};
if(vErrors === null){
vErrors = [err501];
}
else {
vErrors.push(err501);
}
errors++;
}
if(func3(data179) < 1){
const err502 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/workingDir",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/workingDir/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err502];
}
else {
vErrors.push(err502);
}
errors++;
}
}
else {
const err503 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/workingDir",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/workingDir/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err503];
}
else {
vErrors.push(err503);
}
errors++;
}
}
if(data172.env !== undefined){
let data180 = data172.env;
if(Array.isArray(data180)){
if(data180.length > 100){
const err504 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/env",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/maxItems",keyword:"maxItems",params:{limit: 100}};
if(vErrors === null){
vErrors = [err504];
}
else {
vErrors.push(err504);
}
errors++;
}
const len25 = data180.length;
for(let i25=0; i25<len25; i25++){
let data181 = data180[i25];
if(data181 && typeof data181 == "object" && !Array.isArray(data181)){
if(data181.name === undefined){
const err505 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/env/" + i25,schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err505];
}
else {
vErrors.push(err505);
}
errors++;
}
for(const key46 in data181){
if(!(((key46 === "name") || (key46 === "value")) || (key46 === "valueFrom"))){
const err506 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/env/" + i25,schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key46}};
if(vErrors === null){
vErrors = [err506];
}
else {
vErrors.push(err506);
}
errors++;
}
}
if(data181.name !== undefined){
let data182 = data181.name;
if(typeof data182 === "string"){
if(func3(data182) > 128){
const err507 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/env/" + i25+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err507];
}
else {
vErrors.push(err507);
}
errors++;
}
if(func3(data182) < 1){
const err508 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/env/" + i25+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err508];
}
else {
vErrors.push(err508);
}
errors++;
}
if(!pattern35.test(data182)){
const err509 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/env/" + i25+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]*$"}};
if(vErrors === null){
vErrors = [err509];
}
else {
vErrors.push(err509);
}
errors++;
}
}
else {
const err510 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/env/" + i25+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err510];
}
else {
vErrors.push(err510);
}
errors++;
}
}
if(data181.value !== undefined){
let data183 = data181.value;
if(typeof data183 === "string"){
if(func3(data183) > 8192){
const err511 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/env/" + i25+"/value",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/value/maxLength",keyword:"maxLength",params:{limit: 8192}};
if(vErrors === null){
vErrors = [err511];
}
else {
vErrors.push(err511);
}
errors++;
}
}
else {
const err512 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/env/" + i25+"/value",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/value/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err512];
}
else {
vErrors.push(err512);
}
errors++;
}
}
if(data181.valueFrom !== undefined){
let data184 = data181.valueFrom;
if(data184 && typeof data184 == "object" && !Array.isArray(data184)){
if(data184.secretKeyRef === undefined){
const err513 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/env/" + i25+"/valueFrom",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/valueFrom/required",keyword:"required",params:{missingProperty: "secretKeyRef"}};
if(vErrors === null){
vErrors = [err513];
}
else {
vErrors.push(err513);
}
errors++;
}
for(const key47 in data184){
if(!(key47 === "secretKeyRef")){
const err514 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/env/" + i25+"/valueFrom",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/valueFrom/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key47}};
if(vErrors === null){
vErrors = [err514];
}
else {
vErrors.push(err514);
}
errors++;
}
}
if(data184.secretKeyRef !== undefined){
let data185 = data184.secretKeyRef;
if(data185 && typeof data185 == "object" && !Array.isArray(data185)){
if(data185.name === undefined){
const err515 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/env/" + i25+"/valueFrom/secretKeyRef",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/valueFrom/properties/secretKeyRef/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err515];
}
else {
vErrors.push(err515);
}
errors++;
}
if(data185.key === undefined){
const err516 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/env/" + i25+"/valueFrom/secretKeyRef",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/valueFrom/properties/secretKeyRef/required",keyword:"required",params:{missingProperty: "key"}};
if(vErrors === null){
vErrors = [err516];
}
else {
vErrors.push(err516);
}
errors++;
}
for(const key48 in data185){
if(!((key48 === "name") || (key48 === "key"))){
const err517 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/env/" + i25+"/valueFrom/secretKeyRef",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/valueFrom/properties/secretKeyRef/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key48}};
if(vErrors === null){
vErrors = [err517];
}
else {
vErrors.push(err517);
}
errors++;
}
}
if(data185.name !== undefined){
let data186 = data185.name;
if(typeof data186 === "string"){
if(func3(data186) > 253){
const err518 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/env/" + i25+"/valueFrom/secretKeyRef/name",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/name/maxLength",keyword:"maxLength",params:{limit: 253}};
if(vErrors === null){
vErrors = [err518];
}
else {
vErrors.push(err518);
}
errors++;
}
if(func3(data186) < 1){
const err519 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/env/" + i25+"/valueFrom/secretKeyRef/name",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err519];
}
else {
vErrors.push(err519);
}
errors++;
}
if(!pattern7.test(data186)){
const err520 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/env/" + i25+"/valueFrom/secretKeyRef/name",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$"}};
if(vErrors === null){
vErrors = [err520];
}
else {
vErrors.push(err520);
}
errors++;
}
}
else {
const err521 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/env/" + i25+"/valueFrom/secretKeyRef/name",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err521];
}
else {
vErrors.push(err521);
}
errors++;
}
}
if(data185.key !== undefined){
let data187 = data185.key;
if(typeof data187 === "string"){
if(func3(data187) > 253){
const err522 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/env/" + i25+"/valueFrom/secretKeyRef/key",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/key/maxLength",keyword:"maxLength",params:{limit: 253}};
if(vErrors === null){
vErrors = [err522];
}
else {
vErrors.push(err522);
}
errors++;
}
if(func3(data187) < 1){
const err523 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/env/" + i25+"/valueFrom/secretKeyRef/key",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/key/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err523];
}
else {
vErrors.push(err523);
}
errors++;
}
if(!pattern37.test(data187)){
const err524 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/env/" + i25+"/valueFrom/secretKeyRef/key",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/key/pattern",keyword:"pattern",params:{pattern: "^[-._a-zA-Z0-9]+$"}};
if(vErrors === null){
vErrors = [err524];
}
else {
vErrors.push(err524);
}
errors++;
}
}
else {
const err525 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/env/" + i25+"/valueFrom/secretKeyRef/key",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/key/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err525];
}
else {
vErrors.push(err525);
}
errors++;
}
}
}
else {
const err526 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/env/" + i25+"/valueFrom/secretKeyRef",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/valueFrom/properties/secretKeyRef/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err526];
}
else {
vErrors.push(err526);
}
errors++;
}
}
}
else {
const err527 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/env/" + i25+"/valueFrom",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/valueFrom/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err527];
}
else {
vErrors.push(err527);
}
errors++;
}
}
}
else {
const err528 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/env/" + i25,schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err528];
}
else {
vErrors.push(err528);
}
errors++;
}
}
}
else {
const err529 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/env",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err529];
}
else {
vErrors.push(err529);
}
errors++;
}
}
if(data172.resources !== undefined){
let data188 = data172.resources;
if(data188 && typeof data188 == "object" && !Array.isArray(data188)){
for(const key49 in data188){
if(!((key49 === "requests") || (key49 === "limits"))){
const err530 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/resources",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/resources/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key49}};
if(vErrors === null){
vErrors = [err530];
}
else {
vErrors.push(err530);
}
errors++;
}
}
if(data188.requests !== undefined){
let data189 = data188.requests;
if(data189 && typeof data189 == "object" && !Array.isArray(data189)){
if(Object.keys(data189).length > 20){
const err531 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/resources/requests",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/resources/properties/requests/maxProperties",keyword:"maxProperties",params:{limit: 20}};
if(vErrors === null){
vErrors = [err531];
}
else {
vErrors.push(err531);
}
errors++;
}
for(const key50 in data189){
let data190 = data189[key50];
if(typeof data190 === "string"){
if(func3(data190) > 32){
const err532 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/resources/requests/" + key50.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/resources/properties/requests/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 32}};
if(vErrors === null){
vErrors = [err532];
}
else {
vErrors.push(err532);
}
errors++;
}
if(!pattern39.test(data190)){
const err533 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/resources/requests/" + key50.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/resources/properties/requests/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?([eE][0-9]+|m|k|[KMGTPE]i?)?$"}};
if(vErrors === null){
vErrors = [err533];
}
else {
vErrors.push(err533);
}
errors++;
}
}
else {
const err534 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/resources/requests/" + key50.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/resources/properties/requests/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err534];
}
else {
vErrors.push(err534);
}
errors++;
}
}
}
else {
const err535 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/resources/requests",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/resources/properties/requests/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err535];
}
else {
vErrors.push(err535);
}
errors++;
}
}
if(data188.limits !== undefined){
let data191 = data188.limits;
if(data191 && typeof data191 == "object" && !Array.isArray(data191)){
if(Object.keys(data191).length > 20){
const err536 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/resources/limits",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/resources/properties/limits/maxProperties",keyword:"maxProperties",params:{limit: 20}};
if(vErrors === null){
vErrors = [err536];
}
else {
vErrors.push(err536);
}
errors++;
}
for(const key51 in data191){
let data192 = data191[key51];
if(typeof data192 === "string"){
if(func3(data192) > 32){
const err537 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/resources/limits/" + key51.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/resources/properties/limits/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 32}};
if(vErrors === null){
vErrors = [err537];
}
else {
vErrors.push(err537);
}
errors++;
}
if(!pattern39.test(data192)){
const err538 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/resources/limits/" + key51.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/resources/properties/limits/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?([eE][0-9]+|m|k|[KMGTPE]i?)?$"}};
if(vErrors === null){
vErrors = [err538];
}
else {
vErrors.push(err538);
}
errors++;
}
}
else {
const err539 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/resources/limits/" + key51.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/resources/properties/limits/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err539];
}
else {
vErrors.push(err539);
}
errors++;
}
}
}
else {
const err540 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/resources/limits",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/resources/properties/limits/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err540];
}
else {
vErrors.push(err540);
}
errors++;
}
}
}
else {
const err541 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/resources",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/resources/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err541];
}
else {
vErrors.push(err541);
}
errors++;
}
}
if(data172.pod !== undefined){
let data193 = data172.pod;
if(data193 && typeof data193 == "object" && !Array.isArray(data193)){
for(const key52 in data193){
if(!(func2.call(schema11.properties.spec.properties.steps.items.properties.deploy.properties.deployment.properties.pod.properties, key52))){
const err542 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key52}};
if(vErrors === null){
vErrors = [err542];
}
else {
vErrors.push(err542);
}
errors++;
}
}
if(data193.nodeSelector !== undefined){
let data194 = data193.nodeSelector;
if(data194 && typeof data194 == "object" && !Array.isArray(data194)){
if(Object.keys(data194).length > 32){
const err543 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/nodeSelector",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/nodeSelector/maxProperties",keyword:"maxProperties",params:{limit: 32}};
if(vErrors === null){
vErrors = [err543];
}
else {
vErrors.push(err543);
}
errors++;
}
for(const key53 in data194){
let data195 = data194[key53];
if(typeof data195 === "string"){
if(func3(data195) > 63){
const err544 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/nodeSelector/" + key53.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/nodeSelector/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err544];
}
else {
vErrors.push(err544);
}
errors++;
}
}
else {
const err545 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/nodeSelector/" + key53.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/nodeSelector/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err545];
}
else {
vErrors.push(err545);
}
errors++;
}
}
}
else {
const err546 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/nodeSelector",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/nodeSelector/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err546];
}
else {
vErrors.push(err546);
}
errors++;
}
}
if(data193.tolerations !== undefined){
let data196 = data193.tolerations;
if(Array.isArray(data196)){
if(data196.length > 32){
const err547 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/tolerations",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/tolerations/maxItems",keyword:"maxItems",params:{limit: 32}};
if(vErrors === null){
vErrors = [err547];
}
else {
vErrors.push(err547);
}
errors++;
}
const len26 = data196.length;
for(let i26=0; i26<len26; i26++){
let data197 = data196[i26];
if(!(data197 && typeof data197 == "object" && !Array.isArray(data197))){
const err548 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/tolerations/" + i26,schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/tolerations/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err548];
}
else {
vErrors.push(err548);
}
errors++;
}
}
}
else {
const err549 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/tolerations",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/tolerations/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err549];
}
else {
vErrors.push(err549);
}
errors++;
}
}
if(data193.affinity !== undefined){
let data198 = data193.affinity;
if(!(data198 && typeof data198 == "object" && !Array.isArray(data198))){
const err550 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/affinity",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/affinity/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err550];
}
else {
vErrors.push(err550);
}
errors++;
}
}
if(data193.volumes !== undefined){
let data199 = data193.volumes;
if(Array.isArray(data199)){
if(data199.length > 32){
const err551 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/volumes",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumes/maxItems",keyword:"maxItems",params:{limit: 32}};
if(vErrors === null){
vErrors = [err551];
}
else {
vErrors.push(err551);
}
errors++;
}
const len27 = data199.length;
for(let i27=0; i27<len27; i27++){
let data200 = data199[i27];
if(data200 && typeof data200 == "object" && !Array.isArray(data200)){
if(data200.name === undefined){
const err552 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/volumes/" + i27,schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumes/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err552];
}
else {
vErrors.push(err552);
}
errors++;
}
if(data200.name !== undefined){
let data201 = data200.name;
if(typeof data201 === "string"){
if(func3(data201) > 63){
const err553 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/volumes/" + i27+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumes/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err553];
}
else {
vErrors.push(err553);
}
errors++;
}
if(func3(data201) < 1){
const err554 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/volumes/" + i27+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumes/items/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err554];
}
else {
vErrors.push(err554);
}
errors++;
}
if(!pattern1.test(data201)){
const err555 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/volumes/" + i27+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumes/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$"}};
if(vErrors === null){
vErrors = [err555];
}
else {
vErrors.push(err555);
}
errors++;
}
}
else {
const err556 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/volumes/" + i27+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumes/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err556];
}
else {
vErrors.push(err556);
}
errors++;
}
}
}
else {
const err557 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/volumes/" + i27,schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumes/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err557];
}
else {
vErrors.push(err557);
}
errors++;
}
}
}
else {
const err558 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/volumes",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumes/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err558];
}
else {
vErrors.push(err558);
}
errors++;
}
}
if(data193.volumeMounts !== undefined){
let data202 = data193.volumeMounts;
if(Array.isArray(data202)){
if(data202.length > 32){
const err559 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/volumeMounts",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumeMounts/maxItems",keyword:"maxItems",params:{limit: 32}};
if(vErrors === null){
vErrors = [err559];
}
else {
vErrors.push(err559);
}
errors++;
}
const len28 = data202.length;
for(let i28=0; i28<len28; i28++){
let data203 = data202[i28];
if(data203 && typeof data203 == "object" && !Array.isArray(data203)){
if(data203.name === undefined){
const err560 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/volumeMounts/" + i28,schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumeMounts/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err560];
}
else {
vErrors.push(err560);
}
errors++;
}
if(data203.mountPath === undefined){
const err561 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/volumeMounts/" + i28,schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumeMounts/items/required",keyword:"required",params:{missingProperty: "mountPath"}};
if(vErrors === null){
vErrors = [err561];
}
else {
vErrors.push(err561);
}
errors++;
}
if(data203.name !== undefined){
let data204 = data203.name;
if(typeof data204 === "string"){
if(func3(data204) > 63){
const err562 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/volumeMounts/" + i28+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumeMounts/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err562];
}
else {
vErrors.push(err562);
}
errors++;
}
if(func3(data204) < 1){
const err563 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/volumeMounts/" + i28+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumeMounts/items/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err563];
}
else {
vErrors.push(err563);
}
errors++;
}
}
else {
const err564 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/volumeMounts/" + i28+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumeMounts/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err564];
}
else {
vErrors.push(err564);
}
errors++;
}
}
if(data203.mountPath !== undefined){
let data205 = data203.mountPath;
if(typeof data205 === "string"){
if(func3(data205) > 1024){
const err565 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/volumeMounts/" + i28+"/mountPath",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumeMounts/items/properties/mountPath/maxLength",keyword:"maxLength",params:{limit: 1024}};
if(vErrors === null){
vErrors = [err565];
}
else {
vErrors.push(err565);
}
errors++;
}
if(func3(data205) < 1){
const err566 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/volumeMounts/" + i28+"/mountPath",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumeMounts/items/properties/mountPath/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err566];
}
else {
vErrors.push(err566);
}
errors++;
}
}
else {
const err567 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/volumeMounts/" + i28+"/mountPath",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumeMounts/items/properties/mountPath/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err567];
}
else {
vErrors.push(err567);
}
errors++;
}
}
}
else {
const err568 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/volumeMounts/" + i28,schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumeMounts/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err568];
}
else {
vErrors.push(err568);
}
errors++;
}
}
}
else {
const err569 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/volumeMounts",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumeMounts/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err569];
}
else {
vErrors.push(err569);
}
errors++;
}
}
if(data193.priorityClassName !== undefined){
let data206 = data193.priorityClassName;
if(typeof data206 === "string"){
if(func3(data206) > 253){
const err570 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/priorityClassName",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/priorityClassName/maxLength",keyword:"maxLength",params:{limit: 253}};
if(vErrors === null){
vErrors = [err570];
}
else {
vErrors.push(err570);
}
errors++;
}
if(func3(data206) < 1){
const err571 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/priorityClassName",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/priorityClassName/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err571];
}
else {
vErrors.push(err571);
}
errors++;
}
}
else {
const err572 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/priorityClassName",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/priorityClassName/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err572];
}
else {
vErrors.push(err572);
}
errors++;
}
}
if(data193.imagePullSecrets !== undefined){
let data207 = data193.imagePullSecrets;
if(Array.isArray(data207)){
if(data207.length > 16){
const err573 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/imagePullSecrets",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/imagePullSecrets/maxItems",keyword:"maxItems",params:{limit: 16}};
if(vErrors === null){
vErrors = [err573];
}
else {
vErrors.push(err573);
}
errors++;
}
const len29 = data207.length;
for(let i29=0; i29<len29; i29++){
let data208 = data207[i29];
if(data208 && typeof data208 == "object" && !Array.isArray(data208)){
if(data208.name === undefined){
const err574 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/imagePullSecrets/" + i29,schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/imagePullSecrets/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err574];
}
else {
vErrors.push(err574);
}
errors++;
}
for(const key54 in data208){
if(!(key54 === "name")){
const err575 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/imagePullSecrets/" + i29,schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/imagePullSecrets/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key54}};
if(vErrors === null){
vErrors = [err575];
}
else {
vErrors.push(err575);
}
errors++;
}
}
if(data208.name !== undefined){
let data209 = data208.name;
if(typeof data209 === "string"){
if(func3(data209) > 253){
const err576 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/imagePullSecrets/" + i29+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/imagePullSecrets/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 253}};
if(vErrors === null){
vErrors = [err576];
}
else {
vErrors.push(err576);
}
errors++;
}
if(func3(data209) < 1){
const err577 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/imagePullSecrets/" + i29+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/imagePullSecrets/items/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err577];
}
else {
vErrors.push(err577);
}
errors++;
}
}
else {
const err578 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/imagePullSecrets/" + i29+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/imagePullSecrets/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err578];
}
else {
vErrors.push(err578);
}
errors++;
}
}
}
else {
const err579 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/imagePullSecrets/" + i29,schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/imagePullSecrets/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err579];
}
else {
vErrors.push(err579);
}
errors++;
}
}
}
else {
const err580 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/imagePullSecrets",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/imagePullSecrets/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err580];
}
else {
vErrors.push(err580);
}
errors++;
}
}
if(data193.labels !== undefined){
let data210 = data193.labels;
if(data210 && typeof data210 == "object" && !Array.isArray(data210)){
if(Object.keys(data210).length > 32){
const err581 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/labels",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/labels/maxProperties",keyword:"maxProperties",params:{limit: 32}};
if(vErrors === null){
vErrors = [err581];
}
else {
vErrors.push(err581);
}
errors++;
}
for(const key55 in data210){
let data211 = data210[key55];
if(typeof data211 === "string"){
if(func3(data211) > 63){
const err582 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/labels/" + key55.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/labels/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err582];
}
else {
vErrors.push(err582);
}
errors++;
}
}
else {
const err583 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/labels/" + key55.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err583];
}
else {
vErrors.push(err583);
}
errors++;
}
}
}
else {
const err584 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/labels",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/labels/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err584];
}
else {
vErrors.push(err584);
}
errors++;
}
}
if(data193.annotations !== undefined){
let data212 = data193.annotations;
if(data212 && typeof data212 == "object" && !Array.isArray(data212)){
if(Object.keys(data212).length > 32){
const err585 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/annotations",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/annotations/maxProperties",keyword:"maxProperties",params:{limit: 32}};
if(vErrors === null){
vErrors = [err585];
}
else {
vErrors.push(err585);
}
errors++;
}
for(const key56 in data212){
let data213 = data212[key56];
if(typeof data213 === "string"){
if(func3(data213) > 4096){
const err586 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/annotations/" + key56.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/annotations/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 4096}};
if(vErrors === null){
vErrors = [err586];
}
else {
vErrors.push(err586);
}
errors++;
}
}
else {
const err587 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/annotations/" + key56.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/annotations/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err587];
}
else {
vErrors.push(err587);
}
errors++;
}
}
}
else {
const err588 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod/annotations",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/annotations/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err588];
}
else {
vErrors.push(err588);
}
errors++;
}
}
}
else {
const err589 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/pod",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err589];
}
else {
vErrors.push(err589);
}
errors++;
}
}
if(data172.port !== undefined){
let data214 = data172.port;
if(!(((typeof data214 == "number") && (!(data214 % 1) && !isNaN(data214))) && (isFinite(data214)))){
const err590 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/port",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/port/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err590];
}
else {
vErrors.push(err590);
}
errors++;
}
if((typeof data214 == "number") && (isFinite(data214))){
if(data214 > 65535 || isNaN(data214)){
const err591 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/port",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/port/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535}};
if(vErrors === null){
vErrors = [err591];
}
else {
vErrors.push(err591);
}
errors++;
}
if(data214 < 1 || isNaN(data214)){
const err592 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/port",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/port/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err592];
}
else {
vErrors.push(err592);
}
errors++;
}
}
}
let data215 = data172.readiness;
if(data215 && typeof data215 == "object" && !Array.isArray(data215)){
if(data215.path === undefined){
data215.path = "/";
}
if(data215.timeout === undefined){
data215.timeout = "2m";
}
for(const key57 in data215){
if(!((key57 === "path") || (key57 === "timeout"))){
const err593 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/readiness",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/readiness/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key57}};
if(vErrors === null){
vErrors = [err593];
}
else {
vErrors.push(err593);
}
errors++;
}
}
let data216 = data215.path;
if(typeof data216 === "string"){
if(func3(data216) > 1024){
const err594 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/readiness/path",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/readiness/properties/path/maxLength",keyword:"maxLength",params:{limit: 1024}};
if(vErrors === null){
vErrors = [err594];
}
else {
vErrors.push(err594);
}
errors++;
}
if(!pattern57.test(data216)){
const err595 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/readiness/path",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/readiness/properties/path/pattern",keyword:"pattern",params:{pattern: "^/\\S*$"}};
if(vErrors === null){
vErrors = [err595];
}
else {
vErrors.push(err595);
}
errors++;
}
}
else {
const err596 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/readiness/path",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/readiness/properties/path/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err596];
}
else {
vErrors.push(err596);
}
errors++;
}
let data217 = data215.timeout;
if(typeof data217 === "string"){
if(func3(data217) > 32){
const err597 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/readiness/timeout",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/readiness/properties/timeout/maxLength",keyword:"maxLength",params:{limit: 32}};
if(vErrors === null){
vErrors = [err597];
}
else {
vErrors.push(err597);
}
errors++;
}
if(!pattern16.test(data217)){
const err598 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/readiness/timeout",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/readiness/properties/timeout/pattern",keyword:"pattern",params:{pattern: "^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$"}};
if(vErrors === null){
vErrors = [err598];
}
else {
vErrors.push(err598);
}
errors++;
}
}
else {
const err599 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/readiness/timeout",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/readiness/properties/timeout/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err599];
}
else {
vErrors.push(err599);
}
errors++;
}
}
else {
const err600 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment/readiness",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/readiness/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err600];
}
else {
vErrors.push(err600);
}
errors++;
}
}
else {
const err601 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy/deployment",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err601];
}
else {
vErrors.push(err601);
}
errors++;
}
}
}
else {
const err602 = {instancePath:instancePath+"/spec/steps/" + i8+"/deploy",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err602];
}
else {
vErrors.push(err602);
}
errors++;
}
}
}
else {
const err603 = {instancePath:instancePath+"/spec/steps/" + i8,schemaPath:"#/properties/spec/properties/steps/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err603];
}
else {
vErrors.push(err603);
}
errors++;
}
}
}
else {
const err604 = {instancePath:instancePath+"/spec/steps",schemaPath:"#/properties/spec/properties/steps/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err604];
}
else {
vErrors.push(err604);
}
errors++;
}
}
let data218 = data21.concurrency;
if(data218 && typeof data218 == "object" && !Array.isArray(data218)){
if(data218.policy === undefined){
data218.policy = "Adopt";
}
for(const key58 in data218){
if(!(key58 === "policy")){
const err605 = {instancePath:instancePath+"/spec/concurrency",schemaPath:"#/properties/spec/properties/concurrency/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key58}};
if(vErrors === null){
vErrors = [err605];
}
else {
vErrors.push(err605);
}
errors++;
}
}
let data219 = data218.policy;
if(typeof data219 !== "string"){
const err606 = {instancePath:instancePath+"/spec/concurrency/policy",schemaPath:"#/properties/spec/properties/concurrency/properties/policy/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err606];
}
else {
vErrors.push(err606);
}
errors++;
}
if(!(data219 === "Adopt")){
const err607 = {instancePath:instancePath+"/spec/concurrency/policy",schemaPath:"#/properties/spec/properties/concurrency/properties/policy/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.concurrency.properties.policy.enum}};
if(vErrors === null){
vErrors = [err607];
}
else {
vErrors.push(err607);
}
errors++;
}
}
else {
const err608 = {instancePath:instancePath+"/spec/concurrency",schemaPath:"#/properties/spec/properties/concurrency/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err608];
}
else {
vErrors.push(err608);
}
errors++;
}
let data220 = data21.history;
if(data220 && typeof data220 == "object" && !Array.isArray(data220)){
if(data220.successful === undefined){
data220.successful = 10;
}
if(data220.failed === undefined){
data220.failed = 5;
}
if(data220.models === undefined){
data220.models = 50;
}
for(const key59 in data220){
if(!(((key59 === "successful") || (key59 === "failed")) || (key59 === "models"))){
const err609 = {instancePath:instancePath+"/spec/history",schemaPath:"#/properties/spec/properties/history/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key59}};
if(vErrors === null){
vErrors = [err609];
}
else {
vErrors.push(err609);
}
errors++;
}
}
let data221 = data220.successful;
if(!(((typeof data221 == "number") && (!(data221 % 1) && !isNaN(data221))) && (isFinite(data221)))){
const err610 = {instancePath:instancePath+"/spec/history/successful",schemaPath:"#/properties/spec/properties/history/properties/successful/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err610];
}
else {
vErrors.push(err610);
}
errors++;
}
if((typeof data221 == "number") && (isFinite(data221))){
if(data221 > 1000 || isNaN(data221)){
const err611 = {instancePath:instancePath+"/spec/history/successful",schemaPath:"#/properties/spec/properties/history/properties/successful/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000}};
if(vErrors === null){
vErrors = [err611];
}
else {
vErrors.push(err611);
}
errors++;
}
if(data221 < 1 || isNaN(data221)){
const err612 = {instancePath:instancePath+"/spec/history/successful",schemaPath:"#/properties/spec/properties/history/properties/successful/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err612];
}
else {
vErrors.push(err612);
}
errors++;
}
}
let data222 = data220.failed;
if(!(((typeof data222 == "number") && (!(data222 % 1) && !isNaN(data222))) && (isFinite(data222)))){
const err613 = {instancePath:instancePath+"/spec/history/failed",schemaPath:"#/properties/spec/properties/history/properties/failed/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err613];
}
else {
vErrors.push(err613);
}
errors++;
}
if((typeof data222 == "number") && (isFinite(data222))){
if(data222 > 1000 || isNaN(data222)){
const err614 = {instancePath:instancePath+"/spec/history/failed",schemaPath:"#/properties/spec/properties/history/properties/failed/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000}};
if(vErrors === null){
vErrors = [err614];
}
else {
vErrors.push(err614);
}
errors++;
}
if(data222 < 1 || isNaN(data222)){
const err615 = {instancePath:instancePath+"/spec/history/failed",schemaPath:"#/properties/spec/properties/history/properties/failed/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err615];
}
else {
vErrors.push(err615);
}
errors++;
}
}
let data223 = data220.models;
if(!(((typeof data223 == "number") && (!(data223 % 1) && !isNaN(data223))) && (isFinite(data223)))){
const err616 = {instancePath:instancePath+"/spec/history/models",schemaPath:"#/properties/spec/properties/history/properties/models/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err616];
}
else {
vErrors.push(err616);
}
errors++;
}
if((typeof data223 == "number") && (isFinite(data223))){
if(data223 > 10000 || isNaN(data223)){
const err617 = {instancePath:instancePath+"/spec/history/models",schemaPath:"#/properties/spec/properties/history/properties/models/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000}};
if(vErrors === null){
vErrors = [err617];
}
else {
vErrors.push(err617);
}
errors++;
}
if(data223 < 1 || isNaN(data223)){
const err618 = {instancePath:instancePath+"/spec/history/models",schemaPath:"#/properties/spec/properties/history/properties/models/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err618];
}
else {
vErrors.push(err618);
}
errors++;
}
}
}
else {
const err619 = {instancePath:instancePath+"/spec/history",schemaPath:"#/properties/spec/properties/history/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err619];
}
else {
vErrors.push(err619);
}
errors++;
}
let data224 = data21.deletionPolicy;
if(typeof data224 !== "string"){
const err620 = {instancePath:instancePath+"/spec/deletionPolicy",schemaPath:"#/properties/spec/properties/deletionPolicy/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err620];
}
else {
vErrors.push(err620);
}
errors++;
}
if(!((data224 === "Orphan") || (data224 === "Delete"))){
const err621 = {instancePath:instancePath+"/spec/deletionPolicy",schemaPath:"#/properties/spec/properties/deletionPolicy/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.deletionPolicy.enum}};
if(vErrors === null){
vErrors = [err621];
}
else {
vErrors.push(err621);
}
errors++;
}
}
else {
const err622 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err622];
}
else {
vErrors.push(err622);
}
errors++;
}
}
let data225 = data.status;
if(data225 && typeof data225 == "object" && !Array.isArray(data225)){
if(data225.observedGeneration === undefined){
data225.observedGeneration = -1;
}
for(const key60 in data225){
if(!(func2.call(schema11.properties.status.properties, key60))){
const err623 = {instancePath:instancePath+"/status",schemaPath:"#/properties/status/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key60}};
if(vErrors === null){
vErrors = [err623];
}
else {
vErrors.push(err623);
}
errors++;
}
}
let data226 = data225.observedGeneration;
if(!(((typeof data226 == "number") && (!(data226 % 1) && !isNaN(data226))) && (isFinite(data226)))){
const err624 = {instancePath:instancePath+"/status/observedGeneration",schemaPath:"#/properties/status/properties/observedGeneration/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err624];
}
else {
vErrors.push(err624);
}
errors++;
}
if(data225.conditions !== undefined){
let data227 = data225.conditions;
if(Array.isArray(data227)){
if(data227.length > 16){
const err625 = {instancePath:instancePath+"/status/conditions",schemaPath:"#/properties/status/properties/conditions/maxItems",keyword:"maxItems",params:{limit: 16}};
if(vErrors === null){
vErrors = [err625];
}
else {
vErrors.push(err625);
}
errors++;
}
const len30 = data227.length;
for(let i30=0; i30<len30; i30++){
let data228 = data227[i30];
if(data228 && typeof data228 == "object" && !Array.isArray(data228)){
if(data228.type === undefined){
const err626 = {instancePath:instancePath+"/status/conditions/" + i30,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "type"}};
if(vErrors === null){
vErrors = [err626];
}
else {
vErrors.push(err626);
}
errors++;
}
if(data228.status === undefined){
const err627 = {instancePath:instancePath+"/status/conditions/" + i30,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "status"}};
if(vErrors === null){
vErrors = [err627];
}
else {
vErrors.push(err627);
}
errors++;
}
if(data228.reason === undefined){
const err628 = {instancePath:instancePath+"/status/conditions/" + i30,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "reason"}};
if(vErrors === null){
vErrors = [err628];
}
else {
vErrors.push(err628);
}
errors++;
}
if(data228.message === undefined){
const err629 = {instancePath:instancePath+"/status/conditions/" + i30,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "message"}};
if(vErrors === null){
vErrors = [err629];
}
else {
vErrors.push(err629);
}
errors++;
}
if(data228.lastTransitionTime === undefined){
const err630 = {instancePath:instancePath+"/status/conditions/" + i30,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "lastTransitionTime"}};
if(vErrors === null){
vErrors = [err630];
}
else {
vErrors.push(err630);
}
errors++;
}
for(const key61 in data228){
if(!((((((key61 === "type") || (key61 === "status")) || (key61 === "observedGeneration")) || (key61 === "lastTransitionTime")) || (key61 === "reason")) || (key61 === "message"))){
const err631 = {instancePath:instancePath+"/status/conditions/" + i30,schemaPath:"#/properties/status/properties/conditions/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key61}};
if(vErrors === null){
vErrors = [err631];
}
else {
vErrors.push(err631);
}
errors++;
}
}
if(data228.type !== undefined){
let data229 = data228.type;
if(typeof data229 === "string"){
if(func3(data229) > 64){
const err632 = {instancePath:instancePath+"/status/conditions/" + i30+"/type",schemaPath:"#/properties/status/properties/conditions/items/properties/type/maxLength",keyword:"maxLength",params:{limit: 64}};
if(vErrors === null){
vErrors = [err632];
}
else {
vErrors.push(err632);
}
errors++;
}
if(!pattern59.test(data229)){
const err633 = {instancePath:instancePath+"/status/conditions/" + i30+"/type",schemaPath:"#/properties/status/properties/conditions/items/properties/type/pattern",keyword:"pattern",params:{pattern: "^[A-Z][A-Za-z0-9]*$"}};
if(vErrors === null){
vErrors = [err633];
}
else {
vErrors.push(err633);
}
errors++;
}
}
else {
const err634 = {instancePath:instancePath+"/status/conditions/" + i30+"/type",schemaPath:"#/properties/status/properties/conditions/items/properties/type/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err634];
}
else {
vErrors.push(err634);
}
errors++;
}
}
if(data228.status !== undefined){
let data230 = data228.status;
if(typeof data230 !== "string"){
const err635 = {instancePath:instancePath+"/status/conditions/" + i30+"/status",schemaPath:"#/properties/status/properties/conditions/items/properties/status/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err635];
}
else {
vErrors.push(err635);
}
errors++;
}
if(!(((data230 === "True") || (data230 === "False")) || (data230 === "Unknown"))){
const err636 = {instancePath:instancePath+"/status/conditions/" + i30+"/status",schemaPath:"#/properties/status/properties/conditions/items/properties/status/enum",keyword:"enum",params:{allowedValues: schema11.properties.status.properties.conditions.items.properties.status.enum}};
if(vErrors === null){
vErrors = [err636];
}
else {
vErrors.push(err636);
}
errors++;
}
}
if(data228.observedGeneration !== undefined){
let data231 = data228.observedGeneration;
if(!(((typeof data231 == "number") && (!(data231 % 1) && !isNaN(data231))) && (isFinite(data231)))){
const err637 = {instancePath:instancePath+"/status/conditions/" + i30+"/observedGeneration",schemaPath:"#/properties/status/properties/conditions/items/properties/observedGeneration/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err637];
}
else {
vErrors.push(err637);
}
errors++;
}
if((typeof data231 == "number") && (isFinite(data231))){
if(data231 < 0 || isNaN(data231)){
const err638 = {instancePath:instancePath+"/status/conditions/" + i30+"/observedGeneration",schemaPath:"#/properties/status/properties/conditions/items/properties/observedGeneration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err638];
}
else {
vErrors.push(err638);
}
errors++;
}
}
}
if(data228.lastTransitionTime !== undefined){
let data232 = data228.lastTransitionTime;
if(typeof data232 === "string"){
if(func3(data232) > 64){
const err639 = {instancePath:instancePath+"/status/conditions/" + i30+"/lastTransitionTime",schemaPath:"#/properties/status/properties/conditions/items/properties/lastTransitionTime/maxLength",keyword:"maxLength",params:{limit: 64}};
if(vErrors === null){
vErrors = [err639];
}
else {
vErrors.push(err639);
}
errors++;
}
}
else {
const err640 = {instancePath:instancePath+"/status/conditions/" + i30+"/lastTransitionTime",schemaPath:"#/properties/status/properties/conditions/items/properties/lastTransitionTime/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err640];
}
else {
vErrors.push(err640);
}
errors++;
}
}
if(data228.reason !== undefined){
let data233 = data228.reason;
if(typeof data233 === "string"){
if(func3(data233) > 64){
const err641 = {instancePath:instancePath+"/status/conditions/" + i30+"/reason",schemaPath:"#/properties/status/properties/conditions/items/properties/reason/maxLength",keyword:"maxLength",params:{limit: 64}};
if(vErrors === null){
vErrors = [err641];
}
else {
vErrors.push(err641);
}
errors++;
}
if(!pattern59.test(data233)){
const err642 = {instancePath:instancePath+"/status/conditions/" + i30+"/reason",schemaPath:"#/properties/status/properties/conditions/items/properties/reason/pattern",keyword:"pattern",params:{pattern: "^[A-Z][A-Za-z0-9]*$"}};
if(vErrors === null){
vErrors = [err642];
}
else {
vErrors.push(err642);
}
errors++;
}
}
else {
const err643 = {instancePath:instancePath+"/status/conditions/" + i30+"/reason",schemaPath:"#/properties/status/properties/conditions/items/properties/reason/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err643];
}
else {
vErrors.push(err643);
}
errors++;
}
}
if(data228.message !== undefined){
let data234 = data228.message;
if(typeof data234 === "string"){
if(func3(data234) > 4096){
const err644 = {instancePath:instancePath+"/status/conditions/" + i30+"/message",schemaPath:"#/properties/status/properties/conditions/items/properties/message/maxLength",keyword:"maxLength",params:{limit: 4096}};
if(vErrors === null){
vErrors = [err644];
}
else {
vErrors.push(err644);
}
errors++;
}
}
else {
const err645 = {instancePath:instancePath+"/status/conditions/" + i30+"/message",schemaPath:"#/properties/status/properties/conditions/items/properties/message/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err645];
}
else {
vErrors.push(err645);
}
errors++;
}
}
}
else {
const err646 = {instancePath:instancePath+"/status/conditions/" + i30,schemaPath:"#/properties/status/properties/conditions/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err646];
}
else {
vErrors.push(err646);
}
errors++;
}
}
}
else {
const err647 = {instancePath:instancePath+"/status/conditions",schemaPath:"#/properties/status/properties/conditions/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err647];
}
else {
vErrors.push(err647);
}
errors++;
}
}
if(data225.sequence !== undefined){
let data235 = data225.sequence;
if(!(((typeof data235 == "number") && (!(data235 % 1) && !isNaN(data235))) && (isFinite(data235)))){
const err648 = {instancePath:instancePath+"/status/sequence",schemaPath:"#/properties/status/properties/sequence/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err648];
}
else {
vErrors.push(err648);
}
errors++;
}
if((typeof data235 == "number") && (isFinite(data235))){
if(data235 < 0 || isNaN(data235)){
const err649 = {instancePath:instancePath+"/status/sequence",schemaPath:"#/properties/status/properties/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err649];
}
else {
vErrors.push(err649);
}
errors++;
}
}
}
if(data225.sources !== undefined){
let data236 = data225.sources;
if(Array.isArray(data236)){
if(data236.length > 16){
const err650 = {instancePath:instancePath+"/status/sources",schemaPath:"#/properties/status/properties/sources/maxItems",keyword:"maxItems",params:{limit: 16}};
if(vErrors === null){
vErrors = [err650];
}
else {
vErrors.push(err650);
}
errors++;
}
const len31 = data236.length;
for(let i31=0; i31<len31; i31++){
let data237 = data236[i31];
if(data237 && typeof data237 == "object" && !Array.isArray(data237)){
if(data237.name === undefined){
const err651 = {instancePath:instancePath+"/status/sources/" + i31,schemaPath:"#/properties/status/properties/sources/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err651];
}
else {
vErrors.push(err651);
}
errors++;
}
for(const key62 in data237){
if(!(((((key62 === "name") || (key62 === "revision")) || (key62 === "reason")) || (key62 === "message")) || (key62 === "verified"))){
const err652 = {instancePath:instancePath+"/status/sources/" + i31,schemaPath:"#/properties/status/properties/sources/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key62}};
if(vErrors === null){
vErrors = [err652];
}
else {
vErrors.push(err652);
}
errors++;
}
}
if(data237.name !== undefined){
let data238 = data237.name;
if(typeof data238 === "string"){
if(func3(data238) > 30){
const err653 = {instancePath:instancePath+"/status/sources/" + i31+"/name",schemaPath:"#/properties/status/properties/sources/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err653];
}
else {
vErrors.push(err653);
}
errors++;
}
}
else {
const err654 = {instancePath:instancePath+"/status/sources/" + i31+"/name",schemaPath:"#/properties/status/properties/sources/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err654];
}
else {
vErrors.push(err654);
}
errors++;
}
}
if(data237.revision !== undefined){
let data239 = data237.revision;
if(typeof data239 === "string"){
if(func3(data239) > 512){
const err655 = {instancePath:instancePath+"/status/sources/" + i31+"/revision",schemaPath:"#/properties/status/properties/sources/items/properties/revision/maxLength",keyword:"maxLength",params:{limit: 512}};
if(vErrors === null){
vErrors = [err655];
}
else {
vErrors.push(err655);
}
errors++;
}
}
else {
const err656 = {instancePath:instancePath+"/status/sources/" + i31+"/revision",schemaPath:"#/properties/status/properties/sources/items/properties/revision/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err656];
}
else {
vErrors.push(err656);
}
errors++;
}
}
if(data237.reason !== undefined){
let data240 = data237.reason;
if(typeof data240 === "string"){
if(func3(data240) > 64){
const err657 = {instancePath:instancePath+"/status/sources/" + i31+"/reason",schemaPath:"#/properties/status/properties/sources/items/properties/reason/maxLength",keyword:"maxLength",params:{limit: 64}};
if(vErrors === null){
vErrors = [err657];
}
else {
vErrors.push(err657);
}
errors++;
}
if(!pattern59.test(data240)){
const err658 = {instancePath:instancePath+"/status/sources/" + i31+"/reason",schemaPath:"#/properties/status/properties/sources/items/properties/reason/pattern",keyword:"pattern",params:{pattern: "^[A-Z][A-Za-z0-9]*$"}};
if(vErrors === null){
vErrors = [err658];
}
else {
vErrors.push(err658);
}
errors++;
}
}
else {
const err659 = {instancePath:instancePath+"/status/sources/" + i31+"/reason",schemaPath:"#/properties/status/properties/sources/items/properties/reason/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err659];
}
else {
vErrors.push(err659);
}
errors++;
}
}
if(data237.message !== undefined){
let data241 = data237.message;
if(typeof data241 === "string"){
if(func3(data241) > 4096){
const err660 = {instancePath:instancePath+"/status/sources/" + i31+"/message",schemaPath:"#/properties/status/properties/sources/items/properties/message/maxLength",keyword:"maxLength",params:{limit: 4096}};
if(vErrors === null){
vErrors = [err660];
}
else {
vErrors.push(err660);
}
errors++;
}
}
else {
const err661 = {instancePath:instancePath+"/status/sources/" + i31+"/message",schemaPath:"#/properties/status/properties/sources/items/properties/message/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err661];
}
else {
vErrors.push(err661);
}
errors++;
}
}
if(data237.verified !== undefined){
let data242 = data237.verified;
if(data242 && typeof data242 == "object" && !Array.isArray(data242)){
if(data242.commit === undefined){
const err662 = {instancePath:instancePath+"/status/sources/" + i31+"/verified",schemaPath:"#/properties/status/properties/sources/items/properties/verified/required",keyword:"required",params:{missingProperty: "commit"}};
if(vErrors === null){
vErrors = [err662];
}
else {
vErrors.push(err662);
}
errors++;
}
if(data242.by === undefined){
const err663 = {instancePath:instancePath+"/status/sources/" + i31+"/verified",schemaPath:"#/properties/status/properties/sources/items/properties/verified/required",keyword:"required",params:{missingProperty: "by"}};
if(vErrors === null){
vErrors = [err663];
}
else {
vErrors.push(err663);
}
errors++;
}
for(const key63 in data242){
if(!((key63 === "commit") || (key63 === "by"))){
const err664 = {instancePath:instancePath+"/status/sources/" + i31+"/verified",schemaPath:"#/properties/status/properties/sources/items/properties/verified/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key63}};
if(vErrors === null){
vErrors = [err664];
}
else {
vErrors.push(err664);
}
errors++;
}
}
if(data242.commit !== undefined){
let data243 = data242.commit;
if(typeof data243 === "string"){
if(func3(data243) > 64){
const err665 = {instancePath:instancePath+"/status/sources/" + i31+"/verified/commit",schemaPath:"#/properties/status/properties/sources/items/properties/verified/properties/commit/maxLength",keyword:"maxLength",params:{limit: 64}};
if(vErrors === null){
vErrors = [err665];
}
else {
vErrors.push(err665);
}
errors++;
}
if(!pattern6.test(data243)){
const err666 = {instancePath:instancePath+"/status/sources/" + i31+"/verified/commit",schemaPath:"#/properties/status/properties/sources/items/properties/verified/properties/commit/pattern",keyword:"pattern",params:{pattern: "^([0-9a-f]{40}|[0-9a-f]{64})$"}};
if(vErrors === null){
vErrors = [err666];
}
else {
vErrors.push(err666);
}
errors++;
}
}
else {
const err667 = {instancePath:instancePath+"/status/sources/" + i31+"/verified/commit",schemaPath:"#/properties/status/properties/sources/items/properties/verified/properties/commit/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err667];
}
else {
vErrors.push(err667);
}
errors++;
}
}
if(data242.by !== undefined){
let data244 = data242.by;
if(typeof data244 === "string"){
if(func3(data244) > 512){
const err668 = {instancePath:instancePath+"/status/sources/" + i31+"/verified/by",schemaPath:"#/properties/status/properties/sources/items/properties/verified/properties/by/maxLength",keyword:"maxLength",params:{limit: 512}};
if(vErrors === null){
vErrors = [err668];
}
else {
vErrors.push(err668);
}
errors++;
}
}
else {
const err669 = {instancePath:instancePath+"/status/sources/" + i31+"/verified/by",schemaPath:"#/properties/status/properties/sources/items/properties/verified/properties/by/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err669];
}
else {
vErrors.push(err669);
}
errors++;
}
}
}
else {
const err670 = {instancePath:instancePath+"/status/sources/" + i31+"/verified",schemaPath:"#/properties/status/properties/sources/items/properties/verified/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err670];
}
else {
vErrors.push(err670);
}
errors++;
}
}
}
else {
const err671 = {instancePath:instancePath+"/status/sources/" + i31,schemaPath:"#/properties/status/properties/sources/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err671];
}
else {
vErrors.push(err671);
}
errors++;
}
}
}
else {
const err672 = {instancePath:instancePath+"/status/sources",schemaPath:"#/properties/status/properties/sources/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err672];
}
else {
vErrors.push(err672);
}
errors++;
}
}
if(data225.decided !== undefined){
let data245 = data225.decided;
if(data245 && typeof data245 == "object" && !Array.isArray(data245)){
if(data245.generation === undefined){
const err673 = {instancePath:instancePath+"/status/decided",schemaPath:"#/properties/status/properties/decided/required",keyword:"required",params:{missingProperty: "generation"}};
if(vErrors === null){
vErrors = [err673];
}
else {
vErrors.push(err673);
}
errors++;
}
for(const key64 in data245){
if(!((key64 === "generation") || (key64 === "run"))){
const err674 = {instancePath:instancePath+"/status/decided",schemaPath:"#/properties/status/properties/decided/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key64}};
if(vErrors === null){
vErrors = [err674];
}
else {
vErrors.push(err674);
}
errors++;
}
}
if(data245.generation !== undefined){
let data246 = data245.generation;
if(!(((typeof data246 == "number") && (!(data246 % 1) && !isNaN(data246))) && (isFinite(data246)))){
const err675 = {instancePath:instancePath+"/status/decided/generation",schemaPath:"#/properties/status/properties/decided/properties/generation/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err675];
}
else {
vErrors.push(err675);
}
errors++;
}
if((typeof data246 == "number") && (isFinite(data246))){
if(data246 < 0 || isNaN(data246)){
const err676 = {instancePath:instancePath+"/status/decided/generation",schemaPath:"#/properties/status/properties/decided/properties/generation/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err676];
}
else {
vErrors.push(err676);
}
errors++;
}
}
}
if(data245.run !== undefined){
let data247 = data245.run;
if(typeof data247 === "string"){
if(func3(data247) > 63){
const err677 = {instancePath:instancePath+"/status/decided/run",schemaPath:"#/properties/status/properties/decided/properties/run/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err677];
}
else {
vErrors.push(err677);
}
errors++;
}
}
else {
const err678 = {instancePath:instancePath+"/status/decided/run",schemaPath:"#/properties/status/properties/decided/properties/run/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err678];
}
else {
vErrors.push(err678);
}
errors++;
}
}
}
else {
const err679 = {instancePath:instancePath+"/status/decided",schemaPath:"#/properties/status/properties/decided/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err679];
}
else {
vErrors.push(err679);
}
errors++;
}
}
if(data225.lastRun !== undefined){
let data248 = data225.lastRun;
if(data248 && typeof data248 == "object" && !Array.isArray(data248)){
if(data248.name === undefined){
const err680 = {instancePath:instancePath+"/status/lastRun",schemaPath:"#/properties/status/properties/lastRun/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err680];
}
else {
vErrors.push(err680);
}
errors++;
}
if(data248.state === undefined){
const err681 = {instancePath:instancePath+"/status/lastRun",schemaPath:"#/properties/status/properties/lastRun/required",keyword:"required",params:{missingProperty: "state"}};
if(vErrors === null){
vErrors = [err681];
}
else {
vErrors.push(err681);
}
errors++;
}
for(const key65 in data248){
if(!(((key65 === "name") || (key65 === "state")) || (key65 === "finishedAt"))){
const err682 = {instancePath:instancePath+"/status/lastRun",schemaPath:"#/properties/status/properties/lastRun/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key65}};
if(vErrors === null){
vErrors = [err682];
}
else {
vErrors.push(err682);
}
errors++;
}
}
if(data248.name !== undefined){
let data249 = data248.name;
if(typeof data249 === "string"){
if(func3(data249) > 63){
const err683 = {instancePath:instancePath+"/status/lastRun/name",schemaPath:"#/properties/status/properties/lastRun/properties/name/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err683];
}
else {
vErrors.push(err683);
}
errors++;
}
}
else {
const err684 = {instancePath:instancePath+"/status/lastRun/name",schemaPath:"#/properties/status/properties/lastRun/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err684];
}
else {
vErrors.push(err684);
}
errors++;
}
}
if(data248.state !== undefined){
let data250 = data248.state;
if(typeof data250 !== "string"){
const err685 = {instancePath:instancePath+"/status/lastRun/state",schemaPath:"#/properties/status/properties/lastRun/properties/state/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err685];
}
else {
vErrors.push(err685);
}
errors++;
}
if(!((((((data250 === "Pending") || (data250 === "Running")) || (data250 === "Succeeded")) || (data250 === "Failed")) || (data250 === "Superseded")) || (data250 === "Cancelled"))){
const err686 = {instancePath:instancePath+"/status/lastRun/state",schemaPath:"#/properties/status/properties/lastRun/properties/state/enum",keyword:"enum",params:{allowedValues: schema11.properties.status.properties.lastRun.properties.state.enum}};
if(vErrors === null){
vErrors = [err686];
}
else {
vErrors.push(err686);
}
errors++;
}
}
if(data248.finishedAt !== undefined){
let data251 = data248.finishedAt;
if(typeof data251 === "string"){
if(func3(data251) > 64){
const err687 = {instancePath:instancePath+"/status/lastRun/finishedAt",schemaPath:"#/properties/status/properties/lastRun/properties/finishedAt/maxLength",keyword:"maxLength",params:{limit: 64}};
if(vErrors === null){
vErrors = [err687];
}
else {
vErrors.push(err687);
}
errors++;
}
}
else {
const err688 = {instancePath:instancePath+"/status/lastRun/finishedAt",schemaPath:"#/properties/status/properties/lastRun/properties/finishedAt/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err688];
}
else {
vErrors.push(err688);
}
errors++;
}
}
}
else {
const err689 = {instancePath:instancePath+"/status/lastRun",schemaPath:"#/properties/status/properties/lastRun/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err689];
}
else {
vErrors.push(err689);
}
errors++;
}
}
if(data225.requests !== undefined){
let data252 = data225.requests;
if(data252 && typeof data252 == "object" && !Array.isArray(data252)){
for(const key66 in data252){
if(!((key66 === "run") || (key66 === "force"))){
const err690 = {instancePath:instancePath+"/status/requests",schemaPath:"#/properties/status/properties/requests/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key66}};
if(vErrors === null){
vErrors = [err690];
}
else {
vErrors.push(err690);
}
errors++;
}
}
if(data252.run !== undefined){
let data253 = data252.run;
if(typeof data253 === "string"){
if(func3(data253) > 256){
const err691 = {instancePath:instancePath+"/status/requests/run",schemaPath:"#/properties/status/properties/requests/properties/run/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err691];
}
else {
vErrors.push(err691);
}
errors++;
}
}
else {
const err692 = {instancePath:instancePath+"/status/requests/run",schemaPath:"#/properties/status/properties/requests/properties/run/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err692];
}
else {
vErrors.push(err692);
}
errors++;
}
}
if(data252.force !== undefined){
let data254 = data252.force;
if(typeof data254 === "string"){
if(func3(data254) > 2048){
const err693 = {instancePath:instancePath+"/status/requests/force",schemaPath:"#/properties/status/properties/requests/properties/force/maxLength",keyword:"maxLength",params:{limit: 2048}};
if(vErrors === null){
vErrors = [err693];
}
else {
vErrors.push(err693);
}
errors++;
}
}
else {
const err694 = {instancePath:instancePath+"/status/requests/force",schemaPath:"#/properties/status/properties/requests/properties/force/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err694];
}
else {
vErrors.push(err694);
}
errors++;
}
}
}
else {
const err695 = {instancePath:instancePath+"/status/requests",schemaPath:"#/properties/status/properties/requests/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err695];
}
else {
vErrors.push(err695);
}
errors++;
}
}
if(data225.lastHandledReconcileAt !== undefined){
let data255 = data225.lastHandledReconcileAt;
if(typeof data255 === "string"){
if(func3(data255) > 256){
const err696 = {instancePath:instancePath+"/status/lastHandledReconcileAt",schemaPath:"#/properties/status/properties/lastHandledReconcileAt/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err696];
}
else {
vErrors.push(err696);
}
errors++;
}
}
else {
const err697 = {instancePath:instancePath+"/status/lastHandledReconcileAt",schemaPath:"#/properties/status/properties/lastHandledReconcileAt/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err697];
}
else {
vErrors.push(err697);
}
errors++;
}
}
if(data225.lastHandledForceAt !== undefined){
let data256 = data225.lastHandledForceAt;
if(typeof data256 === "string"){
if(func3(data256) > 256){
const err698 = {instancePath:instancePath+"/status/lastHandledForceAt",schemaPath:"#/properties/status/properties/lastHandledForceAt/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err698];
}
else {
vErrors.push(err698);
}
errors++;
}
}
else {
const err699 = {instancePath:instancePath+"/status/lastHandledForceAt",schemaPath:"#/properties/status/properties/lastHandledForceAt/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err699];
}
else {
vErrors.push(err699);
}
errors++;
}
}
if(data225.stages !== undefined){
let data257 = data225.stages;
if(Array.isArray(data257)){
if(data257.length > 50){
const err700 = {instancePath:instancePath+"/status/stages",schemaPath:"#/properties/status/properties/stages/maxItems",keyword:"maxItems",params:{limit: 50}};
if(vErrors === null){
vErrors = [err700];
}
else {
vErrors.push(err700);
}
errors++;
}
const len32 = data257.length;
for(let i32=0; i32<len32; i32++){
let data258 = data257[i32];
if(data258 && typeof data258 == "object" && !Array.isArray(data258)){
if(data258.name === undefined){
const err701 = {instancePath:instancePath+"/status/stages/" + i32,schemaPath:"#/properties/status/properties/stages/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err701];
}
else {
vErrors.push(err701);
}
errors++;
}
if(data258.sequence === undefined){
const err702 = {instancePath:instancePath+"/status/stages/" + i32,schemaPath:"#/properties/status/properties/stages/items/required",keyword:"required",params:{missingProperty: "sequence"}};
if(vErrors === null){
vErrors = [err702];
}
else {
vErrors.push(err702);
}
errors++;
}
if(data258.model === undefined){
const err703 = {instancePath:instancePath+"/status/stages/" + i32,schemaPath:"#/properties/status/properties/stages/items/required",keyword:"required",params:{missingProperty: "model"}};
if(vErrors === null){
vErrors = [err703];
}
else {
vErrors.push(err703);
}
errors++;
}
if(data258.identity === undefined){
const err704 = {instancePath:instancePath+"/status/stages/" + i32,schemaPath:"#/properties/status/properties/stages/items/required",keyword:"required",params:{missingProperty: "identity"}};
if(vErrors === null){
vErrors = [err704];
}
else {
vErrors.push(err704);
}
errors++;
}
if(data258.release === undefined){
const err705 = {instancePath:instancePath+"/status/stages/" + i32,schemaPath:"#/properties/status/properties/stages/items/required",keyword:"required",params:{missingProperty: "release"}};
if(vErrors === null){
vErrors = [err705];
}
else {
vErrors.push(err705);
}
errors++;
}
if(data258.run === undefined){
const err706 = {instancePath:instancePath+"/status/stages/" + i32,schemaPath:"#/properties/status/properties/stages/items/required",keyword:"required",params:{missingProperty: "run"}};
if(vErrors === null){
vErrors = [err706];
}
else {
vErrors.push(err706);
}
errors++;
}
if(data258.phase === undefined){
const err707 = {instancePath:instancePath+"/status/stages/" + i32,schemaPath:"#/properties/status/properties/stages/items/required",keyword:"required",params:{missingProperty: "phase"}};
if(vErrors === null){
vErrors = [err707];
}
else {
vErrors.push(err707);
}
errors++;
}
for(const key67 in data258){
if(!(func2.call(schema11.properties.status.properties.stages.items.properties, key67))){
const err708 = {instancePath:instancePath+"/status/stages/" + i32,schemaPath:"#/properties/status/properties/stages/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key67}};
if(vErrors === null){
vErrors = [err708];
}
else {
vErrors.push(err708);
}
errors++;
}
}
if(data258.name !== undefined){
let data259 = data258.name;
if(typeof data259 === "string"){
if(func3(data259) > 30){
const err709 = {instancePath:instancePath+"/status/stages/" + i32+"/name",schemaPath:"#/properties/status/properties/stages/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err709];
}
else {
vErrors.push(err709);
}
errors++;
}
}
else {
const err710 = {instancePath:instancePath+"/status/stages/" + i32+"/name",schemaPath:"#/properties/status/properties/stages/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err710];
}
else {
vErrors.push(err710);
}
errors++;
}
}
if(data258.sequence !== undefined){
let data260 = data258.sequence;
if(!(((typeof data260 == "number") && (!(data260 % 1) && !isNaN(data260))) && (isFinite(data260)))){
const err711 = {instancePath:instancePath+"/status/stages/" + i32+"/sequence",schemaPath:"#/properties/status/properties/stages/items/properties/sequence/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err711];
}
else {
vErrors.push(err711);
}
errors++;
}
if((typeof data260 == "number") && (isFinite(data260))){
if(data260 < 0 || isNaN(data260)){
const err712 = {instancePath:instancePath+"/status/stages/" + i32+"/sequence",schemaPath:"#/properties/status/properties/stages/items/properties/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err712];
}
else {
vErrors.push(err712);
}
errors++;
}
}
}
if(data258.model !== undefined){
let data261 = data258.model;
if(typeof data261 === "string"){
if(func3(data261) > 128){
const err713 = {instancePath:instancePath+"/status/stages/" + i32+"/model",schemaPath:"#/properties/status/properties/stages/items/properties/model/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err713];
}
else {
vErrors.push(err713);
}
errors++;
}
}
else {
const err714 = {instancePath:instancePath+"/status/stages/" + i32+"/model",schemaPath:"#/properties/status/properties/stages/items/properties/model/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err714];
}
else {
vErrors.push(err714);
}
errors++;
}
}
if(data258.identity !== undefined){
let data262 = data258.identity;
if(typeof data262 === "string"){
if(func3(data262) > 128){
const err715 = {instancePath:instancePath+"/status/stages/" + i32+"/identity",schemaPath:"#/properties/status/properties/stages/items/properties/identity/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err715];
}
else {
vErrors.push(err715);
}
errors++;
}
}
else {
const err716 = {instancePath:instancePath+"/status/stages/" + i32+"/identity",schemaPath:"#/properties/status/properties/stages/items/properties/identity/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err716];
}
else {
vErrors.push(err716);
}
errors++;
}
}
if(data258.release !== undefined){
let data263 = data258.release;
if(typeof data263 === "string"){
if(func3(data263) > 128){
const err717 = {instancePath:instancePath+"/status/stages/" + i32+"/release",schemaPath:"#/properties/status/properties/stages/items/properties/release/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err717];
}
else {
vErrors.push(err717);
}
errors++;
}
}
else {
const err718 = {instancePath:instancePath+"/status/stages/" + i32+"/release",schemaPath:"#/properties/status/properties/stages/items/properties/release/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err718];
}
else {
vErrors.push(err718);
}
errors++;
}
}
if(data258.run !== undefined){
let data264 = data258.run;
if(typeof data264 === "string"){
if(func3(data264) > 63){
const err719 = {instancePath:instancePath+"/status/stages/" + i32+"/run",schemaPath:"#/properties/status/properties/stages/items/properties/run/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err719];
}
else {
vErrors.push(err719);
}
errors++;
}
}
else {
const err720 = {instancePath:instancePath+"/status/stages/" + i32+"/run",schemaPath:"#/properties/status/properties/stages/items/properties/run/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err720];
}
else {
vErrors.push(err720);
}
errors++;
}
}
if(data258.phase !== undefined){
let data265 = data258.phase;
if(typeof data265 !== "string"){
const err721 = {instancePath:instancePath+"/status/stages/" + i32+"/phase",schemaPath:"#/properties/status/properties/stages/items/properties/phase/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err721];
}
else {
vErrors.push(err721);
}
errors++;
}
if(!(((data265 === "Progressing") || (data265 === "Live")) || (data265 === "Failed"))){
const err722 = {instancePath:instancePath+"/status/stages/" + i32+"/phase",schemaPath:"#/properties/status/properties/stages/items/properties/phase/enum",keyword:"enum",params:{allowedValues: schema11.properties.status.properties.stages.items.properties.phase.enum}};
if(vErrors === null){
vErrors = [err722];
}
else {
vErrors.push(err722);
}
errors++;
}
}
if(data258.message !== undefined){
let data266 = data258.message;
if(typeof data266 === "string"){
if(func3(data266) > 4096){
const err723 = {instancePath:instancePath+"/status/stages/" + i32+"/message",schemaPath:"#/properties/status/properties/stages/items/properties/message/maxLength",keyword:"maxLength",params:{limit: 4096}};
if(vErrors === null){
vErrors = [err723];
}
else {
vErrors.push(err723);
}
errors++;
}
}
else {
const err724 = {instancePath:instancePath+"/status/stages/" + i32+"/message",schemaPath:"#/properties/status/properties/stages/items/properties/message/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err724];
}
else {
vErrors.push(err724);
}
errors++;
}
}
if(data258.url !== undefined){
let data267 = data258.url;
if(typeof data267 === "string"){
if(func3(data267) > 2048){
const err725 = {instancePath:instancePath+"/status/stages/" + i32+"/url",schemaPath:"#/properties/status/properties/stages/items/properties/url/maxLength",keyword:"maxLength",params:{limit: 2048}};
if(vErrors === null){
vErrors = [err725];
}
else {
vErrors.push(err725);
}
errors++;
}
}
else {
const err726 = {instancePath:instancePath+"/status/stages/" + i32+"/url",schemaPath:"#/properties/status/properties/stages/items/properties/url/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err726];
}
else {
vErrors.push(err726);
}
errors++;
}
}
if(data258.live !== undefined){
let data268 = data258.live;
if(data268 && typeof data268 == "object" && !Array.isArray(data268)){
if(data268.sequence === undefined){
const err727 = {instancePath:instancePath+"/status/stages/" + i32+"/live",schemaPath:"#/properties/status/properties/stages/items/properties/live/required",keyword:"required",params:{missingProperty: "sequence"}};
if(vErrors === null){
vErrors = [err727];
}
else {
vErrors.push(err727);
}
errors++;
}
if(data268.model === undefined){
const err728 = {instancePath:instancePath+"/status/stages/" + i32+"/live",schemaPath:"#/properties/status/properties/stages/items/properties/live/required",keyword:"required",params:{missingProperty: "model"}};
if(vErrors === null){
vErrors = [err728];
}
else {
vErrors.push(err728);
}
errors++;
}
if(data268.identity === undefined){
const err729 = {instancePath:instancePath+"/status/stages/" + i32+"/live",schemaPath:"#/properties/status/properties/stages/items/properties/live/required",keyword:"required",params:{missingProperty: "identity"}};
if(vErrors === null){
vErrors = [err729];
}
else {
vErrors.push(err729);
}
errors++;
}
if(data268.release === undefined){
const err730 = {instancePath:instancePath+"/status/stages/" + i32+"/live",schemaPath:"#/properties/status/properties/stages/items/properties/live/required",keyword:"required",params:{missingProperty: "release"}};
if(vErrors === null){
vErrors = [err730];
}
else {
vErrors.push(err730);
}
errors++;
}
if(data268.run === undefined){
const err731 = {instancePath:instancePath+"/status/stages/" + i32+"/live",schemaPath:"#/properties/status/properties/stages/items/properties/live/required",keyword:"required",params:{missingProperty: "run"}};
if(vErrors === null){
vErrors = [err731];
}
else {
vErrors.push(err731);
}
errors++;
}
if(data268.since === undefined){
const err732 = {instancePath:instancePath+"/status/stages/" + i32+"/live",schemaPath:"#/properties/status/properties/stages/items/properties/live/required",keyword:"required",params:{missingProperty: "since"}};
if(vErrors === null){
vErrors = [err732];
}
else {
vErrors.push(err732);
}
errors++;
}
for(const key68 in data268){
if(!((((((key68 === "sequence") || (key68 === "model")) || (key68 === "identity")) || (key68 === "release")) || (key68 === "run")) || (key68 === "since"))){
const err733 = {instancePath:instancePath+"/status/stages/" + i32+"/live",schemaPath:"#/properties/status/properties/stages/items/properties/live/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key68}};
if(vErrors === null){
vErrors = [err733];
}
else {
vErrors.push(err733);
}
errors++;
}
}
if(data268.sequence !== undefined){
let data269 = data268.sequence;
if(!(((typeof data269 == "number") && (!(data269 % 1) && !isNaN(data269))) && (isFinite(data269)))){
const err734 = {instancePath:instancePath+"/status/stages/" + i32+"/live/sequence",schemaPath:"#/properties/status/properties/stages/items/properties/live/properties/sequence/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err734];
}
else {
vErrors.push(err734);
}
errors++;
}
if((typeof data269 == "number") && (isFinite(data269))){
if(data269 < 0 || isNaN(data269)){
const err735 = {instancePath:instancePath+"/status/stages/" + i32+"/live/sequence",schemaPath:"#/properties/status/properties/stages/items/properties/live/properties/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err735];
}
else {
vErrors.push(err735);
}
errors++;
}
}
}
if(data268.model !== undefined){
let data270 = data268.model;
if(typeof data270 === "string"){
if(func3(data270) > 128){
const err736 = {instancePath:instancePath+"/status/stages/" + i32+"/live/model",schemaPath:"#/properties/status/properties/stages/items/properties/live/properties/model/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err736];
}
else {
vErrors.push(err736);
}
errors++;
}
}
else {
const err737 = {instancePath:instancePath+"/status/stages/" + i32+"/live/model",schemaPath:"#/properties/status/properties/stages/items/properties/live/properties/model/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err737];
}
else {
vErrors.push(err737);
}
errors++;
}
}
if(data268.identity !== undefined){
let data271 = data268.identity;
if(typeof data271 === "string"){
if(func3(data271) > 128){
const err738 = {instancePath:instancePath+"/status/stages/" + i32+"/live/identity",schemaPath:"#/properties/status/properties/stages/items/properties/live/properties/identity/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err738];
}
else {
vErrors.push(err738);
}
errors++;
}
}
else {
const err739 = {instancePath:instancePath+"/status/stages/" + i32+"/live/identity",schemaPath:"#/properties/status/properties/stages/items/properties/live/properties/identity/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err739];
}
else {
vErrors.push(err739);
}
errors++;
}
}
if(data268.release !== undefined){
let data272 = data268.release;
if(typeof data272 === "string"){
if(func3(data272) > 128){
const err740 = {instancePath:instancePath+"/status/stages/" + i32+"/live/release",schemaPath:"#/properties/status/properties/stages/items/properties/live/properties/release/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err740];
}
else {
vErrors.push(err740);
}
errors++;
}
}
else {
const err741 = {instancePath:instancePath+"/status/stages/" + i32+"/live/release",schemaPath:"#/properties/status/properties/stages/items/properties/live/properties/release/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err741];
}
else {
vErrors.push(err741);
}
errors++;
}
}
if(data268.run !== undefined){
let data273 = data268.run;
if(typeof data273 === "string"){
if(func3(data273) > 63){
const err742 = {instancePath:instancePath+"/status/stages/" + i32+"/live/run",schemaPath:"#/properties/status/properties/stages/items/properties/live/properties/run/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err742];
}
else {
vErrors.push(err742);
}
errors++;
}
}
else {
const err743 = {instancePath:instancePath+"/status/stages/" + i32+"/live/run",schemaPath:"#/properties/status/properties/stages/items/properties/live/properties/run/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err743];
}
else {
vErrors.push(err743);
}
errors++;
}
}
if(data268.since !== undefined){
let data274 = data268.since;
if(typeof data274 === "string"){
if(func3(data274) > 64){
const err744 = {instancePath:instancePath+"/status/stages/" + i32+"/live/since",schemaPath:"#/properties/status/properties/stages/items/properties/live/properties/since/maxLength",keyword:"maxLength",params:{limit: 64}};
if(vErrors === null){
vErrors = [err744];
}
else {
vErrors.push(err744);
}
errors++;
}
}
else {
const err745 = {instancePath:instancePath+"/status/stages/" + i32+"/live/since",schemaPath:"#/properties/status/properties/stages/items/properties/live/properties/since/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err745];
}
else {
vErrors.push(err745);
}
errors++;
}
}
}
else {
const err746 = {instancePath:instancePath+"/status/stages/" + i32+"/live",schemaPath:"#/properties/status/properties/stages/items/properties/live/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err746];
}
else {
vErrors.push(err746);
}
errors++;
}
}
if(data258.blocked !== undefined){
let data275 = data258.blocked;
if(Array.isArray(data275)){
if(data275.length > 10){
const err747 = {instancePath:instancePath+"/status/stages/" + i32+"/blocked",schemaPath:"#/properties/status/properties/stages/items/properties/blocked/maxItems",keyword:"maxItems",params:{limit: 10}};
if(vErrors === null){
vErrors = [err747];
}
else {
vErrors.push(err747);
}
errors++;
}
const len33 = data275.length;
for(let i33=0; i33<len33; i33++){
let data276 = data275[i33];
if(data276 && typeof data276 == "object" && !Array.isArray(data276)){
if(data276.identity === undefined){
const err748 = {instancePath:instancePath+"/status/stages/" + i32+"/blocked/" + i33,schemaPath:"#/properties/status/properties/stages/items/properties/blocked/items/required",keyword:"required",params:{missingProperty: "identity"}};
if(vErrors === null){
vErrors = [err748];
}
else {
vErrors.push(err748);
}
errors++;
}
if(data276.model === undefined){
const err749 = {instancePath:instancePath+"/status/stages/" + i32+"/blocked/" + i33,schemaPath:"#/properties/status/properties/stages/items/properties/blocked/items/required",keyword:"required",params:{missingProperty: "model"}};
if(vErrors === null){
vErrors = [err749];
}
else {
vErrors.push(err749);
}
errors++;
}
if(data276.run === undefined){
const err750 = {instancePath:instancePath+"/status/stages/" + i32+"/blocked/" + i33,schemaPath:"#/properties/status/properties/stages/items/properties/blocked/items/required",keyword:"required",params:{missingProperty: "run"}};
if(vErrors === null){
vErrors = [err750];
}
else {
vErrors.push(err750);
}
errors++;
}
if(data276.message === undefined){
const err751 = {instancePath:instancePath+"/status/stages/" + i32+"/blocked/" + i33,schemaPath:"#/properties/status/properties/stages/items/properties/blocked/items/required",keyword:"required",params:{missingProperty: "message"}};
if(vErrors === null){
vErrors = [err751];
}
else {
vErrors.push(err751);
}
errors++;
}
for(const key69 in data276){
if(!((((key69 === "identity") || (key69 === "model")) || (key69 === "run")) || (key69 === "message"))){
const err752 = {instancePath:instancePath+"/status/stages/" + i32+"/blocked/" + i33,schemaPath:"#/properties/status/properties/stages/items/properties/blocked/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key69}};
if(vErrors === null){
vErrors = [err752];
}
else {
vErrors.push(err752);
}
errors++;
}
}
if(data276.identity !== undefined){
let data277 = data276.identity;
if(typeof data277 === "string"){
if(func3(data277) > 128){
const err753 = {instancePath:instancePath+"/status/stages/" + i32+"/blocked/" + i33+"/identity",schemaPath:"#/properties/status/properties/stages/items/properties/blocked/items/properties/identity/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err753];
}
else {
vErrors.push(err753);
}
errors++;
}
}
else {
const err754 = {instancePath:instancePath+"/status/stages/" + i32+"/blocked/" + i33+"/identity",schemaPath:"#/properties/status/properties/stages/items/properties/blocked/items/properties/identity/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err754];
}
else {
vErrors.push(err754);
}
errors++;
}
}
if(data276.model !== undefined){
let data278 = data276.model;
if(typeof data278 === "string"){
if(func3(data278) > 128){
const err755 = {instancePath:instancePath+"/status/stages/" + i32+"/blocked/" + i33+"/model",schemaPath:"#/properties/status/properties/stages/items/properties/blocked/items/properties/model/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err755];
}
else {
vErrors.push(err755);
}
errors++;
}
}
else {
const err756 = {instancePath:instancePath+"/status/stages/" + i32+"/blocked/" + i33+"/model",schemaPath:"#/properties/status/properties/stages/items/properties/blocked/items/properties/model/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err756];
}
else {
vErrors.push(err756);
}
errors++;
}
}
if(data276.run !== undefined){
let data279 = data276.run;
if(typeof data279 === "string"){
if(func3(data279) > 63){
const err757 = {instancePath:instancePath+"/status/stages/" + i32+"/blocked/" + i33+"/run",schemaPath:"#/properties/status/properties/stages/items/properties/blocked/items/properties/run/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err757];
}
else {
vErrors.push(err757);
}
errors++;
}
}
else {
const err758 = {instancePath:instancePath+"/status/stages/" + i32+"/blocked/" + i33+"/run",schemaPath:"#/properties/status/properties/stages/items/properties/blocked/items/properties/run/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err758];
}
else {
vErrors.push(err758);
}
errors++;
}
}
if(data276.message !== undefined){
let data280 = data276.message;
if(typeof data280 === "string"){
if(func3(data280) > 4096){
const err759 = {instancePath:instancePath+"/status/stages/" + i32+"/blocked/" + i33+"/message",schemaPath:"#/properties/status/properties/stages/items/properties/blocked/items/properties/message/maxLength",keyword:"maxLength",params:{limit: 4096}};
if(vErrors === null){
vErrors = [err759];
}
else {
vErrors.push(err759);
}
errors++;
}
}
else {
const err760 = {instancePath:instancePath+"/status/stages/" + i32+"/blocked/" + i33+"/message",schemaPath:"#/properties/status/properties/stages/items/properties/blocked/items/properties/message/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err760];
}
else {
vErrors.push(err760);
}
errors++;
}
}
}
else {
const err761 = {instancePath:instancePath+"/status/stages/" + i32+"/blocked/" + i33,schemaPath:"#/properties/status/properties/stages/items/properties/blocked/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err761];
}
else {
vErrors.push(err761);
}
errors++;
}
}
}
else {
const err762 = {instancePath:instancePath+"/status/stages/" + i32+"/blocked",schemaPath:"#/properties/status/properties/stages/items/properties/blocked/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err762];
}
else {
vErrors.push(err762);
}
errors++;
}
}
}
else {
const err763 = {instancePath:instancePath+"/status/stages/" + i32,schemaPath:"#/properties/status/properties/stages/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err763];
}
else {
vErrors.push(err763);
}
errors++;
}
}
}
else {
const err764 = {instancePath:instancePath+"/status/stages",schemaPath:"#/properties/status/properties/stages/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err764];
}
else {
vErrors.push(err764);
}
errors++;
}
}
}
else {
const err765 = {instancePath:instancePath+"/status",schemaPath:"#/properties/status/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err765];
}
else {
vErrors.push(err765);
}
errors++;
}
}
else {
const err766 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err766];
}
else {
vErrors.push(err766);
}
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}

export const validateWorkflowRun = validate11;
const schema12 = {"type":"object","required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"type":"string","const":"refit.dev/v1alpha1"},"kind":{"type":"string","const":"WorkflowRun"},"metadata":{"type":"object","required":["name"],"properties":{"name":{"type":"string","maxLength":63,"pattern":"^[a-z]([-a-z0-9]*[a-z0-9])?$"},"namespace":{"type":"string","minLength":1,"maxLength":63,"pattern":"^[a-z0-9]([-a-z0-9]*[a-z0-9])?$"},"labels":{"type":"object","additionalProperties":{"type":"string","maxLength":63,"pattern":"^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$"}},"annotations":{"type":"object","additionalProperties":{"type":"string","maxLength":262144}},"finalizers":{"type":"array","items":{"type":"string"}},"ownerReferences":{"type":"array","items":{"type":"object","additionalProperties":true}},"managedFields":{"type":"array","items":{"type":"object","additionalProperties":true}},"uid":{"type":"string"},"resourceVersion":{"type":"string"},"generation":{"type":"integer"},"creationTimestamp":{"type":"string"},"deletionTimestamp":{"type":"string"},"deletionGracePeriodSeconds":{"type":"integer"}},"additionalProperties":false},"spec":{"type":"object","required":["workflow","sequence","generation","decidedAt","trigger","revisions","snapshot"],"properties":{"workflow":{"type":"string","minLength":1,"maxLength":40},"sequence":{"type":"integer","format":"int64","minimum":1},"generation":{"type":"integer","format":"int64","minimum":0},"decidedAt":{"type":"string","format":"date-time","maxLength":64},"trigger":{"type":"object","required":["kind"],"properties":{"kind":{"type":"string","enum":["SourceChanged","SpecChanged","Requested","Retry"]},"sources":{"type":"array","maxItems":16,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name","to"],"properties":{"name":{"type":"string","maxLength":30},"from":{"type":"string","maxLength":512},"to":{"type":"string","maxLength":512}},"additionalProperties":false}},"retryOf":{"type":"string","minLength":1,"maxLength":63},"requestedBy":{"type":"string","maxLength":2560}},"additionalProperties":false},"revisions":{"type":"array","maxItems":16,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["source"],"items":{"type":"object","required":["source","url","revision"],"properties":{"source":{"type":"string","minLength":1,"maxLength":30},"url":{"type":"string","minLength":1,"maxLength":2048},"revision":{"type":"string","maxLength":512,"pattern":"^\\S+@(sha1:[0-9a-f]{40}|sha256:[0-9a-f]{64})$"}},"additionalProperties":false}},"force":{"type":"array","maxItems":50,"x-kubernetes-list-type":"set","items":{"type":"string","minLength":1,"maxLength":30}},"snapshot":{"type":"object","x-kubernetes-preserve-unknown-fields":true}},"additionalProperties":false},"status":{"type":"object","default":{"observedGeneration":-1},"properties":{"observedGeneration":{"type":"integer","format":"int64","default":-1},"conditions":{"type":"array","maxItems":16,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["type"],"items":{"type":"object","required":["type","status","reason","message","lastTransitionTime"],"properties":{"type":{"type":"string","maxLength":64,"pattern":"^[A-Z][A-Za-z0-9]*$"},"status":{"type":"string","enum":["True","False","Unknown"]},"observedGeneration":{"type":"integer","format":"int64","minimum":0},"lastTransitionTime":{"type":"string","format":"date-time","maxLength":64},"reason":{"type":"string","maxLength":64,"pattern":"^[A-Z][A-Za-z0-9]*$"},"message":{"type":"string","maxLength":4096}},"additionalProperties":false}},"phase":{"type":"string","enum":["Pending","Running","Succeeded","Failed","Superseded","Cancelled"]},"lastHandledRetry":{"type":"string","maxLength":256},"supersededBy":{"type":"string","maxLength":63},"startedAt":{"type":"string","format":"date-time","maxLength":64},"finishedAt":{"type":"string","format":"date-time","maxLength":64},"message":{"type":"string","maxLength":4096},"steps":{"type":"array","maxItems":100,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name","subject"],"items":{"type":"object","required":["name","subject","type","action","state","reasons","outputs","metrics"],"properties":{"name":{"type":"string","maxLength":30},"subject":{"type":"string","enum":["candidate","champion"]},"type":{"type":"string","enum":["run","gate","deploy"]},"action":{"type":"string","enum":["Run","Reuse","Pending"]},"state":{"type":"string","enum":["Pending","Running","Succeeded","Reused","Refused","Failed","Skipped","Cancelled"]},"fingerprint":{"type":"string","maxLength":128},"attempt":{"type":"integer","format":"int32","minimum":1},"execution":{"type":"string","maxLength":63},"reuses":{"type":"string","maxLength":128},"startedAt":{"type":"string","format":"date-time","maxLength":64},"finishedAt":{"type":"string","format":"date-time","maxLength":64},"seconds":{"type":"number","minimum":0},"savedSeconds":{"type":"number","minimum":0},"reasons":{"type":"array","maxItems":32,"x-kubernetes-list-type":"atomic","items":{"type":"object","required":["kind","paths","commits","truncated"],"properties":{"input":{"type":"string","maxLength":256},"kind":{"type":"string","enum":["PathsChanged","ParameterChanged","CommandChanged","EnvironmentChanged","ImageChanged","UpstreamChanged","NoResult","ArtifactMissing","Forced"]},"paths":{"type":"array","maxItems":100,"items":{"type":"string","maxLength":4096}},"commits":{"type":"array","maxItems":20,"x-kubernetes-list-type":"atomic","items":{"type":"object","required":["sha","author","subject"],"properties":{"sha":{"type":"string","maxLength":64},"author":{"type":"string","maxLength":256},"subject":{"type":"string","maxLength":256}},"additionalProperties":false}},"truncated":{"type":"boolean"}},"additionalProperties":false}},"outputs":{"type":"array","maxItems":16,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name","kind","digest","size"],"properties":{"name":{"type":"string","maxLength":30},"kind":{"type":"string","enum":["data","model","metrics"]},"digest":{"type":"string","maxLength":128},"size":{"type":"integer","format":"int64","minimum":0}},"additionalProperties":false}},"metrics":{"type":"object","maxProperties":16,"additionalProperties":{"type":"object","maxProperties":256,"additionalProperties":{"type":"string","maxLength":256}}},"message":{"type":"string","maxLength":4096}},"additionalProperties":false}}},"additionalProperties":false}},"additionalProperties":false};
const pattern66 = new RegExp("^\\S+@(sha1:[0-9a-f]{40}|sha256:[0-9a-f]{64})$", "u");

function validate11(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.status === undefined){
data.status = {"observedGeneration":-1};
}
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.metadata === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.spec === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "spec"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!(((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec")) || (key0 === "status"))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
const err5 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if("refit.dev/v1alpha1" !== data0){
const err6 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "refit.dev/v1alpha1"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if("WorkflowRun" !== data1){
const err8 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "WorkflowRun"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
const err9 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key1 in data2){
if(!(func2.call(schema12.properties.metadata.properties, key1))){
const err10 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(func3(data3) > 63){
const err11 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!pattern0.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z]([-a-z0-9]*[a-z0-9])?$"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data2.namespace !== undefined){
let data4 = data2.namespace;
if(typeof data4 === "string"){
if(func3(data4) > 63){
const err14 = {instancePath:instancePath+"/metadata/namespace",schemaPath:"#/properties/metadata/properties/namespace/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(func3(data4) < 1){
const err15 = {instancePath:instancePath+"/metadata/namespace",schemaPath:"#/properties/metadata/properties/namespace/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(!pattern1.test(data4)){
const err16 = {instancePath:instancePath+"/metadata/namespace",schemaPath:"#/properties/metadata/properties/namespace/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/metadata/namespace",schemaPath:"#/properties/metadata/properties/namespace/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data2.labels !== undefined){
let data5 = data2.labels;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key2 in data5){
let data6 = data5[key2];
if(typeof data6 === "string"){
if(func3(data6) > 63){
const err18 = {instancePath:instancePath+"/metadata/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/labels/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(!pattern2.test(data6)){
const err19 = {instancePath:instancePath+"/metadata/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/labels/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
else {
const err20 = {instancePath:instancePath+"/metadata/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
else {
const err21 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data2.annotations !== undefined){
let data7 = data2.annotations;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
for(const key3 in data7){
let data8 = data7[key3];
if(typeof data8 === "string"){
if(func3(data8) > 262144){
const err22 = {instancePath:instancePath+"/metadata/annotations/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/annotations/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 262144}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
else {
const err23 = {instancePath:instancePath+"/metadata/annotations/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/annotations/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
}
else {
const err24 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data2.finalizers !== undefined){
let data9 = data2.finalizers;
if(Array.isArray(data9)){
const len0 = data9.length;
for(let i0=0; i0<len0; i0++){
if(typeof data9[i0] !== "string"){
const err25 = {instancePath:instancePath+"/metadata/finalizers/" + i0,schemaPath:"#/properties/metadata/properties/finalizers/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
}
else {
const err26 = {instancePath:instancePath+"/metadata/finalizers",schemaPath:"#/properties/metadata/properties/finalizers/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data2.ownerReferences !== undefined){
let data11 = data2.ownerReferences;
if(Array.isArray(data11)){
const len1 = data11.length;
for(let i1=0; i1<len1; i1++){
let data12 = data11[i1];
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
}
else {
const err27 = {instancePath:instancePath+"/metadata/ownerReferences/" + i1,schemaPath:"#/properties/metadata/properties/ownerReferences/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
}
else {
const err28 = {instancePath:instancePath+"/metadata/ownerReferences",schemaPath:"#/properties/metadata/properties/ownerReferences/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data2.managedFields !== undefined){
let data13 = data2.managedFields;
if(Array.isArray(data13)){
const len2 = data13.length;
for(let i2=0; i2<len2; i2++){
let data14 = data13[i2];
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
}
else {
const err29 = {instancePath:instancePath+"/metadata/managedFields/" + i2,schemaPath:"#/properties/metadata/properties/managedFields/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
else {
const err30 = {instancePath:instancePath+"/metadata/managedFields",schemaPath:"#/properties/metadata/properties/managedFields/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data2.uid !== undefined){
if(typeof data2.uid !== "string"){
const err31 = {instancePath:instancePath+"/metadata/uid",schemaPath:"#/properties/metadata/properties/uid/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data2.resourceVersion !== undefined){
if(typeof data2.resourceVersion !== "string"){
const err32 = {instancePath:instancePath+"/metadata/resourceVersion",schemaPath:"#/properties/metadata/properties/resourceVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data2.generation !== undefined){
let data17 = data2.generation;
if(!(((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))) && (isFinite(data17)))){
const err33 = {instancePath:instancePath+"/metadata/generation",schemaPath:"#/properties/metadata/properties/generation/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data2.creationTimestamp !== undefined){
if(typeof data2.creationTimestamp !== "string"){
const err34 = {instancePath:instancePath+"/metadata/creationTimestamp",schemaPath:"#/properties/metadata/properties/creationTimestamp/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data2.deletionTimestamp !== undefined){
if(typeof data2.deletionTimestamp !== "string"){
const err35 = {instancePath:instancePath+"/metadata/deletionTimestamp",schemaPath:"#/properties/metadata/properties/deletionTimestamp/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data2.deletionGracePeriodSeconds !== undefined){
let data20 = data2.deletionGracePeriodSeconds;
if(!(((typeof data20 == "number") && (!(data20 % 1) && !isNaN(data20))) && (isFinite(data20)))){
const err36 = {instancePath:instancePath+"/metadata/deletionGracePeriodSeconds",schemaPath:"#/properties/metadata/properties/deletionGracePeriodSeconds/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
else {
const err37 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data.spec !== undefined){
let data21 = data.spec;
if(data21 && typeof data21 == "object" && !Array.isArray(data21)){
if(data21.workflow === undefined){
const err38 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "workflow"}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(data21.sequence === undefined){
const err39 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "sequence"}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(data21.generation === undefined){
const err40 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "generation"}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(data21.decidedAt === undefined){
const err41 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "decidedAt"}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if(data21.trigger === undefined){
const err42 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "trigger"}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if(data21.revisions === undefined){
const err43 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "revisions"}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if(data21.snapshot === undefined){
const err44 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "snapshot"}};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
for(const key4 in data21){
if(!((((((((key4 === "workflow") || (key4 === "sequence")) || (key4 === "generation")) || (key4 === "decidedAt")) || (key4 === "trigger")) || (key4 === "revisions")) || (key4 === "force")) || (key4 === "snapshot"))){
const err45 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4}};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data21.workflow !== undefined){
let data22 = data21.workflow;
if(typeof data22 === "string"){
if(func3(data22) > 40){
const err46 = {instancePath:instancePath+"/spec/workflow",schemaPath:"#/properties/spec/properties/workflow/maxLength",keyword:"maxLength",params:{limit: 40}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
if(func3(data22) < 1){
const err47 = {instancePath:instancePath+"/spec/workflow",schemaPath:"#/properties/spec/properties/workflow/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
else {
const err48 = {instancePath:instancePath+"/spec/workflow",schemaPath:"#/properties/spec/properties/workflow/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data21.sequence !== undefined){
let data23 = data21.sequence;
if(!(((typeof data23 == "number") && (!(data23 % 1) && !isNaN(data23))) && (isFinite(data23)))){
const err49 = {instancePath:instancePath+"/spec/sequence",schemaPath:"#/properties/spec/properties/sequence/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
if((typeof data23 == "number") && (isFinite(data23))){
if(data23 < 1 || isNaN(data23)){
const err50 = {instancePath:instancePath+"/spec/sequence",schemaPath:"#/properties/spec/properties/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
}
if(data21.generation !== undefined){
let data24 = data21.generation;
if(!(((typeof data24 == "number") && (!(data24 % 1) && !isNaN(data24))) && (isFinite(data24)))){
const err51 = {instancePath:instancePath+"/spec/generation",schemaPath:"#/properties/spec/properties/generation/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if((typeof data24 == "number") && (isFinite(data24))){
if(data24 < 0 || isNaN(data24)){
const err52 = {instancePath:instancePath+"/spec/generation",schemaPath:"#/properties/spec/properties/generation/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
}
if(data21.decidedAt !== undefined){
let data25 = data21.decidedAt;
if(typeof data25 === "string"){
if(func3(data25) > 64){
const err53 = {instancePath:instancePath+"/spec/decidedAt",schemaPath:"#/properties/spec/properties/decidedAt/maxLength",keyword:"maxLength",params:{limit: 64}};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
else {
const err54 = {instancePath:instancePath+"/spec/decidedAt",schemaPath:"#/properties/spec/properties/decidedAt/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(data21.trigger !== undefined){
let data26 = data21.trigger;
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
if(data26.kind === undefined){
const err55 = {instancePath:instancePath+"/spec/trigger",schemaPath:"#/properties/spec/properties/trigger/required",keyword:"required",params:{missingProperty: "kind"}};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
for(const key5 in data26){
if(!((((key5 === "kind") || (key5 === "sources")) || (key5 === "retryOf")) || (key5 === "requestedBy"))){
const err56 = {instancePath:instancePath+"/spec/trigger",schemaPath:"#/properties/spec/properties/trigger/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5}};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
if(data26.kind !== undefined){
let data27 = data26.kind;
if(typeof data27 !== "string"){
const err57 = {instancePath:instancePath+"/spec/trigger/kind",schemaPath:"#/properties/spec/properties/trigger/properties/kind/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if(!((((data27 === "SourceChanged") || (data27 === "SpecChanged")) || (data27 === "Requested")) || (data27 === "Retry"))){
const err58 = {instancePath:instancePath+"/spec/trigger/kind",schemaPath:"#/properties/spec/properties/trigger/properties/kind/enum",keyword:"enum",params:{allowedValues: schema12.properties.spec.properties.trigger.properties.kind.enum}};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data26.sources !== undefined){
let data28 = data26.sources;
if(Array.isArray(data28)){
if(data28.length > 16){
const err59 = {instancePath:instancePath+"/spec/trigger/sources",schemaPath:"#/properties/spec/properties/trigger/properties/sources/maxItems",keyword:"maxItems",params:{limit: 16}};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
const len3 = data28.length;
for(let i3=0; i3<len3; i3++){
let data29 = data28[i3];
if(data29 && typeof data29 == "object" && !Array.isArray(data29)){
if(data29.name === undefined){
const err60 = {instancePath:instancePath+"/spec/trigger/sources/" + i3,schemaPath:"#/properties/spec/properties/trigger/properties/sources/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
if(data29.to === undefined){
const err61 = {instancePath:instancePath+"/spec/trigger/sources/" + i3,schemaPath:"#/properties/spec/properties/trigger/properties/sources/items/required",keyword:"required",params:{missingProperty: "to"}};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
for(const key6 in data29){
if(!(((key6 === "name") || (key6 === "from")) || (key6 === "to"))){
const err62 = {instancePath:instancePath+"/spec/trigger/sources/" + i3,schemaPath:"#/properties/spec/properties/trigger/properties/sources/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6}};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data29.name !== undefined){
let data30 = data29.name;
if(typeof data30 === "string"){
if(func3(data30) > 30){
const err63 = {instancePath:instancePath+"/spec/trigger/sources/" + i3+"/name",schemaPath:"#/properties/spec/properties/trigger/properties/sources/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
else {
const err64 = {instancePath:instancePath+"/spec/trigger/sources/" + i3+"/name",schemaPath:"#/properties/spec/properties/trigger/properties/sources/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
if(data29.from !== undefined){
let data31 = data29.from;
if(typeof data31 === "string"){
if(func3(data31) > 512){
const err65 = {instancePath:instancePath+"/spec/trigger/sources/" + i3+"/from",schemaPath:"#/properties/spec/properties/trigger/properties/sources/items/properties/from/maxLength",keyword:"maxLength",params:{limit: 512}};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
else {
const err66 = {instancePath:instancePath+"/spec/trigger/sources/" + i3+"/from",schemaPath:"#/properties/spec/properties/trigger/properties/sources/items/properties/from/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
if(data29.to !== undefined){
let data32 = data29.to;
if(typeof data32 === "string"){
if(func3(data32) > 512){
const err67 = {instancePath:instancePath+"/spec/trigger/sources/" + i3+"/to",schemaPath:"#/properties/spec/properties/trigger/properties/sources/items/properties/to/maxLength",keyword:"maxLength",params:{limit: 512}};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
else {
const err68 = {instancePath:instancePath+"/spec/trigger/sources/" + i3+"/to",schemaPath:"#/properties/spec/properties/trigger/properties/sources/items/properties/to/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
}
else {
const err69 = {instancePath:instancePath+"/spec/trigger/sources/" + i3,schemaPath:"#/properties/spec/properties/trigger/properties/sources/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
}
else {
const err70 = {instancePath:instancePath+"/spec/trigger/sources",schemaPath:"#/properties/spec/properties/trigger/properties/sources/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
if(data26.retryOf !== undefined){
let data33 = data26.retryOf;
if(typeof data33 === "string"){
if(func3(data33) > 63){
const err71 = {instancePath:instancePath+"/spec/trigger/retryOf",schemaPath:"#/properties/spec/properties/trigger/properties/retryOf/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
if(func3(data33) < 1){
const err72 = {instancePath:instancePath+"/spec/trigger/retryOf",schemaPath:"#/properties/spec/properties/trigger/properties/retryOf/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
else {
const err73 = {instancePath:instancePath+"/spec/trigger/retryOf",schemaPath:"#/properties/spec/properties/trigger/properties/retryOf/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
if(data26.requestedBy !== undefined){
let data34 = data26.requestedBy;
if(typeof data34 === "string"){
if(func3(data34) > 2560){
const err74 = {instancePath:instancePath+"/spec/trigger/requestedBy",schemaPath:"#/properties/spec/properties/trigger/properties/requestedBy/maxLength",keyword:"maxLength",params:{limit: 2560}};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
else {
const err75 = {instancePath:instancePath+"/spec/trigger/requestedBy",schemaPath:"#/properties/spec/properties/trigger/properties/requestedBy/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
}
else {
const err76 = {instancePath:instancePath+"/spec/trigger",schemaPath:"#/properties/spec/properties/trigger/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
if(data21.revisions !== undefined){
let data35 = data21.revisions;
if(Array.isArray(data35)){
if(data35.length > 16){
const err77 = {instancePath:instancePath+"/spec/revisions",schemaPath:"#/properties/spec/properties/revisions/maxItems",keyword:"maxItems",params:{limit: 16}};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
const len4 = data35.length;
for(let i4=0; i4<len4; i4++){
let data36 = data35[i4];
if(data36 && typeof data36 == "object" && !Array.isArray(data36)){
if(data36.source === undefined){
const err78 = {instancePath:instancePath+"/spec/revisions/" + i4,schemaPath:"#/properties/spec/properties/revisions/items/required",keyword:"required",params:{missingProperty: "source"}};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
if(data36.url === undefined){
const err79 = {instancePath:instancePath+"/spec/revisions/" + i4,schemaPath:"#/properties/spec/properties/revisions/items/required",keyword:"required",params:{missingProperty: "url"}};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
if(data36.revision === undefined){
const err80 = {instancePath:instancePath+"/spec/revisions/" + i4,schemaPath:"#/properties/spec/properties/revisions/items/required",keyword:"required",params:{missingProperty: "revision"}};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
for(const key7 in data36){
if(!(((key7 === "source") || (key7 === "url")) || (key7 === "revision"))){
const err81 = {instancePath:instancePath+"/spec/revisions/" + i4,schemaPath:"#/properties/spec/properties/revisions/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7}};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
if(data36.source !== undefined){
let data37 = data36.source;
if(typeof data37 === "string"){
if(func3(data37) > 30){
const err82 = {instancePath:instancePath+"/spec/revisions/" + i4+"/source",schemaPath:"#/properties/spec/properties/revisions/items/properties/source/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
if(func3(data37) < 1){
const err83 = {instancePath:instancePath+"/spec/revisions/" + i4+"/source",schemaPath:"#/properties/spec/properties/revisions/items/properties/source/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
else {
const err84 = {instancePath:instancePath+"/spec/revisions/" + i4+"/source",schemaPath:"#/properties/spec/properties/revisions/items/properties/source/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
if(data36.url !== undefined){
let data38 = data36.url;
if(typeof data38 === "string"){
if(func3(data38) > 2048){
const err85 = {instancePath:instancePath+"/spec/revisions/" + i4+"/url",schemaPath:"#/properties/spec/properties/revisions/items/properties/url/maxLength",keyword:"maxLength",params:{limit: 2048}};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
if(func3(data38) < 1){
const err86 = {instancePath:instancePath+"/spec/revisions/" + i4+"/url",schemaPath:"#/properties/spec/properties/revisions/items/properties/url/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
else {
const err87 = {instancePath:instancePath+"/spec/revisions/" + i4+"/url",schemaPath:"#/properties/spec/properties/revisions/items/properties/url/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
if(data36.revision !== undefined){
let data39 = data36.revision;
if(typeof data39 === "string"){
if(func3(data39) > 512){
const err88 = {instancePath:instancePath+"/spec/revisions/" + i4+"/revision",schemaPath:"#/properties/spec/properties/revisions/items/properties/revision/maxLength",keyword:"maxLength",params:{limit: 512}};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
if(!pattern66.test(data39)){
const err89 = {instancePath:instancePath+"/spec/revisions/" + i4+"/revision",schemaPath:"#/properties/spec/properties/revisions/items/properties/revision/pattern",keyword:"pattern",params:{pattern: "^\\S+@(sha1:[0-9a-f]{40}|sha256:[0-9a-f]{64})$"}};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
else {
const err90 = {instancePath:instancePath+"/spec/revisions/" + i4+"/revision",schemaPath:"#/properties/spec/properties/revisions/items/properties/revision/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
}
else {
const err91 = {instancePath:instancePath+"/spec/revisions/" + i4,schemaPath:"#/properties/spec/properties/revisions/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
}
else {
const err92 = {instancePath:instancePath+"/spec/revisions",schemaPath:"#/properties/spec/properties/revisions/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
if(data21.force !== undefined){
let data40 = data21.force;
if(Array.isArray(data40)){
if(data40.length > 50){
const err93 = {instancePath:instancePath+"/spec/force",schemaPath:"#/properties/spec/properties/force/maxItems",keyword:"maxItems",params:{limit: 50}};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
const len5 = data40.length;
for(let i5=0; i5<len5; i5++){
let data41 = data40[i5];
if(typeof data41 === "string"){
if(func3(data41) > 30){
const err94 = {instancePath:instancePath+"/spec/force/" + i5,schemaPath:"#/properties/spec/properties/force/items/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
if(func3(data41) < 1){
const err95 = {instancePath:instancePath+"/spec/force/" + i5,schemaPath:"#/properties/spec/properties/force/items/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
else {
const err96 = {instancePath:instancePath+"/spec/force/" + i5,schemaPath:"#/properties/spec/properties/force/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
}
else {
const err97 = {instancePath:instancePath+"/spec/force",schemaPath:"#/properties/spec/properties/force/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
}
if(data21.snapshot !== undefined){
let data42 = data21.snapshot;
if(!(data42 && typeof data42 == "object" && !Array.isArray(data42))){
const err98 = {instancePath:instancePath+"/spec/snapshot",schemaPath:"#/properties/spec/properties/snapshot/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
}
else {
const err99 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
}
let data43 = data.status;
if(data43 && typeof data43 == "object" && !Array.isArray(data43)){
if(data43.observedGeneration === undefined){
data43.observedGeneration = -1;
}
for(const key8 in data43){
if(!(func2.call(schema12.properties.status.properties, key8))){
const err100 = {instancePath:instancePath+"/status",schemaPath:"#/properties/status/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8}};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
let data44 = data43.observedGeneration;
if(!(((typeof data44 == "number") && (!(data44 % 1) && !isNaN(data44))) && (isFinite(data44)))){
const err101 = {instancePath:instancePath+"/status/observedGeneration",schemaPath:"#/properties/status/properties/observedGeneration/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
if(data43.conditions !== undefined){
let data45 = data43.conditions;
if(Array.isArray(data45)){
if(data45.length > 16){
const err102 = {instancePath:instancePath+"/status/conditions",schemaPath:"#/properties/status/properties/conditions/maxItems",keyword:"maxItems",params:{limit: 16}};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
const len6 = data45.length;
for(let i6=0; i6<len6; i6++){
let data46 = data45[i6];
if(data46 && typeof data46 == "object" && !Array.isArray(data46)){
if(data46.type === undefined){
const err103 = {instancePath:instancePath+"/status/conditions/" + i6,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "type"}};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
if(data46.status === undefined){
const err104 = {instancePath:instancePath+"/status/conditions/" + i6,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "status"}};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
if(data46.reason === undefined){
const err105 = {instancePath:instancePath+"/status/conditions/" + i6,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "reason"}};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
if(data46.message === undefined){
const err106 = {instancePath:instancePath+"/status/conditions/" + i6,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "message"}};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
if(data46.lastTransitionTime === undefined){
const err107 = {instancePath:instancePath+"/status/conditions/" + i6,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "lastTransitionTime"}};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
for(const key9 in data46){
if(!((((((key9 === "type") || (key9 === "status")) || (key9 === "observedGeneration")) || (key9 === "lastTransitionTime")) || (key9 === "reason")) || (key9 === "message"))){
const err108 = {instancePath:instancePath+"/status/conditions/" + i6,schemaPath:"#/properties/status/properties/conditions/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9}};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
if(data46.type !== undefined){
let data47 = data46.type;
if(typeof data47 === "string"){
if(func3(data47) > 64){
const err109 = {instancePath:instancePath+"/status/conditions/" + i6+"/type",schemaPath:"#/properties/status/properties/conditions/items/properties/type/maxLength",keyword:"maxLength",params:{limit: 64}};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
if(!pattern59.test(data47)){
const err110 = {instancePath:instancePath+"/status/conditions/" + i6+"/type",schemaPath:"#/properties/status/properties/conditions/items/properties/type/pattern",keyword:"pattern",params:{pattern: "^[A-Z][A-Za-z0-9]*$"}};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
else {
const err111 = {instancePath:instancePath+"/status/conditions/" + i6+"/type",schemaPath:"#/properties/status/properties/conditions/items/properties/type/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
if(data46.status !== undefined){
let data48 = data46.status;
if(typeof data48 !== "string"){
const err112 = {instancePath:instancePath+"/status/conditions/" + i6+"/status",schemaPath:"#/properties/status/properties/conditions/items/properties/status/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
if(!(((data48 === "True") || (data48 === "False")) || (data48 === "Unknown"))){
const err113 = {instancePath:instancePath+"/status/conditions/" + i6+"/status",schemaPath:"#/properties/status/properties/conditions/items/properties/status/enum",keyword:"enum",params:{allowedValues: schema12.properties.status.properties.conditions.items.properties.status.enum}};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
if(data46.observedGeneration !== undefined){
let data49 = data46.observedGeneration;
if(!(((typeof data49 == "number") && (!(data49 % 1) && !isNaN(data49))) && (isFinite(data49)))){
const err114 = {instancePath:instancePath+"/status/conditions/" + i6+"/observedGeneration",schemaPath:"#/properties/status/properties/conditions/items/properties/observedGeneration/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
if((typeof data49 == "number") && (isFinite(data49))){
if(data49 < 0 || isNaN(data49)){
const err115 = {instancePath:instancePath+"/status/conditions/" + i6+"/observedGeneration",schemaPath:"#/properties/status/properties/conditions/items/properties/observedGeneration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
}
}
if(data46.lastTransitionTime !== undefined){
let data50 = data46.lastTransitionTime;
if(typeof data50 === "string"){
if(func3(data50) > 64){
const err116 = {instancePath:instancePath+"/status/conditions/" + i6+"/lastTransitionTime",schemaPath:"#/properties/status/properties/conditions/items/properties/lastTransitionTime/maxLength",keyword:"maxLength",params:{limit: 64}};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
}
else {
const err117 = {instancePath:instancePath+"/status/conditions/" + i6+"/lastTransitionTime",schemaPath:"#/properties/status/properties/conditions/items/properties/lastTransitionTime/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
}
if(data46.reason !== undefined){
let data51 = data46.reason;
if(typeof data51 === "string"){
if(func3(data51) > 64){
const err118 = {instancePath:instancePath+"/status/conditions/" + i6+"/reason",schemaPath:"#/properties/status/properties/conditions/items/properties/reason/maxLength",keyword:"maxLength",params:{limit: 64}};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
if(!pattern59.test(data51)){
const err119 = {instancePath:instancePath+"/status/conditions/" + i6+"/reason",schemaPath:"#/properties/status/properties/conditions/items/properties/reason/pattern",keyword:"pattern",params:{pattern: "^[A-Z][A-Za-z0-9]*$"}};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
}
else {
const err120 = {instancePath:instancePath+"/status/conditions/" + i6+"/reason",schemaPath:"#/properties/status/properties/conditions/items/properties/reason/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
}
if(data46.message !== undefined){
let data52 = data46.message;
if(typeof data52 === "string"){
if(func3(data52) > 4096){
const err121 = {instancePath:instancePath+"/status/conditions/" + i6+"/message",schemaPath:"#/properties/status/properties/conditions/items/properties/message/maxLength",keyword:"maxLength",params:{limit: 4096}};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
}
else {
const err122 = {instancePath:instancePath+"/status/conditions/" + i6+"/message",schemaPath:"#/properties/status/properties/conditions/items/properties/message/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
}
}
else {
const err123 = {instancePath:instancePath+"/status/conditions/" + i6,schemaPath:"#/properties/status/properties/conditions/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
}
}
else {
const err124 = {instancePath:instancePath+"/status/conditions",schemaPath:"#/properties/status/properties/conditions/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
}
if(data43.phase !== undefined){
let data53 = data43.phase;
if(typeof data53 !== "string"){
const err125 = {instancePath:instancePath+"/status/phase",schemaPath:"#/properties/status/properties/phase/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
if(!((((((data53 === "Pending") || (data53 === "Running")) || (data53 === "Succeeded")) || (data53 === "Failed")) || (data53 === "Superseded")) || (data53 === "Cancelled"))){
const err126 = {instancePath:instancePath+"/status/phase",schemaPath:"#/properties/status/properties/phase/enum",keyword:"enum",params:{allowedValues: schema12.properties.status.properties.phase.enum}};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
}
if(data43.lastHandledRetry !== undefined){
let data54 = data43.lastHandledRetry;
if(typeof data54 === "string"){
if(func3(data54) > 256){
const err127 = {instancePath:instancePath+"/status/lastHandledRetry",schemaPath:"#/properties/status/properties/lastHandledRetry/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
}
else {
const err128 = {instancePath:instancePath+"/status/lastHandledRetry",schemaPath:"#/properties/status/properties/lastHandledRetry/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
}
if(data43.supersededBy !== undefined){
let data55 = data43.supersededBy;
if(typeof data55 === "string"){
if(func3(data55) > 63){
const err129 = {instancePath:instancePath+"/status/supersededBy",schemaPath:"#/properties/status/properties/supersededBy/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
}
else {
const err130 = {instancePath:instancePath+"/status/supersededBy",schemaPath:"#/properties/status/properties/supersededBy/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
}
if(data43.startedAt !== undefined){
let data56 = data43.startedAt;
if(typeof data56 === "string"){
if(func3(data56) > 64){
const err131 = {instancePath:instancePath+"/status/startedAt",schemaPath:"#/properties/status/properties/startedAt/maxLength",keyword:"maxLength",params:{limit: 64}};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
}
else {
const err132 = {instancePath:instancePath+"/status/startedAt",schemaPath:"#/properties/status/properties/startedAt/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
}
if(data43.finishedAt !== undefined){
let data57 = data43.finishedAt;
if(typeof data57 === "string"){
if(func3(data57) > 64){
const err133 = {instancePath:instancePath+"/status/finishedAt",schemaPath:"#/properties/status/properties/finishedAt/maxLength",keyword:"maxLength",params:{limit: 64}};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
}
else {
const err134 = {instancePath:instancePath+"/status/finishedAt",schemaPath:"#/properties/status/properties/finishedAt/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
}
if(data43.message !== undefined){
let data58 = data43.message;
if(typeof data58 === "string"){
if(func3(data58) > 4096){
const err135 = {instancePath:instancePath+"/status/message",schemaPath:"#/properties/status/properties/message/maxLength",keyword:"maxLength",params:{limit: 4096}};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
}
else {
const err136 = {instancePath:instancePath+"/status/message",schemaPath:"#/properties/status/properties/message/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
}
if(data43.steps !== undefined){
let data59 = data43.steps;
if(Array.isArray(data59)){
if(data59.length > 100){
const err137 = {instancePath:instancePath+"/status/steps",schemaPath:"#/properties/status/properties/steps/maxItems",keyword:"maxItems",params:{limit: 100}};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
const len7 = data59.length;
for(let i7=0; i7<len7; i7++){
let data60 = data59[i7];
if(data60 && typeof data60 == "object" && !Array.isArray(data60)){
if(data60.name === undefined){
const err138 = {instancePath:instancePath+"/status/steps/" + i7,schemaPath:"#/properties/status/properties/steps/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
if(data60.subject === undefined){
const err139 = {instancePath:instancePath+"/status/steps/" + i7,schemaPath:"#/properties/status/properties/steps/items/required",keyword:"required",params:{missingProperty: "subject"}};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
if(data60.type === undefined){
const err140 = {instancePath:instancePath+"/status/steps/" + i7,schemaPath:"#/properties/status/properties/steps/items/required",keyword:"required",params:{missingProperty: "type"}};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
if(data60.action === undefined){
const err141 = {instancePath:instancePath+"/status/steps/" + i7,schemaPath:"#/properties/status/properties/steps/items/required",keyword:"required",params:{missingProperty: "action"}};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
if(data60.state === undefined){
const err142 = {instancePath:instancePath+"/status/steps/" + i7,schemaPath:"#/properties/status/properties/steps/items/required",keyword:"required",params:{missingProperty: "state"}};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
if(data60.reasons === undefined){
const err143 = {instancePath:instancePath+"/status/steps/" + i7,schemaPath:"#/properties/status/properties/steps/items/required",keyword:"required",params:{missingProperty: "reasons"}};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
if(data60.outputs === undefined){
const err144 = {instancePath:instancePath+"/status/steps/" + i7,schemaPath:"#/properties/status/properties/steps/items/required",keyword:"required",params:{missingProperty: "outputs"}};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
if(data60.metrics === undefined){
const err145 = {instancePath:instancePath+"/status/steps/" + i7,schemaPath:"#/properties/status/properties/steps/items/required",keyword:"required",params:{missingProperty: "metrics"}};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
for(const key10 in data60){
if(!(func2.call(schema12.properties.status.properties.steps.items.properties, key10))){
const err146 = {instancePath:instancePath+"/status/steps/" + i7,schemaPath:"#/properties/status/properties/steps/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10}};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
}
if(data60.name !== undefined){
let data61 = data60.name;
if(typeof data61 === "string"){
if(func3(data61) > 30){
const err147 = {instancePath:instancePath+"/status/steps/" + i7+"/name",schemaPath:"#/properties/status/properties/steps/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
}
else {
const err148 = {instancePath:instancePath+"/status/steps/" + i7+"/name",schemaPath:"#/properties/status/properties/steps/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
}
if(data60.subject !== undefined){
let data62 = data60.subject;
if(typeof data62 !== "string"){
const err149 = {instancePath:instancePath+"/status/steps/" + i7+"/subject",schemaPath:"#/properties/status/properties/steps/items/properties/subject/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
if(!((data62 === "candidate") || (data62 === "champion"))){
const err150 = {instancePath:instancePath+"/status/steps/" + i7+"/subject",schemaPath:"#/properties/status/properties/steps/items/properties/subject/enum",keyword:"enum",params:{allowedValues: schema12.properties.status.properties.steps.items.properties.subject.enum}};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
}
if(data60.type !== undefined){
let data63 = data60.type;
if(typeof data63 !== "string"){
const err151 = {instancePath:instancePath+"/status/steps/" + i7+"/type",schemaPath:"#/properties/status/properties/steps/items/properties/type/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
if(!(((data63 === "run") || (data63 === "gate")) || (data63 === "deploy"))){
const err152 = {instancePath:instancePath+"/status/steps/" + i7+"/type",schemaPath:"#/properties/status/properties/steps/items/properties/type/enum",keyword:"enum",params:{allowedValues: schema12.properties.status.properties.steps.items.properties.type.enum}};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
}
if(data60.action !== undefined){
let data64 = data60.action;
if(typeof data64 !== "string"){
const err153 = {instancePath:instancePath+"/status/steps/" + i7+"/action",schemaPath:"#/properties/status/properties/steps/items/properties/action/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
if(!(((data64 === "Run") || (data64 === "Reuse")) || (data64 === "Pending"))){
const err154 = {instancePath:instancePath+"/status/steps/" + i7+"/action",schemaPath:"#/properties/status/properties/steps/items/properties/action/enum",keyword:"enum",params:{allowedValues: schema12.properties.status.properties.steps.items.properties.action.enum}};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
}
if(data60.state !== undefined){
let data65 = data60.state;
if(typeof data65 !== "string"){
const err155 = {instancePath:instancePath+"/status/steps/" + i7+"/state",schemaPath:"#/properties/status/properties/steps/items/properties/state/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
if(!((((((((data65 === "Pending") || (data65 === "Running")) || (data65 === "Succeeded")) || (data65 === "Reused")) || (data65 === "Refused")) || (data65 === "Failed")) || (data65 === "Skipped")) || (data65 === "Cancelled"))){
const err156 = {instancePath:instancePath+"/status/steps/" + i7+"/state",schemaPath:"#/properties/status/properties/steps/items/properties/state/enum",keyword:"enum",params:{allowedValues: schema12.properties.status.properties.steps.items.properties.state.enum}};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
}
if(data60.fingerprint !== undefined){
let data66 = data60.fingerprint;
if(typeof data66 === "string"){
if(func3(data66) > 128){
const err157 = {instancePath:instancePath+"/status/steps/" + i7+"/fingerprint",schemaPath:"#/properties/status/properties/steps/items/properties/fingerprint/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
}
else {
const err158 = {instancePath:instancePath+"/status/steps/" + i7+"/fingerprint",schemaPath:"#/properties/status/properties/steps/items/properties/fingerprint/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
}
if(data60.attempt !== undefined){
let data67 = data60.attempt;
if(!(((typeof data67 == "number") && (!(data67 % 1) && !isNaN(data67))) && (isFinite(data67)))){
const err159 = {instancePath:instancePath+"/status/steps/" + i7+"/attempt",schemaPath:"#/properties/status/properties/steps/items/properties/attempt/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
if((typeof data67 == "number") && (isFinite(data67))){
if(data67 < 1 || isNaN(data67)){
const err160 = {instancePath:instancePath+"/status/steps/" + i7+"/attempt",schemaPath:"#/properties/status/properties/steps/items/properties/attempt/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
}
}
}
if(data60.execution !== undefined){
let data68 = data60.execution;
if(typeof data68 === "string"){
if(func3(data68) > 63){
const err161 = {instancePath:instancePath+"/status/steps/" + i7+"/execution",schemaPath:"#/properties/status/properties/steps/items/properties/execution/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
}
else {
const err162 = {instancePath:instancePath+"/status/steps/" + i7+"/execution",schemaPath:"#/properties/status/properties/steps/items/properties/execution/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
}
if(data60.reuses !== undefined){
let data69 = data60.reuses;
if(typeof data69 === "string"){
if(func3(data69) > 128){
const err163 = {instancePath:instancePath+"/status/steps/" + i7+"/reuses",schemaPath:"#/properties/status/properties/steps/items/properties/reuses/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err163];
}
else {
vErrors.push(err163);
}
errors++;
}
}
else {
const err164 = {instancePath:instancePath+"/status/steps/" + i7+"/reuses",schemaPath:"#/properties/status/properties/steps/items/properties/reuses/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
}
if(data60.startedAt !== undefined){
let data70 = data60.startedAt;
if(typeof data70 === "string"){
if(func3(data70) > 64){
const err165 = {instancePath:instancePath+"/status/steps/" + i7+"/startedAt",schemaPath:"#/properties/status/properties/steps/items/properties/startedAt/maxLength",keyword:"maxLength",params:{limit: 64}};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
}
}
else {
const err166 = {instancePath:instancePath+"/status/steps/" + i7+"/startedAt",schemaPath:"#/properties/status/properties/steps/items/properties/startedAt/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err166];
}
else {
vErrors.push(err166);
}
errors++;
}
}
if(data60.finishedAt !== undefined){
let data71 = data60.finishedAt;
if(typeof data71 === "string"){
if(func3(data71) > 64){
const err167 = {instancePath:instancePath+"/status/steps/" + i7+"/finishedAt",schemaPath:"#/properties/status/properties/steps/items/properties/finishedAt/maxLength",keyword:"maxLength",params:{limit: 64}};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
}
else {
const err168 = {instancePath:instancePath+"/status/steps/" + i7+"/finishedAt",schemaPath:"#/properties/status/properties/steps/items/properties/finishedAt/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
}
if(data60.seconds !== undefined){
let data72 = data60.seconds;
if((typeof data72 == "number") && (isFinite(data72))){
if(data72 < 0 || isNaN(data72)){
const err169 = {instancePath:instancePath+"/status/steps/" + i7+"/seconds",schemaPath:"#/properties/status/properties/steps/items/properties/seconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err169];
}
else {
vErrors.push(err169);
}
errors++;
}
}
else {
const err170 = {instancePath:instancePath+"/status/steps/" + i7+"/seconds",schemaPath:"#/properties/status/properties/steps/items/properties/seconds/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err170];
}
else {
vErrors.push(err170);
}
errors++;
}
}
if(data60.savedSeconds !== undefined){
let data73 = data60.savedSeconds;
if((typeof data73 == "number") && (isFinite(data73))){
if(data73 < 0 || isNaN(data73)){
const err171 = {instancePath:instancePath+"/status/steps/" + i7+"/savedSeconds",schemaPath:"#/properties/status/properties/steps/items/properties/savedSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
}
else {
const err172 = {instancePath:instancePath+"/status/steps/" + i7+"/savedSeconds",schemaPath:"#/properties/status/properties/steps/items/properties/savedSeconds/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err172];
}
else {
vErrors.push(err172);
}
errors++;
}
}
if(data60.reasons !== undefined){
let data74 = data60.reasons;
if(Array.isArray(data74)){
if(data74.length > 32){
const err173 = {instancePath:instancePath+"/status/steps/" + i7+"/reasons",schemaPath:"#/properties/status/properties/steps/items/properties/reasons/maxItems",keyword:"maxItems",params:{limit: 32}};
if(vErrors === null){
vErrors = [err173];
}
else {
vErrors.push(err173);
}
errors++;
}
const len8 = data74.length;
for(let i8=0; i8<len8; i8++){
let data75 = data74[i8];
if(data75 && typeof data75 == "object" && !Array.isArray(data75)){
if(data75.kind === undefined){
const err174 = {instancePath:instancePath+"/status/steps/" + i7+"/reasons/" + i8,schemaPath:"#/properties/status/properties/steps/items/properties/reasons/items/required",keyword:"required",params:{missingProperty: "kind"}};
if(vErrors === null){
vErrors = [err174];
}
else {
vErrors.push(err174);
}
errors++;
}
if(data75.paths === undefined){
const err175 = {instancePath:instancePath+"/status/steps/" + i7+"/reasons/" + i8,schemaPath:"#/properties/status/properties/steps/items/properties/reasons/items/required",keyword:"required",params:{missingProperty: "paths"}};
if(vErrors === null){
vErrors = [err175];
}
else {
vErrors.push(err175);
}
errors++;
}
if(data75.commits === undefined){
const err176 = {instancePath:instancePath+"/status/steps/" + i7+"/reasons/" + i8,schemaPath:"#/properties/status/properties/steps/items/properties/reasons/items/required",keyword:"required",params:{missingProperty: "commits"}};
if(vErrors === null){
vErrors = [err176];
}
else {
vErrors.push(err176);
}
errors++;
}
if(data75.truncated === undefined){
const err177 = {instancePath:instancePath+"/status/steps/" + i7+"/reasons/" + i8,schemaPath:"#/properties/status/properties/steps/items/properties/reasons/items/required",keyword:"required",params:{missingProperty: "truncated"}};
if(vErrors === null){
vErrors = [err177];
}
else {
vErrors.push(err177);
}
errors++;
}
for(const key11 in data75){
if(!(((((key11 === "input") || (key11 === "kind")) || (key11 === "paths")) || (key11 === "commits")) || (key11 === "truncated"))){
const err178 = {instancePath:instancePath+"/status/steps/" + i7+"/reasons/" + i8,schemaPath:"#/properties/status/properties/steps/items/properties/reasons/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11}};
if(vErrors === null){
vErrors = [err178];
}
else {
vErrors.push(err178);
}
errors++;
}
}
if(data75.input !== undefined){
let data76 = data75.input;
if(typeof data76 === "string"){
if(func3(data76) > 256){
const err179 = {instancePath:instancePath+"/status/steps/" + i7+"/reasons/" + i8+"/input",schemaPath:"#/properties/status/properties/steps/items/properties/reasons/items/properties/input/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err179];
}
else {
vErrors.push(err179);
}
errors++;
}
}
else {
const err180 = {instancePath:instancePath+"/status/steps/" + i7+"/reasons/" + i8+"/input",schemaPath:"#/properties/status/properties/steps/items/properties/reasons/items/properties/input/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err180];
}
else {
vErrors.push(err180);
}
errors++;
}
}
if(data75.kind !== undefined){
let data77 = data75.kind;
if(typeof data77 !== "string"){
const err181 = {instancePath:instancePath+"/status/steps/" + i7+"/reasons/" + i8+"/kind",schemaPath:"#/properties/status/properties/steps/items/properties/reasons/items/properties/kind/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err181];
}
else {
vErrors.push(err181);
}
errors++;
}
if(!(((((((((data77 === "PathsChanged") || (data77 === "ParameterChanged")) || (data77 === "CommandChanged")) || (data77 === "EnvironmentChanged")) || (data77 === "ImageChanged")) || (data77 === "UpstreamChanged")) || (data77 === "NoResult")) || (data77 === "ArtifactMissing")) || (data77 === "Forced"))){
const err182 = {instancePath:instancePath+"/status/steps/" + i7+"/reasons/" + i8+"/kind",schemaPath:"#/properties/status/properties/steps/items/properties/reasons/items/properties/kind/enum",keyword:"enum",params:{allowedValues: schema12.properties.status.properties.steps.items.properties.reasons.items.properties.kind.enum}};
if(vErrors === null){
vErrors = [err182];
}
else {
vErrors.push(err182);
}
errors++;
}
}
if(data75.paths !== undefined){
let data78 = data75.paths;
if(Array.isArray(data78)){
if(data78.length > 100){
const err183 = {instancePath:instancePath+"/status/steps/" + i7+"/reasons/" + i8+"/paths",schemaPath:"#/properties/status/properties/steps/items/properties/reasons/items/properties/paths/maxItems",keyword:"maxItems",params:{limit: 100}};
if(vErrors === null){
vErrors = [err183];
}
else {
vErrors.push(err183);
}
errors++;
}
const len9 = data78.length;
for(let i9=0; i9<len9; i9++){
let data79 = data78[i9];
if(typeof data79 === "string"){
if(func3(data79) > 4096){
const err184 = {instancePath:instancePath+"/status/steps/" + i7+"/reasons/" + i8+"/paths/" + i9,schemaPath:"#/properties/status/properties/steps/items/properties/reasons/items/properties/paths/items/maxLength",keyword:"maxLength",params:{limit: 4096}};
if(vErrors === null){
vErrors = [err184];
}
else {
vErrors.push(err184);
}
errors++;
}
}
else {
const err185 = {instancePath:instancePath+"/status/steps/" + i7+"/reasons/" + i8+"/paths/" + i9,schemaPath:"#/properties/status/properties/steps/items/properties/reasons/items/properties/paths/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err185];
}
else {
vErrors.push(err185);
}
errors++;
}
}
}
else {
const err186 = {instancePath:instancePath+"/status/steps/" + i7+"/reasons/" + i8+"/paths",schemaPath:"#/properties/status/properties/steps/items/properties/reasons/items/properties/paths/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err186];
}
else {
vErrors.push(err186);
}
errors++;
}
}
if(data75.commits !== undefined){
let data80 = data75.commits;
if(Array.isArray(data80)){
if(data80.length > 20){
const err187 = {instancePath:instancePath+"/status/steps/" + i7+"/reasons/" + i8+"/commits",schemaPath:"#/properties/status/properties/steps/items/properties/reasons/items/properties/commits/maxItems",keyword:"maxItems",params:{limit: 20}};
if(vErrors === null){
vErrors = [err187];
}
else {
vErrors.push(err187);
}
errors++;
}
const len10 = data80.length;
for(let i10=0; i10<len10; i10++){
let data81 = data80[i10];
if(data81 && typeof data81 == "object" && !Array.isArray(data81)){
if(data81.sha === undefined){
const err188 = {instancePath:instancePath+"/status/steps/" + i7+"/reasons/" + i8+"/commits/" + i10,schemaPath:"#/properties/status/properties/steps/items/properties/reasons/items/properties/commits/items/required",keyword:"required",params:{missingProperty: "sha"}};
if(vErrors === null){
vErrors = [err188];
}
else {
vErrors.push(err188);
}
errors++;
}
if(data81.author === undefined){
const err189 = {instancePath:instancePath+"/status/steps/" + i7+"/reasons/" + i8+"/commits/" + i10,schemaPath:"#/properties/status/properties/steps/items/properties/reasons/items/properties/commits/items/required",keyword:"required",params:{missingProperty: "author"}};
if(vErrors === null){
vErrors = [err189];
}
else {
vErrors.push(err189);
}
errors++;
}
if(data81.subject === undefined){
const err190 = {instancePath:instancePath+"/status/steps/" + i7+"/reasons/" + i8+"/commits/" + i10,schemaPath:"#/properties/status/properties/steps/items/properties/reasons/items/properties/commits/items/required",keyword:"required",params:{missingProperty: "subject"}};
if(vErrors === null){
vErrors = [err190];
}
else {
vErrors.push(err190);
}
errors++;
}
for(const key12 in data81){
if(!(((key12 === "sha") || (key12 === "author")) || (key12 === "subject"))){
const err191 = {instancePath:instancePath+"/status/steps/" + i7+"/reasons/" + i8+"/commits/" + i10,schemaPath:"#/properties/status/properties/steps/items/properties/reasons/items/properties/commits/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key12}};
if(vErrors === null){
vErrors = [err191];
}
else {
vErrors.push(err191);
}
errors++;
}
}
if(data81.sha !== undefined){
let data82 = data81.sha;
if(typeof data82 === "string"){
if(func3(data82) > 64){
const err192 = {instancePath:instancePath+"/status/steps/" + i7+"/reasons/" + i8+"/commits/" + i10+"/sha",schemaPath:"#/properties/status/properties/steps/items/properties/reasons/items/properties/commits/items/properties/sha/maxLength",keyword:"maxLength",params:{limit: 64}};
if(vErrors === null){
vErrors = [err192];
}
else {
vErrors.push(err192);
}
errors++;
}
}
else {
const err193 = {instancePath:instancePath+"/status/steps/" + i7+"/reasons/" + i8+"/commits/" + i10+"/sha",schemaPath:"#/properties/status/properties/steps/items/properties/reasons/items/properties/commits/items/properties/sha/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err193];
}
else {
vErrors.push(err193);
}
errors++;
}
}
if(data81.author !== undefined){
let data83 = data81.author;
if(typeof data83 === "string"){
if(func3(data83) > 256){
const err194 = {instancePath:instancePath+"/status/steps/" + i7+"/reasons/" + i8+"/commits/" + i10+"/author",schemaPath:"#/properties/status/properties/steps/items/properties/reasons/items/properties/commits/items/properties/author/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err194];
}
else {
vErrors.push(err194);
}
errors++;
}
}
else {
const err195 = {instancePath:instancePath+"/status/steps/" + i7+"/reasons/" + i8+"/commits/" + i10+"/author",schemaPath:"#/properties/status/properties/steps/items/properties/reasons/items/properties/commits/items/properties/author/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err195];
}
else {
vErrors.push(err195);
}
errors++;
}
}
if(data81.subject !== undefined){
let data84 = data81.subject;
if(typeof data84 === "string"){
if(func3(data84) > 256){
const err196 = {instancePath:instancePath+"/status/steps/" + i7+"/reasons/" + i8+"/commits/" + i10+"/subject",schemaPath:"#/properties/status/properties/steps/items/properties/reasons/items/properties/commits/items/properties/subject/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err196];
}
else {
vErrors.push(err196);
}
errors++;
}
}
else {
const err197 = {instancePath:instancePath+"/status/steps/" + i7+"/reasons/" + i8+"/commits/" + i10+"/subject",schemaPath:"#/properties/status/properties/steps/items/properties/reasons/items/properties/commits/items/properties/subject/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err197];
}
else {
vErrors.push(err197);
}
errors++;
}
}
}
else {
const err198 = {instancePath:instancePath+"/status/steps/" + i7+"/reasons/" + i8+"/commits/" + i10,schemaPath:"#/properties/status/properties/steps/items/properties/reasons/items/properties/commits/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err198];
}
else {
vErrors.push(err198);
}
errors++;
}
}
}
else {
const err199 = {instancePath:instancePath+"/status/steps/" + i7+"/reasons/" + i8+"/commits",schemaPath:"#/properties/status/properties/steps/items/properties/reasons/items/properties/commits/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err199];
}
else {
vErrors.push(err199);
}
errors++;
}
}
if(data75.truncated !== undefined){
if(typeof data75.truncated !== "boolean"){
const err200 = {instancePath:instancePath+"/status/steps/" + i7+"/reasons/" + i8+"/truncated",schemaPath:"#/properties/status/properties/steps/items/properties/reasons/items/properties/truncated/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err200];
}
else {
vErrors.push(err200);
}
errors++;
}
}
}
else {
const err201 = {instancePath:instancePath+"/status/steps/" + i7+"/reasons/" + i8,schemaPath:"#/properties/status/properties/steps/items/properties/reasons/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err201];
}
else {
vErrors.push(err201);
}
errors++;
}
}
}
else {
const err202 = {instancePath:instancePath+"/status/steps/" + i7+"/reasons",schemaPath:"#/properties/status/properties/steps/items/properties/reasons/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err202];
}
else {
vErrors.push(err202);
}
errors++;
}
}
if(data60.outputs !== undefined){
let data86 = data60.outputs;
if(Array.isArray(data86)){
if(data86.length > 16){
const err203 = {instancePath:instancePath+"/status/steps/" + i7+"/outputs",schemaPath:"#/properties/status/properties/steps/items/properties/outputs/maxItems",keyword:"maxItems",params:{limit: 16}};
if(vErrors === null){
vErrors = [err203];
}
else {
vErrors.push(err203);
}
errors++;
}
const len11 = data86.length;
for(let i11=0; i11<len11; i11++){
let data87 = data86[i11];
if(data87 && typeof data87 == "object" && !Array.isArray(data87)){
if(data87.name === undefined){
const err204 = {instancePath:instancePath+"/status/steps/" + i7+"/outputs/" + i11,schemaPath:"#/properties/status/properties/steps/items/properties/outputs/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err204];
}
else {
vErrors.push(err204);
}
errors++;
}
if(data87.kind === undefined){
const err205 = {instancePath:instancePath+"/status/steps/" + i7+"/outputs/" + i11,schemaPath:"#/properties/status/properties/steps/items/properties/outputs/items/required",keyword:"required",params:{missingProperty: "kind"}};
if(vErrors === null){
vErrors = [err205];
}
else {
vErrors.push(err205);
}
errors++;
}
if(data87.digest === undefined){
const err206 = {instancePath:instancePath+"/status/steps/" + i7+"/outputs/" + i11,schemaPath:"#/properties/status/properties/steps/items/properties/outputs/items/required",keyword:"required",params:{missingProperty: "digest"}};
if(vErrors === null){
vErrors = [err206];
}
else {
vErrors.push(err206);
}
errors++;
}
if(data87.size === undefined){
const err207 = {instancePath:instancePath+"/status/steps/" + i7+"/outputs/" + i11,schemaPath:"#/properties/status/properties/steps/items/properties/outputs/items/required",keyword:"required",params:{missingProperty: "size"}};
if(vErrors === null){
vErrors = [err207];
}
else {
vErrors.push(err207);
}
errors++;
}
for(const key13 in data87){
if(!((((key13 === "name") || (key13 === "kind")) || (key13 === "digest")) || (key13 === "size"))){
const err208 = {instancePath:instancePath+"/status/steps/" + i7+"/outputs/" + i11,schemaPath:"#/properties/status/properties/steps/items/properties/outputs/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key13}};
if(vErrors === null){
vErrors = [err208];
}
else {
vErrors.push(err208);
}
errors++;
}
}
if(data87.name !== undefined){
let data88 = data87.name;
if(typeof data88 === "string"){
if(func3(data88) > 30){
const err209 = {instancePath:instancePath+"/status/steps/" + i7+"/outputs/" + i11+"/name",schemaPath:"#/properties/status/properties/steps/items/properties/outputs/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err209];
}
else {
vErrors.push(err209);
}
errors++;
}
}
else {
const err210 = {instancePath:instancePath+"/status/steps/" + i7+"/outputs/" + i11+"/name",schemaPath:"#/properties/status/properties/steps/items/properties/outputs/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err210];
}
else {
vErrors.push(err210);
}
errors++;
}
}
if(data87.kind !== undefined){
let data89 = data87.kind;
if(typeof data89 !== "string"){
const err211 = {instancePath:instancePath+"/status/steps/" + i7+"/outputs/" + i11+"/kind",schemaPath:"#/properties/status/properties/steps/items/properties/outputs/items/properties/kind/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err211];
}
else {
vErrors.push(err211);
}
errors++;
}
if(!(((data89 === "data") || (data89 === "model")) || (data89 === "metrics"))){
const err212 = {instancePath:instancePath+"/status/steps/" + i7+"/outputs/" + i11+"/kind",schemaPath:"#/properties/status/properties/steps/items/properties/outputs/items/properties/kind/enum",keyword:"enum",params:{allowedValues: schema12.properties.status.properties.steps.items.properties.outputs.items.properties.kind.enum}};
if(vErrors === null){
vErrors = [err212];
}
else {
vErrors.push(err212);
}
errors++;
}
}
if(data87.digest !== undefined){
let data90 = data87.digest;
if(typeof data90 === "string"){
if(func3(data90) > 128){
const err213 = {instancePath:instancePath+"/status/steps/" + i7+"/outputs/" + i11+"/digest",schemaPath:"#/properties/status/properties/steps/items/properties/outputs/items/properties/digest/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err213];
}
else {
vErrors.push(err213);
}
errors++;
}
}
else {
const err214 = {instancePath:instancePath+"/status/steps/" + i7+"/outputs/" + i11+"/digest",schemaPath:"#/properties/status/properties/steps/items/properties/outputs/items/properties/digest/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err214];
}
else {
vErrors.push(err214);
}
errors++;
}
}
if(data87.size !== undefined){
let data91 = data87.size;
if(!(((typeof data91 == "number") && (!(data91 % 1) && !isNaN(data91))) && (isFinite(data91)))){
const err215 = {instancePath:instancePath+"/status/steps/" + i7+"/outputs/" + i11+"/size",schemaPath:"#/properties/status/properties/steps/items/properties/outputs/items/properties/size/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err215];
}
else {
vErrors.push(err215);
}
errors++;
}
if((typeof data91 == "number") && (isFinite(data91))){
if(data91 < 0 || isNaN(data91)){
const err216 = {instancePath:instancePath+"/status/steps/" + i7+"/outputs/" + i11+"/size",schemaPath:"#/properties/status/properties/steps/items/properties/outputs/items/properties/size/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err216];
}
else {
vErrors.push(err216);
}
errors++;
}
}
}
}
else {
const err217 = {instancePath:instancePath+"/status/steps/" + i7+"/outputs/" + i11,schemaPath:"#/properties/status/properties/steps/items/properties/outputs/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err217];
}
else {
vErrors.push(err217);
}
errors++;
}
}
}
else {
const err218 = {instancePath:instancePath+"/status/steps/" + i7+"/outputs",schemaPath:"#/properties/status/properties/steps/items/properties/outputs/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err218];
}
else {
vErrors.push(err218);
}
errors++;
}
}
if(data60.metrics !== undefined){
let data92 = data60.metrics;
if(data92 && typeof data92 == "object" && !Array.isArray(data92)){
if(Object.keys(data92).length > 16){
const err219 = {instancePath:instancePath+"/status/steps/" + i7+"/metrics",schemaPath:"#/properties/status/properties/steps/items/properties/metrics/maxProperties",keyword:"maxProperties",params:{limit: 16}};
if(vErrors === null){
vErrors = [err219];
}
else {
vErrors.push(err219);
}
errors++;
}
for(const key14 in data92){
let data93 = data92[key14];
if(data93 && typeof data93 == "object" && !Array.isArray(data93)){
if(Object.keys(data93).length > 256){
const err220 = {instancePath:instancePath+"/status/steps/" + i7+"/metrics/" + key14.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/status/properties/steps/items/properties/metrics/additionalProperties/maxProperties",keyword:"maxProperties",params:{limit: 256}};
if(vErrors === null){
vErrors = [err220];
}
else {
vErrors.push(err220);
}
errors++;
}
for(const key15 in data93){
let data94 = data93[key15];
if(typeof data94 === "string"){
if(func3(data94) > 256){
const err221 = {instancePath:instancePath+"/status/steps/" + i7+"/metrics/" + key14.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + key15.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/status/properties/steps/items/properties/metrics/additionalProperties/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err221];
}
else {
vErrors.push(err221);
}
errors++;
}
}
else {
const err222 = {instancePath:instancePath+"/status/steps/" + i7+"/metrics/" + key14.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + key15.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/status/properties/steps/items/properties/metrics/additionalProperties/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err222];
}
else {
vErrors.push(err222);
}
errors++;
}
}
}
else {
const err223 = {instancePath:instancePath+"/status/steps/" + i7+"/metrics/" + key14.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/status/properties/steps/items/properties/metrics/additionalProperties/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err223];
}
else {
vErrors.push(err223);
}
errors++;
}
}
}
else {
const err224 = {instancePath:instancePath+"/status/steps/" + i7+"/metrics",schemaPath:"#/properties/status/properties/steps/items/properties/metrics/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err224];
}
else {
vErrors.push(err224);
}
errors++;
}
}
if(data60.message !== undefined){
let data95 = data60.message;
if(typeof data95 === "string"){
if(func3(data95) > 4096){
const err225 = {instancePath:instancePath+"/status/steps/" + i7+"/message",schemaPath:"#/properties/status/properties/steps/items/properties/message/maxLength",keyword:"maxLength",params:{limit: 4096}};
if(vErrors === null){
vErrors = [err225];
}
else {
vErrors.push(err225);
}
errors++;
}
}
else {
const err226 = {instancePath:instancePath+"/status/steps/" + i7+"/message",schemaPath:"#/properties/status/properties/steps/items/properties/message/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err226];
}
else {
vErrors.push(err226);
}
errors++;
}
}
}
else {
const err227 = {instancePath:instancePath+"/status/steps/" + i7,schemaPath:"#/properties/status/properties/steps/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err227];
}
else {
vErrors.push(err227);
}
errors++;
}
}
}
else {
const err228 = {instancePath:instancePath+"/status/steps",schemaPath:"#/properties/status/properties/steps/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err228];
}
else {
vErrors.push(err228);
}
errors++;
}
}
}
else {
const err229 = {instancePath:instancePath+"/status",schemaPath:"#/properties/status/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err229];
}
else {
vErrors.push(err229);
}
errors++;
}
}
else {
const err230 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err230];
}
else {
vErrors.push(err230);
}
errors++;
}
validate11.errors = vErrors;
return errors === 0;
}

export const validateModelVersion = validate12;
const schema13 = {"type":"object","required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"type":"string","const":"refit.dev/v1alpha1"},"kind":{"type":"string","const":"ModelVersion"},"metadata":{"type":"object","required":["name"],"properties":{"name":{"type":"string","maxLength":63,"pattern":"^[a-z]([-a-z0-9]*[a-z0-9])?$"},"namespace":{"type":"string","minLength":1,"maxLength":63,"pattern":"^[a-z0-9]([-a-z0-9]*[a-z0-9])?$"},"labels":{"type":"object","additionalProperties":{"type":"string","maxLength":63,"pattern":"^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$"}},"annotations":{"type":"object","additionalProperties":{"type":"string","maxLength":262144}},"finalizers":{"type":"array","items":{"type":"string"}},"ownerReferences":{"type":"array","items":{"type":"object","additionalProperties":true}},"managedFields":{"type":"array","items":{"type":"object","additionalProperties":true}},"uid":{"type":"string"},"resourceVersion":{"type":"string"},"generation":{"type":"integer"},"creationTimestamp":{"type":"string"},"deletionTimestamp":{"type":"string"},"deletionGracePeriodSeconds":{"type":"integer"}},"additionalProperties":false},"spec":{"type":"object","required":["workflow","step","output","digest","size","fingerprint","run","revisions"],"properties":{"workflow":{"type":"string","minLength":1,"maxLength":40},"step":{"type":"string","minLength":1,"maxLength":30},"output":{"type":"string","minLength":1,"maxLength":30},"digest":{"type":"string","maxLength":71,"pattern":"^sha256:[0-9a-f]{64}$"},"size":{"type":"integer","format":"int64","minimum":0},"fingerprint":{"type":"string","maxLength":71,"pattern":"^sha256:[0-9a-f]{64}$"},"run":{"type":"string","minLength":1,"maxLength":63},"revisions":{"type":"array","maxItems":16,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["source"],"items":{"type":"object","required":["source","url","revision"],"properties":{"source":{"type":"string","minLength":1,"maxLength":30},"url":{"type":"string","minLength":1,"maxLength":2048},"revision":{"type":"string","maxLength":512,"pattern":"^\\S+@(sha1:[0-9a-f]{40}|sha256:[0-9a-f]{64})$"}},"additionalProperties":false}},"imageID":{"type":"string","minLength":1,"maxLength":512},"metrics":{"type":"object","maxProperties":16,"additionalProperties":{"type":"object","maxProperties":256,"additionalProperties":{"type":"string","maxLength":256}}}},"additionalProperties":false},"status":{"type":"object","default":{"observedGeneration":-1},"properties":{"observedGeneration":{"type":"integer","format":"int64","default":-1},"conditions":{"type":"array","maxItems":16,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["type"],"items":{"type":"object","required":["type","status","reason","message","lastTransitionTime"],"properties":{"type":{"type":"string","maxLength":64,"pattern":"^[A-Z][A-Za-z0-9]*$"},"status":{"type":"string","enum":["True","False","Unknown"]},"observedGeneration":{"type":"integer","format":"int64","minimum":0},"lastTransitionTime":{"type":"string","format":"date-time","maxLength":64},"reason":{"type":"string","maxLength":64,"pattern":"^[A-Z][A-Za-z0-9]*$"},"message":{"type":"string","maxLength":4096}},"additionalProperties":false}},"stages":{"type":"array","maxItems":50,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name","state","run","since"],"properties":{"name":{"type":"string","maxLength":30},"state":{"type":"string","enum":["Candidate","Live","Retired","Blocked"]},"run":{"type":"string","maxLength":63},"since":{"type":"string","format":"date-time","maxLength":64},"message":{"type":"string","maxLength":4096}},"additionalProperties":false}}},"additionalProperties":false}},"additionalProperties":false};
const pattern72 = new RegExp("^sha256:[0-9a-f]{64}$", "u");

function validate12(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.status === undefined){
data.status = {"observedGeneration":-1};
}
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.metadata === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.spec === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "spec"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!(((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec")) || (key0 === "status"))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
const err5 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if("refit.dev/v1alpha1" !== data0){
const err6 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "refit.dev/v1alpha1"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if("ModelVersion" !== data1){
const err8 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "ModelVersion"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
const err9 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key1 in data2){
if(!(func2.call(schema13.properties.metadata.properties, key1))){
const err10 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(func3(data3) > 63){
const err11 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!pattern0.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z]([-a-z0-9]*[a-z0-9])?$"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data2.namespace !== undefined){
let data4 = data2.namespace;
if(typeof data4 === "string"){
if(func3(data4) > 63){
const err14 = {instancePath:instancePath+"/metadata/namespace",schemaPath:"#/properties/metadata/properties/namespace/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(func3(data4) < 1){
const err15 = {instancePath:instancePath+"/metadata/namespace",schemaPath:"#/properties/metadata/properties/namespace/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(!pattern1.test(data4)){
const err16 = {instancePath:instancePath+"/metadata/namespace",schemaPath:"#/properties/metadata/properties/namespace/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/metadata/namespace",schemaPath:"#/properties/metadata/properties/namespace/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data2.labels !== undefined){
let data5 = data2.labels;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key2 in data5){
let data6 = data5[key2];
if(typeof data6 === "string"){
if(func3(data6) > 63){
const err18 = {instancePath:instancePath+"/metadata/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/labels/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(!pattern2.test(data6)){
const err19 = {instancePath:instancePath+"/metadata/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/labels/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
else {
const err20 = {instancePath:instancePath+"/metadata/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
else {
const err21 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data2.annotations !== undefined){
let data7 = data2.annotations;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
for(const key3 in data7){
let data8 = data7[key3];
if(typeof data8 === "string"){
if(func3(data8) > 262144){
const err22 = {instancePath:instancePath+"/metadata/annotations/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/annotations/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 262144}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
else {
const err23 = {instancePath:instancePath+"/metadata/annotations/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/annotations/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
}
else {
const err24 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data2.finalizers !== undefined){
let data9 = data2.finalizers;
if(Array.isArray(data9)){
const len0 = data9.length;
for(let i0=0; i0<len0; i0++){
if(typeof data9[i0] !== "string"){
const err25 = {instancePath:instancePath+"/metadata/finalizers/" + i0,schemaPath:"#/properties/metadata/properties/finalizers/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
}
else {
const err26 = {instancePath:instancePath+"/metadata/finalizers",schemaPath:"#/properties/metadata/properties/finalizers/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data2.ownerReferences !== undefined){
let data11 = data2.ownerReferences;
if(Array.isArray(data11)){
const len1 = data11.length;
for(let i1=0; i1<len1; i1++){
let data12 = data11[i1];
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
}
else {
const err27 = {instancePath:instancePath+"/metadata/ownerReferences/" + i1,schemaPath:"#/properties/metadata/properties/ownerReferences/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
}
else {
const err28 = {instancePath:instancePath+"/metadata/ownerReferences",schemaPath:"#/properties/metadata/properties/ownerReferences/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data2.managedFields !== undefined){
let data13 = data2.managedFields;
if(Array.isArray(data13)){
const len2 = data13.length;
for(let i2=0; i2<len2; i2++){
let data14 = data13[i2];
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
}
else {
const err29 = {instancePath:instancePath+"/metadata/managedFields/" + i2,schemaPath:"#/properties/metadata/properties/managedFields/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
else {
const err30 = {instancePath:instancePath+"/metadata/managedFields",schemaPath:"#/properties/metadata/properties/managedFields/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data2.uid !== undefined){
if(typeof data2.uid !== "string"){
const err31 = {instancePath:instancePath+"/metadata/uid",schemaPath:"#/properties/metadata/properties/uid/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data2.resourceVersion !== undefined){
if(typeof data2.resourceVersion !== "string"){
const err32 = {instancePath:instancePath+"/metadata/resourceVersion",schemaPath:"#/properties/metadata/properties/resourceVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data2.generation !== undefined){
let data17 = data2.generation;
if(!(((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))) && (isFinite(data17)))){
const err33 = {instancePath:instancePath+"/metadata/generation",schemaPath:"#/properties/metadata/properties/generation/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data2.creationTimestamp !== undefined){
if(typeof data2.creationTimestamp !== "string"){
const err34 = {instancePath:instancePath+"/metadata/creationTimestamp",schemaPath:"#/properties/metadata/properties/creationTimestamp/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data2.deletionTimestamp !== undefined){
if(typeof data2.deletionTimestamp !== "string"){
const err35 = {instancePath:instancePath+"/metadata/deletionTimestamp",schemaPath:"#/properties/metadata/properties/deletionTimestamp/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data2.deletionGracePeriodSeconds !== undefined){
let data20 = data2.deletionGracePeriodSeconds;
if(!(((typeof data20 == "number") && (!(data20 % 1) && !isNaN(data20))) && (isFinite(data20)))){
const err36 = {instancePath:instancePath+"/metadata/deletionGracePeriodSeconds",schemaPath:"#/properties/metadata/properties/deletionGracePeriodSeconds/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
else {
const err37 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data.spec !== undefined){
let data21 = data.spec;
if(data21 && typeof data21 == "object" && !Array.isArray(data21)){
if(data21.workflow === undefined){
const err38 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "workflow"}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(data21.step === undefined){
const err39 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "step"}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(data21.output === undefined){
const err40 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "output"}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(data21.digest === undefined){
const err41 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "digest"}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if(data21.size === undefined){
const err42 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "size"}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if(data21.fingerprint === undefined){
const err43 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "fingerprint"}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if(data21.run === undefined){
const err44 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "run"}};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if(data21.revisions === undefined){
const err45 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "revisions"}};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
for(const key4 in data21){
if(!(func2.call(schema13.properties.spec.properties, key4))){
const err46 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data21.workflow !== undefined){
let data22 = data21.workflow;
if(typeof data22 === "string"){
if(func3(data22) > 40){
const err47 = {instancePath:instancePath+"/spec/workflow",schemaPath:"#/properties/spec/properties/workflow/maxLength",keyword:"maxLength",params:{limit: 40}};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if(func3(data22) < 1){
const err48 = {instancePath:instancePath+"/spec/workflow",schemaPath:"#/properties/spec/properties/workflow/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
else {
const err49 = {instancePath:instancePath+"/spec/workflow",schemaPath:"#/properties/spec/properties/workflow/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data21.step !== undefined){
let data23 = data21.step;
if(typeof data23 === "string"){
if(func3(data23) > 30){
const err50 = {instancePath:instancePath+"/spec/step",schemaPath:"#/properties/spec/properties/step/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if(func3(data23) < 1){
const err51 = {instancePath:instancePath+"/spec/step",schemaPath:"#/properties/spec/properties/step/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
else {
const err52 = {instancePath:instancePath+"/spec/step",schemaPath:"#/properties/spec/properties/step/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
if(data21.output !== undefined){
let data24 = data21.output;
if(typeof data24 === "string"){
if(func3(data24) > 30){
const err53 = {instancePath:instancePath+"/spec/output",schemaPath:"#/properties/spec/properties/output/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if(func3(data24) < 1){
const err54 = {instancePath:instancePath+"/spec/output",schemaPath:"#/properties/spec/properties/output/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
else {
const err55 = {instancePath:instancePath+"/spec/output",schemaPath:"#/properties/spec/properties/output/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
if(data21.digest !== undefined){
let data25 = data21.digest;
if(typeof data25 === "string"){
if(func3(data25) > 71){
const err56 = {instancePath:instancePath+"/spec/digest",schemaPath:"#/properties/spec/properties/digest/maxLength",keyword:"maxLength",params:{limit: 71}};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
if(!pattern72.test(data25)){
const err57 = {instancePath:instancePath+"/spec/digest",schemaPath:"#/properties/spec/properties/digest/pattern",keyword:"pattern",params:{pattern: "^sha256:[0-9a-f]{64}$"}};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
else {
const err58 = {instancePath:instancePath+"/spec/digest",schemaPath:"#/properties/spec/properties/digest/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data21.size !== undefined){
let data26 = data21.size;
if(!(((typeof data26 == "number") && (!(data26 % 1) && !isNaN(data26))) && (isFinite(data26)))){
const err59 = {instancePath:instancePath+"/spec/size",schemaPath:"#/properties/spec/properties/size/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
if((typeof data26 == "number") && (isFinite(data26))){
if(data26 < 0 || isNaN(data26)){
const err60 = {instancePath:instancePath+"/spec/size",schemaPath:"#/properties/spec/properties/size/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
}
if(data21.fingerprint !== undefined){
let data27 = data21.fingerprint;
if(typeof data27 === "string"){
if(func3(data27) > 71){
const err61 = {instancePath:instancePath+"/spec/fingerprint",schemaPath:"#/properties/spec/properties/fingerprint/maxLength",keyword:"maxLength",params:{limit: 71}};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
if(!pattern72.test(data27)){
const err62 = {instancePath:instancePath+"/spec/fingerprint",schemaPath:"#/properties/spec/properties/fingerprint/pattern",keyword:"pattern",params:{pattern: "^sha256:[0-9a-f]{64}$"}};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
else {
const err63 = {instancePath:instancePath+"/spec/fingerprint",schemaPath:"#/properties/spec/properties/fingerprint/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
if(data21.run !== undefined){
let data28 = data21.run;
if(typeof data28 === "string"){
if(func3(data28) > 63){
const err64 = {instancePath:instancePath+"/spec/run",schemaPath:"#/properties/spec/properties/run/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
if(func3(data28) < 1){
const err65 = {instancePath:instancePath+"/spec/run",schemaPath:"#/properties/spec/properties/run/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
else {
const err66 = {instancePath:instancePath+"/spec/run",schemaPath:"#/properties/spec/properties/run/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
if(data21.revisions !== undefined){
let data29 = data21.revisions;
if(Array.isArray(data29)){
if(data29.length > 16){
const err67 = {instancePath:instancePath+"/spec/revisions",schemaPath:"#/properties/spec/properties/revisions/maxItems",keyword:"maxItems",params:{limit: 16}};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
const len3 = data29.length;
for(let i3=0; i3<len3; i3++){
let data30 = data29[i3];
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
if(data30.source === undefined){
const err68 = {instancePath:instancePath+"/spec/revisions/" + i3,schemaPath:"#/properties/spec/properties/revisions/items/required",keyword:"required",params:{missingProperty: "source"}};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
if(data30.url === undefined){
const err69 = {instancePath:instancePath+"/spec/revisions/" + i3,schemaPath:"#/properties/spec/properties/revisions/items/required",keyword:"required",params:{missingProperty: "url"}};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
if(data30.revision === undefined){
const err70 = {instancePath:instancePath+"/spec/revisions/" + i3,schemaPath:"#/properties/spec/properties/revisions/items/required",keyword:"required",params:{missingProperty: "revision"}};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
for(const key5 in data30){
if(!(((key5 === "source") || (key5 === "url")) || (key5 === "revision"))){
const err71 = {instancePath:instancePath+"/spec/revisions/" + i3,schemaPath:"#/properties/spec/properties/revisions/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5}};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
if(data30.source !== undefined){
let data31 = data30.source;
if(typeof data31 === "string"){
if(func3(data31) > 30){
const err72 = {instancePath:instancePath+"/spec/revisions/" + i3+"/source",schemaPath:"#/properties/spec/properties/revisions/items/properties/source/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
if(func3(data31) < 1){
const err73 = {instancePath:instancePath+"/spec/revisions/" + i3+"/source",schemaPath:"#/properties/spec/properties/revisions/items/properties/source/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
else {
const err74 = {instancePath:instancePath+"/spec/revisions/" + i3+"/source",schemaPath:"#/properties/spec/properties/revisions/items/properties/source/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
if(data30.url !== undefined){
let data32 = data30.url;
if(typeof data32 === "string"){
if(func3(data32) > 2048){
const err75 = {instancePath:instancePath+"/spec/revisions/" + i3+"/url",schemaPath:"#/properties/spec/properties/revisions/items/properties/url/maxLength",keyword:"maxLength",params:{limit: 2048}};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
if(func3(data32) < 1){
const err76 = {instancePath:instancePath+"/spec/revisions/" + i3+"/url",schemaPath:"#/properties/spec/properties/revisions/items/properties/url/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
else {
const err77 = {instancePath:instancePath+"/spec/revisions/" + i3+"/url",schemaPath:"#/properties/spec/properties/revisions/items/properties/url/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
if(data30.revision !== undefined){
let data33 = data30.revision;
if(typeof data33 === "string"){
if(func3(data33) > 512){
const err78 = {instancePath:instancePath+"/spec/revisions/" + i3+"/revision",schemaPath:"#/properties/spec/properties/revisions/items/properties/revision/maxLength",keyword:"maxLength",params:{limit: 512}};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
if(!pattern66.test(data33)){
const err79 = {instancePath:instancePath+"/spec/revisions/" + i3+"/revision",schemaPath:"#/properties/spec/properties/revisions/items/properties/revision/pattern",keyword:"pattern",params:{pattern: "^\\S+@(sha1:[0-9a-f]{40}|sha256:[0-9a-f]{64})$"}};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
else {
const err80 = {instancePath:instancePath+"/spec/revisions/" + i3+"/revision",schemaPath:"#/properties/spec/properties/revisions/items/properties/revision/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
}
else {
const err81 = {instancePath:instancePath+"/spec/revisions/" + i3,schemaPath:"#/properties/spec/properties/revisions/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
}
else {
const err82 = {instancePath:instancePath+"/spec/revisions",schemaPath:"#/properties/spec/properties/revisions/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
if(data21.imageID !== undefined){
let data34 = data21.imageID;
if(typeof data34 === "string"){
if(func3(data34) > 512){
const err83 = {instancePath:instancePath+"/spec/imageID",schemaPath:"#/properties/spec/properties/imageID/maxLength",keyword:"maxLength",params:{limit: 512}};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
if(func3(data34) < 1){
const err84 = {instancePath:instancePath+"/spec/imageID",schemaPath:"#/properties/spec/properties/imageID/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
else {
const err85 = {instancePath:instancePath+"/spec/imageID",schemaPath:"#/properties/spec/properties/imageID/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
if(data21.metrics !== undefined){
let data35 = data21.metrics;
if(data35 && typeof data35 == "object" && !Array.isArray(data35)){
if(Object.keys(data35).length > 16){
const err86 = {instancePath:instancePath+"/spec/metrics",schemaPath:"#/properties/spec/properties/metrics/maxProperties",keyword:"maxProperties",params:{limit: 16}};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
for(const key6 in data35){
let data36 = data35[key6];
if(data36 && typeof data36 == "object" && !Array.isArray(data36)){
if(Object.keys(data36).length > 256){
const err87 = {instancePath:instancePath+"/spec/metrics/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/metrics/additionalProperties/maxProperties",keyword:"maxProperties",params:{limit: 256}};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
for(const key7 in data36){
let data37 = data36[key7];
if(typeof data37 === "string"){
if(func3(data37) > 256){
const err88 = {instancePath:instancePath+"/spec/metrics/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/metrics/additionalProperties/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
else {
const err89 = {instancePath:instancePath+"/spec/metrics/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/metrics/additionalProperties/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
}
else {
const err90 = {instancePath:instancePath+"/spec/metrics/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/metrics/additionalProperties/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
}
else {
const err91 = {instancePath:instancePath+"/spec/metrics",schemaPath:"#/properties/spec/properties/metrics/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
}
else {
const err92 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
let data38 = data.status;
if(data38 && typeof data38 == "object" && !Array.isArray(data38)){
if(data38.observedGeneration === undefined){
data38.observedGeneration = -1;
}
for(const key8 in data38){
if(!(((key8 === "observedGeneration") || (key8 === "conditions")) || (key8 === "stages"))){
const err93 = {instancePath:instancePath+"/status",schemaPath:"#/properties/status/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8}};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
let data39 = data38.observedGeneration;
if(!(((typeof data39 == "number") && (!(data39 % 1) && !isNaN(data39))) && (isFinite(data39)))){
const err94 = {instancePath:instancePath+"/status/observedGeneration",schemaPath:"#/properties/status/properties/observedGeneration/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
if(data38.conditions !== undefined){
let data40 = data38.conditions;
if(Array.isArray(data40)){
if(data40.length > 16){
const err95 = {instancePath:instancePath+"/status/conditions",schemaPath:"#/properties/status/properties/conditions/maxItems",keyword:"maxItems",params:{limit: 16}};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
const len4 = data40.length;
for(let i4=0; i4<len4; i4++){
let data41 = data40[i4];
if(data41 && typeof data41 == "object" && !Array.isArray(data41)){
if(data41.type === undefined){
const err96 = {instancePath:instancePath+"/status/conditions/" + i4,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "type"}};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
if(data41.status === undefined){
const err97 = {instancePath:instancePath+"/status/conditions/" + i4,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "status"}};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
if(data41.reason === undefined){
const err98 = {instancePath:instancePath+"/status/conditions/" + i4,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "reason"}};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
if(data41.message === undefined){
const err99 = {instancePath:instancePath+"/status/conditions/" + i4,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "message"}};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
if(data41.lastTransitionTime === undefined){
const err100 = {instancePath:instancePath+"/status/conditions/" + i4,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "lastTransitionTime"}};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
for(const key9 in data41){
if(!((((((key9 === "type") || (key9 === "status")) || (key9 === "observedGeneration")) || (key9 === "lastTransitionTime")) || (key9 === "reason")) || (key9 === "message"))){
const err101 = {instancePath:instancePath+"/status/conditions/" + i4,schemaPath:"#/properties/status/properties/conditions/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9}};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
}
if(data41.type !== undefined){
let data42 = data41.type;
if(typeof data42 === "string"){
if(func3(data42) > 64){
const err102 = {instancePath:instancePath+"/status/conditions/" + i4+"/type",schemaPath:"#/properties/status/properties/conditions/items/properties/type/maxLength",keyword:"maxLength",params:{limit: 64}};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
if(!pattern59.test(data42)){
const err103 = {instancePath:instancePath+"/status/conditions/" + i4+"/type",schemaPath:"#/properties/status/properties/conditions/items/properties/type/pattern",keyword:"pattern",params:{pattern: "^[A-Z][A-Za-z0-9]*$"}};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
else {
const err104 = {instancePath:instancePath+"/status/conditions/" + i4+"/type",schemaPath:"#/properties/status/properties/conditions/items/properties/type/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
if(data41.status !== undefined){
let data43 = data41.status;
if(typeof data43 !== "string"){
const err105 = {instancePath:instancePath+"/status/conditions/" + i4+"/status",schemaPath:"#/properties/status/properties/conditions/items/properties/status/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
if(!(((data43 === "True") || (data43 === "False")) || (data43 === "Unknown"))){
const err106 = {instancePath:instancePath+"/status/conditions/" + i4+"/status",schemaPath:"#/properties/status/properties/conditions/items/properties/status/enum",keyword:"enum",params:{allowedValues: schema13.properties.status.properties.conditions.items.properties.status.enum}};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
if(data41.observedGeneration !== undefined){
let data44 = data41.observedGeneration;
if(!(((typeof data44 == "number") && (!(data44 % 1) && !isNaN(data44))) && (isFinite(data44)))){
const err107 = {instancePath:instancePath+"/status/conditions/" + i4+"/observedGeneration",schemaPath:"#/properties/status/properties/conditions/items/properties/observedGeneration/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
if((typeof data44 == "number") && (isFinite(data44))){
if(data44 < 0 || isNaN(data44)){
const err108 = {instancePath:instancePath+"/status/conditions/" + i4+"/observedGeneration",schemaPath:"#/properties/status/properties/conditions/items/properties/observedGeneration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
}
if(data41.lastTransitionTime !== undefined){
let data45 = data41.lastTransitionTime;
if(typeof data45 === "string"){
if(func3(data45) > 64){
const err109 = {instancePath:instancePath+"/status/conditions/" + i4+"/lastTransitionTime",schemaPath:"#/properties/status/properties/conditions/items/properties/lastTransitionTime/maxLength",keyword:"maxLength",params:{limit: 64}};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
}
else {
const err110 = {instancePath:instancePath+"/status/conditions/" + i4+"/lastTransitionTime",schemaPath:"#/properties/status/properties/conditions/items/properties/lastTransitionTime/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
if(data41.reason !== undefined){
let data46 = data41.reason;
if(typeof data46 === "string"){
if(func3(data46) > 64){
const err111 = {instancePath:instancePath+"/status/conditions/" + i4+"/reason",schemaPath:"#/properties/status/properties/conditions/items/properties/reason/maxLength",keyword:"maxLength",params:{limit: 64}};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
if(!pattern59.test(data46)){
const err112 = {instancePath:instancePath+"/status/conditions/" + i4+"/reason",schemaPath:"#/properties/status/properties/conditions/items/properties/reason/pattern",keyword:"pattern",params:{pattern: "^[A-Z][A-Za-z0-9]*$"}};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
else {
const err113 = {instancePath:instancePath+"/status/conditions/" + i4+"/reason",schemaPath:"#/properties/status/properties/conditions/items/properties/reason/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
if(data41.message !== undefined){
let data47 = data41.message;
if(typeof data47 === "string"){
if(func3(data47) > 4096){
const err114 = {instancePath:instancePath+"/status/conditions/" + i4+"/message",schemaPath:"#/properties/status/properties/conditions/items/properties/message/maxLength",keyword:"maxLength",params:{limit: 4096}};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
}
else {
const err115 = {instancePath:instancePath+"/status/conditions/" + i4+"/message",schemaPath:"#/properties/status/properties/conditions/items/properties/message/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
}
}
else {
const err116 = {instancePath:instancePath+"/status/conditions/" + i4,schemaPath:"#/properties/status/properties/conditions/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
}
}
else {
const err117 = {instancePath:instancePath+"/status/conditions",schemaPath:"#/properties/status/properties/conditions/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
}
if(data38.stages !== undefined){
let data48 = data38.stages;
if(Array.isArray(data48)){
if(data48.length > 50){
const err118 = {instancePath:instancePath+"/status/stages",schemaPath:"#/properties/status/properties/stages/maxItems",keyword:"maxItems",params:{limit: 50}};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
const len5 = data48.length;
for(let i5=0; i5<len5; i5++){
let data49 = data48[i5];
if(data49 && typeof data49 == "object" && !Array.isArray(data49)){
if(data49.name === undefined){
const err119 = {instancePath:instancePath+"/status/stages/" + i5,schemaPath:"#/properties/status/properties/stages/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
if(data49.state === undefined){
const err120 = {instancePath:instancePath+"/status/stages/" + i5,schemaPath:"#/properties/status/properties/stages/items/required",keyword:"required",params:{missingProperty: "state"}};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
if(data49.run === undefined){
const err121 = {instancePath:instancePath+"/status/stages/" + i5,schemaPath:"#/properties/status/properties/stages/items/required",keyword:"required",params:{missingProperty: "run"}};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
if(data49.since === undefined){
const err122 = {instancePath:instancePath+"/status/stages/" + i5,schemaPath:"#/properties/status/properties/stages/items/required",keyword:"required",params:{missingProperty: "since"}};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
for(const key10 in data49){
if(!(((((key10 === "name") || (key10 === "state")) || (key10 === "run")) || (key10 === "since")) || (key10 === "message"))){
const err123 = {instancePath:instancePath+"/status/stages/" + i5,schemaPath:"#/properties/status/properties/stages/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10}};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
}
if(data49.name !== undefined){
let data50 = data49.name;
if(typeof data50 === "string"){
if(func3(data50) > 30){
const err124 = {instancePath:instancePath+"/status/stages/" + i5+"/name",schemaPath:"#/properties/status/properties/stages/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
}
else {
const err125 = {instancePath:instancePath+"/status/stages/" + i5+"/name",schemaPath:"#/properties/status/properties/stages/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
}
if(data49.state !== undefined){
let data51 = data49.state;
if(typeof data51 !== "string"){
const err126 = {instancePath:instancePath+"/status/stages/" + i5+"/state",schemaPath:"#/properties/status/properties/stages/items/properties/state/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
if(!((((data51 === "Candidate") || (data51 === "Live")) || (data51 === "Retired")) || (data51 === "Blocked"))){
const err127 = {instancePath:instancePath+"/status/stages/" + i5+"/state",schemaPath:"#/properties/status/properties/stages/items/properties/state/enum",keyword:"enum",params:{allowedValues: schema13.properties.status.properties.stages.items.properties.state.enum}};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
}
if(data49.run !== undefined){
let data52 = data49.run;
if(typeof data52 === "string"){
if(func3(data52) > 63){
const err128 = {instancePath:instancePath+"/status/stages/" + i5+"/run",schemaPath:"#/properties/status/properties/stages/items/properties/run/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
}
else {
const err129 = {instancePath:instancePath+"/status/stages/" + i5+"/run",schemaPath:"#/properties/status/properties/stages/items/properties/run/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
}
if(data49.since !== undefined){
let data53 = data49.since;
if(typeof data53 === "string"){
if(func3(data53) > 64){
const err130 = {instancePath:instancePath+"/status/stages/" + i5+"/since",schemaPath:"#/properties/status/properties/stages/items/properties/since/maxLength",keyword:"maxLength",params:{limit: 64}};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
}
else {
const err131 = {instancePath:instancePath+"/status/stages/" + i5+"/since",schemaPath:"#/properties/status/properties/stages/items/properties/since/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
}
if(data49.message !== undefined){
let data54 = data49.message;
if(typeof data54 === "string"){
if(func3(data54) > 4096){
const err132 = {instancePath:instancePath+"/status/stages/" + i5+"/message",schemaPath:"#/properties/status/properties/stages/items/properties/message/maxLength",keyword:"maxLength",params:{limit: 4096}};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
}
else {
const err133 = {instancePath:instancePath+"/status/stages/" + i5+"/message",schemaPath:"#/properties/status/properties/stages/items/properties/message/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
}
}
else {
const err134 = {instancePath:instancePath+"/status/stages/" + i5,schemaPath:"#/properties/status/properties/stages/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
}
}
else {
const err135 = {instancePath:instancePath+"/status/stages",schemaPath:"#/properties/status/properties/stages/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
}
}
else {
const err136 = {instancePath:instancePath+"/status",schemaPath:"#/properties/status/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
}
else {
const err137 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
validate12.errors = vErrors;
return errors === 0;
}

