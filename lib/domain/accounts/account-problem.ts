/** Messages about one's own account and its fields as the server sends them. Screens translate them. */
export const accountProblems = {
  noName: 'Enter your name.',
  longName: 'At most 100 characters.',
  wrongEmail: 'Enter a valid e-mail address.',
  takenEmail: 'An account with this e-mail already exists.',
  oldSignIn:
    'You last signed in with your provider more than ten minutes ago, or the provider did not say when. Reload the page and sign in again. Nothing was changed.',
  otherEmail: 'This is not the e-mail of this account.',
  shortPassword: 'At least 10 characters.',
  longPassword: 'At most 200 characters.',
  blankPassword: 'Use more than spaces.',
  repeatedPassword: 'Use more than a few repeated characters.',
  sequencePassword: 'Use more than neighboring keys, digits or letters.',
  emailPassword: 'Use something other than your e-mail.',
  productPassword: 'Use more than the names of this product and its roles.',
  commonPassword: 'Use a less common password, such as four unrelated words.',
} as const
export type AccountProblem = keyof typeof accountProblems

const problems = Object.keys(accountProblems) as AccountProblem[]

export const accountProblemOf = (sentence: string): AccountProblem | undefined =>
  problems.find((problem) => accountProblems[problem] === sentence)
