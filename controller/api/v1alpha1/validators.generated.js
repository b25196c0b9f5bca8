/* Generated from crds/ by `npm run generate`. */
import func3Module from 'ajv/dist/runtime/ucs2length.js';
"use strict";
export const validateWorkflowSpec = validate10;
const schema11 = {"type":"object","required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"type":"string","const":"refit.dev/v1alpha1"},"kind":{"type":"string","const":"WorkflowSpec"},"metadata":{"type":"object","required":["name"],"properties":{"name":{"type":"string","maxLength":40,"pattern":"^[a-z]([-a-z0-9]*[a-z0-9])?$"},"namespace":{"type":"string","minLength":1,"maxLength":63,"pattern":"^[a-z0-9]([-a-z0-9]*[a-z0-9])?$"},"labels":{"type":"object","additionalProperties":{"type":"string","maxLength":63,"pattern":"^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$"}},"annotations":{"type":"object","additionalProperties":{"type":"string","maxLength":262144}},"finalizers":{"type":"array","items":{"type":"string"}},"ownerReferences":{"type":"array","items":{"type":"object","additionalProperties":true}},"managedFields":{"type":"array","items":{"type":"object","additionalProperties":true}},"uid":{"type":"string"},"resourceVersion":{"type":"string"},"generation":{"type":"integer"},"creationTimestamp":{"type":"string"},"deletionTimestamp":{"type":"string"},"deletionGracePeriodSeconds":{"type":"integer"}},"additionalProperties":false},"spec":{"type":"object","required":["sources","steps"],"properties":{"sources":{"type":"array","minItems":1,"maxItems":16,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name","git"],"properties":{"name":{"type":"string","minLength":1,"maxLength":30,"pattern":"^[a-z]([-a-z0-9]*[a-z0-9])?$"},"git":{"type":"object","required":["url"],"properties":{"url":{"type":"string","minLength":1,"maxLength":2048},"ref":{"type":"object","properties":{"branch":{"type":"string","minLength":1,"maxLength":255,"pattern":"^[^\\s~^:?*\\[\\\\\\x00-\\x1f-][^\\s~^:?*\\[\\\\\\x00-\\x1f]*$"}},"additionalProperties":false},"interval":{"type":"string","default":"1m","maxLength":32,"pattern":"^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$"}},"additionalProperties":false}},"additionalProperties":false}},"environments":{"type":"array","maxItems":16,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":1,"maxLength":30,"pattern":"^[a-z]([-a-z0-9]*[a-z0-9])?$"},"image":{"type":"string","minLength":1,"maxLength":1024,"pattern":"^\\S+$"},"lock":{"type":"object","required":["source","paths"],"properties":{"source":{"type":"string","minLength":1,"maxLength":30},"paths":{"type":"array","minItems":1,"maxItems":16,"items":{"type":"string","minLength":1,"maxLength":1024}}},"additionalProperties":false}},"additionalProperties":false}},"serviceAccountName":{"type":"string","minLength":1,"maxLength":253,"pattern":"^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$"},"artifacts":{"type":"object","required":["s3"],"properties":{"s3":{"type":"object","required":["endpoint","bucket","secretRef"],"properties":{"endpoint":{"type":"string","maxLength":2048,"pattern":"^https?://[^@/?#\\s]+(/[^?#\\s]*)?$"},"bucket":{"type":"string","minLength":3,"maxLength":63,"pattern":"^[a-z0-9][-.a-z0-9]*[a-z0-9]$"},"prefix":{"type":"string","minLength":1,"maxLength":512,"pattern":"^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*$"},"region":{"type":"string","minLength":1,"maxLength":63,"pattern":"^[a-z0-9-]+$"},"secretRef":{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":1,"maxLength":253,"pattern":"^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$"}},"additionalProperties":false}},"additionalProperties":false}},"additionalProperties":false},"parameters":{"type":"array","maxItems":100,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name","value"],"properties":{"name":{"type":"string","minLength":1,"maxLength":63,"pattern":"^[A-Za-z_][A-Za-z0-9_-]*$"},"value":{"type":"string","maxLength":4096}},"additionalProperties":false}},"stepDefaults":{"type":"object","default":{},"properties":{"run":{"type":"object","default":{},"properties":{"environment":{"type":"string","minLength":1,"maxLength":30},"image":{"type":"string","minLength":1,"maxLength":1024,"pattern":"^\\S+$"},"timeout":{"type":"string","default":"1h","maxLength":32,"pattern":"^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$"},"retries":{"type":"integer","format":"int32","default":0,"minimum":0,"maximum":10}},"additionalProperties":false}},"additionalProperties":false},"steps":{"type":"array","minItems":1,"maxItems":50,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":1,"maxLength":30,"pattern":"^[a-z]([-a-z0-9]*[a-z0-9])?$"},"needs":{"type":"array","maxItems":50,"x-kubernetes-list-type":"set","items":{"type":"string","minLength":1,"maxLength":30}},"inputs":{"type":"array","maxItems":32,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":1,"maxLength":30,"pattern":"^[a-z]([-a-z0-9]*[a-z0-9])?$"},"source":{"type":"string","minLength":1,"maxLength":30},"paths":{"type":"array","minItems":1,"maxItems":64,"items":{"type":"string","minLength":1,"maxLength":1024}},"from":{"type":"string","maxLength":61,"pattern":"^[a-z]([-a-z0-9]*[a-z0-9])?\\.[a-z]([-a-z0-9]*[a-z0-9])?$"},"path":{"type":"string","minLength":1,"maxLength":1024},"mode":{"type":"string","enum":["Copy","Mount"]}},"additionalProperties":false}},"outputs":{"type":"array","maxItems":16,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":1,"maxLength":30,"pattern":"^[a-z]([-a-z0-9]*[a-z0-9])?$"},"kind":{"type":"string","default":"data","enum":["data","model","metrics"]},"path":{"type":"string","minLength":1,"maxLength":1024}},"additionalProperties":false}},"run":{"type":"object","required":["command"],"properties":{"environment":{"type":"string","minLength":1,"maxLength":30},"image":{"type":"string","minLength":1,"maxLength":1024,"pattern":"^\\S+$"},"command":{"type":"array","minItems":1,"maxItems":64,"items":{"type":"string","maxLength":8192}},"args":{"type":"array","maxItems":256,"items":{"type":"string","maxLength":8192}},"workingDir":{"type":"string","minLength":1,"maxLength":1024},"env":{"type":"array","maxItems":100,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":1,"maxLength":128,"pattern":"^[A-Za-z_][A-Za-z0-9_]*$"},"value":{"type":"string","maxLength":8192},"valueFrom":{"type":"object","required":["secretKeyRef"],"properties":{"secretKeyRef":{"type":"object","required":["name","key"],"properties":{"name":{"type":"string","minLength":1,"maxLength":253,"pattern":"^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$"},"key":{"type":"string","minLength":1,"maxLength":253,"pattern":"^[-._a-zA-Z0-9]+$"}},"additionalProperties":false}},"additionalProperties":false}},"additionalProperties":false}},"timeout":{"type":"string","maxLength":32,"pattern":"^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$"},"retries":{"type":"integer","format":"int32","minimum":0,"maximum":10},"resources":{"type":"object","properties":{"requests":{"type":"object","maxProperties":20,"additionalProperties":{"type":"string","maxLength":32,"pattern":"^[0-9]+(\\.[0-9]+)?([eE][0-9]+|m|k|[KMGTPE]i?)?$"}},"limits":{"type":"object","maxProperties":20,"additionalProperties":{"type":"string","maxLength":32,"pattern":"^[0-9]+(\\.[0-9]+)?([eE][0-9]+|m|k|[KMGTPE]i?)?$"}}},"additionalProperties":false},"workspace":{"type":"object","required":["size"],"properties":{"size":{"type":"string","maxLength":32,"pattern":"^[0-9]+(\\.[0-9]+)?([eE][0-9]+|m|k|[KMGTPE]i?)?$"},"storageClass":{"type":"string","minLength":1,"maxLength":253}},"additionalProperties":false},"scratch":{"type":"object","required":["size"],"properties":{"size":{"type":"string","maxLength":32,"pattern":"^[0-9]+(\\.[0-9]+)?([eE][0-9]+|m|k|[KMGTPE]i?)?$"},"storageClass":{"type":"string","minLength":1,"maxLength":253}},"additionalProperties":false},"pod":{"type":"object","properties":{"nodeSelector":{"type":"object","maxProperties":32,"additionalProperties":{"type":"string","maxLength":63}},"tolerations":{"type":"array","maxItems":32,"x-kubernetes-list-type":"atomic","items":{"type":"object","x-kubernetes-preserve-unknown-fields":true}},"affinity":{"type":"object","x-kubernetes-preserve-unknown-fields":true},"volumes":{"type":"array","maxItems":32,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name"],"x-kubernetes-preserve-unknown-fields":true,"properties":{"name":{"type":"string","minLength":1,"maxLength":63,"pattern":"^[a-z0-9]([-a-z0-9]*[a-z0-9])?$"}}}},"volumeMounts":{"type":"array","maxItems":32,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["mountPath"],"items":{"type":"object","required":["name","mountPath"],"x-kubernetes-preserve-unknown-fields":true,"properties":{"name":{"type":"string","minLength":1,"maxLength":63},"mountPath":{"type":"string","minLength":1,"maxLength":1024}}}},"priorityClassName":{"type":"string","minLength":1,"maxLength":253},"imagePullSecrets":{"type":"array","maxItems":16,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":1,"maxLength":253}},"additionalProperties":false}},"labels":{"type":"object","maxProperties":32,"additionalProperties":{"type":"string","maxLength":63}},"annotations":{"type":"object","maxProperties":32,"additionalProperties":{"type":"string","maxLength":4096}}},"additionalProperties":false},"reuse":{"type":"object","properties":{"policy":{"type":"string","default":"Auto","enum":["Auto","Never"]},"maxAge":{"type":"string","maxLength":32,"pattern":"^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$"},"version":{"type":"string","minLength":1,"maxLength":128},"ignore":{"type":"array","maxItems":32,"x-kubernetes-list-type":"set","items":{"type":"string","minLength":1,"maxLength":30}}},"additionalProperties":false}},"additionalProperties":false},"gate":{"type":"array","minItems":1,"maxItems":20,"x-kubernetes-list-type":"atomic","items":{"type":"object","required":["metric"],"properties":{"metric":{"type":"string","maxLength":512,"pattern":"^\\s*\\{\\{.+\\}\\}\\s*$"},"min":{"type":"string","maxLength":32,"pattern":"^-?[0-9]+(\\.[0-9]+)?$"},"max":{"type":"string","maxLength":32,"pattern":"^-?[0-9]+(\\.[0-9]+)?$"},"champion":{"type":"object","required":["better","stage"],"properties":{"better":{"type":"string","enum":["Higher","Lower"]},"tolerance":{"type":"string","maxLength":32,"pattern":"^[0-9]+(\\.[0-9]+)?%?$"},"stage":{"type":"string","minLength":1,"maxLength":30}},"additionalProperties":false}},"additionalProperties":false}},"deploy":{"type":"object","required":["model","deployment"],"properties":{"model":{"type":"string","maxLength":61,"pattern":"^[a-z]([-a-z0-9]*[a-z0-9])?\\.[a-z]([-a-z0-9]*[a-z0-9])?$"},"deployment":{"type":"object","required":["command","port"],"properties":{"environment":{"type":"string","minLength":1,"maxLength":30},"image":{"type":"string","minLength":1,"maxLength":1024,"pattern":"^\\S+$"},"command":{"type":"array","minItems":1,"maxItems":64,"items":{"type":"string","maxLength":8192}},"args":{"type":"array","maxItems":256,"items":{"type":"string","maxLength":8192}},"workingDir":{"type":"string","minLength":1,"maxLength":1024},"env":{"type":"array","maxItems":100,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":1,"maxLength":128,"pattern":"^[A-Za-z_][A-Za-z0-9_]*$"},"value":{"type":"string","maxLength":8192},"valueFrom":{"type":"object","required":["secretKeyRef"],"properties":{"secretKeyRef":{"type":"object","required":["name","key"],"properties":{"name":{"type":"string","minLength":1,"maxLength":253,"pattern":"^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$"},"key":{"type":"string","minLength":1,"maxLength":253,"pattern":"^[-._a-zA-Z0-9]+$"}},"additionalProperties":false}},"additionalProperties":false}},"additionalProperties":false}},"resources":{"type":"object","properties":{"requests":{"type":"object","maxProperties":20,"additionalProperties":{"type":"string","maxLength":32,"pattern":"^[0-9]+(\\.[0-9]+)?([eE][0-9]+|m|k|[KMGTPE]i?)?$"}},"limits":{"type":"object","maxProperties":20,"additionalProperties":{"type":"string","maxLength":32,"pattern":"^[0-9]+(\\.[0-9]+)?([eE][0-9]+|m|k|[KMGTPE]i?)?$"}}},"additionalProperties":false},"pod":{"type":"object","properties":{"nodeSelector":{"type":"object","maxProperties":32,"additionalProperties":{"type":"string","maxLength":63}},"tolerations":{"type":"array","maxItems":32,"x-kubernetes-list-type":"atomic","items":{"type":"object","x-kubernetes-preserve-unknown-fields":true}},"affinity":{"type":"object","x-kubernetes-preserve-unknown-fields":true},"volumes":{"type":"array","maxItems":32,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name"],"x-kubernetes-preserve-unknown-fields":true,"properties":{"name":{"type":"string","minLength":1,"maxLength":63,"pattern":"^[a-z0-9]([-a-z0-9]*[a-z0-9])?$"}}}},"volumeMounts":{"type":"array","maxItems":32,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["mountPath"],"items":{"type":"object","required":["name","mountPath"],"x-kubernetes-preserve-unknown-fields":true,"properties":{"name":{"type":"string","minLength":1,"maxLength":63},"mountPath":{"type":"string","minLength":1,"maxLength":1024}}}},"priorityClassName":{"type":"string","minLength":1,"maxLength":253},"imagePullSecrets":{"type":"array","maxItems":16,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":1,"maxLength":253}},"additionalProperties":false}},"labels":{"type":"object","maxProperties":32,"additionalProperties":{"type":"string","maxLength":63}},"annotations":{"type":"object","maxProperties":32,"additionalProperties":{"type":"string","maxLength":4096}}},"additionalProperties":false},"port":{"type":"integer","format":"int32","minimum":1,"maximum":65535},"readiness":{"type":"object","default":{},"properties":{"path":{"type":"string","default":"/","maxLength":1024,"pattern":"^/\\S*$"},"timeout":{"type":"string","default":"2m","maxLength":32,"pattern":"^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$"}},"additionalProperties":false}},"additionalProperties":false}},"additionalProperties":false}},"additionalProperties":false}},"concurrency":{"type":"object","default":{},"properties":{"policy":{"type":"string","default":"Adopt","enum":["Adopt"]}},"additionalProperties":false},"history":{"type":"object","default":{},"properties":{"successful":{"type":"integer","format":"int32","default":10,"minimum":1,"maximum":1000},"failed":{"type":"integer","format":"int32","default":5,"minimum":1,"maximum":1000},"models":{"type":"integer","format":"int32","default":50,"minimum":1,"maximum":10000}},"additionalProperties":false},"deletionPolicy":{"type":"string","default":"Orphan","enum":["Orphan","Delete"]}},"additionalProperties":false},"status":{"type":"object","default":{"observedGeneration":-1},"properties":{"observedGeneration":{"type":"integer","format":"int64","default":-1},"conditions":{"type":"array","maxItems":16,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["type"],"items":{"type":"object","required":["type","status","reason","message","lastTransitionTime"],"properties":{"type":{"type":"string","maxLength":64,"pattern":"^[A-Z][A-Za-z0-9]*$"},"status":{"type":"string","enum":["True","False","Unknown"]},"observedGeneration":{"type":"integer","format":"int64","minimum":0},"lastTransitionTime":{"type":"string","format":"date-time","maxLength":64},"reason":{"type":"string","maxLength":64,"pattern":"^[A-Z][A-Za-z0-9]*$"},"message":{"type":"string","maxLength":4096}},"additionalProperties":false}},"sequence":{"type":"integer","format":"int64","minimum":0},"sources":{"type":"array","maxItems":16,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name","revision"],"properties":{"name":{"type":"string","maxLength":30},"revision":{"type":"string","maxLength":512}},"additionalProperties":false}},"decided":{"type":"object","required":["generation"],"properties":{"generation":{"type":"integer","format":"int64","minimum":0},"run":{"type":"string","maxLength":63}},"additionalProperties":false},"lastRun":{"type":"object","required":["name","state"],"properties":{"name":{"type":"string","maxLength":63},"state":{"type":"string","enum":["Pending","Running","Succeeded","Failed","Superseded","Cancelled"]},"finishedAt":{"type":"string","format":"date-time","maxLength":64}},"additionalProperties":false},"requests":{"type":"object","properties":{"run":{"type":"string","maxLength":256},"force":{"type":"string","maxLength":256}},"additionalProperties":false},"stages":{"type":"array","maxItems":50,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name","sequence","model","identity","release","run","phase"],"properties":{"name":{"type":"string","maxLength":30},"sequence":{"type":"integer","format":"int64","minimum":0},"model":{"type":"string","maxLength":128},"identity":{"type":"string","maxLength":128},"release":{"type":"string","maxLength":128},"run":{"type":"string","maxLength":63},"phase":{"type":"string","enum":["Progressing","Live","Failed"]},"message":{"type":"string","maxLength":4096},"url":{"type":"string","maxLength":2048},"live":{"type":"object","required":["sequence","model","identity","release","run","since"],"properties":{"sequence":{"type":"integer","format":"int64","minimum":0},"model":{"type":"string","maxLength":128},"identity":{"type":"string","maxLength":128},"release":{"type":"string","maxLength":128},"run":{"type":"string","maxLength":63},"since":{"type":"string","format":"date-time","maxLength":64}},"additionalProperties":false},"blocked":{"type":"array","maxItems":10,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["identity"],"items":{"type":"object","required":["identity","model","run","message"],"properties":{"identity":{"type":"string","maxLength":128},"model":{"type":"string","maxLength":128},"run":{"type":"string","maxLength":63},"message":{"type":"string","maxLength":4096}},"additionalProperties":false}}},"additionalProperties":false}}},"additionalProperties":false}},"additionalProperties":false};
const func2 = Object.prototype.hasOwnProperty;
const func3 = func3Module.default;
const pattern0 = new RegExp("^[a-z]([-a-z0-9]*[a-z0-9])?$", "u");
const pattern1 = new RegExp("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", "u");
const pattern2 = new RegExp("^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$", "u");
const pattern4 = new RegExp("^[^\\s~^:?*\\[\\\\\\x00-\\x1f-][^\\s~^:?*\\[\\\\\\x00-\\x1f]*$", "u");
const pattern5 = new RegExp("^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$", "u");
const pattern7 = new RegExp("^\\S+$", "u");
const pattern8 = new RegExp("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$", "u");
const pattern9 = new RegExp("^https?://[^@/?#\\s]+(/[^?#\\s]*)?$", "u");
const pattern10 = new RegExp("^[a-z0-9][-.a-z0-9]*[a-z0-9]$", "u");
const pattern11 = new RegExp("^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*$", "u");
const pattern12 = new RegExp("^[a-z0-9-]+$", "u");
const pattern14 = new RegExp("^[A-Za-z_][A-Za-z0-9_-]*$", "u");
const pattern19 = new RegExp("^[a-z]([-a-z0-9]*[a-z0-9])?\\.[a-z]([-a-z0-9]*[a-z0-9])?$", "u");
const pattern22 = new RegExp("^[A-Za-z_][A-Za-z0-9_]*$", "u");
const pattern24 = new RegExp("^[-._a-zA-Z0-9]+$", "u");
const pattern26 = new RegExp("^[0-9]+(\\.[0-9]+)?([eE][0-9]+|m|k|[KMGTPE]i?)?$", "u");
const pattern32 = new RegExp("^\\s*\\{\\{.+\\}\\}\\s*$", "u");
const pattern33 = new RegExp("^-?[0-9]+(\\.[0-9]+)?$", "u");
const pattern35 = new RegExp("^[0-9]+(\\.[0-9]+)?%?$", "u");
const pattern44 = new RegExp("^/\\S*$", "u");
const pattern46 = new RegExp("^[A-Z][A-Za-z0-9]*$", "u");

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
if(!((key5 === "name") || (key5 === "git"))){
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
if(data23.git !== undefined){
let data25 = data23.git;
if(data25 && typeof data25 == "object" && !Array.isArray(data25)){
if(data25.interval === undefined){
data25.interval = "1m";
}
if(data25.url === undefined){
const err50 = {instancePath:instancePath+"/spec/sources/" + i3+"/git",schemaPath:"#/properties/spec/properties/sources/items/properties/git/required",keyword:"required",params:{missingProperty: "url"}};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
for(const key6 in data25){
if(!(((key6 === "url") || (key6 === "ref")) || (key6 === "interval"))){
const err51 = {instancePath:instancePath+"/spec/sources/" + i3+"/git",schemaPath:"#/properties/spec/properties/sources/items/properties/git/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6}};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
if(data25.url !== undefined){
let data26 = data25.url;
if(typeof data26 === "string"){
if(func3(data26) > 2048){
const err52 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/url",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/url/maxLength",keyword:"maxLength",params:{limit: 2048}};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if(func3(data26) < 1){
const err53 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/url",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/url/minLength",keyword:"minLength",params:{limit: 1}};
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
const err54 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/url",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/url/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(data25.ref !== undefined){
let data27 = data25.ref;
if(data27 && typeof data27 == "object" && !Array.isArray(data27)){
for(const key7 in data27){
if(!(key7 === "branch")){
const err55 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/ref",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/ref/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7}};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
if(data27.branch !== undefined){
let data28 = data27.branch;
if(typeof data28 === "string"){
if(func3(data28) > 255){
const err56 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/ref/branch",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/ref/properties/branch/maxLength",keyword:"maxLength",params:{limit: 255}};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
if(func3(data28) < 1){
const err57 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/ref/branch",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/ref/properties/branch/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if(!pattern4.test(data28)){
const err58 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/ref/branch",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/ref/properties/branch/pattern",keyword:"pattern",params:{pattern: "^[^\\s~^:?*\\[\\\\\\x00-\\x1f-][^\\s~^:?*\\[\\\\\\x00-\\x1f]*$"}};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
else {
const err59 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/ref/branch",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/ref/properties/branch/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
}
else {
const err60 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/ref",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/ref/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
let data29 = data25.interval;
if(typeof data29 === "string"){
if(func3(data29) > 32){
const err61 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/interval",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/interval/maxLength",keyword:"maxLength",params:{limit: 32}};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
if(!pattern5.test(data29)){
const err62 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/interval",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/interval/pattern",keyword:"pattern",params:{pattern: "^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$"}};
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
const err63 = {instancePath:instancePath+"/spec/sources/" + i3+"/git/interval",schemaPath:"#/properties/spec/properties/sources/items/properties/git/properties/interval/type",keyword:"type",params:{type: "string"}};
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
const err64 = {instancePath:instancePath+"/spec/sources/" + i3+"/git",schemaPath:"#/properties/spec/properties/sources/items/properties/git/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
}
else {
const err65 = {instancePath:instancePath+"/spec/sources/" + i3,schemaPath:"#/properties/spec/properties/sources/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
}
else {
const err66 = {instancePath:instancePath+"/spec/sources",schemaPath:"#/properties/spec/properties/sources/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
if(data21.environments !== undefined){
let data30 = data21.environments;
if(Array.isArray(data30)){
if(data30.length > 16){
const err67 = {instancePath:instancePath+"/spec/environments",schemaPath:"#/properties/spec/properties/environments/maxItems",keyword:"maxItems",params:{limit: 16}};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
const len4 = data30.length;
for(let i4=0; i4<len4; i4++){
let data31 = data30[i4];
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
if(data31.name === undefined){
const err68 = {instancePath:instancePath+"/spec/environments/" + i4,schemaPath:"#/properties/spec/properties/environments/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
for(const key8 in data31){
if(!(((key8 === "name") || (key8 === "image")) || (key8 === "lock"))){
const err69 = {instancePath:instancePath+"/spec/environments/" + i4,schemaPath:"#/properties/spec/properties/environments/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8}};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
if(data31.name !== undefined){
let data32 = data31.name;
if(typeof data32 === "string"){
if(func3(data32) > 30){
const err70 = {instancePath:instancePath+"/spec/environments/" + i4+"/name",schemaPath:"#/properties/spec/properties/environments/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
if(func3(data32) < 1){
const err71 = {instancePath:instancePath+"/spec/environments/" + i4+"/name",schemaPath:"#/properties/spec/properties/environments/items/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
if(!pattern0.test(data32)){
const err72 = {instancePath:instancePath+"/spec/environments/" + i4+"/name",schemaPath:"#/properties/spec/properties/environments/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z]([-a-z0-9]*[a-z0-9])?$"}};
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
const err73 = {instancePath:instancePath+"/spec/environments/" + i4+"/name",schemaPath:"#/properties/spec/properties/environments/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
if(data31.image !== undefined){
let data33 = data31.image;
if(typeof data33 === "string"){
if(func3(data33) > 1024){
const err74 = {instancePath:instancePath+"/spec/environments/" + i4+"/image",schemaPath:"#/properties/spec/properties/environments/items/properties/image/maxLength",keyword:"maxLength",params:{limit: 1024}};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
if(func3(data33) < 1){
const err75 = {instancePath:instancePath+"/spec/environments/" + i4+"/image",schemaPath:"#/properties/spec/properties/environments/items/properties/image/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
if(!pattern7.test(data33)){
const err76 = {instancePath:instancePath+"/spec/environments/" + i4+"/image",schemaPath:"#/properties/spec/properties/environments/items/properties/image/pattern",keyword:"pattern",params:{pattern: "^\\S+$"}};
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
const err77 = {instancePath:instancePath+"/spec/environments/" + i4+"/image",schemaPath:"#/properties/spec/properties/environments/items/properties/image/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
if(data31.lock !== undefined){
let data34 = data31.lock;
if(data34 && typeof data34 == "object" && !Array.isArray(data34)){
if(data34.source === undefined){
const err78 = {instancePath:instancePath+"/spec/environments/" + i4+"/lock",schemaPath:"#/properties/spec/properties/environments/items/properties/lock/required",keyword:"required",params:{missingProperty: "source"}};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
if(data34.paths === undefined){
const err79 = {instancePath:instancePath+"/spec/environments/" + i4+"/lock",schemaPath:"#/properties/spec/properties/environments/items/properties/lock/required",keyword:"required",params:{missingProperty: "paths"}};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
for(const key9 in data34){
if(!((key9 === "source") || (key9 === "paths"))){
const err80 = {instancePath:instancePath+"/spec/environments/" + i4+"/lock",schemaPath:"#/properties/spec/properties/environments/items/properties/lock/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9}};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
if(data34.source !== undefined){
let data35 = data34.source;
if(typeof data35 === "string"){
if(func3(data35) > 30){
const err81 = {instancePath:instancePath+"/spec/environments/" + i4+"/lock/source",schemaPath:"#/properties/spec/properties/environments/items/properties/lock/properties/source/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
if(func3(data35) < 1){
const err82 = {instancePath:instancePath+"/spec/environments/" + i4+"/lock/source",schemaPath:"#/properties/spec/properties/environments/items/properties/lock/properties/source/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
else {
const err83 = {instancePath:instancePath+"/spec/environments/" + i4+"/lock/source",schemaPath:"#/properties/spec/properties/environments/items/properties/lock/properties/source/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
if(data34.paths !== undefined){
let data36 = data34.paths;
if(Array.isArray(data36)){
if(data36.length > 16){
const err84 = {instancePath:instancePath+"/spec/environments/" + i4+"/lock/paths",schemaPath:"#/properties/spec/properties/environments/items/properties/lock/properties/paths/maxItems",keyword:"maxItems",params:{limit: 16}};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
if(data36.length < 1){
const err85 = {instancePath:instancePath+"/spec/environments/" + i4+"/lock/paths",schemaPath:"#/properties/spec/properties/environments/items/properties/lock/properties/paths/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
const len5 = data36.length;
for(let i5=0; i5<len5; i5++){
let data37 = data36[i5];
if(typeof data37 === "string"){
if(func3(data37) > 1024){
const err86 = {instancePath:instancePath+"/spec/environments/" + i4+"/lock/paths/" + i5,schemaPath:"#/properties/spec/properties/environments/items/properties/lock/properties/paths/items/maxLength",keyword:"maxLength",params:{limit: 1024}};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
if(func3(data37) < 1){
const err87 = {instancePath:instancePath+"/spec/environments/" + i4+"/lock/paths/" + i5,schemaPath:"#/properties/spec/properties/environments/items/properties/lock/properties/paths/items/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
else {
const err88 = {instancePath:instancePath+"/spec/environments/" + i4+"/lock/paths/" + i5,schemaPath:"#/properties/spec/properties/environments/items/properties/lock/properties/paths/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
}
else {
const err89 = {instancePath:instancePath+"/spec/environments/" + i4+"/lock/paths",schemaPath:"#/properties/spec/properties/environments/items/properties/lock/properties/paths/type",keyword:"type",params:{type: "array"}};
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
const err90 = {instancePath:instancePath+"/spec/environments/" + i4+"/lock",schemaPath:"#/properties/spec/properties/environments/items/properties/lock/type",keyword:"type",params:{type: "object"}};
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
const err91 = {instancePath:instancePath+"/spec/environments/" + i4,schemaPath:"#/properties/spec/properties/environments/items/type",keyword:"type",params:{type: "object"}};
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
const err92 = {instancePath:instancePath+"/spec/environments",schemaPath:"#/properties/spec/properties/environments/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
if(data21.serviceAccountName !== undefined){
let data38 = data21.serviceAccountName;
if(typeof data38 === "string"){
if(func3(data38) > 253){
const err93 = {instancePath:instancePath+"/spec/serviceAccountName",schemaPath:"#/properties/spec/properties/serviceAccountName/maxLength",keyword:"maxLength",params:{limit: 253}};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
if(func3(data38) < 1){
const err94 = {instancePath:instancePath+"/spec/serviceAccountName",schemaPath:"#/properties/spec/properties/serviceAccountName/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
if(!pattern8.test(data38)){
const err95 = {instancePath:instancePath+"/spec/serviceAccountName",schemaPath:"#/properties/spec/properties/serviceAccountName/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$"}};
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
const err96 = {instancePath:instancePath+"/spec/serviceAccountName",schemaPath:"#/properties/spec/properties/serviceAccountName/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
if(data21.artifacts !== undefined){
let data39 = data21.artifacts;
if(data39 && typeof data39 == "object" && !Array.isArray(data39)){
if(data39.s3 === undefined){
const err97 = {instancePath:instancePath+"/spec/artifacts",schemaPath:"#/properties/spec/properties/artifacts/required",keyword:"required",params:{missingProperty: "s3"}};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
for(const key10 in data39){
if(!(key10 === "s3")){
const err98 = {instancePath:instancePath+"/spec/artifacts",schemaPath:"#/properties/spec/properties/artifacts/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10}};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
if(data39.s3 !== undefined){
let data40 = data39.s3;
if(data40 && typeof data40 == "object" && !Array.isArray(data40)){
if(data40.endpoint === undefined){
const err99 = {instancePath:instancePath+"/spec/artifacts/s3",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/required",keyword:"required",params:{missingProperty: "endpoint"}};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
if(data40.bucket === undefined){
const err100 = {instancePath:instancePath+"/spec/artifacts/s3",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/required",keyword:"required",params:{missingProperty: "bucket"}};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
if(data40.secretRef === undefined){
const err101 = {instancePath:instancePath+"/spec/artifacts/s3",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/required",keyword:"required",params:{missingProperty: "secretRef"}};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
for(const key11 in data40){
if(!(((((key11 === "endpoint") || (key11 === "bucket")) || (key11 === "prefix")) || (key11 === "region")) || (key11 === "secretRef"))){
const err102 = {instancePath:instancePath+"/spec/artifacts/s3",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11}};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
if(data40.endpoint !== undefined){
let data41 = data40.endpoint;
if(typeof data41 === "string"){
if(func3(data41) > 2048){
const err103 = {instancePath:instancePath+"/spec/artifacts/s3/endpoint",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/endpoint/maxLength",keyword:"maxLength",params:{limit: 2048}};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
if(!pattern9.test(data41)){
const err104 = {instancePath:instancePath+"/spec/artifacts/s3/endpoint",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/endpoint/pattern",keyword:"pattern",params:{pattern: "^https?://[^@/?#\\s]+(/[^?#\\s]*)?$"}};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
else {
const err105 = {instancePath:instancePath+"/spec/artifacts/s3/endpoint",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/endpoint/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
}
if(data40.bucket !== undefined){
let data42 = data40.bucket;
if(typeof data42 === "string"){
if(func3(data42) > 63){
const err106 = {instancePath:instancePath+"/spec/artifacts/s3/bucket",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/bucket/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
if(func3(data42) < 3){
const err107 = {instancePath:instancePath+"/spec/artifacts/s3/bucket",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/bucket/minLength",keyword:"minLength",params:{limit: 3}};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
if(!pattern10.test(data42)){
const err108 = {instancePath:instancePath+"/spec/artifacts/s3/bucket",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/bucket/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][-.a-z0-9]*[a-z0-9]$"}};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
else {
const err109 = {instancePath:instancePath+"/spec/artifacts/s3/bucket",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/bucket/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
}
if(data40.prefix !== undefined){
let data43 = data40.prefix;
if(typeof data43 === "string"){
if(func3(data43) > 512){
const err110 = {instancePath:instancePath+"/spec/artifacts/s3/prefix",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/prefix/maxLength",keyword:"maxLength",params:{limit: 512}};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
if(func3(data43) < 1){
const err111 = {instancePath:instancePath+"/spec/artifacts/s3/prefix",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/prefix/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
if(!pattern11.test(data43)){
const err112 = {instancePath:instancePath+"/spec/artifacts/s3/prefix",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/prefix/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*$"}};
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
const err113 = {instancePath:instancePath+"/spec/artifacts/s3/prefix",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/prefix/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
if(data40.region !== undefined){
let data44 = data40.region;
if(typeof data44 === "string"){
if(func3(data44) > 63){
const err114 = {instancePath:instancePath+"/spec/artifacts/s3/region",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/region/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
if(func3(data44) < 1){
const err115 = {instancePath:instancePath+"/spec/artifacts/s3/region",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/region/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
if(!pattern12.test(data44)){
const err116 = {instancePath:instancePath+"/spec/artifacts/s3/region",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/region/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9-]+$"}};
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
const err117 = {instancePath:instancePath+"/spec/artifacts/s3/region",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/region/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
}
if(data40.secretRef !== undefined){
let data45 = data40.secretRef;
if(data45 && typeof data45 == "object" && !Array.isArray(data45)){
if(data45.name === undefined){
const err118 = {instancePath:instancePath+"/spec/artifacts/s3/secretRef",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/secretRef/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
for(const key12 in data45){
if(!(key12 === "name")){
const err119 = {instancePath:instancePath+"/spec/artifacts/s3/secretRef",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/secretRef/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key12}};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
}
if(data45.name !== undefined){
let data46 = data45.name;
if(typeof data46 === "string"){
if(func3(data46) > 253){
const err120 = {instancePath:instancePath+"/spec/artifacts/s3/secretRef/name",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/secretRef/properties/name/maxLength",keyword:"maxLength",params:{limit: 253}};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
if(func3(data46) < 1){
const err121 = {instancePath:instancePath+"/spec/artifacts/s3/secretRef/name",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/secretRef/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
if(!pattern8.test(data46)){
const err122 = {instancePath:instancePath+"/spec/artifacts/s3/secretRef/name",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/secretRef/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$"}};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
}
else {
const err123 = {instancePath:instancePath+"/spec/artifacts/s3/secretRef/name",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/secretRef/properties/name/type",keyword:"type",params:{type: "string"}};
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
const err124 = {instancePath:instancePath+"/spec/artifacts/s3/secretRef",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/properties/secretRef/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
}
}
else {
const err125 = {instancePath:instancePath+"/spec/artifacts/s3",schemaPath:"#/properties/spec/properties/artifacts/properties/s3/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
}
}
else {
const err126 = {instancePath:instancePath+"/spec/artifacts",schemaPath:"#/properties/spec/properties/artifacts/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
}
if(data21.parameters !== undefined){
let data47 = data21.parameters;
if(Array.isArray(data47)){
if(data47.length > 100){
const err127 = {instancePath:instancePath+"/spec/parameters",schemaPath:"#/properties/spec/properties/parameters/maxItems",keyword:"maxItems",params:{limit: 100}};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
const len6 = data47.length;
for(let i6=0; i6<len6; i6++){
let data48 = data47[i6];
if(data48 && typeof data48 == "object" && !Array.isArray(data48)){
if(data48.name === undefined){
const err128 = {instancePath:instancePath+"/spec/parameters/" + i6,schemaPath:"#/properties/spec/properties/parameters/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
if(data48.value === undefined){
const err129 = {instancePath:instancePath+"/spec/parameters/" + i6,schemaPath:"#/properties/spec/properties/parameters/items/required",keyword:"required",params:{missingProperty: "value"}};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
for(const key13 in data48){
if(!((key13 === "name") || (key13 === "value"))){
const err130 = {instancePath:instancePath+"/spec/parameters/" + i6,schemaPath:"#/properties/spec/properties/parameters/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key13}};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
}
if(data48.name !== undefined){
let data49 = data48.name;
if(typeof data49 === "string"){
if(func3(data49) > 63){
const err131 = {instancePath:instancePath+"/spec/parameters/" + i6+"/name",schemaPath:"#/properties/spec/properties/parameters/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
if(func3(data49) < 1){
const err132 = {instancePath:instancePath+"/spec/parameters/" + i6+"/name",schemaPath:"#/properties/spec/properties/parameters/items/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
if(!pattern14.test(data49)){
const err133 = {instancePath:instancePath+"/spec/parameters/" + i6+"/name",schemaPath:"#/properties/spec/properties/parameters/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_-]*$"}};
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
const err134 = {instancePath:instancePath+"/spec/parameters/" + i6+"/name",schemaPath:"#/properties/spec/properties/parameters/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
}
if(data48.value !== undefined){
let data50 = data48.value;
if(typeof data50 === "string"){
if(func3(data50) > 4096){
const err135 = {instancePath:instancePath+"/spec/parameters/" + i6+"/value",schemaPath:"#/properties/spec/properties/parameters/items/properties/value/maxLength",keyword:"maxLength",params:{limit: 4096}};
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
const err136 = {instancePath:instancePath+"/spec/parameters/" + i6+"/value",schemaPath:"#/properties/spec/properties/parameters/items/properties/value/type",keyword:"type",params:{type: "string"}};
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
const err137 = {instancePath:instancePath+"/spec/parameters/" + i6,schemaPath:"#/properties/spec/properties/parameters/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
}
}
else {
const err138 = {instancePath:instancePath+"/spec/parameters",schemaPath:"#/properties/spec/properties/parameters/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
}
let data51 = data21.stepDefaults;
if(data51 && typeof data51 == "object" && !Array.isArray(data51)){
if(data51.run === undefined){
data51.run = {};
}
for(const key14 in data51){
if(!(key14 === "run")){
const err139 = {instancePath:instancePath+"/spec/stepDefaults",schemaPath:"#/properties/spec/properties/stepDefaults/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key14}};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
}
let data52 = data51.run;
if(data52 && typeof data52 == "object" && !Array.isArray(data52)){
if(data52.timeout === undefined){
data52.timeout = "1h";
}
if(data52.retries === undefined){
data52.retries = 0;
}
for(const key15 in data52){
if(!((((key15 === "environment") || (key15 === "image")) || (key15 === "timeout")) || (key15 === "retries"))){
const err140 = {instancePath:instancePath+"/spec/stepDefaults/run",schemaPath:"#/properties/spec/properties/stepDefaults/properties/run/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key15}};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
}
if(data52.environment !== undefined){
let data53 = data52.environment;
if(typeof data53 === "string"){
if(func3(data53) > 30){
const err141 = {instancePath:instancePath+"/spec/stepDefaults/run/environment",schemaPath:"#/properties/spec/properties/stepDefaults/properties/run/properties/environment/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
if(func3(data53) < 1){
const err142 = {instancePath:instancePath+"/spec/stepDefaults/run/environment",schemaPath:"#/properties/spec/properties/stepDefaults/properties/run/properties/environment/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
}
else {
const err143 = {instancePath:instancePath+"/spec/stepDefaults/run/environment",schemaPath:"#/properties/spec/properties/stepDefaults/properties/run/properties/environment/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
}
if(data52.image !== undefined){
let data54 = data52.image;
if(typeof data54 === "string"){
if(func3(data54) > 1024){
const err144 = {instancePath:instancePath+"/spec/stepDefaults/run/image",schemaPath:"#/properties/spec/properties/stepDefaults/properties/run/properties/image/maxLength",keyword:"maxLength",params:{limit: 1024}};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
if(func3(data54) < 1){
const err145 = {instancePath:instancePath+"/spec/stepDefaults/run/image",schemaPath:"#/properties/spec/properties/stepDefaults/properties/run/properties/image/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
if(!pattern7.test(data54)){
const err146 = {instancePath:instancePath+"/spec/stepDefaults/run/image",schemaPath:"#/properties/spec/properties/stepDefaults/properties/run/properties/image/pattern",keyword:"pattern",params:{pattern: "^\\S+$"}};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
}
else {
const err147 = {instancePath:instancePath+"/spec/stepDefaults/run/image",schemaPath:"#/properties/spec/properties/stepDefaults/properties/run/properties/image/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
}
let data55 = data52.timeout;
if(typeof data55 === "string"){
if(func3(data55) > 32){
const err148 = {instancePath:instancePath+"/spec/stepDefaults/run/timeout",schemaPath:"#/properties/spec/properties/stepDefaults/properties/run/properties/timeout/maxLength",keyword:"maxLength",params:{limit: 32}};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
if(!pattern5.test(data55)){
const err149 = {instancePath:instancePath+"/spec/stepDefaults/run/timeout",schemaPath:"#/properties/spec/properties/stepDefaults/properties/run/properties/timeout/pattern",keyword:"pattern",params:{pattern: "^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$"}};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
}
else {
const err150 = {instancePath:instancePath+"/spec/stepDefaults/run/timeout",schemaPath:"#/properties/spec/properties/stepDefaults/properties/run/properties/timeout/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
let data56 = data52.retries;
if(!(((typeof data56 == "number") && (!(data56 % 1) && !isNaN(data56))) && (isFinite(data56)))){
const err151 = {instancePath:instancePath+"/spec/stepDefaults/run/retries",schemaPath:"#/properties/spec/properties/stepDefaults/properties/run/properties/retries/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
if((typeof data56 == "number") && (isFinite(data56))){
if(data56 > 10 || isNaN(data56)){
const err152 = {instancePath:instancePath+"/spec/stepDefaults/run/retries",schemaPath:"#/properties/spec/properties/stepDefaults/properties/run/properties/retries/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10}};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
if(data56 < 0 || isNaN(data56)){
const err153 = {instancePath:instancePath+"/spec/stepDefaults/run/retries",schemaPath:"#/properties/spec/properties/stepDefaults/properties/run/properties/retries/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
}
}
else {
const err154 = {instancePath:instancePath+"/spec/stepDefaults/run",schemaPath:"#/properties/spec/properties/stepDefaults/properties/run/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
}
else {
const err155 = {instancePath:instancePath+"/spec/stepDefaults",schemaPath:"#/properties/spec/properties/stepDefaults/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
if(data21.steps !== undefined){
let data57 = data21.steps;
if(Array.isArray(data57)){
if(data57.length > 50){
const err156 = {instancePath:instancePath+"/spec/steps",schemaPath:"#/properties/spec/properties/steps/maxItems",keyword:"maxItems",params:{limit: 50}};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
if(data57.length < 1){
const err157 = {instancePath:instancePath+"/spec/steps",schemaPath:"#/properties/spec/properties/steps/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
const len7 = data57.length;
for(let i7=0; i7<len7; i7++){
let data58 = data57[i7];
if(data58 && typeof data58 == "object" && !Array.isArray(data58)){
if(data58.name === undefined){
const err158 = {instancePath:instancePath+"/spec/steps/" + i7,schemaPath:"#/properties/spec/properties/steps/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
for(const key16 in data58){
if(!(((((((key16 === "name") || (key16 === "needs")) || (key16 === "inputs")) || (key16 === "outputs")) || (key16 === "run")) || (key16 === "gate")) || (key16 === "deploy"))){
const err159 = {instancePath:instancePath+"/spec/steps/" + i7,schemaPath:"#/properties/spec/properties/steps/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key16}};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
}
if(data58.name !== undefined){
let data59 = data58.name;
if(typeof data59 === "string"){
if(func3(data59) > 30){
const err160 = {instancePath:instancePath+"/spec/steps/" + i7+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
}
if(func3(data59) < 1){
const err161 = {instancePath:instancePath+"/spec/steps/" + i7+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
if(!pattern0.test(data59)){
const err162 = {instancePath:instancePath+"/spec/steps/" + i7+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z]([-a-z0-9]*[a-z0-9])?$"}};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
}
else {
const err163 = {instancePath:instancePath+"/spec/steps/" + i7+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err163];
}
else {
vErrors.push(err163);
}
errors++;
}
}
if(data58.needs !== undefined){
let data60 = data58.needs;
if(Array.isArray(data60)){
if(data60.length > 50){
const err164 = {instancePath:instancePath+"/spec/steps/" + i7+"/needs",schemaPath:"#/properties/spec/properties/steps/items/properties/needs/maxItems",keyword:"maxItems",params:{limit: 50}};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
const len8 = data60.length;
for(let i8=0; i8<len8; i8++){
let data61 = data60[i8];
if(typeof data61 === "string"){
if(func3(data61) > 30){
const err165 = {instancePath:instancePath+"/spec/steps/" + i7+"/needs/" + i8,schemaPath:"#/properties/spec/properties/steps/items/properties/needs/items/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
}
if(func3(data61) < 1){
const err166 = {instancePath:instancePath+"/spec/steps/" + i7+"/needs/" + i8,schemaPath:"#/properties/spec/properties/steps/items/properties/needs/items/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err166];
}
else {
vErrors.push(err166);
}
errors++;
}
}
else {
const err167 = {instancePath:instancePath+"/spec/steps/" + i7+"/needs/" + i8,schemaPath:"#/properties/spec/properties/steps/items/properties/needs/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
}
}
else {
const err168 = {instancePath:instancePath+"/spec/steps/" + i7+"/needs",schemaPath:"#/properties/spec/properties/steps/items/properties/needs/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
}
if(data58.inputs !== undefined){
let data62 = data58.inputs;
if(Array.isArray(data62)){
if(data62.length > 32){
const err169 = {instancePath:instancePath+"/spec/steps/" + i7+"/inputs",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/maxItems",keyword:"maxItems",params:{limit: 32}};
if(vErrors === null){
vErrors = [err169];
}
else {
vErrors.push(err169);
}
errors++;
}
const len9 = data62.length;
for(let i9=0; i9<len9; i9++){
let data63 = data62[i9];
if(data63 && typeof data63 == "object" && !Array.isArray(data63)){
if(data63.name === undefined){
const err170 = {instancePath:instancePath+"/spec/steps/" + i7+"/inputs/" + i9,schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err170];
}
else {
vErrors.push(err170);
}
errors++;
}
for(const key17 in data63){
if(!((((((key17 === "name") || (key17 === "source")) || (key17 === "paths")) || (key17 === "from")) || (key17 === "path")) || (key17 === "mode"))){
const err171 = {instancePath:instancePath+"/spec/steps/" + i7+"/inputs/" + i9,schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key17}};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
}
if(data63.name !== undefined){
let data64 = data63.name;
if(typeof data64 === "string"){
if(func3(data64) > 30){
const err172 = {instancePath:instancePath+"/spec/steps/" + i7+"/inputs/" + i9+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err172];
}
else {
vErrors.push(err172);
}
errors++;
}
if(func3(data64) < 1){
const err173 = {instancePath:instancePath+"/spec/steps/" + i7+"/inputs/" + i9+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err173];
}
else {
vErrors.push(err173);
}
errors++;
}
if(!pattern0.test(data64)){
const err174 = {instancePath:instancePath+"/spec/steps/" + i7+"/inputs/" + i9+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z]([-a-z0-9]*[a-z0-9])?$"}};
if(vErrors === null){
vErrors = [err174];
}
else {
vErrors.push(err174);
}
errors++;
}
}
else {
const err175 = {instancePath:instancePath+"/spec/steps/" + i7+"/inputs/" + i9+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err175];
}
else {
vErrors.push(err175);
}
errors++;
}
}
if(data63.source !== undefined){
let data65 = data63.source;
if(typeof data65 === "string"){
if(func3(data65) > 30){
const err176 = {instancePath:instancePath+"/spec/steps/" + i7+"/inputs/" + i9+"/source",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/source/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err176];
}
else {
vErrors.push(err176);
}
errors++;
}
if(func3(data65) < 1){
const err177 = {instancePath:instancePath+"/spec/steps/" + i7+"/inputs/" + i9+"/source",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/source/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err177];
}
else {
vErrors.push(err177);
}
errors++;
}
}
else {
const err178 = {instancePath:instancePath+"/spec/steps/" + i7+"/inputs/" + i9+"/source",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/source/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err178];
}
else {
vErrors.push(err178);
}
errors++;
}
}
if(data63.paths !== undefined){
let data66 = data63.paths;
if(Array.isArray(data66)){
if(data66.length > 64){
const err179 = {instancePath:instancePath+"/spec/steps/" + i7+"/inputs/" + i9+"/paths",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/paths/maxItems",keyword:"maxItems",params:{limit: 64}};
if(vErrors === null){
vErrors = [err179];
}
else {
vErrors.push(err179);
}
errors++;
}
if(data66.length < 1){
const err180 = {instancePath:instancePath+"/spec/steps/" + i7+"/inputs/" + i9+"/paths",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/paths/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err180];
}
else {
vErrors.push(err180);
}
errors++;
}
const len10 = data66.length;
for(let i10=0; i10<len10; i10++){
let data67 = data66[i10];
if(typeof data67 === "string"){
if(func3(data67) > 1024){
const err181 = {instancePath:instancePath+"/spec/steps/" + i7+"/inputs/" + i9+"/paths/" + i10,schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/paths/items/maxLength",keyword:"maxLength",params:{limit: 1024}};
if(vErrors === null){
vErrors = [err181];
}
else {
vErrors.push(err181);
}
errors++;
}
if(func3(data67) < 1){
const err182 = {instancePath:instancePath+"/spec/steps/" + i7+"/inputs/" + i9+"/paths/" + i10,schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/paths/items/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err182];
}
else {
vErrors.push(err182);
}
errors++;
}
}
else {
const err183 = {instancePath:instancePath+"/spec/steps/" + i7+"/inputs/" + i9+"/paths/" + i10,schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/paths/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err183];
}
else {
vErrors.push(err183);
}
errors++;
}
}
}
else {
const err184 = {instancePath:instancePath+"/spec/steps/" + i7+"/inputs/" + i9+"/paths",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/paths/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err184];
}
else {
vErrors.push(err184);
}
errors++;
}
}
if(data63.from !== undefined){
let data68 = data63.from;
if(typeof data68 === "string"){
if(func3(data68) > 61){
const err185 = {instancePath:instancePath+"/spec/steps/" + i7+"/inputs/" + i9+"/from",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/from/maxLength",keyword:"maxLength",params:{limit: 61}};
if(vErrors === null){
vErrors = [err185];
}
else {
vErrors.push(err185);
}
errors++;
}
if(!pattern19.test(data68)){
const err186 = {instancePath:instancePath+"/spec/steps/" + i7+"/inputs/" + i9+"/from",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/from/pattern",keyword:"pattern",params:{pattern: "^[a-z]([-a-z0-9]*[a-z0-9])?\\.[a-z]([-a-z0-9]*[a-z0-9])?$"}};
if(vErrors === null){
vErrors = [err186];
}
else {
vErrors.push(err186);
}
errors++;
}
}
else {
const err187 = {instancePath:instancePath+"/spec/steps/" + i7+"/inputs/" + i9+"/from",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/from/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err187];
}
else {
vErrors.push(err187);
}
errors++;
}
}
if(data63.path !== undefined){
let data69 = data63.path;
if(typeof data69 === "string"){
if(func3(data69) > 1024){
const err188 = {instancePath:instancePath+"/spec/steps/" + i7+"/inputs/" + i9+"/path",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/path/maxLength",keyword:"maxLength",params:{limit: 1024}};
if(vErrors === null){
vErrors = [err188];
}
else {
vErrors.push(err188);
}
errors++;
}
if(func3(data69) < 1){
const err189 = {instancePath:instancePath+"/spec/steps/" + i7+"/inputs/" + i9+"/path",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/path/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err189];
}
else {
vErrors.push(err189);
}
errors++;
}
}
else {
const err190 = {instancePath:instancePath+"/spec/steps/" + i7+"/inputs/" + i9+"/path",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/path/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err190];
}
else {
vErrors.push(err190);
}
errors++;
}
}
if(data63.mode !== undefined){
let data70 = data63.mode;
if(typeof data70 !== "string"){
const err191 = {instancePath:instancePath+"/spec/steps/" + i7+"/inputs/" + i9+"/mode",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/mode/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err191];
}
else {
vErrors.push(err191);
}
errors++;
}
if(!((data70 === "Copy") || (data70 === "Mount"))){
const err192 = {instancePath:instancePath+"/spec/steps/" + i7+"/inputs/" + i9+"/mode",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/properties/mode/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.steps.items.properties.inputs.items.properties.mode.enum}};
if(vErrors === null){
vErrors = [err192];
}
else {
vErrors.push(err192);
}
errors++;
}
}
}
else {
const err193 = {instancePath:instancePath+"/spec/steps/" + i7+"/inputs/" + i9,schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err193];
}
else {
vErrors.push(err193);
}
errors++;
}
}
}
else {
const err194 = {instancePath:instancePath+"/spec/steps/" + i7+"/inputs",schemaPath:"#/properties/spec/properties/steps/items/properties/inputs/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err194];
}
else {
vErrors.push(err194);
}
errors++;
}
}
if(data58.outputs !== undefined){
let data71 = data58.outputs;
if(Array.isArray(data71)){
if(data71.length > 16){
const err195 = {instancePath:instancePath+"/spec/steps/" + i7+"/outputs",schemaPath:"#/properties/spec/properties/steps/items/properties/outputs/maxItems",keyword:"maxItems",params:{limit: 16}};
if(vErrors === null){
vErrors = [err195];
}
else {
vErrors.push(err195);
}
errors++;
}
const len11 = data71.length;
for(let i11=0; i11<len11; i11++){
let data72 = data71[i11];
if(data72 && typeof data72 == "object" && !Array.isArray(data72)){
if(data72.kind === undefined){
data72.kind = "data";
}
if(data72.name === undefined){
const err196 = {instancePath:instancePath+"/spec/steps/" + i7+"/outputs/" + i11,schemaPath:"#/properties/spec/properties/steps/items/properties/outputs/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err196];
}
else {
vErrors.push(err196);
}
errors++;
}
for(const key18 in data72){
if(!(((key18 === "name") || (key18 === "kind")) || (key18 === "path"))){
const err197 = {instancePath:instancePath+"/spec/steps/" + i7+"/outputs/" + i11,schemaPath:"#/properties/spec/properties/steps/items/properties/outputs/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key18}};
if(vErrors === null){
vErrors = [err197];
}
else {
vErrors.push(err197);
}
errors++;
}
}
if(data72.name !== undefined){
let data73 = data72.name;
if(typeof data73 === "string"){
if(func3(data73) > 30){
const err198 = {instancePath:instancePath+"/spec/steps/" + i7+"/outputs/" + i11+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/outputs/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err198];
}
else {
vErrors.push(err198);
}
errors++;
}
if(func3(data73) < 1){
const err199 = {instancePath:instancePath+"/spec/steps/" + i7+"/outputs/" + i11+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/outputs/items/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err199];
}
else {
vErrors.push(err199);
}
errors++;
}
if(!pattern0.test(data73)){
const err200 = {instancePath:instancePath+"/spec/steps/" + i7+"/outputs/" + i11+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/outputs/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z]([-a-z0-9]*[a-z0-9])?$"}};
if(vErrors === null){
vErrors = [err200];
}
else {
vErrors.push(err200);
}
errors++;
}
}
else {
const err201 = {instancePath:instancePath+"/spec/steps/" + i7+"/outputs/" + i11+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/outputs/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err201];
}
else {
vErrors.push(err201);
}
errors++;
}
}
let data74 = data72.kind;
if(typeof data74 !== "string"){
const err202 = {instancePath:instancePath+"/spec/steps/" + i7+"/outputs/" + i11+"/kind",schemaPath:"#/properties/spec/properties/steps/items/properties/outputs/items/properties/kind/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err202];
}
else {
vErrors.push(err202);
}
errors++;
}
if(!(((data74 === "data") || (data74 === "model")) || (data74 === "metrics"))){
const err203 = {instancePath:instancePath+"/spec/steps/" + i7+"/outputs/" + i11+"/kind",schemaPath:"#/properties/spec/properties/steps/items/properties/outputs/items/properties/kind/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.steps.items.properties.outputs.items.properties.kind.enum}};
if(vErrors === null){
vErrors = [err203];
}
else {
vErrors.push(err203);
}
errors++;
}
if(data72.path !== undefined){
let data75 = data72.path;
if(typeof data75 === "string"){
if(func3(data75) > 1024){
const err204 = {instancePath:instancePath+"/spec/steps/" + i7+"/outputs/" + i11+"/path",schemaPath:"#/properties/spec/properties/steps/items/properties/outputs/items/properties/path/maxLength",keyword:"maxLength",params:{limit: 1024}};
if(vErrors === null){
vErrors = [err204];
}
else {
vErrors.push(err204);
}
errors++;
}
if(func3(data75) < 1){
const err205 = {instancePath:instancePath+"/spec/steps/" + i7+"/outputs/" + i11+"/path",schemaPath:"#/properties/spec/properties/steps/items/properties/outputs/items/properties/path/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err205];
}
else {
vErrors.push(err205);
}
errors++;
}
}
else {
const err206 = {instancePath:instancePath+"/spec/steps/" + i7+"/outputs/" + i11+"/path",schemaPath:"#/properties/spec/properties/steps/items/properties/outputs/items/properties/path/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err206];
}
else {
vErrors.push(err206);
}
errors++;
}
}
}
else {
const err207 = {instancePath:instancePath+"/spec/steps/" + i7+"/outputs/" + i11,schemaPath:"#/properties/spec/properties/steps/items/properties/outputs/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err207];
}
else {
vErrors.push(err207);
}
errors++;
}
}
}
else {
const err208 = {instancePath:instancePath+"/spec/steps/" + i7+"/outputs",schemaPath:"#/properties/spec/properties/steps/items/properties/outputs/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err208];
}
else {
vErrors.push(err208);
}
errors++;
}
}
if(data58.run !== undefined){
let data76 = data58.run;
if(data76 && typeof data76 == "object" && !Array.isArray(data76)){
if(data76.command === undefined){
const err209 = {instancePath:instancePath+"/spec/steps/" + i7+"/run",schemaPath:"#/properties/spec/properties/steps/items/properties/run/required",keyword:"required",params:{missingProperty: "command"}};
if(vErrors === null){
vErrors = [err209];
}
else {
vErrors.push(err209);
}
errors++;
}
for(const key19 in data76){
if(!(func2.call(schema11.properties.spec.properties.steps.items.properties.run.properties, key19))){
const err210 = {instancePath:instancePath+"/spec/steps/" + i7+"/run",schemaPath:"#/properties/spec/properties/steps/items/properties/run/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key19}};
if(vErrors === null){
vErrors = [err210];
}
else {
vErrors.push(err210);
}
errors++;
}
}
if(data76.environment !== undefined){
let data77 = data76.environment;
if(typeof data77 === "string"){
if(func3(data77) > 30){
const err211 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/environment",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/environment/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err211];
}
else {
vErrors.push(err211);
}
errors++;
}
if(func3(data77) < 1){
const err212 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/environment",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/environment/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err212];
}
else {
vErrors.push(err212);
}
errors++;
}
}
else {
const err213 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/environment",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/environment/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err213];
}
else {
vErrors.push(err213);
}
errors++;
}
}
if(data76.image !== undefined){
let data78 = data76.image;
if(typeof data78 === "string"){
if(func3(data78) > 1024){
const err214 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/image",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/image/maxLength",keyword:"maxLength",params:{limit: 1024}};
if(vErrors === null){
vErrors = [err214];
}
else {
vErrors.push(err214);
}
errors++;
}
if(func3(data78) < 1){
const err215 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/image",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/image/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err215];
}
else {
vErrors.push(err215);
}
errors++;
}
if(!pattern7.test(data78)){
const err216 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/image",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/image/pattern",keyword:"pattern",params:{pattern: "^\\S+$"}};
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
const err217 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/image",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/image/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err217];
}
else {
vErrors.push(err217);
}
errors++;
}
}
if(data76.command !== undefined){
let data79 = data76.command;
if(Array.isArray(data79)){
if(data79.length > 64){
const err218 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/command",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/command/maxItems",keyword:"maxItems",params:{limit: 64}};
if(vErrors === null){
vErrors = [err218];
}
else {
vErrors.push(err218);
}
errors++;
}
if(data79.length < 1){
const err219 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/command",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/command/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err219];
}
else {
vErrors.push(err219);
}
errors++;
}
const len12 = data79.length;
for(let i12=0; i12<len12; i12++){
let data80 = data79[i12];
if(typeof data80 === "string"){
if(func3(data80) > 8192){
const err220 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/command/" + i12,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/command/items/maxLength",keyword:"maxLength",params:{limit: 8192}};
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
const err221 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/command/" + i12,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/command/items/type",keyword:"type",params:{type: "string"}};
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
const err222 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/command",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/command/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err222];
}
else {
vErrors.push(err222);
}
errors++;
}
}
if(data76.args !== undefined){
let data81 = data76.args;
if(Array.isArray(data81)){
if(data81.length > 256){
const err223 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/args",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/args/maxItems",keyword:"maxItems",params:{limit: 256}};
if(vErrors === null){
vErrors = [err223];
}
else {
vErrors.push(err223);
}
errors++;
}
const len13 = data81.length;
for(let i13=0; i13<len13; i13++){
let data82 = data81[i13];
if(typeof data82 === "string"){
if(func3(data82) > 8192){
const err224 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/args/" + i13,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/args/items/maxLength",keyword:"maxLength",params:{limit: 8192}};
if(vErrors === null){
vErrors = [err224];
}
else {
vErrors.push(err224);
}
errors++;
}
}
else {
const err225 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/args/" + i13,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/args/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err225];
}
else {
vErrors.push(err225);
}
errors++;
}
}
}
else {
const err226 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/args",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/args/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err226];
}
else {
vErrors.push(err226);
}
errors++;
}
}
if(data76.workingDir !== undefined){
let data83 = data76.workingDir;
if(typeof data83 === "string"){
if(func3(data83) > 1024){
const err227 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/workingDir",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/workingDir/maxLength",keyword:"maxLength",params:{limit: 1024}};
if(vErrors === null){
vErrors = [err227];
}
else {
vErrors.push(err227);
}
errors++;
}
if(func3(data83) < 1){
const err228 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/workingDir",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/workingDir/minLength",keyword:"minLength",params:{limit: 1}};
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
const err229 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/workingDir",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/workingDir/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err229];
}
else {
vErrors.push(err229);
}
errors++;
}
}
if(data76.env !== undefined){
let data84 = data76.env;
if(Array.isArray(data84)){
if(data84.length > 100){
const err230 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/env",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/maxItems",keyword:"maxItems",params:{limit: 100}};
if(vErrors === null){
vErrors = [err230];
}
else {
vErrors.push(err230);
}
errors++;
}
const len14 = data84.length;
for(let i14=0; i14<len14; i14++){
let data85 = data84[i14];
if(data85 && typeof data85 == "object" && !Array.isArray(data85)){
if(data85.name === undefined){
const err231 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/env/" + i14,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err231];
}
else {
vErrors.push(err231);
}
errors++;
}
for(const key20 in data85){
if(!(((key20 === "name") || (key20 === "value")) || (key20 === "valueFrom"))){
const err232 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/env/" + i14,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key20}};
if(vErrors === null){
vErrors = [err232];
}
else {
vErrors.push(err232);
}
errors++;
}
}
if(data85.name !== undefined){
let data86 = data85.name;
if(typeof data86 === "string"){
if(func3(data86) > 128){
const err233 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/env/" + i14+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err233];
}
else {
vErrors.push(err233);
}
errors++;
}
if(func3(data86) < 1){
const err234 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/env/" + i14+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err234];
}
else {
vErrors.push(err234);
}
errors++;
}
if(!pattern22.test(data86)){
const err235 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/env/" + i14+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]*$"}};
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
const err236 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/env/" + i14+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err236];
}
else {
vErrors.push(err236);
}
errors++;
}
}
if(data85.value !== undefined){
let data87 = data85.value;
if(typeof data87 === "string"){
if(func3(data87) > 8192){
const err237 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/env/" + i14+"/value",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/value/maxLength",keyword:"maxLength",params:{limit: 8192}};
if(vErrors === null){
vErrors = [err237];
}
else {
vErrors.push(err237);
}
errors++;
}
}
else {
const err238 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/env/" + i14+"/value",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/value/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err238];
}
else {
vErrors.push(err238);
}
errors++;
}
}
if(data85.valueFrom !== undefined){
let data88 = data85.valueFrom;
if(data88 && typeof data88 == "object" && !Array.isArray(data88)){
if(data88.secretKeyRef === undefined){
const err239 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/env/" + i14+"/valueFrom",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/valueFrom/required",keyword:"required",params:{missingProperty: "secretKeyRef"}};
if(vErrors === null){
vErrors = [err239];
}
else {
vErrors.push(err239);
}
errors++;
}
for(const key21 in data88){
if(!(key21 === "secretKeyRef")){
const err240 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/env/" + i14+"/valueFrom",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/valueFrom/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key21}};
if(vErrors === null){
vErrors = [err240];
}
else {
vErrors.push(err240);
}
errors++;
}
}
if(data88.secretKeyRef !== undefined){
let data89 = data88.secretKeyRef;
if(data89 && typeof data89 == "object" && !Array.isArray(data89)){
if(data89.name === undefined){
const err241 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/env/" + i14+"/valueFrom/secretKeyRef",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/valueFrom/properties/secretKeyRef/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err241];
}
else {
vErrors.push(err241);
}
errors++;
}
if(data89.key === undefined){
const err242 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/env/" + i14+"/valueFrom/secretKeyRef",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/valueFrom/properties/secretKeyRef/required",keyword:"required",params:{missingProperty: "key"}};
if(vErrors === null){
vErrors = [err242];
}
else {
vErrors.push(err242);
}
errors++;
}
for(const key22 in data89){
if(!((key22 === "name") || (key22 === "key"))){
const err243 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/env/" + i14+"/valueFrom/secretKeyRef",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/valueFrom/properties/secretKeyRef/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key22}};
if(vErrors === null){
vErrors = [err243];
}
else {
vErrors.push(err243);
}
errors++;
}
}
if(data89.name !== undefined){
let data90 = data89.name;
if(typeof data90 === "string"){
if(func3(data90) > 253){
const err244 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/env/" + i14+"/valueFrom/secretKeyRef/name",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/name/maxLength",keyword:"maxLength",params:{limit: 253}};
if(vErrors === null){
vErrors = [err244];
}
else {
vErrors.push(err244);
}
errors++;
}
if(func3(data90) < 1){
const err245 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/env/" + i14+"/valueFrom/secretKeyRef/name",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err245];
}
else {
vErrors.push(err245);
}
errors++;
}
if(!pattern8.test(data90)){
const err246 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/env/" + i14+"/valueFrom/secretKeyRef/name",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$"}};
if(vErrors === null){
vErrors = [err246];
}
else {
vErrors.push(err246);
}
errors++;
}
}
else {
const err247 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/env/" + i14+"/valueFrom/secretKeyRef/name",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err247];
}
else {
vErrors.push(err247);
}
errors++;
}
}
if(data89.key !== undefined){
let data91 = data89.key;
if(typeof data91 === "string"){
if(func3(data91) > 253){
const err248 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/env/" + i14+"/valueFrom/secretKeyRef/key",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/key/maxLength",keyword:"maxLength",params:{limit: 253}};
if(vErrors === null){
vErrors = [err248];
}
else {
vErrors.push(err248);
}
errors++;
}
if(func3(data91) < 1){
const err249 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/env/" + i14+"/valueFrom/secretKeyRef/key",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/key/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err249];
}
else {
vErrors.push(err249);
}
errors++;
}
if(!pattern24.test(data91)){
const err250 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/env/" + i14+"/valueFrom/secretKeyRef/key",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/key/pattern",keyword:"pattern",params:{pattern: "^[-._a-zA-Z0-9]+$"}};
if(vErrors === null){
vErrors = [err250];
}
else {
vErrors.push(err250);
}
errors++;
}
}
else {
const err251 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/env/" + i14+"/valueFrom/secretKeyRef/key",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/key/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err251];
}
else {
vErrors.push(err251);
}
errors++;
}
}
}
else {
const err252 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/env/" + i14+"/valueFrom/secretKeyRef",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/valueFrom/properties/secretKeyRef/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err252];
}
else {
vErrors.push(err252);
}
errors++;
}
}
}
else {
const err253 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/env/" + i14+"/valueFrom",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/properties/valueFrom/type",keyword:"type",params:{type: "object"}};
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
const err254 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/env/" + i14,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err254];
}
else {
vErrors.push(err254);
}
errors++;
}
}
}
else {
const err255 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/env",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/env/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err255];
}
else {
vErrors.push(err255);
}
errors++;
}
}
if(data76.timeout !== undefined){
let data92 = data76.timeout;
if(typeof data92 === "string"){
if(func3(data92) > 32){
const err256 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/timeout",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/timeout/maxLength",keyword:"maxLength",params:{limit: 32}};
if(vErrors === null){
vErrors = [err256];
}
else {
vErrors.push(err256);
}
errors++;
}
if(!pattern5.test(data92)){
const err257 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/timeout",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/timeout/pattern",keyword:"pattern",params:{pattern: "^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$"}};
if(vErrors === null){
vErrors = [err257];
}
else {
vErrors.push(err257);
}
errors++;
}
}
else {
const err258 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/timeout",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/timeout/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err258];
}
else {
vErrors.push(err258);
}
errors++;
}
}
if(data76.retries !== undefined){
let data93 = data76.retries;
if(!(((typeof data93 == "number") && (!(data93 % 1) && !isNaN(data93))) && (isFinite(data93)))){
const err259 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/retries",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/retries/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err259];
}
else {
vErrors.push(err259);
}
errors++;
}
if((typeof data93 == "number") && (isFinite(data93))){
if(data93 > 10 || isNaN(data93)){
const err260 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/retries",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/retries/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10}};
if(vErrors === null){
vErrors = [err260];
}
else {
vErrors.push(err260);
}
errors++;
}
if(data93 < 0 || isNaN(data93)){
const err261 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/retries",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/retries/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err261];
}
else {
vErrors.push(err261);
}
errors++;
}
}
}
if(data76.resources !== undefined){
let data94 = data76.resources;
if(data94 && typeof data94 == "object" && !Array.isArray(data94)){
for(const key23 in data94){
if(!((key23 === "requests") || (key23 === "limits"))){
const err262 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/resources",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/resources/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key23}};
if(vErrors === null){
vErrors = [err262];
}
else {
vErrors.push(err262);
}
errors++;
}
}
if(data94.requests !== undefined){
let data95 = data94.requests;
if(data95 && typeof data95 == "object" && !Array.isArray(data95)){
if(Object.keys(data95).length > 20){
const err263 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/resources/requests",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/resources/properties/requests/maxProperties",keyword:"maxProperties",params:{limit: 20}};
if(vErrors === null){
vErrors = [err263];
}
else {
vErrors.push(err263);
}
errors++;
}
for(const key24 in data95){
let data96 = data95[key24];
if(typeof data96 === "string"){
if(func3(data96) > 32){
const err264 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/resources/requests/" + key24.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/resources/properties/requests/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 32}};
if(vErrors === null){
vErrors = [err264];
}
else {
vErrors.push(err264);
}
errors++;
}
if(!pattern26.test(data96)){
const err265 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/resources/requests/" + key24.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/resources/properties/requests/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?([eE][0-9]+|m|k|[KMGTPE]i?)?$"}};
if(vErrors === null){
vErrors = [err265];
}
else {
vErrors.push(err265);
}
errors++;
}
}
else {
const err266 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/resources/requests/" + key24.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/resources/properties/requests/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err266];
}
else {
vErrors.push(err266);
}
errors++;
}
}
}
else {
const err267 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/resources/requests",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/resources/properties/requests/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err267];
}
else {
vErrors.push(err267);
}
errors++;
}
}
if(data94.limits !== undefined){
let data97 = data94.limits;
if(data97 && typeof data97 == "object" && !Array.isArray(data97)){
if(Object.keys(data97).length > 20){
const err268 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/resources/limits",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/resources/properties/limits/maxProperties",keyword:"maxProperties",params:{limit: 20}};
if(vErrors === null){
vErrors = [err268];
}
else {
vErrors.push(err268);
}
errors++;
}
for(const key25 in data97){
let data98 = data97[key25];
if(typeof data98 === "string"){
if(func3(data98) > 32){
const err269 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/resources/limits/" + key25.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/resources/properties/limits/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 32}};
if(vErrors === null){
vErrors = [err269];
}
else {
vErrors.push(err269);
}
errors++;
}
if(!pattern26.test(data98)){
const err270 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/resources/limits/" + key25.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/resources/properties/limits/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?([eE][0-9]+|m|k|[KMGTPE]i?)?$"}};
if(vErrors === null){
vErrors = [err270];
}
else {
vErrors.push(err270);
}
errors++;
}
}
else {
const err271 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/resources/limits/" + key25.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/resources/properties/limits/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err271];
}
else {
vErrors.push(err271);
}
errors++;
}
}
}
else {
const err272 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/resources/limits",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/resources/properties/limits/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err272];
}
else {
vErrors.push(err272);
}
errors++;
}
}
}
else {
const err273 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/resources",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/resources/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err273];
}
else {
vErrors.push(err273);
}
errors++;
}
}
if(data76.workspace !== undefined){
let data99 = data76.workspace;
if(data99 && typeof data99 == "object" && !Array.isArray(data99)){
if(data99.size === undefined){
const err274 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/workspace",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/workspace/required",keyword:"required",params:{missingProperty: "size"}};
if(vErrors === null){
vErrors = [err274];
}
else {
vErrors.push(err274);
}
errors++;
}
for(const key26 in data99){
if(!((key26 === "size") || (key26 === "storageClass"))){
const err275 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/workspace",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/workspace/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key26}};
if(vErrors === null){
vErrors = [err275];
}
else {
vErrors.push(err275);
}
errors++;
}
}
if(data99.size !== undefined){
let data100 = data99.size;
if(typeof data100 === "string"){
if(func3(data100) > 32){
const err276 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/workspace/size",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/workspace/properties/size/maxLength",keyword:"maxLength",params:{limit: 32}};
if(vErrors === null){
vErrors = [err276];
}
else {
vErrors.push(err276);
}
errors++;
}
if(!pattern26.test(data100)){
const err277 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/workspace/size",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/workspace/properties/size/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?([eE][0-9]+|m|k|[KMGTPE]i?)?$"}};
if(vErrors === null){
vErrors = [err277];
}
else {
vErrors.push(err277);
}
errors++;
}
}
else {
const err278 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/workspace/size",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/workspace/properties/size/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err278];
}
else {
vErrors.push(err278);
}
errors++;
}
}
if(data99.storageClass !== undefined){
let data101 = data99.storageClass;
if(typeof data101 === "string"){
if(func3(data101) > 253){
const err279 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/workspace/storageClass",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/workspace/properties/storageClass/maxLength",keyword:"maxLength",params:{limit: 253}};
if(vErrors === null){
vErrors = [err279];
}
else {
vErrors.push(err279);
}
errors++;
}
if(func3(data101) < 1){
const err280 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/workspace/storageClass",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/workspace/properties/storageClass/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err280];
}
else {
vErrors.push(err280);
}
errors++;
}
}
else {
const err281 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/workspace/storageClass",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/workspace/properties/storageClass/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err281];
}
else {
vErrors.push(err281);
}
errors++;
}
}
}
else {
const err282 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/workspace",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/workspace/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err282];
}
else {
vErrors.push(err282);
}
errors++;
}
}
if(data76.scratch !== undefined){
let data102 = data76.scratch;
if(data102 && typeof data102 == "object" && !Array.isArray(data102)){
if(data102.size === undefined){
const err283 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/scratch",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/scratch/required",keyword:"required",params:{missingProperty: "size"}};
if(vErrors === null){
vErrors = [err283];
}
else {
vErrors.push(err283);
}
errors++;
}
for(const key27 in data102){
if(!((key27 === "size") || (key27 === "storageClass"))){
const err284 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/scratch",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/scratch/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key27}};
if(vErrors === null){
vErrors = [err284];
}
else {
vErrors.push(err284);
}
errors++;
}
}
if(data102.size !== undefined){
let data103 = data102.size;
if(typeof data103 === "string"){
if(func3(data103) > 32){
const err285 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/scratch/size",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/scratch/properties/size/maxLength",keyword:"maxLength",params:{limit: 32}};
if(vErrors === null){
vErrors = [err285];
}
else {
vErrors.push(err285);
}
errors++;
}
if(!pattern26.test(data103)){
const err286 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/scratch/size",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/scratch/properties/size/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?([eE][0-9]+|m|k|[KMGTPE]i?)?$"}};
if(vErrors === null){
vErrors = [err286];
}
else {
vErrors.push(err286);
}
errors++;
}
}
else {
const err287 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/scratch/size",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/scratch/properties/size/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err287];
}
else {
vErrors.push(err287);
}
errors++;
}
}
if(data102.storageClass !== undefined){
let data104 = data102.storageClass;
if(typeof data104 === "string"){
if(func3(data104) > 253){
const err288 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/scratch/storageClass",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/scratch/properties/storageClass/maxLength",keyword:"maxLength",params:{limit: 253}};
if(vErrors === null){
vErrors = [err288];
}
else {
vErrors.push(err288);
}
errors++;
}
if(func3(data104) < 1){
const err289 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/scratch/storageClass",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/scratch/properties/storageClass/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err289];
}
else {
vErrors.push(err289);
}
errors++;
}
}
else {
const err290 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/scratch/storageClass",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/scratch/properties/storageClass/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err290];
}
else {
vErrors.push(err290);
}
errors++;
}
}
}
else {
const err291 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/scratch",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/scratch/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err291];
}
else {
vErrors.push(err291);
}
errors++;
}
}
if(data76.pod !== undefined){
let data105 = data76.pod;
if(data105 && typeof data105 == "object" && !Array.isArray(data105)){
for(const key28 in data105){
if(!(func2.call(schema11.properties.spec.properties.steps.items.properties.run.properties.pod.properties, key28))){
const err292 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key28}};
if(vErrors === null){
vErrors = [err292];
}
else {
vErrors.push(err292);
}
errors++;
}
}
if(data105.nodeSelector !== undefined){
let data106 = data105.nodeSelector;
if(data106 && typeof data106 == "object" && !Array.isArray(data106)){
if(Object.keys(data106).length > 32){
const err293 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/nodeSelector",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/nodeSelector/maxProperties",keyword:"maxProperties",params:{limit: 32}};
if(vErrors === null){
vErrors = [err293];
}
else {
vErrors.push(err293);
}
errors++;
}
for(const key29 in data106){
let data107 = data106[key29];
if(typeof data107 === "string"){
if(func3(data107) > 63){
const err294 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/nodeSelector/" + key29.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/nodeSelector/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err294];
}
else {
vErrors.push(err294);
}
errors++;
}
}
else {
const err295 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/nodeSelector/" + key29.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/nodeSelector/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err295];
}
else {
vErrors.push(err295);
}
errors++;
}
}
}
else {
const err296 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/nodeSelector",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/nodeSelector/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err296];
}
else {
vErrors.push(err296);
}
errors++;
}
}
if(data105.tolerations !== undefined){
let data108 = data105.tolerations;
if(Array.isArray(data108)){
if(data108.length > 32){
const err297 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/tolerations",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/tolerations/maxItems",keyword:"maxItems",params:{limit: 32}};
if(vErrors === null){
vErrors = [err297];
}
else {
vErrors.push(err297);
}
errors++;
}
const len15 = data108.length;
for(let i15=0; i15<len15; i15++){
let data109 = data108[i15];
if(!(data109 && typeof data109 == "object" && !Array.isArray(data109))){
const err298 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/tolerations/" + i15,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/tolerations/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err298];
}
else {
vErrors.push(err298);
}
errors++;
}
}
}
else {
const err299 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/tolerations",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/tolerations/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err299];
}
else {
vErrors.push(err299);
}
errors++;
}
}
if(data105.affinity !== undefined){
let data110 = data105.affinity;
if(!(data110 && typeof data110 == "object" && !Array.isArray(data110))){
const err300 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/affinity",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/affinity/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err300];
}
else {
vErrors.push(err300);
}
errors++;
}
}
if(data105.volumes !== undefined){
let data111 = data105.volumes;
if(Array.isArray(data111)){
if(data111.length > 32){
const err301 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/volumes",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumes/maxItems",keyword:"maxItems",params:{limit: 32}};
if(vErrors === null){
vErrors = [err301];
}
else {
vErrors.push(err301);
}
errors++;
}
const len16 = data111.length;
for(let i16=0; i16<len16; i16++){
let data112 = data111[i16];
if(data112 && typeof data112 == "object" && !Array.isArray(data112)){
if(data112.name === undefined){
const err302 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/volumes/" + i16,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumes/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err302];
}
else {
vErrors.push(err302);
}
errors++;
}
if(data112.name !== undefined){
let data113 = data112.name;
if(typeof data113 === "string"){
if(func3(data113) > 63){
const err303 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/volumes/" + i16+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumes/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err303];
}
else {
vErrors.push(err303);
}
errors++;
}
if(func3(data113) < 1){
const err304 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/volumes/" + i16+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumes/items/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err304];
}
else {
vErrors.push(err304);
}
errors++;
}
if(!pattern1.test(data113)){
const err305 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/volumes/" + i16+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumes/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$"}};
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
const err306 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/volumes/" + i16+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumes/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err306];
}
else {
vErrors.push(err306);
}
errors++;
}
}
}
else {
const err307 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/volumes/" + i16,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumes/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err307];
}
else {
vErrors.push(err307);
}
errors++;
}
}
}
else {
const err308 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/volumes",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumes/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err308];
}
else {
vErrors.push(err308);
}
errors++;
}
}
if(data105.volumeMounts !== undefined){
let data114 = data105.volumeMounts;
if(Array.isArray(data114)){
if(data114.length > 32){
const err309 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/volumeMounts",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumeMounts/maxItems",keyword:"maxItems",params:{limit: 32}};
if(vErrors === null){
vErrors = [err309];
}
else {
vErrors.push(err309);
}
errors++;
}
const len17 = data114.length;
for(let i17=0; i17<len17; i17++){
let data115 = data114[i17];
if(data115 && typeof data115 == "object" && !Array.isArray(data115)){
if(data115.name === undefined){
const err310 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/volumeMounts/" + i17,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumeMounts/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err310];
}
else {
vErrors.push(err310);
}
errors++;
}
if(data115.mountPath === undefined){
const err311 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/volumeMounts/" + i17,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumeMounts/items/required",keyword:"required",params:{missingProperty: "mountPath"}};
if(vErrors === null){
vErrors = [err311];
}
else {
vErrors.push(err311);
}
errors++;
}
if(data115.name !== undefined){
let data116 = data115.name;
if(typeof data116 === "string"){
if(func3(data116) > 63){
const err312 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/volumeMounts/" + i17+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumeMounts/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err312];
}
else {
vErrors.push(err312);
}
errors++;
}
if(func3(data116) < 1){
const err313 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/volumeMounts/" + i17+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumeMounts/items/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
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
const err314 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/volumeMounts/" + i17+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumeMounts/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err314];
}
else {
vErrors.push(err314);
}
errors++;
}
}
if(data115.mountPath !== undefined){
let data117 = data115.mountPath;
if(typeof data117 === "string"){
if(func3(data117) > 1024){
const err315 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/volumeMounts/" + i17+"/mountPath",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumeMounts/items/properties/mountPath/maxLength",keyword:"maxLength",params:{limit: 1024}};
if(vErrors === null){
vErrors = [err315];
}
else {
vErrors.push(err315);
}
errors++;
}
if(func3(data117) < 1){
const err316 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/volumeMounts/" + i17+"/mountPath",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumeMounts/items/properties/mountPath/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err316];
}
else {
vErrors.push(err316);
}
errors++;
}
}
else {
const err317 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/volumeMounts/" + i17+"/mountPath",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumeMounts/items/properties/mountPath/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err317];
}
else {
vErrors.push(err317);
}
errors++;
}
}
}
else {
const err318 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/volumeMounts/" + i17,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumeMounts/items/type",keyword:"type",params:{type: "object"}};
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
const err319 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/volumeMounts",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/volumeMounts/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err319];
}
else {
vErrors.push(err319);
}
errors++;
}
}
if(data105.priorityClassName !== undefined){
let data118 = data105.priorityClassName;
if(typeof data118 === "string"){
if(func3(data118) > 253){
const err320 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/priorityClassName",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/priorityClassName/maxLength",keyword:"maxLength",params:{limit: 253}};
if(vErrors === null){
vErrors = [err320];
}
else {
vErrors.push(err320);
}
errors++;
}
if(func3(data118) < 1){
const err321 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/priorityClassName",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/priorityClassName/minLength",keyword:"minLength",params:{limit: 1}};
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
const err322 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/priorityClassName",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/priorityClassName/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err322];
}
else {
vErrors.push(err322);
}
errors++;
}
}
if(data105.imagePullSecrets !== undefined){
let data119 = data105.imagePullSecrets;
if(Array.isArray(data119)){
if(data119.length > 16){
const err323 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/imagePullSecrets",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/imagePullSecrets/maxItems",keyword:"maxItems",params:{limit: 16}};
if(vErrors === null){
vErrors = [err323];
}
else {
vErrors.push(err323);
}
errors++;
}
const len18 = data119.length;
for(let i18=0; i18<len18; i18++){
let data120 = data119[i18];
if(data120 && typeof data120 == "object" && !Array.isArray(data120)){
if(data120.name === undefined){
const err324 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/imagePullSecrets/" + i18,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/imagePullSecrets/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err324];
}
else {
vErrors.push(err324);
}
errors++;
}
for(const key30 in data120){
if(!(key30 === "name")){
const err325 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/imagePullSecrets/" + i18,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/imagePullSecrets/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key30}};
if(vErrors === null){
vErrors = [err325];
}
else {
vErrors.push(err325);
}
errors++;
}
}
if(data120.name !== undefined){
let data121 = data120.name;
if(typeof data121 === "string"){
if(func3(data121) > 253){
const err326 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/imagePullSecrets/" + i18+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/imagePullSecrets/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 253}};
if(vErrors === null){
vErrors = [err326];
}
else {
vErrors.push(err326);
}
errors++;
}
if(func3(data121) < 1){
const err327 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/imagePullSecrets/" + i18+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/imagePullSecrets/items/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err327];
}
else {
vErrors.push(err327);
}
errors++;
}
}
else {
const err328 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/imagePullSecrets/" + i18+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/imagePullSecrets/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err328];
}
else {
vErrors.push(err328);
}
errors++;
}
}
}
else {
const err329 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/imagePullSecrets/" + i18,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/imagePullSecrets/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err329];
}
else {
vErrors.push(err329);
}
errors++;
}
}
}
else {
const err330 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/imagePullSecrets",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/imagePullSecrets/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err330];
}
else {
vErrors.push(err330);
}
errors++;
}
}
if(data105.labels !== undefined){
let data122 = data105.labels;
if(data122 && typeof data122 == "object" && !Array.isArray(data122)){
if(Object.keys(data122).length > 32){
const err331 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/labels",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/labels/maxProperties",keyword:"maxProperties",params:{limit: 32}};
if(vErrors === null){
vErrors = [err331];
}
else {
vErrors.push(err331);
}
errors++;
}
for(const key31 in data122){
let data123 = data122[key31];
if(typeof data123 === "string"){
if(func3(data123) > 63){
const err332 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/labels/" + key31.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/labels/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err332];
}
else {
vErrors.push(err332);
}
errors++;
}
}
else {
const err333 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/labels/" + key31.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err333];
}
else {
vErrors.push(err333);
}
errors++;
}
}
}
else {
const err334 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/labels",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/labels/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err334];
}
else {
vErrors.push(err334);
}
errors++;
}
}
if(data105.annotations !== undefined){
let data124 = data105.annotations;
if(data124 && typeof data124 == "object" && !Array.isArray(data124)){
if(Object.keys(data124).length > 32){
const err335 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/annotations",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/annotations/maxProperties",keyword:"maxProperties",params:{limit: 32}};
if(vErrors === null){
vErrors = [err335];
}
else {
vErrors.push(err335);
}
errors++;
}
for(const key32 in data124){
let data125 = data124[key32];
if(typeof data125 === "string"){
if(func3(data125) > 4096){
const err336 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/annotations/" + key32.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/annotations/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 4096}};
if(vErrors === null){
vErrors = [err336];
}
else {
vErrors.push(err336);
}
errors++;
}
}
else {
const err337 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/annotations/" + key32.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/annotations/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err337];
}
else {
vErrors.push(err337);
}
errors++;
}
}
}
else {
const err338 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod/annotations",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/properties/annotations/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err338];
}
else {
vErrors.push(err338);
}
errors++;
}
}
}
else {
const err339 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/pod",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/pod/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err339];
}
else {
vErrors.push(err339);
}
errors++;
}
}
if(data76.reuse !== undefined){
let data126 = data76.reuse;
if(data126 && typeof data126 == "object" && !Array.isArray(data126)){
if(data126.policy === undefined){
data126.policy = "Auto";
}
for(const key33 in data126){
if(!((((key33 === "policy") || (key33 === "maxAge")) || (key33 === "version")) || (key33 === "ignore"))){
const err340 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/reuse",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/reuse/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key33}};
if(vErrors === null){
vErrors = [err340];
}
else {
vErrors.push(err340);
}
errors++;
}
}
let data127 = data126.policy;
if(typeof data127 !== "string"){
const err341 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/reuse/policy",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/reuse/properties/policy/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err341];
}
else {
vErrors.push(err341);
}
errors++;
}
if(!((data127 === "Auto") || (data127 === "Never"))){
const err342 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/reuse/policy",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/reuse/properties/policy/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.steps.items.properties.run.properties.reuse.properties.policy.enum}};
if(vErrors === null){
vErrors = [err342];
}
else {
vErrors.push(err342);
}
errors++;
}
if(data126.maxAge !== undefined){
let data128 = data126.maxAge;
if(typeof data128 === "string"){
if(func3(data128) > 32){
const err343 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/reuse/maxAge",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/reuse/properties/maxAge/maxLength",keyword:"maxLength",params:{limit: 32}};
if(vErrors === null){
vErrors = [err343];
}
else {
vErrors.push(err343);
}
errors++;
}
if(!pattern5.test(data128)){
const err344 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/reuse/maxAge",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/reuse/properties/maxAge/pattern",keyword:"pattern",params:{pattern: "^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$"}};
if(vErrors === null){
vErrors = [err344];
}
else {
vErrors.push(err344);
}
errors++;
}
}
else {
const err345 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/reuse/maxAge",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/reuse/properties/maxAge/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err345];
}
else {
vErrors.push(err345);
}
errors++;
}
}
if(data126.version !== undefined){
let data129 = data126.version;
if(typeof data129 === "string"){
if(func3(data129) > 128){
const err346 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/reuse/version",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/reuse/properties/version/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err346];
}
else {
vErrors.push(err346);
}
errors++;
}
if(func3(data129) < 1){
const err347 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/reuse/version",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/reuse/properties/version/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err347];
}
else {
vErrors.push(err347);
}
errors++;
}
}
else {
const err348 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/reuse/version",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/reuse/properties/version/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err348];
}
else {
vErrors.push(err348);
}
errors++;
}
}
if(data126.ignore !== undefined){
let data130 = data126.ignore;
if(Array.isArray(data130)){
if(data130.length > 32){
const err349 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/reuse/ignore",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/reuse/properties/ignore/maxItems",keyword:"maxItems",params:{limit: 32}};
if(vErrors === null){
vErrors = [err349];
}
else {
vErrors.push(err349);
}
errors++;
}
const len19 = data130.length;
for(let i19=0; i19<len19; i19++){
let data131 = data130[i19];
if(typeof data131 === "string"){
if(func3(data131) > 30){
const err350 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/reuse/ignore/" + i19,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/reuse/properties/ignore/items/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err350];
}
else {
vErrors.push(err350);
}
errors++;
}
if(func3(data131) < 1){
const err351 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/reuse/ignore/" + i19,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/reuse/properties/ignore/items/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err351];
}
else {
vErrors.push(err351);
}
errors++;
}
}
else {
const err352 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/reuse/ignore/" + i19,schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/reuse/properties/ignore/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err352];
}
else {
vErrors.push(err352);
}
errors++;
}
}
}
else {
const err353 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/reuse/ignore",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/reuse/properties/ignore/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err353];
}
else {
vErrors.push(err353);
}
errors++;
}
}
}
else {
const err354 = {instancePath:instancePath+"/spec/steps/" + i7+"/run/reuse",schemaPath:"#/properties/spec/properties/steps/items/properties/run/properties/reuse/type",keyword:"type",params:{type: "object"}};
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
else {
const err355 = {instancePath:instancePath+"/spec/steps/" + i7+"/run",schemaPath:"#/properties/spec/properties/steps/items/properties/run/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err355];
}
else {
vErrors.push(err355);
}
errors++;
}
}
if(data58.gate !== undefined){
let data132 = data58.gate;
if(Array.isArray(data132)){
if(data132.length > 20){
const err356 = {instancePath:instancePath+"/spec/steps/" + i7+"/gate",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/maxItems",keyword:"maxItems",params:{limit: 20}};
if(vErrors === null){
vErrors = [err356];
}
else {
vErrors.push(err356);
}
errors++;
}
if(data132.length < 1){
const err357 = {instancePath:instancePath+"/spec/steps/" + i7+"/gate",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err357];
}
else {
vErrors.push(err357);
}
errors++;
}
const len20 = data132.length;
for(let i20=0; i20<len20; i20++){
let data133 = data132[i20];
if(data133 && typeof data133 == "object" && !Array.isArray(data133)){
if(data133.metric === undefined){
const err358 = {instancePath:instancePath+"/spec/steps/" + i7+"/gate/" + i20,schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/required",keyword:"required",params:{missingProperty: "metric"}};
if(vErrors === null){
vErrors = [err358];
}
else {
vErrors.push(err358);
}
errors++;
}
for(const key34 in data133){
if(!((((key34 === "metric") || (key34 === "min")) || (key34 === "max")) || (key34 === "champion"))){
const err359 = {instancePath:instancePath+"/spec/steps/" + i7+"/gate/" + i20,schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key34}};
if(vErrors === null){
vErrors = [err359];
}
else {
vErrors.push(err359);
}
errors++;
}
}
if(data133.metric !== undefined){
let data134 = data133.metric;
if(typeof data134 === "string"){
if(func3(data134) > 512){
const err360 = {instancePath:instancePath+"/spec/steps/" + i7+"/gate/" + i20+"/metric",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/metric/maxLength",keyword:"maxLength",params:{limit: 512}};
if(vErrors === null){
vErrors = [err360];
}
else {
vErrors.push(err360);
}
errors++;
}
if(!pattern32.test(data134)){
const err361 = {instancePath:instancePath+"/spec/steps/" + i7+"/gate/" + i20+"/metric",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/metric/pattern",keyword:"pattern",params:{pattern: "^\\s*\\{\\{.+\\}\\}\\s*$"}};
if(vErrors === null){
vErrors = [err361];
}
else {
vErrors.push(err361);
}
errors++;
}
}
else {
const err362 = {instancePath:instancePath+"/spec/steps/" + i7+"/gate/" + i20+"/metric",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/metric/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err362];
}
else {
vErrors.push(err362);
}
errors++;
}
}
if(data133.min !== undefined){
let data135 = data133.min;
if(typeof data135 === "string"){
if(func3(data135) > 32){
const err363 = {instancePath:instancePath+"/spec/steps/" + i7+"/gate/" + i20+"/min",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/min/maxLength",keyword:"maxLength",params:{limit: 32}};
if(vErrors === null){
vErrors = [err363];
}
else {
vErrors.push(err363);
}
errors++;
}
if(!pattern33.test(data135)){
const err364 = {instancePath:instancePath+"/spec/steps/" + i7+"/gate/" + i20+"/min",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/min/pattern",keyword:"pattern",params:{pattern: "^-?[0-9]+(\\.[0-9]+)?$"}};
if(vErrors === null){
vErrors = [err364];
}
else {
vErrors.push(err364);
}
errors++;
}
}
else {
const err365 = {instancePath:instancePath+"/spec/steps/" + i7+"/gate/" + i20+"/min",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/min/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err365];
}
else {
vErrors.push(err365);
}
errors++;
}
}
if(data133.max !== undefined){
let data136 = data133.max;
if(typeof data136 === "string"){
if(func3(data136) > 32){
const err366 = {instancePath:instancePath+"/spec/steps/" + i7+"/gate/" + i20+"/max",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/max/maxLength",keyword:"maxLength",params:{limit: 32}};
if(vErrors === null){
vErrors = [err366];
}
else {
vErrors.push(err366);
}
errors++;
}
if(!pattern33.test(data136)){
const err367 = {instancePath:instancePath+"/spec/steps/" + i7+"/gate/" + i20+"/max",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/max/pattern",keyword:"pattern",params:{pattern: "^-?[0-9]+(\\.[0-9]+)?$"}};
if(vErrors === null){
vErrors = [err367];
}
else {
vErrors.push(err367);
}
errors++;
}
}
else {
const err368 = {instancePath:instancePath+"/spec/steps/" + i7+"/gate/" + i20+"/max",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/max/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err368];
}
else {
vErrors.push(err368);
}
errors++;
}
}
if(data133.champion !== undefined){
let data137 = data133.champion;
if(data137 && typeof data137 == "object" && !Array.isArray(data137)){
if(data137.better === undefined){
const err369 = {instancePath:instancePath+"/spec/steps/" + i7+"/gate/" + i20+"/champion",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/champion/required",keyword:"required",params:{missingProperty: "better"}};
if(vErrors === null){
vErrors = [err369];
}
else {
vErrors.push(err369);
}
errors++;
}
if(data137.stage === undefined){
const err370 = {instancePath:instancePath+"/spec/steps/" + i7+"/gate/" + i20+"/champion",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/champion/required",keyword:"required",params:{missingProperty: "stage"}};
if(vErrors === null){
vErrors = [err370];
}
else {
vErrors.push(err370);
}
errors++;
}
for(const key35 in data137){
if(!(((key35 === "better") || (key35 === "tolerance")) || (key35 === "stage"))){
const err371 = {instancePath:instancePath+"/spec/steps/" + i7+"/gate/" + i20+"/champion",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/champion/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key35}};
if(vErrors === null){
vErrors = [err371];
}
else {
vErrors.push(err371);
}
errors++;
}
}
if(data137.better !== undefined){
let data138 = data137.better;
if(typeof data138 !== "string"){
const err372 = {instancePath:instancePath+"/spec/steps/" + i7+"/gate/" + i20+"/champion/better",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/champion/properties/better/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err372];
}
else {
vErrors.push(err372);
}
errors++;
}
if(!((data138 === "Higher") || (data138 === "Lower"))){
const err373 = {instancePath:instancePath+"/spec/steps/" + i7+"/gate/" + i20+"/champion/better",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/champion/properties/better/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.steps.items.properties.gate.items.properties.champion.properties.better.enum}};
if(vErrors === null){
vErrors = [err373];
}
else {
vErrors.push(err373);
}
errors++;
}
}
if(data137.tolerance !== undefined){
let data139 = data137.tolerance;
if(typeof data139 === "string"){
if(func3(data139) > 32){
const err374 = {instancePath:instancePath+"/spec/steps/" + i7+"/gate/" + i20+"/champion/tolerance",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/champion/properties/tolerance/maxLength",keyword:"maxLength",params:{limit: 32}};
if(vErrors === null){
vErrors = [err374];
}
else {
vErrors.push(err374);
}
errors++;
}
if(!pattern35.test(data139)){
const err375 = {instancePath:instancePath+"/spec/steps/" + i7+"/gate/" + i20+"/champion/tolerance",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/champion/properties/tolerance/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?%?$"}};
if(vErrors === null){
vErrors = [err375];
}
else {
vErrors.push(err375);
}
errors++;
}
}
else {
const err376 = {instancePath:instancePath+"/spec/steps/" + i7+"/gate/" + i20+"/champion/tolerance",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/champion/properties/tolerance/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err376];
}
else {
vErrors.push(err376);
}
errors++;
}
}
if(data137.stage !== undefined){
let data140 = data137.stage;
if(typeof data140 === "string"){
if(func3(data140) > 30){
const err377 = {instancePath:instancePath+"/spec/steps/" + i7+"/gate/" + i20+"/champion/stage",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/champion/properties/stage/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err377];
}
else {
vErrors.push(err377);
}
errors++;
}
if(func3(data140) < 1){
const err378 = {instancePath:instancePath+"/spec/steps/" + i7+"/gate/" + i20+"/champion/stage",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/champion/properties/stage/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err378];
}
else {
vErrors.push(err378);
}
errors++;
}
}
else {
const err379 = {instancePath:instancePath+"/spec/steps/" + i7+"/gate/" + i20+"/champion/stage",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/champion/properties/stage/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err379];
}
else {
vErrors.push(err379);
}
errors++;
}
}
}
else {
const err380 = {instancePath:instancePath+"/spec/steps/" + i7+"/gate/" + i20+"/champion",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/properties/champion/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err380];
}
else {
vErrors.push(err380);
}
errors++;
}
}
}
else {
const err381 = {instancePath:instancePath+"/spec/steps/" + i7+"/gate/" + i20,schemaPath:"#/properties/spec/properties/steps/items/properties/gate/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err381];
}
else {
vErrors.push(err381);
}
errors++;
}
}
}
else {
const err382 = {instancePath:instancePath+"/spec/steps/" + i7+"/gate",schemaPath:"#/properties/spec/properties/steps/items/properties/gate/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err382];
}
else {
vErrors.push(err382);
}
errors++;
}
}
if(data58.deploy !== undefined){
let data141 = data58.deploy;
if(data141 && typeof data141 == "object" && !Array.isArray(data141)){
if(data141.model === undefined){
const err383 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/required",keyword:"required",params:{missingProperty: "model"}};
if(vErrors === null){
vErrors = [err383];
}
else {
vErrors.push(err383);
}
errors++;
}
if(data141.deployment === undefined){
const err384 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/required",keyword:"required",params:{missingProperty: "deployment"}};
if(vErrors === null){
vErrors = [err384];
}
else {
vErrors.push(err384);
}
errors++;
}
for(const key36 in data141){
if(!((key36 === "model") || (key36 === "deployment"))){
const err385 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key36}};
if(vErrors === null){
vErrors = [err385];
}
else {
vErrors.push(err385);
}
errors++;
}
}
if(data141.model !== undefined){
let data142 = data141.model;
if(typeof data142 === "string"){
if(func3(data142) > 61){
const err386 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/model",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/model/maxLength",keyword:"maxLength",params:{limit: 61}};
if(vErrors === null){
vErrors = [err386];
}
else {
vErrors.push(err386);
}
errors++;
}
if(!pattern19.test(data142)){
const err387 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/model",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/model/pattern",keyword:"pattern",params:{pattern: "^[a-z]([-a-z0-9]*[a-z0-9])?\\.[a-z]([-a-z0-9]*[a-z0-9])?$"}};
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
const err388 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/model",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/model/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err388];
}
else {
vErrors.push(err388);
}
errors++;
}
}
if(data141.deployment !== undefined){
let data143 = data141.deployment;
if(data143 && typeof data143 == "object" && !Array.isArray(data143)){
if(data143.readiness === undefined){
data143.readiness = {};
}
if(data143.command === undefined){
const err389 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/required",keyword:"required",params:{missingProperty: "command"}};
if(vErrors === null){
vErrors = [err389];
}
else {
vErrors.push(err389);
}
errors++;
}
if(data143.port === undefined){
const err390 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/required",keyword:"required",params:{missingProperty: "port"}};
if(vErrors === null){
vErrors = [err390];
}
else {
vErrors.push(err390);
}
errors++;
}
for(const key37 in data143){
if(!(func2.call(schema11.properties.spec.properties.steps.items.properties.deploy.properties.deployment.properties, key37))){
const err391 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key37}};
if(vErrors === null){
vErrors = [err391];
}
else {
vErrors.push(err391);
}
errors++;
}
}
if(data143.environment !== undefined){
let data144 = data143.environment;
if(typeof data144 === "string"){
if(func3(data144) > 30){
const err392 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/environment",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/environment/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err392];
}
else {
vErrors.push(err392);
}
errors++;
}
if(func3(data144) < 1){
const err393 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/environment",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/environment/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err393];
}
else {
vErrors.push(err393);
}
errors++;
}
}
else {
const err394 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/environment",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/environment/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err394];
}
else {
vErrors.push(err394);
}
errors++;
}
}
if(data143.image !== undefined){
let data145 = data143.image;
if(typeof data145 === "string"){
if(func3(data145) > 1024){
const err395 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/image",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/image/maxLength",keyword:"maxLength",params:{limit: 1024}};
if(vErrors === null){
vErrors = [err395];
}
else {
vErrors.push(err395);
}
errors++;
}
if(func3(data145) < 1){
const err396 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/image",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/image/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err396];
}
else {
vErrors.push(err396);
}
errors++;
}
if(!pattern7.test(data145)){
const err397 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/image",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/image/pattern",keyword:"pattern",params:{pattern: "^\\S+$"}};
if(vErrors === null){
vErrors = [err397];
}
else {
vErrors.push(err397);
}
errors++;
}
}
else {
const err398 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/image",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/image/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err398];
}
else {
vErrors.push(err398);
}
errors++;
}
}
if(data143.command !== undefined){
let data146 = data143.command;
if(Array.isArray(data146)){
if(data146.length > 64){
const err399 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/command",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/command/maxItems",keyword:"maxItems",params:{limit: 64}};
if(vErrors === null){
vErrors = [err399];
}
else {
vErrors.push(err399);
}
errors++;
}
if(data146.length < 1){
const err400 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/command",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/command/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err400];
}
else {
vErrors.push(err400);
}
errors++;
}
const len21 = data146.length;
for(let i21=0; i21<len21; i21++){
let data147 = data146[i21];
if(typeof data147 === "string"){
if(func3(data147) > 8192){
const err401 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/command/" + i21,schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/command/items/maxLength",keyword:"maxLength",params:{limit: 8192}};
if(vErrors === null){
vErrors = [err401];
}
else {
vErrors.push(err401);
}
errors++;
}
}
else {
const err402 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/command/" + i21,schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/command/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err402];
}
else {
vErrors.push(err402);
}
errors++;
}
}
}
else {
const err403 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/command",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/command/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err403];
}
else {
vErrors.push(err403);
}
errors++;
}
}
if(data143.args !== undefined){
let data148 = data143.args;
if(Array.isArray(data148)){
if(data148.length > 256){
const err404 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/args",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/args/maxItems",keyword:"maxItems",params:{limit: 256}};
if(vErrors === null){
vErrors = [err404];
}
else {
vErrors.push(err404);
}
errors++;
}
const len22 = data148.length;
for(let i22=0; i22<len22; i22++){
let data149 = data148[i22];
if(typeof data149 === "string"){
if(func3(data149) > 8192){
const err405 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/args/" + i22,schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/args/items/maxLength",keyword:"maxLength",params:{limit: 8192}};
if(vErrors === null){
vErrors = [err405];
}
else {
vErrors.push(err405);
}
errors++;
}
}
else {
const err406 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/args/" + i22,schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/args/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err406];
}
else {
vErrors.push(err406);
}
errors++;
}
}
}
else {
const err407 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/args",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/args/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err407];
}
else {
vErrors.push(err407);
}
errors++;
}
}
if(data143.workingDir !== undefined){
let data150 = data143.workingDir;
if(typeof data150 === "string"){
if(func3(data150) > 1024){
const err408 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/workingDir",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/workingDir/maxLength",keyword:"maxLength",params:{limit: 1024}};
if(vErrors === null){
vErrors = [err408];
}
else {
vErrors.push(err408);
}
errors++;
}
if(func3(data150) < 1){
const err409 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/workingDir",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/workingDir/minLength",keyword:"minLength",params:{limit: 1}};
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
const err410 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/workingDir",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/workingDir/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err410];
}
else {
vErrors.push(err410);
}
errors++;
}
}
if(data143.env !== undefined){
let data151 = data143.env;
if(Array.isArray(data151)){
if(data151.length > 100){
const err411 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/env",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/maxItems",keyword:"maxItems",params:{limit: 100}};
if(vErrors === null){
vErrors = [err411];
}
else {
vErrors.push(err411);
}
errors++;
}
const len23 = data151.length;
for(let i23=0; i23<len23; i23++){
let data152 = data151[i23];
if(data152 && typeof data152 == "object" && !Array.isArray(data152)){
if(data152.name === undefined){
const err412 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/env/" + i23,schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err412];
}
else {
vErrors.push(err412);
}
errors++;
}
for(const key38 in data152){
if(!(((key38 === "name") || (key38 === "value")) || (key38 === "valueFrom"))){
const err413 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/env/" + i23,schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key38}};
if(vErrors === null){
vErrors = [err413];
}
else {
vErrors.push(err413);
}
errors++;
}
}
if(data152.name !== undefined){
let data153 = data152.name;
if(typeof data153 === "string"){
if(func3(data153) > 128){
const err414 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/env/" + i23+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err414];
}
else {
vErrors.push(err414);
}
errors++;
}
if(func3(data153) < 1){
const err415 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/env/" + i23+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err415];
}
else {
vErrors.push(err415);
}
errors++;
}
if(!pattern22.test(data153)){
const err416 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/env/" + i23+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]*$"}};
if(vErrors === null){
vErrors = [err416];
}
else {
vErrors.push(err416);
}
errors++;
}
}
else {
const err417 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/env/" + i23+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err417];
}
else {
vErrors.push(err417);
}
errors++;
}
}
if(data152.value !== undefined){
let data154 = data152.value;
if(typeof data154 === "string"){
if(func3(data154) > 8192){
const err418 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/env/" + i23+"/value",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/value/maxLength",keyword:"maxLength",params:{limit: 8192}};
if(vErrors === null){
vErrors = [err418];
}
else {
vErrors.push(err418);
}
errors++;
}
}
else {
const err419 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/env/" + i23+"/value",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/value/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err419];
}
else {
vErrors.push(err419);
}
errors++;
}
}
if(data152.valueFrom !== undefined){
let data155 = data152.valueFrom;
if(data155 && typeof data155 == "object" && !Array.isArray(data155)){
if(data155.secretKeyRef === undefined){
const err420 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/env/" + i23+"/valueFrom",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/valueFrom/required",keyword:"required",params:{missingProperty: "secretKeyRef"}};
if(vErrors === null){
vErrors = [err420];
}
else {
vErrors.push(err420);
}
errors++;
}
for(const key39 in data155){
if(!(key39 === "secretKeyRef")){
const err421 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/env/" + i23+"/valueFrom",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/valueFrom/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key39}};
if(vErrors === null){
vErrors = [err421];
}
else {
vErrors.push(err421);
}
errors++;
}
}
if(data155.secretKeyRef !== undefined){
let data156 = data155.secretKeyRef;
if(data156 && typeof data156 == "object" && !Array.isArray(data156)){
if(data156.name === undefined){
const err422 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/env/" + i23+"/valueFrom/secretKeyRef",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/valueFrom/properties/secretKeyRef/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err422];
}
else {
vErrors.push(err422);
}
errors++;
}
if(data156.key === undefined){
const err423 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/env/" + i23+"/valueFrom/secretKeyRef",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/valueFrom/properties/secretKeyRef/required",keyword:"required",params:{missingProperty: "key"}};
if(vErrors === null){
vErrors = [err423];
}
else {
vErrors.push(err423);
}
errors++;
}
for(const key40 in data156){
if(!((key40 === "name") || (key40 === "key"))){
const err424 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/env/" + i23+"/valueFrom/secretKeyRef",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/valueFrom/properties/secretKeyRef/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key40}};
if(vErrors === null){
vErrors = [err424];
}
else {
vErrors.push(err424);
}
errors++;
}
}
if(data156.name !== undefined){
let data157 = data156.name;
if(typeof data157 === "string"){
if(func3(data157) > 253){
const err425 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/env/" + i23+"/valueFrom/secretKeyRef/name",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/name/maxLength",keyword:"maxLength",params:{limit: 253}};
if(vErrors === null){
vErrors = [err425];
}
else {
vErrors.push(err425);
}
errors++;
}
if(func3(data157) < 1){
const err426 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/env/" + i23+"/valueFrom/secretKeyRef/name",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err426];
}
else {
vErrors.push(err426);
}
errors++;
}
if(!pattern8.test(data157)){
const err427 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/env/" + i23+"/valueFrom/secretKeyRef/name",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$"}};
if(vErrors === null){
vErrors = [err427];
}
else {
vErrors.push(err427);
}
errors++;
}
}
else {
const err428 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/env/" + i23+"/valueFrom/secretKeyRef/name",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err428];
}
else {
vErrors.push(err428);
}
errors++;
}
}
if(data156.key !== undefined){
let data158 = data156.key;
if(typeof data158 === "string"){
if(func3(data158) > 253){
const err429 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/env/" + i23+"/valueFrom/secretKeyRef/key",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/key/maxLength",keyword:"maxLength",params:{limit: 253}};
if(vErrors === null){
vErrors = [err429];
}
else {
vErrors.push(err429);
}
errors++;
}
if(func3(data158) < 1){
const err430 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/env/" + i23+"/valueFrom/secretKeyRef/key",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/key/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err430];
}
else {
vErrors.push(err430);
}
errors++;
}
if(!pattern24.test(data158)){
const err431 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/env/" + i23+"/valueFrom/secretKeyRef/key",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/key/pattern",keyword:"pattern",params:{pattern: "^[-._a-zA-Z0-9]+$"}};
if(vErrors === null){
vErrors = [err431];
}
else {
vErrors.push(err431);
}
errors++;
}
}
else {
const err432 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/env/" + i23+"/valueFrom/secretKeyRef/key",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/key/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err432];
}
else {
vErrors.push(err432);
}
errors++;
}
}
}
else {
const err433 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/env/" + i23+"/valueFrom/secretKeyRef",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/valueFrom/properties/secretKeyRef/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err433];
}
else {
vErrors.push(err433);
}
errors++;
}
}
}
else {
const err434 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/env/" + i23+"/valueFrom",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/properties/valueFrom/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err434];
}
else {
vErrors.push(err434);
}
errors++;
}
}
}
else {
const err435 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/env/" + i23,schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err435];
}
else {
vErrors.push(err435);
}
errors++;
}
}
}
else {
const err436 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/env",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/env/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err436];
}
else {
vErrors.push(err436);
}
errors++;
}
}
if(data143.resources !== undefined){
let data159 = data143.resources;
if(data159 && typeof data159 == "object" && !Array.isArray(data159)){
for(const key41 in data159){
if(!((key41 === "requests") || (key41 === "limits"))){
const err437 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/resources",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/resources/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key41}};
if(vErrors === null){
vErrors = [err437];
}
else {
vErrors.push(err437);
}
errors++;
}
}
if(data159.requests !== undefined){
let data160 = data159.requests;
if(data160 && typeof data160 == "object" && !Array.isArray(data160)){
if(Object.keys(data160).length > 20){
const err438 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/resources/requests",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/resources/properties/requests/maxProperties",keyword:"maxProperties",params:{limit: 20}};
if(vErrors === null){
vErrors = [err438];
}
else {
vErrors.push(err438);
}
errors++;
}
for(const key42 in data160){
let data161 = data160[key42];
if(typeof data161 === "string"){
if(func3(data161) > 32){
const err439 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/resources/requests/" + key42.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/resources/properties/requests/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 32}};
if(vErrors === null){
vErrors = [err439];
}
else {
vErrors.push(err439);
}
errors++;
}
if(!pattern26.test(data161)){
const err440 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/resources/requests/" + key42.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/resources/properties/requests/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?([eE][0-9]+|m|k|[KMGTPE]i?)?$"}};
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
const err441 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/resources/requests/" + key42.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/resources/properties/requests/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err441];
}
else {
vErrors.push(err441);
}
errors++;
}
}
}
else {
const err442 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/resources/requests",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/resources/properties/requests/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err442];
}
else {
vErrors.push(err442);
}
errors++;
}
}
if(data159.limits !== undefined){
let data162 = data159.limits;
if(data162 && typeof data162 == "object" && !Array.isArray(data162)){
if(Object.keys(data162).length > 20){
const err443 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/resources/limits",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/resources/properties/limits/maxProperties",keyword:"maxProperties",params:{limit: 20}};
if(vErrors === null){
vErrors = [err443];
}
else {
vErrors.push(err443);
}
errors++;
}
for(const key43 in data162){
let data163 = data162[key43];
if(typeof data163 === "string"){
if(func3(data163) > 32){
const err444 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/resources/limits/" + key43.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/resources/properties/limits/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 32}};
if(vErrors === null){
vErrors = [err444];
}
else {
vErrors.push(err444);
}
errors++;
}
if(!pattern26.test(data163)){
const err445 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/resources/limits/" + key43.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/resources/properties/limits/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?([eE][0-9]+|m|k|[KMGTPE]i?)?$"}};
if(vErrors === null){
vErrors = [err445];
}
else {
vErrors.push(err445);
}
errors++;
}
}
else {
const err446 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/resources/limits/" + key43.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/resources/properties/limits/additionalProperties/type",keyword:"type",params:{type: "string"}};
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
const err447 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/resources/limits",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/resources/properties/limits/type",keyword:"type",params:{type: "object"}};
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
const err448 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/resources",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/resources/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err448];
}
else {
vErrors.push(err448);
}
errors++;
}
}
if(data143.pod !== undefined){
let data164 = data143.pod;
if(data164 && typeof data164 == "object" && !Array.isArray(data164)){
for(const key44 in data164){
if(!(func2.call(schema11.properties.spec.properties.steps.items.properties.deploy.properties.deployment.properties.pod.properties, key44))){
const err449 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key44}};
if(vErrors === null){
vErrors = [err449];
}
else {
vErrors.push(err449);
}
errors++;
}
}
if(data164.nodeSelector !== undefined){
let data165 = data164.nodeSelector;
if(data165 && typeof data165 == "object" && !Array.isArray(data165)){
if(Object.keys(data165).length > 32){
const err450 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/nodeSelector",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/nodeSelector/maxProperties",keyword:"maxProperties",params:{limit: 32}};
if(vErrors === null){
vErrors = [err450];
}
else {
vErrors.push(err450);
}
errors++;
}
for(const key45 in data165){
let data166 = data165[key45];
if(typeof data166 === "string"){
if(func3(data166) > 63){
const err451 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/nodeSelector/" + key45.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/nodeSelector/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err451];
}
else {
vErrors.push(err451);
}
errors++;
}
}
else {
const err452 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/nodeSelector/" + key45.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/nodeSelector/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err452];
}
else {
vErrors.push(err452);
}
errors++;
}
}
}
else {
const err453 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/nodeSelector",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/nodeSelector/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err453];
}
else {
vErrors.push(err453);
}
errors++;
}
}
if(data164.tolerations !== undefined){
let data167 = data164.tolerations;
if(Array.isArray(data167)){
if(data167.length > 32){
const err454 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/tolerations",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/tolerations/maxItems",keyword:"maxItems",params:{limit: 32}};
if(vErrors === null){
vErrors = [err454];
}
else {
vErrors.push(err454);
}
errors++;
}
const len24 = data167.length;
for(let i24=0; i24<len24; i24++){
let data168 = data167[i24];
if(!(data168 && typeof data168 == "object" && !Array.isArray(data168))){
const err455 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/tolerations/" + i24,schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/tolerations/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err455];
}
else {
vErrors.push(err455);
}
errors++;
}
}
}
else {
const err456 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/tolerations",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/tolerations/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err456];
}
else {
vErrors.push(err456);
}
errors++;
}
}
if(data164.affinity !== undefined){
let data169 = data164.affinity;
if(!(data169 && typeof data169 == "object" && !Array.isArray(data169))){
const err457 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/affinity",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/affinity/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err457];
}
else {
vErrors.push(err457);
}
errors++;
}
}
if(data164.volumes !== undefined){
let data170 = data164.volumes;
if(Array.isArray(data170)){
if(data170.length > 32){
const err458 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/volumes",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumes/maxItems",keyword:"maxItems",params:{limit: 32}};
if(vErrors === null){
vErrors = [err458];
}
else {
vErrors.push(err458);
}
errors++;
}
const len25 = data170.length;
for(let i25=0; i25<len25; i25++){
let data171 = data170[i25];
if(data171 && typeof data171 == "object" && !Array.isArray(data171)){
if(data171.name === undefined){
const err459 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/volumes/" + i25,schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumes/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err459];
}
else {
vErrors.push(err459);
}
errors++;
}
if(data171.name !== undefined){
let data172 = data171.name;
if(typeof data172 === "string"){
if(func3(data172) > 63){
const err460 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/volumes/" + i25+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumes/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err460];
}
else {
vErrors.push(err460);
}
errors++;
}
if(func3(data172) < 1){
const err461 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/volumes/" + i25+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumes/items/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err461];
}
else {
vErrors.push(err461);
}
errors++;
}
if(!pattern1.test(data172)){
const err462 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/volumes/" + i25+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumes/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$"}};
if(vErrors === null){
vErrors = [err462];
}
else {
vErrors.push(err462);
}
errors++;
}
}
else {
const err463 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/volumes/" + i25+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumes/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err463];
}
else {
vErrors.push(err463);
}
errors++;
}
}
}
else {
const err464 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/volumes/" + i25,schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumes/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err464];
}
else {
vErrors.push(err464);
}
errors++;
}
}
}
else {
const err465 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/volumes",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumes/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err465];
}
else {
vErrors.push(err465);
}
errors++;
}
}
if(data164.volumeMounts !== undefined){
let data173 = data164.volumeMounts;
if(Array.isArray(data173)){
if(data173.length > 32){
const err466 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/volumeMounts",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumeMounts/maxItems",keyword:"maxItems",params:{limit: 32}};
if(vErrors === null){
vErrors = [err466];
}
else {
vErrors.push(err466);
}
errors++;
}
const len26 = data173.length;
for(let i26=0; i26<len26; i26++){
let data174 = data173[i26];
if(data174 && typeof data174 == "object" && !Array.isArray(data174)){
if(data174.name === undefined){
const err467 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/volumeMounts/" + i26,schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumeMounts/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err467];
}
else {
vErrors.push(err467);
}
errors++;
}
if(data174.mountPath === undefined){
const err468 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/volumeMounts/" + i26,schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumeMounts/items/required",keyword:"required",params:{missingProperty: "mountPath"}};
if(vErrors === null){
vErrors = [err468];
}
else {
vErrors.push(err468);
}
errors++;
}
if(data174.name !== undefined){
let data175 = data174.name;
if(typeof data175 === "string"){
if(func3(data175) > 63){
const err469 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/volumeMounts/" + i26+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumeMounts/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err469];
}
else {
vErrors.push(err469);
}
errors++;
}
if(func3(data175) < 1){
const err470 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/volumeMounts/" + i26+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumeMounts/items/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err470];
}
else {
vErrors.push(err470);
}
errors++;
}
}
else {
const err471 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/volumeMounts/" + i26+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumeMounts/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err471];
}
else {
vErrors.push(err471);
}
errors++;
}
}
if(data174.mountPath !== undefined){
let data176 = data174.mountPath;
if(typeof data176 === "string"){
if(func3(data176) > 1024){
const err472 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/volumeMounts/" + i26+"/mountPath",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumeMounts/items/properties/mountPath/maxLength",keyword:"maxLength",params:{limit: 1024}};
if(vErrors === null){
vErrors = [err472];
}
else {
vErrors.push(err472);
}
errors++;
}
if(func3(data176) < 1){
const err473 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/volumeMounts/" + i26+"/mountPath",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumeMounts/items/properties/mountPath/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err473];
}
else {
vErrors.push(err473);
}
errors++;
}
}
else {
const err474 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/volumeMounts/" + i26+"/mountPath",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumeMounts/items/properties/mountPath/type",keyword:"type",params:{type: "string"}};
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
const err475 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/volumeMounts/" + i26,schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumeMounts/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err475];
}
else {
vErrors.push(err475);
}
errors++;
}
}
}
else {
const err476 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/volumeMounts",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/volumeMounts/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err476];
}
else {
vErrors.push(err476);
}
errors++;
}
}
if(data164.priorityClassName !== undefined){
let data177 = data164.priorityClassName;
if(typeof data177 === "string"){
if(func3(data177) > 253){
const err477 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/priorityClassName",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/priorityClassName/maxLength",keyword:"maxLength",params:{limit: 253}};
if(vErrors === null){
vErrors = [err477];
}
else {
vErrors.push(err477);
}
errors++;
}
if(func3(data177) < 1){
const err478 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/priorityClassName",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/priorityClassName/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err478];
}
else {
vErrors.push(err478);
}
errors++;
}
}
else {
const err479 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/priorityClassName",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/priorityClassName/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err479];
}
else {
vErrors.push(err479);
}
errors++;
}
}
if(data164.imagePullSecrets !== undefined){
let data178 = data164.imagePullSecrets;
if(Array.isArray(data178)){
if(data178.length > 16){
const err480 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/imagePullSecrets",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/imagePullSecrets/maxItems",keyword:"maxItems",params:{limit: 16}};
if(vErrors === null){
vErrors = [err480];
}
else {
vErrors.push(err480);
}
errors++;
}
const len27 = data178.length;
for(let i27=0; i27<len27; i27++){
let data179 = data178[i27];
if(data179 && typeof data179 == "object" && !Array.isArray(data179)){
if(data179.name === undefined){
const err481 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/imagePullSecrets/" + i27,schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/imagePullSecrets/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err481];
}
else {
vErrors.push(err481);
}
errors++;
}
for(const key46 in data179){
if(!(key46 === "name")){
const err482 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/imagePullSecrets/" + i27,schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/imagePullSecrets/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key46}};
if(vErrors === null){
vErrors = [err482];
}
else {
vErrors.push(err482);
}
errors++;
}
}
if(data179.name !== undefined){
let data180 = data179.name;
if(typeof data180 === "string"){
if(func3(data180) > 253){
const err483 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/imagePullSecrets/" + i27+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/imagePullSecrets/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 253}};
if(vErrors === null){
vErrors = [err483];
}
else {
vErrors.push(err483);
}
errors++;
}
if(func3(data180) < 1){
const err484 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/imagePullSecrets/" + i27+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/imagePullSecrets/items/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err484];
}
else {
vErrors.push(err484);
}
errors++;
}
}
else {
const err485 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/imagePullSecrets/" + i27+"/name",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/imagePullSecrets/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err485];
}
else {
vErrors.push(err485);
}
errors++;
}
}
}
else {
const err486 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/imagePullSecrets/" + i27,schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/imagePullSecrets/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err486];
}
else {
vErrors.push(err486);
}
errors++;
}
}
}
else {
const err487 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/imagePullSecrets",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/imagePullSecrets/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err487];
}
else {
vErrors.push(err487);
}
errors++;
}
}
if(data164.labels !== undefined){
let data181 = data164.labels;
if(data181 && typeof data181 == "object" && !Array.isArray(data181)){
if(Object.keys(data181).length > 32){
const err488 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/labels",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/labels/maxProperties",keyword:"maxProperties",params:{limit: 32}};
if(vErrors === null){
vErrors = [err488];
}
else {
vErrors.push(err488);
}
errors++;
}
for(const key47 in data181){
let data182 = data181[key47];
if(typeof data182 === "string"){
if(func3(data182) > 63){
const err489 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/labels/" + key47.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/labels/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err489];
}
else {
vErrors.push(err489);
}
errors++;
}
}
else {
const err490 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/labels/" + key47.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err490];
}
else {
vErrors.push(err490);
}
errors++;
}
}
}
else {
const err491 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/labels",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/labels/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err491];
}
else {
vErrors.push(err491);
}
errors++;
}
}
if(data164.annotations !== undefined){
let data183 = data164.annotations;
if(data183 && typeof data183 == "object" && !Array.isArray(data183)){
if(Object.keys(data183).length > 32){
const err492 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/annotations",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/annotations/maxProperties",keyword:"maxProperties",params:{limit: 32}};
if(vErrors === null){
vErrors = [err492];
}
else {
vErrors.push(err492);
}
errors++;
}
for(const key48 in data183){
let data184 = data183[key48];
if(typeof data184 === "string"){
if(func3(data184) > 4096){
const err493 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/annotations/" + key48.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/annotations/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 4096}};
if(vErrors === null){
vErrors = [err493];
}
else {
vErrors.push(err493);
}
errors++;
}
}
else {
const err494 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/annotations/" + key48.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/annotations/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err494];
}
else {
vErrors.push(err494);
}
errors++;
}
}
}
else {
const err495 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod/annotations",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/properties/annotations/type",keyword:"type",params:{type: "object"}};
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
const err496 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/pod",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/pod/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err496];
}
else {
vErrors.push(err496);
}
errors++;
}
}
if(data143.port !== undefined){
let data185 = data143.port;
if(!(((typeof data185 == "number") && (!(data185 % 1) && !isNaN(data185))) && (isFinite(data185)))){
const err497 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/port",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/port/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err497];
}
else {
vErrors.push(err497);
}
errors++;
}
if((typeof data185 == "number") && (isFinite(data185))){
if(data185 > 65535 || isNaN(data185)){
const err498 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/port",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/port/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535}};
if(vErrors === null){
vErrors = [err498];
}
else {
vErrors.push(err498);
}
errors++;
}
if(data185 < 1 || isNaN(data185)){
const err499 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/port",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/port/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
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
let data186 = data143.readiness;
if(data186 && typeof data186 == "object" && !Array.isArray(data186)){
if(data186.path === undefined){
data186.path = "/";
}
if(data186.timeout === undefined){
data186.timeout = "2m";
}
for(const key49 in data186){
if(!((key49 === "path") || (key49 === "timeout"))){
const err500 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/readiness",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/readiness/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key49}};
if(vErrors === null){
vErrors = [err500];
}
else {
vErrors.push(err500);
}
errors++;
}
}
let data187 = data186.path;
if(typeof data187 === "string"){
if(func3(data187) > 1024){
const err501 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/readiness/path",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/readiness/properties/path/maxLength",keyword:"maxLength",params:{limit: 1024}};
if(vErrors === null){
vErrors = [err501];
}
else {
vErrors.push(err501);
}
errors++;
}
if(!pattern44.test(data187)){
const err502 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/readiness/path",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/readiness/properties/path/pattern",keyword:"pattern",params:{pattern: "^/\\S*$"}};
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
const err503 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/readiness/path",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/readiness/properties/path/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err503];
}
else {
vErrors.push(err503);
}
errors++;
}
let data188 = data186.timeout;
if(typeof data188 === "string"){
if(func3(data188) > 32){
const err504 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/readiness/timeout",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/readiness/properties/timeout/maxLength",keyword:"maxLength",params:{limit: 32}};
if(vErrors === null){
vErrors = [err504];
}
else {
vErrors.push(err504);
}
errors++;
}
if(!pattern5.test(data188)){
const err505 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/readiness/timeout",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/readiness/properties/timeout/pattern",keyword:"pattern",params:{pattern: "^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$"}};
if(vErrors === null){
vErrors = [err505];
}
else {
vErrors.push(err505);
}
errors++;
}
}
else {
const err506 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/readiness/timeout",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/readiness/properties/timeout/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err506];
}
else {
vErrors.push(err506);
}
errors++;
}
}
else {
const err507 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment/readiness",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/properties/readiness/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err507];
}
else {
vErrors.push(err507);
}
errors++;
}
}
else {
const err508 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy/deployment",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/properties/deployment/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err508];
}
else {
vErrors.push(err508);
}
errors++;
}
}
}
else {
const err509 = {instancePath:instancePath+"/spec/steps/" + i7+"/deploy",schemaPath:"#/properties/spec/properties/steps/items/properties/deploy/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err509];
}
else {
vErrors.push(err509);
}
errors++;
}
}
}
else {
const err510 = {instancePath:instancePath+"/spec/steps/" + i7,schemaPath:"#/properties/spec/properties/steps/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err510];
}
else {
vErrors.push(err510);
}
errors++;
}
}
}
else {
const err511 = {instancePath:instancePath+"/spec/steps",schemaPath:"#/properties/spec/properties/steps/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err511];
}
else {
vErrors.push(err511);
}
errors++;
}
}
let data189 = data21.concurrency;
if(data189 && typeof data189 == "object" && !Array.isArray(data189)){
if(data189.policy === undefined){
data189.policy = "Adopt";
}
for(const key50 in data189){
if(!(key50 === "policy")){
const err512 = {instancePath:instancePath+"/spec/concurrency",schemaPath:"#/properties/spec/properties/concurrency/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key50}};
if(vErrors === null){
vErrors = [err512];
}
else {
vErrors.push(err512);
}
errors++;
}
}
let data190 = data189.policy;
if(typeof data190 !== "string"){
const err513 = {instancePath:instancePath+"/spec/concurrency/policy",schemaPath:"#/properties/spec/properties/concurrency/properties/policy/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err513];
}
else {
vErrors.push(err513);
}
errors++;
}
if(!(data190 === "Adopt")){
const err514 = {instancePath:instancePath+"/spec/concurrency/policy",schemaPath:"#/properties/spec/properties/concurrency/properties/policy/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.concurrency.properties.policy.enum}};
if(vErrors === null){
vErrors = [err514];
}
else {
vErrors.push(err514);
}
errors++;
}
}
else {
const err515 = {instancePath:instancePath+"/spec/concurrency",schemaPath:"#/properties/spec/properties/concurrency/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err515];
}
else {
vErrors.push(err515);
}
errors++;
}
let data191 = data21.history;
if(data191 && typeof data191 == "object" && !Array.isArray(data191)){
if(data191.successful === undefined){
data191.successful = 10;
}
if(data191.failed === undefined){
data191.failed = 5;
}
if(data191.models === undefined){
data191.models = 50;
}
for(const key51 in data191){
if(!(((key51 === "successful") || (key51 === "failed")) || (key51 === "models"))){
const err516 = {instancePath:instancePath+"/spec/history",schemaPath:"#/properties/spec/properties/history/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key51}};
if(vErrors === null){
vErrors = [err516];
}
else {
vErrors.push(err516);
}
errors++;
}
}
let data192 = data191.successful;
if(!(((typeof data192 == "number") && (!(data192 % 1) && !isNaN(data192))) && (isFinite(data192)))){
const err517 = {instancePath:instancePath+"/spec/history/successful",schemaPath:"#/properties/spec/properties/history/properties/successful/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err517];
}
else {
vErrors.push(err517);
}
errors++;
}
if((typeof data192 == "number") && (isFinite(data192))){
if(data192 > 1000 || isNaN(data192)){
const err518 = {instancePath:instancePath+"/spec/history/successful",schemaPath:"#/properties/spec/properties/history/properties/successful/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000}};
if(vErrors === null){
vErrors = [err518];
}
else {
vErrors.push(err518);
}
errors++;
}
if(data192 < 1 || isNaN(data192)){
const err519 = {instancePath:instancePath+"/spec/history/successful",schemaPath:"#/properties/spec/properties/history/properties/successful/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err519];
}
else {
vErrors.push(err519);
}
errors++;
}
}
let data193 = data191.failed;
if(!(((typeof data193 == "number") && (!(data193 % 1) && !isNaN(data193))) && (isFinite(data193)))){
const err520 = {instancePath:instancePath+"/spec/history/failed",schemaPath:"#/properties/spec/properties/history/properties/failed/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err520];
}
else {
vErrors.push(err520);
}
errors++;
}
if((typeof data193 == "number") && (isFinite(data193))){
if(data193 > 1000 || isNaN(data193)){
const err521 = {instancePath:instancePath+"/spec/history/failed",schemaPath:"#/properties/spec/properties/history/properties/failed/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000}};
if(vErrors === null){
vErrors = [err521];
}
else {
vErrors.push(err521);
}
errors++;
}
if(data193 < 1 || isNaN(data193)){
const err522 = {instancePath:instancePath+"/spec/history/failed",schemaPath:"#/properties/spec/properties/history/properties/failed/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err522];
}
else {
vErrors.push(err522);
}
errors++;
}
}
let data194 = data191.models;
if(!(((typeof data194 == "number") && (!(data194 % 1) && !isNaN(data194))) && (isFinite(data194)))){
const err523 = {instancePath:instancePath+"/spec/history/models",schemaPath:"#/properties/spec/properties/history/properties/models/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err523];
}
else {
vErrors.push(err523);
}
errors++;
}
if((typeof data194 == "number") && (isFinite(data194))){
if(data194 > 10000 || isNaN(data194)){
const err524 = {instancePath:instancePath+"/spec/history/models",schemaPath:"#/properties/spec/properties/history/properties/models/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000}};
if(vErrors === null){
vErrors = [err524];
}
else {
vErrors.push(err524);
}
errors++;
}
if(data194 < 1 || isNaN(data194)){
const err525 = {instancePath:instancePath+"/spec/history/models",schemaPath:"#/properties/spec/properties/history/properties/models/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
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
const err526 = {instancePath:instancePath+"/spec/history",schemaPath:"#/properties/spec/properties/history/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err526];
}
else {
vErrors.push(err526);
}
errors++;
}
let data195 = data21.deletionPolicy;
if(typeof data195 !== "string"){
const err527 = {instancePath:instancePath+"/spec/deletionPolicy",schemaPath:"#/properties/spec/properties/deletionPolicy/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err527];
}
else {
vErrors.push(err527);
}
errors++;
}
if(!((data195 === "Orphan") || (data195 === "Delete"))){
const err528 = {instancePath:instancePath+"/spec/deletionPolicy",schemaPath:"#/properties/spec/properties/deletionPolicy/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.deletionPolicy.enum}};
if(vErrors === null){
vErrors = [err528];
}
else {
vErrors.push(err528);
}
errors++;
}
}
else {
const err529 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err529];
}
else {
vErrors.push(err529);
}
errors++;
}
}
let data196 = data.status;
if(data196 && typeof data196 == "object" && !Array.isArray(data196)){
if(data196.observedGeneration === undefined){
data196.observedGeneration = -1;
}
for(const key52 in data196){
if(!((((((((key52 === "observedGeneration") || (key52 === "conditions")) || (key52 === "sequence")) || (key52 === "sources")) || (key52 === "decided")) || (key52 === "lastRun")) || (key52 === "requests")) || (key52 === "stages"))){
const err530 = {instancePath:instancePath+"/status",schemaPath:"#/properties/status/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key52}};
if(vErrors === null){
vErrors = [err530];
}
else {
vErrors.push(err530);
}
errors++;
}
}
let data197 = data196.observedGeneration;
if(!(((typeof data197 == "number") && (!(data197 % 1) && !isNaN(data197))) && (isFinite(data197)))){
const err531 = {instancePath:instancePath+"/status/observedGeneration",schemaPath:"#/properties/status/properties/observedGeneration/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err531];
}
else {
vErrors.push(err531);
}
errors++;
}
if(data196.conditions !== undefined){
let data198 = data196.conditions;
if(Array.isArray(data198)){
if(data198.length > 16){
const err532 = {instancePath:instancePath+"/status/conditions",schemaPath:"#/properties/status/properties/conditions/maxItems",keyword:"maxItems",params:{limit: 16}};
if(vErrors === null){
vErrors = [err532];
}
else {
vErrors.push(err532);
}
errors++;
}
const len28 = data198.length;
for(let i28=0; i28<len28; i28++){
let data199 = data198[i28];
if(data199 && typeof data199 == "object" && !Array.isArray(data199)){
if(data199.type === undefined){
const err533 = {instancePath:instancePath+"/status/conditions/" + i28,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "type"}};
if(vErrors === null){
vErrors = [err533];
}
else {
vErrors.push(err533);
}
errors++;
}
if(data199.status === undefined){
const err534 = {instancePath:instancePath+"/status/conditions/" + i28,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "status"}};
if(vErrors === null){
vErrors = [err534];
}
else {
vErrors.push(err534);
}
errors++;
}
if(data199.reason === undefined){
const err535 = {instancePath:instancePath+"/status/conditions/" + i28,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "reason"}};
if(vErrors === null){
vErrors = [err535];
}
else {
vErrors.push(err535);
}
errors++;
}
if(data199.message === undefined){
const err536 = {instancePath:instancePath+"/status/conditions/" + i28,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "message"}};
if(vErrors === null){
vErrors = [err536];
}
else {
vErrors.push(err536);
}
errors++;
}
if(data199.lastTransitionTime === undefined){
const err537 = {instancePath:instancePath+"/status/conditions/" + i28,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "lastTransitionTime"}};
if(vErrors === null){
vErrors = [err537];
}
else {
vErrors.push(err537);
}
errors++;
}
for(const key53 in data199){
if(!((((((key53 === "type") || (key53 === "status")) || (key53 === "observedGeneration")) || (key53 === "lastTransitionTime")) || (key53 === "reason")) || (key53 === "message"))){
const err538 = {instancePath:instancePath+"/status/conditions/" + i28,schemaPath:"#/properties/status/properties/conditions/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key53}};
if(vErrors === null){
vErrors = [err538];
}
else {
vErrors.push(err538);
}
errors++;
}
}
if(data199.type !== undefined){
let data200 = data199.type;
if(typeof data200 === "string"){
if(func3(data200) > 64){
const err539 = {instancePath:instancePath+"/status/conditions/" + i28+"/type",schemaPath:"#/properties/status/properties/conditions/items/properties/type/maxLength",keyword:"maxLength",params:{limit: 64}};
if(vErrors === null){
vErrors = [err539];
}
else {
vErrors.push(err539);
}
errors++;
}
if(!pattern46.test(data200)){
const err540 = {instancePath:instancePath+"/status/conditions/" + i28+"/type",schemaPath:"#/properties/status/properties/conditions/items/properties/type/pattern",keyword:"pattern",params:{pattern: "^[A-Z][A-Za-z0-9]*$"}};
if(vErrors === null){
vErrors = [err540];
}
else {
vErrors.push(err540);
}
errors++;
}
}
else {
const err541 = {instancePath:instancePath+"/status/conditions/" + i28+"/type",schemaPath:"#/properties/status/properties/conditions/items/properties/type/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err541];
}
else {
vErrors.push(err541);
}
errors++;
}
}
if(data199.status !== undefined){
let data201 = data199.status;
if(typeof data201 !== "string"){
const err542 = {instancePath:instancePath+"/status/conditions/" + i28+"/status",schemaPath:"#/properties/status/properties/conditions/items/properties/status/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err542];
}
else {
vErrors.push(err542);
}
errors++;
}
if(!(((data201 === "True") || (data201 === "False")) || (data201 === "Unknown"))){
const err543 = {instancePath:instancePath+"/status/conditions/" + i28+"/status",schemaPath:"#/properties/status/properties/conditions/items/properties/status/enum",keyword:"enum",params:{allowedValues: schema11.properties.status.properties.conditions.items.properties.status.enum}};
if(vErrors === null){
vErrors = [err543];
}
else {
vErrors.push(err543);
}
errors++;
}
}
if(data199.observedGeneration !== undefined){
let data202 = data199.observedGeneration;
if(!(((typeof data202 == "number") && (!(data202 % 1) && !isNaN(data202))) && (isFinite(data202)))){
const err544 = {instancePath:instancePath+"/status/conditions/" + i28+"/observedGeneration",schemaPath:"#/properties/status/properties/conditions/items/properties/observedGeneration/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err544];
}
else {
vErrors.push(err544);
}
errors++;
}
if((typeof data202 == "number") && (isFinite(data202))){
if(data202 < 0 || isNaN(data202)){
const err545 = {instancePath:instancePath+"/status/conditions/" + i28+"/observedGeneration",schemaPath:"#/properties/status/properties/conditions/items/properties/observedGeneration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
if(data199.lastTransitionTime !== undefined){
let data203 = data199.lastTransitionTime;
if(typeof data203 === "string"){
if(func3(data203) > 64){
const err546 = {instancePath:instancePath+"/status/conditions/" + i28+"/lastTransitionTime",schemaPath:"#/properties/status/properties/conditions/items/properties/lastTransitionTime/maxLength",keyword:"maxLength",params:{limit: 64}};
if(vErrors === null){
vErrors = [err546];
}
else {
vErrors.push(err546);
}
errors++;
}
}
else {
const err547 = {instancePath:instancePath+"/status/conditions/" + i28+"/lastTransitionTime",schemaPath:"#/properties/status/properties/conditions/items/properties/lastTransitionTime/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err547];
}
else {
vErrors.push(err547);
}
errors++;
}
}
if(data199.reason !== undefined){
let data204 = data199.reason;
if(typeof data204 === "string"){
if(func3(data204) > 64){
const err548 = {instancePath:instancePath+"/status/conditions/" + i28+"/reason",schemaPath:"#/properties/status/properties/conditions/items/properties/reason/maxLength",keyword:"maxLength",params:{limit: 64}};
if(vErrors === null){
vErrors = [err548];
}
else {
vErrors.push(err548);
}
errors++;
}
if(!pattern46.test(data204)){
const err549 = {instancePath:instancePath+"/status/conditions/" + i28+"/reason",schemaPath:"#/properties/status/properties/conditions/items/properties/reason/pattern",keyword:"pattern",params:{pattern: "^[A-Z][A-Za-z0-9]*$"}};
if(vErrors === null){
vErrors = [err549];
}
else {
vErrors.push(err549);
}
errors++;
}
}
else {
const err550 = {instancePath:instancePath+"/status/conditions/" + i28+"/reason",schemaPath:"#/properties/status/properties/conditions/items/properties/reason/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err550];
}
else {
vErrors.push(err550);
}
errors++;
}
}
if(data199.message !== undefined){
let data205 = data199.message;
if(typeof data205 === "string"){
if(func3(data205) > 4096){
const err551 = {instancePath:instancePath+"/status/conditions/" + i28+"/message",schemaPath:"#/properties/status/properties/conditions/items/properties/message/maxLength",keyword:"maxLength",params:{limit: 4096}};
if(vErrors === null){
vErrors = [err551];
}
else {
vErrors.push(err551);
}
errors++;
}
}
else {
const err552 = {instancePath:instancePath+"/status/conditions/" + i28+"/message",schemaPath:"#/properties/status/properties/conditions/items/properties/message/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err552];
}
else {
vErrors.push(err552);
}
errors++;
}
}
}
else {
const err553 = {instancePath:instancePath+"/status/conditions/" + i28,schemaPath:"#/properties/status/properties/conditions/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err553];
}
else {
vErrors.push(err553);
}
errors++;
}
}
}
else {
const err554 = {instancePath:instancePath+"/status/conditions",schemaPath:"#/properties/status/properties/conditions/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err554];
}
else {
vErrors.push(err554);
}
errors++;
}
}
if(data196.sequence !== undefined){
let data206 = data196.sequence;
if(!(((typeof data206 == "number") && (!(data206 % 1) && !isNaN(data206))) && (isFinite(data206)))){
const err555 = {instancePath:instancePath+"/status/sequence",schemaPath:"#/properties/status/properties/sequence/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err555];
}
else {
vErrors.push(err555);
}
errors++;
}
if((typeof data206 == "number") && (isFinite(data206))){
if(data206 < 0 || isNaN(data206)){
const err556 = {instancePath:instancePath+"/status/sequence",schemaPath:"#/properties/status/properties/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
if(data196.sources !== undefined){
let data207 = data196.sources;
if(Array.isArray(data207)){
if(data207.length > 16){
const err557 = {instancePath:instancePath+"/status/sources",schemaPath:"#/properties/status/properties/sources/maxItems",keyword:"maxItems",params:{limit: 16}};
if(vErrors === null){
vErrors = [err557];
}
else {
vErrors.push(err557);
}
errors++;
}
const len29 = data207.length;
for(let i29=0; i29<len29; i29++){
let data208 = data207[i29];
if(data208 && typeof data208 == "object" && !Array.isArray(data208)){
if(data208.name === undefined){
const err558 = {instancePath:instancePath+"/status/sources/" + i29,schemaPath:"#/properties/status/properties/sources/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err558];
}
else {
vErrors.push(err558);
}
errors++;
}
if(data208.revision === undefined){
const err559 = {instancePath:instancePath+"/status/sources/" + i29,schemaPath:"#/properties/status/properties/sources/items/required",keyword:"required",params:{missingProperty: "revision"}};
if(vErrors === null){
vErrors = [err559];
}
else {
vErrors.push(err559);
}
errors++;
}
for(const key54 in data208){
if(!((key54 === "name") || (key54 === "revision"))){
const err560 = {instancePath:instancePath+"/status/sources/" + i29,schemaPath:"#/properties/status/properties/sources/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key54}};
if(vErrors === null){
vErrors = [err560];
}
else {
vErrors.push(err560);
}
errors++;
}
}
if(data208.name !== undefined){
let data209 = data208.name;
if(typeof data209 === "string"){
if(func3(data209) > 30){
const err561 = {instancePath:instancePath+"/status/sources/" + i29+"/name",schemaPath:"#/properties/status/properties/sources/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err561];
}
else {
vErrors.push(err561);
}
errors++;
}
}
else {
const err562 = {instancePath:instancePath+"/status/sources/" + i29+"/name",schemaPath:"#/properties/status/properties/sources/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err562];
}
else {
vErrors.push(err562);
}
errors++;
}
}
if(data208.revision !== undefined){
let data210 = data208.revision;
if(typeof data210 === "string"){
if(func3(data210) > 512){
const err563 = {instancePath:instancePath+"/status/sources/" + i29+"/revision",schemaPath:"#/properties/status/properties/sources/items/properties/revision/maxLength",keyword:"maxLength",params:{limit: 512}};
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
const err564 = {instancePath:instancePath+"/status/sources/" + i29+"/revision",schemaPath:"#/properties/status/properties/sources/items/properties/revision/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err564];
}
else {
vErrors.push(err564);
}
errors++;
}
}
}
else {
const err565 = {instancePath:instancePath+"/status/sources/" + i29,schemaPath:"#/properties/status/properties/sources/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err565];
}
else {
vErrors.push(err565);
}
errors++;
}
}
}
else {
const err566 = {instancePath:instancePath+"/status/sources",schemaPath:"#/properties/status/properties/sources/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err566];
}
else {
vErrors.push(err566);
}
errors++;
}
}
if(data196.decided !== undefined){
let data211 = data196.decided;
if(data211 && typeof data211 == "object" && !Array.isArray(data211)){
if(data211.generation === undefined){
const err567 = {instancePath:instancePath+"/status/decided",schemaPath:"#/properties/status/properties/decided/required",keyword:"required",params:{missingProperty: "generation"}};
if(vErrors === null){
vErrors = [err567];
}
else {
vErrors.push(err567);
}
errors++;
}
for(const key55 in data211){
if(!((key55 === "generation") || (key55 === "run"))){
const err568 = {instancePath:instancePath+"/status/decided",schemaPath:"#/properties/status/properties/decided/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key55}};
if(vErrors === null){
vErrors = [err568];
}
else {
vErrors.push(err568);
}
errors++;
}
}
if(data211.generation !== undefined){
let data212 = data211.generation;
if(!(((typeof data212 == "number") && (!(data212 % 1) && !isNaN(data212))) && (isFinite(data212)))){
const err569 = {instancePath:instancePath+"/status/decided/generation",schemaPath:"#/properties/status/properties/decided/properties/generation/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err569];
}
else {
vErrors.push(err569);
}
errors++;
}
if((typeof data212 == "number") && (isFinite(data212))){
if(data212 < 0 || isNaN(data212)){
const err570 = {instancePath:instancePath+"/status/decided/generation",schemaPath:"#/properties/status/properties/decided/properties/generation/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err570];
}
else {
vErrors.push(err570);
}
errors++;
}
}
}
if(data211.run !== undefined){
let data213 = data211.run;
if(typeof data213 === "string"){
if(func3(data213) > 63){
const err571 = {instancePath:instancePath+"/status/decided/run",schemaPath:"#/properties/status/properties/decided/properties/run/maxLength",keyword:"maxLength",params:{limit: 63}};
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
const err572 = {instancePath:instancePath+"/status/decided/run",schemaPath:"#/properties/status/properties/decided/properties/run/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err572];
}
else {
vErrors.push(err572);
}
errors++;
}
}
}
else {
const err573 = {instancePath:instancePath+"/status/decided",schemaPath:"#/properties/status/properties/decided/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err573];
}
else {
vErrors.push(err573);
}
errors++;
}
}
if(data196.lastRun !== undefined){
let data214 = data196.lastRun;
if(data214 && typeof data214 == "object" && !Array.isArray(data214)){
if(data214.name === undefined){
const err574 = {instancePath:instancePath+"/status/lastRun",schemaPath:"#/properties/status/properties/lastRun/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err574];
}
else {
vErrors.push(err574);
}
errors++;
}
if(data214.state === undefined){
const err575 = {instancePath:instancePath+"/status/lastRun",schemaPath:"#/properties/status/properties/lastRun/required",keyword:"required",params:{missingProperty: "state"}};
if(vErrors === null){
vErrors = [err575];
}
else {
vErrors.push(err575);
}
errors++;
}
for(const key56 in data214){
if(!(((key56 === "name") || (key56 === "state")) || (key56 === "finishedAt"))){
const err576 = {instancePath:instancePath+"/status/lastRun",schemaPath:"#/properties/status/properties/lastRun/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key56}};
if(vErrors === null){
vErrors = [err576];
}
else {
vErrors.push(err576);
}
errors++;
}
}
if(data214.name !== undefined){
let data215 = data214.name;
if(typeof data215 === "string"){
if(func3(data215) > 63){
const err577 = {instancePath:instancePath+"/status/lastRun/name",schemaPath:"#/properties/status/properties/lastRun/properties/name/maxLength",keyword:"maxLength",params:{limit: 63}};
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
const err578 = {instancePath:instancePath+"/status/lastRun/name",schemaPath:"#/properties/status/properties/lastRun/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err578];
}
else {
vErrors.push(err578);
}
errors++;
}
}
if(data214.state !== undefined){
let data216 = data214.state;
if(typeof data216 !== "string"){
const err579 = {instancePath:instancePath+"/status/lastRun/state",schemaPath:"#/properties/status/properties/lastRun/properties/state/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err579];
}
else {
vErrors.push(err579);
}
errors++;
}
if(!((((((data216 === "Pending") || (data216 === "Running")) || (data216 === "Succeeded")) || (data216 === "Failed")) || (data216 === "Superseded")) || (data216 === "Cancelled"))){
const err580 = {instancePath:instancePath+"/status/lastRun/state",schemaPath:"#/properties/status/properties/lastRun/properties/state/enum",keyword:"enum",params:{allowedValues: schema11.properties.status.properties.lastRun.properties.state.enum}};
if(vErrors === null){
vErrors = [err580];
}
else {
vErrors.push(err580);
}
errors++;
}
}
if(data214.finishedAt !== undefined){
let data217 = data214.finishedAt;
if(typeof data217 === "string"){
if(func3(data217) > 64){
const err581 = {instancePath:instancePath+"/status/lastRun/finishedAt",schemaPath:"#/properties/status/properties/lastRun/properties/finishedAt/maxLength",keyword:"maxLength",params:{limit: 64}};
if(vErrors === null){
vErrors = [err581];
}
else {
vErrors.push(err581);
}
errors++;
}
}
else {
const err582 = {instancePath:instancePath+"/status/lastRun/finishedAt",schemaPath:"#/properties/status/properties/lastRun/properties/finishedAt/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err582];
}
else {
vErrors.push(err582);
}
errors++;
}
}
}
else {
const err583 = {instancePath:instancePath+"/status/lastRun",schemaPath:"#/properties/status/properties/lastRun/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err583];
}
else {
vErrors.push(err583);
}
errors++;
}
}
if(data196.requests !== undefined){
let data218 = data196.requests;
if(data218 && typeof data218 == "object" && !Array.isArray(data218)){
for(const key57 in data218){
if(!((key57 === "run") || (key57 === "force"))){
const err584 = {instancePath:instancePath+"/status/requests",schemaPath:"#/properties/status/properties/requests/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key57}};
if(vErrors === null){
vErrors = [err584];
}
else {
vErrors.push(err584);
}
errors++;
}
}
if(data218.run !== undefined){
let data219 = data218.run;
if(typeof data219 === "string"){
if(func3(data219) > 256){
const err585 = {instancePath:instancePath+"/status/requests/run",schemaPath:"#/properties/status/properties/requests/properties/run/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err585];
}
else {
vErrors.push(err585);
}
errors++;
}
}
else {
const err586 = {instancePath:instancePath+"/status/requests/run",schemaPath:"#/properties/status/properties/requests/properties/run/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err586];
}
else {
vErrors.push(err586);
}
errors++;
}
}
if(data218.force !== undefined){
let data220 = data218.force;
if(typeof data220 === "string"){
if(func3(data220) > 256){
const err587 = {instancePath:instancePath+"/status/requests/force",schemaPath:"#/properties/status/properties/requests/properties/force/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err587];
}
else {
vErrors.push(err587);
}
errors++;
}
}
else {
const err588 = {instancePath:instancePath+"/status/requests/force",schemaPath:"#/properties/status/properties/requests/properties/force/type",keyword:"type",params:{type: "string"}};
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
const err589 = {instancePath:instancePath+"/status/requests",schemaPath:"#/properties/status/properties/requests/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err589];
}
else {
vErrors.push(err589);
}
errors++;
}
}
if(data196.stages !== undefined){
let data221 = data196.stages;
if(Array.isArray(data221)){
if(data221.length > 50){
const err590 = {instancePath:instancePath+"/status/stages",schemaPath:"#/properties/status/properties/stages/maxItems",keyword:"maxItems",params:{limit: 50}};
if(vErrors === null){
vErrors = [err590];
}
else {
vErrors.push(err590);
}
errors++;
}
const len30 = data221.length;
for(let i30=0; i30<len30; i30++){
let data222 = data221[i30];
if(data222 && typeof data222 == "object" && !Array.isArray(data222)){
if(data222.name === undefined){
const err591 = {instancePath:instancePath+"/status/stages/" + i30,schemaPath:"#/properties/status/properties/stages/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err591];
}
else {
vErrors.push(err591);
}
errors++;
}
if(data222.sequence === undefined){
const err592 = {instancePath:instancePath+"/status/stages/" + i30,schemaPath:"#/properties/status/properties/stages/items/required",keyword:"required",params:{missingProperty: "sequence"}};
if(vErrors === null){
vErrors = [err592];
}
else {
vErrors.push(err592);
}
errors++;
}
if(data222.model === undefined){
const err593 = {instancePath:instancePath+"/status/stages/" + i30,schemaPath:"#/properties/status/properties/stages/items/required",keyword:"required",params:{missingProperty: "model"}};
if(vErrors === null){
vErrors = [err593];
}
else {
vErrors.push(err593);
}
errors++;
}
if(data222.identity === undefined){
const err594 = {instancePath:instancePath+"/status/stages/" + i30,schemaPath:"#/properties/status/properties/stages/items/required",keyword:"required",params:{missingProperty: "identity"}};
if(vErrors === null){
vErrors = [err594];
}
else {
vErrors.push(err594);
}
errors++;
}
if(data222.release === undefined){
const err595 = {instancePath:instancePath+"/status/stages/" + i30,schemaPath:"#/properties/status/properties/stages/items/required",keyword:"required",params:{missingProperty: "release"}};
if(vErrors === null){
vErrors = [err595];
}
else {
vErrors.push(err595);
}
errors++;
}
if(data222.run === undefined){
const err596 = {instancePath:instancePath+"/status/stages/" + i30,schemaPath:"#/properties/status/properties/stages/items/required",keyword:"required",params:{missingProperty: "run"}};
if(vErrors === null){
vErrors = [err596];
}
else {
vErrors.push(err596);
}
errors++;
}
if(data222.phase === undefined){
const err597 = {instancePath:instancePath+"/status/stages/" + i30,schemaPath:"#/properties/status/properties/stages/items/required",keyword:"required",params:{missingProperty: "phase"}};
if(vErrors === null){
vErrors = [err597];
}
else {
vErrors.push(err597);
}
errors++;
}
for(const key58 in data222){
if(!(func2.call(schema11.properties.status.properties.stages.items.properties, key58))){
const err598 = {instancePath:instancePath+"/status/stages/" + i30,schemaPath:"#/properties/status/properties/stages/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key58}};
if(vErrors === null){
vErrors = [err598];
}
else {
vErrors.push(err598);
}
errors++;
}
}
if(data222.name !== undefined){
let data223 = data222.name;
if(typeof data223 === "string"){
if(func3(data223) > 30){
const err599 = {instancePath:instancePath+"/status/stages/" + i30+"/name",schemaPath:"#/properties/status/properties/stages/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 30}};
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
const err600 = {instancePath:instancePath+"/status/stages/" + i30+"/name",schemaPath:"#/properties/status/properties/stages/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err600];
}
else {
vErrors.push(err600);
}
errors++;
}
}
if(data222.sequence !== undefined){
let data224 = data222.sequence;
if(!(((typeof data224 == "number") && (!(data224 % 1) && !isNaN(data224))) && (isFinite(data224)))){
const err601 = {instancePath:instancePath+"/status/stages/" + i30+"/sequence",schemaPath:"#/properties/status/properties/stages/items/properties/sequence/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err601];
}
else {
vErrors.push(err601);
}
errors++;
}
if((typeof data224 == "number") && (isFinite(data224))){
if(data224 < 0 || isNaN(data224)){
const err602 = {instancePath:instancePath+"/status/stages/" + i30+"/sequence",schemaPath:"#/properties/status/properties/stages/items/properties/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
if(data222.model !== undefined){
let data225 = data222.model;
if(typeof data225 === "string"){
if(func3(data225) > 128){
const err603 = {instancePath:instancePath+"/status/stages/" + i30+"/model",schemaPath:"#/properties/status/properties/stages/items/properties/model/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err603];
}
else {
vErrors.push(err603);
}
errors++;
}
}
else {
const err604 = {instancePath:instancePath+"/status/stages/" + i30+"/model",schemaPath:"#/properties/status/properties/stages/items/properties/model/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err604];
}
else {
vErrors.push(err604);
}
errors++;
}
}
if(data222.identity !== undefined){
let data226 = data222.identity;
if(typeof data226 === "string"){
if(func3(data226) > 128){
const err605 = {instancePath:instancePath+"/status/stages/" + i30+"/identity",schemaPath:"#/properties/status/properties/stages/items/properties/identity/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err605];
}
else {
vErrors.push(err605);
}
errors++;
}
}
else {
const err606 = {instancePath:instancePath+"/status/stages/" + i30+"/identity",schemaPath:"#/properties/status/properties/stages/items/properties/identity/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err606];
}
else {
vErrors.push(err606);
}
errors++;
}
}
if(data222.release !== undefined){
let data227 = data222.release;
if(typeof data227 === "string"){
if(func3(data227) > 128){
const err607 = {instancePath:instancePath+"/status/stages/" + i30+"/release",schemaPath:"#/properties/status/properties/stages/items/properties/release/maxLength",keyword:"maxLength",params:{limit: 128}};
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
const err608 = {instancePath:instancePath+"/status/stages/" + i30+"/release",schemaPath:"#/properties/status/properties/stages/items/properties/release/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err608];
}
else {
vErrors.push(err608);
}
errors++;
}
}
if(data222.run !== undefined){
let data228 = data222.run;
if(typeof data228 === "string"){
if(func3(data228) > 63){
const err609 = {instancePath:instancePath+"/status/stages/" + i30+"/run",schemaPath:"#/properties/status/properties/stages/items/properties/run/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err609];
}
else {
vErrors.push(err609);
}
errors++;
}
}
else {
const err610 = {instancePath:instancePath+"/status/stages/" + i30+"/run",schemaPath:"#/properties/status/properties/stages/items/properties/run/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err610];
}
else {
vErrors.push(err610);
}
errors++;
}
}
if(data222.phase !== undefined){
let data229 = data222.phase;
if(typeof data229 !== "string"){
const err611 = {instancePath:instancePath+"/status/stages/" + i30+"/phase",schemaPath:"#/properties/status/properties/stages/items/properties/phase/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err611];
}
else {
vErrors.push(err611);
}
errors++;
}
if(!(((data229 === "Progressing") || (data229 === "Live")) || (data229 === "Failed"))){
const err612 = {instancePath:instancePath+"/status/stages/" + i30+"/phase",schemaPath:"#/properties/status/properties/stages/items/properties/phase/enum",keyword:"enum",params:{allowedValues: schema11.properties.status.properties.stages.items.properties.phase.enum}};
if(vErrors === null){
vErrors = [err612];
}
else {
vErrors.push(err612);
}
errors++;
}
}
if(data222.message !== undefined){
let data230 = data222.message;
if(typeof data230 === "string"){
if(func3(data230) > 4096){
const err613 = {instancePath:instancePath+"/status/stages/" + i30+"/message",schemaPath:"#/properties/status/properties/stages/items/properties/message/maxLength",keyword:"maxLength",params:{limit: 4096}};
if(vErrors === null){
vErrors = [err613];
}
else {
vErrors.push(err613);
}
errors++;
}
}
else {
const err614 = {instancePath:instancePath+"/status/stages/" + i30+"/message",schemaPath:"#/properties/status/properties/stages/items/properties/message/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err614];
}
else {
vErrors.push(err614);
}
errors++;
}
}
if(data222.url !== undefined){
let data231 = data222.url;
if(typeof data231 === "string"){
if(func3(data231) > 2048){
const err615 = {instancePath:instancePath+"/status/stages/" + i30+"/url",schemaPath:"#/properties/status/properties/stages/items/properties/url/maxLength",keyword:"maxLength",params:{limit: 2048}};
if(vErrors === null){
vErrors = [err615];
}
else {
vErrors.push(err615);
}
errors++;
}
}
else {
const err616 = {instancePath:instancePath+"/status/stages/" + i30+"/url",schemaPath:"#/properties/status/properties/stages/items/properties/url/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err616];
}
else {
vErrors.push(err616);
}
errors++;
}
}
if(data222.live !== undefined){
let data232 = data222.live;
if(data232 && typeof data232 == "object" && !Array.isArray(data232)){
if(data232.sequence === undefined){
const err617 = {instancePath:instancePath+"/status/stages/" + i30+"/live",schemaPath:"#/properties/status/properties/stages/items/properties/live/required",keyword:"required",params:{missingProperty: "sequence"}};
if(vErrors === null){
vErrors = [err617];
}
else {
vErrors.push(err617);
}
errors++;
}
if(data232.model === undefined){
const err618 = {instancePath:instancePath+"/status/stages/" + i30+"/live",schemaPath:"#/properties/status/properties/stages/items/properties/live/required",keyword:"required",params:{missingProperty: "model"}};
if(vErrors === null){
vErrors = [err618];
}
else {
vErrors.push(err618);
}
errors++;
}
if(data232.identity === undefined){
const err619 = {instancePath:instancePath+"/status/stages/" + i30+"/live",schemaPath:"#/properties/status/properties/stages/items/properties/live/required",keyword:"required",params:{missingProperty: "identity"}};
if(vErrors === null){
vErrors = [err619];
}
else {
vErrors.push(err619);
}
errors++;
}
if(data232.release === undefined){
const err620 = {instancePath:instancePath+"/status/stages/" + i30+"/live",schemaPath:"#/properties/status/properties/stages/items/properties/live/required",keyword:"required",params:{missingProperty: "release"}};
if(vErrors === null){
vErrors = [err620];
}
else {
vErrors.push(err620);
}
errors++;
}
if(data232.run === undefined){
const err621 = {instancePath:instancePath+"/status/stages/" + i30+"/live",schemaPath:"#/properties/status/properties/stages/items/properties/live/required",keyword:"required",params:{missingProperty: "run"}};
if(vErrors === null){
vErrors = [err621];
}
else {
vErrors.push(err621);
}
errors++;
}
if(data232.since === undefined){
const err622 = {instancePath:instancePath+"/status/stages/" + i30+"/live",schemaPath:"#/properties/status/properties/stages/items/properties/live/required",keyword:"required",params:{missingProperty: "since"}};
if(vErrors === null){
vErrors = [err622];
}
else {
vErrors.push(err622);
}
errors++;
}
for(const key59 in data232){
if(!((((((key59 === "sequence") || (key59 === "model")) || (key59 === "identity")) || (key59 === "release")) || (key59 === "run")) || (key59 === "since"))){
const err623 = {instancePath:instancePath+"/status/stages/" + i30+"/live",schemaPath:"#/properties/status/properties/stages/items/properties/live/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key59}};
if(vErrors === null){
vErrors = [err623];
}
else {
vErrors.push(err623);
}
errors++;
}
}
if(data232.sequence !== undefined){
let data233 = data232.sequence;
if(!(((typeof data233 == "number") && (!(data233 % 1) && !isNaN(data233))) && (isFinite(data233)))){
const err624 = {instancePath:instancePath+"/status/stages/" + i30+"/live/sequence",schemaPath:"#/properties/status/properties/stages/items/properties/live/properties/sequence/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err624];
}
else {
vErrors.push(err624);
}
errors++;
}
if((typeof data233 == "number") && (isFinite(data233))){
if(data233 < 0 || isNaN(data233)){
const err625 = {instancePath:instancePath+"/status/stages/" + i30+"/live/sequence",schemaPath:"#/properties/status/properties/stages/items/properties/live/properties/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err625];
}
else {
vErrors.push(err625);
}
errors++;
}
}
}
if(data232.model !== undefined){
let data234 = data232.model;
if(typeof data234 === "string"){
if(func3(data234) > 128){
const err626 = {instancePath:instancePath+"/status/stages/" + i30+"/live/model",schemaPath:"#/properties/status/properties/stages/items/properties/live/properties/model/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err626];
}
else {
vErrors.push(err626);
}
errors++;
}
}
else {
const err627 = {instancePath:instancePath+"/status/stages/" + i30+"/live/model",schemaPath:"#/properties/status/properties/stages/items/properties/live/properties/model/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err627];
}
else {
vErrors.push(err627);
}
errors++;
}
}
if(data232.identity !== undefined){
let data235 = data232.identity;
if(typeof data235 === "string"){
if(func3(data235) > 128){
const err628 = {instancePath:instancePath+"/status/stages/" + i30+"/live/identity",schemaPath:"#/properties/status/properties/stages/items/properties/live/properties/identity/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err628];
}
else {
vErrors.push(err628);
}
errors++;
}
}
else {
const err629 = {instancePath:instancePath+"/status/stages/" + i30+"/live/identity",schemaPath:"#/properties/status/properties/stages/items/properties/live/properties/identity/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err629];
}
else {
vErrors.push(err629);
}
errors++;
}
}
if(data232.release !== undefined){
let data236 = data232.release;
if(typeof data236 === "string"){
if(func3(data236) > 128){
const err630 = {instancePath:instancePath+"/status/stages/" + i30+"/live/release",schemaPath:"#/properties/status/properties/stages/items/properties/live/properties/release/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err630];
}
else {
vErrors.push(err630);
}
errors++;
}
}
else {
const err631 = {instancePath:instancePath+"/status/stages/" + i30+"/live/release",schemaPath:"#/properties/status/properties/stages/items/properties/live/properties/release/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err631];
}
else {
vErrors.push(err631);
}
errors++;
}
}
if(data232.run !== undefined){
let data237 = data232.run;
if(typeof data237 === "string"){
if(func3(data237) > 63){
const err632 = {instancePath:instancePath+"/status/stages/" + i30+"/live/run",schemaPath:"#/properties/status/properties/stages/items/properties/live/properties/run/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err632];
}
else {
vErrors.push(err632);
}
errors++;
}
}
else {
const err633 = {instancePath:instancePath+"/status/stages/" + i30+"/live/run",schemaPath:"#/properties/status/properties/stages/items/properties/live/properties/run/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err633];
}
else {
vErrors.push(err633);
}
errors++;
}
}
if(data232.since !== undefined){
let data238 = data232.since;
if(typeof data238 === "string"){
if(func3(data238) > 64){
const err634 = {instancePath:instancePath+"/status/stages/" + i30+"/live/since",schemaPath:"#/properties/status/properties/stages/items/properties/live/properties/since/maxLength",keyword:"maxLength",params:{limit: 64}};
if(vErrors === null){
vErrors = [err634];
}
else {
vErrors.push(err634);
}
errors++;
}
}
else {
const err635 = {instancePath:instancePath+"/status/stages/" + i30+"/live/since",schemaPath:"#/properties/status/properties/stages/items/properties/live/properties/since/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err635];
}
else {
vErrors.push(err635);
}
errors++;
}
}
}
else {
const err636 = {instancePath:instancePath+"/status/stages/" + i30+"/live",schemaPath:"#/properties/status/properties/stages/items/properties/live/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err636];
}
else {
vErrors.push(err636);
}
errors++;
}
}
if(data222.blocked !== undefined){
let data239 = data222.blocked;
if(Array.isArray(data239)){
if(data239.length > 10){
const err637 = {instancePath:instancePath+"/status/stages/" + i30+"/blocked",schemaPath:"#/properties/status/properties/stages/items/properties/blocked/maxItems",keyword:"maxItems",params:{limit: 10}};
if(vErrors === null){
vErrors = [err637];
}
else {
vErrors.push(err637);
}
errors++;
}
const len31 = data239.length;
for(let i31=0; i31<len31; i31++){
let data240 = data239[i31];
if(data240 && typeof data240 == "object" && !Array.isArray(data240)){
if(data240.identity === undefined){
const err638 = {instancePath:instancePath+"/status/stages/" + i30+"/blocked/" + i31,schemaPath:"#/properties/status/properties/stages/items/properties/blocked/items/required",keyword:"required",params:{missingProperty: "identity"}};
if(vErrors === null){
vErrors = [err638];
}
else {
vErrors.push(err638);
}
errors++;
}
if(data240.model === undefined){
const err639 = {instancePath:instancePath+"/status/stages/" + i30+"/blocked/" + i31,schemaPath:"#/properties/status/properties/stages/items/properties/blocked/items/required",keyword:"required",params:{missingProperty: "model"}};
if(vErrors === null){
vErrors = [err639];
}
else {
vErrors.push(err639);
}
errors++;
}
if(data240.run === undefined){
const err640 = {instancePath:instancePath+"/status/stages/" + i30+"/blocked/" + i31,schemaPath:"#/properties/status/properties/stages/items/properties/blocked/items/required",keyword:"required",params:{missingProperty: "run"}};
if(vErrors === null){
vErrors = [err640];
}
else {
vErrors.push(err640);
}
errors++;
}
if(data240.message === undefined){
const err641 = {instancePath:instancePath+"/status/stages/" + i30+"/blocked/" + i31,schemaPath:"#/properties/status/properties/stages/items/properties/blocked/items/required",keyword:"required",params:{missingProperty: "message"}};
if(vErrors === null){
vErrors = [err641];
}
else {
vErrors.push(err641);
}
errors++;
}
for(const key60 in data240){
if(!((((key60 === "identity") || (key60 === "model")) || (key60 === "run")) || (key60 === "message"))){
const err642 = {instancePath:instancePath+"/status/stages/" + i30+"/blocked/" + i31,schemaPath:"#/properties/status/properties/stages/items/properties/blocked/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key60}};
if(vErrors === null){
vErrors = [err642];
}
else {
vErrors.push(err642);
}
errors++;
}
}
if(data240.identity !== undefined){
let data241 = data240.identity;
if(typeof data241 === "string"){
if(func3(data241) > 128){
const err643 = {instancePath:instancePath+"/status/stages/" + i30+"/blocked/" + i31+"/identity",schemaPath:"#/properties/status/properties/stages/items/properties/blocked/items/properties/identity/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err643];
}
else {
vErrors.push(err643);
}
errors++;
}
}
else {
const err644 = {instancePath:instancePath+"/status/stages/" + i30+"/blocked/" + i31+"/identity",schemaPath:"#/properties/status/properties/stages/items/properties/blocked/items/properties/identity/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err644];
}
else {
vErrors.push(err644);
}
errors++;
}
}
if(data240.model !== undefined){
let data242 = data240.model;
if(typeof data242 === "string"){
if(func3(data242) > 128){
const err645 = {instancePath:instancePath+"/status/stages/" + i30+"/blocked/" + i31+"/model",schemaPath:"#/properties/status/properties/stages/items/properties/blocked/items/properties/model/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err645];
}
else {
vErrors.push(err645);
}
errors++;
}
}
else {
const err646 = {instancePath:instancePath+"/status/stages/" + i30+"/blocked/" + i31+"/model",schemaPath:"#/properties/status/properties/stages/items/properties/blocked/items/properties/model/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err646];
}
else {
vErrors.push(err646);
}
errors++;
}
}
if(data240.run !== undefined){
let data243 = data240.run;
if(typeof data243 === "string"){
if(func3(data243) > 63){
const err647 = {instancePath:instancePath+"/status/stages/" + i30+"/blocked/" + i31+"/run",schemaPath:"#/properties/status/properties/stages/items/properties/blocked/items/properties/run/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err647];
}
else {
vErrors.push(err647);
}
errors++;
}
}
else {
const err648 = {instancePath:instancePath+"/status/stages/" + i30+"/blocked/" + i31+"/run",schemaPath:"#/properties/status/properties/stages/items/properties/blocked/items/properties/run/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err648];
}
else {
vErrors.push(err648);
}
errors++;
}
}
if(data240.message !== undefined){
let data244 = data240.message;
if(typeof data244 === "string"){
if(func3(data244) > 4096){
const err649 = {instancePath:instancePath+"/status/stages/" + i30+"/blocked/" + i31+"/message",schemaPath:"#/properties/status/properties/stages/items/properties/blocked/items/properties/message/maxLength",keyword:"maxLength",params:{limit: 4096}};
if(vErrors === null){
vErrors = [err649];
}
else {
vErrors.push(err649);
}
errors++;
}
}
else {
const err650 = {instancePath:instancePath+"/status/stages/" + i30+"/blocked/" + i31+"/message",schemaPath:"#/properties/status/properties/stages/items/properties/blocked/items/properties/message/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err650];
}
else {
vErrors.push(err650);
}
errors++;
}
}
}
else {
const err651 = {instancePath:instancePath+"/status/stages/" + i30+"/blocked/" + i31,schemaPath:"#/properties/status/properties/stages/items/properties/blocked/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err651];
}
else {
vErrors.push(err651);
}
errors++;
}
}
}
else {
const err652 = {instancePath:instancePath+"/status/stages/" + i30+"/blocked",schemaPath:"#/properties/status/properties/stages/items/properties/blocked/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err652];
}
else {
vErrors.push(err652);
}
errors++;
}
}
}
else {
const err653 = {instancePath:instancePath+"/status/stages/" + i30,schemaPath:"#/properties/status/properties/stages/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err653];
}
else {
vErrors.push(err653);
}
errors++;
}
}
}
else {
const err654 = {instancePath:instancePath+"/status/stages",schemaPath:"#/properties/status/properties/stages/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err654];
}
else {
vErrors.push(err654);
}
errors++;
}
}
}
else {
const err655 = {instancePath:instancePath+"/status",schemaPath:"#/properties/status/type",keyword:"type",params:{type: "object"}};
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
const err656 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err656];
}
else {
vErrors.push(err656);
}
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}

export const validateWorkflowRun = validate11;
const schema12 = {"type":"object","required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"type":"string","const":"refit.dev/v1alpha1"},"kind":{"type":"string","const":"WorkflowRun"},"metadata":{"type":"object","required":["name"],"properties":{"name":{"type":"string","maxLength":63,"pattern":"^[a-z]([-a-z0-9]*[a-z0-9])?$"},"namespace":{"type":"string","minLength":1,"maxLength":63,"pattern":"^[a-z0-9]([-a-z0-9]*[a-z0-9])?$"},"labels":{"type":"object","additionalProperties":{"type":"string","maxLength":63,"pattern":"^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$"}},"annotations":{"type":"object","additionalProperties":{"type":"string","maxLength":262144}},"finalizers":{"type":"array","items":{"type":"string"}},"ownerReferences":{"type":"array","items":{"type":"object","additionalProperties":true}},"managedFields":{"type":"array","items":{"type":"object","additionalProperties":true}},"uid":{"type":"string"},"resourceVersion":{"type":"string"},"generation":{"type":"integer"},"creationTimestamp":{"type":"string"},"deletionTimestamp":{"type":"string"},"deletionGracePeriodSeconds":{"type":"integer"}},"additionalProperties":false},"spec":{"type":"object","required":["workflow","sequence","generation","decidedAt","trigger","revisions","snapshot"],"properties":{"workflow":{"type":"string","minLength":1,"maxLength":40},"sequence":{"type":"integer","format":"int64","minimum":1},"generation":{"type":"integer","format":"int64","minimum":0},"decidedAt":{"type":"string","format":"date-time","maxLength":64},"trigger":{"type":"object","required":["kind"],"properties":{"kind":{"type":"string","enum":["SourceChanged","SpecChanged","Requested","Retry"]},"sources":{"type":"array","maxItems":16,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name","to"],"properties":{"name":{"type":"string","maxLength":30},"from":{"type":"string","maxLength":512},"to":{"type":"string","maxLength":512}},"additionalProperties":false}},"retryOf":{"type":"string","minLength":1,"maxLength":63},"requestedBy":{"type":"string","maxLength":256}},"additionalProperties":false},"revisions":{"type":"array","maxItems":16,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["source"],"items":{"type":"object","required":["source","url","revision"],"properties":{"source":{"type":"string","minLength":1,"maxLength":30},"url":{"type":"string","minLength":1,"maxLength":2048},"revision":{"type":"string","maxLength":512,"pattern":"^\\S+@(sha1:[0-9a-f]{40}|sha256:[0-9a-f]{64})$"}},"additionalProperties":false}},"force":{"type":"array","maxItems":50,"x-kubernetes-list-type":"set","items":{"type":"string","minLength":1,"maxLength":30}},"snapshot":{"type":"object","x-kubernetes-preserve-unknown-fields":true}},"additionalProperties":false},"status":{"type":"object","default":{"observedGeneration":-1},"properties":{"observedGeneration":{"type":"integer","format":"int64","default":-1},"conditions":{"type":"array","maxItems":16,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["type"],"items":{"type":"object","required":["type","status","reason","message","lastTransitionTime"],"properties":{"type":{"type":"string","maxLength":64,"pattern":"^[A-Z][A-Za-z0-9]*$"},"status":{"type":"string","enum":["True","False","Unknown"]},"observedGeneration":{"type":"integer","format":"int64","minimum":0},"lastTransitionTime":{"type":"string","format":"date-time","maxLength":64},"reason":{"type":"string","maxLength":64,"pattern":"^[A-Z][A-Za-z0-9]*$"},"message":{"type":"string","maxLength":4096}},"additionalProperties":false}},"phase":{"type":"string","enum":["Pending","Running","Succeeded","Failed","Superseded","Cancelled"]},"lastHandledRetry":{"type":"string","maxLength":256},"supersededBy":{"type":"string","maxLength":63},"startedAt":{"type":"string","format":"date-time","maxLength":64},"finishedAt":{"type":"string","format":"date-time","maxLength":64},"message":{"type":"string","maxLength":4096},"steps":{"type":"array","maxItems":100,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name","subject"],"items":{"type":"object","required":["name","subject","type","action","state","reasons","outputs","metrics"],"properties":{"name":{"type":"string","maxLength":30},"subject":{"type":"string","enum":["candidate","champion"]},"type":{"type":"string","enum":["run","gate","deploy"]},"action":{"type":"string","enum":["Run","Reuse","Pending"]},"state":{"type":"string","enum":["Pending","Running","Succeeded","Reused","Refused","Failed","Skipped","Cancelled"]},"fingerprint":{"type":"string","maxLength":128},"attempt":{"type":"integer","format":"int32","minimum":1},"execution":{"type":"string","maxLength":63},"reuses":{"type":"string","maxLength":128},"startedAt":{"type":"string","format":"date-time","maxLength":64},"finishedAt":{"type":"string","format":"date-time","maxLength":64},"seconds":{"type":"number","minimum":0},"savedSeconds":{"type":"number","minimum":0},"reasons":{"type":"array","maxItems":32,"x-kubernetes-list-type":"atomic","items":{"type":"object","required":["kind","paths","commits","truncated"],"properties":{"input":{"type":"string","maxLength":256},"kind":{"type":"string","enum":["PathsChanged","ParameterChanged","CommandChanged","EnvironmentChanged","ImageChanged","UpstreamChanged","NoResult","ArtifactMissing","Forced"]},"paths":{"type":"array","maxItems":100,"items":{"type":"string","maxLength":4096}},"commits":{"type":"array","maxItems":20,"x-kubernetes-list-type":"atomic","items":{"type":"object","required":["sha","author","subject"],"properties":{"sha":{"type":"string","maxLength":64},"author":{"type":"string","maxLength":256},"subject":{"type":"string","maxLength":256}},"additionalProperties":false}},"truncated":{"type":"boolean"}},"additionalProperties":false}},"outputs":{"type":"array","maxItems":16,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name","kind","digest","size"],"properties":{"name":{"type":"string","maxLength":30},"kind":{"type":"string","enum":["data","model","metrics"]},"digest":{"type":"string","maxLength":128},"size":{"type":"integer","format":"int64","minimum":0}},"additionalProperties":false}},"metrics":{"type":"object","maxProperties":16,"additionalProperties":{"type":"object","maxProperties":256,"additionalProperties":{"type":"string","maxLength":256}}},"message":{"type":"string","maxLength":4096}},"additionalProperties":false}}},"additionalProperties":false}},"additionalProperties":false};
const pattern51 = new RegExp("^\\S+@(sha1:[0-9a-f]{40}|sha256:[0-9a-f]{64})$", "u");

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
if(func3(data34) > 256){
const err74 = {instancePath:instancePath+"/spec/trigger/requestedBy",schemaPath:"#/properties/spec/properties/trigger/properties/requestedBy/maxLength",keyword:"maxLength",params:{limit: 256}};
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
if(!pattern51.test(data39)){
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
if(!pattern46.test(data47)){
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
if(!pattern46.test(data51)){
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
const schema13 = {"type":"object","required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"type":"string","const":"refit.dev/v1alpha1"},"kind":{"type":"string","const":"ModelVersion"},"metadata":{"type":"object","required":["name"],"properties":{"name":{"type":"string","maxLength":63,"pattern":"^[a-z]([-a-z0-9]*[a-z0-9])?$"},"namespace":{"type":"string","minLength":1,"maxLength":63,"pattern":"^[a-z0-9]([-a-z0-9]*[a-z0-9])?$"},"labels":{"type":"object","additionalProperties":{"type":"string","maxLength":63,"pattern":"^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$"}},"annotations":{"type":"object","additionalProperties":{"type":"string","maxLength":262144}},"finalizers":{"type":"array","items":{"type":"string"}},"ownerReferences":{"type":"array","items":{"type":"object","additionalProperties":true}},"managedFields":{"type":"array","items":{"type":"object","additionalProperties":true}},"uid":{"type":"string"},"resourceVersion":{"type":"string"},"generation":{"type":"integer"},"creationTimestamp":{"type":"string"},"deletionTimestamp":{"type":"string"},"deletionGracePeriodSeconds":{"type":"integer"}},"additionalProperties":false},"spec":{"type":"object","required":["workflow","step","output","digest","size","fingerprint","run","revisions"],"properties":{"workflow":{"type":"string","minLength":1,"maxLength":40},"step":{"type":"string","minLength":1,"maxLength":30},"output":{"type":"string","minLength":1,"maxLength":30},"digest":{"type":"string","maxLength":71,"pattern":"^sha256:[0-9a-f]{64}$"},"size":{"type":"integer","format":"int64","minimum":0},"fingerprint":{"type":"string","maxLength":71,"pattern":"^sha256:[0-9a-f]{64}$"},"run":{"type":"string","minLength":1,"maxLength":63},"revisions":{"type":"array","maxItems":16,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["source"],"items":{"type":"object","required":["source","url","revision"],"properties":{"source":{"type":"string","minLength":1,"maxLength":30},"url":{"type":"string","minLength":1,"maxLength":2048},"revision":{"type":"string","maxLength":512,"pattern":"^\\S+@(sha1:[0-9a-f]{40}|sha256:[0-9a-f]{64})$"}},"additionalProperties":false}},"metrics":{"type":"object","maxProperties":16,"additionalProperties":{"type":"object","maxProperties":256,"additionalProperties":{"type":"string","maxLength":256}}}},"additionalProperties":false},"status":{"type":"object","default":{"observedGeneration":-1},"properties":{"observedGeneration":{"type":"integer","format":"int64","default":-1},"conditions":{"type":"array","maxItems":16,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["type"],"items":{"type":"object","required":["type","status","reason","message","lastTransitionTime"],"properties":{"type":{"type":"string","maxLength":64,"pattern":"^[A-Z][A-Za-z0-9]*$"},"status":{"type":"string","enum":["True","False","Unknown"]},"observedGeneration":{"type":"integer","format":"int64","minimum":0},"lastTransitionTime":{"type":"string","format":"date-time","maxLength":64},"reason":{"type":"string","maxLength":64,"pattern":"^[A-Z][A-Za-z0-9]*$"},"message":{"type":"string","maxLength":4096}},"additionalProperties":false}},"stages":{"type":"array","maxItems":50,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name","state","run","since"],"properties":{"name":{"type":"string","maxLength":30},"state":{"type":"string","enum":["Candidate","Live","Retired","Blocked"]},"run":{"type":"string","maxLength":63},"since":{"type":"string","format":"date-time","maxLength":64},"message":{"type":"string","maxLength":4096}},"additionalProperties":false}}},"additionalProperties":false}},"additionalProperties":false};
const pattern57 = new RegExp("^sha256:[0-9a-f]{64}$", "u");

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
if(!pattern57.test(data25)){
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
if(!pattern57.test(data27)){
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
if(!pattern51.test(data33)){
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
if(data21.metrics !== undefined){
let data34 = data21.metrics;
if(data34 && typeof data34 == "object" && !Array.isArray(data34)){
if(Object.keys(data34).length > 16){
const err83 = {instancePath:instancePath+"/spec/metrics",schemaPath:"#/properties/spec/properties/metrics/maxProperties",keyword:"maxProperties",params:{limit: 16}};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
for(const key6 in data34){
let data35 = data34[key6];
if(data35 && typeof data35 == "object" && !Array.isArray(data35)){
if(Object.keys(data35).length > 256){
const err84 = {instancePath:instancePath+"/spec/metrics/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/metrics/additionalProperties/maxProperties",keyword:"maxProperties",params:{limit: 256}};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
for(const key7 in data35){
let data36 = data35[key7];
if(typeof data36 === "string"){
if(func3(data36) > 256){
const err85 = {instancePath:instancePath+"/spec/metrics/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/metrics/additionalProperties/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
else {
const err86 = {instancePath:instancePath+"/spec/metrics/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/metrics/additionalProperties/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
}
else {
const err87 = {instancePath:instancePath+"/spec/metrics/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/metrics/additionalProperties/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
}
else {
const err88 = {instancePath:instancePath+"/spec/metrics",schemaPath:"#/properties/spec/properties/metrics/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
}
else {
const err89 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
let data37 = data.status;
if(data37 && typeof data37 == "object" && !Array.isArray(data37)){
if(data37.observedGeneration === undefined){
data37.observedGeneration = -1;
}
for(const key8 in data37){
if(!(((key8 === "observedGeneration") || (key8 === "conditions")) || (key8 === "stages"))){
const err90 = {instancePath:instancePath+"/status",schemaPath:"#/properties/status/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8}};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
let data38 = data37.observedGeneration;
if(!(((typeof data38 == "number") && (!(data38 % 1) && !isNaN(data38))) && (isFinite(data38)))){
const err91 = {instancePath:instancePath+"/status/observedGeneration",schemaPath:"#/properties/status/properties/observedGeneration/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
if(data37.conditions !== undefined){
let data39 = data37.conditions;
if(Array.isArray(data39)){
if(data39.length > 16){
const err92 = {instancePath:instancePath+"/status/conditions",schemaPath:"#/properties/status/properties/conditions/maxItems",keyword:"maxItems",params:{limit: 16}};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
const len4 = data39.length;
for(let i4=0; i4<len4; i4++){
let data40 = data39[i4];
if(data40 && typeof data40 == "object" && !Array.isArray(data40)){
if(data40.type === undefined){
const err93 = {instancePath:instancePath+"/status/conditions/" + i4,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "type"}};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
if(data40.status === undefined){
const err94 = {instancePath:instancePath+"/status/conditions/" + i4,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "status"}};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
if(data40.reason === undefined){
const err95 = {instancePath:instancePath+"/status/conditions/" + i4,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "reason"}};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
if(data40.message === undefined){
const err96 = {instancePath:instancePath+"/status/conditions/" + i4,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "message"}};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
if(data40.lastTransitionTime === undefined){
const err97 = {instancePath:instancePath+"/status/conditions/" + i4,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty: "lastTransitionTime"}};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
for(const key9 in data40){
if(!((((((key9 === "type") || (key9 === "status")) || (key9 === "observedGeneration")) || (key9 === "lastTransitionTime")) || (key9 === "reason")) || (key9 === "message"))){
const err98 = {instancePath:instancePath+"/status/conditions/" + i4,schemaPath:"#/properties/status/properties/conditions/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9}};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
if(data40.type !== undefined){
let data41 = data40.type;
if(typeof data41 === "string"){
if(func3(data41) > 64){
const err99 = {instancePath:instancePath+"/status/conditions/" + i4+"/type",schemaPath:"#/properties/status/properties/conditions/items/properties/type/maxLength",keyword:"maxLength",params:{limit: 64}};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
if(!pattern46.test(data41)){
const err100 = {instancePath:instancePath+"/status/conditions/" + i4+"/type",schemaPath:"#/properties/status/properties/conditions/items/properties/type/pattern",keyword:"pattern",params:{pattern: "^[A-Z][A-Za-z0-9]*$"}};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
else {
const err101 = {instancePath:instancePath+"/status/conditions/" + i4+"/type",schemaPath:"#/properties/status/properties/conditions/items/properties/type/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
}
if(data40.status !== undefined){
let data42 = data40.status;
if(typeof data42 !== "string"){
const err102 = {instancePath:instancePath+"/status/conditions/" + i4+"/status",schemaPath:"#/properties/status/properties/conditions/items/properties/status/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
if(!(((data42 === "True") || (data42 === "False")) || (data42 === "Unknown"))){
const err103 = {instancePath:instancePath+"/status/conditions/" + i4+"/status",schemaPath:"#/properties/status/properties/conditions/items/properties/status/enum",keyword:"enum",params:{allowedValues: schema13.properties.status.properties.conditions.items.properties.status.enum}};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
if(data40.observedGeneration !== undefined){
let data43 = data40.observedGeneration;
if(!(((typeof data43 == "number") && (!(data43 % 1) && !isNaN(data43))) && (isFinite(data43)))){
const err104 = {instancePath:instancePath+"/status/conditions/" + i4+"/observedGeneration",schemaPath:"#/properties/status/properties/conditions/items/properties/observedGeneration/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
if((typeof data43 == "number") && (isFinite(data43))){
if(data43 < 0 || isNaN(data43)){
const err105 = {instancePath:instancePath+"/status/conditions/" + i4+"/observedGeneration",schemaPath:"#/properties/status/properties/conditions/items/properties/observedGeneration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
}
}
if(data40.lastTransitionTime !== undefined){
let data44 = data40.lastTransitionTime;
if(typeof data44 === "string"){
if(func3(data44) > 64){
const err106 = {instancePath:instancePath+"/status/conditions/" + i4+"/lastTransitionTime",schemaPath:"#/properties/status/properties/conditions/items/properties/lastTransitionTime/maxLength",keyword:"maxLength",params:{limit: 64}};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
else {
const err107 = {instancePath:instancePath+"/status/conditions/" + i4+"/lastTransitionTime",schemaPath:"#/properties/status/properties/conditions/items/properties/lastTransitionTime/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
}
if(data40.reason !== undefined){
let data45 = data40.reason;
if(typeof data45 === "string"){
if(func3(data45) > 64){
const err108 = {instancePath:instancePath+"/status/conditions/" + i4+"/reason",schemaPath:"#/properties/status/properties/conditions/items/properties/reason/maxLength",keyword:"maxLength",params:{limit: 64}};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
if(!pattern46.test(data45)){
const err109 = {instancePath:instancePath+"/status/conditions/" + i4+"/reason",schemaPath:"#/properties/status/properties/conditions/items/properties/reason/pattern",keyword:"pattern",params:{pattern: "^[A-Z][A-Za-z0-9]*$"}};
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
const err110 = {instancePath:instancePath+"/status/conditions/" + i4+"/reason",schemaPath:"#/properties/status/properties/conditions/items/properties/reason/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
if(data40.message !== undefined){
let data46 = data40.message;
if(typeof data46 === "string"){
if(func3(data46) > 4096){
const err111 = {instancePath:instancePath+"/status/conditions/" + i4+"/message",schemaPath:"#/properties/status/properties/conditions/items/properties/message/maxLength",keyword:"maxLength",params:{limit: 4096}};
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
const err112 = {instancePath:instancePath+"/status/conditions/" + i4+"/message",schemaPath:"#/properties/status/properties/conditions/items/properties/message/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
}
else {
const err113 = {instancePath:instancePath+"/status/conditions/" + i4,schemaPath:"#/properties/status/properties/conditions/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
}
else {
const err114 = {instancePath:instancePath+"/status/conditions",schemaPath:"#/properties/status/properties/conditions/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
}
if(data37.stages !== undefined){
let data47 = data37.stages;
if(Array.isArray(data47)){
if(data47.length > 50){
const err115 = {instancePath:instancePath+"/status/stages",schemaPath:"#/properties/status/properties/stages/maxItems",keyword:"maxItems",params:{limit: 50}};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
const len5 = data47.length;
for(let i5=0; i5<len5; i5++){
let data48 = data47[i5];
if(data48 && typeof data48 == "object" && !Array.isArray(data48)){
if(data48.name === undefined){
const err116 = {instancePath:instancePath+"/status/stages/" + i5,schemaPath:"#/properties/status/properties/stages/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
if(data48.state === undefined){
const err117 = {instancePath:instancePath+"/status/stages/" + i5,schemaPath:"#/properties/status/properties/stages/items/required",keyword:"required",params:{missingProperty: "state"}};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
if(data48.run === undefined){
const err118 = {instancePath:instancePath+"/status/stages/" + i5,schemaPath:"#/properties/status/properties/stages/items/required",keyword:"required",params:{missingProperty: "run"}};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
if(data48.since === undefined){
const err119 = {instancePath:instancePath+"/status/stages/" + i5,schemaPath:"#/properties/status/properties/stages/items/required",keyword:"required",params:{missingProperty: "since"}};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
for(const key10 in data48){
if(!(((((key10 === "name") || (key10 === "state")) || (key10 === "run")) || (key10 === "since")) || (key10 === "message"))){
const err120 = {instancePath:instancePath+"/status/stages/" + i5,schemaPath:"#/properties/status/properties/stages/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10}};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
}
if(data48.name !== undefined){
let data49 = data48.name;
if(typeof data49 === "string"){
if(func3(data49) > 30){
const err121 = {instancePath:instancePath+"/status/stages/" + i5+"/name",schemaPath:"#/properties/status/properties/stages/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 30}};
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
const err122 = {instancePath:instancePath+"/status/stages/" + i5+"/name",schemaPath:"#/properties/status/properties/stages/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
}
if(data48.state !== undefined){
let data50 = data48.state;
if(typeof data50 !== "string"){
const err123 = {instancePath:instancePath+"/status/stages/" + i5+"/state",schemaPath:"#/properties/status/properties/stages/items/properties/state/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
if(!((((data50 === "Candidate") || (data50 === "Live")) || (data50 === "Retired")) || (data50 === "Blocked"))){
const err124 = {instancePath:instancePath+"/status/stages/" + i5+"/state",schemaPath:"#/properties/status/properties/stages/items/properties/state/enum",keyword:"enum",params:{allowedValues: schema13.properties.status.properties.stages.items.properties.state.enum}};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
}
if(data48.run !== undefined){
let data51 = data48.run;
if(typeof data51 === "string"){
if(func3(data51) > 63){
const err125 = {instancePath:instancePath+"/status/stages/" + i5+"/run",schemaPath:"#/properties/status/properties/stages/items/properties/run/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
}
else {
const err126 = {instancePath:instancePath+"/status/stages/" + i5+"/run",schemaPath:"#/properties/status/properties/stages/items/properties/run/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
}
if(data48.since !== undefined){
let data52 = data48.since;
if(typeof data52 === "string"){
if(func3(data52) > 64){
const err127 = {instancePath:instancePath+"/status/stages/" + i5+"/since",schemaPath:"#/properties/status/properties/stages/items/properties/since/maxLength",keyword:"maxLength",params:{limit: 64}};
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
const err128 = {instancePath:instancePath+"/status/stages/" + i5+"/since",schemaPath:"#/properties/status/properties/stages/items/properties/since/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
}
if(data48.message !== undefined){
let data53 = data48.message;
if(typeof data53 === "string"){
if(func3(data53) > 4096){
const err129 = {instancePath:instancePath+"/status/stages/" + i5+"/message",schemaPath:"#/properties/status/properties/stages/items/properties/message/maxLength",keyword:"maxLength",params:{limit: 4096}};
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
const err130 = {instancePath:instancePath+"/status/stages/" + i5+"/message",schemaPath:"#/properties/status/properties/stages/items/properties/message/type",keyword:"type",params:{type: "string"}};
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
const err131 = {instancePath:instancePath+"/status/stages/" + i5,schemaPath:"#/properties/status/properties/stages/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
}
}
else {
const err132 = {instancePath:instancePath+"/status/stages",schemaPath:"#/properties/status/properties/stages/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
}
}
else {
const err133 = {instancePath:instancePath+"/status",schemaPath:"#/properties/status/type",keyword:"type",params:{type: "object"}};
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
const err134 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
validate12.errors = vErrors;
return errors === 0;
}

