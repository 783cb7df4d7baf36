import type { ReleaseDecision } from '../release-rows'

const none: readonly ReleaseDecision[] = []

/** The labels of a snapshot that people decided in the place of a method. They are few beside the candidates. */
export function decidedLabels(decisions: readonly ReleaseDecision[]) {
  const ofCandidate = new Map(decisions.map((one) => [one.candidate, one]))
  const ofImage = new Map<number, ReleaseDecision[]>()
  for (const one of decisions) {
    const others = ofImage.get(one.image)
    if (others) others.push(one)
    else ofImage.set(one.image, [one])
  }
  return {
    all: decisions,
    /** What decided a candidate; null where the method did. */
    of: (candidate: number) => ofCandidate.get(candidate)?.decision ?? null,
    ofImage: (image: number): readonly ReleaseDecision[] => ofImage.get(image) ?? none,
    /** Class indices of an image that were decided in one way, rising. */
    indices: (image: number, decision: ReleaseDecision['decision']) =>
      (ofImage.get(image) ?? none)
        .filter((one) => one.decision === decision)
        .map(({ classIndex }) => classIndex)
        .sort((a, b) => a - b),
  }
}

export type DecidedLabels = ReturnType<typeof decidedLabels>
