/** How a rater came to be. */
export const raterKindWord = {
  human: 'Person',
  simulated: 'Simulated',
  imported: 'Imported',
  panel: 'Panel',
} as const

export const skillSays =
  'Skill is balanced accuracy: the mean share of right answers on labels that hold and on labels that do not. Maybe is half right, 0.5 is guessing. In brackets the 95 % interval, from resampling images.'
