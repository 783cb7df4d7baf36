/** A known problem, explained to the user in one sentence. */
export class Problem extends Error {}

/** Prints the sentence of a known problem, or the stack of an unknown error. */
export function printProblem(error) {
  const isKnown =
    error instanceof Problem ||
    ['StartError', 'AppError'].includes(error?.name) ||
    /^Invalid settings: /.test(error?.message)
  console.error(isKnown ? error.message : error)
}

export function exitWithProblem(error) {
  printProblem(error)
  process.exit(1)
}
