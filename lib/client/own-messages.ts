import { ownMessageAddress } from '@/lib/contracts/own-message-address'
import type { OwnMessageList } from '@/lib/contracts/rater-message'
import { api } from './api'
import { isRecord } from './is-record'
import { partReader } from './reader'

const listReader = partReader<OwnMessageList>((json) => isRecord(json) && Array.isArray(json.messages))
const anything = partReader<object>(isRecord)

/** Messages the rater has not read yet, the oldest first. */
export const readUnreadMessages = (slug: string): Promise<OwnMessageList> =>
  api.get({ address: ownMessageAddress.unread(slug), output: listReader, timeoutMs: 15_000 })

export const confirmMessage = (slug: string, id: number): Promise<object> =>
  api.post({ address: ownMessageAddress.read(slug, id), output: anything, timeoutMs: 15_000 })
