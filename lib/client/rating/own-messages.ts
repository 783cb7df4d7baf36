import { api } from '@/lib/client/api'
import { isRecord } from '@/lib/client/is-record'
import { partReader } from '@/lib/client/reader'
import type { OwnMessageList } from '@/lib/contracts/raters/rater-message'
import { ownMessageAddress } from '@/lib/contracts/rating/own-message-address'

const listReader = partReader<OwnMessageList>((json) => isRecord(json) && Array.isArray(json.messages))
const anything = partReader<object>(isRecord)

/** Messages the rater has not read yet, the oldest first. */
export const readUnreadMessages = (slug: string): Promise<OwnMessageList> =>
  api.get({ address: ownMessageAddress.unread(slug), output: listReader, timeoutMs: 15_000 })

export const confirmMessage = (slug: string, id: number): Promise<object> =>
  api.post({ address: ownMessageAddress.read(slug, id), output: anything, timeoutMs: 15_000 })
