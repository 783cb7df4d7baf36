import { z } from 'zod'
import { count, rowNumber } from '@/lib/contracts/number'

export const sendMessageInput = z.strictObject({
  raterIds: z.array(rowNumber).min(1, 'Select at least one rater.').max(10_000, 'At most 10,000 raters at once.'),
  text: z.string().trim().min(1, 'Enter a message.').max(2000, 'At most 2,000 characters.'),
})
export type SendMessageInput = z.infer<typeof sendMessageInput>
export const sentMessages = z.strictObject({ messages: count })

export const raterMessage = z.strictObject({
  id: rowNumber,
  text: z.string(),
  /** Null: the command line, or a deleted account. */
  author: z.string().nullable(),
  sentAt: z.iso.datetime(),
  readAt: z.iso.datetime().nullable(),
})
export const raterMessageList = z.strictObject({
  /** False for imported, simulated and erased raters, whose messages nobody would read. */
  isReachable: z.boolean(),
  /** Newest first. */
  messages: z.array(raterMessage),
})

/** Raters do not see which admin wrote it. */
const ownMessage = raterMessage.omit({ author: true })
export type OwnMessage = z.infer<typeof ownMessage>
/** Unread messages, newest first. */
export const ownMessageList = z.strictObject({ messages: z.array(ownMessage) })
