import { z } from 'zod'
import { auditKinds, namelessActors } from '@/lib/domain/audit/audit-action'

const count = z.number().int()

const auditEvent = z.strictObject({
  id: z.string(),
  createdAt: z.iso.datetime(),
  /** The account that acted. Its name is null once the account is deleted. */
  account: z.strictObject({ id: z.string(), name: z.string().nullable() }).nullable(),
  nameless: z.enum(namelessActors).nullable(),
  action: z.string(),
  kind: z.enum(auditKinds).nullable(),
  details: z.record(z.string(), z.unknown()),
  /** The member the event concerns. Null if there is none or the account is deleted. */
  memberName: z.string().nullable(),
})
export type AuditEvent = z.infer<typeof auditEvent>

const auditPage = z.strictObject({
  events: z.array(auditEvent),
  total: count,
  page: count,
  pageCount: count,
  people: z.array(z.strictObject({ id: z.string(), name: z.string().nullable() })),
})
export type AuditPage = z.infer<typeof auditPage>
