export const raterKindWord = {
  human: 'Person',
  simulated: 'Simulated',
  imported: 'Imported',
  panel: 'Panel',
} as const

export const skillNote =
  'Skill against a run is balanced accuracy: the mean of the accuracy on labels that apply and on labels that do not. Maybe counts half; 50% is guessing. It needs five answers of each kind. Brackets show the 95% interval, from resampling images.'
