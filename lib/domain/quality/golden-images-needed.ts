interface Need {
  goldenShare: number
  /** Answers that rating tasks still need, and the raters who share them equally. */
  answersWanted: number
  workingRaters: number
  /** Gold questions made from one image. */
  tasksPerImage: number
}

/** Returns how many golden images keep the golden share over one rater's equal part of the answers still needed. */
export function goldenImagesNeeded({ goldenShare, answersWanted, workingRaters, tasksPerImage }: Need): number {
  const answers = answersWanted / Math.max(1, workingRaters)
  const goldQuestions = (answers * goldenShare) / (1 - goldenShare)
  return Math.ceil(goldQuestions / Math.max(1, tasksPerImage))
}
