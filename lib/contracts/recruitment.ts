import { z } from 'zod'
import { panelKinds, templateError } from '@/lib/domain/recruitment/panel'
import { panelOutcomes } from '@/lib/domain/recruitment/panel-outcome'

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
  }),
  /** Tasks that make a visit complete; null: as many as there are. */
  tasksPerVisit: z.number().int().min(1).max(100_000).nullable(),
  /** Visits that are let in; null: without a limit. */
  places: z.number().int().min(1).max(1_000_000).nullable(),
  /** Whether only addresses are let in that the panel has signed. A generic panel always signs. */
  isSigned: z.boolean(),
})
export type PanelSettings = z.output<typeof panelSettings>

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
  visits: z.strictObject({
    begun: z.number().int(),
    /** Visits without an outcome: still at it, or gone. */
    open: z.number().int(),
    outcomes: z.record(z.enum(panelOutcomes), z.number().int()),
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
  'forged',
  'keys-away',
  'other-person',
  'too-many',
] as const
export type EntryProblem = (typeof entryProblems)[number]

/** The parameters with which a panel sent somebody, as JSON or as a form. */
export const entryInput = z.record(z.string().max(100), z.string().max(8_000))
export const entryOutput = z.strictObject({ address: z.string() })
