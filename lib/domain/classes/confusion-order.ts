type Strength = (one: number, other: number) => number

function strongestPair(between: Strength, count: number): [number, number] {
  let best: [number, number] = [0, 1]
  for (let one = 0; one < count; one++)
    for (let other = one + 1; other < count; other++) if (between(one, other) > between(...best)) best = [one, other]
  return best
}

/**
 * Orders classes for a heat map so that confused ones are adjacent: starts with the strongest pair and repeatedly adds
 * the class that is confused most with the class at either end.
 *
 * Shapes: `strength` [k × k], symmetric, row-major; the diagonal is ignored. Returns class positions in their order.
 * Cost:   O(k²) time. Deterministic: ties go to the first.
 */
export function confusionOrder(strength: ArrayLike<number>, count: number): number[] {
  if (count === 0) return []
  const between: Strength = (one, other) => strength[one * count + other]!
  const order: number[] = count === 1 ? [0] : strongestPair(between, count)
  const left = new Set(Array.from({ length: count }, (_, index) => index).filter((index) => !order.includes(index)))
  while (left.size > 0) {
    const [head, tail] = [order[0], order[order.length - 1]]
    let next = { position: -1, strength: -1, isHead: false }
    for (const position of left) {
      const [toHead, toTail] = [between(position, head!), between(position, tail!)]
      if (toTail > next.strength) next = { position, strength: toTail, isHead: false }
      if (toHead > next.strength) next = { position, strength: toHead, isHead: true }
    }
    left.delete(next.position)
    if (next.isHead) order.unshift(next.position)
    else order.push(next.position)
  }
  return order
}
