import { caller, isRecord, smallEndpoint } from '@/lib/client/api'
import type * as raters from '@/lib/contracts/endpoints/raters'
import type * as endpoints from '@/lib/contracts/endpoints/rating'

// Separate from `rater-tools.ts`, which the rating page loads before the first task; notices load later.

const unreadMessages = smallEndpoint<typeof raters.readOwnMessages>(
  'GET /my-messages',
  (json) => isRecord(json) && Array.isArray(json.messages),
)
const readMessage = smallEndpoint<typeof raters.confirmMessage>('POST /my-messages/[message]/read', isRecord)

/** Unread messages, oldest first. */
export const readUnreadMessages = caller(unreadMessages, { timeoutMs: 15_000 })

export const confirmMessage = caller(readMessage, { timeoutMs: 15_000 })

const quickAnswers = smallEndpoint<typeof endpoints.countQuickAnswers>(
  'GET /last-answers/quick',
  (json) => isRecord(json) && Number.isInteger(json.quick),
)

/** Counts the rater's latest tasks that were answered unusually fast and can still be changed. */
export const readQuickCount = caller(quickAnswers, { timeoutMs: 15_000 })
