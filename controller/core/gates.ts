/**
 * Judges a gate (design section 4, Gate). Fails closed: a metric that is missing, not finite or not a number never
 * passes. Numbers are compared as exact decimals. The champion's number is that of the same evaluation with the
 * champion's model; while it is not known the verdict is pending, unless another check has refused already.
 */
import {
  add,
  compareDecimals,
  decimalText,
  magnitudeOf,
  negate,
  parseDecimal,
  percentOf,
  type Decimal,
} from './decimal.ts';
import { RefitError } from './errors.ts';
import { checkText, demandText, type Demand } from './gate-text.ts';

/** A rule as declared. `metric` is only shown; its value comes with the facts. */
export interface GateRule {
  readonly metric: string;
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  readonly champion?: ChampionRule | undefined;
}

/** Compare with what serves at `stage`. `tolerance`: `0.5%` of the champion's number, or absolute; none = 0. */
export interface ChampionRule {
  readonly better: 'Higher' | 'Lower';
  readonly tolerance?: string | undefined;
  readonly stage: string;
}

/** A rule and what is known for it. */
export interface RuleFacts {
  readonly rule: GateRule;
  /** The candidate's metric as text; undefined = the report does not have it. */
  readonly metric?: string | undefined;
  /** For a rule with `champion`; absent counts as not known. */
  readonly champion?: ChampionFacts | undefined;
}

/**
 * What is live at the rule's stage. None: nothing is. Unknown: something is, its evaluation has not been made. Known:
 * it was made; `metric` undefined = its report lacks the metric.
 */
export type ChampionFacts = CandidateHistory &
  (
    | { readonly kind: 'None' }
    | { readonly kind: 'Unknown' }
    | { readonly kind: 'Known'; readonly metric?: string | undefined }
  );

/** How the candidate stands at the rule's stage. */
export interface CandidateHistory {
  /** It was live there before and is not blocked there. */
  readonly previouslyLive?: boolean | undefined;
  /** It is the champion: the same digest serves there now. */
  readonly isLive?: boolean | undefined;
}

/** Why a check passed or did not. */
export type CheckReason =
  | 'Passed'
  | 'BelowMinimum'
  | 'AboveMaximum'
  | 'WorseThanChampion'
  | 'NoChampion'
  | 'PreviouslyLive'
  | 'MetricMissing'
  | 'MetricInvalid';

/** One bound of one rule. `value`: the metric's text, '' when there is none. `bound`: what it was held against. */
export interface GateCheck {
  readonly rule: string;
  readonly metric: string;
  readonly value: string;
  readonly bound: string;
  readonly passed: boolean;
  readonly reason: CheckReason;
  /** The check in a sentence, for messages. */
  readonly text: string;
}

/**
 * Passed only if every check passed. Pending: nothing refused so far, and the rules in `pending` (as text) wait for
 * the champion's number at `pendingStages`. `checks`: what could be judged, in order of the rules.
 */
export interface Verdict {
  readonly kind: 'Passed' | 'Refused' | 'Pending';
  /** `kind === 'Passed'` */
  readonly passed: boolean;
  readonly pending: readonly string[];
  readonly pendingStages: readonly string[];
  readonly checks: readonly GateCheck[];
}

/** A rule that waits for its champion's number. */
interface Waiting {
  readonly rule: string;
  readonly stage: string;
}

/**
 * The verdict on a gate's rules. No rules, no pass.
 * @throws RefitError SpecInvalid for a bound or tolerance that is no number (validation tells first)
 */
export function judgeGate(facts: readonly RuleFacts[]): Verdict {
  const judged = facts.flatMap(judgeRule);
  const checks = judged.filter((each) => 'reason' in each);
  const refused = checks.some((check) => !check.passed);
  const waiting = refused ? [] : judged.filter((each) => 'stage' in each);
  const passed = !refused && waiting.length === 0 && checks.length > 0;
  return {
    kind: passed ? 'Passed' : waiting.length > 0 ? 'Pending' : 'Refused',
    passed,
    pending: waiting.map(({ rule }) => rule),
    pendingStages: [...new Set(waiting.map(({ stage }) => stage))],
    checks,
  };
}

