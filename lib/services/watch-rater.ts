import { type Db, prisma } from '@/lib/db/client'

/** Holds the project's rules against what a rater answered last, and writes an alert for each that applies. */
export async function watchRater(_projectId: number, _raterId: number, _db: Db = prisma): Promise<void> {}
