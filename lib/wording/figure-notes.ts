/** Definitions of figures that several pages show. docs/figures.md lists them with the code that computes each. */
export const figureNote = {
  votes: 'Answers in rating tasks. Gold questions, training, the test and experts’ answers are not votes.',
  goldenAccuracy:
    'The mean of two accuracies, on labels that apply and on labels that do not (balanced accuracy), in gold questions, the test and rating tasks. 50% is guessing. Each candidate counts once; a maybe counts half.',
  secondsPerCandidate:
    'Active time in rating tasks divided by the votes given in it. Gold questions, training and the test are not included.',
  secondsPerCandidateOfPeople:
    'Active time of people in rating tasks divided by their votes; without simulated raters.',
  secondsPerTask: 'Median active time of rating tasks and gold questions.',
  countedVotes: 'Votes on excluded images and of excluded raters are left out.',
  agreement: 'Krippendorff’s alpha (ordinal) over pairs of votes that include one by this rater.',
} as const
