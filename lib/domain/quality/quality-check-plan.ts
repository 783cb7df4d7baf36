/** What a task that checks raters is for. */
export const checkKinds = ['golden', 'training', 'test'] as const
export type CheckKind = (typeof checkKinds)[number]

export const goldenUses = ['hidden', 'training', 'test'] as const
export type GoldenUse = (typeof goldenUses)[number]

/** A golden image that may be hidden in the stream becomes tasks of the kind golden. */
export const kindOfUse = { hidden: 'golden', training: 'training', test: 'test' } as const satisfies Record<
  GoldenUse,
  CheckKind
>

export interface CheckTask {
  taskId: number
  imageId: number
  kind: CheckKind
  isLaunched: boolean
  candidateIds: readonly number[]
}

export interface KnownPair {
  candidateId: number
  imageId: number
  classId: number
  holds: boolean
}

export interface CheckPlan {
  /** Existing tasks to be offered, and no longer offered, that were not so before. */
  launch: number[]
  retire: number[]
  /** By image: pairs that no offered task of its kind asks about yet. */
  missing: { imageId: number; kind: CheckKind; pairs: KnownPair[] }[]
}

/**
 * What has to change so that every golden pair whose truth is known stands in exactly one offered task of its image's kind,
 * and nothing else is offered. A task keeps its kind and its pairs for ever, since raters may have answered it; what
 * changes is whether it is offered, and what is added.
 */
export function checkPlan(
  pairs: readonly KnownPair[],
  useOf: ReadonlyMap<number, GoldenUse>,
  tasks: readonly CheckTask[],
): CheckPlan {
  const known = new Set(pairs.map(({ candidateId }) => candidateId))
  const kindOf = (imageId: number) => kindOfUse[useOf.get(imageId) ?? 'hidden']
  const isWanted = (task: CheckTask) =>
    task.kind === kindOf(task.imageId) && task.candidateIds.some((id) => known.has(id))
  const asked = new Set(tasks.filter(isWanted).flatMap(({ candidateIds }) => candidateIds))
  const missing = new Map<number, KnownPair[]>()
  for (const pair of pairs) {
    if (asked.has(pair.candidateId)) continue
    const known = missing.get(pair.imageId)
    if (known) known.push(pair)
    else missing.set(pair.imageId, [pair])
  }
  return {
    launch: tasks.filter((task) => isWanted(task) && !task.isLaunched).map(({ taskId }) => taskId),
    retire: tasks.filter((task) => !isWanted(task) && task.isLaunched).map(({ taskId }) => taskId),
    missing: Array.from(missing, ([imageId, pairs]) => ({ imageId, kind: kindOf(imageId), pairs })),
  }
}
