import { type Db, prisma } from '@/lib/db/client'
import { AppError, notFound } from '@/lib/errors'

interface FoundClass {
  id: number
  index: number
  name: string
}

export interface FoundPair {
  first: FoundClass
  second: FoundClass
  /** Pairs are stored by ascending id. */
  isLow: boolean
  lowId: number
  highId: number
}

/** Keeps the given order. Does not check access. */
export async function getClassPair(
  projectId: number,
  [first, second]: readonly [number, number],
  db: Db = prisma,
): Promise<FoundPair> {
  if (first === second)
    throw new AppError('invalid-input', 'A pair is two different classes.', { second: 'is the same class' })
  const rows = await db.class.findMany({
    where: { projectId, classIndex: { in: [first, second] } },
    select: { id: true, classIndex: true, name: true },
  })
  const found = (index: number): FoundClass => {
    const row = rows.find(({ classIndex }) => classIndex === index)
    if (!row) throw notFound('class')
    return { id: row.id, index, name: row.name }
  }
  const [one, other] = [found(first), found(second)]
  const isLow = one.id < other.id
  return { first: one, second: other, isLow, lowId: Math.min(one.id, other.id), highId: Math.max(one.id, other.id) }
}
