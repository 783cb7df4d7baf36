import type { AuditKind, NamelessActor } from '@/lib/domain/audit/audit-action'

export interface AuditEvent {
  id: string
  createdAt: string
  /** The account that acted. Its name is null once the account is deleted. */
  account: { id: string; name: string | null } | null
  nameless: NamelessActor | null
  action: string
  kind: AuditKind | null
  details: Record<string, unknown>
  /** The member the event concerns. Null if there is none or the account is deleted. */
  memberName: string | null
}

export interface AuditPage {
  events: AuditEvent[]
  total: number
  page: number
  pageCount: number
  people: { id: string; name: string | null }[]
}
