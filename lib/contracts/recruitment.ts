import { z } from 'zod'
import { decimal, int, rowNumber } from '@/lib/contracts/number'
import { panelKinds, templateError } from '@/lib/domain/recruitment/panel'
import { panelOutcomes } from '@/lib/domain/recruitment/panel-outcome'
import { defaultIdleMinutes } from '@/lib/domain/recruitment/visit-time'

const blankIsNone = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? null : value)

const outcomeSettings = z.strictObject({
  code: z.preprocess(
    blankIsNone,
    z
      .string()
      .trim()
      .min(1)
      .max(64)
      .regex(/^[\w.-]+$/, 'use only letters, digits, . _ -')
      .nullable(),
  ),
  /** URL to which a generic panel's participants return, with placeholders {pid}, {session}, {code} and {outcome}. */
  address: z.preprocess(
    blankIsNone,
    z
      .string()
      .trim()
      .max(1000)
      .superRefine((template, context) => {
        const message = templateError(template)
        if (message) context.addIssue({ code: 'custom', message })
      })
      .nullable(),
  ),
})
const noCode = { code: null, address: null }

export const panelSettings = z.strictObject({
  outcomes: z.strictObject({
    completed: outcomeSettings.default(noCode),
    failed: outcomeSettings.default(noCode),
    'no-consent': outcomeSettings.default(noCode),
    'nothing-left': outcomeSettings.default(noCode),
    stopped: outcomeSettings.default(noCode),
  }),
  /** Rating tasks of a complete visit, without training and test. Null: as many as there are. */
  tasksPerVisit: int.min(1).max(100_000).nullable(),
  /** Maximum number of open and finished visits. Null: unlimited. Other visits free their place. */
  places: int.min(1).max(1_000_000).nullable(),
  /** Time limit of a visit, as set at the panel. Null: none. */
  maxMinutes: int.min(1).max(10_080).nullable().default(null),
  /** A visit without activity for this long frees its place. */
  idleMinutes: int.min(5).max(1_440).default(defaultIdleMinutes),
  /** Pay for a whole visit, training and test included. Null: pay is not shown. */
  pay: z
    .strictObject({
      amount: decimal.min(0, 'At least 0.').max(10_000, 'At most 10,000.'),
      currency: z.string().regex(/^[A-Z]{3}$/, 'Three capital letters, such as USD.'),
    })
    .nullable()
    .default(null),
  /** Whether only URLs signed by the panel are accepted. A generic panel always signs. */
  isSigned: z.boolean(),
  /** Whether a generic panel's ids name the same people as those of the project's other generic panels with this setting. */
  sharesIds: z.boolean().default(false),
})
export type PanelSettings = z.output<typeof panelSettings>

const seconds = z.number().min(0)
/** Expected tasks and seconds of a new participant's visit: see domain/recruitment/visit-time. */
export const visitPlanSchema = z.strictObject({
  wanted: int.nullable(),
  trainingTasks: int,
  testTasks: int,
  secondsPerTask: seconds,
  secondsPerTraining: seconds,
  secondsPerTest: seconds,
  /** Measured on answers of this project, chosen in its plan, or assumed if there is neither. */
  from: z.enum(['measured', 'chosen', 'assumed']),
})
export type TimedVisitPlan = z.output<typeof visitPlanSchema>

/** The visit of the participant who makes the request, with its pay. */
export const ownVisit = z.strictObject({
  plan: visitPlanSchema,
  pay: panelSettings.shape.pay.unwrap(),
  maxMinutes: int.nullable(),
  /** Whether there is a code for part of the work. */
  hasPartialCode: z.boolean(),
})
export type OwnVisit = z.output<typeof ownVisit>

const name = z.string().trim().min(1, 'needs a name').max(100)
export const newPanelInput = z.strictObject({ kind: z.enum(panelKinds), name, settings: panelSettings })
export type NewPanelInput = z.input<typeof newPanelInput>
export const panelInput = z.strictObject({
  name: name.optional(),
  settings: panelSettings.optional(),
  isOpen: z.boolean().optional(),
})
export type PanelInput = z.input<typeof panelInput>

export const panelSchema = z.strictObject({
  id: z.uuid(),
  kind: z.enum(panelKinds),
  name: z.string(),
  settings: panelSettings,
  isOpen: z.boolean(),
  createdAt: z.iso.datetime(),
  /** URL to enter at the panel, with its placeholders. */
  entryAddress: z.string(),
  /** A working URL with made-up ids for a trial. Null if only the panel can sign one. */
  exampleAddress: z.string().nullable(),
  /** Key with which a generic panel signs URLs. Null for other panels. */
  secret: z.string().nullable(),
  plan: visitPlanSchema,
  visits: z.strictObject({
    begun: int,
    open: int,
    /** Places held by open visits and by visits that finished all their work. */
    placesTaken: int,
    outcomes: z.record(z.enum(panelOutcomes), int),
    tasks: int,
    /** Earned by the pay with which visits began: by completed ones, and by those with part of the work. */
    costs: z.array(z.strictObject({ currency: z.string(), completed: z.number(), partial: z.number() })),
    lastAt: z.iso.datetime().nullable(),
  }),
})
export type Panel = z.output<typeof panelSchema>
export const panelList = z.strictObject({ panels: z.array(panelSchema) })

/** Why a participant is not let in, as explained by `/p/<panel>?problem=…`. */
export const entryProblems = [
  'unknown',
  'preview',
  'incomplete',
  'closed',
  'full',
  'place-gone',
  'taken-part',
  'forged',
  'keys-away',
  'other-person',
  'too-many',
] as const
export type EntryProblem = (typeof entryProblems)[number]

/** Parameters of the panel's redirect, as JSON or as a form. */
export const entryInput = z.record(z.string().max(100), z.string().max(8_000))
export const entryOutput = z.strictObject({ address: z.string() })

/** Whose page it is: the session may be that of another participant, who entered in a second tab. */
export const ownPageInput = z.strictObject({ raterId: rowNumber })

/** Whether the rating page is open in the participant's browser, or was just closed. */
export const presenceInput = ownPageInput.extend({ isHere: z.boolean() })
