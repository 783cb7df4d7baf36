import { z } from 'zod'
import { roles } from '@/lib/domain/permissions'

/** An account that may open the project. Contains nothing that links it to a rater number. */
const member = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  since: z.iso.datetime(),
  /** Owns the server. */
  isOwner: z.boolean(),
  hasSecondFactor: z.boolean(),
})
export type Member = z.infer<typeof member>

export const memberList = z.strictObject({ members: z.array(member) })

export const memberInput = z.strictObject({ role: z.enum(roles) })
export type MemberInput = z.infer<typeof memberInput>
