export const parameterWord: Record<string, string | undefined> = {
  threshold: 'Threshold',
  maybeWeight: 'Weight of a maybe',
  minimumYes: 'Experts who say yes',
  prior: 'Prior',
  smoothing: 'Smoothing',
}

export const parameterHint: Record<string, string | undefined> = {
  threshold: 'A label is kept at this score and above.',
  maybeWeight: 'Between no (0) and yes (1).',
  minimumYes: 'So many make a label true, or majority.',
  prior: 'From 0 to 1, or golden: their share.',
  smoothing: 'Added to every count of answers.',
}

export const presetWord: Record<string, { title: string; hint: string } | undefined> = {
  real: {
    title: 'As in the published labels',
    hint: 'The original label counts as one more rater for animals, classes 0 to 397.',
  },
}
