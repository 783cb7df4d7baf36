import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { readRows } from '@/lib/db/session/sql'
import { roles } from '@/lib/domain/permissions'

const row = z.object({ id: z.string(), role: z.enum(roles) })

/** Returns the project's open invites that an account created, according to the audit trail. */
export const findOpenInvitesBy = (projectId: number, userId: string, db: Db = prisma) =>
  readRows(db, row)`
    SELECT i.id::text AS id, i.role::text AS role FROM invite i
    WHERE i.project_id = ${projectId}::int AND i.revoked_at IS NULL AND i.expires_at > now() AND i.use_count < i.max_uses
      AND EXISTS (
        SELECT FROM audit_event e
        WHERE e.project_id = i.project_id AND e.created_at BETWEEN i.created_at - interval '1 minute' AND i.created_at + interval '1 minute'
          AND e.action = 'invite.create' AND e.user_id = ${userId}::uuid AND e.details ->> 'inviteId' = i.id::text
      )
    ORDER BY i.created_at, i.id`
