/** Exact decimal numbers, so that a bound met to the last digit is met: 0.8 minus a tolerance of 0.1 is 0.7. */

/** `digits` x 10^`exponent` */
export interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

const form = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d{1,4}))?$/;
/** Beyond what a double can hold either way; longer texts are no measurements. */
const maxExponent = 400;
const maxLength = 400;

/**
 * A number as JSON and Python write finite ones: `0.75`, `-3`, `.5`, `5.`, `1e-3`. Nothing around it.
 * @returns undefined for anything else (`NaN`, `inf`, `0x10`, `1_000`, text, no text)
 */
export function parseDecimal(text: string): Decimal | undefined {
  const parts = text.length > maxLength ? null : form.exec(text);
  if (!parts) return undefined;
  const [, sign = '', whole = '', fraction = '', bare = '', power = '0'] = parts;
  const exponent = Number(power);
  if (Math.abs(exponent) > maxExponent) return undefined;
  const decimals = fraction + bare;
  const magnitude = BigInt(whole + decimals);
  return { digits: sign === '-' ? -magnitude : magnitude, exponent: exponent - decimals.length };
}

/** Below 0, 0 or above 0 as `a` is less than, equal to or more than `b`. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const { digits } = add(a, negate(b));
  return digits < 0n ? -1 : digits > 0n ? 1 : 0;
}

/** `a` + `b`, exactly. */
export function add(a: Decimal, b: Decimal): Decimal {
  const exponent = Math.min(a.exponent, b.exponent);
  return { digits: scaled(a, exponent) + scaled(b, exponent), exponent };
}

/** -`value` */
export function negate(value: Decimal): Decimal {
  return { ...value, digits: -value.digits };
}

/** `value` without its sign. */
export function magnitudeOf(value: Decimal): Decimal {
  return value.digits < 0n ? negate(value) : value;
}

/** `value` x `percent` / 100 */
export function percentOf(value: Decimal, percent: Decimal): Decimal {
  return { digits: value.digits * percent.digits, exponent: value.exponent + percent.exponent - 2 };
}

/** Plain decimal text without trailing zeros, with an exponent where plain text would be long. */
export function decimalText(value: Decimal): string {
  let { digits, exponent } = value;
  while (digits !== 0n && exponent < 0 && digits % 10n === 0n) {
    digits /= 10n;
    exponent += 1;
  }
  if (digits === 0n) return '0';
  if (exponent > 20 || exponent < -30) return `${digits}e${exponent}`;
  if (exponent >= 0) return `${digits * 10n ** BigInt(exponent)}`;
  const sign = digits < 0n ? '-' : '';
  const text = `${digits < 0n ? -digits : digits}`.padStart(1 - exponent, '0');
  return `${sign}${text.slice(0, exponent)}.${text.slice(exponent)}`;
}

function scaled(value: Decimal, exponent: number): bigint {
  return value.digits * 10n ** BigInt(value.exponent - exponent);
}
