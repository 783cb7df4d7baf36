import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { findRow, runSql } from '@/lib/db/session/sql'
import { roles } from '@/lib/domain/permissions'

const used = z.object({ projectId: z.number(), inviteId: z.string(), role: z.enum(roles) })

/** Takes one use of an invite; null if none is left. Only one of two concurrent requests gets the last use. */
export const useInvite = (tokenHash: string, db: Db = prisma) =>
  findRow(db, used)`
    UPDATE invite SET use_count = use_count + 1
    WHERE token_hash = ${tokenHash} AND revoked_at IS NULL AND expires_at > now() AND use_count < max_uses
    RETURNING project_id AS "projectId", id::text AS "inviteId", role::text AS role`

/** Serializes those who accept an invite until the transaction ends. */
export async function lockInvite(tokenHash: string, db: Db): Promise<void> {
  await runSql(db)`SELECT FROM invite WHERE token_hash = ${tokenHash} FOR UPDATE`
}
