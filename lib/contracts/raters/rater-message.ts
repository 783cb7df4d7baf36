import { z } from 'zod'

const count = z.number().int()
const id = z.number().int().min(0).max(2_147_483_647)

/** POST …/messages: plain text to one or several raters. */
export const sendMessageInput = z.strictObject({
  raterIds: z.array(id).min(1, 'Select at least one rater.').max(10_000, 'At most 10,000 raters at once.'),
  text: z.string().trim().min(1, 'Enter a message.').max(2000, 'At most 2,000 characters.'),
})
export type SendMessageInput = z.infer<typeof sendMessageInput>
export const sentMessages = z.strictObject({ messages: count })

/** A message as admins see it. */
export const raterMessage = z.strictObject({
  id: count,
  text: z.string(),
  /** Null: the command line, or an account that is no more. */
  author: z.string().nullable(),
  sentAt: z.iso.datetime(),
  readAt: z.iso.datetime().nullable(),
})
export const raterMessageList = z.strictObject({
  /** Whether somebody is there to read one: nobody is behind imported and simulated votes, nor behind an erased identity. */
  isReachable: z.boolean(),
  /** The newest first. */
  messages: z.array(raterMessage),
})

/** A message as the rater sees it: who wrote it is the project. */
export const ownMessage = raterMessage.omit({ author: true })
export type OwnMessage = z.infer<typeof ownMessage>
/** GET …/my-messages: those not read yet, the oldest first. */
export const ownMessageList = z.strictObject({ messages: z.array(ownMessage) })
