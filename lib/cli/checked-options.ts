import type { z } from 'zod'
import { AppError } from '@/lib/errors'
import '@/lib/issue-text'

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
  asksUnanimous: 'askUnanimous',
  taskOrder: 'order',
  classShare: 'classFirst',
  source: 'ask',
}

/** Maps a field to its option: the list for an element, the parameter without its group. */
function optionOf(path: readonly PropertyKey[], names: Record<string, string>): string {
  const words = path.filter((part): part is string => typeof part === 'string')
  const own = words.filter((word) => word !== 'parameters')
  return names[words.join('.')] ?? optionNames[own.join('.')] ?? own[0] ?? 'method'
}

interface Texts {
  /** Of a field that does not exist. */
  unknown?: string
  /** Options of this command whose name differs from the field. */
  names?: Record<string, string>
}

/** Validates the fields that the options set. Errors name the option. */
export function checkedOptions<Schema extends z.ZodType>(
  schema: Schema,
  given: unknown,
  { unknown = 'is not an option of this command', names = {} }: Texts = {},
): z.output<Schema> {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [[optionOf(issue.path, names), issue.message] as const]
    return issue.keys.map((key) => [optionOf([...issue.path, key], names), unknown] as const)
  })
  // A name with a space is that of a parameter, which is spelled as it is.
  const option = (field: string) =>
    `--${field.includes(' ') ? field : field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
  const message = problems
    .map(([field, wrong]) => `${option(field)}: ${wrong}`)
    .join('; ')
    .replaceAll('.; ', '. ')
  throw new AppError('invalid-input', message, Object.fromEntries(problems))
}
