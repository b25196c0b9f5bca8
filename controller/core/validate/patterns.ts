/** What the patterns of the CRDs mean, in words. A test sees to it that each has some. */
const words: Readonly<Record<string, string>> = {
  '^[a-z]([-a-z0-9]*[a-z0-9])?$': "lower-case letters, digits and '-', a letter first, no '-' last",
  '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$': "lower-case letters, digits and '-', not at the ends",
  '^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$': "lower-case letters, digits, '-' and '.', the last two not at the ends",
  '^[-._a-zA-Z0-9]+$': "letters, digits, '-', '_' and '.'",
  '^[A-Za-z_][A-Za-z0-9_-]*$': "letters, digits, '_' and '-', a letter or '_' first",
  '^[A-Za-z_][A-Za-z0-9_]*$': "letters, digits and '_', no digit first",
  '^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$': "letters, digits, '-', '_' and '.', the last three not at the ends",
  '^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$': 'a duration such as 90s, 1h30m or 500ms',
  '^-?[0-9]+(\\.[0-9]+)?$': 'a decimal number such as "0.75"',
  '^[0-9]+(\\.[0-9]+)?%?$': 'a decimal number such as "0.005", or a share such as "0.5%"',
  '^\\s*\\{\\{.+\\}\\}\\s*$': '{{ steps.<step>.outputs.<output>.<metric> }}',
  '^[a-z]([-a-z0-9]*[a-z0-9])?\\.[a-z]([-a-z0-9]*[a-z0-9])?$': 'a step and its output, as step.output',
  '^[^\\s~^:?*\\[\\\\\\x00-\\x1f-][^\\s~^:?*\\[\\\\\\x00-\\x1f]*$': 'a branch name as git accepts it',
  '^https?://[^@/?#\\s]+(/[^?#\\s]*)?$': 'an http(s) URL without user, password, query or fragment',
  '^[a-z0-9][-.a-z0-9]*[a-z0-9]$': "the name of a bucket: lower-case letters, digits, '-' and '.'",
  '^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*$': "letters, digits, '.', '_' and '-', in parts with one '/' between them",
  '^[a-z0-9-]+$': "lower-case letters, digits and '-'",
  '^[0-9]+(\\.[0-9]+)?([eE][0-9]+|m|k|[KMGTPE]i?)?$':
    'a quantity such as 500m, 2 or 16Gi, in quotes if it is a plain number',
  '^([0-9a-f]{40}|[0-9a-f]{64})$': '40 or 64 lower-case hex digits',
  '^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$': "letters, digits, '-', '_' and '.', the last three not at the ends",
  '^(s3://[a-z0-9][-.a-z0-9]*(/[^?#\\s]*)?|https?://[^@/?#\\s]+(/[^?#\\s]*)?|/[^\\x00-\\x1f]*)$':
    's3://bucket/prefix, an http(s) URL without user, password, query or fragment, or an absolute path',
  '^[^.\\s]+(\\.[^.\\s]+)*$': 'names without blanks, joined by dots, such as train.lr',
  '^\\S+$': 'a text without blanks',
  '^/\\S*$': 'a path that starts with /',
};

/** The pattern in words, or as it is. */
export function patternWords(pattern: string): string {
  return words[pattern] ?? `a text that matches ${pattern}`;
}
