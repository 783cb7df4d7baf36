interface Need {
  goldenShare: number
  /** Answers that rating tasks still want, and the raters among whom they are divided. */
  answersWanted: number
  workingRaters: number
  /** Gold questions that one image gives. */
  tasksPerImage: number
}

/** Golden images that keep the share for one rater's equal part of the answers that are still wanted. */
export function goldenImagesNeeded({ goldenShare, answersWanted, workingRaters, tasksPerImage }: Need): number {
  const answers = answersWanted / Math.max(1, workingRaters)
  const goldQuestions = (answers * goldenShare) / (1 - goldenShare)
  return Math.ceil(goldQuestions / Math.max(1, tasksPerImage))
}
