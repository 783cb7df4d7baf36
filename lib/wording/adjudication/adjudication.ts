import {
  type AdjudicationReason,
  adjudicationReasons,
  handLabelReason,
  type QueueKind,
} from '@/lib/domain/adjudication/adjudication'
import type { AdjudicationPageEvent } from '@/lib/domain/adjudication/adjudication-page-session'
import type { AdjudicationEvent } from '@/lib/domain/adjudication/adjudication-session'
import { digits, type KeyTable } from '@/lib/domain/workspace/key-table'
import { answerKeys, type CommonKey, commonKeys, type WorkspaceKey } from '@/lib/wording/workspace'

export const reasonWord: Record<AdjudicationReason, string> = {
  clear: 'Clear case',
  overlooked: 'Raters missed it',
  confused: 'Confused classes',
  ambiguous: 'Ambiguous image',
  guideline: 'Vague guidelines',
  other: 'Other reason',
}

const isReason = (reason: string): reason is AdjudicationReason =>
  (adjudicationReasons as readonly string[]).includes(reason)

export function storedReasonWord(reason: string): string {
  if (isReason(reason)) return reasonWord[reason]
  return reason === handLabelReason ? 'Set by hand' : 'Mistake review'
}

export const queueKindWord: Record<QueueKind, string> = {
  sent: 'Sent by an admin',
  near: 'Near the threshold',
  differ: 'Experts disagree',
}

export const adjudicationKeys: KeyTable<AdjudicationEvent | WorkspaceKey | CommonKey> = [
  { ...answerKeys, does: 'Answer no, maybe or yes (also ← for no and → for yes)' },
  { keys: { Enter: { type: 'submit' } }, does: 'See other answers; then save and continue' },
  { keys: digits(adjudicationReasons.length, (position) => ({ type: 'pick', position })), does: 'Choose the reason' },
  { keys: { e: { type: 'note' } }, does: 'Write a note; Escape to leave' },
  { keys: { Backspace: { type: 'back' } }, does: 'Undo your last decision' },
  { keys: { s: { type: 'later' } }, does: 'Skip this candidate for now' },
  ...commonKeys,
]

/** Keys on a page of one class after the reveal, beside those of its pictures. */
export const adjudicationPageKeys: KeyTable<AdjudicationPageEvent | { type: 'note' }> = [
  { keys: digits(adjudicationReasons.length, (position) => ({ type: 'pick', position })), does: 'Choose the reason' },
  { keys: { n: { type: 'note' } }, does: 'Write a note; Escape to leave' },
]
