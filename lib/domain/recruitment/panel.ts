import type { PanelOutcome } from './panel-outcome'

export const panelKinds = ['prolific', 'generic'] as const
export type PanelKind = (typeof panelKinds)[number]

/** Who comes, for which study and on which visit, as the panel names them. */
export interface PanelIds {
  pid: string
  study: string
  session: string
}

/** The names under which each kind of panel puts its ids into the address. */
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
 * The ids in the query of an entry address. `preview`: a placeholder was left in, as when the study is looked at and not
 * taken part in. `incomplete`: one is missing or has a shape that the panel's ids never have.
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

/** What a generic panel signs: the panel and the three ids, a line each. None of them can hold a line break. */
export const signedText = (panelId: string, { pid, study, session }: PanelIds) =>
  [panelId, pid, study, session].join('\n')

const blanks = ['pid', 'session', 'code', 'outcome'] as const
export type ReturnValues = Record<(typeof blanks)[number], string>

const filledIn = (template: string, value: (blank: (typeof blanks)[number]) => string) =>
  blanks.reduce((text, blank) => text.replaceAll(`{${blank}}`, encodeURIComponent(value(blank))), template)

/** The address that someone is sent back to, from the template an admin wrote. */
export const returnAddressOf = (template: string, values: ReturnValues) => filledIn(template, (blank) => values[blank])

/** What is wrong with a template for a way back; null when it leads, whatever is filled in, to one https host. */
export function templateError(template: string): string | null {
  const read = (text: string) => (URL.canParse(text) ? new URL(text) : null)
  const [one, other] = ['1', '2'].map((text) => read(filledIn(template, () => text)))
  if (!one || !other || one.protocol !== 'https:') return 'must be a URL that starts with https://'
  if (one.host !== other.host || one.username || one.password) return 'must contain the host without placeholders'
  return null
}

/** Where Prolific takes a completion code. */
export const prolificReturn = (code: string) =>
  `https://app.prolific.com/submissions/complete?cc=${encodeURIComponent(code)}`

export interface OutcomeSettings {
  code: string | null
  address: string | null
}

/** How a visit ends for the one who made it: where to go and with which code. */
export function exitOf(
  kind: PanelKind,
  outcome: PanelOutcome,
  { code, address }: OutcomeSettings,
  { pid, session }: { pid: string; session: string },
): { outcome: PanelOutcome; url: string | null; code: string | null } {
  if (kind === 'prolific') return { outcome, code, url: code && prolificReturn(code) }
  return { outcome, code, url: address && returnAddressOf(address, { pid, session, code: code ?? '', outcome }) }
}
