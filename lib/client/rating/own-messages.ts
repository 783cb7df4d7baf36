import { caller, isRecord, smallEndpoint } from '@/lib/client/api'
import type * as raters from '@/lib/contracts/endpoints/raters'

const unread = smallEndpoint<typeof raters.readOwnMessages>(
  'GET /my-messages',
  (json) => isRecord(json) && Array.isArray(json.messages),
)
const read = smallEndpoint<typeof raters.confirmMessage>('POST /my-messages/[message]/read', isRecord)

/** Unread messages, oldest first. */
export const readUnreadMessages = caller(unread, { timeoutMs: 15_000 })

export const confirmMessage = caller(read, { timeoutMs: 15_000 })