function judgeRule(facts: RuleFacts): readonly (GateCheck | Waiting)[] {
  const { min, max, champion } = facts.rule;
  const judged: (GateCheck | Waiting)[] = [];
  if (min !== undefined) judged.push(judgeBound(facts, { kind: 'min', bound: min }));
  if (max !== undefined) judged.push(judgeBound(facts, { kind: 'max', bound: max }));
  if (champion) judged.push(judgeChampion(facts, champion));
  // A rule without a bound is refused by validation; here it still asks for a number.
  return judged.length > 0 ? judged : [judgeBound(facts, { kind: 'number', bound: '' })];
}

function judgeBound(facts: RuleFacts, demand: { kind: 'min' | 'max' | 'number'; bound: string }): GateCheck {
  const bound = demand.kind === 'number' ? undefined : decimalOf(demand.bound, demand.kind);
  const value = numberOf(facts);
  if (typeof value === 'string') return checkOf(facts, demand, value);
  const difference = bound ? compareDecimals(value, bound) : 0;
  if (demand.kind === 'min' && difference < 0) return checkOf(facts, demand, 'BelowMinimum');
  if (demand.kind === 'max' && difference > 0) return checkOf(facts, demand, 'AboveMaximum');
  return checkOf(facts, demand, 'Passed');
}

function judgeChampion(facts: RuleFacts, rule: ChampionRule): GateCheck | Waiting {
  const { champion } = facts;
  const check = (reason: CheckReason, bound = ''): GateCheck =>
    checkOf(facts, { kind: 'champion', bound, rule }, reason);
  const value = numberOf(facts);
  if (typeof value === 'string') return check(value);
  if (champion?.kind === 'None') return check('NoChampion');
  if (champion?.isLive === true) return check('Passed');
  if (champion?.previouslyLive === true) return check('PreviouslyLive');
  if (champion?.kind !== 'Known') return { rule: check('Passed').rule, stage: rule.stage };
  if (champion.metric === undefined) return check('MetricMissing');
  const standard = parseDecimal(champion.metric);
  if (!standard) return check('MetricInvalid', champion.metric);
  const bound = championBound(rule, standard);
  const lead = compareDecimals(value, bound) * (rule.better === 'Higher' ? 1 : -1);
  return check(lead < 0 ? 'WorseThanChampion' : 'Passed', decimalText(bound));
}

/** The least good number that still passes. */
function championBound({ better, tolerance }: ChampionRule, standard: Decimal): Decimal {
  const { relative, amount } = toleranceOf(tolerance);
  const slack = relative ? percentOf(magnitudeOf(standard), amount) : amount;
  return add(standard, better === 'Higher' ? negate(slack) : slack);
}

/** The candidate's number, or why it cannot be used. */
function numberOf({ metric }: RuleFacts): Decimal | 'MetricMissing' | 'MetricInvalid' {
  return metric === undefined ? 'MetricMissing' : (parseDecimal(metric) ?? 'MetricInvalid');
}

function checkOf(facts: RuleFacts, demand: Demand, reason: CheckReason): GateCheck {
  const { metric } = facts.rule;
  return {
    rule: demandText(metric, demand),
    metric,
    value: facts.metric ?? '',
    bound: demand.bound,
    passed: reason === 'Passed' || reason === 'NoChampion' || reason === 'PreviouslyLive',
    reason,
    text: checkText(metric, facts.metric, demand, reason),
  };
}

/** Whether a text is a tolerance: an unsigned decimal, with `%` = of the champion's number. */
export function isTolerance(text: string): boolean {
  const amount = parseDecimal(text.endsWith('%') ? text.slice(0, -1) : text);
  return amount !== undefined && /^[\d.]/.test(text);
}

interface Tolerance {
  readonly relative: boolean;
  readonly amount: Decimal;
}

function toleranceOf(text: string | undefined): Tolerance {
  if (text === undefined) return { relative: false, amount: { digits: 0n, exponent: 0 } };
  const relative = text.endsWith('%');
  if (!isTolerance(text)) {
    throw new RefitError(
      'SpecInvalid',
      `gate: tolerance found ${JSON.stringify(text)}, allowed such as "0.5%" or "0.005"`,
    );
  }
  return { relative, amount: decimalOf(relative ? text.slice(0, -1) : text, 'tolerance') };
}

function decimalOf(text: string, field: string): Decimal {
  const value = parseDecimal(text);
  if (value) return value;
  throw new RefitError(
    'SpecInvalid',
    `gate: ${field} found ${JSON.stringify(text)}, allowed a decimal number such as "0.75"`,
  );
}
