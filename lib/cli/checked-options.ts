import type { z } from 'zod'
import { AppError } from '@/lib/errors'

// Options whose name differs from the field, or that set several fields.
const optionNames: Record<string, string> = {
  methods: 'method',
  hosts: 'allow-host',
  authors: 'author',
  'bootstrap.replicates': 'replicates',
  'bootstrap.seed': 'seed',
  'rule.budgetPerImage': 'budget',
  minimumRecall: 'recall',
  candidatesPerTask: 'candidates',
  ratersPerTask: 'raters',
  'adaptive.minimum': 'minVotes',
  'adaptive.limit': 'limit',
  secondsPerCandidate: 'seconds',
  payPerHour: 'pay',
}

/** Maps a field to its option: the list for an element, the parameter without its group. */
function optionOf(path: readonly PropertyKey[]): string {
  const names = path.filter((part): part is string => typeof part === 'string' && part !== 'parameters')
  return optionNames[names.join('.')] ?? names[0] ?? 'method'
}

/** Validates the fields that the options set. Errors name the option. */
export function checkedOptions<Schema extends z.ZodType>(
  schema: Schema,
  given: unknown,
  unknownField = 'is not an option of this command',
): z.output<Schema> {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [[optionOf(issue.path), issue.message] as const]
    return issue.keys.map((key) => [key, unknownField] as const)
  })
  const option = (field: string) => `--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
  const message = problems.map(([field, wrong]) => `${option(field)}: ${wrong}`).join('; ')
  throw new AppError('invalid-input', message, Object.fromEntries(problems))
}
