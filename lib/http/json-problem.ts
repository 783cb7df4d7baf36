/** Far deeper than any body of ours. */
const deepest = 50

function textProblem(text: string): string | null {
  // PostgreSQL has no place for this character, and no text of a person has it.
  if (text.includes('\0')) return 'contains a NUL character'
  if (/\p{Surrogate}/u.test(text)) return 'contains half of a character (a lone surrogate)'
  return null
}

const isText = (value: unknown) => typeof value === 'string'
const partsOf = (value: unknown) =>
  typeof value === 'object' && value !== null ? [...Object.keys(value), ...Object.values(value)] : []

/** What is wrong with a parsed body before any schema looks at it: texts that cannot be stored, or lists within lists. */
export function jsonProblem(body: unknown): string | null {
  let level: unknown[] = [body]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return `has more than ${deepest} levels`
    for (const text of level.filter(isText)) {
      const problem = textProblem(text)
      if (problem) return problem
    }
    level = level.flatMap(partsOf)
  }
  return null
}
