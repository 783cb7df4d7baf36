import { type OutcomeWithCode, outcomeForCode, type PanelOutcome } from './panel-outcome'

export const panelKinds = ['prolific', 'generic'] as const
export type PanelKind = (typeof panelKinds)[number]

/** The panel's ids of participant, study and visit. */
export interface PanelIds {
  pid: string
  study: string
  session: string
}

export const idNames: Record<PanelKind, Record<keyof PanelIds, string>> = {
  prolific: { pid: 'PROLIFIC_PID', study: 'STUDY_ID', session: 'SESSION_ID' },
  generic: { pid: 'pid', study: 'study', session: 'session' },
}

const shapes: Record<PanelKind, RegExp> = {
  prolific: /^[0-9A-Za-z]{10,64}$/,
  generic: /^[0-9A-Za-z._~@-]{1,128}$/,
}
const placeholder = /\{\{%|%\}\}|\{\{|\}\}/

/**
 * Reads the ids from the query of an entry URL. `preview`: it contains an unfilled placeholder, as when a researcher
 * previews the study. `incomplete`: an id is missing or has an invalid format.
 */
export function idsInAddress(
  kind: PanelKind,
  query: Readonly<Record<string, string | undefined>>,
): PanelIds | 'preview' | 'incomplete' {
  const names = idNames[kind]
  const values = [query[names.pid], query[names.study], query[names.session]]
  if (values.some((value) => value !== undefined && placeholder.test(value))) return 'preview'
  const [pid, study, session] = values
  if (!pid || !study || !session || !values.every((value) => shapes[kind].test(value ?? ''))) return 'incomplete'
  return { pid, study, session }
}

/** Returns the text that a generic panel signs. None of the ids can contain a line break. */
export const signedText = (panelId: string, { pid, study, session }: PanelIds) =>
  [panelId, pid, study, session].join('\n')

const blanks = ['pid', 'session', 'code', 'outcome'] as const
export type ReturnValues = Record<(typeof blanks)[number], string>

const filledIn = (template: string, value: (blank: (typeof blanks)[number]) => string) =>
  blanks.reduce((text, blank) => text.replaceAll(`{${blank}}`, encodeURIComponent(value(blank))), template)

export const returnAddressOf = (template: string, values: ReturnValues) => filledIn(template, (blank) => values[blank])

/** Returns what is wrong with a return template. Null if it leads to the same https host whatever is filled in. */
export function templateError(template: string): string | null {
  const read = (text: string) => (URL.canParse(text) ? new URL(text) : null)
  const [one, other] = ['1', '2'].map((text) => read(filledIn(template, () => text)))
  if (!one || !other || one.protocol !== 'https:') return 'must be a URL that starts with https://'
  if (one.host !== other.host || one.username || one.password) return 'must contain the host without placeholders'
  return null
}

const prolificReturn = (code: string) => `https://app.prolific.com/submissions/complete?cc=${encodeURIComponent(code)}`

export interface OutcomeSettings {
  code: string | null
  address: string | null
}

/**
 * Returns the settings that apply to an outcome: its own or, if tasks ran out after part of the work and that outcome has
 * neither code nor URL, those for part of the work.
 */
export function settingsForExit(
  outcomes: Record<OutcomeWithCode, OutcomeSettings>,
  outcome: PanelOutcome,
  hasSubmitted: boolean,
): OutcomeSettings {
  const own = outcomes[outcomeForCode(outcome)]
  return outcome === 'nothing-left' && hasSubmitted && !own.code && !own.address ? outcomes.stopped : own
}

/** Returns where a visit's participant goes at its end, and with which code. */
export function exitOf(
  kind: PanelKind,
  outcome: PanelOutcome,
  { code, address }: OutcomeSettings,
  { pid, session }: { pid: string; session: string },
): { outcome: PanelOutcome; url: string | null; code: string | null } {
  if (kind === 'prolific') return { outcome, code, url: code && prolificReturn(code) }
  return { outcome, code, url: address && returnAddressOf(address, { pid, session, code: code ?? '', outcome }) }
}
