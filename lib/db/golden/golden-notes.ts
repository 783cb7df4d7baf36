import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { getValue } from '@/lib/db/session/sql'

export const findGoldenNotes = (projectId: number, candidateId: number, db: Db = prisma) =>
  db.goldenNote.findMany({
    where: { projectId, candidateId },
    select: { id: true, author: true, text: true, conclusion: true, createdAt: true },
    orderBy: { id: 'asc' },
  })

export interface NewGoldenNote {
  projectId: number
  candidateId: number
  userId: string | null
  author: string
  text: string
  /** Conclusion as stored; null for a remark. */
  conclusion: number | null
}

/** Of two notes, the higher number is newer. The project must be locked. */
export async function insertGoldenNote(note: NewGoldenNote, db: Db): Promise<number> {
  const { projectId, candidateId, userId, author, text, conclusion } = note
  return getValue(db, z.number())`
    INSERT INTO golden_note (project_id, id, candidate_id, user_id, author, text, conclusion)
    SELECT ${projectId}::int, coalesce(max(id), 0) + 1, ${candidateId}::int, ${userId}::uuid, ${author}, ${text},
      ${conclusion}::smallint
    FROM golden_note WHERE project_id = ${projectId}::int RETURNING id`
}
