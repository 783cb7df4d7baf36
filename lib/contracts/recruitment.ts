import { z } from 'zod'
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
  /** Where a generic panel wants its people back, with {pid}, {session}, {code} and {outcome} to be filled in. */
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
  /** Rating tasks that make a visit complete, training and test not counted; null: as many as there are. */
  tasksPerVisit: z.number().int().min(1).max(100_000).nullable(),
  /** How many may be at it or have finished; null: without a limit. The places of others are freed. */
  places: z.number().int().min(1).max(1_000_000).nullable(),
  /** After this long a visit is over, as the panel sees it; null: whenever it ends. */
  maxMinutes: z.number().int().min(1).max(10_080).nullable().default(null),
  /** After this long without a sign of life a place is freed. */
  idleMinutes: z.number().int().min(5).max(1_440).default(defaultIdleMinutes),
  /** What a whole visit is paid, training and test included; null: nothing is said of pay. */
  pay: z
    .strictObject({
      amount: z.number('Enter a number.').min(0, 'At least 0.').max(10_000, 'At most 10,000.'),
      /** ISO 4217. */
      currency: z.string().regex(/^[A-Z]{3}$/, 'Three capital letters, such as USD.'),
    })
    .nullable()
    .default(null),
  /** Whether only addresses are let in that the panel has signed. A generic panel always signs. */
  isSigned: z.boolean(),
})
export type PanelSettings = z.output<typeof panelSettings>

const seconds = z.number().min(0)
/** What a visit consists of and takes, as it is expected for one who has done nothing yet: see domain/recruitment/visit-time. */
export const visitPlanSchema = z.strictObject({
  wanted: z.number().int().nullable(),
  trainingTasks: z.number().int(),
  testTasks: z.number().int(),
  secondsPerTask: seconds,
  secondsPerTraining: seconds,
  secondsPerTest: seconds,
  /** Measured on answers of this project, chosen in its plan, or assumed while there is neither. */
  from: z.enum(['measured', 'chosen', 'assumed']),
})

/** The visit of the participant who asks, with what it is paid. */
export const ownVisit = z.strictObject({
  plan: visitPlanSchema,
  pay: panelSettings.shape.pay.unwrap(),
  maxMinutes: z.number().int().nullable(),
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

/** A panel as an admin sees it. */
export const panelSchema = z.strictObject({
  id: z.uuid(),
  kind: z.enum(panelKinds),
  name: z.string(),
  settings: panelSettings,
  isOpen: z.boolean(),
  createdAt: z.iso.datetime(),
  /** The address to give to the panel, with its placeholders. */
  entryAddress: z.string(),
  /** A working address with ids made up, to try everything on; null where only the panel can sign one. */
  exampleAddress: z.string().nullable(),
  /** What a generic panel signs addresses with; null for one that does not. */
  secret: z.string().nullable(),
  plan: visitPlanSchema,
  visits: z.strictObject({
    begun: z.number().int(),
    /** Visits that go on. */
    open: z.number().int(),
    /** Places that are held: by visits that go on, and by those that ended with all the work there was. */
    placesTaken: z.number().int(),
    outcomes: z.record(z.enum(panelOutcomes), z.number().int()),
    /** Rating tasks submitted. */
    tasks: z.number().int(),
    lastAt: z.iso.datetime().nullable(),
  }),
})
export type Panel = z.output<typeof panelSchema>
export const panelList = z.strictObject({ panels: z.array(panelSchema) })

/** Why someone whom a panel sent is not let in, as `/p/<panel>?problem=…` explains it. */
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

/** The parameters with which a panel sent somebody, as JSON or as a form. */
export const entryInput = z.record(z.string().max(100), z.string().max(8_000))
export const entryOutput = z.strictObject({ address: z.string() })

/** Whether the rating page is open in the participant's browser, or was just closed. */
export const presenceInput = z.strictObject({ isHere: z.boolean() })
