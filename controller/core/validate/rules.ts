/** All rules beyond the schema. Each takes a spec of the right shape, defaults applied, and says what is wrong. */
import type { Rule } from './rule.ts';
import { championModel, championOneStage, championStage } from './rules/champion.ts';
import { acyclic } from './rules/cycle.ts';
import { positiveDurations } from './rules/durations.ts';
import { expressionPlaces } from './rules/expression-places.ts';
import { expressions } from './rules/expressions.ts';
import { gateGuards, gateLimits, gateMetrics } from './rules/gates.ts';
import { inputShape } from './rules/inputs.ts';
import { uniqueNames } from './rules/names.ts';
import { outputReferences } from './rules/output-references.ts';
import { inputPaths, outputPaths, pathPatterns, workingDirs } from './rules/paths.ts';
import { keysFiles, parameterShape } from './rules/parameters.ts';
import { programEnvironment, programVariables } from './rules/programs.ts';
import { podMounts, podReserved } from './rules/pods.ts';
import { references } from './rules/references.ts';
import { refNames, refsBeside, sourceUrls, tagVerification } from './rules/sources.ts';
import { stepShape } from './rules/steps.ts';
import { emptyEnvironments, imagesNotPinned, rerunsOnEveryCommit, unused } from './rules/warnings.ts';
import { workspaceLayout } from './rules/workspace.ts';

/** What makes a spec refused, in the order in which problems are told. */
export const rules: readonly Rule[] = [
  uniqueNames,
  sourceUrls,
  refNames,
  tagVerification,
  stepShape,
  inputShape,
  parameterShape,
  keysFiles,
  programEnvironment,
  programVariables,
  podReserved,
  podMounts,
  gateLimits,
  inputPaths,
  outputPaths,
  workingDirs,
  pathPatterns,
  positiveDurations,
  references,
  outputReferences,
  expressionPlaces,
  expressions,
  gateMetrics,
  championStage,
  championModel,
  championOneStage,
  acyclic,
  gateGuards,
  workspaceLayout,
];

/** What is accepted but probably not meant. */
export const warningRules: readonly Rule[] = [
  refsBeside,
  rerunsOnEveryCommit,
  unused,
  emptyEnvironments,
  imagesNotPinned,
];
