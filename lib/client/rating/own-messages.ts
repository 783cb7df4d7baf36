import { caller, type SmallEndpoint } from '@/lib/client/api'
import { isRecord, partReader } from '@/lib/client/reader'
import type * as raters from '@/lib/contracts/endpoints/raters'

const unread: SmallEndpoint<typeof raters.readOwnMessages> = {
  method: 'GET',
  path: '/api/projects/[project]/my-messages',
  output: partReader((json) => isRecord(json) && Array.isArray(json.messages)),
}
const read: SmallEndpoint<typeof raters.confirmMessage> = {
  method: 'POST',
  path: '/api/projects/[project]/my-messages/[message]/read',
  output: partReader(isRecord),
}

/** Unread messages, oldest first. */
export const readUnreadMessages = caller(unread, { timeoutMs: 15_000 })

export const confirmMessage = caller(read, { timeoutMs: 15_000 })
