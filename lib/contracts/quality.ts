import { z } from 'zod'
import { wholeFrom } from './number'

const share = (least: number, most: number) =>
  z
    .number('Give a share.')
    .min(least, `At least ${least * 100} %.`)
    .max(most, `At most ${most * 100} %.`)

/** What happens when a rule applies: the admins are told, and the rater may be paused as well. */
export const ruleActions = ['tell', 'pause'] as const
const action = z.enum(ruleActions)

/** A rule says nothing before there are as many answers, or tasks, as it looks at. */
export const qualityRule = z.discriminatedUnion('kind', [
  /** The share of right answers on hidden golden pairs, a maybe being half right. */
  z.strictObject({ kind: z.literal('golden-accuracy'), last: wholeFrom(5, 1000), below: share(0.01, 1), action }),
  /** The median of the active seconds a task. */
  z.strictObject({
    kind: z.literal('too-fast'),
    last: wholeFrom(5, 1000),
    belowSeconds: z.number('Give a number.').min(0.1, 'At least 0.1.').max(600, 'At most 600.'),
    action,
  }),
  /** How many of the last answers are one and the same. */
  z
    .strictObject({ kind: z.literal('same-answer'), last: wholeFrom(10, 1000), atLeast: wholeFrom(2, 1000), action })
    .refine((rule) => rule.atLeast <= rule.last, { path: ['atLeast'], message: 'At most as many as are looked at.' }),
])
export type QualityRule = z.infer<typeof qualityRule>

export const qualification = z.strictObject({
  trainingTasks: wholeFrom(0, 100),
  testTasks: wholeFrom(1, 100),
  /** The share of right answers that passes, a maybe being half right. */
  passMark: share(0, 1),
  /** Tries at the test. */
  attempts: wholeFrom(1, 10).default(2),
})
export type Qualification = z.infer<typeof qualification>

/** project.quality. An empty object is a project that watches nobody. */
export const qualitySettings = z.strictObject({
  /** The share of the tasks raters get that are golden ones, hidden among the others. */
  goldenShare: share(0, 0.5).default(0),
  qualification: qualification.nullable().default(null),
  rules: z.array(qualityRule).max(20, 'At most 20 rules.').default([]),
})
export type QualitySettings = z.infer<typeof qualitySettings>
