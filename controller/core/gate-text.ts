/** A gate's checks in words. */
import type { CheckReason, ChampionRule } from './gates.ts';

/** What a check asks of a metric. `bound`: the number it is held against, '' while there is none. */
export type Demand =
  | { readonly kind: 'min' | 'max' | 'number'; readonly bound: string }
  | { readonly kind: 'champion'; readonly bound: string; readonly rule: ChampionRule };

/** The demand as declared, in one line. */
export function demandText(metric: string, demand: Demand): string {
  const name = metricText(metric);
  if (demand.kind === 'number') return name;
  if (demand.kind !== 'champion') return `${name} ${demand.kind} ${demand.bound}`;
  const { better, tolerance, stage } = demand.rule;
  return `${name} champion of ${stage}, ${better} is better${tolerance === undefined ? '' : `, tolerance ${tolerance}`}`;
}

/** A judged check in a sentence. `value`: the candidate's number as text, undefined = missing. */
export function checkText(metric: string, value: string | undefined, demand: Demand, reason: CheckReason): string {
  const name = metricText(metric);
  if (value === undefined) return `${name} is missing from the report`;
  const shown = `${name} is ${value.length > 40 ? `${value.slice(0, 40)}…` : value}`;
  if (demand.kind === 'champion') return `${shown}, ${championText(demand, reason)}`;
  if (reason === 'MetricInvalid') return `${shown}, which is no finite number`;
  if (reason === 'BelowMinimum') return `${shown}, below the minimum ${demand.bound}`;
  if (reason === 'AboveMaximum') return `${shown}, above the maximum ${demand.bound}`;
  if (demand.kind === 'min') return `${shown}, at least ${demand.bound}`;
  return demand.kind === 'max' ? `${shown}, at most ${demand.bound}` : shown;
}

function championText({ bound, rule }: Extract<Demand, { kind: 'champion' }>, reason: CheckReason): string {
  const { better, stage } = rule;
  const asked = `${better === 'Higher' ? 'at least' : 'at most'} ${bound}`;
  if (reason === 'NoChampion') return `and no model is live at ${stage}`;
  if (reason === 'PreviouslyLive') return `and the model was live at ${stage} before`;
  if (reason === 'MetricMissing') return `and the report of the champion of ${stage} does not have it`;
  if (reason === 'MetricInvalid' && bound !== '')
    return `and that of the champion of ${stage} is ${bound}, no finite number`;
  if (reason === 'MetricInvalid') return 'which is no finite number';
  if (reason === 'WorseThanChampion') return `worse than the champion of ${stage} allows, ${asked}`;
  return bound === '' ? `and the model is live at ${stage}` : `as good as the champion of ${stage} asks, ${asked}`;
}

/** An expression without its braces. */
function metricText(metric: string): string {
  return metric.replace(/^\{\{\s*|\s*\}\}$/g, '');
}
