import { createHash } from 'node:crypto'
import type { AgreementRequest, Strata } from '@/lib/agreement/agreement-parts'
import type { CandidateDays } from '@/lib/db/agreement/agreement-query'
import { classGroups } from '@/lib/domain/classes/class-groups'

interface ClassPath {
  id: number
  name: string
  path: string[]
}

export interface AgreementDivisions {
  classes: Strata & { rows: Array<{ classId: number; name: string; group: number }> }
  groups: Strata & { rows: Array<{ name: string; classCount: number }> }
  /** Null if no vote has a time. Rows are days such as 2026-11-25. */
  days: (Strata & { rows: string[] }) | null
}

const dayMs = 86_400_000

export function agreementDivisions(
  candidates: { id: ArrayLike<number>; class: ArrayLike<number> },
  classes: readonly ClassPath[],
  days: CandidateDays,
): AgreementDivisions {
  const { groupOf, names } = classGroups(classes.map(({ path }) => path))
  const indexOfClass = new Map(classes.map(({ id }, index) => [id, index]))
  const classOf = Int32Array.from(candidates.class, (id) => indexOfClass.get(id) ?? -1)
  const classCount = new Int32Array(names.length)
  for (const group of groupOf) classCount[group]!++
  return {
    classes: {
      itemStratum: classOf,
      stratumCount: classes.length,
      rows: classes.map(({ id, name }, index) => ({ classId: id, name, group: groupOf[index]! })),
    },
    groups: {
      itemStratum: classOf.map((index) => (index < 0 ? -1 : groupOf[index]!)),
      stratumCount: names.length,
      rows: names.map((name, group) => ({ name, classCount: classCount[group]! })),
    },
    days: days.day.length > 0 ? dayStrata(candidates.id, days) : null,
  }
}

function dayStrata(candidateIds: ArrayLike<number>, { candidate, day }: CandidateDays) {
  const known = [...new Set(day)].sort((one, other) => one - other)
  const indexOfDay = new Map(known.map((value, index) => [value, index]))
  const dayOf = new Map(Array.from(candidate, (id, row) => [id, indexOfDay.get(day[row]!) ?? -1]))
  return {
    itemStratum: Int32Array.from(candidateIds, (id) => dayOf.get(id) ?? -1),
    stratumCount: known.length,
    rows: known.map((value) => new Date(value * dayMs).toISOString().slice(0, 10)),
  }
}

/** SHA-256 in hex of everything that determines a measurement except seed and replicates. */
export function agreementInputHash({ votes, itemCluster, groups, classes, days }: AgreementRequest): string {
  const hash = createHash('sha256')
  const columns = {
    itemStart: votes.itemStart,
    voteCode: Uint32Array.from(votes.code),
    itemCluster,
    group: groups.itemStratum,
    class: classes.itemStratum,
    day: days?.itemStratum ?? new Int32Array(0),
  }
  for (const [name, column] of Object.entries(columns)) {
    hash.update(`${name} ${column.length}\n`)
    hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength))
  }
  return hash.digest('hex')
}
