/** Either parameters that are fit to run with, or what is wrong with each field. */
export type ParameterCheck<Parameters> =
  | { ok: true; parameters: Parameters }
  | { ok: false; fields: Record<string, string> }

/** What a value must be to pass, in words; null when it passes. */
type Rule = (value: unknown) => string | null

export const within =
  (low: number, high: number): Rule =>
  (value) =>
    typeof value === 'number' && value >= low && value <= high ? null : `must be a number from ${low} to ${high}`

/** Strictly between the bounds. */
export const between =
  (low: number, high: number): Rule =>
  (value) =>
    typeof value === 'number' && value > low && value < high ? null : `must be a number between ${low} and ${high}`

export const integerFrom =
  (low: number): Rule =>
  (value) =>
    Number.isSafeInteger(value) && Number(value) >= low ? null : `must be an integer of at least ${low}`

export const either =
  (word: string | null, rule: Rule): Rule =>
  (value) => {
    const wrong = value === word ? null : rule(value)
    return wrong && `${wrong}, or ${word === null ? 'null' : `"${word}"`}`
  }

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Checks every field of `values` by its rule; a field without a rule is wrong, a rule without a field too. */
export function checkFields(
  values: Record<string, unknown>,
  rules: Record<string, Rule>,
  prefix = '',
): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const name of Object.keys(values))
    if (!Object.hasOwn(rules, name)) fields[prefix + name] = 'is no parameter of this method'
  for (const [name, rule] of Object.entries(rules)) {
    const wrong = rule(values[name])
    if (wrong) fields[prefix + name] = wrong
  }
  return fields
}
